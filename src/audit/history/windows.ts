import { kmsEvents } from '../../data/kms-events.js';
import type { AuditedSink, Call, Caveat, Scope, Window } from '../audit.js';
import { scopes } from './judged.js';
import type { Status, Statuses } from './statuses.js';
import { compare } from './text.js';
import { causeOf, type Segment, type Timeline } from './timeline.js';

/** An event that is not logged, from one segment to another. */
interface Run {
  readonly status: 'lost' | 'depends';
  readonly segment: number;
  readonly opened: Call;
  readonly beforeUnknown: boolean;
  readonly reason: string | undefined;
}

/** Runs with the same beginning and end. */
interface Draft {
  readonly run: Run;
  readonly scope: Scope;
  /** Of the segment in which it ends, or how many there are. */
  readonly end: number;
  readonly closed: Call | undefined;
  readonly events: string[];
  beforeUnknown: boolean;
}

/** The windows of a sink, without what other sinks and KMS events say of them. */
export function windowsOf(timeline: Timeline): readonly Window[] {
  const blindBefore = counted(timeline.segments);
  return scopes.flatMap((scope) => draftsIn(timeline, scope)).map((draft) => windowOf(draft, timeline, (blindBefore[draft.end] ?? 0) > (blindBefore[draft.run.segment] ?? 0)));
}

/** For each segment how many of those before it record no calls. */
function counted(segments: readonly Segment[]): readonly number[] {
  const counts = [0];
  for (const { judged } of segments) counts.push((counts.at(-1) ?? 0) + (judged.blind ? 1 : 0));
  return counts;
}

function draftsIn({ before, segments }: Timeline, scope: Scope): readonly Draft[] {
  const ids = new Map<Call, number>();
  const drafts = new Map<string, Draft>();
  const open: (Run | undefined)[] = [];
  const id = (call: Call | undefined): number => {
    if (call === undefined) return -1;
    const known = ids.get(call) ?? ids.size;
    ids.set(call, known);
    return known;
  };
  const close = (event: number, end: number, closed: Call | undefined): void => {
    const run = open[event];
    const name = kmsEvents[event]?.name;
    if (run === undefined || name === undefined) return;
    open[event] = undefined;
    const key = [run.status, run.segment, id(run.opened), end, id(closed), run.reason].join(' ');
    const draft = drafts.get(key) ?? { run, scope, end, closed, events: [], beforeUnknown: false };
    drafts.set(key, draft);
    draft.events.push(name);
    draft.beforeUnknown ||= run.beforeUnknown;
  };
  let last: Statuses = before[scope];
  segments.forEach((segment, index) => {
    const next = segment.judged[scope];
    if (next !== last) {
      for (const [event, status] of next.of.entries()) {
        const former = last.of[event] ?? 'unknown';
        if (status === former) continue;
        const cause = causeOf(segment, last, scope, event);
        close(event, index, cause);
        if (isLost(status) && cause !== undefined) open[event] = { status, segment: index, opened: cause, beforeUnknown: former === 'unknown', reason: status === 'depends' ? next.reason : undefined };
      }
    }
    last = next;
  });
  for (const event of kmsEvents.keys()) close(event, segments.length, undefined);
  return [...drafts.values()];
}

const isLost = (status: Status): status is 'lost' | 'depends' => status === 'lost' || status === 'depends';

function windowOf({ run, scope, closed, events, beforeUnknown }: Draft, { sink }: Timeline, blind: boolean): Window {
  const caveats: Caveat[] = [
    ...(run.reason === undefined ? [] : [{ kind: 'depends' as const, reason: run.reason }]),
    ...(beforeUnknown ? [{ kind: 'before-unknown' as const }] : []),
    ...(blind ? [{ kind: 'changes-unseen' as const }] : []),
  ];
  return { sink, scope, certainty: run.status === 'lost' ? 'definite' : 'possible', from: run.opened.time, to: closed?.time, events: events.sort(compare), opened: run.opened, closed, caveats };
}

/** By `from`, then sink, then scope; the rest only so that the order is always the same. */
export const byBeginning = (a: Window, b: Window): number =>
  a.from - b.from || bySink(a.sink, b.sink) || scopes.indexOf(a.scope) - scopes.indexOf(b.scope) || compare(a.certainty, b.certainty) || (a.to ?? Infinity) - (b.to ?? Infinity) || compare(a.events.join(), b.events.join());

export const bySink = (a: AuditedSink, b: AuditedSink): number => compare(a.arn, b.arn);
