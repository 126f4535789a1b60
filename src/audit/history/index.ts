import { gap, type Problem } from '../../core/problem.js';
import type { Attempt, AuditedSink, Call, Unsettled, Window } from '../audit.js';
import { attemptOf, once } from './attempts.js';
import { Changes } from './change.js';
import { Covering } from './covering.js';
import { kindOf, Sinks } from './sinks.js';
import { inOrder } from './text.js';
import { timelineOf, type Timeline } from './timeline.js';
import { unsettledOf } from './unsettled.js';
import { Verdicts } from './verdict.js';
import { byBeginning, bySink, windowsOf } from './windows.js';

/** What calls tell of the sinks they change. */
export interface History {
  /** By `from`, then sink, then scope. */
  readonly windows: readonly Window[];
  /** By time. */
  readonly attempts: readonly Attempt[];
  /** By sink. */
  readonly unsettled: readonly Unsettled[];
  /** What is malformed in the parameters of calls, and calls that name no sink. */
  readonly problems: readonly Problem[];
}

/**
 * Replays calls, sink by sink. What a call does is in the semantics of the API; what selectors lose is judged by the model that
 * judges declarations. The same for any order of the calls, and with calls that are there twice.
 */
export function historyOf(calls: readonly Call[]): History {
  const ordered = inOrder(calls);
  const sinks = new Sinks(ordered);
  const verdicts = new Verdicts();
  const changes = new Changes(verdicts);
  const timelines = new Map<AuditedSink, Timeline>();
  for (const [sink, some] of bySinkCalled(ordered, sinks)) timelines.set(sink, timelineOf(sink, some, changes));
  const covering = new Covering([...timelines.values()]);
  const attempts = ordered
    .filter(({ failure }) => failure !== undefined)
    .map((call) => {
      const sink = sinks.of(call);
      return attemptOf(call, sink, sink === undefined ? undefined : timelines.get(sink), changes);
    });
  return {
    windows: [...timelines.values()].flatMap(windowsOf).sort(byBeginning).map((window) => withCover(window, covering)),
    attempts: once(attempts),
    unsettled: [...timelines.values()].flatMap(unsettledOf).sort((a, b) => bySink(a.sink, b.sink)),
    problems: [...verdicts.problems, ...ordered.flatMap((call) => (call.failure === undefined && sinks.of(call) === undefined ? [nameless(call)] : []))],
  };
}

/** It changed something, and nobody knows what: it must not look as if nothing had happened. */
const nameless = ({ name, omitted, at }: Call): Problem =>
  gap(`${name} succeeded, but the record does not say on which ${kindOf(name) === 'trail' ? 'trail' : 'event data store'}${omitted ? ' (its parameters are left out)' : ''}: what it changed is not known`, at);

/** The calls that succeeded, by sink. */
function bySinkCalled(calls: readonly Call[], sinks: Sinks): ReadonlyMap<AuditedSink, readonly Call[]> {
  const found = new Map<AuditedSink, Call[]>();
  for (const call of calls) {
    const sink = call.failure === undefined ? sinks.of(call) : undefined;
    if (sink === undefined) continue;
    const some = found.get(sink);
    if (some === undefined) found.set(sink, [call]);
    else some.push(call);
  }
  return found;
}

function withCover(window: Window, covering: Covering): Window {
  const arn = covering.of(window);
  return arn === undefined ? window : { ...window, caveats: [...window.caveats, { kind: 'covered-by', arn }] };
}
