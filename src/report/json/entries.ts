import type { Level } from '../../check/finding.js';
import { positionAt, regionOf } from '../../core/line-index.js';
import type { Span } from '../../core/source.js';
import type { Comparison, Gone, SinkChange, SinkCoverage, Tally } from '../report.js';

/** An entry of `coverage --format json`, and of `coverage` in `check --format json`. */
export interface SinkEntry {
  readonly sink: string;
  readonly file: string;
  /** Of the declaration, from 1. */
  readonly line: number;
  /** Out of 27. */
  readonly reads: Tally;
  /** Out of 31. */
  readonly writes: Tally;
  /** Names of events. */
  readonly lost: readonly string[];
  readonly depends: readonly string[];
}

/** What was found, compared with a baseline or with what was there before a change. */
export interface JsonComparison {
  readonly kind: Comparison['kind'];
  /** What it is compared with: the file, `HEAD`, or the commit as it was named. */
  readonly against: string;
  /** Findings that were known, or there before, and are there no longer. */
  readonly gone: readonly JsonGone[];
  /** Sinks that keep other events than before the change; empty for a baseline. */
  readonly sinks: readonly JsonSinkChange[];
  /** Files that a change touches, and of which not all was read on one side or both; empty for a baseline. */
  readonly unread: readonly string[];
}

export interface JsonGone {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly subject: string;
  readonly file: string;
  /** Where it was before the change; null for a baseline, which does not know. */
  readonly place: JsonPlace | null;
}

/** Names of events are sorted. */
export interface JsonSinkChange extends JsonPlace {
  readonly sink: string;
  /** Null for a sink that is new. */
  readonly before: SinkEntry | null;
  /** Null for a sink that is gone; the place is then where it was. */
  readonly after: SinkEntry | null;
  /** Events that were logged, surely or perhaps, and are surely lost now. */
  readonly stops: readonly string[];
  /** Events that were surely logged, of which that is no longer known. */
  readonly doubts: readonly string[];
  /** Events that were not surely logged, and are now. */
  readonly starts: readonly string[];
}

/** A part of a file. Lines and columns count from 1, columns in UTF-16 code units; the end is behind the last character. */
export interface JsonPlace {
  /** Relative to the repository root, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export const sinkEntry = ({ sink, span, reads, writes, lost, depends }: SinkCoverage): SinkEntry => ({
  sink,
  file: span.source.path,
  line: positionAt(span.source, span.start).line,
  reads: tally(reads),
  writes: tally(writes),
  lost,
  depends,
});

const tally = ({ logged, lost, depends }: Tally): Tally => ({ logged, lost, depends });

export const comparisonEntry = ({ kind, against, gone, sinks, unread }: Comparison): JsonComparison => ({ kind, against, gone: gone.map(goneEntry), sinks: sinks.map(changeEntry), unread });

const goneEntry = ({ rule, level, message, subject, path, span }: Gone): JsonGone => ({ rule, level, message, subject, file: path, place: span === undefined ? null : placeEntry(span) });

const changeEntry = ({ sink, span, before, after, stops, doubts, starts }: SinkChange): JsonSinkChange => ({
  sink,
  ...placeEntry(span),
  before: before === undefined ? null : sinkEntry(before),
  after: after === undefined ? null : sinkEntry(after),
  stops,
  doubts,
  starts,
});

export function placeEntry(span: Span): JsonPlace {
  const { start, end } = regionOf(span);
  return { file: span.source.path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
