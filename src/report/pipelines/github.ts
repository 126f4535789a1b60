import type { Finding, Level } from '../../check/finding.js';
import { regionOf } from '../../core/line-index.js';
import { onOneLine, type Span } from '../../core/source.js';
import { docsUrl } from '../docs.js';
import type { Reporter } from '../options.js';
import { visible } from '../pretty/screen.js';
import type { Comparison, InternalError, Report } from '../report.js';
import { betterOf, conditionsOf, cut, fixedOf, gravestFirst, seeAlso, untold, worseOf } from './shown.js';

/**
 * Workflow commands, which GitHub Actions shows as annotations:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands. Of each kind the runner keeps the
 * first ten of a step (`_maxCountPerIssueType` in its `ExecutionContext.cs`): what is gravest comes first. All of them stay
 * in the log, and the job summary (`cli/output/summary.ts`) has the whole report.
 */
export const renderGithub: Reporter = (report) =>
  [
    ...failures(report.internalErrors),
    ...gravestFirst(report).map(findingCommand),
    ...(report.comparison === undefined ? [] : compared(report.comparison, report)),
    ...untold(report).map(problemCommand),
  ]
    .map((command) => `${textOf(command)}\n`)
    .join('');

type Kind = 'error' | 'warning' | 'notice';

interface Command {
  readonly kind: Kind;
  readonly title: string;
  readonly at: Span | undefined;
  /** Each is a line of its own. */
  readonly lines: readonly string[];
}

const kinds: Readonly<Record<Level, Kind>> = { error: 'error', warning: 'warning', note: 'notice' };

/** The runner takes the first 4096 characters of a message (`_maxIssueMessageLength`). */
const LONGEST = 4000;

/** One annotation for all: what failed in keytrail must be seen, and not push findings out of the ten. */
function failures(errors: readonly InternalError[]): readonly Command[] {
  if (errors.length === 0) return [];
  const told = errors.map(({ where, file, error }) => `${where} failed${file === '' ? '' : ` on ${file}`}: ${error.message}`);
  return [{ kind: 'error', title: 'keytrail itself failed', at: undefined, lines: ['This report is incomplete.', ...told] }];
}

const findingCommand = (finding: Finding): Command => ({
  kind: kinds[finding.level],
  title: `keytrail: ${finding.rule}`,
  at: finding.primary.span,
  lines: [
    finding.message,
    ...conditionsOf(finding).map((condition) => `${condition}.`),
    ...seeAlso(finding),
    docsUrl(finding.rule),
  ],
});

const problemCommand = ({ rule, message, span }: Report['problems'][number]): Command => ({ kind: 'notice', title: `keytrail: ${rule}`, at: span, lines: [message] });

/** What a change takes from sinks, where no finding stands at the same place, and what it makes better. */
function compared({ against, sinks }: Comparison, report: Report): readonly Command[] {
  const places = new Set(report.findings.map(({ primary }) => key(primary.span)));
  const worse = sinks.flatMap((change): readonly Command[] => {
    const { stops, after, span } = change;
    const line = worseOf(change);
    if (line === undefined || (after !== undefined && places.has(key(span)))) return [];
    // A sink that is gone has no place in the files as they are.
    return [{ kind: stops.length > 0 ? 'warning' : 'notice', title: 'keytrail: coverage', at: after === undefined ? undefined : span, lines: [`${line}.`] }];
  });
  const fixed = fixedOf(report).map(({ rule, subject, path }) => `No longer found: ${rule}${subject === '' ? '' : ` of \`${subject}\``} in ${path}`);
  const better = [...sinks.flatMap((change) => betterOf(change) ?? []), ...fixed];
  const sum: Command = { kind: 'notice', title: 'keytrail: what gets better', at: undefined, lines: [`Better than in ${against}:`, ...better.map((line) => `${line}.`)] };
  return [...worse, ...(better.length > 0 ? [sum] : [])];
}

const key = ({ source, start }: Span): string => `${source.path}\u0000${start}`;

/** A command is one line whatever the files hold: what breaks lines in them is shown, not done. */
function textOf({ kind, title, at, lines }: Command): string {
  const message = cut(lines.map((line) => harmless(visible(line))).join('\n'), LONGEST);
  const properties = [...placeProperties(at), ['title', title] as const].map(([name, value]) => `${name}=${escapeProperty(harmless(visible(value)))}`);
  return `::${kind} ${properties.join(',')}::${escapeData(message)}`;
}

function placeProperties(at: Span | undefined): readonly (readonly [string, string])[] {
  if (at === undefined || at.source.path === '') return [];
  // Columns hold only where the lines are the same.
  const { start, end } = regionOf(onOneLine(at));
  return [
    ['file', at.source.path],
    ['line', String(start.line)],
    ['endLine', String(end.line)],
    ['col', String(start.column)],
    ['endColumn', String(end.column)],
  ];
}

/** `##[` begins a command of the older form, and colours and folds lines of the log: a blank takes that away. */
const harmless = (text: string): string => text.replaceAll('##[', '## [');

/** As `escapeData` in actions/toolkit, packages/core/src/command.ts. */
const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** As `escapeProperty` there. */
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
