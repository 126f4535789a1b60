import { describe, expect, it, test } from 'vitest';
import { textOf } from '../../src/core/source.js';
import { lintTexts, told, toldAll } from '../helpers/lint.js';

type Files = Readonly<Record<string, string>>;

/** The files that are linted; the others are only there to be opened. */
const lintOf = async (files: Files, given: readonly string[] = Object.keys(files)) =>
  lintTexts(Object.fromEntries(given.map((path) => [path, files[path] ?? ''])), {
    open: (path) => (files[path] === undefined ? 'there is no such file' : new TextEncoder().encode(files[path])),
  });

const trail = (selectors: string, id = 'Trail'): string => `  ${id}:\n    Type: AWS::CloudTrail::Trail\n    Properties: { IsLogging: true, IsMultiRegionTrail: true, EventSelectors: ${selectors} }\n`;
const stack = (properties: string, id = 'Logging', more = ''): string => `  ${id}:\n    Type: AWS::CloudFormation::Stack\n${more}    Properties: ${properties}\n`;
const parameters = (text: string): string => `Parameters: ${text}\n`;

const child = `${parameters('{ Kind: { Type: String, Default: All } }')}Resources:\n${trail('[{ ReadWriteType: !Ref Kind }]')}`;

interface Case {
  readonly files: Files;
  readonly given?: readonly string[];
  /** Findings, each with the path of its file. */
  readonly expected: readonly string[];
  /** Texts of related places with their paths. */
  readonly related?: readonly string[];
  readonly problems?: readonly string[];
  readonly subjects?: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'a local template, given a value': {
    files: { 'main.yaml': `Resources:\n${stack('{ TemplateURL: ./parts/child.yaml, Parameters: { Kind: ReadOnly } }')}`, 'parts/child.yaml': child },
    expected: ['parts/child.yaml kms-writes-unlogged definite error «!Ref Kind»'],
    related: ['main.yaml «ReadOnly»', 'main.yaml «Logging»'],
    subjects: ['Logging.Trail'],
  },
  'one that is opened because the parent names it': {
    files: { 'main.yaml': `Resources:\n${stack('{ TemplateURL: parts/child.yaml, Parameters: { Kind: ReadOnly } }')}`, 'parts/child.yaml': child },
    given: ['main.yaml'],
    expected: ['parts/child.yaml kms-writes-unlogged definite error «!Ref Kind»'],
  },
  'the default of the child where nothing is given': {
    files: { 'main.yaml': `Resources:\n${stack('{ TemplateURL: child.yaml }')}`, 'child.yaml': child.replace('Default: All', 'Default: WriteOnly') },
    expected: ['child.yaml kms-reads-unlogged definite warning «!Ref Kind»'],
    related: ['child.yaml «WriteOnly»', 'main.yaml «Logging»'],
  },
  'what is given counts, not what the child has by default': {
    files: { 'main.yaml': `Resources:\n${stack('{ TemplateURL: child.yaml, Parameters: { Kind: All } }')}`, 'child.yaml': child.replace('Default: All', 'Default: WriteOnly') },
    expected: [],
  },
  'through two stacks': {
    files: {
      'main.yaml': `Resources:\n${stack('{ TemplateURL: middle.yaml, Parameters: { Outer: WriteOnly } }', 'Top')}`,
      'middle.yaml': `${parameters('{ Outer: { Type: String } }')}Resources:\n${stack('{ TemplateURL: child.yaml, Parameters: { Kind: !Ref Outer } }')}`,
      'child.yaml': child,
    },
    expected: ['child.yaml kms-reads-unlogged definite warning «!Ref Kind»'],
    related: ['middle.yaml «!Ref Outer»', 'main.yaml «WriteOnly»', 'middle.yaml «Logging»', 'main.yaml «Top»'],
    subjects: ['Top.Logging.Trail'],
  },
  'used twice: told once, the gravest': {
    files: { 'main.yaml': `Resources:\n${stack('{ TemplateURL: child.yaml, Parameters: { Kind: ReadOnly } }', 'A')}${stack('{ TemplateURL: child.yaml, Parameters: { Kind: ReadOnly } }', 'B')}`, 'child.yaml': child },
    expected: ['child.yaml kms-writes-unlogged definite error «!Ref Kind»'],
    related: ['main.yaml «ReadOnly»', 'main.yaml «A»', 'main.yaml «B»', 'main.yaml «ReadOnly»'],
  },
  'a condition of the child on what the parent chooses': {
    files: {
      'main.yaml': `${parameters('{ Env: { Type: String, Default: dev } }')}Resources:\n${stack('{ TemplateURL: child.yaml, Parameters: { Stage: !Ref Env } }')}`,
      'child.yaml': `${parameters('{ Stage: { Type: String } }')}Conditions: { IsProd: !Equals [!Ref Stage, prod] }\nResources:\n${trail('[{ ReadWriteType: !If [IsProd, ReadOnly, All] }]')}`,
    },
    expected: ['child.yaml kms-writes-unlogged possible warning «ReadOnly» when Env=prod'],
  },
  'a parent and a child agree on the Region': {
    files: {
      'main.yaml': `Conditions: { Home: !Equals [!Ref AWS::Region, eu-west-1] }\nResources:\n${stack('{ TemplateURL: child.yaml, Parameters: { Kind: !If [Home, All, ReadOnly] } }')}`,
      'child.yaml': `${parameters('{ Kind: { Type: String } }')}Conditions: { Home: !Equals [!Ref AWS::Region, eu-west-1] }\nResources:\n${trail('[{ ReadWriteType: !If [Home, !Ref Kind, All] }]')}`,
    },
    expected: [],
  },
  'a stack under a condition that never holds is not there': {
    files: { 'main.yaml': `Conditions: { Never: !Equals [a, b] }\nResources:\n${stack('{ TemplateURL: child.yaml, Parameters: { Kind: ReadOnly } }', 'Logging', '    Condition: Never\n')}`, 'child.yaml': child },
    expected: [],
  },
  'a child makes up for the parent': {
    files: { 'main.yaml': `Resources:\n${trail('[{ ReadWriteType: ReadOnly }]')}${stack('{ TemplateURL: child.yaml }')}`, 'child.yaml': child },
    expected: ['main.yaml kms-writes-unlogged definite note «ReadOnly»'],
  },
  'an output of a child': {
    files: {
      'main.yaml': `Resources:\n${stack('{ TemplateURL: values.yaml }', 'Values')}${trail('[{ ReadWriteType: !GetAtt Values.Outputs.Kind }]')}`,
      'values.yaml': 'Resources: { Q: { Type: AWS::SQS::Queue } }\nOutputs: { Kind: { Value: ReadOnly } }\n',
    },
    expected: ['main.yaml kms-writes-unlogged definite error «!GetAtt Values.Outputs.Kind»'],
    related: ['values.yaml «ReadOnly»'],
  },
  'the output of one child is given to another': {
    files: {
      'main.yaml': `Resources:\n${stack('{ TemplateURL: values.yaml }', 'Values')}${stack('{ TemplateURL: child.yaml, Parameters: { Kind: !GetAtt Values.Outputs.Kind } }')}`,
      'values.yaml': 'Resources: { Q: { Type: AWS::SQS::Queue } }\nOutputs: { Kind: { Value: ReadOnly } }\n',
      'child.yaml': child,
    },
    expected: ['child.yaml kms-writes-unlogged definite error «!Ref Kind»'],
  },
  'a URL whose end is a file of the repository that takes the same parameters': {
    files: {
      'templates/main.yaml': `${parameters('{ Prefix: { Type: String, Default: quickstart/ } }')}Resources:\n${stack('{ TemplateURL: !Sub "https://${AWS::Region}.example.com/${Prefix}templates/child.yaml?x=1", Parameters: { Kind: ReadOnly } }')}`,
      'templates/child.yaml': child,
    },
    expected: ['templates/child.yaml kms-writes-unlogged definite error «!Ref Kind»'],
  },
  'a file of the same name that takes other parameters is another one': {
    files: { 'main.yaml': `Resources:\n${stack('{ TemplateURL: https://example.com/child.yaml, Parameters: { Other: ReadOnly } }')}`, 'child.yaml': child },
    expected: [],
    problems: ['The template of the nested stack `Logging` is not read: it lies elsewhere'],
  },
  'what the CDK notes as the asset': {
    files: {
      'Main.template.json': JSON.stringify({
        Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: { 'Fn::Join': ['', ['https://s3.', { Ref: 'AWS::URLSuffix' }, '/abc.json']] }, Parameters: { Kind: 'ReadOnly' } }, Metadata: { 'aws:asset:path': 'Nested.nested.template.json', 'aws:asset:property': 'TemplateURL' } } },
      }),
      'Nested.nested.template.json': JSON.stringify({ Parameters: { Kind: { Type: 'String' } }, Resources: { Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, IsMultiRegionTrail: true, EventSelectors: [{ ReadWriteType: { Ref: 'Kind' } }] } } } }),
    },
    expected: ['Nested.nested.template.json kms-writes-unlogged definite error «{"Ref":"Kind"}»'],
  },
  'an application of SAM': {
    files: { 'main.yaml': 'Transform: AWS::Serverless-2016-10-31\nResources:\n  Logging:\n    Type: AWS::Serverless::Application\n    Properties: { Location: child.yaml, Parameters: { Kind: ReadOnly } }\n', 'child.yaml': child },
    expected: ['child.yaml kms-writes-unlogged definite error «!Ref Kind»'],
  },
  'an application of the repository of applications': {
    files: { 'main.yaml': 'Transform: AWS::Serverless-2016-10-31\nResources:\n  Logging:\n    Type: AWS::Serverless::Application\n    Properties: { Location: { ApplicationId: "arn:x", SemanticVersion: 1.0.0 } }\n' },
    expected: [],
    problems: ['The template of the nested stack `Logging` is not read: it comes from a repository of applications'],
  },
  'a template in place, in YAML': {
    files: { 'main.yaml': `Resources:\n  Set:\n    Type: AWS::CloudFormation::StackSet\n    Properties:\n      Parameters: [{ ParameterKey: Kind, ParameterValue: ReadOnly }]\n      TemplateBody: |\n${child.replaceAll(/^/gmu, '        ')}\n` },
    expected: ['main.yaml kms-writes-unlogged definite error «!Ref Kind»'],
    related: ['main.yaml «ReadOnly»'],
    subjects: ['Set.Trail'],
  },
  'a template in place, in JSON': {
    files: { 'main.yaml': `Resources:\n  Set:\n    Type: AWS::CloudFormation::StackSet\n    Properties:\n      TemplateBody: '{"Resources":{"Trail":{"Type":"AWS::CloudTrail::Trail","Properties":{"IsLogging":false,"IsMultiRegionTrail":true}}}}'\n` },
    expected: ['main.yaml sink-not-recording definite error «false»'],
  },
  'a template in place, as the object that a string is made of': {
    files: { 'main.yaml': `Resources:\n  Set:\n    Type: AWS::CloudFormation::StackSet\n    Properties:\n      TemplateBody: !ToJsonString { Resources: { Trail: { Type: AWS::CloudTrail::Trail, Properties: { IsLogging: false, IsMultiRegionTrail: true } } } }\n` },
    expected: ['main.yaml sink-not-recording definite error «false»'],
  },
  'what a StackSet makes elsewhere makes up for nothing here': {
    files: { 'main.yaml': `Resources:\n${trail('[{ ReadWriteType: ReadOnly }]')}  Set:\n    Type: AWS::CloudFormation::StackSet\n    Properties: { TemplateURL: child.yaml }\n`, 'child.yaml': child },
    expected: ['main.yaml kms-writes-unlogged definite error «ReadOnly»'],
  },
  'an imported value': {
    files: {
      'a.yaml': `Resources:\n${trail('[{ ReadWriteType: !ImportValue kind }]')}`,
      'b.yaml': 'Resources: { Q: { Type: AWS::SQS::Queue } }\nOutputs: { Kind: { Value: ReadOnly, Export: { Name: kind } } }\n',
    },
    expected: ['a.yaml kms-writes-unlogged definite error «!ImportValue kind»'],
    related: ['b.yaml «ReadOnly»'],
  },
  'an imported value that the other stack chooses': {
    files: {
      'a.yaml': `Resources:\n${trail('[{ ReadWriteType: !ImportValue kind }]')}`,
      'b.yaml': `${parameters('{ Kind: { Type: String, Default: All, AllowedValues: [All, ReadOnly] } }')}Resources: { Q: { Type: AWS::SQS::Queue } }\nOutputs: { Kind: { Value: !Ref Kind, Export: { Name: kind } } }\n`,
    },
    expected: ['a.yaml kms-writes-unlogged possible warning «!ImportValue kind» when b.yaml: Kind=ReadOnly'],
  },
  'an imported value that several stacks export': {
    files: {
      'a.yaml': `Resources:\n${trail('[{ ReadWriteType: !ImportValue kind }]')}`,
      'b.yaml': 'Resources: { Q: { Type: AWS::SQS::Queue } }\nOutputs: { Kind: { Value: ReadOnly, Export: { Name: kind } } }\n',
      'c.yaml': 'Resources: { Q: { Type: AWS::SQS::Queue } }\nOutputs: { Kind: { Value: All, Export: { Name: kind } } }\n',
    },
    expected: ['a.yaml kms-writes-unlogged possible warning «!ImportValue kind»'],
  },
  'a snippet in properties': {
    files: { 'main.yaml': 'Resources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      IsLogging: true\n      IsMultiRegionTrail: true\n      Fn::Transform: { Name: AWS::Include, Parameters: { Location: ./selectors.yaml } }\n', 'selectors.yaml': 'EventSelectors:\n  - ReadWriteType: ReadOnly\n' },
    expected: ['selectors.yaml kms-writes-unlogged definite error «ReadOnly»'],
    related: ['main.yaml «Fn::Transform»'],
  },
  'a snippet for a value': {
    files: { 'main.yaml': 'Resources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      IsLogging: true\n      IsMultiRegionTrail: true\n      EventSelectors: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: selectors.json } } }\n', 'selectors.json': '[{"ReadWriteType": "ReadOnly"}]' },
    expected: ['selectors.json kms-writes-unlogged definite error «"ReadOnly"»'],
  },
  'a snippet of resources': {
    files: { 'main.yaml': 'Resources:\n  Fn::Transform: { Name: AWS::Include, Parameters: { Location: trail.yaml } }\n  Q: { Type: AWS::SQS::Queue }\n', 'trail.yaml': 'Trail:\n  Type: AWS::CloudTrail::Trail\n  Properties: { IsLogging: false, IsMultiRegionTrail: true }\n' },
    expected: ['trail.yaml sink-not-recording definite error «false»'],
  },
  'a snippet of the whole template': {
    files: { 'main.yaml': `Transform: { Name: AWS::Include, Parameters: { Location: mappings.yaml } }\nResources:\n${trail('[{ ReadWriteType: !FindInMap [M, a, kind] }]')}`, 'mappings.yaml': 'Mappings: { M: { a: { kind: ReadOnly } } }\n' },
    expected: ['main.yaml kms-writes-unlogged definite error «!FindInMap [M, a, kind]»'],
    related: ['mappings.yaml «ReadOnly»'],
  },
  'a snippet of a section': {
    files: { 'main.yaml': `Mappings:\n  Fn::Transform: { Name: AWS::Include, Parameters: { Location: mappings.yaml } }\nResources:\n${trail('[{ ReadWriteType: !FindInMap [M, a, kind] }]')}`, 'mappings.yaml': 'M: { a: { kind: ReadOnly } }\n' },
    expected: ['main.yaml kms-writes-unlogged definite error «!FindInMap [M, a, kind]»'],
  },
  'a snippet in a bucket': {
    files: { 'main.yaml': 'Resources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      IsLogging: true\n      IsMultiRegionTrail: true\n      EventSelectors: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://bucket/key } } }\n' },
    expected: ['main.yaml kms-events-excluded possible warning «{ Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://bucket/key } } }»'],
    problems: ['What `AWS::Include` brings in is not read: it lies elsewhere'],
  },
  'a loop over stacks': {
    files: { 'main.yaml': `Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::Kinds:\n    - Kind\n    - [All, ReadOnly]\n    - Logging\${Kind}:\n        Type: AWS::CloudFormation::Stack\n        Properties: { TemplateURL: child.yaml, Parameters: { Kind: !Ref Kind } }\n`, 'child.yaml': child },
    expected: ['child.yaml kms-writes-unlogged definite note «!Ref Kind»'],
    subjects: ['LoggingReadOnly.Trail'],
  },
  'a nested stack needs the full YAML reader': {
    files: { 'main.yaml': `Resources:\n${stack('{ TemplateURL: child.yaml, Parameters: { Kind: ReadOnly } }')}`, 'child.yaml': `? Resources\n: ${JSON.stringify({ Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: false, IsMultiRegionTrail: true } } })}\nParameters: { Kind: { Type: String } }\n` },
    given: ['main.yaml'],
    expected: ['child.yaml sink-not-recording definite error «false»'],
  },
};

describe('several files', () => {
  test.each(Object.entries(cases))('%s', async (_name, { files, given, expected, related, problems, subjects }) => {
    const report = await lintOf(files, given);
    expect(report.findings.map((finding) => `${finding.primary.span.source.path} ${told(finding)}`)).toEqual(expected);
    expect(report.problems.map(({ message }) => message)).toEqual(problems ?? []);
    if (related !== undefined) expect(report.findings.flatMap((finding) => finding.related.map(({ span }) => `${span.source.path} «${textOf(span)}»`))).toEqual(related);
    if (subjects !== undefined) expect(report.findings.map(({ subject }) => subject)).toEqual(subjects);
  });
});

describe('what leads astray is bounded, and told', () => {
  const bomb = (next: string): string => `Resources:\n${Array.from({ length: 8 }, (_, index) => stack(`{ TemplateURL: ${next} }`, `S${String(index)}`)).join('')}`;

  test.each<readonly [string, Files, readonly string[], readonly string[] | undefined]>([
    ['a stack in itself', { 'a.yaml': `Resources:\n${stack('{ TemplateURL: a.yaml }')}${trail('[{ ReadWriteType: ReadOnly }]')}` }, ['The template of the nested stack `Logging` is not read: it is nested in itself'], undefined],
    ['stacks in a circle', { 'a.yaml': `Resources:\n${stack('{ TemplateURL: b.yaml }')}${trail('[{ ReadWriteType: ReadOnly }]')}`, 'b.yaml': `Resources:\n${stack('{ TemplateURL: a.yaml }')}` }, ['The template of the nested stack `Logging` is not read: it is nested in itself'], undefined],
    ['a way out of the repository', { 'a.yaml': `Resources:\n${stack('{ TemplateURL: ../../../etc/passwd }')}${trail('[{ ReadWriteType: ReadOnly }]')}` }, ['The template of the nested stack `Logging` is not read: `../../../etc/passwd` is not read: there is no such file'], undefined],
    ['an absolute way', { 'a.yaml': `Resources:\n${stack('{ TemplateURL: /etc/passwd }')}${trail('[{ ReadWriteType: ReadOnly }]')}` }, ['The template of the nested stack `Logging` is not read: `/etc/passwd` is not read: it is not named by its way from here'], undefined],
    ['a snippet in itself', { 'a.yaml': `Mappings: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: m.yaml } } }\nResources:\n${trail('[{ ReadWriteType: ReadOnly }]')}`, 'm.yaml': 'Fn::Transform: { Name: AWS::Include, Parameters: { Location: m.yaml } }\n' }, ['What `AWS::Include` brings in is not read: it includes itself'], ['a.yaml']],
    ['a snippet of resources in itself', { 'a.yaml': `Resources:\n  Fn::Transform: { Name: AWS::Include, Parameters: { Location: m.yaml } }\n${trail('[{ ReadWriteType: ReadOnly }]')}`, 'm.yaml': 'Fn::Transform: { Name: AWS::Include, Parameters: { Location: m.yaml } }\n' }, ['`Fn::Transform` includes itself: what it makes is unknown'], ['a.yaml']],
    ['exports in a circle', { 'a.yaml': `Resources:\n${trail('[{ ReadWriteType: ReadOnly }]')}${trail('[{ ReadWriteType: !ImportValue b }]', 'B')}Outputs: { A: { Value: !ImportValue b, Export: { Name: a } } }\n`, 'b.yaml': 'Resources: { Q: { Type: AWS::SQS::Queue } }\nOutputs: { B: { Value: !ImportValue a, Export: { Name: b } } }\n' }, [], undefined],
  ])('%s', async (_name, files, problems, given) => {
    const report = await lintOf(files, given ?? Object.keys(files));
    expect([...new Set(report.problems.map(({ message }) => message))]).toEqual(problems);
    expect(toldAll(report).filter((one) => one.includes('kms-writes-unlogged definite error «ReadOnly»'))).toHaveLength(1);
  });

  it('stacks that double with every level end', { timeout: 60_000 }, async () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, level) => [`l${String(level)}.yaml`, level === 11 ? `Resources:\n${trail('[{ ReadWriteType: ReadOnly }]')}` : bomb(`l${String(level + 1)}.yaml`)]));
    const report = await lintOf(files, ['l0.yaml']);
    expect(report.problems.some(({ message }) => message.includes('too many stacks are nested'))).toBe(true);
  });

  it('names that are those of prototypes are names', async () => {
    const files = {
      'a.yaml': `Resources:\n${stack('{ TemplateURL: child.yaml, Parameters: { __proto__: ReadOnly, constructor: x } }', '__proto__')}`,
      'child.yaml': `${parameters('{ __proto__: { Type: String }, constructor: { Type: String } }')}Resources:\n${trail('[{ ReadWriteType: !Ref __proto__ }]', 'constructor')}`,
    };
    expect(toldAll(await lintOf(files))).toEqual(['kms-writes-unlogged definite error «!Ref __proto__»']);
  });
});

it('the way from the whole to a literal in a part of a part', async () => {
  const files = { 'a.yaml': `Resources:\n${stack('{ TemplateURL: b.yaml }', 'Top')}`, 'b.yaml': `Resources:\n${stack('{ TemplateURL: c.yaml }', 'Middle')}`, 'c.yaml': `Resources:\n${trail('[{ ReadWriteType: ReadOnly }]')}` };
  const [finding] = (await lintOf(files)).findings;
  expect(finding?.flow.map(({ span }) => `${span.source.path} ${textOf(span)}`)).toEqual(['a.yaml Top', 'b.yaml Middle', 'c.yaml ReadOnly']);
});

describe('names in nested stacks are their own', () => {
  const policy = (effect: string, role: string): string => `  Guard: { Type: AWS::IAM::Policy, Properties: { PolicyName: g, PolicyDocument: { Statement: [{ Effect: ${effect}, Action: "cloudtrail:*", Resource: "*" }] }, Roles: [${role}] } }\n`;
  const role = '  Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {}, Policies: [{ PolicyName: p, PolicyDocument: { Statement: [{ Effect: Allow, Action: "cloudtrail:*", Resource: "*" }] } }] } }\n';

  test.each([
    ['a Deny for a role of the same name above does not hold for one below', { 'a.yaml': `Resources:\n  Role: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: {} } }\n${policy('Deny', '!Ref Role')}${stack('{ TemplateURL: b.yaml }')}`, 'b.yaml': `Resources:\n${role}` }, ['grant-cloudtrail-admin']],
    ['a Deny beside it does', { 'a.yaml': `Resources:\n${stack('{ TemplateURL: b.yaml }')}`, 'b.yaml': `Resources:\n${role}${policy('Deny', '!Ref Role')}` }, []],
    ['a Deny in a stack that is given the role does', { 'a.yaml': `Resources:\n${role}${stack('{ TemplateURL: b.yaml, Parameters: { Name: !Ref Role } }')}`, 'b.yaml': `${parameters('{ Name: { Type: String } }')}Resources:\n${policy('Deny', '!Ref Name')}` }, []],
    ['a Deny above for a role that a stack hands out does', { 'a.yaml': `Resources:\n${stack('{ TemplateURL: b.yaml }')}${policy('Deny', '!GetAtt Logging.Outputs.Name')}`, 'b.yaml': `Resources:\n${role}Outputs: { Name: { Value: !Ref Role } }\n` }, []],
  ] as const)('%s', async (_name, files, rules) => {
    expect((await lintOf(files)).findings.map(({ rule }) => rule)).toEqual(rules);
  });
});

describe('what a nested template takes in unseen is told, for it is not read by itself as well', () => {
  const parent = `Resources:\n${stack('{ TemplateURL: child.yaml }')}`;
  const all = trail('[]');

  test.each([
    ['a macro', `Transform: Company\nResources:\n${all}`, 'The macro `Company` may change this template'],
    ['a module', `Resources:\n  M: { Type: My::Own::MODULE }\n${all}`, 'The CloudFormation module `My::Own::MODULE` is not read'],
    ['no type', `Resources:\n  M: { Properties: {} }\n${all}`, 'The type of `M` is not known: it is not read'],
    ['a section from elsewhere', `Mappings: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://b/k } } }\nResources:\n${all}`, 'What `AWS::Include` brings in is not read: it lies elsewhere'],
    ['a section that is no map', `Mappings: [a]\nResources:\n${all}`, 'Mappings must be a map'],
    ['broken text', `Resources:\n${all}  X: [\n`, 'Expected `]`, indented more than the key it belongs to'],
  ])('%s', async (_name, text, message) => {
    for (const given of [['a.yaml', 'child.yaml'], ['a.yaml']]) {
      const { problems } = await lintOf({ 'a.yaml': parent, 'child.yaml': text }, given);
      expect(problems.map((problem) => `${problem.span.source.path} ${problem.message}`)).toContain(`child.yaml ${message}`);
    }
  });
});
