import { expect, it } from 'vitest';
import { textOf } from '../../src/core/source.js';
import { advanced, basic, findingsIn, holds, management, store, trail, type Case } from './cases.js';

const told = 'kms-writes-unlogged definite error';
const perhaps = 'kms-writes-unlogged possible warning';

const cases: readonly Case[] = [
  ['ReadOnly in both selectors: the first is told', trail(basic('ReadWriteType: «ReadOnly»', 'ReadWriteType: ReadOnly')), told],
  ['readOnly Equals true, of a trail', trail(advanced([management, 'Field: readOnly, Equals: [«"true"»]'])), told],
  ['a boolean where a string is meant', store(advanced([management, 'Field: readOnly, Equals: [«true»]'])), told],
  ['writes are taken by a selector that excludes KMS', trail(basic('ExcludeManagementEventSources: [«kms.amazonaws.com»]', 'ReadWriteType: ReadOnly')), told],
  ['by the default of a parameter', trail(basic('ReadWriteType: «!Ref Log»'), 'Parameters: { Log: { Type: String, Default: ReadOnly } }'), told],
  ['by the only value that is allowed', trail(basic('ReadWriteType: «!Ref Log»'), 'Parameters: { Log: { Type: String, AllowedValues: [ReadOnly] } }'), told],
  ['by a key of a mapping', trail(basic('ReadWriteType: «!FindInMap [Log, all, type]»'), 'Mappings: { Log: { all: { type: ReadOnly } } }'), told],
  [
    'in one branch, the other takes the writes away from nobody',
    trail(basic('ReadWriteType: !If [Dev, «ReadOnly», All]'), 'Parameters: { Stage: { Type: String } }\nConditions: { Dev: !Equals [!Ref Stage, dev] }'),
    'kms-writes-unlogged definite error when Stage=dev',
  ],
  ['what is unknown may be ReadOnly, the worse case', trail(basic('ReadWriteType: «!Ref Log»'), 'Parameters: { Log: { Type: String } }'), perhaps],
  ['an unknown second selector may take them', trail(['EventSelectors:', '  - { ReadWriteType: «ReadOnly» }', '  - !GetAtt Custom.Selector']), perhaps],
  ['output of get-event-selectors', { 'a.json': '{"TrailARN":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/t","EventSelectors":[{"ReadWriteType":«"ReadOnly"»,"IncludeManagementEvents":true}]}' }, told],
  ['none: the halves are in two selectors', trail(basic('ReadWriteType: ReadOnly', 'ReadWriteType: WriteOnly'))],
  ['none: both values', store(advanced([management, 'Field: readOnly, Equals: ["true", "false"]']))],
  ['none: KMS is taken by itself', store(advanced([management, 'Field: readOnly, Equals: ["true"]'], [management, 'Field: eventSource, Equals: [kms.amazonaws.com]']))],
  ['none: reads of data events', trail(basic('ReadWriteType: ReadOnly, IncludeManagementEvents: false, DataResources: [{ Type: AWS::S3::Object, Values: [arn:aws:s3] }]', 'ReadWriteType: All'))],
];

it.each(cases)('%s', holds());

it('does not hide that another value may lose them too', async () => {
  const input = trail(basic('ReadWriteType: !If [Dev, ReadOnly, !ImportValue log]'), 'Parameters: { Stage: { Type: String, Default: prod } }\nConditions: { Dev: !Equals [!Ref Stage, dev] }');
  const findings = await findingsIn(input);
  const shown = findings.flatMap(({ primary, related }) => [primary, ...related]).map(({ span }) => textOf(span));
  expect(shown).toEqual(expect.arrayContaining(['ReadOnly', '!ImportValue log']));
  expect(findings.some(({ message }) => message.includes('(not by default)'))).toBe(false);
});
