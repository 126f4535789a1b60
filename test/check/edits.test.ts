import { describe, expect, it } from 'vitest';
import { lintTexts } from '../helpers/lint.js';
import { inEveryWorld } from '../../src/check/edits.js';
import type { Fix } from '../../src/check/finding.js';
import { apply, fixesOf, viewed } from './apply.js';

/** The text with every fix made that is offered for it, and what is told of it then. */
async function fixed(text: string, path = 't.yaml'): Promise<string> {
  const { findings, internalErrors } = await lintTexts({ [path]: text });
  expect(internalErrors).toEqual([]);
  return apply(text, fixesOf(findings).flatMap(({ edits }) => edits));
}

const told = async (text: string, path: string): Promise<readonly string[]> => {
  const { findings, problems } = await lintTexts({ [path]: text });
  return [...findings.map(({ rule }) => rule), ...problems.map(({ message }) => message)];
};

const trail = (selectors: string): string =>
  `Resources:\n  T:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      S3BucketName: b\n      IsLogging: true\n      IsMultiRegionTrail: true\n${selectors.replaceAll(/^(?=.)/gmu, '      ')}`;
const store = (selectors: string): string => `Resources:\n  S:\n    Type: AWS::CloudTrail::EventDataStore\n    Properties:\n${selectors.replaceAll(/^(?=.)/gmu, '      ')}`;
const management = '- { Field: eventCategory, Equals: [Management] }';

/** Text in which `(-` and `-)` stand around what goes, `(+` and `+)` around what comes. */
const before = (text: string): string => text.replaceAll(/\(\+[^]*?\+\)/gu, '').replaceAll(/\(-|-\)/gu, '');
const after = (text: string): string => text.replaceAll(/\(-[^]*?-\)/gu, '').replaceAll(/\(\+|\+\)/gu, '');

type Row = readonly [name: string, text: string];

const inBlocks: readonly Row[] = [
  ['an item with its line', trail('EventSelectors:\n  - ExcludeManagementEventSources:\n      - rdsdata.amazonaws.com(-\n      - kms.amazonaws.com-)\n')],
  ['the first item', trail('EventSelectors:\n  - ExcludeManagementEventSources:(-\n    - kms.amazonaws.com-)\n    - rdsdata.amazonaws.com\n')],
  ['the comment on its line goes, others stay', trail('EventSelectors:\n  - ExcludeManagementEventSources: # a\n      # b\n      - rdsdata.amazonaws.com # c(-\n      - "kms.amazonaws.com" # d-)\n      # e\n    ReadWriteType: All\n')],
  ['the only item', trail('EventSelectors:\n  - ExcludeManagementEventSources:(-\n    - kms.amazonaws.com-)(+ []+)\n    ReadWriteType: All\n')],
  ['the only item, comments before it', trail('EventSelectors:\n  - ExcludeManagementEventSources:(+ []+) # a\n      # b(-\n      - kms.amazonaws.com # c-)\n      # d\n')],
  ['all items', trail("EventSelectors:\n  - ExcludeManagementEventSources:(-\n      - kms.amazonaws.com\n      - 'kms.amazonaws.com'-)(+ []+)\n")],
  ['several items apart', store(`AdvancedEventSelectors:\n- FieldSelectors:\n  ${management}\n  - Field: eventName\n    NotEquals:(-\n    - Decrypt-)\n    - AssumeRole(-\n    - Encrypt-)\n`)],
  ['a field selector of several lines', store(`AdvancedEventSelectors:\n  - FieldSelectors:\n      ${management}(-\n      - Field: eventSource # a\n        # b\n        NotEquals:\n          - kms.amazonaws.com # c-)\n      # d\n    Name: e\n`)],
  ['the first of the field selectors', store(`AdvancedEventSelectors:\n  - FieldSelectors:(-\n      - NotEndsWith: [amazonaws.com]\n        Field: eventSource-)\n      # a\n      ${management}\n`)],
  ['an operator beside another', store(`AdvancedEventSelectors:\n  - FieldSelectors:\n      ${management}\n      - Field: eventSource(-\n        NotEquals:\n        - kms.amazonaws.com-)\n        NotStartsWith:\n        - s3\n`)],
  ['an operator in the line of the dash', store(`AdvancedEventSelectors:\n  - FieldSelectors:\n      ${management}\n      - (-NotEquals: [kms.amazonaws.com]\n        -)NotStartsWith: [s3]\n        Field: eventSource\n`)],
  ['a value joins those that are taken', store(`AdvancedEventSelectors:\n  - FieldSelectors:\n      ${management}\n      - Field: eventSource\n        Equals:\n          - "s3.amazonaws.com" # a(+\n          - "kms.amazonaws.com"+)\n          # b\n`)],
  ['a selector joins the others', trail('AdvancedEventSelectors:\n  - Name: a # b\n    FieldSelectors:\n      - Field: eventCategory\n        Equals: [Data]\n      - Field: resources.type # c\n        Equals: [AWS::S3::Object] # d(+\n  - FieldSelectors:\n      - Field: eventCategory\n        Equals: [Management]+)\n\n# e\n')],
  ['two causes of one loss', store(`AdvancedEventSelectors:\n  - FieldSelectors:\n      ${management}(-\n      - Field: eventName\n        StartsWith:\n          - Decrypt\n        EndsWith: [t]\n      - Field: eventType\n        NotEquals: [AwsServiceEvent]-)\n`)],
  ['quotes and case of a word', trail('EventSelectors:\n  - ReadWriteType: (-\'all\'-)(+\'All\'+)\n')],
  ['both halves of one fault', trail('EventSelectors:\n  - ReadWriteType: ReadOnly\n    ExcludeManagementEventSources: [(-kms.amazonaws.com-)]\n  - ReadWriteType: WriteOnly\n    ExcludeManagementEventSources:(-\n      - kms.amazonaws.com-)(+ []+)\n')],
  ['a property that is missing', 'Resources:\n  T:\n    Properties:\n      IsLogging: true # a(+\n      IsMultiRegionTrail: true+)\n      # b\n    Type: AWS::CloudTrail::Trail\n'],
  ['a property without a line break behind it', 'Resources:\n  T:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      IsLogging: true(+\n      IsMultiRegionTrail: true+)'],
  ['a document with a marker', `---\n${trail('EventSelectors:\n- ReadWriteType: (-ReadOnly-)(+All+)\n')}`],
  ['an anchor that nobody uses', trail('EventSelectors:\n  - &a\n    ExcludeManagementEventSources: [(-&b kms.amazonaws.com-)]\n')],
  ['a list for each branch', `Parameters: { P: { Type: String } }\nConditions: { C: !Equals [!Ref P, x] }\n${trail('EventSelectors:\n  - ExcludeManagementEventSources: !If\n      - C\n      -(-\n        - kms.amazonaws.com-)\n        - rdsdata.amazonaws.com\n      - [(-kms.amazonaws.com-)]\n')}`],
  ['a literal in a branch', `Parameters: { P: { Type: String } }\nConditions: { C: !Equals [!Ref P, x] }\n${trail('EventSelectors: [{ ReadWriteType: !If [C, (-ReadOnly-)(+All+), (-ReadOnly-)(+All+)] }]\n')}`],
];

const inBrackets: readonly Row[] = [
  ['the first of several', trail('EventSelectors: [{ ExcludeManagementEventSources: [(-kms.amazonaws.com, -)rdsdata.amazonaws.com] }]\n')],
  ['the last of several', trail('EventSelectors: [{ ExcludeManagementEventSources: [rdsdata.amazonaws.com(-, kms.amazonaws.com-)] }]\n')],
  ['the last, with a comma behind it', trail('EventSelectors: [{ ExcludeManagementEventSources: [rdsdata.amazonaws.com,(- kms.amazonaws.com,-) ] }]\n')],
  ['the only one', trail('EventSelectors: [{ ExcludeManagementEventSources: [(- "kms.amazonaws.com" -)] }]\n')],
  ['an item in its own line', trail('EventSelectors:\n  - ExcludeManagementEventSources: [(-\n      kms.amazonaws.com, # a-)\n      # b\n      rdsdata.amazonaws.com # c\n    ]\n')],
  ['the last in its own line', trail('EventSelectors:\n  - ExcludeManagementEventSources: [\n      rdsdata.amazonaws.com(-,-) # a(-\n      kms.amazonaws.com # b-)\n      # c\n    ]\n')],
  ['the first in a line of several', store(`AdvancedEventSelectors: [{ FieldSelectors: [{ Field: eventCategory, Equals: [Management] }, { Field: eventName, NotEquals: [AssumeRole,\n (-Decrypt, -)GetRole ] }] }]\n`)],
  ['the last in a line of several', store(`AdvancedEventSelectors: [{ FieldSelectors: [{ Field: eventCategory, Equals: [Management] }, { Field: eventName, NotEquals: [AssumeRole,(- Decrypt,-)\n GetRole ] }] }]\n`)],
  ['neighbours', store(`AdvancedEventSelectors: [{ FieldSelectors: [{ Field: eventCategory, Equals: [Management] }, { Field: eventName, NotEquals: [AssumeRole, (-Decrypt, Encrypt, -)GetRole(-, Sign-)] }] }]\n`)],
  ['a field selector', store(`AdvancedEventSelectors: [{ FieldSelectors: [{ Field: eventCategory, Equals: [Management] }(-, { Field: readOnly, Equals: [ "true" ] }-)] }]\n`)],
  ['an operator', store(`AdvancedEventSelectors: [{ FieldSelectors: [{ Field: eventCategory, Equals: [Management] }, { Field: eventSource, (-NotEquals: [kms.amazonaws.com], -)NotStartsWith: [s3] }] }]\n`)],
  ['a value more', store(`AdvancedEventSelectors: [{ FieldSelectors: [{ Field: eventCategory, Equals: [Management] }, { Field: eventSource, Equals: [s3.amazonaws.com(+, kms.amazonaws.com+)] }] }]\n`)],
  ['a value more, with a comma behind the last', store(`AdvancedEventSelectors: [{ FieldSelectors: [{ Field: eventCategory, Equals: [Management] }, { Field: eventSource, Equals: [\n  s3.amazonaws.com, # a(+\n  kms.amazonaws.com,+)\n] }] }]\n`)],
  ['a property more', 'Resources: { T: { Type: AWS::CloudTrail::Trail, Properties: { IsLogging: true(+, IsMultiRegionTrail: true+) } } }\n'],
];

const api = (text: string): string => `{"TrailName":"t","EventSelectors":[${text}]}`;
const inJson: readonly Row[] = [
  ['the only item', api('{"ExcludeManagementEventSources":[(-"kms.amazonaws.com"-)]}')],
  ['an item in its own line', api('{\n\t"ExcludeManagementEventSources": [\n\t\t"rdsdata.amazonaws.com"(-,\n\t\t"kms.amazonaws.com"-)\n\t]\n}')],
  ['the first in its own line', api('{\n  "ExcludeManagementEventSources": [(-\n    "kms.amazonaws.com",-)\n    "rdsdata.amazonaws.com"\n  ]\n}')],
  ['a lonely one in its own line', api('{\n  "ExcludeManagementEventSources": [(-\n    "kms.amazonaws.com"\n  -)]\n}')],
  ['a field selector over lines', '{\n"EventDataStore":"e","AdvancedEventSelectors":[{"FieldSelectors":[\n  {"Field":"eventCategory","Equals":["Management"]}(-,\n  {\n    "Field": "eventSource",\n    "NotEquals": [\n      "kms.amazonaws.com"\n    ]\n  }-)\n]}]}'],
  ['a field selector with empty operators beside', '{"EventDataStore":"e","AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}(-,{"Field":"readOnly","Equals":["false"],"NotEquals":[]}-)]}]}'],
  ['a selector more', '{"TrailName":"t","AdvancedEventSelectors":[\n    {"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]}]}(+,\n    { "FieldSelectors": [{ "Field": "eventCategory", "Equals": ["Management"] }] }+)\n]}'],
  ['a selector more in a bare list', '[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]}]}(+, { "FieldSelectors": [{ "Field": "eventCategory", "Equals": ["Management"] }] }+)]'],
  ['a property more', '{"Resources":{"T":{"Type":"AWS::CloudTrail::Trail","Properties":{\n  "IsLogging": true(+,\n  "IsMultiRegionTrail": true+)\n}}}}'],
  ['booleans', '{"Resources":{"T":{"Type":"AWS::CloudTrail::Trail","Properties":{"IsLogging":(-"false"-)(+"true"+),"IsMultiRegionTrail":true}},"U":{"Type":"AWS::CloudTrail::Trail","Properties":{"IsLogging":true,"IsMultiRegionTrail":(-false-)(+true+)}}}}'],
];

const rows = [
  ...inBlocks.map(([name, text]) => [`block: ${name}`, 't.yaml', text] as const),
  ...inBrackets.map(([name, text]) => [`brackets: ${name}`, 't.yaml', text] as const),
  ...inJson.map(([name, text]) => [`JSON: ${name}`, 't.json', text] as const),
];
const withCrLf = rows.map(([name, path, text]) => [`${name}, line ends of Windows`, path, text.replaceAll('\n', '\r\n')] as const);

describe('a fix', () => {
  it.each([...rows, ...withCrLf])('%s', async (_name, path, marked) => {
    expect(await fixed(before(marked), path)).toBe(after(marked));
    expect(await told(before(marked), path)).not.toEqual([]);
    expect(await told(after(marked), path)).toEqual([]);
  });

  it.each(rows)('%s: the same in the VS Code viewer', async (_name, path, marked) => {
    const text = before(marked);
    const fixes = fixesOf((await lintTexts({ [path]: text })).findings);
    expect(fixes.length).toBeGreaterThan(0);
    for (const fix of fixes) expect(viewed(text, fix)).toBe(apply(text, fix.edits));
  });

  it('leaves a byte order mark where it is', async () => {
    const text = trail('EventSelectors:\n- ReadWriteType: ReadOnly\n');
    const { findings } = await lintTexts({ 't.yaml': `\uFEFF${text}` });
    expect(apply(text, fixesOf(findings).flatMap(({ edits }) => edits))).toBe(text.replace('ReadOnly', 'All'));
  });
});

const parameters = 'Parameters: { P: { Type: String, Default: "false", AllowedValues: ["true", "false"] }, Q: { Type: CommaDelimitedList, Default: kms.amazonaws.com } }\nConditions: { C: !Equals [!Ref P, "true"] }\nMappings: { M: { a: { b: [kms.amazonaws.com], c: ReadOnly } } }\n';
const withParameters = (text: string): string => parameters + text;

describe('there is no fix', () => {
  it.each<Row>([
    ['for the value of a parameter', withParameters(trail('EventSelectors: [{ ExcludeManagementEventSources: !Ref Q }]\n'))],
    ['for an item from a parameter', withParameters(trail('EventSelectors: [{ IncludeManagementEvents: !Ref P }]\n'))],
    ['for the value of a mapping', withParameters(trail('EventSelectors: [{ ReadWriteType: !FindInMap [M, a, c] }]\n'))],
    ['for the list of a mapping', withParameters(trail('EventSelectors: [{ ExcludeManagementEventSources: !FindInMap [M, a, b] }]\n'))],
    ['if one of two causes is no literal', withParameters(trail('EventSelectors: [{ ReadWriteType: ReadOnly, ExcludeManagementEventSources: [kms.amazonaws.com] }, { ReadWriteType: WriteOnly, ExcludeManagementEventSources: !Ref Q }]\n'))],
    ['for what an alias uses too', trail('EventSelectors: [&a { ExcludeManagementEventSources: [kms.amazonaws.com] }, *a]\n')],
    ['for what holds what an alias uses', trail('EventSelectors:\n  - ExcludeManagementEventSources: [&a kms.amazonaws.com]\n  - ReadWriteType: WriteOnly\n    IncludeManagementEvents: false\n    DataResources: [{ Type: AWS::S3::Object, Values: [*a] }]\n')],
    ['through an alias', `X: &a [kms.amazonaws.com]\n${trail('EventSelectors: [{ ExcludeManagementEventSources: *a }]\n')}`],
    ['beneath an alias', `Metadata: &a [{ ReadWriteType: ReadOnly }]\n${trail('EventSelectors: *a\n')}`],
    ['for a part of a text', trail("EventSelectors: [{ ExcludeManagementEventSources: !Split [',', 'kms.amazonaws.com,rdsdata.amazonaws.com'] }]\n")],
    ['for one of two worlds', withParameters(trail('EventSelectors: [{ ExcludeManagementEventSources: !If [C, [kms.amazonaws.com], !Ref Q] }]\n')).replace('Default: "false", ', '')],
    ['for a joined text', trail("EventSelectors: [{ ExcludeManagementEventSources: [!Join ['.', [kms, amazonaws.com]]] }]\n")],
    ['for an item that is selected from a list', trail('EventSelectors: [{ ExcludeManagementEventSources: [!Select [0, [kms.amazonaws.com, rdsdata.amazonaws.com]]] }]\n')],
    ['for an item under a condition', withParameters(trail('EventSelectors: [{ ExcludeManagementEventSources: [!If [C, rdsdata.amazonaws.com, kms.amazonaws.com]] }]\n'))],
    ['where what is left depends on a condition', withParameters(store(`AdvancedEventSelectors:\n- FieldSelectors:\n  ${management}\n  - { Field: eventSource, NotEquals: [kms.amazonaws.com, !If [C, s3.amazonaws.com, !Ref AWS::NoValue]] }\n`))],
    ['where another operator depends on a condition', withParameters(store(`AdvancedEventSelectors:\n- FieldSelectors:\n  ${management}\n  - { Field: eventSource, NotEquals: [kms.amazonaws.com], NotStartsWith: !If [C, [s3], !Ref AWS::NoValue] }\n`))],
    ['where the operator is written twice', store(`AdvancedEventSelectors:\n- FieldSelectors:\n  ${management}\n  - { Field: eventSource, NotEquals: [s3], NotEquals: [kms.amazonaws.com], NotStartsWith: [ec2] }\n`)],
    ['in a loop', "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::L:\n    - N\n    - [A, B]\n    - T${N}:\n        Type: AWS::CloudTrail::Trail\n        Properties: { IsLogging: false }\n"],
    ['where something may be merged in', 'X: &a { S3BucketName: b }\nResources:\n  T:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      <<: *a\n      IsLogging: true\n'],
    ['behind a text of which blank lines are a part', 'Resources:\n  T:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      IsLogging: true\n      TrailName: |+\n        t\n\n'],
    ['where the text is not surely understood', `${trail('EventSelectors: [{ ExcludeManagementEventSources: [kms.amazonaws.com] }]\n')}    ? Metadata\n    : a\n`],
    ['for a word that would take events away', trail('EventSelectors: [{ ReadWriteType: readonly }]\n')],
    ['for a word that is no other in another case', trail('EventSelectors: [{ ReadWriteType: None }]\n')],
    ['for a field that would take events away', store(`AdvancedEventSelectors:\n- FieldSelectors:\n  ${management}\n  - { Field: readonly, Equals: ["true"] }\n`)],
    ['if a store has five selectors', store(`AdvancedEventSelectors:\n${'- { FieldSelectors: [{ Field: eventCategory, Equals: [Data] }] }\n'.repeat(5)}`)],
    ['if the selectors are one of two lists', withParameters(trail('AdvancedEventSelectors: !If [C, [{ FieldSelectors: [{ Field: eventCategory, Equals: [Data] }] }], [{ FieldSelectors: [{ Field: eventCategory, Equals: [Data] }] }]]\n'))],
    ['for two kinds of selectors at once', trail('EventSelectors: [{ ReadWriteType: All }]\nAdvancedEventSelectors: [{ FieldSelectors: [{ Field: eventCategory, Equals: [Management] }] }]\n')],
  ])('%s', async (_name, text) => {
    const { findings } = await lintTexts({ 't.yaml': text });
    expect(findings.length).toBeGreaterThan(0);
    expect(fixesOf(findings)).toEqual([]);
  });

  it.each<Row>([
    ['selectors', '{"TrailARN":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/t","EventSelectors":[{"ReadWriteType":"ReadOnly"}]}'],
    ['a trail', '{"Trail":{"Name":"t","TrailARN":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/t","IsMultiRegionTrail":false,"HasCustomEventSelectors":false}}'],
  ])('for what AWS returned: %s', async (_name, text) => {
    const { findings } = await lintTexts({ 't.json': text });
    expect(findings.length).toBeGreaterThan(0);
    expect(fixesOf(findings)).toEqual([]);
  });
});

describe('the fixes of several worlds', () => {
  const source = { path: 't', text: 'abcdef', bom: false };
  const fix = (description: string, ...ranges: readonly (readonly [number, number, string])[]): readonly Fix[] => [
    { description, edits: ranges.map(([start, end, text]) => ({ span: { source, start, end }, text })) },
  ];

  it.each<readonly [string, readonly (readonly Fix[])[], string | undefined]>([
    ['the same', [fix('a', [0, 1, 'x']), fix('a', [0, 1, 'x'])], 'a: xbcdef'],
    ['different places', [fix('a', [0, 1, 'x']), fix('b', [3, 4, ''])], 'a; b: xbcef'],
    ['places that touch', [fix('a', [0, 1, 'x']), fix('b', [1, 2, 'y'])], 'a; b: xycdef'],
    ['what one of them lacks', [fix('a', [0, 1, 'x']), []], undefined],
    ['what gets in the way', [fix('a', [0, 2, 'x']), fix('b', [1, 3, ''])], undefined],
    ['another text at one place', [fix('a', [0, 1, 'x']), fix('b', [0, 1, 'y'])], undefined],
    ['another insertion at one place', [fix('a', [1, 1, 'x']), fix('b', [1, 1, 'y'])], undefined],
  ])('%s', (_name, worlds, expected) => {
    const [one] = inEveryWorld(worlds);
    expect(one === undefined ? undefined : `${one.description}: ${apply(source.text, one.edits)}`).toBe(expected);
  });
});
