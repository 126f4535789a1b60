import type { Place } from '../../check/finding.js';
import type { ReportOptions } from '../options.js';
import type { Comparison, Report, SinkChange } from '../report.js';
import { count, listed } from './count.js';
import { excerpt } from './excerpt.js';
import { visible } from './screen.js';
import type { Paint } from './style.js';

/** What a change does: a picture for each sink that it makes worse, a line for each file that was not read, each sink that it makes better and each finding that it takes away. */
export function changeBlocks(report: Report, { width }: ReportOptions, paint: Paint): readonly string[] {
  const { comparison } = report;
  if (comparison?.kind !== 'change') return [];
  const worse = comparison.sinks.filter(isWorse);
  const better = comparison.sinks.filter((sink) => !isWorse(sink) && sink.starts.length > 0).map((sink) => `${paint('note', 'better:')} ${starting(sink)}`);
  const fixed = fixedIn(report, comparison).map(({ rule, path, subject }) => `${paint('note', 'fixed:')} ${visible(`${rule}${subject === '' ? '' : ` of \`${subject}\``} in ${path}`)}`);
  const open = comparison.unread.slice(0, MOST_OPEN).map((path) => `${paint('note', 'not compared:')} ${visible(path)}, of which not all was read on one side of the change`);
  const more = comparison.unread.length > MOST_OPEN ? [`and ${comparison.unread.length - MOST_OPEN} more that are not compared`] : [];
  const lines = [...open, ...more, ...better, ...fixed.slice(0, MOST_FIXED), ...(fixed.length > MOST_FIXED ? [`and ${fixed.length - MOST_FIXED} more that are fixed`] : [])];
  return [...worse.map((sink) => worseBlock(sink, width, paint)), ...(lines.length > 0 ? [lines.join('\n')] : [])];
}

const MOST_FIXED = 20;
const MOST_OPEN = 5;

export const isWorse = ({ stops, doubts }: SinkChange): boolean => stops.length > 0 || doubts.length > 0;

/** A finding that has another cause now is not fixed. */
export function fixedIn({ findings }: Report, { gone }: Comparison): Comparison['gone'] {
  const key = (rule: string, path: string, subject: string): string => JSON.stringify([rule, path, subject]);
  const left = new Set(findings.filter(({ state }) => state === 'new').map(({ rule, primary, subject }) => key(rule, primary.span.source.path, subject)));
  return gone.filter(({ rule, path, subject }) => !left.has(key(rule, path, subject)));
}

function worseBlock(sink: SinkChange, width: number, paint: Paint): string {
  const level = sink.stops.length > 0 ? 'error' : 'warning';
  const place: Place = { span: sink.span, message: named(sink.stops.length > 0 ? sink.stops : sink.doubts) };
  return [`${paint(level, 'worse')}${paint('bold', `: ${worsening(sink)}`)}`, ...excerpt([{ place, primary: true }], { paint, level, width })].join('\n');
}

export function worsening(change: SinkChange): string {
  const { after, stops, doubts, starts } = change;
  const sink = sinkOf(change);
  if (after === undefined) return `this change removes ${sink}, which logged ${events(stops.length > 0 ? stops : doubts)}`;
  const parts = [
    ...(stops.length > 0 ? [`stops logging ${events(stops)} of ${sink}`] : []),
    ...(doubts.length > 0 ? [`may stop logging ${stops.length > 0 ? `${doubts.length} more` : `${events(doubts)} of ${sink}`}`] : []),
    ...(starts.length > 0 ? [`starts logging ${count(starts.length, 'other')}`] : []),
  ];
  return `this change ${listed(parts)}`;
}

export const starting = (change: SinkChange): string =>
  change.before === undefined ? `this change adds ${sinkOf(change)}, which logs ${events(change.starts)}` : `this change starts logging ${events(change.starts)} of ${sinkOf(change)}`;

const sinkOf = ({ sink, before, after }: SinkChange): string => `${(after ?? before)?.kind === 'event-data-store' ? 'event data store' : 'trail'} \`${visible(sink)}\``;

const events = (names: readonly string[]): string => count(names.length, 'KMS event');

const MOST_NAMED = 3;

/** `Decrypt, Encrypt, Sign and 24 more`. */
const named = (names: readonly string[]): string =>
  names.length <= MOST_NAMED + 1 ? listed(names) : `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`;
