import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { list, map, scalar, type MapNode, type Node } from '../../src/core/node.js';
import { cloudformation } from '../../src/lower/cloudformation.js';
import { withRemovals } from '../../src/lower/removals.js';
import { readTemplate } from '../../src/read/cloudformation/read.js';
import { isSettled } from '../../src/read/cloudformation/settled.js';
import { templateOf } from '../../src/read/cloudformation/template.js';
import { shortForm } from '../../src/read/cloudformation/tags.js';
import { libraryOf, noFiles } from '../../src/read/library.js';
import { noParameters } from '../../src/read/parameters/set.js';
import { parseYamlFast } from '../../src/read/text/yaml-fast.js';

interface Looked {
  readonly settled: boolean;
  /** What evaluating it tells: faults of every world, and problems. */
  readonly told: number;
}

function look(text: string): Looked {
  const source = { path: 't.yaml', text, bom: false };
  const root = parseYamlFast(source, shortForm)?.documents[0] as MapNode;
  const library = libraryOf(noFiles, [], []);
  const settled = isSettled(templateOf(root, source, { library, templates: [], uses: [] }), noParameters);
  const units = readTemplate(root, source, { parameters: noParameters, notGranting: [], library, others: [], configuration: () => [] });
  const lower = withRemovals(cloudformation);
  const models = units.flatMap(({ worlds }) => worlds.map(({ value }) => lower(value)));
  const faults = models.flatMap(({ model, problems }) => [...problems, ...rules.flatMap((rule) => [...rule.check(model, true)])]);
  return { settled, told: faults.length + units.reduce((sum, { problems }) => sum + problems.length, 0) };
}

const role = (properties: string, more = ''): string => `${more}Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      ${properties}\n`;
const inline = (statement: string, more = ''): string => role(`Policies: [{ PolicyName: p, PolicyDocument: { Version: "2012-10-17", Statement: ${statement} } }]`, more);
const allow = (action: string, resource = '"*"'): string => inline(`[{ Effect: Allow, Action: ${action}, Resource: ${resource} }]`);
const choice = 'Conditions: { C: !Equals [!Ref AWS::Region, a] }\n';

describe('a template that need not be evaluated', () => {
  it.each([
    ['names actions of other services', allow('[s3:*, "ec2:Describe*", "logs:PutLogEvents"]')],
    ['reads CloudTrail', allow('["cloudtrail:Describe*", cloudtrail:LookupEvents]')],
    ['names where with functions', allow('s3:GetObject', '!Sub "arn:aws:s3:::${B}/*"')],
    ['denies whatever it likes', inline('[{ Effect: Deny, NotAction: "iam:*", Resource: "*" }, { Effect: Deny, Action: !Ref A, Resource: "*" }]')],
    ['chooses between such', inline('!If [C, [{ Effect: Allow, Action: s3:Get*, Resource: "*" }], !Ref AWS::NoValue]', choice)],
    ['attaches policies of AWS', role('ManagedPolicyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess, !Sub "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]')],
    ['has a function with templates of policies', 'Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties: { Policies: [AWSLambdaExecute, { S3ReadPolicy: { BucketName: !Ref B } }] }\n'],
    ['has a bucket alone', 'Resources: { B: { Type: AWS::S3::Bucket } }\n'],
  ])('%s', (_, text) => {
    expect(look(text)).toEqual({ settled: true, told: 0 });
  });

  // Of these evaluation alone can say what they come to.
  it.each([
    ['all', allow('"*"')],
    ['all of a service by another prefix', allow('"*:Put*"')],
    ['CloudTrail in capitals', allow('CLOUDTRAIL:putEventSelectors')],
    ['a wildcard in CloudTrail', allow('"cloudtrail:*"')],
    ['what begins like reading', allow('"cloudtrail:?et*"')],
    ['an action that a function makes', allow('!Sub "cloud${A}"')],
    ['actions of a parameter', allow('!Ref A')],
    ['a list of which a part is made', allow('[s3:Get*, !Ref A]')],
    ['all but some', inline('[{ Effect: Allow, NotAction: "iam:*", Resource: "*" }]')],
    ['an effect that is made', inline('[{ Effect: !Ref E, Action: "*", Resource: "*" }]')],
    ['a document that is made', role('Policies: [{ PolicyName: p, PolicyDocument: !Ref D }]')],
    ['a document in a string', role('Policies: [{ PolicyName: p, PolicyDocument: \'{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}\' }]')],
    ['policies that a parameter names', role('ManagedPolicyArns: !Ref Arns')],
    ['a policy of AWS that reaches it', role('ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]')],
    ['the same behind a partition', role('ManagedPolicyArns: [!Join ["", ["arn:", !Ref AWS::Partition, ":iam::aws:policy/job-function/SystemAdministrator"]]]')],
    ['a name in parts', role('ManagedPolicyArns: [!Join ["", ["arn:aws:iam::aws:policy/Power", "UserAccess"]]]')],
    ['a condition that is not there', inline('!If [X, [{ Effect: Allow, Action: s3:Get*, Resource: "*" }], !Ref AWS::NoValue]')],
    ['a condition on a mapping', role('RoleName: r', 'Conditions: { C: !Equals [!FindInMap [M, a, b], a] }\n').replace('    Properties', '    Condition: C\n    Properties')],
    ['a macro in the role', role('Fn::Transform: { Name: M }')],
    ['another kind of resource', 'Resources: { T: { Type: AWS::CloudTrail::Trail } }\n'],
    ['a nested stack', 'Resources: { S: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: a.yaml } } }\n'],
    ['a role that a rule of its own constrains', role('RoleName: r', 'Rules: { A: { Assertions: [] } }\n')],
    ['an ignore of ours', role('RoleName: r').replace('    Properties', '    Metadata: { keytrail: { ignore: [{ rule: gap, reason: a }] } }\n    Properties')],
  ])('is none with %s', (_, text) => {
    expect(look(text).settled).toBe(false);
  });

  it('is looked at in bounded time, however often an alias is used', () => {
    const source = { path: 't.yaml', text: role('RoleName: r'), bom: false };
    const root = parseYamlFast(source, shortForm)?.documents[0] as MapNode;
    const { origin } = root;
    let name: Node = scalar('x', origin);
    for (let level = 0; level < 40; level++) name = list([name, name, name, name], origin);
    const made = (entries: Readonly<Record<string, Node>>): MapNode => map(new Map(Object.entries(entries).map(([key, value]) => [key, { key: origin, value }])), origin);
    const template = made({ Resources: made({ R: made({ Type: scalar('AWS::IAM::Role', origin), Properties: made({ RoleName: name }) }) }) });
    expect(isSettled(templateOf(template, source, { library: libraryOf(noFiles, [], []), templates: [], uses: [] }), noParameters)).toBe(false);
  });
});
