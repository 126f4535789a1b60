import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KmsUse, Window } from '../../../src/audit/audit.js';
import { historyOf } from '../../../src/audit/history/index.js';
import { usesByKey, type KeyOptions, type KeyReport } from '../../../src/audit/keys.js';
import { inMemory, readKmsUses } from '../../../src/audit/records/index.js';
import { advanced, advancedSelectors, basicSelectors, callsOf, createTrail, kmsRecord, kmsUse, putEventSelectors, startLogging, timeOf, updateStore, updateTrail, type Circumstances, type RawRecord } from '../support.js';

const ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const KEY = `arn:aws:kms:us-east-1:111122223333:key/${ID}`;
const MULTI = 'mrk-0123456789abcdef0123456789abcdef';
const ALIAS = 'arn:aws:kms:us-east-1:111122223333:alias/payments';

const use = (name: string, keys: readonly string[], circumstances: Circumstances = {}): KmsUse => kmsUse(name, { ...circumstances, keys });
const report = (uses: Iterable<KmsUse>, options?: KeyOptions): Promise<KeyReport> => usesByKey(uses, options);
const named = ({ keys }: KeyReport): unknown => keys.map(({ key, names, count }) => [key, names, count]);

describe('names of a key', () => {
  it.each<[string, readonly KmsUse[], unknown]>([
    ['the ARN and the id', [use('Decrypt', [KEY]), use('Encrypt', [ID])], [[KEY, [ID], 2]]],
    ['the id alone', [use('Encrypt', [ID]), use('Encrypt', [ID])], [[ID, [], 2]]],
    ['both in one record', [use('RotateKeyOnDemand', [KEY, ID])], [[KEY, [ID], 1]]],
    ['the id in another Region is another key', [use('Encrypt', [ID]), use('Encrypt', [ID], { region: 'eu-west-1' })], [[ID, [], 1], [ID, [], 1]]],
    ['replicas of a multi-Region key are told apart', [use('Sign', [`arn:aws:kms:us-east-1:111122223333:key/${MULTI}`]), use('Sign', [MULTI], { region: 'eu-west-1' }), use('Sign', [MULTI])], [[`arn:aws:kms:us-east-1:111122223333:key/${MULTI}`, [MULTI], 2], [MULTI, [], 1]]],
    ['a key of another account, as its owner and its user record it', [use('Decrypt', [KEY], { account: '444455556666' }), use('Decrypt', [KEY])], [[KEY, [ID], 2]]],
    ['an alias is by itself', [use('Decrypt', [KEY]), use('Decrypt', ['alias/payments'], { failure: 'AccessDenied' }), use('Decrypt', [ALIAS])], [[ALIAS, ['alias/payments'], 2], [KEY, [ID], 1]]],
    ['an alias in another account is another', [use('Decrypt', ['alias/payments']), use('Decrypt', ['alias/payments'], { account: '444455556666' })], [['alias/payments', [], 1], ['alias/payments', [], 1]]],
    ['two keys in one record', [use('ReEncrypt', [KEY, `${KEY}c`])], [[KEY, [ID], 1], [`${KEY}c`, [`${ID}c`], 1]]],
    ['other partitions', [use('Decrypt', [`arn:aws-cn:kms:cn-north-1:111122223333:key/${ID}`])], [[`arn:aws-cn:kms:cn-north-1:111122223333:key/${ID}`, [ID], 1]]],
    ['what looks like a member of every object', [use('Decrypt', ['__proto__']), use('__proto__', ['constructor'])], [['__proto__', [], 1], ['constructor', [], 1]]],
  ])('%s', async (_name, uses, keys) => {
    const found = await report(uses);
    expect(named(found)).toEqual(keys);
    expect(found.count).toBe(uses.length);
    expect(found.keyless).toBeUndefined();
  });

  it.each([[KEY, 1], [ID, 1], ['payments', 2], ['alias/payments', 2], [ALIAS, 2], ['nothing', undefined]])('asked for as %s', async (key, count) => {
    const { keys, keyless } = await report([use('Decrypt', [KEY]), use('Encrypt', [ALIAS]), use('Encrypt', ['alias/payments']), use('ListKeys', [])], { key });
    expect(keys.map((one) => one.count)).toEqual(count === undefined ? [] : [count]);
    expect(keyless).toBeUndefined();
  });
});

describe('what is counted', () => {
  const role = { type: 'AssumedRole', principal: 'arn:aws:sts::111122223333:assumed-role/App/1', role: 'arn:aws:iam::111122223333:role/App', session: '1', account: '111122223333', accessKeyId: undefined };

  it('events, failures, principals, ends', async () => {
    const uses = [
      use('Decrypt', [KEY], { at: 20 }), use('Encrypt', [KEY], { at: 10, failure: 'AccessDenied' }), use('Decrypt', [KEY], { at: 30, principal: 'arn:aws:iam::111122223333:user/bob' }),
      { ...use('Decrypt', [KEY], { at: 40 }), caller: role }, { ...use('Decrypt', [KEY], { at: 50 }), caller: { ...role, principal: 'arn:aws:sts::111122223333:assumed-role/App/2', session: '2' } },
    ];
    const { keys: [key] } = await report(uses);
    expect(key?.events).toEqual([{ name: 'Decrypt', count: 4, failed: 0 }, { name: 'Encrypt', count: 1, failed: 1 }]);
    expect(key?.principals).toEqual([
      { principal: 'arn:aws:iam::111122223333:role/App', count: 2 },
      { principal: 'arn:aws:iam::111122223333:user/alice', count: 2 },
      { principal: 'arn:aws:iam::111122223333:user/bob', count: 1 },
    ]);
    expect([key?.first?.time, key?.last?.time]).toEqual([timeOf(10), timeOf(50)]);
  });

  it('events of no key, and those that older records may not say the key of', async () => {
    const uses = [
      use('ListKeys', [], { at: '2022-03-01T00:00:00Z' }), use('UpdateAlias', [], { at: '2022-03-02T00:00:00Z' }), use('CreateGrant', [], { at: '2022-11-30T23:59:59Z' }),
      use('CreateGrant', [KEY], { at: '2022-03-02T00:00:00Z' }), use('CreateGrant', [], { at: '2023-01-01T00:00:00Z' }), use('DisableKey', [], { at: '2022-03-02T00:00:00Z' }),
    ];
    const { keyless, gap } = await report(uses);
    expect(keyless?.count).toBe(5);
    expect(gap).toMatchObject({ count: 2, events: ['CreateGrant', 'UpdateAlias'], first: { name: 'UpdateAlias' }, last: { name: 'CreateGrant' } });
    expect((await report(uses, { key: KEY })).gap?.count).toBe(2);
    expect((await report([use('CreateGrant', [], { at: 10 })])).gap).toBeUndefined();
  });
});

describe('around windows', () => {
  const windowsOf = (...records: readonly RawRecord[]): readonly Window[] => historyOf(callsOf(records)).windows;
  const around = async (windows: readonly Window[], uses: readonly KmsUse[]): Promise<unknown> => (await report(uses, { windows })).keys.flatMap((key) => key.around.map(({ window, last, meanwhile, next }) => [window.scope, last?.name, meanwhile, next?.name]));
  const all = { isMultiRegionTrail: true, isOrganizationTrail: true };
  const begun = [createTrail('t', all, { at: 0 }), startLogging('t', { at: 1 })];

  it('the last before it, how many in it, the first behind it', async () => {
    const windows = windowsOf(createTrail('t', {}, { at: 0 }), startLogging('t', { at: 1 }), putEventSelectors('t', basicSelectors.noKms, { at: 100 }), putEventSelectors('t', basicSelectors.all, { at: 200 }));
    const uses = [use('Decrypt', [KEY], { at: 10 }), use('Encrypt', [KEY], { at: 99 }), use('Sign', [KEY], { at: 100 }), use('Verify', [KEY], { at: 199 }), use('DescribeKey', [KEY], { at: 200 }), use('Decrypt', [KEY], { at: 300 })];
    expect(await around(windows, uses)).toEqual([['own', 'Encrypt', 2, 'DescribeKey']]);
  });

  it('of the events that it lost only', async () => {
    const windows = windowsOf(createTrail('t', {}, { at: 0 }), startLogging('t', { at: 1 }), putEventSelectors('t', basicSelectors.writesOnly, { at: 100 }), putEventSelectors('t', basicSelectors.all, { at: 200 }));
    expect(await around(windows, [use('Decrypt', [KEY], { at: 10 }), use('DisableKey', [KEY], { at: 20 }), use('DisableKey', [KEY], { at: 150 }), use('EnableKey', [KEY], { at: 250 })])).toEqual([['own', 'Decrypt', 0, undefined]]);
  });

  it('from where it lost them only', async () => {
    const windows = windowsOf(...begun, putEventSelectors('t', basicSelectors.noKms, { at: 100 }));
    const uses = [use('Decrypt', [KEY], { at: 10 }), use('Encrypt', [KEY], { at: 20, region: 'eu-west-1' }), use('Sign', [KEY], { at: 30, account: '444455556666' }), use('Verify', [KEY], { at: 150, region: 'eu-west-1', account: '444455556666' })];
    expect(await around(windows, uses)).toEqual([['own', 'Decrypt', 0, undefined], ['other-regions', 'Encrypt', 0, undefined], ['member-accounts', 'Sign', 1, undefined]]);
  });

  it('nothing of a window that has nothing to do with the key', async () => {
    const windows = windowsOf(...begun, updateTrail('t', { isMultiRegionTrail: false }, { at: 100 }), updateStore(ID, { advancedEventSelectors: [advanced({}, 'Data'), ...advancedSelectors.noKms] }, { at: 100, region: 'eu-west-1', account: '444455556666' }));
    expect(await around(windows.filter(({ scope }) => scope === 'other-regions'), [use('Decrypt', [KEY], { at: 50 })])).toEqual([]);
  });
});

it('the same for any order', async () => {
  const windows = historyOf(callsOf([createTrail('t', {}, { at: 0 }), startLogging('t', { at: 1 }), putEventSelectors('t', basicSelectors.noKms, { at: 50 }), putEventSelectors('t', basicSelectors.all, { at: 60 })])).windows;
  const one = fc.record({ name: fc.constantFrom('Decrypt', 'Encrypt', 'ListKeys', 'CreateGrant'), at: fc.integer({ min: 40, max: 70 }), keys: fc.subarray([KEY, ID, ALIAS, 'alias/payments', MULTI]), region: fc.constantFrom('us-east-1', 'eu-west-1'), principal: fc.constantFrom('a', 'b') });
  const shuffled = fc.array(one, { maxLength: 12 }).chain((some) => {
    const uses = some.map(({ name, keys, ...circumstances }) => use(name, keys, circumstances));
    return fc.tuple(fc.constant(uses), fc.shuffledSubarray(uses, { minLength: uses.length, maxLength: uses.length }));
  });
  await fc.assert(
    fc.asyncProperty(shuffled, async ([uses, others]) => {
      expect(await report(others, { windows })).toEqual(await report(uses, { windows }));
    }),
    { numRuns: 100 },
  );
});

it('takes what the reader of records gives', async () => {
  const records = [kmsRecord('Decrypt', KEY, { at: 1, readOnly: true, eventID: 'a' }), kmsRecord('Decrypt', KEY, { at: 1, readOnly: true, eventID: 'a' }), kmsRecord('ListKeys', undefined, { at: 2, readOnly: true })];
  const { keys, keyless, count } = await usesByKey(readKmsUses([inMemory('records.json', Buffer.from(JSON.stringify({ Records: records })))]));
  expect([keys.map(({ key, count: times }) => [key, times]), keyless?.count, count]).toEqual([[[KEY, 1]], 1, 2]);
});
