import { bySpan, type Origin } from '../../core/source.js';
import { and, any, not, or, truth, type Truth } from '../../core/truth.js';
import type { Alarm } from './alarm.js';
import { direct, namesake, sampleOf, strangers, type Event } from './events.js';
import { alternatives, matchesEvent, namedIn, type Pattern } from './pattern.js';

/** An event that an alarm looks for. */
export interface Watched {
  readonly event: Event;
  readonly truth: Exclude<Truth, 'no'>;
  /** Where the pattern names the event, or else the service; in document order. */
  readonly at: readonly Origin[];
}

/**
 * Those of `events` that an alarm looks for: some record of theirs matches, and the pattern is about them. It is if it names
 * the service, or the event by a name that no other service has. A pattern that matches the calls of every service, such as
 * those that were denied, is about none: not to see KMS among them is not what makes it blind. Alternatives are taken one by
 * one, so that `(KMS) || (everything denied)` is about KMS too. A pattern of which nothing is known is taken to be about none.
 */
export function watchedBy(alarm: Alarm, events: readonly Event[]): readonly Watched[] {
  const parts = alternatives(alarm.pattern);
  return events.flatMap((event): readonly Watched[] => {
    const looking = parts.map((part) => ({ part, truth: looksFor(part, event) })).filter(({ truth: one }) => one !== 'no');
    const result = and(any(looking.map((one) => one.truth)), delivered(alarm, event));
    if (result === 'no') return [];
    return [{ event, truth: result, at: [...looking.flatMap(({ part }) => placesOf(part, event))].sort((a, b) => bySpan(a.span, b.span)) }];
  });
}

function looksFor(part: Pattern, event: Event): Truth {
  const found = part.kind === 'open' ? 'no' : and(matchesEvent(part, sampleOf(event), 'some'), isAbout(part, event));
  if (found === 'no') return 'no';
  // `source: [aws.kms]` by itself may be after what KMS tells without a trail.
  const mayBeDirect = any(direct(event).map((sample) => matchesEvent(part, sample, 'some')));
  return mayBeDirect === 'no' ? found : and(found, 'maybe');
}

/** Whether a part names the service or, by its own name, the event. */
function isAbout(part: Pattern, event: Event): Truth {
  const service = not(matchesEvent(part, namesake(event), 'some'));
  if (service === 'yes' || !event.isOwn) return service;
  return or(service, not(any(strangers(event).map((sample) => matchesEvent(part, sample, 'some')))));
}

function placesOf(part: Pattern, event: Event): readonly Origin[] {
  const sample = sampleOf(event);
  const names = namedIn(part, 'eventName', sample);
  if (names.length > 0) return names;
  const sources = namedIn(part, 'eventSource', sample);
  return sources.length > 0 ? sources : namedIn(part, 'source', sample);
}

/** EventBridge gets what KMS does by itself (`AwsServiceEvent`) under a type of its own, of which it is not told here whether a trail is needed. */
function delivered({ kind, everyRead }: Alarm, { name, readOnly, type }: Event): Truth {
  if (kind === 'metric-filter') return 'yes';
  if (type === 'AwsServiceEvent') return 'no';
  return !readOnly ? 'yes' : /^(?:Describe|Get|List)/u.test(name) ? everyRead : or(everyRead, 'maybe');
}

/** Whether an alarm sees an event whenever it happens, whoever calls: as one of all, too. */
export const sees = (alarm: Alarm, event: Event): Truth =>
  or(any(watchedBy(alarm, [event]).map((one) => one.truth)), and(truth(event.type === 'AwsApiCall' || alarm.kind === 'metric-filter'), matchesEvent(alarm.pattern, sampleOf(event), 'every')));
