import { firstOf } from '../../core/long.js';
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
  /** As in `Finding.holders`. */
  readonly holders: readonly string[];
  readonly level: Level;
}

export const knownOf = ({ rule, primary, subject, cause, holders, level }: Finding): Known => ({ rule, path: primary.span.source.path, subject: wherever(subject), cause, holders, level });

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
 * For each of `now` one of `known`, which is taken once: one with the same holders, else one that had all of its holders and more.
 * Of those that are grave enough, `least` being the index of the lightest level that is, the first of the lightest is taken.
 */
export function paired<N, K extends Known>(now: readonly N[], known: readonly K[], asKnown: (one: N) => Known, least: (one: N) => number): Map<N, K> {
  const found = new Map<N, K>();
  const same = new Map([...groups(known, wholeKeyOf)].map(([key, alike]) => [key, gravity.map((level) => alike.filter((one) => one.level === level).reverse())]));
  const others: N[] = [];
  for (const one of now) {
    const match = same.get(wholeKeyOf(asKnown(one)))?.find((ofLevel, index) => index >= least(one) && ofLevel.length > 0)?.pop();
    if (match !== undefined) found.set(one, match);
    else if (asKnown(one).holders.length > 0) others.push(one);
  }
  if (others.length === 0) return found;
  const left = byHolder([...same.values()].flatMap((levels) => levels.flatMap((ofLevel) => ofLevel.toReversed())));
  let looks = 0;
  for (const one of others) {
    const had = holderKeys(asKnown(one)).map((key) => left.get(key) ?? new Set<K>());
    const [fewest = new Set<K>(), ...rest] = had.sort((a, b) => a.size - b.size);
    const match = firstOf(fewest, (candidate) => ++looks <= MOST_LOOKS && weight(candidate) >= least(one) && rest.every((all) => all.has(candidate)));
    if (match === undefined) continue;
    found.set(one, match);
    for (const key of holderKeys(match)) left.get(key)?.delete(match);
  }
  return found;
}

/** How often grants are held against each other whose holders differ: of more, each is told as new. */
const MOST_LOOKS = 100_000;

const wholeKeyOf = (one: Known): string => JSON.stringify([keyOf(one), ...one.holders]);

function holderKeys(one: Known): readonly string[] {
  const key = keyOf(one);
  return one.holders.map((holder) => `${key} ${holder}`);
}

function byHolder<K extends Known>(known: readonly K[]): ReadonlyMap<string, Set<K>> {
  const found = new Map<string, Set<K>>();
  for (const one of known) {
    for (const key of holderKeys(one)) {
      const all = found.get(key) ?? new Set();
      found.set(key, all);
      all.add(one);
    }
  }
  return found;
}

/**
 * Tells findings that are known from new ones. One that is known counts once: two findings that look the same need two of
 * them. A finding that is graver than it was is a new one, and so is a grant that somebody else holds too. What is accepted in the
 * input is left out of it. Known ones are gone where nothing of their kind is left, neither graver, nor held by others, nor accepted.
 */
export function compare<K extends Known>(findings: readonly Finding[], known: readonly K[]): Compared<K> {
  const open = findings.filter(({ suppressions }) => suppressions.length === 0);
  const lightestFirst = [...known].sort((a, b) => weight(a) - weight(b));
  // The gravest first: it has the least choice.
  const matches = paired([...open].sort((a, b) => weight(b) - weight(a)), lightestFirst, knownOf, weight);
  const matched = new Map<Finding, K>();
  const judged = findings.map((finding): Finding => {
    if (finding.suppressions.length > 0) return finding;
    const match = matches.get(finding);
    const told: Finding = { ...finding, state: match === undefined ? 'new' : 'unchanged' };
    if (match !== undefined) matched.set(told, match);
    return told;
  });
  const found = new Set(matches.values());
  const left = groups(lightestFirst.filter((one) => !found.has(one)), keyOf);
  const others = groups(findings.filter((finding) => !matches.has(finding)), (finding) => keyOf(knownOf(finding)));
  const stays = new Set([...left].flatMap(([key, same]) => same.slice(others.get(key)?.length ?? 0)));
  return { findings: judged, gone: known.filter((one) => stays.has(one)), matched };
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
