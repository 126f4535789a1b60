import { expect, it, test } from 'vitest';
import type { Finding, Suppression } from '../../src/check/finding.js';
import { toldInProgram } from '../../src/check/generated.js';
import { constructOf, type Made } from '../../src/core/made.js';
import { textOf } from '../../src/core/source.js';
import { at, finding, place, source } from '../report/sample.js';

const program = source('lib/audit.ts', 'new Trail(this, "Trail", { exclude: [KMS], other: [KMS] });\n');
const output = source('cdk.out/Audit.template.json', '{ "a": "kms", "b": "kms" }');
const beta = source('cdk.out/assembly-Beta/Audit.template.json', output.text);

const suppression: Suppression = { kind: 'inSource', justification: 'Because', at: at(output, '"a"') };
const message = (certainty: Finding['certainty'], from: string): Partial<Finding> => ({ certainty, level: certainty === 'definite' ? 'error' : 'warning', message: `${from} ${certainty}. Do it.`, advice: 'Do it.' });

const inProgram = (certainty: Finding['certainty'], changes: Partial<Finding> = {}, nth = 1): Finding =>
  finding(place(at(program, 'KMS', nth), 'excluded'), { subject: 'Audit/Trail', ...message(certainty, 'source'), fixes: [{ description: 'Remove it', edits: [] }], ...changes });
const inOutput = (certainty: Finding['certainty'], changes: Partial<Finding> = {}, nth = 1, where = output): Finding =>
  finding(place(at(where, '"kms"', nth), 'excluded'), { subject: 'Trail1', ...message(certainty, 'output'), fixes: [{ description: 'Remove it', edits: [] }], ...changes });

const made = (changes: Partial<Made> = {}): Made => ({ construct: 'Audit/Trail', created: at(program, 'new Trail'), files: ['lib/audit.ts'], project: '', within: 'stack `Audit`', ignores: [], ...changes });

interface Case {
  readonly findings: readonly Finding[];
  /** By the finding that it is about; others are made at `new Trail`. */
  readonly made?: Partial<Made>;
  readonly holds?: boolean;
  /** Path, text, certainty, and how many places are related. */
  readonly expected: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'both, definite': { findings: [inProgram('definite'), inOutput('definite')], expected: ['lib/audit.ts «KMS» definite source 1'] },
  'both, and the output is sure': { findings: [inProgram('possible'), inOutput('definite')], expected: ['lib/audit.ts «KMS» definite output 1'] },
  'both, and the program is sure': { findings: [inProgram('definite'), inOutput('possible')], expected: ['lib/audit.ts «KMS» definite source 1'] },
  'both, possible': { findings: [inProgram('possible'), inOutput('possible')], expected: ['lib/audit.ts «KMS» possible source 1'] },
  'the output alone': { findings: [inOutput('definite')], expected: ['lib/audit.ts «new Trail» definite output 1'] },
  'the output alone, of which nothing is known': { findings: [inOutput('definite')], made: { construct: undefined, created: undefined }, expected: ['cdk.out/Audit.template.json «"kms"» definite output 0'] },
  'a possible one that the output does not have': { findings: [inProgram('possible')], holds: true, expected: [] },
  'a possible one of what the output does not hold': { findings: [inProgram('possible')], expected: ['lib/audit.ts «KMS» possible source 0'] },
  'a definite one that the output does not have: that may be old': { findings: [inProgram('definite')], holds: true, expected: ['lib/audit.ts «KMS» definite source 0'] },
  'a possible one of something that is no construct': { findings: [inProgram('possible', { subject: 'Trail1' })], holds: true, expected: ['lib/audit.ts «KMS» possible source 0'] },
  'of another rule': { findings: [inProgram('definite'), inOutput('definite', { rule: 'kms-reads-unlogged' })], expected: ['lib/audit.ts «KMS» definite source 0', 'lib/audit.ts «new Trail» definite output 1'] },
  'of another construct': { findings: [inProgram('definite', { subject: 'Audit/Other' }), inOutput('definite')], expected: ['lib/audit.ts «KMS» definite source 0', 'lib/audit.ts «new Trail» definite output 1'] },
  'of another program': { findings: [inProgram('definite'), inOutput('definite')], made: { files: ['lib/other.ts'], project: 'other' }, expected: ['lib/audit.ts «KMS» definite source 0', 'lib/audit.ts «new Trail» definite output 1'] },
  'the default child is the construct': { findings: [inProgram('definite', { subject: 'Audit/Trail/Resource' }), inOutput('definite')], expected: ['lib/audit.ts «KMS» definite source 1'] },
  'two faults of one construct': {
    findings: [inProgram('definite'), inProgram('definite', {}, 2), inOutput('definite', { primary: place(at(output, '"kms"'), 'one') }), inOutput('definite', { primary: place(at(output, '"kms"', 2), 'two') }, 2)],
    expected: ['lib/audit.ts «KMS» definite source 1', 'lib/audit.ts «KMS» definite source 1'],
  },
  'two faults of one construct, one of which the program does not show': {
    findings: [inProgram('definite'), inOutput('definite'), inOutput('definite', { primary: place(at(output, '"kms"', 2), 'two') })],
    expected: ['lib/audit.ts «KMS» definite source 1', 'lib/audit.ts «new Trail» definite output 1'],
  },
  'one thing in the program, twice in the output': { findings: [inProgram('definite'), inOutput('definite'), inOutput('definite', {}, 1, beta)], expected: ['lib/audit.ts «KMS» definite source 2'] },
  'made once, twice in the output': { findings: [inOutput('definite'), inOutput('definite', {}, 1, beta)], expected: ['lib/audit.ts «new Trail» definite output 2'] },
  'two faults of one resource': { findings: [inOutput('definite'), inOutput('definite', {}, 2)], expected: ['lib/audit.ts «new Trail» definite output 1', 'lib/audit.ts «new Trail» definite output 1'] },
};

const isOutput = ({ primary }: Finding): boolean => primary.span.source.path.startsWith('cdk.out');

test.each(Object.entries(cases))('%s', (_name, { findings, made: changes, holds = false, expected }) => {
  const told = toldInProgram(findings, { made: (one) => (isOutput(one) ? made(changes) : undefined), holds: () => holds });
  expect(told.map(({ primary: { span }, certainty, message: text, related }) => `${span.source.path} «${textOf(span)}» ${certainty} ${text.split(' ')[0] ?? ''} ${related.length}`)).toEqual(expected);
});

it('keeps the fixes of the program, and none of the output', () => {
  const output = { made: (one: Finding) => (isOutput(one) ? made() : undefined), holds: () => false };
  expect(toldInProgram([inProgram('definite'), inOutput('definite')], output).map(({ fixes }) => fixes.length)).toEqual([1]);
  expect(toldInProgram([inOutput('definite')], output).map(({ fixes }) => fixes.length)).toEqual([0]);
});

test.each([
  ['wherever it is', [[suppression], [suppression]], 1],
  ['in one of two places', [[suppression], []], 0],
] as const)('ignored %s', (_name, ignored, expected) => {
  const found = [inOutput('definite', { suppressions: ignored[0] }), inOutput('definite', { suppressions: ignored[1] }, 1, beta)];
  const output = { made: (one: Finding) => (isOutput(one) ? made() : undefined), holds: () => false };
  expect(toldInProgram(found, output).map(({ suppressions }) => suppressions.length)).toEqual([expected]);
  expect(toldInProgram([inProgram('possible'), ...found], output).map(({ suppressions }) => suppressions.length)).toEqual([expected]);
});

test.each([
  ['/Audit/Trail/Resource', 'Audit/Trail'],
  ['Audit/Trail/Default', 'Audit/Trail'],
  ['Audit/Role/DefaultPolicy/Resource', 'Audit/Role'],
  ['Audit/Resource/Trail', 'Audit/Resource/Trail'],
  ['Audit/DefaultTrail', 'Audit/DefaultTrail'],
])('the construct at %s', (path, expected) => {
  expect(constructOf(path)).toBe(expected);
});
