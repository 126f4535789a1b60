import { all, and, any, not, or, truth, type Truth } from '../../core/truth.js';
import type { Origin } from '../../core/source.js';
import type { Many, Setting } from '../../core/value.js';
import { fieldOf, isFieldName, KMS_SOURCE, type FieldName, type KmsRecord } from './record.js';
import type { AdvancedSelector, BasicSelector, Condition, FieldSelector, Operator, Selector } from './selector.js';
import { asInTheApi, type Spelling } from './spelling.js';

/** What a part of a selector decides on: whether management events are taken at all, from which source, reads or writes, or anything else. */
export type Aspect = 'management' | 'source' | 'access' | 'filter';

/** A scalar (or unknown) that decides a test. */
export interface Culprit {
  readonly origin: Origin;
  /** The property of the API that it is a value of: `ReadWriteType`, `NotEquals`; empty where it is none. */
  readonly property: string;
  /** As a person would name it, in the words in which it is written: `eventSource NotEquals kms.amazonaws.com`. */
  readonly text: string;
  /** Why the value is not known; empty where it is. */
  readonly unknown: string;
  /** What is written is no legal value, and that is told at the same place. */
  readonly invalid: boolean;
}

/** One of the conditions that a selector puts on an event; a selector takes the event if all of them hold. */
export interface Test {
  readonly aspect: Aspect;
  readonly truth: Truth;
  /** What keeps it from holding; empty if it surely holds. */
  readonly culprits: readonly Culprit[];
}

/** The tests that `selector` puts on `record`. Semantics: User Guide, "Filtering data events by using advanced event selectors"; API Reference, `EventSelector`. */
export const testsOf = (selector: Selector, record: KmsRecord, spelling: Spelling = asInTheApi): readonly Test[] =>
  selector.kind === 'basic' ? basicTests(selector, record, spelling) : advancedTests(selector, record, spelling);

export const selects = (selector: Selector, record: KmsRecord): Truth => all(testsOf(selector, record).map((test) => test.truth));

function basicTests(selector: BasicSelector, record: KmsRecord, spelling: Spelling): readonly Test[] {
  const { includeManagementEvents, readWriteType, excludeManagementEventSources } = selector;
  const wanted = record.event.readOnly ? 'WriteOnly' : 'ReadOnly';
  const excluded = listed(excludeManagementEventSources, (source) => source === KMS_SOURCE);
  return [
    settingTest('management', includeManagementEvents, (included) => included, namer('IncludeManagementEvents', spelling)),
    settingTest('access', readWriteType, (type) => type !== wanted, namer('ReadWriteType', spelling)),
    { aspect: 'source', truth: not(excluded.truth), culprits: excluded.hits.map(namer('ExcludeManagementEventSources', spelling)) },
  ];
}

function settingTest<T>(aspect: Aspect, setting: Setting<T>, holds: (value: T) => boolean, name: Namer): Test {
  const result = setting.kind === 'known' ? truth(holds(setting.value)) : 'maybe';
  return { aspect, truth: result, culprits: result === 'yes' ? [] : [name(setting)] };
}

/** Makes a culprit of a value. */
type Namer = (setting: Setting<unknown>) => Culprit;

/** Names values of a property, or of an operator of a field selector. */
function namer(property: string, spelling: Spelling, field = ''): Namer {
  const name = field === '' ? spelling(property) : `${field} ${spelling(property)}`;
  return (setting) =>
    setting.kind === 'known'
      ? { origin: setting.origin, property, text: `${name} ${String(setting.value)}`, unknown: '', invalid: false }
      : { origin: setting.origin, property, text: name, unknown: setting.reason, invalid: setting.nature !== 'open' };
}

interface Listed {
  readonly truth: Truth;
  /** The values that are hits, or could be. */
  readonly hits: readonly Setting<string>[];
}

/** Whether a list holds a value for which `hit` is true. */
function listed(values: Many<Setting<string>>, hit: (value: string) => boolean): Listed {
  const sure = values.items.filter((value) => value.kind === 'known' && hit(value.value));
  if (sure.length > 0) return { truth: 'yes', hits: sure };
  const open = [...values.items.filter((value) => value.kind === 'unknown'), ...values.unseen];
  return { truth: open.length > 0 ? 'maybe' : 'no', hits: open };
}

/** What a field decides on, when its selector is about management events. */
const aspectOf = (field: FieldName): Aspect =>
  field === 'eventCategory' ? 'management' : field === 'eventSource' ? 'source' : field === 'readOnly' ? 'access' : 'filter';

function advancedTests(selector: AdvancedSelector, record: KmsRecord, spelling: Spelling): readonly Test[] {
  return [
    ...selector.fields.items.map((field) => fieldTest(field, record, spelling)),
    ...selector.fields.unseen.map((part): Test => ({ aspect: 'filter', truth: 'maybe', culprits: [namer('FieldSelectors', spelling)(part)] })),
  ];
}

function fieldTest({ field, conditions }: FieldSelector, record: KmsRecord, spelling: Spelling): Test {
  if (conditions.length === 0) return { aspect: 'filter', truth: 'yes', culprits: [] };
  if (field.kind === 'unknown' || !isFieldName(field.value)) {
    const invalid = field.kind === 'known';
    const why = invalid ? `\`${field.value}\` is no field of an event selector` : field.reason;
    return { aspect: 'filter', truth: 'maybe', culprits: [{ origin: field.origin, property: 'Field', text: spelling('Field'), unknown: why, invalid: invalid || field.nature !== 'open' }] };
  }
  return { aspect: aspectOf(field.value), ...conditionsHold(conditions, field.value, record, spelling) };
}

const isSelect = ({ operator }: Condition): boolean => !operator.startsWith('Not');

/** Select operators are OR-ed over operators and values; any deselect hit keeps the event out, whatever was selected. */
function conditionsHold(conditions: readonly Condition[], field: FieldName, record: KmsRecord, spelling: Spelling): Omit<Test, 'aspect'> {
  const selected = selectHolds(conditions.filter(isSelect), field, record, spelling);
  const deselected = deselectHolds(conditions.filter((condition) => !isSelect(condition)), field, record, spelling);
  return { truth: and(selected.truth, deselected.truth), culprits: [...deselected.culprits, ...selected.culprits] };
}

function selectHolds(conditions: readonly Condition[], field: FieldName, record: KmsRecord, spelling: Spelling): Omit<Test, 'aspect'> {
  if (conditions.length === 0) return { truth: 'yes', culprits: [] };
  const results = conditions.map((condition) => hits(condition, field, record).truth);
  // A list that may be empty as a whole may be no condition at all.
  const mayBeVoid = conditions.every(({ values }) => values.items.length === 0);
  const result = mayBeVoid ? or(any(results), 'maybe') : any(results);
  if (result === 'yes') return { truth: 'yes', culprits: [] };
  const culprits = conditions.flatMap(({ operator, values }) => [...values.items, ...values.unseen].map(namer(operator, spelling, field)));
  return { truth: result, culprits: result === 'maybe' ? culprits.filter((one) => one.unknown !== '') : culprits };
}

function deselectHolds(conditions: readonly Condition[], field: FieldName, record: KmsRecord, spelling: Spelling): Omit<Test, 'aspect'> {
  const found = conditions.map((condition) => ({ condition, ...hits(condition, field, record) }));
  const result = not(any(found.map((one) => one.truth)));
  if (result === 'yes') return { truth: 'yes', culprits: [] };
  const deciding = found.filter((one) => one.truth === (result === 'no' ? 'yes' : 'maybe'));
  return {
    truth: result,
    culprits: deciding.flatMap(({ condition, hits: values }) => values.map(namer(condition.operator, spelling, field))),
  };
}

function hits({ operator, values }: Condition, field: FieldName, record: KmsRecord): Listed {
  const actual = fieldOf(record, field);
  switch (actual.kind) {
    case 'is':
      return listed(values, (value) => matches(operator, actual.value, value));
    case 'absent':
      // A field the record lacks cannot be equal to anything, and begins and ends with nothing.
      return { truth: 'no', hits: [] };
    case 'any':
      return { truth: values.items.length + values.unseen.length > 0 ? 'maybe' : 'no', hits: [...values.items, ...values.unseen] };
  }
}

/** Literal and case-sensitive: event selectors have no wildcards. */
function matches(operator: Operator, actual: string, value: string): boolean {
  switch (operator) {
    case 'Equals':
    case 'NotEquals':
      return actual === value;
    case 'StartsWith':
    case 'NotStartsWith':
      return actual.startsWith(value);
    case 'EndsWith':
    case 'NotEndsWith':
      return actual.endsWith(value);
  }
}
