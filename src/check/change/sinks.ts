import { firstOf } from '../../core/long.js';
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
  const old = new Set(before);
  const now = new Set(after);
  /** `keyOf` is the same of all that may be one, and `fits` tells of two of a key. */
  const pair = (keyOf: (one: SinkCoverage, isOld: boolean) => readonly string[], fits: (one: SinkCoverage, other: SinkCoverage) => boolean = () => true): void => {
    const waiting = new Map<string, Set<SinkCoverage>>();
    for (const other of now) {
      const key = JSON.stringify([other.kind, ...keyOf(other, false)]);
      waiting.set(key, (waiting.get(key) ?? new Set()).add(other));
    }
    for (const one of [...old]) {
      const alike = waiting.get(JSON.stringify([one.kind, ...keyOf(one, true)]));
      const other = alike === undefined ? undefined : firstOf(alike, (candidate) => fits(one, candidate));
      if (other === undefined) continue;
      pairs.push({ before: one, after: other });
      old.delete(one);
      now.delete(other);
      alike?.delete(other);
    }
  };
  pair(({ sink, span }, isOld) => [sink, isOld ? renamed(span.source.path) : span.source.path]);
  pair(({ sink }) => [sink]);
  let looks = 0;
  pair(() => [], (one, other) => ++looks <= MOST_LOOKS && keepsAll(one, other));
  return [...pairs, ...[...old].map((one) => ({ before: one, after: undefined })), ...[...now].map((one) => ({ before: undefined, after: one }))];
}

/** How often two sinks of other names are held against each other: of more, one is told as gone and the other as new. */
const MOST_LOOKS = 100_000;

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
 * Finds one of some sinks, of another name, that surely logs all events of whatever a sink sees, as `coveringSink` in model/cover.ts
 * asks for it. What belongs together (a template, a module with what calls it) is not known here any more; `partOf` is the same of
 * files of which that is said.
 */
export function covering(others: readonly SinkCoverage[], partOf: (path: string) => string): (sink: SinkCoverage) => SinkCoverage | undefined {
  const parts = new Map<string, Map<string, SinkCoverage[]>>();
  for (const other of others) {
    if (!logsAll(other)) continue;
    const part = partOf(other.span.source.path);
    const byReach = parts.get(part) ?? new Map<string, SinkCoverage[]>();
    parts.set(part, byReach);
    const { exists, multiRegion, organization } = other.presence;
    const key = [exists, multiRegion, organization].join();
    const alike = byReach.get(key) ?? [];
    byReach.set(key, alike);
    // What the first one does not cover no other of its reach does; a second is there for a sink that has the name of the first.
    if (alike.length === 0 || (alike.length === 1 && alike[0]?.sink !== other.sink)) alike.push(other);
  }
  const order = new Map(others.map((other, index) => [other, index]));
  return (sink) =>
    [...(parts.get(partOf(sink.span.source.path))?.values() ?? [])]
      .flatMap((alike) => alike.find((other) => other.sink !== sink.sink && covers(other, sink) === 'yes') ?? [])
      .sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))[0];
}

const logsAll = ({ lost, depends, presence }: SinkCoverage): boolean => presence.declaredBy !== 'code' && lost.length === 0 && depends.length === 0;

function covers({ presence }: SinkCoverage, sink: SinkCoverage): Truth {
  const reaches = (what: 'multiRegion' | 'organization'): Truth => or(presence[what], not(sink.presence[what]));
  return and(presence.exists, and(reaches('multiRegion'), reaches('organization')));
}
