import { kmsEvents } from '../data/kms-events.js';
import { least as leastOf } from '../core/long.js';
import type { Truth } from '../core/truth.js';
import { advancedOf, alternativesOf, isRecording, logs, selectedBy, type Alternative, type EventCoverage } from './coverage.js';
import { eventClasses, recordsOf, type KmsRecord } from './selector/record.js';
import { testsOf, type Aspect, type Culprit, type Test } from './selector/selects.js';
import type { Sink } from './sink.js';

/** How a loss looks from outside: each visibility rule tells one kind. */
export type LossKind = 'unmanaged' | 'excluded' | 'writes' | 'reads' | 'filtered';

/** KMS events that a recording sink does not log, or may not log, because of its selectors. */
export interface Loss {
  readonly kind: LossKind;
  readonly truth: Exclude<Truth, 'no'>;
  /** Names of the events that are not logged for every caller, sorted. */
  readonly events: readonly string[];
  /** Names of further events that may not be logged either, for the same kind of reason; sorted. */
  readonly possibly: readonly string[];
  /** All 58 events, for every caller. */
  readonly total: boolean;
  /** Some of the events are logged for some callers. */
  readonly partly: boolean;
  /** What to change, by ablation: of the selectors that come nearest to taking the events, the tests that fail. In document order. */
  readonly culprits: readonly Culprit[];
  /** What else stands in the way of some of the events, where the loss has several causes. */
  readonly others: readonly Culprit[];
}

/**
 * The losses of a sink: at most one that is sure and one that is possible. A sink that does not record has none here:
 * a loss is told once, by the rule that speaks of recording.
 */
export function losses(sink: Sink): readonly Loss[] {
  const known = diagnosed.get(sink) ?? lossesOf(sink);
  diagnosed.set(sink, known);
  return known;
}

/** Each rule of visibility asks. */
const diagnosed = new WeakMap<Sink, readonly Loss[]>();

function lossesOf(sink: Sink): readonly Loss[] {
  if (isRecording(sink) === 'no' || sink.selectors.kind === 'elsewhere') return [];
  const events = selectedBy(sink);
  const sure = diagnose(sink, events.filter(({ always }) => always === 'no'), 'yes', 0);
  const open = events.filter(({ always }) => always === 'maybe');
  const possible = diagnose(sink, open, 'maybe', events.filter(({ always }) => always === 'no').length);
  if (possible === undefined || possible.culprits.every((culprit) => culprit.invalid)) return sure === undefined ? [] : [sure];
  if (sure === undefined) return [possible];
  return sure.kind === possible.kind ? [together(sure, possible)] : [sure, possible];
}

/** One rule tells one loss of a sink: what is possible goes with what is sure. */
const together = (sure: Loss, possible: Loss): Loss => ({ ...sure, possibly: possible.events, others: [...sure.others, ...possible.culprits, ...possible.others] });

/** Events blocked and culprits, each once, for each aspect. */
type Blame = Map<Aspect, { readonly events: Set<string>; readonly culprits: Map<string, Culprit> }>;

/** Among causes that block equally many events the first speaks: without management events a source filter is idle, and so on. */
const precedence: readonly Aspect[] = ['management', 'source', 'access', 'filter'];

function diagnose(sink: Sink, lost: readonly EventCoverage[], certainty: Loss['truth'], alreadyLost: number): Loss | undefined {
  if (lost.length === 0) return undefined;
  const blame: Blame = new Map();
  const names = lost.map(({ event }) => event.name).sort();
  for (const alternative of alternativesOf(sink)) {
    const advanced = advancedOf(alternative.selectors);
    for (const members of eventClasses(advanced)) {
      const blocked = members.filter(({ name }) => names.includes(name));
      const record = blocked[0] === undefined ? undefined : worst(alternative, recordsOf(blocked[0], advanced));
      if (record !== undefined) accuse(blame, { ...alternative, spelling: sink.spelling }, record, blocked.map(({ name }) => name), certainty);
    }
  }
  const ranked = precedence.filter((aspect) => blame.has(aspect)).sort((a, b) => blamed(blame, b) - blamed(blame, a));
  const [main, ...rest] = ranked;
  if (main === undefined) return undefined;
  const total = lost.length + alreadyLost === kmsEvents.length && lost.every(({ ever }) => ever !== 'yes');
  return {
    kind: kindOf(main, blame.get(main)?.events ?? new Set(), names, total),
    truth: certainty,
    events: names,
    possibly: [],
    total,
    partly: certainty === 'yes' && lost.some(({ ever }) => ever === 'yes'),
    culprits: culpritsOf(blame, main),
    others: rest.flatMap((aspect) => culpritsOf(blame, aspect)),
  };
}

const blamed = (blame: Blame, aspect: Aspect): number => blame.get(aspect)?.events.size ?? 0;

const culpritsOf = (blame: Blame, aspect: Aspect): readonly Culprit[] => [...(blame.get(aspect)?.culprits.values() ?? [])];

/** The record that is farthest from being logged. */
function worst(alternative: Alternative, records: readonly KmsRecord[]): KmsRecord | undefined {
  const truths = records.map((record) => logs(alternative, record));
  const at = Math.max(truths.indexOf('no'), truths.includes('no') ? 0 : truths.indexOf('maybe'));
  return truths[at] === 'yes' ? undefined : records[at];
}

/** Adds what keeps `record`, and so `events`, out: the failing tests of the selectors that fail fewest. */
function accuse(blame: Blame, alternative: Alternative & Pick<Sink, 'spelling'>, record: KmsRecord, events: readonly string[], certainty: Loss['truth']): void {
  const failing = alternative.selectors.map((selector) => testsOf(selector, record, alternative.spelling).filter((test) => test.truth !== 'yes'));
  const managing = failing.filter((tests) => !tests.some((test) => test.aspect === 'management' && test.truth === 'no'));
  const nearest = managing.length > 0 ? fewest(managing) : failing.map((tests) => tests.filter((test) => test.aspect === 'management'));
  // What may stand in the way as well is not why the event is surely lost.
  const guilty = nearest.flat().filter((test) => certainty === 'maybe' || test.truth === 'no');
  for (const test of guilty) charge(blame, test.aspect, events, test.culprits);
  if (nearest.length === 0) charge(blame, 'source', events, alternative.unseen.map(unseenCulprit));
}

const unseenCulprit = ({ origin, reason, nature }: Alternative['unseen'][number]): Culprit => ({
  origin,
  property: '',
  text: 'the event selectors',
  unknown: reason,
  invalid: nature !== 'open',
});

function fewest(failing: readonly (readonly Test[])[]): readonly (readonly Test[])[] {
  const weight = (tests: readonly Test[]): number => tests.reduce((sum, test) => sum + (test.truth === 'no' ? 1000 : 1), 0);
  const least = leastOf(failing.map(weight));
  return failing.filter((tests) => weight(tests) === least);
}

function charge(blame: Blame, aspect: Aspect, events: readonly string[], culprits: readonly Culprit[]): void {
  const entry = blame.get(aspect) ?? { events: new Set<string>(), culprits: new Map<string, Culprit>() };
  blame.set(aspect, entry);
  for (const event of events) entry.events.add(event);
  for (const culprit of culprits) {
    const { source, start, end } = culprit.origin.span;
    const key = [source.path, start, end, culprit.text].join('\u0000');
    if (!entry.culprits.has(key)) entry.culprits.set(key, culprit);
  }
}

const reads = kmsEvents.filter((event) => event.readOnly).map((event) => event.name);
const writes = kmsEvents.filter((event) => !event.readOnly).map((event) => event.name);
const sameSet = (names: readonly string[], set: readonly string[]): boolean => names.length === set.length && set.every((name) => names.includes(name));

/** The rule of the larger loss speaks; an exclusion that takes only reads or only writes away is told as what it takes. */
function kindOf(aspect: Aspect, blocked: ReadonlySet<string>, lost: readonly string[], total: boolean): LossKind {
  switch (aspect) {
    case 'management':
      return 'unmanaged';
    case 'source':
      return total ? 'excluded' : sameSet(lost, writes) ? 'writes' : sameSet(lost, reads) ? 'reads' : 'filtered';
    case 'access':
      return writes.filter((name) => blocked.has(name)).length >= reads.filter((name) => blocked.has(name)).length ? 'writes' : 'reads';
    case 'filter':
      return 'filtered';
  }
}
