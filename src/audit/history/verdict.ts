import { list, map, textValue, member, type MapNode } from '../../core/node.js';
import type { Problem } from '../../core/problem.js';
import { literal, type Span } from '../../core/source.js';
import { all, any, type Truth } from '../../core/truth.js';
import { kmsEvents, type KmsEvent } from '../../data/kms-events.js';
import { apiSink } from '../../lower/aws-api.js';
import { holdsOtherEvents } from '../../lower/selectors.js';
import { Settings } from '../../lower/settings.js';
import { alternativesOf, selectedBy } from '../../model/coverage.js';
import type { KmsRecord } from '../../model/selector/record.js';
import type { Selector } from '../../model/selector/selector.js';
import { testsOf } from '../../model/selector/selects.js';
import type { Sink, SinkKind } from '../../model/sink.js';
import { callNames } from '../audit.js';
import { ALL_UNKNOWN, allDepend, type Status, type Statuses } from './statuses.js';
import { written } from './text.js';

/** What selectors come to. The same object for the same selectors. */
export interface Verdict {
  readonly id: string;
  /** While the sink logs. */
  readonly logging: Statuses;
  /** While it is not known whether it does: what its selectors lose is lost all the same. */
  readonly perhapsLogging: Statuses;
  /** Whether it records calls such as those that change it. */
  readonly recordsChanges: Truth;
  /** They make an event data store of something else than CloudTrail events. */
  readonly otherEvents: boolean;
}

/** Nothing has told the selectors so far. */
export const UNTOLD: Verdict = { id: 'untold', logging: ALL_UNKNOWN, perhapsLogging: ALL_UNKNOWN, recordsChanges: 'maybe', otherEvents: false };

/** Selectors were set, and it is not known to what. */
export const hidden = (reason: string): Verdict => ({ id: `hidden ${reason}`, logging: allDepend(reason), perhapsLogging: allDepend(reason), recordsChanges: 'maybe', otherEvents: false });

export const OMITTED = hidden('the record leaves out what the call set');

const CALLERS = 'its selectors look at who calls: they lose the events of some callers only';
const UNREADABLE = 'its selectors hold something that is no legal value, or that could not be read';

/** Judges selectors by the model's own coverage, each text once: histories repeat themselves. */
export class Verdicts {
  private readonly known = new Map<string, Verdict>();
  /** What is malformed in the records' selectors, told at its place. */
  readonly settings = new Settings();

  get problems(): readonly Problem[] {
    return this.settings.problems;
  }

  /** `selectors` in the words of the API: `EventSelectors`, `AdvancedEventSelectors`. An empty list of them is the default. */
  of(kind: SinkKind, selectors: MapNode, at: Span): Verdict {
    const id = `${kind} ${written(selectors)}`;
    const known = this.known.get(id) ?? this.judged(id, kind, selectors, at);
    this.known.set(id, known);
    return known;
  }

  /** Those of a sink for which nobody set any. */
  ofDefault(kind: SinkKind, at: Span): Verdict {
    const origin = literal(at);
    return this.of(kind, map(new Map([['AdvancedEventSelectors', { key: origin, value: list([], origin) }]]), origin), at);
  }

  private judged(id: string, kind: SinkKind, body: MapNode, at: Span): Verdict {
    const [sink] = apiSink({ type: kind === 'trail' ? 'Trail' : 'EventDataStore', address: '', exists: 'yes', name: literal(at), body }, this.settings);
    if (sink === undefined) return OMITTED;
    const of = selectedBy(sink).map(({ always, ever }): Status => (always === 'yes' ? 'logged' : ever === 'no' ? 'lost' : 'depends'));
    const reason = of.includes('depends') ? (isUnreadable(sink) ? UNREADABLE : CALLERS) : undefined;
    return {
      id,
      logging: { of, reason },
      perhapsLogging: of.includes('logged') ? { of: of.map((status) => (status === 'logged' ? 'unknown' : status)), reason } : { of, reason },
      recordsChanges: recordsChanges(sink),
      otherEvents: kind === 'event-data-store' && holdsOtherEvents(sink.selectors),
    };
  }
}

/** A record of which selectors are asked what they cannot tell of it. */
const asked = kmsEvents.map((event): KmsRecord => ({ event, callerArn: { kind: 'any' }, fromConsole: false }));

/** Whether something in the selectors is not known, and not only who will call. */
function isUnreadable(sink: Sink): boolean {
  const alternatives = alternativesOf(sink);
  return alternatives.length !== 1 || alternatives.some(({ selectors, unseen }) => unseen.length > 0 || selectors.some((selector) => asked.some((record) => testsOf(selector, record).some(({ culprits }) => culprits.some(({ unknown }) => unknown !== '')))));
}

/** A call of CloudTrail's API in the log, as far as selectors look at it; its source apart, which is not that of KMS. */
const changes = callNames.map((name): KmsRecord => {
  const event: KmsEvent = { name, readOnly: false, type: 'AwsApiCall', internal: false };
  return { event, callerArn: { kind: 'any' }, fromConsole: false };
});

/**
 * Whether management events that write are logged, those of CloudTrail itself among them. An exclusion of KMS does not matter,
 * so that no test of a source is asked: on a trail none can exclude CloudTrail.
 */
function recordsChanges(sink: Sink): Truth {
  const alternatives = alternativesOf(sink).map(({ selectors, everything, unseen }) => (everything ? 'yes' : unseen.length > 0 ? 'maybe' : any(changes.map((change) => any(selectors.map((selector) => takes(selector, change)))))));
  return alternatives.every((one) => one === alternatives[0]) ? (alternatives[0] ?? 'maybe') : 'maybe';
}

const takes = (selector: Selector, change: KmsRecord): Truth => all(testsOf(selector, change).flatMap((test) => (test.aspect === 'source' ? [] : [test.truth])));

/** Whether a map says anything of a key, other than that it has no value. */
export const says = (body: MapNode | undefined, key: string): body is MapNode => {
  if (body === undefined) return false;
  const value = member(body, key);
  return value.kind !== 'absent' && !(value.kind === 'scalar' && textValue(value) === '');
};
