import { positionAt } from '../core/line-index.js';
import { greatest } from '../core/long.js';
import { sinkEntry } from './json/entries.js';
import { jsonText } from './json-text.js';
import type { ReportOptions } from './options.js';
import { doubts, keeps } from './pretty/closing.js';
import { count } from './pretty/count.js';
import { excerpt } from './pretty/excerpt.js';
import { visible, widthOf } from './pretty/screen.js';
import { painter } from './pretty/style.js';
import type { Paint } from './pretty/style.js';
import type { Report, SinkCoverage, Tally } from './report.js';

/** The output of `keytrail coverage`. */
export const renderCoverage = (report: Report, format: 'pretty' | 'json', options: ReportOptions): string =>
  format === 'json' ? jsonText({ version: 1, sinks: report.coverage.map(sinkEntry) }) : pretty(report, options);

const COLUMNS = ['logged', 'lost', 'depends'] as const;
const CELL = 8;
/** More names than this are a list that nobody reads; JSON has them all. */
const NAMES = 8;

function pretty(report: Report, options: ReportOptions): string {
  const paint = painter(options.color);
  const { coverage, files } = report;
  const nothing = `Nothing to check: no CloudTrail trail or event data store in ${count(files.recognised, 'file')}`;
  const sum = coverage.length === 0 ? nothing : sentence(keeps(coverage));
  const closing = options.quiet ? [] : [[`${sum}.`, ...doubts(report)].join('\n')];
  if (coverage.length === 0) return closing.map((line) => `${line}\n`).join('');
  const name = greatest([...coverage.map(({ sink }) => widthOf(sink)), 'sink'.length]);
  const sinks = coverage.map((sink) => sinkBlock(sink, name, options, paint));
  return `${head(name, paint)}\n${[...sinks, ...closing].join('\n\n')}\n`;
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const head = (name: number, paint: Paint): string =>
  [`${' '.repeat(name)}  ${'reads (27)'.padEnd(3 * CELL)}  writes (31)`, `${'sink'.padEnd(name)}  ${titles()}  ${titles()}`]
    .map((line) => paint('bold', line.trimEnd()))
    .join('\n');

const titles = (): string => COLUMNS.map((column) => column.padStart(CELL)).join('');

function sinkBlock(coverage: SinkCoverage, name: number, { width }: ReportOptions, paint: Paint): string {
  const { sink, span, reads, writes, culprits, lost, depends } = coverage;
  const { line, column } = positionAt(span.source, span.start);
  const row = `${visible(sink)}${' '.repeat(name - widthOf(sink))}  ${numbers(reads)}  ${numbers(writes)}`;
  const labels = culprits.map((place) => ({ place, primary: true }));
  return [
    row,
    `  ${visible(span.source.path)}:${line}:${column}`,
    ...names('lost', lost),
    ...names('depends', depends),
    ...(labels.length === 0 ? [] : excerpt(labels, { paint, level: lost.length > 0 ? 'error' : 'warning', width: width - 2 }).map((text) => `  ${text}`)),
  ].join('\n');
}

const numbers = (counts: Tally): string => COLUMNS.map((column) => String(counts[column]).padStart(CELL)).join('');

const names = (kind: string, events: readonly string[]): readonly string[] =>
  events.length === 0 || events.length > NAMES ? [] : [`  ${kind}: ${events.map(visible).join(', ')}`];
