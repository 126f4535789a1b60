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
  const left = new Set(gone);
  const told = findings.map((finding): Finding => {
    if (finding.state !== 'new') return finding;
    const former = [...left].find((one) => isSame(one, finding) && places.moved(one, finding));
    if (former === undefined) return finding;
    left.delete(former);
    return { ...finding, state: 'unchanged' };
  });
  const remaining = [...left];
  const judged = told.map((finding): Finding => (finding.state === 'new' && remaining.some((one) => takesIn(one, finding, places)) ? { ...finding, state: 'unchanged' } : finding));
  const news = judged.filter(({ state }, index) => state === 'new' || findings[index]?.state !== state);
  const replaced = remaining.filter((one) => one.subject !== '' && news.some((finding) => finding.rule === one.rule && isAboutSame(one, finding) && weight(finding) >= weight(one)));
  return { findings: judged, gone: remaining.filter((one) => !replaced.includes(one)), matched };
}

const isSame = (former: Former, finding: Finding): boolean =>
  former.rule === finding.rule && former.subject !== '' && former.subject === wherever(finding.subject) && former.cause === finding.cause && hasAll(former.holders, finding.holders) && former.path !== finding.primary.span.source.path && weight(former) >= weight(finding);

function hasAll(all: readonly string[], some: readonly string[]): boolean {
  const among = new Set(all);
  return some.every((one) => among.has(one));
}

const isAboutSame = (former: Former, finding: Finding): boolean => former.path === finding.primary.span.source.path && former.subject === wherever(finding.subject);

/** Whether all that a finding says is lost was lost before, at least as surely and under the same choices, and told as gravely. */
function takesIn(former: Former, finding: Finding, { before }: Places): boolean {
  const { assumptions, certainty, events } = former.finding;
  if (finding.events.length === 0 || !isAboutSame(former, finding) || weight(former) < weight(finding)) return false;
  if (certainty === 'possible' && finding.certainty === 'definite') return false;
  if (assumptions.length > 0 && choices(assumptions) !== choices(finding.assumptions)) return false;
  const lost = new Set(before(finding)?.lost);
  return finding.events.every((event) => lost.has(event) && events.includes(event));
}

const choices = (assumptions: readonly Assumption[]): string => JSON.stringify(assumptions.map(({ input, label }) => [input, label]));
