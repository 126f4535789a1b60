import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { render } from '../../../src/report/index.js';
import type { Report } from '../../../src/report/report.js';
import { BASELINE, CHANGE } from '../changes.js';
import { FULL } from '../full.js';
import { hostile, many } from '../hostile.js';
import { OPTIONS, at, finding, place, report, rule, source } from '../sample.js';

const text = (of: Report): string => render('gitlab', of, OPTIONS);
const issues = (of: Report): readonly Record<string, unknown>[] => JSON.parse(text(of)) as Record<string, unknown>[];

/** What GitLab's parser holds each entry against (app/validators/json_schemas/codeclimate.json there); it stops at the first that it does not take. */
const published = {
  type: 'object',
  required: ['description', 'fingerprint', 'severity', 'location'],
  properties: {
    description: { type: 'string' },
    fingerprint: { type: 'string' },
    severity: { type: 'string' },
    location: {
      type: 'object',
      properties: {
        path: { type: 'string' },
        lines: { type: 'object', properties: { begin: { type: 'integer' } } },
        positions: { type: 'object', properties: { begin: { type: 'object', properties: { line: { type: 'integer' } } } } },
      },
    },
  },
  additionalProperties: true,
};

/** What GitLab's page on the Code Quality report format asks for besides, with Code Climate's own list of categories. */
const schema = {
  type: 'array',
  items: {
    type: 'object',
    required: ['type', 'description', 'check_name', 'fingerprint', 'severity', 'categories', 'location'],
    additionalProperties: false,
    properties: {
      type: { const: 'issue' },
      description: { type: 'string', pattern: '^[^\\n\\r]*$' },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{16}$' },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      content: { type: 'object', required: ['body'], additionalProperties: false, properties: { body: { type: 'string' } } },
      categories: { type: 'array', minItems: 1, items: { enum: ['Bug Risk', 'Clarity', 'Compatibility', 'Complexity', 'Duplication', 'Performance', 'Security', 'Style'] } },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        additionalProperties: false,
        properties: {
          path: { type: 'string' },
          lines: { type: 'object', required: ['begin', 'end'], additionalProperties: false, properties: { begin: { type: 'integer', minimum: 1 }, end: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
};

const ajv = new Ajv2020({ allErrors: true });
const validate = ajv.compile(schema);
const isTaken = ajv.compile(published);

test('everything at once', async () => {
  await expect(text(FULL)).toMatchFileSnapshot('snapshots/full.gitlab.json');
});

test('a change', async () => {
  await expect(text(CHANGE)).toMatchFileSnapshot('snapshots/change.gitlab.json');
});

test('nothing is an empty array', () => {
  expect(text(report())).toBe('[]\n');
});

describe('is what GitLab takes', () => {
  test.each(Object.entries({ full: FULL, change: CHANGE, baseline: BASELINE, empty: report(), hostile: hostile(), many: many(3000) }))('%s', (_name, of) => {
    expect(validate(issues(of)) ? [] : validate.errors).toEqual([]);
    expect(issues(of).filter((issue) => !isTaken(issue))).toEqual([]);
    expect(text(of)).not.toMatch(/^\uFEFF|\p{Surrogate}|\\u[dD][89a-fA-F]/u);
    const fingerprints = issues(of).map(({ fingerprint }) => fingerprint);
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
  });

  test('and the schema does see faults', () => {
    expect(validate([{ ...issues(FULL)[0], severity: 'high' }])).toBe(false);
    expect(validate([{ ...issues(FULL)[0], location: { path: 'x' } }])).toBe(false);
  });
});

test('a fingerprint is that of the finding, and of the second of two that are alike the same in each run', () => {
  const file = source('x', 'kms kms kms');
  const three = [1, 2, 3].map((nth) => finding(place(at(file, 'kms', nth), '')));
  const [first, second, third] = issues(report({ findings: three })).map(({ fingerprint }) => fingerprint);
  expect(first).toBe('0123456789abcdef');
  expect(issues(report({ findings: three.slice(0, 2) })).map(({ fingerprint }) => fingerprint)).toEqual([first, second]);
  expect(third).not.toBe(second);
});

test.each([
  ['error', 9.5, 'blocker'],
  ['error', 8, 'blocker'],
  ['error', 7.9, 'critical'],
  ['warning', 9.5, 'major'],
  ['note', 9.5, 'minor'],
] as const)('%s of a rule of %d is %s', (level, severity, expected) => {
  const [issue] = issues(report({ findings: [finding(place(at(source('x', 'kms'), 'kms'), ''), { level })], rules: [rule('kms-events-excluded', { severity })] }));
  expect(issue?.['severity']).toBe(expected);
});

test('what was not read is info, and a parse error that is a finding is told once', () => {
  expect(issues(FULL).filter(({ severity }) => severity === 'info').map(({ check_name: rule }) => rule)).toEqual(['gap']);
  expect(issues(FULL).filter(({ check_name: rule }) => rule === 'parse-error')).toHaveLength(1);
});

test('what is known or accepted is not in it', () => {
  expect(issues(CHANGE).map(({ check_name: rule }) => rule)).toEqual(['kms-events-excluded', 'gap']);
});
