import { describe, expect, test } from 'vitest';
import { lintTexts, toldAll } from '../helpers/lint.js';
import { computed } from '../helpers/computed.js';

const trail = 'Type: AWS::CloudTrail::Trail\n    Properties: { IsLogging: true, IsMultiRegionTrail: true, ';

interface Case {
  readonly text: string;
  readonly expected: readonly string[];
  readonly problems?: readonly string[];
  readonly subjects?: readonly string[];
}

const loop = (collection: string, more = ''): string => `Transform: AWS::LanguageExtensions
${more}Resources:
  Fn::ForEach::Trails:
    - Name
    - ${collection}
    - Trail\${Name}:
        Type: AWS::CloudTrail::Trail
        Properties:
          IsLogging: true
          IsMultiRegionTrail: true
          EventSelectors: [{ ReadWriteType: !Ref Name }]
`;

const cases: Readonly<Record<string, Case>> = {
  'a loop over resources': {
    text: loop('[ReadOnly, All, WriteOnly]'),
    expected: ['kms-reads-unlogged definite note «!Ref Name»', 'kms-writes-unlogged definite note «!Ref Name»'],
    subjects: ['TrailWriteOnly', 'TrailReadOnly'],
  },
  'a loop over a parameter': {
    text: loop('!Ref Names', 'Parameters: { Names: { Type: CommaDelimitedList, Default: "ReadOnly" } }\n'),
    expected: ['kms-writes-unlogged definite error «!Ref Name»'],
    subjects: ['TrailReadOnly'],
  },
  'a loop over what is not known': {
    text: loop('!Ref Names', 'Parameters: { Names: { Type: CommaDelimitedList } }\n'),
    expected: [],
    problems: ['`Fn::ForEach::Trails` runs over a list that is not known here: what it makes is unknown'],
  },
  'a loop within properties makes a selector list unknown no more': {
    text: `Resources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      Fn::ForEach::P:\n        - X\n        - [Logging]\n        - Is\${X}: false\n      IsMultiRegionTrail: true\n`,
    expected: ['sink-not-recording definite error «false»'],
  },
  'loops within loops, and ids without what may not stand in them': {
    text: `Resources:\n  Fn::ForEach::A:\n    - A\n    - [x-y]\n    - Fn::ForEach::B:\n        - B\n        - ["1", "2"]\n        - T&{A}\${B}: { Type: AWS::CloudTrail::Trail, Properties: { IsLogging: false, IsMultiRegionTrail: true } }\n`,
    expected: ['sink-not-recording definite error «false»', 'sink-not-recording definite error «false»'],
    subjects: ['Txy1', 'Txy2'],
  },
  'a loop over 100,000 items is bounded and told': {
    text: loop(`!Split [",", "${'All,'.repeat(100_000)}"]`),
    expected: [],
    problems: ['`Fn::ForEach::Trails` makes more than 10000 members: what it makes is unknown'],
  },
  'a rule forbids the combination': {
    text: `Parameters:\n  Env: { Type: String, AllowedValues: [dev, prod] }\n  Type: { Type: String, AllowedValues: [All, ReadOnly] }\nRules:\n  Prod:\n    RuleCondition: !Equals [!Ref Env, prod]\n    Assertions: [{ Assert: !Contains [[All], !Ref Type] }]\nConditions:\n  IsProd: !Equals [!Ref Env, prod]\nResources:\n  Trail:\n    Condition: IsProd\n    ${trail}EventSelectors: [{ ReadWriteType: !Ref Type }] }\n`,
    expected: [],
  },
  'a rule that does not apply forbids nothing': {
    text: `Parameters:\n  Env: { Type: String, AllowedValues: [dev, prod] }\n  Type: { Type: String, AllowedValues: [All, ReadOnly] }\nRules:\n  Prod:\n    RuleCondition: !Equals [!Ref Env, dev]\n    Assertions: [{ Assert: !Contains [[All], !Ref Type] }]\nConditions:\n  IsProd: !Equals [!Ref Env, prod]\nResources:\n  Trail:\n    Condition: IsProd\n    ${trail}EventSelectors: [{ ReadWriteType: !Ref Type }] }\n`,
    expected: ['kms-writes-unlogged possible warning «!Ref Type» when Env=prod & Type=ReadOnly'],
  },
  'a mapping by Region': {
    text: `Mappings:\n  Per:\n    us-east-1: { type: All }\n    eu-west-1: { type: ReadOnly }\nResources:\n  Trail:\n    ${trail}EventSelectors: [{ ReadWriteType: !FindInMap [Per, !Ref AWS::Region, type] }] }\n`,
    expected: ['kms-writes-unlogged definite error «!FindInMap [Per, !Ref AWS::Region, type]» when AWS::Region=eu-west-1'],
  },
  'a dynamic reference': {
    text: `Resources:\n  Trail:\n    ${trail}EventSelectors: [{ ReadWriteType: "{{resolve:ssm:type}}" }] }\n`,
    expected: ['kms-writes-unlogged possible warning «"{{resolve:ssm:type}}"»'],
  },
  'the length of a list': {
    text: `Parameters: { Names: { Type: CommaDelimitedList, Default: "a,b" } }\nConditions:\n  Two: !Equals [!Length [1, 2], 2]\nResources:\n  Trail:\n    Condition: Two\n    ${trail}EventSelectors: [{ ReadWriteType: ReadOnly }] }\n`,
    expected: ['kms-writes-unlogged definite error «ReadOnly»'],
  },
  'an object as a JSON string': {
    text: `Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: !ToJsonString { Statement: [{ Effect: Allow, Action: "cloudtrail:*", Resource: "*" }] }\n`,
    expected: ['grant-cloudtrail-admin definite error «"cloudtrail:*"»'],
  },
};

describe('the language of templates', () => {
  test.each(Object.entries(cases))('%s', async (_name, { text, expected, problems, subjects }) => {
    const report = await lintTexts({ 't.yaml': text });
    expect(toldAll(report)).toEqual(expected);
    expect(report.problems.map(({ message }) => message)).toEqual(problems ?? []);
    if (subjects !== undefined) expect(report.findings.map(({ subject }) => subject)).toEqual(subjects);
  });
});

describe('what doubles is bounded', () => {
  test('a text that a function doubles on every level', async () => {
    const levels = Array.from({ length: 40 }, (_, index) => (index === 0 ? '    - &l0 !Sub ["${X}${X}", { X: "kms.amazonaws.com" }]' : `    - &l${String(index)} !Sub ["\${X}\${X}", { X: *l${String(index - 1)} }]`));
    const text = `Resources:\n  Trail:\n    ${trail}\n      EventSelectors: [{ ExcludeManagementEventSources: [*l39] }] }\n`.replace('Resources:', `Metadata:\n  L:\n${levels.join('\n')}\nResources:`);
    const start = computed();
    const report = await lintTexts({ 't.yaml': text });
    // Seconds where it is bounded; it would be hours.
    expect(computed() - start).toBeLessThan(20_000);
    expect(report.findings.map(({ rule, certainty }) => `${rule} ${certainty}`)).toEqual(['kms-events-excluded possible']);
  });
});
