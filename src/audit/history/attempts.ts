import { kmsEvents } from '../../data/kms-events.js';
import type { Attempt, AuditedSink, Call } from '../audit.js';
import type { Changes } from './change.js';
import { judged, scopes } from './judged.js';
import { after } from './state.js';
import { compare, saidBy } from './text.js';
import { segmentAt, type Timeline } from './timeline.js';

/** IAM says `AccessDenied`, services of the older kind `UnauthorizedOperation`. User Guide, "CloudTrail log file examples". */
const isDenied = (code: string): boolean => /AccessDenied|UnauthorizedOperation/u.test(code);

/** A call that failed. `timeline`: of its sink, where successful calls are known. */
export function attemptOf(call: Call, sink: AuditedSink | undefined, timeline: Timeline | undefined, changes: Changes): Attempt {
  return { sink, call, denied: isDenied(call.failure?.code ?? ''), events: timeline === undefined ? [] : wouldLose(call, timeline, changes) };
}

/** What was logged in some scope just before, and would not have been any more. */
function wouldLose(call: Call, timeline: Timeline, changes: Changes): readonly string[] {
  const segment = timeline.segments[segmentAt(timeline, call.time - 1)];
  if (segment === undefined) return [];
  const change = changes.of(call);
  // What is there cannot be made once more.
  if (change.does === 'create') return [];
  const then = judged(segment.states.map((state) => after(state, change)));
  return kmsEvents.flatMap(({ name }, index) => (scopes.some((scope) => segment.judged[scope].of[index] === 'logged' && then[scope].of[index] === 'lost') ? [name] : [])).sort(compare);
}

/** Each once: an account that is not the trail's has a copy in its own log, with another eventID. */
export function once(attempts: readonly Attempt[]): readonly Attempt[] {
  const seen = new Set<string>();
  return attempts.filter(({ sink, call }) => {
    if (sink === undefined) return true;
    const key = [sink.arn, call.caller.principal, call.sourceIPAddress, saidBy(call)].join(' ');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
