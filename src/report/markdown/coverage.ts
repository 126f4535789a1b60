import { count } from '../pretty/count.js';
import type { SinkChange, SinkCoverage, Tally } from '../report.js';
import { FEW, placeOf } from '../pipelines/shown.js';
import { cell, code, htmlCode } from './escape.js';

/** A table of sinks, its rows one by one, and what is too long for it, folded. */
export interface Table {
  readonly head: string;
  readonly rows: readonly string[];
  readonly folded: readonly string[];
}

const ALL = 58;
const LEGEND = 'KMS events that are surely logged:';

/** What each sink logs as things are; those that lose events first. */
export function coverageTable(coverage: readonly SinkCoverage[]): Table {
  const rank = ({ lost, depends }: SinkCoverage): number => (lost.length > 0 ? 0 : depends.length > 0 ? 1 : 2);
  const sinks = [...coverage].sort((a, b) => rank(a) - rank(b));
  return {
    head: tableHead(['lost', 'depends']),
    rows: sinks.map(({ sink, span, reads, writes, lost, depends }) => row([cell(sink), cell(placeOf(span)), logged(reads), logged(writes), few(lost), few(depends)])),
    folded: sinks.flatMap(({ sink, lost, depends }) => [...fold(sink, 'loses', lost), ...fold(sink, 'logs only sometimes', depends)]),
  };
}

/** What a change does to sinks; those that log less first. */
export function changeTable(changes: readonly SinkChange[]): Table {
  const rank = ({ stops, doubts }: SinkChange): number => (stops.length > 0 ? 0 : doubts.length > 0 ? 1 : 2);
  const sinks = [...changes].sort((a, b) => rank(a) - rank(b));
  return {
    head: tableHead([]),
    rows: sinks.map(({ sink, span, before, after }) => row([cell(sink), cell(placeOf(span)), fromTo(before?.reads, after?.reads), fromTo(before?.writes, after?.writes)])),
    folded: sinks.flatMap(({ sink, stops, doubts, starts }) => [...fold(sink, 'stops logging', stops), ...fold(sink, 'may no longer log', doubts), ...fold(sink, 'now logs', starts)]),
  };
}

const tableHead = (more: readonly string[]): string => {
  const titles = ['sink', 'where', 'reads of 27', 'writes of 31', ...more];
  return `${LEGEND}\n\n${row(titles)}${row(titles.map((_title, index) => (index === 2 || index === 3 ? '---:' : '---')))}`;
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

const logged = ({ logged: sure, depends }: Tally): string => (depends > 0 ? `${sure} (${depends} unsure)` : String(sure));

/** A sink that is new or gone has nothing on one side. */
function fromTo(before: Tally | undefined, after: Tally | undefined): string {
  const [was, is] = [before, after].map((one) => (one === undefined ? 'none' : logged(one)));
  return was === is ? String(is) : `${was} → ${is}`;
}

const few = (names: readonly string[]): string => (names.length > FEW ? count(names.length, 'event') : names.map(cell).join(', '));

/** A list that is too long to be read by most. Of all 58 nobody needs the names. */
function fold(sink: string, what: string, names: readonly string[]): readonly string[] {
  if (names.length <= FEW || names.length >= ALL) return [];
  return [`<details>\n<summary>${htmlCode(sink)} ${what} ${count(names.length, 'event')}</summary>\n\n${names.map(code).join(', ')}\n\n</details>\n\n`];
}
