import { matches } from '../../core/pattern.js';
import type { Origin } from '../../core/source.js';
import { all, any, not, truth, type Truth } from '../../core/truth.js';

/** Members of a CloudTrail record that patterns are judged by. User Guide, "CloudTrail record contents". */
export const recordFields = ['eventSource', 'eventName', 'eventType', 'eventCategory', 'readOnly', 'managementEvent'] as const;

/** The same, and what EventBridge puts around a record. `other` is any other member of a record, `around` any other around it: those may have any value, whatever the event. */
export type Field = (typeof recordFields)[number] | 'source' | 'detail-type' | 'other' | 'around';

/** As much of an event as patterns are judged by; what it does not have is absent. */
export type Sample = ReadonlyMap<Field, string>;

/** What a pattern asks of one value. */
export type Matcher =
  | {
      readonly kind: 'text';
      /** `whole`: equal to it. `within`: it is a part. `glob`: `*` stands for any run of characters, all else for itself. */
      readonly form: 'whole' | 'prefix' | 'suffix' | 'within' | 'glob';
      readonly text: string;
      readonly ignoresCase: boolean;
      /** The scalar that is written. */
      readonly origin: Origin;
    }
  | { readonly kind: 'present' | 'absent' }
  /** There is a value, and none of these holds. */
  | { readonly kind: 'but'; readonly matchers: readonly Matcher[] }
  /** A comparison that no text passes, such as with a number. */
  | { readonly kind: 'never' }
  /** It is not known what is asked. */
  | { readonly kind: 'open'; readonly origin: Origin };

/** A test of one member: any of the matchers must hold. */
export interface Test {
  readonly kind: 'test';
  readonly field: Field;
  readonly matchers: readonly Matcher[];
}

/** What the patterns of metric filters and of EventBridge rules amount to. `open`: what stands there could not be read. */
export type Pattern = { readonly kind: 'all' | 'any'; readonly parts: readonly Pattern[] } | Test | { readonly kind: 'open' };

/**
 * Whether a pattern matches an event: `some` of its records, whatever stands in the members that may have any value, or
 * `every` one of them.
 */
export function matchesEvent(pattern: Pattern, sample: Sample, records: 'some' | 'every'): Truth {
  switch (pattern.kind) {
    case 'all':
      return all(pattern.parts.map((part) => matchesEvent(part, sample, records)));
    case 'any':
      return any(pattern.parts.map((part) => matchesEvent(part, sample, records)));
    case 'test':
      if (pattern.field === 'around' || (pattern.field === 'other' && isRecord(sample))) return truth(records === 'some');
      return any(pattern.matchers.map((matcher) => holds(matcher, sample.get(pattern.field))));
    case 'open':
      return 'maybe';
  }
}

const isRecord = (sample: Sample): boolean => sample.has('eventName');

function holds(matcher: Matcher, value: string | undefined): Truth {
  switch (matcher.kind) {
    case 'text':
      return truth(value !== undefined && isText(matcher, value));
    case 'present':
      return truth(value !== undefined);
    case 'absent':
      return truth(value === undefined);
    case 'but':
      return value === undefined ? 'no' : not(any(matcher.matchers.map((one) => holds(one, value))));
    case 'never':
      return 'no';
    case 'open':
      return 'maybe';
  }
}

type TextMatcher = Extract<Matcher, { kind: 'text' }>;

/** Case counts in both languages. */
function isText({ form, text, ignoresCase }: TextMatcher, actual: string): boolean {
  const wanted = ignoresCase ? text.toLowerCase() : text;
  const value = ignoresCase ? actual.toLowerCase() : actual;
  switch (form) {
    case 'whole':
      return value === wanted;
    case 'prefix':
      return value.startsWith(wanted);
    case 'suffix':
      return value.endsWith(wanted);
    case 'within':
      return value.includes(wanted);
    case 'glob':
      // A question mark is no wildcard here, and in no name.
      return !wanted.includes('?') && matches(wanted, value);
  }
}

/** The texts in a pattern that match the `field` of an event, or may: where it is named. In the order of the pattern. */
export function namedIn(pattern: Pattern, field: Field, sample: Sample): readonly Origin[] {
  if (pattern.kind === 'open') return [];
  if (pattern.kind !== 'test') return pattern.parts.flatMap((part) => namedIn(part, field, sample));
  const value = pattern.field === field ? sample.get(field) : undefined;
  return value === undefined ? [] : pattern.matchers.flatMap((matcher) => (matcher.kind === 'open' || (matcher.kind === 'text' && isText(matcher, value)) ? [matcher.origin] : []));
}

/** The alternatives that a pattern consists of, however they are nested. */
export const alternatives = (pattern: Pattern): readonly Pattern[] => (pattern.kind === 'any' ? pattern.parts.flatMap(alternatives) : [pattern]);
