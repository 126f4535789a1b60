import type { AuditedSink, Call, Scope } from '../audit.js';
import type { Change, Changes } from './change.js';
import { judged, type Judged } from './judged.js';
import { afterAll, likelyOrder } from './orders.js';
import { after, UNSEEN, type State } from './state.js';
import { ALL_UNKNOWN, NOT_BEGUN, type Statuses } from './statuses.js';
import { saidBy } from './text.js';

/** A sink from one second in which it was called to the next. */
export interface Segment {
  readonly from: number;
  readonly states: readonly State[];
  readonly judged: Judged;
  /** The calls of that second in an order that may have been, with what each would have made. */
  readonly steps: readonly Step[];
}

interface Step {
  readonly call: Call;
  readonly judged: Judged;
}

/** All that successful calls made of a sink. */
export interface Timeline {
  readonly sink: AuditedSink;
  /** Before the first call. */
  readonly before: Judged;
  /** By time. */
  readonly segments: readonly Segment[];
}

const nothingKnown: Judged = { own: ALL_UNKNOWN, 'other-regions': ALL_UNKNOWN, 'member-accounts': ALL_UNKNOWN, blind: false };
const nothingThere: Judged = { own: NOT_BEGUN, 'other-regions': NOT_BEGUN, 'member-accounts': NOT_BEGUN, blind: false };

/** `calls`: those that succeeded on `sink`, by time. */
export function timelineOf(sink: AuditedSink, calls: readonly Call[], changes: Changes): Timeline {
  const segments: Segment[] = [];
  let states: readonly State[] = [UNSEEN];
  for (const group of bySecond(calls)) {
    const segment = segmentOf(states, group.map((call) => changes.of(call)));
    segments.push(segment);
    states = segment.states;
  }
  const [first] = segments[0]?.steps ?? [];
  return { sink, before: first?.call.name.startsWith('Create') === true ? nothingThere : nothingKnown, segments };
}

/** Copies of one call, in the logs of several accounts, are one. */
function bySecond(calls: readonly Call[]): readonly (readonly Call[])[] {
  const seconds = new Map<number, Map<string, Call>>();
  for (const call of calls) {
    const said = `${call.caller.principal} ${saidBy(call)}`;
    const second = seconds.get(call.time);
    if (second === undefined) seconds.set(call.time, new Map([[said, call]]));
    else if (!second.has(said)) second.set(said, call);
  }
  return [...seconds.values()].map((second) => [...second.values()]);
}

function segmentOf(before: readonly State[], changes: readonly Change[]): Segment {
  const states = afterAll(before, changes);
  const result = judged(states);
  const from = changes[0]?.call.time ?? 0;
  const [only, second] = changes;
  if (only !== undefined && second === undefined) return { from, states, judged: result, steps: [{ call: only.call, judged: result }] };
  let state = before[0] ?? UNSEEN;
  const steps = likelyOrder(state, changes).map((change): Step => {
    state = after(state, change);
    return { call: change.call, judged: judged([state]) };
  });
  return { from, states, judged: result, steps };
}

/** The call that made the `event`th of the 58 events what it is in a segment, `before` which it was something else. */
export function causeOf({ steps }: Segment, before: Statuses, scope: Scope, event: number): Call | undefined {
  if (steps.length === 1) return steps[0]?.call;
  let status = before.of[event];
  let cause = steps.at(-1)?.call;
  for (const step of steps) {
    const next = step.judged[scope].of[event];
    if (next !== status) cause = step.call;
    status = next;
  }
  return cause;
}

/** The segment that holds at `time`, the calls of that second made; undefined before the first. */
export function segmentAt({ segments }: Timeline, time: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((segments[middle]?.from ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
