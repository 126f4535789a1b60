// What scripts/compare-yaml.mjs runs.
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '../../src/core/source.js';
import { shortForm } from '../../src/read/cloudformation/tags.js';
import { decode } from '../../src/read/decode.js';
import { looksLikeTemplate } from '../../src/read/sniff.js';
import { Bail } from '../../src/read/text/yaml-fast/cursor.js';
import { readFast } from '../../src/read/text/yaml-fast.js';
import { parseYaml } from '../../src/read/text/yaml/yaml.js';
import { differenceOf } from '../../test/read/text/yaml-differences.js';
import { documentOf } from '../../test/read/text/yaml-documents.js';

export { casesIn, judged } from './suite.js';

/** The YAML files in folders. What begins like JSON is JSON to keytrail. */
export function* filesIn(paths: readonly string[]): Generator<Source> {
  for (const path of paths) {
    const stats = lstatSync(path);
    if (stats.isDirectory()) yield* filesIn(readdirSync(path).filter((name) => name !== '.git').map((name) => join(path, name)));
    else if (stats.isFile() && /\.(?:ya?ml|template)$/u.test(path)) {
      const source = decode(path, readFileSync(path));
      if (source !== undefined && !/^\s*[[{]/u.test(source.text)) yield source;
    }
  }
}

/** Documents whose numbers follow each other from `seed` on: one with a difference can be made again by its number. */
export function* randomDocuments(count: number, seed: number): Generator<Source> {
  for (let number = seed; number < seed + count; number++) {
    const next = numbersFrom(number);
    yield { path: `seed ${number}`, text: documentOf(Uint8Array.from({ length: 160 }, next)), bom: false };
  }
}

/** Mulberry32, by Tommy Ettinger, in the public domain. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) & 255;
  };
}

interface Counts {
  all: number;
  taken: number;
}

/** Reads each document in both ways; what was found, in lines to print. */
export function compare(sources: Iterable<Source>): { readonly lines: readonly string[]; readonly differing: number } {
  const all: Counts = { all: 0, taken: 0 };
  const templates: Counts = { all: 0, taken: 0 };
  const reasons = new Map<string, number>();
  const differences: string[] = [];
  for (const source of sources) {
    const fast = readFast(source, shortForm);
    const full = parseYaml(source, shortForm);
    const isTaken = !(fast instanceof Bail);
    count(all, isTaken);
    if (full.problems.length === 0 && looksLikeTemplate(source.text)) count(templates, isTaken);
    if (!isTaken) reasons.set(fast.message, (reasons.get(fast.message) ?? 0) + 1);
    const difference = isTaken ? differenceOf(fast, full) : undefined;
    if (difference !== undefined) differences.push(`differs: ${source.path}: ${difference}`);
  }
  const lines = [
    `${all.all} documents, ${all.taken} taken by the fast reader, ${differences.length} differing`,
    `${templates.all} templates without faults, ${templates.taken} taken`,
    ...[...reasons].sort(([, a], [, b]) => b - a).map(([reason, times]) => `  ${String(times).padStart(6)} left: ${reason}`),
    ...differences,
  ];
  return { lines, differing: differences.length };
}

function count(counts: Counts, isTaken: boolean): void {
  counts.all++;
  if (isTaken) counts.taken++;
}
