import { kmsEvents, type KmsEvent } from '../../data/kms-events.js';
import type { AdvancedSelector, Operator } from './selector.js';

/** The value of a record's field: `absent` is a field the record lacks, `any` one whose value depends on the caller in ways not enumerated. */
export type FieldValue = { readonly kind: 'is'; readonly value: string } | { readonly kind: 'absent' } | { readonly kind: 'any' };

/** As much of a CloudTrail management record of KMS as selectors can look at. User Guide, "CloudTrail record contents". */
export interface KmsRecord {
  readonly event: KmsEvent;
  /** `userIdentity.arn`: KMS's own events have none. */
  readonly callerArn: FieldValue;
  /** `sessionCredentialFromConsole`: present, and `true`, only for console sessions. */
  readonly fromConsole: boolean;
}

/** Every field that an advanced selector can name. API Reference, `AdvancedFieldSelector.Field`. */
export const fieldNames = [
  'eventCategory', 'eventSource', 'readOnly', 'eventName', 'eventType', 'userIdentity.arn', 'sessionCredentialFromConsole',
  'resources.type', 'resources.ARN', 'errorCode', 'vpcEndpointId',
] as const;
export type FieldName = (typeof fieldNames)[number];

export const isFieldName = (name: string): name is FieldName => (fieldNames as readonly string[]).includes(name);

const is = (value: string): FieldValue => ({ kind: 'is', value });
const absent: FieldValue = { kind: 'absent' };

export const KMS_SOURCE = 'kms.amazonaws.com';

export function fieldOf(record: KmsRecord, field: FieldName): FieldValue {
  switch (field) {
    case 'eventCategory':
      return is('Management');
    case 'eventSource':
      return is(KMS_SOURCE);
    case 'readOnly':
      return is(String(record.event.readOnly));
    case 'eventName':
      return is(record.event.name);
    case 'eventType':
      return is(record.event.type);
    case 'userIdentity.arn':
      return record.callerArn;
    case 'sessionCredentialFromConsole':
      return record.fromConsole ? is('true') : absent;
    case 'resources.type':
    case 'resources.ARN':
    case 'errorCode':
    case 'vpcEndpointId':
      // Fields of data and network activity records only.
      return absent;
  }
}

/** Callers that no filter is likely to name, of both families of ARNs and of several accounts, so that none is taken for all callers. */
const OTHER_CALLERS = ['000000000000', '918273645546'].flatMap((account) => [`arn:aws:iam::${account}:user/keytrail-other`, `arn:aws:sts::${account}:assumed-role/keytrail-other/session`]);
/** Above this many different callers the caller is left open: 1,024 * 58 evaluations stay well under 100 ms. */
const CALLER_CAP = 1024;
/**
 * So it is where every caller would be held against too many values, for each of the events that are told apart. 500 values, as many as
 * AWS takes in all the selectors of a trail, stay below that unless some of them name events (API Reference, `AdvancedEventSelector`).
 */
const MOST_TESTS = 6_000_000;

/**
 * Records that stand for every record KMS can write of an event, as far as `selectors` can tell them apart: an event is
 * always logged if all of them are, never if none is. Strings fall into classes by the prefixes, suffixes and whole values
 * that filters name; one string of each class is enough.
 */
export function recordsOf(event: KmsEvent, selectors: readonly AdvancedSelector[]): readonly KmsRecord[] {
  if (event.internal) return [{ event, callerArn: absent, fromConsole: false }];
  const console = namesField(selectors, 'sessionCredentialFromConsole') ? [false, true] : [false];
  return callers(selectors).flatMap((callerArn) => console.map((fromConsole) => ({ event, callerArn, fromConsole })));
}

/**
 * The events that `selectors` cannot tell apart, together: selectors look at the name of an event only where a filter on
 * `eventName` says so, and else there are 4 kinds of KMS events, not 58 (7 ms less on a start of 40).
 */
export function eventClasses(selectors: readonly AdvancedSelector[]): readonly (readonly KmsEvent[])[] {
  return selectors.some(looksAtNames) ? kmsEvents.map((event) => [event]) : (nameless ??= namelessClasses());
}

let nameless: readonly (readonly KmsEvent[])[] | undefined;

function namelessClasses(): readonly (readonly KmsEvent[])[] {
  const classes = new Map<string, KmsEvent[]>();
  for (const event of kmsEvents) {
    const key = `${String(event.readOnly)} ${event.type} ${String(event.internal)}`;
    const members = classes.get(key);
    if (members === undefined) classes.set(key, [event]);
    else members.push(event);
  }
  return [...classes.values()];
}

const looksAtNames = ({ fields }: AdvancedSelector): boolean => fields.items.some(({ field }) => field.kind === 'known' && field.value === 'eventName');

const fieldsNamed = (selectors: readonly AdvancedSelector[], name: FieldName) =>
  selectors.flatMap(({ fields }) => fields.items.filter(({ field }) => field.kind === 'known' && field.value === name));

const namesField = (selectors: readonly AdvancedSelector[], name: FieldName): boolean => fieldsNamed(selectors, name).length > 0;

/** What each caller is held against, for all the events that are told apart. */
const testsOf = (selectors: readonly AdvancedSelector[]): number =>
  eventClasses(selectors).length * selectors.reduce((sum, { fields }) => sum + fields.items.reduce((more, { conditions }) => more + conditions.reduce((values, one) => values + 1 + one.values.items.length, 1), 1), 0);

function callers(selectors: readonly AdvancedSelector[]): readonly FieldValue[] {
  if (!namesField(selectors, 'userIdentity.arn')) return OTHER_CALLERS.slice(0, 1).map(is);
  const named = (...wanted: Operator[]): string[] => [
    ...new Set(
      fieldsNamed(selectors, 'userIdentity.arn').flatMap(({ conditions }) =>
        conditions
          .filter(({ operator }) => wanted.includes(operator))
          .flatMap(({ values }) => values.items.flatMap((value) => (value.kind === 'known' ? [value.value] : []))),
      ),
    ),
  ];
  const whole = named('Equals', 'NotEquals');
  const prefixes = [...OTHER_CALLERS, ...named('StartsWith', 'NotStartsWith').map((prefix) => `${prefix}keytrail-other`)];
  const suffixes = ['', ...named('EndsWith', 'NotEndsWith')];
  const count = whole.length + prefixes.length * suffixes.length;
  if (count > CALLER_CAP || count * testsOf(selectors) > MOST_TESTS) return [{ kind: 'any' }];
  const made = prefixes.flatMap((prefix) => suffixes.map((suffix) => prefix + suffix));
  // A caller is an ARN, whatever a filter may name.
  return [...whole, ...made].filter((caller) => caller.startsWith('arn:')).map(is);
}
