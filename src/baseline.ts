import { type Known, paired } from './check/change/compare.js';
import type { Level } from './check/finding.js';
import { faultsOf, type Validate } from './config/faults.js';
import { member, textValue, type Node } from './core/node.js';
import { parseError, type Problem } from './core/problem.js';
import { onOneLine, type Span } from './core/source.js';
import { validate } from './data/baseline-validator.js';
import { decode } from './read/decode.js';
import { parse } from './read/parse.js';

/** A finding that is known, as a baseline has it. */
export interface Entry extends Known {
  /** What it said. */
  readonly message: string;
  /** Why it is accepted; undefined where nobody has said so. */
  readonly reason: string | undefined;
  /** `YYYY-MM-DD`, the last day on which the entry acts; undefined for ever. */
  readonly until: string | undefined;
}

/** An entry in a file. */
export interface ReadEntry extends Entry {
  readonly span: Span;
}

/** A baseline, or everything that is wrong with it. */
export type BaselineRead = { readonly kind: 'entries'; readonly entries: readonly ReadEntry[] } | { readonly kind: 'faults'; readonly faults: readonly Problem[] };

/** Reads a baseline: JSON (or YAML) that meets `schema/baseline.json`. */
export async function readBaseline(path: string, bytes: Uint8Array): Promise<BaselineRead> {
  const source = decode(path, bytes);
  if (source === undefined) return { kind: 'faults', faults: [parseError('this is a binary file, not a baseline', { source: { path, text: '', bom: false }, start: 0, end: 0 })] };
  const { documents, problems } = await parse(source);
  const [root, second] = documents;
  const faults = [...problems, ...(second === undefined ? [] : [parseError('a baseline is one document', onOneLine(second.origin.span))])];
  if (faults.length > 0) return { kind: 'faults', faults };
  if (root === undefined) return { kind: 'faults', faults: [parseError('an empty file is no baseline: remove it, and keytrail --update-baseline writes one', { source, start: 0, end: 0 })] };
  const wrong = faultsOf(root, validate as unknown as Validate, 'the baseline');
  if (wrong.length > 0) return { kind: 'faults', faults: wrong };
  const findings = member(root, 'findings');
  return { kind: 'entries', entries: findings.kind === 'list' ? findings.items.map(entryOf) : [] };
}

/** Of a map that meets the schema. */
function entryOf(node: Node): ReadEntry {
  const text = (key: string): string => textValue(member(node, key)) ?? '';
  const optional = (key: string): string | undefined => textValue(member(node, key));
  return {
    rule: text('rule'),
    path: text('path'),
    subject: text('subject'),
    cause: text('cause'),
    holders: listOf(member(node, 'holders')),
    level: levels.find((level) => level === text('level')) ?? 'note',
    message: text('message'),
    reason: optional('reason'),
    until: optional('until'),
    span: onOneLine(node.origin.span),
  };
}

const listOf = (node: Node): readonly string[] => (node.kind === 'list' ? node.items.flatMap((item) => textValue(item) ?? []) : []);

const levels: readonly Level[] = ['note', 'warning', 'error'];

/** Whether an entry acts on a day, `YYYY-MM-DD`. */
export const acts = ({ until }: Entry, today: string): boolean => until === undefined || today <= until;

/** The text of a baseline: one entry a line, in an order of its own, so that a change of one finding is a change of one line. */
export function baselineText(entries: readonly Entry[]): string {
  const lines = [...entries].sort(byKey).map((entry) => `    ${lineOf(entry)}`);
  return `{\n  "version": 1,\n  "findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}

const lineOf = ({ rule, path, subject, cause, holders, level, message, reason, until }: Entry): string =>
  `{ ${Object.entries({ rule, path, subject, cause, holders: holders.length === 0 ? undefined : holders, level, message, reason, until })
    .flatMap(([name, value]) => (value === undefined ? [] : [`"${name}": ${typeof value === 'string' ? JSON.stringify(value) : `[${value.map((one) => JSON.stringify(one)).join(', ')}]`}`]))
    .join(', ')} }`;

/** By path, rule, subject. */
export const byKey = (a: Entry, b: Entry): number => order(parts(a), parts(b));

const parts = ({ path, rule, subject, cause, holders, level, until, reason }: Entry): readonly string[] => [path, rule, subject, cause, holders.join('\n'), String(levels.indexOf(level)), until ?? '', reason ?? ''];

function order(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}

/** What an update of a baseline changes. */
export interface Update {
  readonly entries: readonly Entry[];
  /** Those that are graver than they were among them. */
  readonly added: readonly Entry[];
  readonly removed: readonly Entry[];
}

/**
 * The entries for findings that are there now, with what was said by hand of those that were known, and those that stay because
 * this run says nothing of them.
 */
export function updated(found: readonly Entry[], before: readonly Entry[], stays: (entry: Entry) => boolean): Update {
  const matches = paired([...found].sort(byKey), [...before].sort(byKey), (entry) => entry, () => 0);
  const added: Entry[] = [];
  const now = [...found].sort(byKey).map((entry) => {
    const same = matches.get(entry);
    if (same === undefined || levels.indexOf(same.level) < levels.indexOf(entry.level)) added.push(entry);
    return same === undefined ? entry : { ...entry, reason: same.reason, until: same.until };
  });
  const known = new Set(matches.values());
  const others = [...before].sort(byKey).filter((entry) => !known.has(entry));
  return { entries: [...now, ...others.filter(stays)], added, removed: others.filter((entry) => !stays(entry)) };
}
