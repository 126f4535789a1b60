import { firstOf } from '../../core/long.js';
import { type Compared, type Known, wherever } from './compare.js';
import type { Assumption } from '../../core/worlds.js';
import type { Finding, Level } from '../finding.js';
import type { SinkCoverage } from '../summary.js';

/** A finding from before a change. */
export interface Former extends Known {
  readonly finding: Finding;
}

/** What is asked about both sides of a change. */
export interface Places {
  /** Whether what a finding from before is about stood in its file then, and is what `finding`, in another file, is about now. */
  readonly moved: (former: Former, finding: Finding) => boolean;
  /** What the sink of a finding kept before. */
  readonly before: (finding: Finding) => SinkCoverage | undefined;
}

const gravity: readonly Level[] = ['note', 'warning', 'error'];
const weight = ({ level }: { readonly level: Level }): number => gravity.indexOf(level);

/**
 * What of a comparison is no work of the change: what moved to another file, and losses that are no greater than what was lost before
 * for another reason. What is there with another cause is not gone.
 */
export function withMoves({ findings, gone, matched }: Compared<Former>, places: Places): Compared<Former> {
  let looks = 0;
  const first = (formers: Iterable<Former> | undefined, fits: (one: Former) => boolean): Former | undefined => firstOf(formers ?? [], (one) => ++looks <= MOST_LOOKS && fits(one));
  const left = new Set(gone);
  const alike = grouped(gone, ({ rule, subject, cause }) => [rule, subject, cause]);
  const told = findings.map((finding): Finding => {
    if (finding.state !== 'new') return finding;
    const same = alike.get(JSON.stringify([finding.rule, wherever(finding.subject), finding.cause]));
    const former = first(same, (one) => isSame(one, finding) && places.moved(one, finding));
    if (former === undefined) return finding;
    left.delete(former);
    same?.delete(former);
    return { ...finding, state: 'unchanged' };
  });
  const remaining = grouped([...left], ({ path, subject }) => [path, subject]);
  const takes = (finding: Finding): boolean => first(remaining.get(placeOf(finding)), (one) => takesIn(one, finding, places)) !== undefined;
  const judged = told.map((finding): Finding => (finding.state === 'new' && takes(finding) ? { ...finding, state: 'unchanged' } : finding));
  const gravest = new Map<string, number>();
  judged.forEach((finding, index) => {
    if (finding.state !== 'new' && findings[index]?.state === finding.state) return;
    const key = finding.rule + placeOf(finding);
    gravest.set(key, Math.max(weight(finding), gravest.get(key) ?? 0));
  });
  const isReplaced = (one: Former): boolean => one.subject !== '' && (gravest.get(one.rule + JSON.stringify([one.path, one.subject])) ?? -1) >= weight(one);
  return { findings: judged, gone: [...left].filter((one) => !isReplaced(one)), matched };
}

/** How often what is gone is held against what is new: what is not looked at is told as gone, and as new. */
const MOST_LOOKS = 100_000;

const placeOf = ({ primary, subject }: Finding): string => JSON.stringify([primary.span.source.path, wherever(subject)]);

function grouped(formers: readonly Former[], keyOf: (former: Former) => readonly string[]): ReadonlyMap<string, Set<Former>> {
  const groups = new Map<string, Set<Former>>();
  for (const former of formers) {
    const key = JSON.stringify(keyOf(former));
    groups.set(key, (groups.get(key) ?? new Set()).add(former));
  }
  return groups;
}

/** Of one rule, subject and cause. */
const isSame = (former: Former, finding: Finding): boolean =>
  former.subject !== '' && hasAll(former.holders, finding.holders) && former.path !== finding.primary.span.source.path && weight(former) >= weight(finding);

function hasAll(all: readonly string[], some: readonly string[]): boolean {
  const among = new Set(all);
  return some.every((one) => among.has(one));
}

/** Of one that is about the same: whether all that a finding says is lost was lost before, at least as surely and under the same choices, and told as gravely. */
function takesIn(former: Former, finding: Finding, { before }: Places): boolean {
  const { assumptions, certainty, events } = former.finding;
  if (finding.events.length === 0 || weight(former) < weight(finding)) return false;
  if (certainty === 'possible' && finding.certainty === 'definite') return false;
  if (assumptions.length > 0 && choices(assumptions) !== choices(finding.assumptions)) return false;
  const lost = new Set(before(finding)?.lost);
  return finding.events.every((event) => lost.has(event) && events.includes(event));
}

const choices = (assumptions: readonly Assumption[]): string => JSON.stringify(assumptions.map(({ input, label }) => [input, label]));
