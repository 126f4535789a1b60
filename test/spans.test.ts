import { describe, expect, test } from 'vitest';
import { lintTexts, range, unmark } from './helpers/lint.js';

/** A trail with the given `EventSelectors`, indented for its place. */
const trail = (selectors: string, before = ''): string => `${before}Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsLogging: true
      IsMultiRegionTrail: true
      S3BucketName: logs
${selectors}`;

/** Each case: the rule, and the text in which the «marks» are the places told; the primary is the first one below `Resources`, unless numbered. */
const cases: readonly (readonly [name: string, rule: string, path: string, marked: string, primary?: number])[] = [
  ['flow list', 'kms-events-excluded', 't.yaml', trail('      EventSelectors: [{ ExcludeManagementEventSources: [rdsdata.amazonaws.com, «kms.amazonaws.com»] }]\n')],
  ['block list', 'kms-events-excluded', 't.yaml', trail('      EventSelectors:\n        - ExcludeManagementEventSources:\n            - rdsdata.amazonaws.com\n            - «kms.amazonaws.com» # cost\n')],
  ['quoted scalar', 'kms-events-excluded', 't.yaml', trail('      EventSelectors:\n        - ExcludeManagementEventSources:\n            - «"kms.amazonaws.com"»\n')],
  ['block scalar', 'kms-events-excluded', 't.yaml', trail('      EventSelectors:\n        - ExcludeManagementEventSources:\n            - >-\n              «kms.amazonaws.com»\n')],
  ['CRLF', 'kms-events-excluded', 't.yaml', trail('      EventSelectors:\n        - ExcludeManagementEventSources:\n            - «kms.amazonaws.com»\n').replaceAll('\n', '\r\n')],
  ['two selectors: one finding', 'kms-events-excluded', 't.yaml', trail('      EventSelectors:\n        - ExcludeManagementEventSources: [«kms.amazonaws.com»]\n        - ExcludeManagementEventSources: [«kms.amazonaws.com»]\n')],
  [
    'parameter default: primary at the use, related at the item',
    'kms-events-excluded',
    't.yaml',
    trail('      EventSelectors:\n        - ExcludeManagementEventSources: «!Ref Excluded»\n', 'Parameters:\n  Excluded:\n    Type: CommaDelimitedList\n    Default: rdsdata.amazonaws.com, «kms.amazonaws.com»\n'),
  ],
  [
    'long form of Ref over two lines',
    'kms-events-excluded',
    't.yaml',
    trail('      EventSelectors:\n        - ExcludeManagementEventSources:\n            «Ref: Excluded»\n', 'Parameters:\n  Excluded: { Type: CommaDelimitedList, Default: «kms.amazonaws.com» }\n'),
  ],
  [
    'mapping',
    'kms-events-excluded',
    't.yaml',
    trail('      EventSelectors:\n        - ExcludeManagementEventSources: «!FindInMap [Sources, all, out]»\n', 'Mappings:\n  Sources:\n    all:\n      out: [«kms.amazonaws.com»]\n'),
  ],
  [
    'mapping over several lines: the function',
    'kms-events-excluded',
    't.yaml',
    trail('      EventSelectors:\n        - ExcludeManagementEventSources: «!FindInMap»\n            - Sources\n            - all\n            - out\n', 'Mappings:\n  Sources:\n    all:\n      out: [«kms.amazonaws.com»]\n'),
  ],
  ['join', 'kms-events-excluded', 't.yaml', trail("      EventSelectors:\n        - ExcludeManagementEventSources: [«!Join ['.', [kms, amazonaws.com]]»]\n")],
  ['sub', 'kms-events-excluded', 't.yaml', trail('      EventSelectors:\n        - ExcludeManagementEventSources: [«!Sub "kms.${Suffix}"»]\n', 'Parameters:\n  Suffix: { Type: String, Default: «amazonaws.com» }\n')],
  ['split', 'kms-events-excluded', 't.yaml', trail("      EventSelectors:\n        - ExcludeManagementEventSources: !Split [',', 'rdsdata.amazonaws.com,«kms.amazonaws.com»']\n")],
  ['anchor and alias', 'kms-events-excluded', 't.yaml', trail('      EventSelectors:\n        - ExcludeManagementEventSources: [*kms]\n', '').replace('*kms', '«*kms»').replace('S3BucketName: logs', 'S3BucketName: logs\n      S3KeyPrefix: &kms «kms.amazonaws.com»'), 1],
  [
    'JSON on one line',
    'kms-events-excluded',
    't.json',
    '{"Resources":{"Trail":{"Type":"AWS::CloudTrail::Trail","Properties":{"IsLogging":true,"IsMultiRegionTrail":true,"S3BucketName":"b","EventSelectors":[{"ExcludeManagementEventSources":[«"kms.amazonaws.com"»]}]}}}}',
  ],
  ['advanced NotEquals', 'kms-events-excluded', 't.yaml', trail('      AdvancedEventSelectors:\n        - FieldSelectors:\n            - { Field: eventCategory, Equals: [Management] }\n            - { Field: eventSource, NotEquals: [rdsdata.amazonaws.com, «kms.amazonaws.com»] }\n')],
  ['ReadOnly', 'kms-writes-unlogged', 't.yaml', trail('      EventSelectors:\n        - ReadWriteType: «ReadOnly»\n')],
  ['WriteOnly', 'kms-reads-unlogged', 't.yaml', trail('      EventSelectors:\n        - ReadWriteType: «"WriteOnly"»\n')],
  ['data events only', 'management-events-unlogged', 't.yaml', trail('      AdvancedEventSelectors:\n        - FieldSelectors:\n            - { Field: eventCategory, Equals: [«Data»] }\n            - { Field: resources.type, Equals: [AWS::S3::Object] }\n')],
  ['YAML 1.1 boolean', 'management-events-unlogged', 't.yaml', trail('      EventSelectors:\n        - IncludeManagementEvents: «no»\n          DataResources: [{ Type: AWS::S3::Object, Values: [arn:aws:s3] }]\n')],
  ['string boolean', 'sink-not-recording', 't.yaml', trail('').replace('IsLogging: true', 'IsLogging: «"false"»')],
  ['single Region by default: the logical id', 'sink-single-region', 't.yaml', trail('').replace('  Trail:', '  «Trail»:').replace('      IsMultiRegionTrail: true\n', '')],
  ['single Region as written', 'sink-single-region', 't.yaml', trail('').replace('IsMultiRegionTrail: true', 'IsMultiRegionTrail: «false»')],
  ['wrong case', 'selector-invalid', 't.yaml', trail('      EventSelectors:\n        - ExcludeManagementEventSources: [«KMS.amazonaws.com»]\n')],
  ['ReadWriteType None', 'selector-invalid', 't.yaml', trail('      EventSelectors:\n        - ReadWriteType: «None»\n')],
  ['both kinds', 'selector-invalid', 't.yaml', trail('      EventSelectors:\n        - {}\n      «AdvancedEventSelectors»:\n        - FieldSelectors:\n            - { Field: eventCategory, Equals: [Management] }\n')],
  ['without effect', 'exclusion-without-effect', 't.yaml', trail('      EventSelectors:\n        - ExcludeManagementEventSources: [«kms.amazonaws.com»]\n        - «ReadWriteType»: All\n')],
];

describe('the primary location is the one scalar, the others are related', () => {
  test.each(cases.map(([name, ...rest]) => [name, rest] as const))('%s', async (_name, [rule, path, marked, numbered]) => {
    const { text, marks } = unmark(marked);
    const { findings } = await lintTexts({ [path]: text });
    const found = findings.filter((finding) => finding.rule === rule);
    expect(findings.map((finding) => finding.rule)).toEqual([rule]);
    const [finding] = found;
    const places = finding === undefined ? [] : [finding.primary, ...finding.related].map(({ span }) => range(span));
    // Related places may stand before the primary one in the text.
    expect([...places].sort((a, b) => a[0] - b[0])).toEqual(marks);
    const below = marks.findIndex(([start]) => text.slice(0, start).includes('Resources'));
    expect(places[0]).toEqual(marks[numbered ?? below]);
  });
});

test('a value that travelled has its way as a flow, from where it was written', async () => {
  const { text, marks } = unmark(trail('      EventSelectors:\n        - ExcludeManagementEventSources: «!Ref Excluded»\n', 'Parameters:\n  Excluded: { Type: CommaDelimitedList, Default: «kms.amazonaws.com» }\n'));
  const { findings } = await lintTexts({ 't.yaml': text });
  expect(findings[0]?.flow.map(({ span }) => range(span))).toEqual(marks);
});
