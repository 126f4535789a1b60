import { regionOf } from '../../src/core/line-index.js';
import type { Problem } from '../../src/core/problem.js';
import type { Span } from '../../src/core/source.js';
import type { Finding } from '../../src/check/finding.js';

/** What is wrong with a place: those in files are in them, and have a line and a column. */
export function placeFaults({ source, start, end }: Span, what: string): readonly string[] {
  if (!(start >= 0 && start <= end && end <= source.text.length)) return [`${what} from ${start} to ${end} is not in ${source.path}, which has ${source.text.length}`];
  const region = regionOf({ source, start, end });
  return region.start.line >= 1 && region.start.column >= 1 && region.end.line >= region.start.line ? [] : [`${what} has no region`];
}

export const problemFaults = ({ rule, span, message }: Pick<Problem, 'rule' | 'span' | 'message'>): readonly string[] => [...placeFaults(span, `a ${rule}`), ...(message === '' ? [`a ${rule} says nothing`] : [])];

export function findingFaults({ rule, message, primary, related, flow, declared, fixes }: Finding): readonly string[] {
  const outside = [
    ...[primary, ...related, ...flow].flatMap(({ span }) => placeFaults(span, `a place of ${rule}`)),
    ...(declared === undefined ? [] : placeFaults(declared, `a declaration of ${rule}`)),
    ...fixes.flatMap(({ edits }) => edits.flatMap(({ span }) => placeFaults(span, `an edit of ${rule}`))),
  ];
  if (outside.length > 0) return outside;
  const { start, end } = regionOf(primary.span);
  return [...(start.line === end.line ? [] : [`${rule} stands on several lines`]), ...(message === '' ? [`${rule} says nothing`] : [])];
}
