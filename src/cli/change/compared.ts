import { compare, knownOf } from '../../check/change/compare.js';
import { type Finding, unsuppressed } from '../../check/finding.js';
import { type Former, type Places, withMoves } from '../../check/change/moves.js';
import type { SinkPair } from '../../check/change/sinks.js';
import { areAlike, linesOf } from '../../check/change/surviving.js';
import { lineAround } from '../../core/line-index.js';
import { addTo, firstOf } from '../../core/long.js';
import { textOf, type Source, type Span } from '../../core/source.js';
import type { Gone, Report } from '../../report/report.js';
import { partOf } from './files.js';

/** The text of a file on one side of a change, by its reported path; undefined where there is none. */
export type Text = (path: string) => string | undefined;

/** Pairs of files that are held against each other line by line, as in Git, which looks for no renames where there are more. */
const MOST_PAIRS = 100_000;

/** What files of before are called now. Of a file that is gone and one that is new, at least half is the same. */
export function renames(gone: readonly string[], added: readonly string[], before: Text, after: Text): (path: string) => string {
  const found = new Map<string, string>();
  const left = new Set(added);
  let pairs = 0;
  /** `keyOf` tells the same of two that may be one. */
  const pair = (keyOf: (path: string, text: Text) => string, fits: (path: string, other: string) => boolean): void => {
    const others = new Map<string, Set<string>>();
    for (const path of left) {
      const key = keyOf(path, after);
      const known = others.get(key) ?? new Set();
      others.set(key, known);
      known.add(path);
    }
    for (const path of gone) {
      const alike = found.has(path) ? undefined : others.get(keyOf(path, before));
      const other = alike === undefined ? undefined : firstOf(alike, (one) => fits(path, one));
      if (other === undefined) continue;
      found.set(path, other);
      left.delete(other);
      alike?.delete(other);
    }
  };
  const lines = new Map<string, readonly string[]>();
  const linesIn = (path: string, text: Text): readonly string[] => {
    const key = `${String(text === before)} ${path}`;
    const known = lines.get(key) ?? linesOf(text(path) ?? '');
    lines.set(key, known);
    return known;
  };
  const isAlike = (path: string, other: string): boolean => ++pairs <= MOST_PAIRS && areAlike(linesIn(path, before), linesIn(other, after));
  pair((path, text) => text(path) ?? '', () => true);
  pair(nameOf, isAlike);
  pair(() => '', isAlike);
  return (path) => found.get(path) ?? path;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Both sides, as far as findings are compared. */
export interface Sides {
  readonly before: Report;
  readonly after: Report;
  readonly renamed: (path: string) => string;
  readonly pairs: readonly SinkPair[];
  readonly textBefore: Text;
  readonly textAfter: Text;
  /** Whether what is there no longer may be there all the same, out of sight. */
  readonly mayHide: (finding: Finding) => boolean;
}

export interface Judged {
  readonly findings: readonly Finding[];
  readonly gone: readonly Gone[];
  /** How many findings are accepted that were not before. */
  readonly accepted: number;
}

export function judged(sides: Sides): Judged {
  const { before, after, renamed, mayHide } = sides;
  const known = unsuppressed(before.findings).map((finding): Former => {
    const one = knownOf(finding);
    return { ...one, path: renamed(one.path), finding };
  });
  const compared = withMoves(compare(after.findings, known), placesOf(sides));
  return { findings: compared.findings, gone: compared.gone.filter(({ finding }) => !mayHide(finding)).map(goneOf).sort(byPlace), accepted: acceptedSince(sides, known) };
}

const goneOf = ({ finding: { rule, level, message, subject, primary } }: Former): Gone => ({ rule, level, message, subject, path: primary.span.source.path, span: primary.span });

const byPlace = (a: Gone, b: Gone): number => order(a.path, b.path) || order(a.rule, b.rule) || order(a.subject, b.subject) || (a.span?.start ?? 0) - (b.span?.start ?? 0);
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function placesOf({ pairs, textBefore, textAfter }: Sides): Places {
  const [isAfter, wasBefore] = [holding(textAfter), holding(textBefore)];
  const named = new Map<string, SinkPair[]>();
  const own = new Map<string, SinkPair[]>();
  const placed = (sink: string, { source, start, end }: Span): string => [sink, source.path, start, end].join('\u0000');
  for (const pair of pairs) {
    if (pair.after === undefined) continue;
    addTo(named, pair.after.sink, pair);
    addTo(own, placed(pair.after.sink, pair.after.span), pair);
  }
  return {
    moved: ({ finding: former }, finding) => {
      const [from, to] = [declarationOf(former), declarationOf(finding)];
      // An address of Terraform is unique in its module.
      if (partOf(from.path) === partOf(to.path)) return true;
      return !isAfter(from.path, from.line) && !wasBefore(to.path, to.line);
    },
    before: ({ subject, declared }) => {
      const [one, ...more] = (declared === undefined ? undefined : own.get(placed(subject, declared))) ?? named.get(subject) ?? [];
      return more.length > 0 ? undefined : one?.before;
    },
  };
}

interface Declaration {
  readonly path: string;
  readonly line: string;
}

/** The line that declares what a finding is about; its own where that is not known. */
function declarationOf({ declared, primary }: Finding): Declaration {
  const { source, start } = declared ?? primary.span;
  return { path: source.path, line: textOf(lineAround(source, start)).trim() };
}

/** Whether a line stands in a file, whatever blanks are around it. */
function holding(textIn: Text): (path: string, line: string) => boolean {
  const known = new Map<string, ReadonlySet<string>>();
  return (path, line) => {
    const lines = known.get(path) ?? new Set(linesOf(textIn(path) ?? '').map((one) => one.trim()));
    known.set(path, lines);
    return textIn(path) !== undefined && lines.has(line);
  };
}

/** Of each kind of finding, as many as are accepted more than before, and were open before. */
function acceptedSince({ before, after, renamed }: Sides, known: readonly Former[]): number {
  const key = (finding: Finding, path: string): string => JSON.stringify([finding.rule, path, finding.subject, finding.cause]);
  const accepted = (report: Report, nameIn: (path: string) => string): ReadonlyMap<string, number> =>
    tally(report.findings.filter(({ suppressions }) => suppressions.length > 0).map((finding) => key(finding, nameIn(finding.primary.span.source.path))));
  const then = accepted(before, renamed);
  const open = tally(known.map(({ finding, path }) => key(finding, path)));
  return [...accepted(after, (path) => path)].map(([one, count]) => Math.min(open.get(one) ?? 0, Math.max(0, count - (then.get(one) ?? 0)))).reduce((a, b) => a + b, 0);
}

function tally(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** A source for a text. */
export const sourceOf = (path: string, text: string): Source => ({ path, text: text.replace(/^\uFEFF/u, ''), bom: text.startsWith('\uFEFF') });
