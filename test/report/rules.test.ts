import { expect, test } from 'vitest';
import { renderRules } from '../../src/report/index.js';
import { CATALOGUES, tagOf } from '../../src/report/taxa.js';
import { RULES } from './sample.js';

test('a line each', () => {
  expect(renderRules(RULES, 'pretty')).toMatchInlineSnapshot(`
    "kms-events-excluded  error     8.5  KMS events are excluded from a trail (fixable)
    kms-reads-unlogged   warning   5.5  KMS reads are not logged
    grant-one-trail      note      3.0  Someone may change the selectors of one trail (strict only)
    parse-error          error     1.0  A file cannot be parsed
    "
  `);
  expect(renderRules([], 'pretty')).toBe('');
});

test('as JSON: all metadata', () => {
  const { version, rules } = JSON.parse(renderRules(RULES, 'json')) as { version: number; rules: { id: string }[] };
  expect(version).toBe(1);
  expect(rules).toEqual(RULES.map((meta) => ({ ...meta, docs: `https://github.com/keytrail/keytrail/blob/main/docs/rules/${meta.id}.md` })));
});

test('catalogues have identities of their own, for ever', () => {
  const all = Object.values(CATALOGUES);
  expect(all.map(({ guid }) => guid)).toMatchInlineSnapshot(`
    [
      "92e57732-2032-411d-85f5-f5f8557fbc8b",
      "c16c5977-85c4-408d-8d44-0e016a34c986",
      "fccb8af3-5c0e-42b2-a81d-2e4bc8a0a685",
      "44fe5ce1-c857-4e9c-984a-a389f0d1ea57",
      "5ed400cb-4db5-44f6-85bd-a96f6027ec6e",
    ]
  `);
  for (const { guid } of all) expect(guid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u);
});

test('tags are those that others use', () => {
  expect(tagOf({ taxonomy: 'mitre-attack-v19', id: 'T1685.002' })).toBe('external/mitre-attack/T1685.002');
  expect(tagOf({ taxonomy: 'cwe', id: '778' })).toBe('external/cwe/cwe-778');
  expect(tagOf({ taxonomy: 'cwe', id: 'CWE-778' })).toBe('external/cwe/cwe-778');
});
