import { and, not, or, truth, type Truth } from '../core/truth.js';
import type { Value } from '../core/value.js';
import { logsEverything } from './coverage.js';
import type { Model } from './model.js';
import type { Sink } from './sink.js';

/**
 * Another sink of the same unit, no call that somebody may make some day, that surely logs all 58 KMS events for whatever `sink` sees: it records, in as many
 * Regions, for the same accounts. "Exclude KMS everywhere but in one trail" is AWS's own cost advice
 * (User Guide, "Logging management events").
 */
export const coveringSink = (sink: Sink, model: Model): Sink | undefined =>
  completeIn(model).find((other) => other !== sink && other.address !== sink.address && covers(other, sink) === 'yes');

const complete = new WeakMap<Model, readonly Sink[]>();

/** Those that could make up for any other; found once, for every sink with every other one is too much for thousands. */
function completeIn(model: Model): readonly Sink[] {
  const known = complete.get(model) ?? model.sinks.filter((one) => one.declaredBy !== 'code' && one.exists === 'yes' && logsEverything(one) === 'yes');
  complete.set(model, known);
  return known;
}

const covers = (other: Sink, sink: Sink): Truth =>
  and(reaches(other.multiRegion, sink.multiRegion), reaches(other.organization, sink.organization));

/** The other has it, or this one has it not. What a declaration does not speak of is not known. */
const reaches = (other: Value<boolean>, own: Value<boolean>): Truth => or(settled(other), not(settled(own)));

const settled = (value: Value<boolean>): Truth => (value.kind === 'known' ? truth(value.value) : 'maybe');
