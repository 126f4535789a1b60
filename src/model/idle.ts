import { eventClasses, KMS_SOURCE, recordsOf, type KmsRecord } from './selector/record.js';
import { advancedOf, alternativesOf, isRecording, type Alternative } from './coverage.js';
import { selects, testsOf } from './selector/selects.js';
import type { Origin } from '../core/source.js';
import type { Condition, Selector } from './selector/selector.js';
import type { Sink } from './sink.js';

/** An exclusion of KMS that takes no event away, and what makes up for it. */
export interface IdleExclusion {
  /** The excluded value; the first of them. */
  readonly at: Origin;
  /** Every value of the selector that excludes KMS. */
  readonly values: readonly Origin[];
  /** The selectors that take the events all the same. */
  readonly readmitting: readonly Origin[];
}

/**
 * Exclusions of KMS that surely have no effect, because other selectors of the sink take every event that is excluded.
 * One that may have an effect is a possible loss and told as that.
 */
export function idleExclusions(sink: Sink): readonly IdleExclusion[] {
  if (isRecording(sink) === 'no') return [];
  const alternatives = alternativesOf(sink);
  if (alternatives.length !== 1) return [];
  return alternatives.flatMap((alternative) => {
    const excluding = alternative.selectors.filter((selector) => excludedValues(selector).length > 0);
    if (excluding.length === 0) return [];
    const records = recordsFor(alternative);
    return excluding.flatMap((selector) => idleIn(selector, records));
  });
}

/** What the selectors of a sink can tell apart of what KMS does, and whether they take it. Found once for all that exclude something. */
type Records = readonly { readonly record: KmsRecord; readonly isLogged: boolean; readonly takers: readonly Taker[] }[];

interface Taker {
  readonly selector: Selector;
  readonly index: number;
}

function recordsFor(alternative: Alternative): Records {
  const advanced = advancedOf(alternative.selectors);
  const records = eventClasses(advanced).flatMap(([first]) => (first === undefined ? [] : recordsOf(first, advanced)));
  return records.map((record) => {
    const takers: Taker[] = [];
    for (const [index, selector] of alternative.selectors.entries()) {
      if (takers.length > MOST_READMITTING) break;
      if (selects(selector, record) === 'yes') takers.push({ selector, index });
    }
    return { record, isLogged: takers.length > 0 || alternative.everything, takers };
  });
}

/** The selectors that take some of the records, but for one, in the order in which they are written. */
function takersAmong(records: Records, own: Selector): readonly Selector[] {
  const found = new Map<Selector, number>();
  for (const { takers } of records) {
    if (found.size >= MOST_READMITTING) break;
    for (const { selector, index } of takers) if (selector !== own) found.set(selector, index);
  }
  return [...found].sort(([, a], [, b]) => a - b).slice(0, MOST_READMITTING).map(([selector]) => selector);
}

/** One would do: a file with thousands of selectors would tell of each as many places. */
const MOST_READMITTING = 50;

function idleIn(selector: Selector, all: Records): readonly IdleExclusion[] {
  const values = excludedValues(selector);
  const [at] = values;
  if (at === undefined) return [];
  const records = all.filter(({ record }) => wouldTake(selector, record));
  if (records.length === 0 || !records.every(({ isLogged }) => isLogged)) return [];
  const readmitting = takersAmong(records, selector);
  return [{ at, values, readmitting: readmitting.map(({ origin }) => origin) }];
}

/** Whether the selector is meant for such records: all its tests hold but the one on the source, and for a basic selector the one on management events. */
const wouldTake = (selector: Selector, record: KmsRecord): boolean =>
  testsOf(selector, record).every((test) => test.truth === 'yes' || test.aspect === 'source' || (test.aspect === 'management' && selector.kind === 'basic'));

function excludedValues(selector: Selector): readonly Origin[] {
  if (selector.kind === 'basic') return namingKms(selector.excludeManagementEventSources.items, (value) => value === KMS_SOURCE);
  return selector.fields.items
    .filter(({ field }) => field.kind === 'known' && field.value === 'eventSource')
    .flatMap(({ conditions }) => conditions.flatMap((condition) => namingKms(condition.values.items, deselects(condition))));
}

const namingKms = (values: Condition['values']['items'], names: (value: string) => boolean): readonly Origin[] =>
  values.filter((value) => value.kind === 'known' && names(value.value)).map((value) => value.origin);

function deselects({ operator }: Condition): (value: string) => boolean {
  switch (operator) {
    case 'NotEquals':
      return (value) => KMS_SOURCE === value;
    case 'NotStartsWith':
      // `k` or an ending may be aimed at anything; `kms` is not.
      return (value) => value.startsWith('kms') && KMS_SOURCE.startsWith(value);
    case 'NotEndsWith':
    case 'Equals':
    case 'StartsWith':
    case 'EndsWith':
      return () => false;
  }
}
