import { changedFiles } from '../../src/cli/fix/draft.js';
import type { Original, Originals } from '../../src/cli/fix/originals.js';
import { fixInRounds, type Outcome } from '../../src/cli/fix/rounds.js';
import type { Report } from '../../src/report/report.js';
import type { Input } from './input.js';
import { isWritable, linted, withTexts } from './linted.js';

/** In texts put together at random something graver may well lie behind what a fix is for: such a fix is not made, as it should be. */
const UNCOVERED = 'it brings ';

/** Fixes do what they are for, break nothing, and leave nothing that they would fix again. */
export async function fixFaults(input: Input, report: Report): Promise<readonly string[]> {
  if (!report.findings.some(({ fixes }) => fixes.length > 0) || !isWritable(input)) return [];
  const outcome = await fixed(input);
  const faults = [
    ...outcome.failures.filter(({ fault }) => !fault.startsWith(UNCOVERED)).map(({ chosen: { fix, findings }, fault }) => `a fix of ${findings.map(({ rule, subject }) => `${rule} of ${subject}`).join(', ')} (${fix.description}): ${fault}`),
    ...(outcome.isCutShort ? ['fixing has no end'] : []),
  ];
  const texts = Object.fromEntries(changedFiles(outcome.draft).map(({ original, text }) => [original.path, text]));
  if (faults.length > 0 || Object.keys(texts).length === 0) return faults;
  const again = await fixed(withTexts(input, texts));
  return changedFiles(again.draft).length === 0 ? [] : [`what was fixed is fixed again: ${JSON.stringify(texts)}`];
}

const fixed = async (input: Input): Promise<Outcome> =>
  fixInRounds(async (overlay) => ({ report: await linted(withTexts(input, Object.fromEntries([...overlay].map(([path, bytes]) => [path, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)])))), namedRead: true, failed: false }), originalsOf(input));

function originalsOf({ read, beside = {} }: Input): Originals {
  const known = new Map<string, Original>();
  const all = new Map(Object.entries({ ...beside, ...read }));
  return (path) => {
    const whole = all.get(path);
    if (whole === undefined) return 'there is no such file';
    const bom = whole.startsWith('\uFEFF');
    const original = known.get(path) ?? { path, place: path, bytes: Buffer.from(whole, 'utf8'), text: bom ? whole.slice(1) : whole, bom, paths: new Set([path]) };
    known.set(path, original);
    return original;
  };
}
