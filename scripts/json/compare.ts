// What scripts/compare-json.mjs runs.
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Source } from '../../src/core/source.js';
import { decode } from '../../src/read/decode.js';
import { parseJson } from '../../src/read/text/json/json.js';
import { MAX_DEPTH, type Parsed } from '../../src/read/text/text.js';
import { plain, plainData, sorted } from '../../test/read/text/reading.js';

/** A file, and its text unless it is binary. */
interface File {
  readonly path: string;
  readonly source: Source | undefined;
}

export function* filesIn(paths: readonly string[]): Generator<File> {
  for (const path of paths) {
    const stats = lstatSync(path);
    if (stats.isDirectory()) yield* filesIn(readdirSync(path).filter((name) => name !== '.git').map((name) => join(path, name)));
    else if (stats.isFile() && path.endsWith('.json')) yield { path, source: decode(path, readFileSync(path)) };
  }
}

/**
 * What was made of a file. `empty`: there is no document, which is no fault to keytrail. `deeper`: it is nested deeper than is
 * read, which JSON.parse does not mind.
 */
type Outcome = 'accepted' | 'refused' | 'empty' | 'deeper' | 'binary';

interface Compared {
  readonly outcome: Outcome;
  readonly difference?: string;
}

/** Reads each file in both ways; what was found, in lines to print. */
export function compare(files: Iterable<File>): { readonly lines: readonly string[]; readonly differing: number } {
  const counts = new Map<Outcome, number>();
  const differences: string[] = [];
  for (const { path, source } of files) {
    const { outcome, difference } = source === undefined ? { outcome: 'binary' as const } : compared(source);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    const wrong = difference ?? contradiction(basename(path), outcome);
    if (wrong !== undefined) differences.push(`differs: ${path}: ${wrong}`);
  }
  return { lines: [[...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', '), `${differences.length} differing`, ...differences], differing: differences.length };
}

function compared(source: Source): Compared {
  const parsed = parseJson(source);
  if (parsed.documents.length === 0 && parsed.problems.length === 0) return { outcome: 'empty', ...(/\S/u.test(source.text) && { difference: 'it holds no document' }) };
  const expected = reference(source.text);
  // JSON.parse takes the last of several members of one name, which keytrail does too, and tells.
  const faults = parsed.problems.filter(({ message }) => !message.includes('more than once'));
  if (faults.some(({ message }) => message.includes(`more than ${MAX_DEPTH} levels`))) return { outcome: 'deeper' };
  if (expected === undefined) return { outcome: 'refused', ...(faults.length === 0 && { difference: 'JSON.parse refuses it' }) };
  if (faults[0] !== undefined) return { outcome: 'refused', difference: `JSON.parse accepts it: ${faults[0].message}` };
  return { outcome: 'accepted', ...(isSame(parsed, expected.value) ? {} : { difference: 'other values' }) };
}

function reference(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function isSame({ documents }: Parsed, value: unknown): boolean {
  const [document] = documents;
  return document !== undefined && JSON.stringify(sorted(plain(document))) === JSON.stringify(sorted(plainData(value)));
}

/** What the name of a file says, against what was made of it. */
function contradiction(name: string, outcome: Outcome): string | undefined {
  if (name.startsWith('y_') && outcome !== 'accepted') return `it has to be accepted, and is ${outcome}`;
  if (name.startsWith('n_') && outcome === 'accepted') return 'it has to be refused';
  return undefined;
}
