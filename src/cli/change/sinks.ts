import { lineAbove, linesOf } from '../../check/change/surviving.js';
import { coveredAmong, loggedBy, type Shift, shiftOf, type SinkPair } from '../../check/change/sinks.js';
import type { Finding, Level } from '../../check/finding.js';
import { fingerprint } from '../../core/hash.js';
import { lineNumber, positionAt } from '../../core/line-index.js';
import { leavesUnread } from '../../core/problem.js';
import { sameSpan, textOf, type Source, type Span } from '../../core/source.js';
import type { Report, SinkChange, SinkCoverage } from '../../report/report.js';
import { areTogether } from './files.js';

/** What a change does to sinks; only those that keep other events than before. Of one that is only seen in part nothing good is said. */
export const sinkChanges = (pairs: readonly SinkPair[], findings: readonly Finding[], isPart: (sink: SinkCoverage) => boolean): readonly SinkChange[] =>
  pairs
    .filter(({ before, after }) => after !== undefined || isTakenAway(before))
    .map((pair) => changeOf(pair, findings))
    .map((change) => ([change.before, change.after].some((sink) => sink !== undefined && isPart(sink)) ? { ...change, starts: [] } : change))
    .filter(({ stops, doubts, starts }) => stops.length + doubts.length + starts.length > 0)
    .sort((a, b) => (a.span.source.path < b.span.source.path ? -1 : a.span.source.path > b.span.source.path ? 1 : a.span.start - b.span.start));

function changeOf(pair: SinkPair, findings: readonly Finding[]): SinkChange {
  const { before, after } = pair;
  const shift = shiftOf(pair);
  const sink = after ?? before;
  if (sink === undefined) throw new Error('a pair of no sinks');
  return { sink: sink.sink, span: placeOf(pair, shift, findings) ?? sink.span, before, after, ...shift };
}

/** What is worse now: where a new finding tells it, else what takes events away and did not before. */
function placeOf({ before, after }: SinkPair, { stops, doubts }: Shift, findings: readonly Finding[]): Span | undefined {
  if (after === undefined || stops.length + doubts.length === 0) return undefined;
  const told = findings.find(({ subject, state, events }) => state === 'new' && subject === after.sink && events.length > 0);
  const known = new Set(before?.culprits.map(({ message }) => message));
  return told?.primary.span ?? (after.culprits.find(({ message }) => !known.has(message)) ?? after.culprits[0])?.span;
}

/** What is asked to tell of a sink that is gone. */
export interface Removals {
  readonly level: Level | 'off';
  readonly before: Report;
  readonly after: Report;
  /** ARNs of sinks elsewhere that log all KMS events. */
  readonly coveredBy: readonly string[];
  /** A file as it is after the change, by its path before; undefined where it is gone. */
  readonly now: (path: string) => Source | undefined;
}

/** Calls, snapshots and states are no declarations: that they are gone takes nothing away. */
const isTakenAway = (before: SinkCoverage | undefined): boolean => before?.presence.declaredBy === 'resource' && before.span.source.excerpts === undefined;

/** Sinks that logged KMS events and are gone, or are there only under some choices. */
export function removedSinks(pairs: readonly SinkPair[], asked: Removals): readonly Finding[] {
  const { level } = asked;
  if (level === 'off') return [];
  return pairs.flatMap(({ before, after }): readonly Finding[] => {
    if (before === undefined || !isTakenAway(before)) return [];
    if (loggedBy(before).length + before.depends.length === 0) return [];
    if (after === undefined) return [goneFinding(before, level, asked)];
    return before.presence.exists === 'yes' && after.presence.exists !== 'yes' ? [conditionalFinding(before, after, level, asked)] : [];
  });
}

/** A sink that is on one side alone is told to be gone, or new, only if its file could be read on the other. */
export function isComparable({ before, after }: SinkPair, past: Report, now: Report, renamed: (path: string) => string): boolean {
  if (after === undefined) return before !== undefined && isReadable(now, renamed(before.span.source.path));
  return before !== undefined || isReadable(past, after.span.source.path);
}

const isReadable = ({ problems }: Report, path: string): boolean => !problems.some((problem) => problem.span.source.path === path && leavesUnread(problem));

function goneFinding(before: SinkCoverage, level: Level, asked: Removals): Finding {
  const logged = loggedBy(before);
  // What stands behind a reference that is not followed any more may be there all the same.
  const isSure = logged.length > 0 && before.presence.exists === 'yes' && !hasNewGaps(asked);
  const events = [...logged, ...before.depends].sort();
  const what = isSure ? `This change removes ${nameOf(before)}, which logged ${count(logged.length)}` : `This change removes, or may remove, ${nameOf(before)}, which perhaps logged ${count(events.length)}`;
  const now = asked.now(before.span.source.path);
  const above = now === undefined ? undefined : survivor(before.span, now);
  return removedFinding(before, what, above ?? before.span, above === undefined ? 'is gone' : 'below this it is gone', isSure, isSure ? logged : events, level, asked);
}

function conditionalFinding(before: SinkCoverage, after: SinkCoverage, level: Level, asked: Removals): Finding {
  const events = loggedBy(before);
  const what = `This change lets ${nameOf(before)} exist only under some choices; it logged ${count(events.length)} under all of them`;
  return removedFinding(after, what, after.span, 'is not always there any more', false, events, level, asked);
}

const nameOf = ({ kind, sink }: SinkCoverage): string => `${kind === 'trail' ? 'trail' : 'event data store'} \`${sink}\``;
const count = (events: number): string => `${events} KMS event${events === 1 ? '' : 's'}`;

const ADVICE = 'Keep it, or let another one log them first.';

function removedFinding(sink: SinkCoverage, what: string, span: Span, label: string, isSure: boolean, events: readonly string[], level: Level, { after, coveredBy }: Removals): Finding {
  const others = after.coverage.filter((one) => one.sink !== sink.sink);
  const covering = coveredAmong(sink, others, areTogether)?.sink ?? coveredBy[0];
  return {
    rule: 'sink-removed',
    level: covering !== undefined ? 'note' : isSure ? level : level === 'error' ? 'warning' : 'note',
    certainty: isSure ? 'definite' : 'possible',
    message: `${what}${covering === undefined ? '' : `; \`${covering}\` logs them all`}. ${ADVICE}`,
    advice: ADVICE,
    primary: { span, message: label },
    related: [],
    flow: [],
    assumptions: [],
    subject: sink.sink,
    declared: sameSpan(span, sink.span) ? span : undefined,
    events,
    fixes: [],
    fingerprint: fingerprint(['sink-removed', sink.span.source.path, sink.sink, label]),
    cause: fingerprint(['removed by a change', ...events]),
    holders: [],
    state: undefined,
    suppressions: [],
  };
}

function hasNewGaps({ before, after }: Removals): boolean {
  // How many more of a kind there are is no matter.
  const key = ({ rule, message, span }: Report['problems'][number]): string => JSON.stringify([rule, message.replace(/^\d+ more like this (?:is|are) not listed/u, ''), span.source.path]);
  const known = new Set(before.problems.map(key));
  return after.problems.some((problem) => !known.has(key(problem)));
}

/** The last line, above a place in the text of before, that is still there: what stands on it. Else the line in its place. */
function survivor(span: Span, now: Source): Span {
  const gone = positionAt(span.source, span.start).line - 1;
  const lines = linesOf(now.text);
  const line = lineAbove(linesOf(span.source.text), lines, gone) ?? lines.findLastIndex((text, number) => number <= gone && text.trim() !== '');
  const whole = lineNumber(now, line + 1) ?? { source: now, start: 0, end: 0 };
  const text = textOf(whole);
  const start = whole.start + (text.length - text.trimStart().length);
  return { source: now, start, end: Math.max(start, whole.start + text.trimEnd().length) };
}
