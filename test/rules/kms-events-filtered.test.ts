import { expect, it } from 'vitest';
import { advanced, findingsIn, holds, management, store, trail, type Case } from './cases.js';

const told = 'kms-events-filtered definite warning';
const perhaps = 'kms-events-filtered possible note';
const own = ['DeleteExpiredKeyMaterial', 'DeleteKey', 'RotateKey'];

const cases: readonly Case[] = [
  ['names that are left out', store(advanced([management, 'Field: eventName, NotEquals: [AssumeRole, «Decrypt», Encrypt]'])), told],
  ['a beginning of names', store(advanced([management, 'Field: eventName, NotStartsWith: [AssumeRole, «Generate»]'])), told],
  ['only some names are taken', store(advanced([management, 'Field: eventName, StartsWith: [«Disable», Put], EndsWith: [Deletion]'])), told],
  ['events of AWS services', store(advanced([management, 'Field: eventType, NotEquals: [«AwsServiceEvent»]'])), told],
  ['sessions of the console', store(advanced([management, 'Field: sessionCredentialFromConsole, NotEquals: [«"true"»]'])), told],
  ['a caller that is left out', store(advanced([management, 'Field: userIdentity.arn, NotEndsWith: [«/backup»]'])), told],
  ['an unknown name', store(advanced([management, 'Field: eventName, NotEquals: [«!Ref Noisy»]']), 'Parameters: { Noisy: { Type: String } }'), perhaps],
  ['an unknown field', store(advanced([management, 'Field: «!Ref Field», Equals: [x]']), 'Parameters: { Field: { Type: String } }'), perhaps],
  ['a name by the default of a parameter', store(advanced([management, 'Field: eventName, NotEquals: [«!Ref Noisy»]']), 'Parameters: { Noisy: { Type: String, Default: Decrypt } }'), told],
  [
    'reads of one name in one world',
    store(advanced([management, 'Field: eventName, NotEquals: !If [Cheap, [«Decrypt»], [AssumeRole]]']), 'Parameters: { Cost: { Type: String, Default: low } }\nConditions: { Cheap: !Equals [!Ref Cost, low] }'),
    'kms-events-filtered definite warning when Cost=low',
  ],
  ['on a trail no such field is legal: both are told', trail(advanced([management, 'Field: «eventName», NotEquals: [«Decrypt»]'])), 'selector-invalid definite warning', told],
  ['none: actions of IAM that are no names of events', store(advanced([management, 'Field: eventName, NotEquals: [ReEncryptFrom, ReEncryptTo]']))],
  ['none: names in the wrong case', store(advanced([management, 'Field: eventName, NotEquals: [decrypt]']))],
  ['none: KMS is taken by itself', store(advanced([management, 'Field: eventName, NotEquals: [Decrypt]'], [management, 'Field: eventSource, Equals: [kms.amazonaws.com]']))],
  ['none: what one selector leaves out the other takes', store(advanced([management, 'Field: eventName, NotEquals: [Decrypt]'], [management, 'Field: eventName, StartsWith: [De]']))],
  ['none: the caller that one selector leaves out the other takes', store(advanced([management, 'Field: userIdentity.arn, NotEquals: [arn:aws:iam::111122223333:root]'], [management, 'Field: userIdentity.arn, Equals: [arn:aws:iam::111122223333:root]']))],
  ['none: names of data events', store(advanced([management], ['Field: eventCategory, Equals: [Data]', 'Field: resources.type, Equals: [AWS::S3::Object]', 'Field: eventName, NotEquals: [Decrypt]']))],
];

it.each(cases)('%s', holds());

it.each([
  ['eventType, NotEquals: [AwsServiceEvent]', own],
  ['eventType, Equals: [AwsApiCall]', own],
  ['eventName, NotStartsWith: [GenerateDataKey]', ['GenerateDataKey', 'GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext', 'GenerateDataKeyWithoutPlaintext']],
  ['eventName, NotEquals: [Decrypt, Encrypt, AssumeRole]', ['Decrypt', 'Encrypt']],
  ['eventName, NotEndsWith: [Material]', ['DeleteExpiredKeyMaterial', 'DeleteImportedKeyMaterial', 'ImportKeyMaterial']],
])('%s loses exactly the events that it says', async (field, events) => {
  const [finding] = await findingsIn(store(advanced([management, `Field: ${field}`])));
  expect(finding?.events).toEqual(events);
});

it.each([
  ['sessionCredentialFromConsole, Equals: ["true"]', 58, true],
  ['sessionCredentialFromConsole, NotEquals: ["true"]', 54, false],
  ['userIdentity.arn, StartsWith: [arn:aws:iam]', 58, true],
  ['userIdentity.arn, NotEquals: [arn:aws:iam::111122223333:root]', 54, false],
])("%s: %i events, KMS's own among them: %s", async (field, count, withOwn) => {
  const [finding] = await findingsIn(store(advanced([management, `Field: ${field}`])));
  expect(finding?.events).toHaveLength(count);
  expect(own.every((name) => finding?.events.includes(name))).toBe(withOwn);
});
