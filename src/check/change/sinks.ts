import { kmsEvents } from '../../data/kms-events.js';
import { and, not, or, type Truth } from '../../core/truth.js';
import type { SinkCoverage } from '../summary.js';

/** A sink before and after a change; one of them is there. */
export interface SinkPair {
  /** Undefined for a sink that is new. */
  readonly before: SinkCoverage | undefined;
  /** Undefined for a sink that is gone. */
  readonly after: SinkCoverage | undefined;
}

/** Events by their names, sorted. */
export interface Shift {
  /** Surely or perhaps logged before, surely lost now. */
  readonly stops: readonly string[];
  /** Surely logged before, of which that is no longer known. */
  readonly doubts: readonly string[];
  /** Not surely logged before, and now. */
  readonly starts: readonly string[];
}

/**
 * Finds each sink again after a change: by its file and address, `renamed` being what a path is called now; then by its address
 * alone, for it may have moved to another file; then, where one is gone, in a new one of its kind that logs at least as much.
 */
export function pairedSinks(before: readonly SinkCoverage[], after: readonly SinkCoverage[], renamed: (path: string) => string = (path) => path): readonly SinkPair[] {
  const pairs: SinkPair[] = [];
  const old = [...before];
  const now = [...after];
  const pair = (fits: (one: SinkCoverage, other: SinkCoverage) => boolean): void => {
    for (const one of [...old]) {
      const at = now.findIndex((other) => one.kind === other.kind && fits(one, other));
      if (at < 0) continue;
      pairs.push({ before: one, after: now.splice(at, 1)[0] });
      old.splice(old.indexOf(one), 1);
    }
  };
  pair((one, other) => one.sink === other.sink && renamed(one.span.source.path) === other.span.source.path);
  pair((one, other) => one.sink === other.sink);
  pair(keepsAll);
  return [...pairs, ...old.map((one) => ({ before: one, after: undefined })), ...now.map((one) => ({ before: undefined, after: one }))];
}

const names: readonly string[] = kmsEvents.map(({ name }) => name).sort();

/** The events that a sink surely logs. */
export function loggedBy({ lost, depends }: SinkCoverage): readonly string[] {
  const others = new Set([...lost, ...depends]);
  return names.filter((name) => !others.has(name));
}

function keepsAll(one: SinkCoverage, other: SinkCoverage): boolean {
  const logged = new Set(loggedBy(other));
  const lost = new Set(one.lost);
  return loggedBy(one).every((name) => logged.has(name)) && other.lost.every((name) => lost.has(name));
}

/** What a change does to the events of a sink. */
export function shiftOf({ before, after }: SinkPair): Shift {
  const logged = new Set(before === undefined ? [] : loggedBy(before));
  const perhaps = new Set(before?.depends);
  const isLost = after === undefined ? () => true : (name: string) => after.lost.includes(name);
  return {
    stops: names.filter((name) => (logged.has(name) || perhaps.has(name)) && isLost(name)),
    doubts: after === undefined ? [] : after.depends.filter((name) => logged.has(name)),
    starts: after === undefined ? [] : loggedBy(after).filter((name) => !logged.has(name)),
  };
}

/**
 * One of some sinks that surely logs all events of whatever `sink` sees, as `coveringSink` in model/cover.ts asks for it. What belongs
 * together (a template, a module with what calls it) is not known here any more; `together` says so of two files.
 */
export const coveredAmong = (sink: SinkCoverage, others: readonly SinkCoverage[], together: (path: string, other: string) => boolean): SinkCoverage | undefined =>
  others.find((other) => covers(other, sink) === 'yes' && together(sink.span.source.path, other.span.source.path));

function covers({ lost, depends, presence }: SinkCoverage, sink: SinkCoverage): Truth {
  if (presence.declaredBy === 'code' || lost.length > 0 || depends.length > 0) return 'no';
  const reaches = (what: 'multiRegion' | 'organization'): Truth => or(presence[what], not(sink.presence[what]));
  return and(presence.exists, and(reaches('multiRegion'), reaches('organization')));
}
