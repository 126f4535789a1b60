import { addTo } from '../core/long.js';
import { kmsEvents } from '../data/kms-events.js';
import { bySpan, onOneLine, Spans, type Span } from '../core/source.js';
import { truth, type Truth } from '../core/truth.js';
import type { Value } from '../core/value.js';
import type { World } from '../core/worlds.js';
import { coverage, isRecording } from '../model/coverage.js';
import { losses } from '../model/loss.js';
import type { Model } from '../model/model.js';
import type { Sink, SinkKind } from '../model/sink.js';
import type { Place } from './finding.js';

/** How many events of a kind are surely logged, surely lost, or depend on something unknown or on the caller. They add up to 27 reads or 31 writes. */
export interface Tally {
  readonly logged: number;
  readonly lost: number;
  readonly depends: number;
}

/** What one sink keeps of the 58 KMS events, over all worlds in which it exists. */
export interface SinkCoverage {
  readonly sink: string;
  readonly kind: SinkKind;
  /** The name of the declaration. */
  readonly span: Span;
  readonly reads: Tally;
  readonly writes: Tally;
  /** Names, sorted. */
  readonly lost: readonly string[];
  /** Names, sorted. */
  readonly depends: readonly string[];
  /** The scalars that take events away; empty when all are logged. */
  readonly culprits: readonly Place[];
  readonly presence: Presence;
}

/** How far a sink reaches, over all worlds: what another one must have to make up for it. */
export interface Presence {
  /** Whether it is there at all. */
  readonly exists: Truth;
  /** A call in code, which somebody may make some day, makes up for nothing; a call or a snapshot that is gone takes nothing away. */
  readonly declaredBy: Sink['declaredBy'];
  readonly multiRegion: Truth;
  readonly organization: Truth;
}

export function summarise(worlds: readonly World<Model>[]): readonly SinkCoverage[] {
  const sinks = new Map<string, Sink[]>();
  for (const { value } of worlds) for (const sink of value.sinks) addTo(sinks, sink.address, sink);
  return [...sinks.values()].flatMap((versions) => (versions[0] === undefined ? [] : [summaryOf(versions[0], versions, worlds.length)]));
}

type Fate = keyof Tally;

function summaryOf({ address, kind, origin }: Sink, versions: readonly Sink[], worlds: number): SinkCoverage {
  const judged = versions.map(coverage);
  const fates = kmsEvents.map((_, index) => fateOf(judged.map((one) => one[index])));
  const names = (fate: Fate): readonly string[] => kmsEvents.flatMap(({ name }, index) => (fates[index] === fate ? name : [])).sort();
  return {
    sink: address,
    kind,
    span: onOneLine(origin.span),
    reads: tallyOf(fates, true),
    writes: tallyOf(fates, false),
    lost: names('lost'),
    depends: names('depends'),
    culprits: distinct(versions.flatMap(culpritsOf)),
    presence: presenceOf(versions, worlds),
  };
}

function tallyOf(fates: readonly Fate[], readOnly: boolean): Tally {
  const tally = { logged: 0, lost: 0, depends: 0 };
  fates.forEach((fate, index) => {
    if (kmsEvents[index]?.readOnly === readOnly) tally[fate]++;
  });
  return tally;
}

const presenceOf = (versions: readonly Sink[], worlds: number): Presence => ({
  exists: versions.length < worlds ? 'maybe' : same(versions.map(({ exists }) => exists)),
  declaredBy: versions.map(({ declaredBy }) => declaredBy).reduce((a, b) => (a === b ? a : 'code')),
  multiRegion: same(versions.map(({ multiRegion }) => settled(multiRegion))),
  organization: same(versions.map(({ organization }) => settled(organization))),
});

const settled = (value: Value<boolean>): Truth => (value.kind === 'known' ? truth(value.value) : 'maybe');

const same = ([first = 'maybe', ...rest]: readonly Truth[]): Truth => (rest.every((one) => one === first) ? first : 'maybe');

function fateOf(judged: readonly ({ readonly always: Truth; readonly ever: Truth } | undefined)[]): Fate {
  if (judged.every((one) => one?.always === 'yes')) return 'logged';
  return judged.every((one) => one?.ever === 'no') ? 'lost' : 'depends';
}

function culpritsOf(sink: Sink): readonly Place[] {
  const off = isRecording(sink) !== 'yes' && sink.recording.kind !== 'absent' ? [{ span: onOneLine(sink.recording.origin.span), message: 'it may not be recording' }] : [];
  const lost = losses(sink).flatMap(({ culprits, others }) => [...culprits, ...others]);
  return [...off, ...lost.map(({ origin, text, unknown }) => ({ span: onOneLine(origin.span), message: unknown === '' ? text : `${text}: ${unknown}` }))];
}

function distinct(places: readonly Place[]): readonly Place[] {
  const known = new Spans();
  return places.filter(({ span }) => known.add(span)).sort((a, b) => bySpan(a.span, b.span));
}
