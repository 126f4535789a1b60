import { it } from 'vitest';
import { advanced, basic, holds, management, resource, store, trail, type Case } from './cases.js';

const told = 'kms-reads-unlogged definite warning';

const cases: readonly Case[] = [
  ['WriteOnly', trail(basic('ReadWriteType: «WriteOnly»')), told],
  ['readOnly Equals false, of a store', store(advanced([management, 'Field: readOnly, Equals: [«"false"»]'])), told],
  ['reads are taken by a selector that excludes KMS', trail(basic('ReadWriteType: WriteOnly', 'ReadWriteType: ReadOnly, ExcludeManagementEventSources: [«kms.amazonaws.com»]')), told],
  ['the same with the exclusion in a selector for both', trail(basic('ExcludeManagementEventSources: [«kms.amazonaws.com»]', 'ReadWriteType: WriteOnly')), told],
  [
    'the same in advanced selectors',
    trail(advanced([management, 'Field: readOnly, Equals: ["true"]', 'Field: eventSource, NotEquals: [«kms.amazonaws.com»]'], [management, 'Field: readOnly, Equals: ["false"]'])),
    told,
  ],
  [
    'a value that is merely allowed',
    trail(basic('ReadWriteType: «!Ref Log»'), 'Parameters: { Log: { Type: String, Default: All, AllowedValues: [All, WriteOnly] } }'),
    'kms-reads-unlogged possible note when Log=WriteOnly',
  ],
  [
    'a value chosen where there is no default',
    trail(basic('ReadWriteType: !If [Cheap, «WriteOnly», All]'), 'Parameters: { Cost: { Type: String } }\nConditions: { Cheap: !Equals [!Ref Cost, low] }'),
    'kms-reads-unlogged definite warning when Cost=low',
  ],
  [
    'writes may be lost too: two findings, for two reasons',
    trail(basic('ReadWriteType: «WriteOnly», ExcludeManagementEventSources: [«!ImportValue noisy»]')),
    told,
    'kms-events-excluded possible warning',
  ],
  ['another trail keeps all: a note', trail(basic('ReadWriteType: «WriteOnly»')) + resource('Whole', ['IsLogging: true', 'IsMultiRegionTrail: true']), 'kms-reads-unlogged definite note'],
  ['none: both kinds', trail(basic('ReadWriteType: All'))],
  ['none: writes of all, and KMS whole', store(advanced([management, 'Field: readOnly, Equals: ["false"]'], [management, 'Field: eventSource, StartsWith: [kms.]']))],
  ['WriteOnly in the wrong case is no filter: the other rule', trail(basic('ReadWriteType: «writeonly»')), 'selector-invalid definite warning'],
];

it.each(cases)('%s', holds());
