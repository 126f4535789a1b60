import type { Unsettled } from '../audit.js';
import type { Judged } from './judged.js';
import type { Timeline } from './timeline.js';

/** Whether it is not known of some event if the sink logs it, in its own account and Region. */
const isOpen = ({ own }: Judged): boolean => own.of.includes('unknown');

/** A sink that was there before the first record of it, until all is known of it. */
export function unsettledOf({ sink, before, segments }: Timeline): readonly Unsettled[] {
  if (!isOpen(before)) return [];
  const settling = segments.find(({ judged }) => !isOpen(judged));
  return [{ sink, until: settling?.steps.at(-1)?.call }];
}
