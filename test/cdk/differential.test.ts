import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { disagreements } from './compare.js';
import { toldOfOutput, toldOfSource, type Told } from './outcome.js';
import { programs, type SourceLimit } from './programs.js';
import { recorded } from './recorded.js';
import { synthesize, type Synthesized } from './synth.js';

const expectedFile = join(dirname(fileURLToPath(import.meta.url)), 'expected.txt');
const all = programs();
let synthesized: ReadonlyMap<string, Synthesized>;

beforeAll(async () => {
  synthesized = new Map((await synthesize(all)).map((one) => [one.program.name, one]));
}, 180_000);

const outputOf = (name: string): Synthesized => {
  const found = synthesized.get(name);
  if (found === undefined) throw new Error(`There is no program ${name}`);
  return found;
};

describe('synthesis', () => {
  test('there are enough programs, a quarter of them without a finding', () => {
    const lines = readFileSync(expectedFile, 'utf8').trim().split('\n');
    expect(all.length).toBeGreaterThanOrEqual(100);
    expect(new Set(lines.map((line) => line.split(': ')[0]))).toEqual(new Set(all.map(({ name }) => name)));
    expect(lines.filter((line) => line.endsWith(': nothing')).length).toBeGreaterThanOrEqual(all.length / 4);
  });

  test('what is found in the output of each program (node test/cdk/record.mjs writes it anew)', async () => {
    expect(await recorded([...synthesized.values()])).toBe(readFileSync(expectedFile, 'utf8'));
  });
});

describe('cdk-nag', () => {
  /** The rows of its reports that do not say that a rule is kept. */
  const complaints = ({ output }: Synthesized): readonly string[] =>
    [...output].filter(([path]) => /^AwsSolutions-.*NagReport\.csv$/u.test(path)).flatMap(([, text]) => text.trim().split('\n').slice(1)).filter((row) => row.includes('"Non-Compliant"') || row.includes('"UNKNOWN"'));

  const messages = ({ output }: Synthesized): readonly string[] => [...output].filter(([path]) => /(?:metadata|manifest)\.json$/u.test(path)).flatMap(([, text]) => text.match(/AwsSolutions-\w+/gu) ?? []);

  test('it says nothing of a trail that excludes KMS, and keytrail does', async () => {
    const clean = outputOf('nag/clean');
    expect([...clean.output.keys()].filter((path) => path.endsWith('NagReport.csv'))).not.toEqual([]);
    expect(complaints(clean)).toEqual([]);
    expect(messages(clean)).toEqual([]);
    expect((await toldOfOutput(clean)).map(({ rule }) => rule)).toEqual(['kms-events-excluded']);
  });

  test('it does say something of another one', () => {
    expect(complaints(outputOf('nag/found'))).not.toEqual([]);
    expect(messages(outputOf('nag/found'))).not.toEqual([]);
  });
});

describe('the source and its output', () => {
  test.each(all.map(({ name, shows }) => [name, shows]))('%s: %s', async (name) => {
    const one = outputOf(name);
    // What throws has no output; that it throws is in expected.txt.
    if (one.thrown === undefined) expect(disagreements(await toldOfSource(one.program), await toldOfOutput(one), one.program.source)).toEqual([]);
  });
});

describe('the comparison', () => {
  const told = (rule: string, certainty: string, about = 'S/Trail'): Told => ({ rule, certainty, level: 'error', about, text: '' });
  const excluded = told('kms-events-excluded', 'definite');
  const maybe = told('kms-events-excluded', 'possible');
  const gap = told('gap', 'definite', '');
  const possible: SourceLimit = { kind: 'possible', reason: 'it is' };
  const unread: SourceLimit = { kind: 'gap', reason: 'it is' };

  test.each<[string, readonly Told[], readonly Told[], SourceLimit | undefined, number]>([
    ['the same', [excluded], [excluded], undefined, 0],
    ['the same under a condition', [told('kms-events-excluded', 'definite when Stage=dev')], [told('kms-events-excluded', 'definite when stage=dev')], undefined, 0],
    ['nothing in the source', [], [excluded], undefined, 1],
    ['nothing in the output', [excluded], [], undefined, 1],
    ['another construct', [excluded], [told('kms-events-excluded', 'definite', 'S/Other')], undefined, 2],
    ['another rule', [told('kms-reads-unlogged', 'definite')], [excluded], undefined, 2],
    ['possible in the source', [maybe], [excluded], undefined, 1],
    ['possible in the source, as the program says', [maybe], [excluded], possible, 0],
    ['possible in the output alone', [excluded], [maybe], undefined, 1],
    ['possible in the output alone, whatever the program says', [excluded], [maybe], possible, 1],
    ['definite in the source alone, whatever the program says', [excluded], [], unread, 1],
    ['possible in the source alone', [maybe], [], undefined, 1],
    ['possible in the source alone, as the program says', [maybe], [], possible, 0],
    ['a gap in the source, as the program says', [gap], [excluded], unread, 0],
    ['a gap in the source, which the program does not say', [gap], [excluded], undefined, 1],
    ['no gap in the source, though the program says so', [], [excluded], unread, 1],
    ['a gap in the output', [excluded], [excluded, gap], undefined, 0],
  ])('%s', (_name, source, output, limit, count) => {
    expect(disagreements(source, output, limit)).toHaveLength(count);
  });
});
