import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { literal, type Origin } from '../src/core/source.js';
import { all, and, any, not, or, type Truth } from '../src/core/truth.js';
import { known, unknown, type Many, type Setting } from '../src/core/value.js';
import { coverage } from '../src/model/coverage.js';
import { losses } from '../src/model/loss.js';
import { operators, type AdvancedSelector, type BasicSelector, type Condition, type FieldSelector, type Selectors } from '../src/model/selector/selector.js';
import type { Sink } from '../src/model/sink.js';
import { asInTheApi } from '../src/model/selector/spelling.js';

let offset = 0;
const source = { path: 'p', text: '', bom: false };
/** Every value its own place, so that culprits can be told apart. */
const place = (): Origin => literal({ source, start: ++offset % 60_000, end: (offset % 60_000) + 1 });

const setting = <T>(values: readonly T[]): fc.Arbitrary<Setting<T>> => fc.constantFrom(...values).map((value) => known(value, place()));
const many = <T>(item: fc.Arbitrary<T>, most: number): fc.Arbitrary<Many<T>> => fc.array(item, { maxLength: most }).map((items) => ({ items, unseen: [], origin: place() }));

const basic: fc.Arbitrary<BasicSelector> = fc.record({
  kind: fc.constant('basic' as const),
  readWriteType: setting(['ReadOnly', 'WriteOnly', 'All'] as const),
  includeManagementEvents: setting([true, true, false]),
  excludeManagementEventSources: many(setting(['kms.amazonaws.com', 'rdsdata.amazonaws.com']), 2),
  dataResources: fc.constant({ items: [], unseen: [], origin: place() }),
  origin: fc.constant(place()),
});

const valuesOf: Readonly<Record<string, readonly string[]>> = {
  eventCategory: ['Management', 'Management', 'Data'],
  eventSource: ['kms.amazonaws.com', 'kms', 's3', '.amazonaws.com', 'k'],
  readOnly: ['true', 'false'],
  eventName: ['Decrypt', 'Generate', 'Key', 'ScheduleKeyDeletion'],
  eventType: ['AwsApiCall', 'AwsServiceEvent'],
  'userIdentity.arn': ['arn:aws:iam::1:user/a', 'arn:aws:iam::1', '/a', 'arn:'],
  sessionCredentialFromConsole: ['true'],
};

const fieldSelector: fc.Arbitrary<FieldSelector> = fc.constantFrom(...Object.keys(valuesOf)).chain((name) =>
  fc
    .array(
      fc.record({ operator: fc.constantFrom(...operators), values: fc.array(setting(valuesOf[name] ?? []), { minLength: 1, maxLength: 2 }) }),
      { minLength: 1, maxLength: 2 },
    )
    .map((conditions) => ({
      kind: 'field' as const,
      field: known(name, place()),
      conditions: conditions.map(({ operator, values }): Condition => ({ operator, values: { items: values, unseen: [], origin: place() }, origin: place() })),
      origin: place(),
    })),
);

const advanced: fc.Arbitrary<AdvancedSelector> = many(fieldSelector, 3).map((fields) => ({ kind: 'advanced', fields, origin: place() }));

const selectors: fc.Arbitrary<Selectors> = fc.oneof(
  many(basic, 3).map((list): Selectors => ({ kind: 'basic', selectors: list })),
  many(advanced, 3).map((list): Selectors => ({ kind: 'advanced', selectors: list })),
);

const sinkOf = (from: Selectors, recording = true): Sink => ({
  kind: 'event-data-store',
  declaredBy: 'resource',
  address: 'S',
  exists: 'yes',
  recording: known(recording, place()),
  multiRegion: known(true, place()),
  organization: known(false, place()),
  selectors: from,
  foreign: [],
  spelling: asInTheApi,
  origin: place(),
});

/** Every place at which `value` holds a known setting or a list, as paths into it. */
function* paths(value: unknown, path: readonly (string | number)[] = []): Iterable<readonly (string | number)[]> {
  if (typeof value !== 'object' || value === null) return;
  if ('kind' in value && value.kind === 'known') yield path;
  if ('items' in value && 'unseen' in value) yield path;
  for (const [key, inner] of Object.entries(value)) if (key !== 'origin' && key !== 'unseen') yield* paths(inner, [...path, key]);
}

/** The same with what stands at `path` unknown: a setting becomes unknown, a list loses its items out of sight. */
function blurred(value: unknown, path: readonly (string | number)[]): unknown {
  const [head, ...rest] = path;
  if (head === undefined) {
    const one = value as { readonly kind?: string; readonly origin: Origin };
    return one.kind === 'known' ? unknown('blurred', one.origin) : { ...one, items: [], unseen: [unknown('blurred', one.origin)] };
  }
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === String(head) ? blurred(item, rest) : item));
  return { ...(value as object), [head]: blurred((value as Record<string, unknown>)[head], rest) };
}

const blur = (from: Selectors): fc.Arbitrary<Selectors> => {
  const all = [...paths(from)];
  return all.length === 0 ? fc.constant(from) : fc.constantFrom(...all).map((path) => blurred(from, path) as Selectors);
};

const pairs = selectors.chain((sharp) => blur(sharp).map((vague) => ({ sharp, vague })));
const atMost = (vague: Truth, sharp: Truth): boolean => vague === 'maybe' || vague === sharp;

describe('a value that becomes unknown', () => {
  test('settles nothing: what was yes or no stays or becomes maybe', () => {
    fc.assert(
      fc.property(pairs, ({ sharp, vague }) => {
        const before = coverage(sinkOf(sharp));
        coverage(sinkOf(vague)).forEach(({ always, ever }, index) => {
          expect(atMost(always, before[index]?.always ?? 'maybe')).toBe(true);
          expect(atMost(ever, before[index]?.ever ?? 'maybe')).toBe(true);
        });
      }),
      { numRuns: 1000 },
    );
  });

  test('makes no loss definite and lets none vanish', () => {
    fc.assert(
      fc.property(pairs, ({ sharp, vague }) => {
        const before = losses(sinkOf(sharp));
        const after = losses(sinkOf(vague));
        const lost = (of: typeof before, sure: boolean): readonly string[] => of.filter(({ truth }) => !sure || truth === 'yes').flatMap(({ events, possibly }) => (sure ? events : [...events, ...possibly]));
        for (const event of lost(after, true)) expect(lost(before, true)).toContain(event);
        for (const event of lost(before, true)) expect(lost(after, false)).toContain(event);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('losses', () => {
  test('every event that is not surely logged is in a loss with a culprit, and no other', () => {
    fc.assert(
      fc.property(pairs, ({ vague }) => {
        const sink = sinkOf(vague);
        const told = losses(sink);
        for (const { events, culprits } of told) {
          expect(events.length).toBeGreaterThan(0);
          expect(culprits.length).toBeGreaterThan(0);
        }
        const sure = coverage(sink).filter(({ always }) => always === 'no').map(({ event }) => event.name).sort();
        expect(told.find(({ truth }) => truth === 'yes')?.events ?? []).toEqual(sure);
      }),
      { numRuns: 1000 },
    );
  });

  test('a selector more never loses an event', () => {
    fc.assert(
      fc.property(many(advanced, 3), advanced, (list, one) => {
        if (list.items.length === 0) return;
        const before = coverage(sinkOf({ kind: 'advanced', selectors: list }));
        const after = coverage(sinkOf({ kind: 'advanced', selectors: { ...list, items: [...list.items, one] } }));
        after.forEach(({ always }, index) => {
          if (before[index]?.always === 'yes') expect(always).toBe('yes');
        });
      }),
      { numRuns: 1000 },
    );
  });
});

describe("Kleene's logic", () => {
  const truths: readonly Truth[] = ['yes', 'no', 'maybe'];
  test.each(truths.flatMap((a) => truths.map((b) => [a, b] as const)))('%s, %s: De Morgan, and the connectives of lists', (a, b) => {
    expect(not(and(a, b))).toBe(or(not(a), not(b)));
    expect(all([a, b])).toBe(and(a, b));
    expect(any([a, b])).toBe(or(a, b));
  });
});
