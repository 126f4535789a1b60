// What scripts/compare-hcl.mjs runs.
import { spawnSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '../../src/core/source.js';
import { decode } from '../../src/read/decode.js';
import { parseHcl } from '../../src/read/text/hcl/index.js';
import { differenceBetween, nodesOf, type OracleResult } from '../../test/read/text/hcl-nodes.js';
import { randomHcl } from './random.js';

export interface Comparison {
  readonly lines: readonly string[];
  readonly differing: number;
}

/** Where both may differ, by what Go says of the file; the reason is printed with the count. */
const EXCEPTIONS: readonly { readonly name: string; readonly reason: string; readonly applies: (source: Source, result: OracleResult, difference: string) => boolean }[] = [
  {
    name: 'provider functions',
    reason: '`provider::aws::name()` is younger than the Go packages of Debian 12 (hcl 2.14), which refuse it',
    applies: ({ text }, { accepted }) => !accepted && /[\w-]::[\w-]+(?:::[\w-]+)*[ \t]*\(/u.test(text),
  },
  {
    name: 'white space behind a dollar sign',
    reason: "in a heredoc, Go's scanner ends a text behind `$` or `%` and the last character of the line: a `~` on the next line then takes the line end away, and leaves that character",
    applies: ({ text }, { accepted }, difference) => accepted && difference.startsWith('["text"') && /[$%]\s\r?\n|[$%]\r\n/u.test(text) && /[$%]\{~/u.test(text),
  },
  {
    name: 'heredoc as a key',
    reason: 'Go folds an index whose key is one token into its traversal; of how many a heredoc with a dollar sign consists is not told here',
    applies: ({ text }, { accepted }, difference) => accepted && /"index".*"(?:relative|traversal)"|"(?:relative|traversal)".*"index"/u.test(difference) && /\[[^\]]*<<-?EOT\r?\n[^\n]*[$%]/u.test(text),
  },
];

export function compareFolders(oracle: string, folders: readonly string[]): Comparison {
  return compare(oracle, folders.flatMap((folder) => [...filesIn(folder)]));
}

/** Files whose numbers follow each other from `seed` on, written into `folder`. */
export function compareRandom(oracle: string, folder: string, count: number, seed: number): Comparison {
  const paths = Array.from({ length: count }, (_, index) => {
    const path = join(folder, `${seed + index}.tf`);
    writeFileSync(path, randomHcl(seed + index));
    return path;
  });
  return compare(oracle, paths);
}

function* filesIn(path: string): Generator<string> {
  const stats = lstatSync(path);
  if (stats.isDirectory()) for (const name of readdirSync(path)) yield* name === '.git' ? [] : filesIn(join(path, name));
  else if (stats.isFile() && /\.(?:tf|tfvars|hcl)$/u.test(path)) yield path;
}

function ask(oracle: string, paths: readonly string[]): readonly OracleResult[] {
  const { stdout, stderr, status } = spawnSync(oracle, [], { input: paths.map((path) => `${path}\n`).join(''), encoding: 'utf8', maxBuffer: 1 << 30 });
  if (status !== 0) throw new Error(`the oracle failed: ${stderr}`);
  return stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as OracleResult);
}

function compare(oracle: string, paths: readonly string[]): Comparison {
  const excepted = new Map<string, number>();
  const differences: string[] = [];
  let accepted = 0;
  let nodes = 0;
  for (const result of ask(oracle, paths)) {
    const source = decode(result.path, readFileSync(result.path));
    if (source === undefined) {
      if (result.accepted) differences.push(`${result.path}: not decoded here`);
      continue;
    }
    if (result.accepted) accepted++;
    nodes += result.nodes.length;
    const difference = differenceIn(source, result);
    if (difference === undefined) continue;
    const exception = EXCEPTIONS.find(({ applies }) => applies(source, result, difference));
    if (exception === undefined) differences.push(`${result.path}: ${difference}`);
    else excepted.set(exception.name, (excepted.get(exception.name) ?? 0) + 1);
  }
  const lines = [
    `${paths.length} files, of which the oracle accepts ${accepted}; ${nodes} nodes; ${differences.length} files differ`,
    ...EXCEPTIONS.filter(({ name }) => excepted.has(name)).map(({ name, reason }) => `  ${String(excepted.get(name))} excepted: ${reason}`),
    ...differences.slice(0, 100),
  ];
  return { lines, differing: differences.length };
}

/** Nodes are compared where both accept the file: what is left of a broken one is a matter of taste. */
function differenceIn(source: Source, result: OracleResult): string | undefined {
  const read = parseHcl(source);
  const [problem] = read.problems;
  if (problem !== undefined) return result.accepted ? `refused here: ${problem.message} at ${problem.span.start}` : undefined;
  if (!result.accepted) return `accepted here, there: ${result.fault ?? ''}`;
  return differenceBetween(nodesOf(read, source), result.nodes);
}

/** Stores what the oracle says of the samples beside them. */
export function writeSamples(oracle: string, folder: string): void {
  const names = readdirSync(folder).filter((name) => name.endsWith('.tf'));
  const results = ask(oracle, names.map((name) => join(folder, name)));
  results.forEach(({ accepted, nodes }, index) => {
    const name = names[index] ?? '';
    const rows = nodes.map((node) => `    ${JSON.stringify(node)}`).join(',\n');
    const header = 'Generated by scripts/compare-hcl.mjs --write: what hcl/v2 for Go makes of the file of this name. Kind, start byte, end byte, values.';
    writeFileSync(join(folder, name.replace(/\.tf$/u, '.json')), `{\n  "about": ${JSON.stringify(header)},\n  "path": ${JSON.stringify(name)},\n  "accepted": ${String(accepted)},\n  "nodes": [\n${rows}\n  ]\n}\n`);
  });
}
