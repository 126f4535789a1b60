import { bySpan, type Origin } from '../../core/source.js';
import { and, any, not, or, type Truth } from '../../core/truth.js';
import { isRecording } from '../coverage.js';
import { losses } from '../loss.js';
import type { Culprit } from '../selector/selects.js';
import type { Sink } from '../sink.js';
import type { Alarm, Feed } from './alarm.js';
import { kms, putEventSelectors, tampering } from './events.js';
import { sees, watchedBy, type Watched } from './watched.js';

/** An alarm that looks for KMS events which the trails that feed it do not log. */
export interface Blindness {
  readonly alarm: Alarm;
  readonly truth: Exclude<Truth, 'no'>;
  /** Whether the events are not logged; where they surely are not, and it is only possible, it is not sure that the alarm looks for them. */
  readonly lost: Exclude<Truth, 'no'>;
  /** Names of the events that it looks for in vain, sorted; where that is not sure, of those it may not see. */
  readonly events: readonly string[];
  /** Names of further events that it may not see either; sorted. */
  readonly possibly: readonly string[];
  /** Where the pattern names the first of them. */
  readonly at: Origin;
  readonly feeds: readonly Feed[];
  /** What takes the events away. */
  readonly culprits: readonly Culprit[];
}

/** What an alarm does not see of what it looks for. It needs a trail in view that feeds it, and loses an event only if each of them does. */
export function blindness(alarm: Alarm): Blindness | undefined {
  const { feeds } = alarm;
  if (feeds.length === 0) return undefined;
  const unloggedIn = lossOf(feeds);
  const missed = watchedBy(alarm, kms).flatMap((watched): readonly Lost[] => {
    const { unlogged, culprits } = unloggedIn(watched.event.name);
    const truth = and(watched.truth, unlogged);
    return truth === 'no' ? [] : [{ watched, unlogged, truth, culprits }];
  });
  const sure = missed.filter(({ truth }) => truth === 'yes');
  const told = sure.length > 0 ? sure : missed;
  if (told.length === 0) return undefined;
  return {
    alarm,
    truth: sure.length > 0 ? 'yes' : 'maybe',
    lost: told.every(({ unlogged }) => unlogged === 'yes') ? 'yes' : 'maybe',
    events: namesOf(told),
    possibly: namesOf(missed.filter((one) => !told.includes(one))),
    at: told.flatMap(({ watched }) => watched.at.slice(0, 1)).sort((a, b) => bySpan(a.span, b.span))[0] ?? alarm.origin,
    feeds,
    culprits: [...new Set(told.flatMap(({ culprits }) => culprits))],
  };
}

/** Whether trails lose an event, and what is to blame. */
type LossOf = (event: string) => Pick<Lost, 'unlogged' | 'culprits'>;

/** Alarms that the same trails feed share the list of them: what these lose is found once for all. */
const lossesOf = new WeakMap<readonly Feed[], LossOf>();

function lossOf(feeds: readonly Feed[]): LossOf {
  const known = lossesOf.get(feeds);
  if (known !== undefined) return known;
  const views = feeds.map((feed) => ({ feed, misses: missedBy(feed.sink) }));
  const found = new Map<string, ReturnType<LossOf>>();
  const loss: LossOf = (event) => {
    const before = found.get(event);
    if (before !== undefined) return before;
    const missed = views.map(({ feed, misses }) => ({ present: presence(feed), ...misses(event) }));
    // A trail that may feed it and logs the event takes nothing away: either it feeds it, or it has nothing to do with it.
    const lost = any(missed.map(({ present, truth }) => and(present, truth)));
    const seen = any(missed.map(({ present, truth }) => and(present, not(truth))));
    const result = { unlogged: and(lost, not(seen)), culprits: missed.flatMap(({ culprits }) => culprits) };
    found.set(event, result);
    return result;
  };
  lossesOf.set(feeds, loss);
  return loss;
}

interface Lost {
  readonly watched: Watched;
  readonly unlogged: Truth;
  readonly truth: Truth;
  readonly culprits: readonly Culprit[];
}

const presence = ({ sink, truth }: Feed): Truth => and(sink.exists, truth);
const namesOf = (lost: readonly Lost[]): readonly string[] => lost.map(({ watched }) => watched.event.name).sort();

/** Whether a sink does not log an event for every caller, and what is to blame: what the rules about that sink say as well. */
function missedBy(sink: Sink): (event: string) => { readonly truth: Truth; readonly culprits: readonly Culprit[] } {
  const stopped = not(isRecording(sink));
  const switchedOff = stopped === 'no' ? [] : [recordingOf(sink)];
  if (stopped === 'yes') return () => ({ truth: 'yes', culprits: switchedOff });
  const found = losses(sink);
  return (event) => {
    const sure = found.find(({ events, partly, truth }) => truth === 'yes' && !partly && events.includes(event));
    const possible = sure ?? found.find(({ events, possibly }) => events.includes(event) || possibly.includes(event));
    if (possible === undefined) return { truth: stopped, culprits: switchedOff };
    return { truth: or(stopped, sure === undefined ? 'maybe' : 'yes'), culprits: [...possible.culprits, ...possible.others] };
  };
}

function recordingOf({ recording }: Sink): Culprit {
  const open = recording.kind === 'unknown';
  return { origin: recording.origin, property: '', text: open ? 'logging' : 'logging is off', unknown: open ? recording.reason : '', invalid: open && recording.nature !== 'open' };
}

/** An alarm that watches who stops, changes or deletes trails, and nobody in view who changes what they log. */
export interface Oversight {
  readonly alarm: Alarm;
  readonly truth: Exclude<Truth, 'no'>;
  /** Names of the calls that it watches. */
  readonly watches: readonly string[];
  /** Where the pattern names the first of them. */
  readonly at: Origin;
}

/**
 * The first alarm that is fed by a trail in view and watches StopLogging, UpdateTrail or DeleteTrail, where none watches
 * PutEventSelectors: that call leaves the trail running and takes the events away all the same.
 */
export function oversight(alarms: readonly Alarm[]): Oversight | undefined {
  if (alarms.some((alarm) => sees(alarm, putEventSelectors) !== 'no')) return undefined;
  for (const alarm of alarms) {
    const watched = alarm.feeds.length === 0 ? [] : watchedBy(alarm, tampering);
    const [at] = watched.flatMap((one) => one.at).sort((a, b) => bySpan(a.span, b.span));
    if (watched.length > 0) {
      const truth = and(any(watched.map((one) => one.truth)), any(alarm.feeds.map(presence)));
      return truth === 'no' ? undefined : { alarm, truth, watches: watched.map(({ event }) => event.name), at: at ?? alarm.origin };
    }
  }
  return undefined;
}
