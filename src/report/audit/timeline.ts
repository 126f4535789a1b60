import type { Audit, AuditedSink, Scope, Window } from '../../audit/audit.js';
import { greatest, least } from '../../core/long.js';
import { cells, widthOf } from '../pretty/screen.js';
import { arnParts, durationText, timeText } from './words.js';

/** A picture of what was lost when: plain characters, so that it means the same without colours. */
export interface Timeline {
  /** For each sink, or each part of one that fared otherwise, a name that takes as many columns as the others, and the bar. */
  readonly rows: readonly Row[];
  /** Rows that are left out. */
  readonly more: number;
  /** The times at both ends, under the bars. */
  readonly axis: string;
  readonly legend: string;
}

interface Row {
  readonly name: string;
  readonly bar: string;
}

/** More rows are no picture; JSON has all. */
const MOST_ROWS = 20;
const NAME = 44;
const FEWEST_COLUMNS = 20;
const FINE = 1000;

const LOST = '#';
const PERHAPS = '+';
const UNKNOWN = '?';
const ATTEMPT = '!';
const REST = '-';
const LEGEND = [[LOST, 'not logged'], [PERHAPS, 'perhaps not logged'], [UNKNOWN, 'not known'], [ATTEMPT, 'an attempt that failed'], [REST, 'nothing told of']] as const;

const SCOPES: Readonly<Record<Scope, string>> = { own: 'own Region', 'other-regions': 'other Regions', 'member-accounts': 'member accounts' };

interface Scale {
  readonly start: number;
  readonly end: number;
  readonly columns: number;
}

/** Undefined where there is nothing to draw. */
export function timelineOf(audit: Audit, width: number): Timeline | undefined {
  const sinks = sinksOf(audit);
  const range = rangeOf(audit);
  if (sinks.length === 0 || range === undefined) return undefined;
  const shown = sinks.slice(0, MOST_ROWS);
  // How wide names are is known before the bars: what fares alike when looked at closely does so from afar.
  const drawn = (columns: number): readonly Row[] => shown.flatMap((sink) => rowsOf(sink, audit, { ...range, columns }).map(({ scopes, bar }) => ({ name: `${nameOf(sink, sinks)}${scopes.length === 0 ? '' : `: ${scopes.map((scope) => SCOPES[scope]).join(', ')}`}`, bar })));
  const widest = Math.min(NAME, greatest(drawn(FINE).map(({ name }) => widthOf(name))));
  const scale = { ...range, columns: Math.max(FEWEST_COLUMNS, width - widest - 4) };
  const rows = drawn(scale.columns).map(({ name, bar }) => ({ name: fitted(name, widest), bar }));
  return { rows: rows.slice(0, MOST_ROWS), more: Math.max(0, rows.length - MOST_ROWS) + sinks.length - shown.length, axis: `${' '.repeat(widest + 1)}${axisOf(scale)}`, legend: legendOf(rows, scale) };
}

/** Those that lost something first, each in the order of the report. */
function sinksOf({ windows, attempts, unsettled }: Audit): readonly AuditedSink[] {
  const all = [...windows.map(({ sink }) => sink), ...attempts.flatMap(({ sink }) => (sink === undefined ? [] : [sink])), ...unsettled.map(({ sink }) => sink)];
  return [...new Map(all.map((sink) => [sink.arn, sink])).values()];
}

/** From the first record to the last; at least a second, so that there is a scale. */
function rangeOf({ records: { first, last }, windows, attempts }: Audit): Omit<Scale, 'columns'> | undefined {
  const times = [first, last, ...windows.flatMap(({ from, to }) => [from, to]), ...attempts.map(({ call }) => call.time)].filter((time) => time !== undefined);
  if (times.length === 0) return undefined;
  const start = least(times);
  return { start, end: Math.max(greatest(times), start + 1000) };
}

function rowsOf(sink: AuditedSink, audit: Audit, scale: Scale): readonly { readonly scopes: readonly Scope[]; readonly bar: string }[] {
  const own = audit.windows.filter((window) => window.sink.arn === sink.arn);
  const scopes = [...new Set<Scope>(['own', ...own.map(({ scope }) => scope)])];
  const byBar = new Map<string, Scope[]>();
  for (const scope of scopes) {
    const bar = barOf(own.filter((window) => window.scope === scope), sink, audit, scale);
    // Of one that lost something elsewhere only, that is enough.
    if (scopes.length > 1 && scope === 'own' && !/[^|-]/u.test(bar)) continue;
    byBar.set(bar, [...(byBar.get(bar) ?? []), scope]);
  }
  // A sink that fares alike everywhere has one row, without a word of where.
  return byBar.size === 1 && byBar.values().next().value?.includes('own') === true ? [...byBar.keys()].map((bar) => ({ scopes: [], bar })) : [...byBar].map(([bar, of]) => ({ scopes: of, bar }));
}

function barOf(windows: readonly Window[], { arn }: AuditedSink, { attempts, unsettled }: Audit, scale: Scale): string {
  const bar = Array<string>(scale.columns).fill(REST);
  const draw = (from: number, to: number, mark: string): void => {
    bar.fill(mark, columnOf(from, scale), Math.max(columnOf(from, scale), columnOf(to - 1, scale)) + 1);
  };
  for (const { sink, until } of unsettled) if (sink.arn === arn) draw(scale.start, until?.time ?? scale.end, UNKNOWN);
  for (const { sink, call } of attempts) if (sink?.arn === arn) draw(call.time, call.time + 1, ATTEMPT);
  // What is sure is drawn last.
  for (const mark of [PERHAPS, LOST]) {
    for (const { certainty, from, to } of windows) if ((certainty === 'definite') === (mark === LOST)) draw(from, to ?? scale.end, mark);
  }
  return `|${bar.join('')}${windows.some(({ to }) => to === undefined) ? '>' : '|'}`;
}

const columnOf = (time: number, { start, end, columns }: Scale): number => Math.min(columns - 1, Math.max(0, Math.floor(((time - start) / (end - start)) * columns)));

/** The name of the trail, or the id of the store, with what tells it from others of that name. */
function nameOf(sink: AuditedSink, all: readonly AuditedSink[]): string {
  const short = ({ arn }: AuditedSink): string => arnParts(arn).resource.replace(/^[^/]*\//u, '') || arn;
  const { region, account } = arnParts(sink.arn);
  const alike = all.filter((other) => short(other) === short(sink) && other.arn !== sink.arn);
  const remarks = [...(alike.some((other) => arnParts(other.arn).account !== account) ? [account] : []), region].filter((part) => part !== '');
  return `${short(sink)}${remarks.length === 0 ? '' : ` (${remarks.join(', ')})`}`;
}

/** Cut, or filled with blanks, to `columns`. */
function fitted(name: string, columns: number): string {
  if (widthOf(name) <= columns) return cells(name).map(({ shown }) => shown).join('') + ' '.repeat(columns - widthOf(name));
  let text = '';
  let taken = 0;
  for (const { shown, width } of cells(name)) {
    if (taken + width > columns - 1) break;
    text += shown;
    taken += width;
  }
  return `${text}…${' '.repeat(columns - 1 - taken)}`;
}

function axisOf({ start, end, columns }: Scale): string {
  const [left, right] = [timeText(start), timeText(end)];
  return left.length + right.length + 2 <= columns + 2 ? left + right.padStart(columns + 2 - left.length) : `${left} to ${right}`;
}

function legendOf(rows: readonly Row[], { start, end, columns }: Scale): string {
  const used = LEGEND.filter(([mark]) => rows.some(({ bar }) => bar.includes(mark))).map(([mark, meaning]) => `${mark} ${meaning}`);
  return `${used.join(', ')}; a column is ${durationText((end - start) / columns)}`;
}
