import { linesAbove, linesOf } from '../../check/change/surviving.js';
import { covering, loggedBy, type Shift, shiftOf, type SinkPair } from '../../check/change/sinks.js';
import type { Finding, Level } from '../../check/finding.js';
import { fingerprint } from '../../core/hash.js';
import { lineNumber, positionAt } from '../../core/line-index.js';
import { leavesUnread } from '../../core/problem.js';
import { sameSpan, textOf, type Source, type Span } from '../../core/source.js';
import type { Report, SinkChange, SinkCoverage } from '../../report/report.js';
import { partOf } from './files.js';

/** What a change does to sinks; only those that keep other events than before. Of one that is only seen in part nothing good is said. */
export function sinkChanges(pairs: readonly SinkPair[], findings: readonly Finding[], isPart: (sink: SinkCoverage) => boolean): readonly SinkChange[] {
  const told = new Map<string, Span>();
  for (const { subject, state, events, primary } of findings) if (state === 'new' && events.length > 0 && !told.has(subject)) told.set(subject, primary.span);
  return pairs
    .filter(({ before, after }) => after !== undefined || isTakenAway(before))
    .map((pair) => changeOf(pair, told))
    .map((change) => ([change.before, change.after].some((sink) => sink !== undefined && isPart(sink)) ? { ...change, starts: [] } : change))
    .filter(({ stops, doubts, starts }) => stops.length + doubts.length + starts.length > 0)
    .sort((a, b) => (a.span.source.path < b.span.source.path ? -1 : a.span.source.path > b.span.source.path ? 1 : a.span.start - b.span.start));
}

/** `told`: where the first new finding tells of a sink, by its address. */
function changeOf(pair: SinkPair, told: ReadonlyMap<string, Span>): SinkChange {
  const { before, after } = pair;
  const shift = shiftOf(pair);
  const sink = after ?? before;
  if (sink === undefined) throw new Error('a pair of no sinks');
  return { sink: sink.sink, span: placeOf(pair, shift, told) ?? sink.span, before, after, ...shift };
}

/** What is worse now: where a new finding tells it, else what takes events away and did not before. */
function placeOf({ before, after }: SinkPair, { stops, doubts }: Shift, told: ReadonlyMap<string, Span>): Span | undefined {
  if (after === undefined || stops.length + doubts.length === 0) return undefined;
  const known = new Set(before?.culprits.map(({ message }) => message));
  return told.get(after.sink) ?? (after.culprits.find(({ message }) => !known.has(message)) ?? after.culprits[0])?.span;
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
  const context: Context = {
    level,
    hasNewGaps: hasNewGaps(asked),
    covering: covering(asked.after.coverage, partOf),
    coveredBy: asked.coveredBy,
    survivor: survivors(asked.now),
  };
  return pairs.flatMap(({ before, after }): readonly Finding[] => {
    if (before === undefined || !isTakenAway(before)) return [];
    if (loggedBy(before).length + before.depends.length === 0) return [];
    if (after === undefined) return [goneFinding(before, context)];
    return before.presence.exists === 'yes' && after.presence.exists !== 'yes' ? [conditionalFinding(before, after, context)] : [];
  });
}

/** What is the same for all sinks that are gone. */
interface Context extends Pick<Removals, 'coveredBy'> {
  readonly level: Level;
  readonly hasNewGaps: boolean;
  readonly covering: (sink: SinkCoverage) => SinkCoverage | undefined;
  /** Where to tell of what stood at a place of before; undefined where its file is gone. */
  readonly survivor: (span: Span) => Span | undefined;
}

/** A sink that is on one side alone is told to be gone, or new, only if its file could be read on the other. */
export function comparable(past: Report, now: Report, renamed: (path: string) => string): (pair: SinkPair) => boolean {
  const [unreadThen, unreadNow] = [unreadPaths(past), unreadPaths(now)];
  return ({ before, after }) => {
    if (after === undefined) return before !== undefined && !unreadNow.has(renamed(before.span.source.path));
    return before !== undefined || !unreadThen.has(after.span.source.path);
  };
}

const unreadPaths = ({ problems }: Report): ReadonlySet<string> => new Set(problems.filter(leavesUnread).map(({ span }) => span.source.path));

function goneFinding(before: SinkCoverage, context: Context): Finding {
  const logged = loggedBy(before);
  // What stands behind a reference that is not followed any more may be there all the same.
  const isSure = logged.length > 0 && before.presence.exists === 'yes' && !context.hasNewGaps;
  const events = [...logged, ...before.depends].sort();
  const what = isSure ? `This change removes ${nameOf(before)}, which logged ${count(logged.length)}` : `This change removes, or may remove, ${nameOf(before)}, which perhaps logged ${count(events.length)}`;
  const above = context.survivor(before.span);
  return removedFinding(before, what, above ?? before.span, above === undefined ? 'is gone' : 'below this it is gone', isSure, isSure ? logged : events, context);
}

function conditionalFinding(before: SinkCoverage, after: SinkCoverage, context: Context): Finding {
  const events = loggedBy(before);
  const what = `This change lets ${nameOf(before)} exist only under some choices; it logged ${count(events.length)} under all of them`;
  return removedFinding(after, what, after.span, 'is not always there any more', false, events, context);
}

const nameOf = ({ kind, sink }: SinkCoverage): string => `${kind === 'trail' ? 'trail' : 'event data store'} \`${sink}\``;
const count = (events: number): string => `${events} KMS event${events === 1 ? '' : 's'}`;

const ADVICE = 'Keep it, or let another one log them first.';

function removedFinding(sink: SinkCoverage, what: string, span: Span, label: string, isSure: boolean, events: readonly string[], { level, covering: coveringOf, coveredBy }: Context): Finding {
  const covering = coveringOf(sink)?.sink ?? coveredBy[0];
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

/** Texts are held against each other once, whatever has gone from them. */
function survivors(now: Removals['now']): Context['survivor'] {
  const known = new Map<Source, ((span: Span) => Span) | undefined>();
  return (span) => {
    const { source } = span;
    if (!known.has(source)) {
      const text = now(source.path);
      known.set(source, text === undefined ? undefined : survivorIn(source, text));
    }
    return known.get(source)?.(span);
  };
}

/** The last line, above a place in the text of before, that is still there: what stands on it. Else the line in its place. */
function survivorIn(source: Source, now: Source): (span: Span) => Span {
  const lines = linesOf(now.text);
  const above = linesAbove(linesOf(source.text), lines);
  let last = -1;
  const inPlace = lines.map((text, number) => (last = text.trim() === '' ? last : number));
  return (span) => {
    const gone = positionAt(source, span.start).line - 1;
    return onLine(above(gone) ?? inPlace[Math.min(gone, inPlace.length - 1)] ?? -1, now);
  };
}

function onLine(line: number, now: Source): Span {
  const whole = lineNumber(now, line + 1) ?? { source: now, start: 0, end: 0 };
  const text = textOf(whole);
  const start = whole.start + (text.length - text.trimStart().length);
  return { source: now, start, end: Math.max(start, whole.start + text.trimEnd().length) };
}
