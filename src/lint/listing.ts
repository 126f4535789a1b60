import type { Finding } from '../check/finding.js';
import { addTo } from '../core/long.js';
import type { Problem } from '../core/problem.js';

/** Told one by one; what is beyond is counted, for a file may hold one fault for every few of its bytes. */
const MOST_LISTED = 10;

/** A problem with what is told of it as findings, and whether somebody accepted it. */
export interface Told {
  readonly problem: Problem;
  readonly findings: readonly Finding[];
  readonly isAccepted: boolean;
}

/**
 * Of each kind of problem in a file those that come first, and at the place of the next one how many more there are. A kind is
 * what is said in the same words; what is accepted is counted apart, so that it hides nothing else.
 */
export function listed(all: readonly Told[], findingsOf: (problem: Problem) => readonly Finding[]): readonly Told[] {
  const kinds = new Map<string, Told[]>();
  for (const told of all) addTo(kinds, kindOf(told), told);
  const beyond = new Map<Told, Told | undefined>();
  for (const kind of kinds.values()) {
    for (const [index, told] of kind.slice(MOST_LISTED).entries()) beyond.set(told, index === 0 ? counted(told, kind.length - MOST_LISTED, findingsOf) : undefined);
  }
  return beyond.size === 0 ? all : all.flatMap((told) => (beyond.has(told) ? (beyond.get(told) ?? []) : told));
}

const kindOf = ({ problem: { rule, level, message, span }, isAccepted }: Told): string => [span.source.path, rule, level, String(isAccepted), message].join('\u0000');

/** What hides the first that is not listed hides what is said of all of them: others of its kind are accepted as well. */
function counted({ problem, findings, isAccepted }: Told, count: number, findingsOf: (problem: Problem) => readonly Finding[]): Told {
  const more: Problem = { ...problem, message: `${String(count)} more like this ${count === 1 ? 'is' : 'are'} not listed: ${problem.message}` };
  // It is known again when there is one less: baselines and changes do not go by the number.
  const [known] = findingsOf({ ...problem, message: `More like this are not listed: ${problem.message}` });
  const told = findings.flatMap(({ suppressions }) => findingsOf(more).map((finding) => ({ ...finding, fingerprint: known?.fingerprint ?? finding.fingerprint, cause: known?.cause ?? finding.cause, suppressions })));
  return { problem: more, findings: told, isAccepted };
}
