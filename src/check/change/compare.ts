import type { Finding, Level } from '../finding.js';

/** What stays of a finding when it is remembered: enough to know it again wherever its lines have moved to. */
export interface Known {
  readonly rule: string;
  /** Relative to the repository root, with `/`. */
  readonly path: string;
  /** The address of the sink or statement; empty for what is wrong with the input. */
  readonly subject: string;
  /** As in `Finding.cause`. */
  readonly cause: string;
  readonly level: Level;
}

export const knownOf = ({ rule, primary, subject, cause, level }: Finding): Known => ({ rule, path: primary.span.source.path, subject: wherever(subject), cause, level });

/** An address without the line that a call in a script is named by where it names nothing itself. */
export const wherever = (address: string): string => address.replace(/ at line \d+$/u, '');

/** Findings with what is known of them, and what is known and there no longer. */
export interface Compared<K extends Known> {
  readonly findings: readonly Finding[];
  readonly gone: readonly K[];
  /** What is known of each finding that is `unchanged`. */
  readonly matched: ReadonlyMap<Finding, K>;
}

const gravity: readonly Level[] = ['note', 'warning', 'error'];
const weight = ({ level }: { readonly level: Level }): number => gravity.indexOf(level);

/** Names of files come composed or decomposed, as the file system has it: they are the same file's. */
export const keyOf = ({ rule, path, subject, cause }: Known): string => JSON.stringify([rule, path.normalize('NFC'), subject, cause]);

/**
 * Tells findings that are known from new ones. One that is known counts once: two findings that look the same need two of
 * them. A finding that is graver than it was is a new one. What is accepted in the input is left out of it. Known ones are
 * gone where nothing of their kind is left, neither graver nor accepted.
 */
export function compare<K extends Known>(findings: readonly Finding[], known: readonly K[]): Compared<K> {
  const left = groups(known, keyOf);
  const matched = new Map<Finding, K>();
  const told = new Map<Finding, Finding>();
  for (const [key, same] of groups(findings, (finding) => keyOf(knownOf(finding)))) {
    const candidates = [...(left.get(key) ?? [])].sort((a, b) => weight(a) - weight(b));
    const open = same.filter(({ suppressions }) => suppressions.length === 0);
    // The gravest first: it has the least choice.
    for (const finding of [...open].sort((a, b) => weight(b) - weight(a))) {
      const at = candidates.findIndex((one) => weight(one) >= weight(finding));
      const [match] = at < 0 ? [] : candidates.splice(at, 1);
      const judged: Finding = { ...finding, state: match === undefined ? 'new' : 'unchanged' };
      told.set(finding, judged);
      if (match !== undefined) matched.set(judged, match);
    }
    const others = same.length - open.filter((finding) => told.get(finding)?.state === 'unchanged').length;
    left.set(key, candidates.slice(others));
  }
  const stays = new Set([...left.values()].flat());
  return { findings: findings.map((finding) => told.get(finding) ?? finding), gone: known.filter((one) => stays.has(one)), matched };
}

function groups<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = found.get(name);
    if (group === undefined) found.set(name, [item]);
    else group.push(item);
  }
  return found;
}
