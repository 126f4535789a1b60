import type { Audit } from '../../audit/audit.js';
import { count, listed } from '../pretty/count.js';
import type { Blackout } from './blackouts.js';
import { sinkText, timeText } from './words.js';

/** More sinks than these are told by number. */
const MOST_NAMED = 5;

/** Sentences: what was found, in how much, and what keeps that from being the whole truth. Texts of records stand in them as they are. */
export const closingLines = (audit: Audit, blackouts: readonly Blackout[]): readonly string[] => [verdict(audit, blackouts), ...unsettledOf(audit), ...unread(audit)];

function verdict({ attempts, records, problems }: Audit, blackouts: readonly Blackout[]): string {
  if (isNothing(records)) return `Nothing to look at: no CloudTrail record in ${count(records.files, 'file')}.`;
  const tried = attempts.length === 0 ? '' : `; ${count(attempts.length, 'attempt')} failed`;
  const what = blackouts.length === 0 ? `No window in which KMS events were not logged${problems.length === 0 ? '' : ', in what was read'}` : windowsText(blackouts);
  return `${what}${tried}: ${rangeText(records)}.`;
}

function windowsText(blackouts: readonly Blackout[]): string {
  const possible = blackouts.filter(({ certainty }) => certainty === 'possible').length;
  const open = blackouts.filter(({ to }) => to === undefined).length;
  const covered = blackouts.filter(({ level }) => level === 'note').length;
  const remarks = [...(possible > 0 ? [`${possible} possible`] : []), ...(open > 0 ? [`${open} still open`] : []), ...(covered > 0 ? [`${covered} covered by another sink`] : [])];
  return `${count(blackouts.length, 'window')} in which KMS events were not logged${remarks.length === 0 ? '' : ` (${remarks.join(', ')})`}`;
}

/** Whether there was no record of CloudTrail in what was read: files without a call of interest are not taken apart, and count none. */
export const isNothing = ({ recordsRead, first }: Audit['records']): boolean => recordsRead === 0 && first === undefined;

/** `3 files, with records from ... to ...`. */
function rangeText({ files, first, last }: Audit['records']): string {
  return `${count(files, 'file')}${first === undefined || last === undefined ? '' : `, with records from ${timeText(first)} to ${timeText(last)}`}`;
}

function unsettledOf({ unsettled }: Audit): readonly string[] {
  if (unsettled.length === 0) return [];
  const named = unsettled.slice(0, MOST_NAMED).map(({ sink, until }) => `${sinkText(sink)} (${until === undefined ? 'no record tells it' : `until ${timeText(until.time)}`})`);
  const more = unsettled.length - named.length;
  return [`What was logged at first is not known of ${listed([...named, ...(more > 0 ? [`${more} more`] : [])])}.`];
}

function unread({ problems }: Audit): readonly string[] {
  const broken = problems.filter(({ rule }) => rule === 'parse-error').length;
  const gaps = problems.length - broken;
  const parts = [...(broken > 0 ? [count(broken, 'parse error')] : []), ...(gaps > 0 ? [count(gaps, 'gap')] : [])];
  return parts.length === 0 ? [] : [`Not everything was read: ${listed(parts)}, so that something may have been missed.`];
}
