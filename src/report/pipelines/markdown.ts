import { judged } from '../../check/finding.js';
import { changeTable, coverageTable, type Table } from '../markdown/coverage.js';
import { code, prose } from '../markdown/escape.js';
import { errorEntry, findingEntry, goneEntry, problemEntry } from '../markdown/findings.js';
import { fit, type Measure, type Section } from '../markdown/fit.js';
import type { Reporter } from '../options.js';
import { closing } from '../pretty/closing.js';
import { count, listed } from '../pretty/count.js';
import type { Report, SinkChange } from '../report.js';
import { betterOf, fixedOf, gravestFirst, leftOut, placeOf, tally, untold, worseOf } from './shown.js';

/** GitHub takes comments of 65,536 characters. GitLab takes more, and so do job summaries. */
export const COMMENT = 65_536;

/** The first line, by which a workflow finds its own comment to write it anew. */
export const MARKER = '<!-- keytrail -->';

/** A comment on a pull request: the verdict, what got worse, what got better, the coverage, what was not read. */
export const renderMarkdown: Reporter = (report) => markdownWithin(report, COMMENT, (text) => text.length);

/** The same in another size: what is gravest stays, and what is left out is told. Only the headline is never left out. */
export function markdownWithin(report: Report, limit: number, sizeOf: Measure): string {
  const table = report.comparison?.kind === 'change' ? changeTable(report.comparison.sinks) : coverageTable(report.coverage);
  const parts = [top(report), failures(report), worse(report), better(report), ...tables(table), unread(report)];
  return `${fit(parts, limit, sizeOf).trimEnd()}\n`;
}

function top(report: Report): Section {
  const paragraphs = [...comparedWith(report), closing(report).split('\n').map(prose).join('\n')];
  return { head: `${MARKER}\n## keytrail: ${verdict(report)}\n\n`, entries: [paragraphs.map((paragraph) => `${paragraph}\n\n`).join('')], tail: '', more: () => '', share: 0.1 };
}

function verdict(report: Report): string {
  const { findings, files, coverage, internalErrors, comparison } = report;
  const open = judged(findings);
  const failed = internalErrors.length > 0 ? '; this report is incomplete' : '';
  if (open.length > 0) return `${comparison === undefined ? tally(open) : `${count(open.length, 'new finding')} (${tally(open)})`}${failed}`;
  const something = findings.length > 0 || coverage.length > 0 || comparison !== undefined;
  if (files.recognised === 0 || !something) return `nothing to check${failed}`;
  return `no ${comparison === undefined ? '' : 'new '}findings${failed}`;
}

function comparedWith(report: Report): readonly string[] {
  const { comparison } = report;
  if (comparison === undefined) return [];
  const { kind, against, sinks, unread } = comparison;
  const { known } = leftOut(report);
  const still = kind === 'change' && sinks.length === 0 && unread.length === 0 && report.coverage.length > 0 ? ' Every sink logs the KMS events that it logged before.' : '';
  return [`Compared with ${code(against)}: ${judged(report.findings).length} new, ${known} known, ${fixedOf(report).length} gone.${still}`, ...(unread.length === 0 ? [] : [notCompared(unread)])];
}

/** As many as are told by name. */
const FILES = 5;

function notCompared(unread: readonly string[]): string {
  const names = unread.length > FILES + 1 ? [...unread.slice(0, FILES).map(code), `${unread.length - FILES} more files`] : unread.map(code);
  return `Not compared: ${listed(names)}, of which not all was read on one side of the change.`;
}

/** A list below a heading. */
const list = (heading: string, entries: readonly string[], what: string, share: number): Section => ({
  head: `### ${heading}\n\n`,
  entries,
  tail: '\n',
  more: (left) => `- And ${left} more ${what}, left out here\n`,
  share,
});

const failures = ({ internalErrors }: Report): Section => list('keytrail itself failed', internalErrors.map(errorEntry), 'failures', 0.1);

function worse(report: Report): Section {
  const { comparison } = report;
  const sinks = (comparison?.sinks ?? []).flatMap((change) => sinkEntry(worseOf(change), change));
  const heading = comparison === undefined ? 'Findings' : comparison.kind === 'change' ? 'What gets worse' : 'New findings';
  return list(heading, [...sinks, ...gravestFirst(report).map(findingEntry)], 'findings', 0.5);
}

function better(report: Report): Section {
  const sinks = (report.comparison?.sinks ?? []).flatMap((change) => sinkEntry(betterOf(change), change));
  return list('What gets better', [...sinks, ...fixedOf(report).map(goneEntry)], 'that are gone', 0.1);
}

const sinkEntry = (told: string | undefined, { span }: SinkChange): readonly string[] => (told === undefined ? [] : [`- ${prose(told)} (${code(placeOf(span))})\n`]);

/** More rows than these are folded. */
const ROWS = 10;

function tables({ head, rows, folded }: Table): readonly Section[] {
  const fold = rows.length > ROWS;
  return [
    {
      head: `### Coverage\n\n${fold ? `<details>\n<summary>${rows.length} sinks</summary>\n\n` : ''}${head}`,
      entries: rows,
      tail: fold ? '\n</details>\n\n' : '\n',
      more: (left) => `\nAnd ${left} more sinks, left out here.\n`,
      share: 0.15,
    },
    { head: '', entries: folded, tail: '', more: (left) => `And ${left} more lists of events, left out here.\n\n`, share: 0.1 },
  ];
}

const unread = (report: Report): Section => list('Not read', untold(report).map(problemEntry), 'of them', 0.05);
