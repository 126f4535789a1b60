import { kmsEvents, type KmsEvent } from '../data/kms-events.js';
import { all, and, any, or, type Truth } from '../core/truth.js';
import { unknown, type Unknown } from '../core/value.js';
import { eventClasses, recordsOf, type KmsRecord } from './selector/record.js';
import { selects } from './selector/selects.js';
import type { AdvancedSelector, Selector } from './selector/selector.js';
import type { Sink } from './sink.js';

/** Whether a sink logs one KMS event. What lies between always and never depends on who calls, and from where. */
export interface EventCoverage {
  readonly event: KmsEvent;
  /** Logged, whoever calls. */
  readonly always: Truth;
  /** Logged for some callers at least. */
  readonly ever: Truth;
}

/** The alternatives that a sink's selectors may amount to: more than one only where both kinds are declared. */
export interface Alternative {
  readonly selectors: readonly Selector[];
  readonly unseen: readonly Unknown[];
  /** No selectors: all management events are logged. */
  readonly everything: boolean;
}

export function alternativesOf(sink: Sink): readonly Alternative[] {
  const { selectors } = sink;
  switch (selectors.kind) {
    case 'default':
      return [{ selectors: [], unseen: [], everything: true }];
    case 'elsewhere':
      return [{ selectors: [], unseen: [unknown('its selectors are not among the files read', selectors.origin)], everything: false }];
    case 'unknown':
      return [{ selectors: [], unseen: [selectors], everything: false }];
    case 'basic':
    case 'advanced':
      return [{ selectors: selectors.selectors.items, unseen: selectors.selectors.unseen, everything: false }];
    case 'both':
      return [selectors.basic, selectors.advanced].map(({ items, unseen }) => ({ selectors: items, unseen, everything: false }));
  }
}

/** Advanced selectors of an alternative: what recordsOf needs to know to tell callers apart. */
export const advancedOf = (selectors: readonly Selector[]): readonly AdvancedSelector[] =>
  selectors.filter((selector): selector is AdvancedSelector => selector.kind === 'advanced');

/** Selectors are OR-ed: PutEventSelectors logs an event "if any selector matches". */
export function logs(alternative: Alternative, record: KmsRecord): Truth {
  if (alternative.everything) return 'yes';
  const seen = any(alternative.selectors.map((selector) => selects(selector, record)));
  return alternative.unseen.length > 0 ? or(seen, 'maybe') : seen;
}

/** Absent: the declaration does not speak of it, so it takes nothing away. */
export const isRecording = (sink: Sink): Truth =>
  sink.recording.kind === 'unknown' ? 'maybe' : sink.recording.kind === 'known' && !sink.recording.value ? 'no' : 'yes';

/** For each of the 58 KMS events, in the order of the data: is it logged? */
export function coverage(sink: Sink): readonly EventCoverage[] {
  const recording = isRecording(sink);
  return selectedBy(sink).map(({ event, always, ever }) => ({ event, always: and(recording, always), ever: and(recording, ever) }));
}

/** Sinks are asked by several rules; what selectors take never changes. */
const selected = new WeakMap<Sink, readonly EventCoverage[]>();

/** The same, as if the sink were recording. */
export function selectedBy(sink: Sink): readonly EventCoverage[] {
  const known = selected.get(sink);
  if (known !== undefined) return known;
  const judged = alternativesOf(sink).map(alternativeCoverage);
  const [only] = judged;
  const taken = judged.length === 1 && only !== undefined ? only : agreed(judged);
  const result = kmsEvents.map((event) => ({ event, ...(taken.get(event) ?? OPEN) }));
  selected.set(sink, result);
  return result;
}

type Taken = Pick<EventCoverage, 'always' | 'ever'>;

const OPEN: Taken = { always: 'maybe', ever: 'maybe' };

function alternativeCoverage(alternative: Alternative): ReadonlyMap<KmsEvent, Taken> {
  const result = new Map<KmsEvent, Taken>();
  const advanced = advancedOf(alternative.selectors);
  for (const members of eventClasses(advanced)) {
    const [first] = members;
    if (first === undefined) continue;
    const logged = recordsOf(first, advanced).map((record) => logs(alternative, record));
    const coverage = { always: all(logged), ever: any(logged) };
    for (const event of members) result.set(event, coverage);
  }
  return result;
}

const agreed = (judged: readonly ReadonlyMap<KmsEvent, Taken>[]): ReadonlyMap<KmsEvent, Taken> =>
  new Map(kmsEvents.map((event) => [event, { always: agree(judged.map((one) => one.get(event)?.always ?? 'maybe')), ever: agree(judged.map((one) => one.get(event)?.ever ?? 'maybe')) }]));

/** Known only where every alternative says the same. */
const agree = (truths: readonly Truth[]): Truth => (truths.every((one) => one === truths[0]) ? (truths[0] ?? 'maybe') : 'maybe');

/** Whether all 58 events are logged, whoever calls. */
export const logsEverything = (sink: Sink): Truth => all(coverage(sink).map((one) => one.always));

/** Whether any KMS event is logged at all. */
export const logsSomething = (sink: Sink): Truth => any(coverage(sink).map((one) => one.ever));
