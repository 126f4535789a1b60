import { describe, expect, test } from 'vitest';
import type { KeyReport } from '../../../src/audit/keys.js';
import { maskedKeys, renderKeys } from '../../../src/report/audit/index.js';
import type { JsonKeys } from '../../../src/report/audit/keys/json.js';
import { TEXTS } from '../hostile.js';
import { ACCOUNT, FULL, OPTIONS, use } from './sample.js';

const [, , lost] = FULL.windows;
if (lost === undefined) throw new Error('sample.ts has changed');

const [first, last] = [use({ name: 'Decrypt' }), use({ name: 'Encrypt', time: use().time + 5000, failure: 'AccessDenied' })];

const REPORT: KeyReport = {
  keys: [
    {
      key: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
      names: ['1234abcd-12ab-34cd-56ef-1234567890ab', 'alias/payments', `arn:aws:kms:us-east-1:${ACCOUNT}:alias/payments`],
      count: 12,
      events: [{ name: 'Decrypt', count: 10, failed: 0 }, { name: 'Encrypt', count: 2, failed: 1 }],
      principals: [{ principal: `arn:aws:iam::${ACCOUNT}:user/bob`, count: 11 }, { principal: '', count: 1 }],
      first,
      last,
      around: [{ window: lost, last: first, meanwhile: 0, next: undefined }],
    },
  ],
  keyless: { count: 9, events: Array.from({ length: 9 }, (_, i) => ({ name: `List${i}`, count: 1, failed: 0 })), principals: [{ principal: 'x', count: 9 }], first: undefined, last: undefined, around: [] },
  gap: { count: 1, events: ['CreateGrant'], first, last: first },
  count: 22,
};

const TOLD = { report: REPORT, problems: FULL.problems };

describe('keys', () => {
  test('everything at once', async () => {
    await expect(renderKeys('pretty', TOLD, OPTIONS)).toMatchFileSnapshot('snapshots/keys.txt');
    await expect(renderKeys('json', TOLD, OPTIONS)).toMatchFileSnapshot('snapshots/keys.json');
  });

  test('nothing', () => {
    const none = { report: { keys: [], keyless: undefined, gap: undefined, count: 0 }, problems: [] };
    expect(renderKeys('pretty', none, OPTIONS)).toBe('0 KMS events of 0 keys. What no sink logged is not here.\n');
    expect(renderKeys('pretty', none, { ...OPTIONS, quiet: true })).toBe('');
    expect(JSON.parse(renderKeys('json', none, OPTIONS))).toEqual({ version: 1, keys: [], keyless: null, gap: null, count: 0, problems: [] });
  });

  test('masked: a key has one stand-in, whatever it is called by', () => {
    const json = JSON.parse(renderKeys('json', maskedKeys(TOLD), OPTIONS)) as JsonKeys;
    expect([json.keys[0]?.key, ...(json.keys[0]?.names ?? [])]).toEqual(['arn:aws:kms:us-east-1:account-1:key/key-1', 'key-1', 'alias/alias-1', 'arn:aws:kms:us-east-1:account-1:alias/alias-1']);
    for (const format of ['pretty', 'json'] as const) {
      for (const secret of [ACCOUNT, 'payments', 'bob', '1234abcd', '203.0.113.9']) expect(renderKeys(format, maskedKeys(TOLD), OPTIONS)).not.toContain(secret);
    }
  });

  test('texts of records are words and nothing else', () => {
    for (const text of [...TEXTS, '\u009B31m']) {
      const one = use({ name: text, failure: text, file: text, caller: { ...first.caller, principal: text } });
      const hostile: KeyReport = { ...REPORT, keys: REPORT.keys.map((uses) => ({ ...uses, key: text, names: [text], events: [{ name: text, count: 1, failed: 1 }], principals: [{ principal: text, count: 1 }], first: one, last: one, around: [{ window: { ...lost, sink: { arn: text, kind: 'trail' } }, last: one, meanwhile: 1, next: one }] })), gap: { count: 1, events: [text], first: one, last: one } };
      for (const format of ['pretty', 'json'] as const) expect(renderKeys(format, { report: hostile, problems: [] }, OPTIONS).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Surrogate}\p{Bidi_Control}\u2028\u2029]/u);
    }
  });
});
