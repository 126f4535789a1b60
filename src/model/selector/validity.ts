import type { Origin } from '../../core/source.js';
import type { Known, Many, Setting, Unknown } from '../../core/value.js';
import { fieldNames, isFieldName, KMS_SOURCE, type FieldName } from './record.js';
import type { AdvancedSelector, BasicSelector, Condition, FieldSelector, Operator } from './selector.js';
import type { Sink } from '../sink.js';

/** A part of a sink's selectors that AWS refuses, or that does nothing. */
export interface InvalidPart {
  readonly at: Origin;
  /** One sentence without its full stop. */
  readonly says: string;
  /** What is legal. */
  readonly advice: string;
  readonly remedy: Remedy;
}

/** What puts an invalid part right by itself: the one of these words that is meant, or its removal. */
export type Remedy = { readonly kind: 'none' } | { readonly kind: 'write'; readonly words: readonly string[] } | { readonly kind: 'remove' };

const none: Remedy = { kind: 'none' };
const write = (...words: readonly string[]): Remedy => ({ kind: 'write', words });
const remove: Remedy = { kind: 'remove' };

/** What the service returned, it has accepted: a snapshot has no invalid parts. */
export function invalidParts(sink: Sink): readonly InvalidPart[] {
  if (sink.declaredBy === 'snapshot') return [];
  return [...foreign(sink), ...partsOf(sink)];
}

const foreign = (sink: Sink): readonly InvalidPart[] =>
  sink.foreign.map((at) => part(at, `An event data store has no \`${sink.spelling('EventSelectors')}\``, `Write \`${sink.spelling('AdvancedEventSelectors')}\``));

function partsOf(sink: Sink): readonly InvalidPart[] {
  const { selectors } = sink;
  switch (selectors.kind) {
    case 'default':
    case 'elsewhere':
      return [];
    case 'unknown':
      return invalid(selectors);
    case 'basic':
      return basicParts(selectors.selectors);
    case 'advanced':
      return advancedParts(selectors.selectors, sink);
    case 'both':
      return [
        part(selectors.advanced.origin, `A trail has \`${sink.spelling('EventSelectors')}\` or \`${sink.spelling('AdvancedEventSelectors')}\`, not both`, 'Keep one of them'),
        ...basicParts(selectors.basic),
        ...advancedParts(selectors.advanced, sink),
      ];
  }
}

const part = (at: Origin, says: string, advice: string, remedy: Remedy = none): InvalidPart => ({ at, says, advice, remedy });

/** Values that lowering found to be no legal ones. */
const invalid = (value: Setting<unknown> | Unknown, words: readonly string[] = []): readonly InvalidPart[] =>
  value.kind === 'unknown' && value.nature === 'invalid'
    ? [part(value.origin, capital(value.reason), 'Write one of the values that AWS takes, in this very case', write(...words))]
    : [];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** API Reference, `PutEventSelectors`: one to five. */
const MOST_SELECTORS = 5;
/** API Reference, `AdvancedEventSelector`: values over all conditions of a trail or event data store. */
const MOST_VALUES = 500;

function tooMany(many: Many<{ readonly origin: Origin }>): readonly InvalidPart[] {
  const sixth = many.items[MOST_SELECTORS];
  return sixth === undefined ? [] : [part(sixth.origin, `There are ${String(many.items.length)} event selectors, at most ${String(MOST_SELECTORS)} are taken`, 'Merge some of them')];
}

function basicParts(many: Many<BasicSelector>): readonly InvalidPart[] {
  return [...tooMany(many), ...many.items.flatMap((selector) => [...invalid(selector.readWriteType, ['All', 'ReadOnly', 'WriteOnly']), ...invalid(selector.includeManagementEvents), ...excludedSources(selector)])];
}

/** API Reference, `EventSelector.ExcludeManagementEventSources`: these two, in lower case. */
const excludable = ['kms.amazonaws.com', 'rdsdata.amazonaws.com'];
const legalSources = 'Legal are `kms.amazonaws.com` and `rdsdata.amazonaws.com`, in lower case';

const excludedSources = ({ excludeManagementEventSources }: BasicSelector): readonly InvalidPart[] =>
  excludeManagementEventSources.items.flatMap((source) =>
    source.kind === 'known' && !excludable.includes(source.value) ? [illegalSource(source)] : invalid(source),
  );

const illegalSource = ({ value, origin }: Known<string>): InvalidPart => part(origin, `\`${value}\` is no source that can be excluded`, legalSources, sourceRemedy(value));

/** KMS in another case excludes nothing: it is better taken out than put right. */
const sourceRemedy = (source: string): Remedy => (source.toLowerCase() === KMS_SOURCE ? remove : write(...excludable.filter((one) => one !== KMS_SOURCE)));

function advancedParts(many: Many<AdvancedSelector>, sink: Sink): readonly InvalidPart[] {
  const values = many.items.flatMap(({ fields }) => fields.items.flatMap(({ conditions }) => conditions.flatMap(({ values: { items } }) => items)));
  const last = values[MOST_VALUES];
  return [
    ...(sink.kind === 'event-data-store' ? tooMany(many) : []),
    ...(last === undefined ? [] : [part(last.origin, `There are ${String(values.length)} values in all conditions, at most ${String(MOST_VALUES)} are taken`, 'Remove some of them')]),
    ...many.items.flatMap((selector) => selectorParts(selector, sink)),
  ];
}

function selectorParts(selector: AdvancedSelector, sink: Sink): readonly InvalidPart[] {
  const category = categoryOf(selector);
  return [...missingCategory(selector, sink), ...selector.fields.items.flatMap((field) => fieldParts(field, category, sink))];
}

const named = (selector: AdvancedSelector, name: FieldName): readonly FieldSelector[] => selector.fields.items.filter(({ field }) => field.kind === 'known' && field.value === name);

/** The category that all of the selector's `eventCategory` values name; undefined where it is not known. */
function categoryOf(selector: AdvancedSelector): string | undefined {
  const values = named(selector, 'eventCategory').flatMap(({ conditions }) => conditions.flatMap(({ values: { items } }) => items));
  const [first] = values;
  return values.length === 1 && first?.kind === 'known' ? first.value : undefined;
}

function missingCategory(selector: AdvancedSelector, sink: Sink): readonly InvalidPart[] {
  const { items, unseen } = selector.fields;
  const open = unseen.length > 0 || items.some(({ field }) => field.kind === 'unknown' || !isFieldName(field.value));
  return open || named(selector, 'eventCategory').length > 0 ? [] : [part(selector.origin, 'An advanced event selector must have a field selector for `eventCategory`', `Add \`eventCategory\` with \`${sink.spelling('Equals')}\``)];
}

function fieldParts({ field, conditions, origin }: FieldSelector, category: string | undefined, sink: Sink): readonly InvalidPart[] {
  const words = field.kind === 'known' ? closedWords.get(field.value) : undefined;
  const values = conditions.flatMap(({ values: { items } }) => items.flatMap((value) => invalid(value, words)));
  if (field.kind === 'unknown') return [...invalid(field), ...values];
  if (!isFieldName(field.value)) return [part(field.origin, `\`${field.value}\` is no field of an event selector`, nearest(field.value), write(...fieldNames)), ...values];
  if (conditions.length === 0) return [part(origin, `The field selector for \`${field.value}\` has no operator with a value`, 'Add one, or remove the field selector', remove)];
  return [...values, ...illegalField(field.value, field.origin, category, sink), ...conditions.flatMap((condition) => illegalOperator(field.value, condition, category, sink))];
}

const nearest = (name: string): string => {
  const same = fieldNames.find((one) => one.toLowerCase() === name.toLowerCase());
  return same === undefined ? `Legal are ${fieldNames.map((one) => `\`${one}\``).join(', ')}` : `Write \`${same}\``;
};

/** API Reference, `AdvancedFieldSelector.Field`: which fields go with management events. */
const managementFields: Readonly<Record<Sink['kind'], readonly FieldName[]>> = {
  trail: ['eventCategory', 'eventSource', 'readOnly'],
  'event-data-store': ['eventCategory', 'eventSource', 'readOnly', 'eventName', 'eventType', 'userIdentity.arn', 'sessionCredentialFromConsole'],
};
const storeOnly = ['Insight', 'ConfigurationItem', 'Evidence', 'ActivityAuditLog'];
/** Values of the fields of which the values are a closed set. API Reference, `AdvancedFieldSelector.Field`. */
const closedWords: ReadonlyMap<string, readonly string[]> = new Map([
  ['eventCategory', ['Management', 'Data', 'NetworkActivity', ...storeOnly]],
  ['readOnly', ['true', 'false']],
]);

const kindName = (sink: Sink): string => (sink.kind === 'trail' ? 'a trail' : 'an event data store');

function illegalField(field: string, at: Origin, category: string | undefined, sink: Sink): readonly InvalidPart[] {
  if (category !== 'Management') return [];
  const legal: readonly string[] = managementFields[sink.kind];
  return legal.includes(field) ? [] : [part(at, `\`${field}\` cannot select management events of ${kindName(sink)}`, `Legal are ${legal.map((one) => `\`${one}\``).join(', ')}`)];
}

const equalsOnly: readonly string[] = ['eventCategory', 'readOnly'];

function illegalOperator(field: string, { operator, values, origin }: Condition, category: string | undefined, sink: Sink): readonly InvalidPart[] {
  if (equalsOnly.includes(field) && operator !== 'Equals') return [part(origin, `\`${field}\` takes \`${sink.spelling('Equals')}\` only`, `Write \`${sink.spelling('Equals')}\``)];
  if (field === 'eventCategory' && sink.kind === 'trail') return storeCategories(values);
  if (field === 'eventSource' && category === 'Management' && sink.kind === 'trail') return trailSource(operator, values, origin, sink);
  return [];
}

const storeCategories = (values: Condition['values']): readonly InvalidPart[] =>
  values.items.flatMap((value) =>
    value.kind === 'known' && storeOnly.includes(value.value) ? [part(value.origin, `\`${value.value}\` events go to event data stores only`, 'Use an event data store')] : [],
  );

/** On a trail the source of management events can only be excluded, and only these two. */
function trailSource(operator: Operator, { items }: Condition['values'], origin: Origin, { spelling }: Sink): readonly InvalidPart[] {
  if (operator !== 'NotEquals') return [part(origin, `On a trail \`eventSource\` of management events takes \`${spelling('NotEquals')}\` only`, `Write \`${spelling('NotEquals')}\`, or use an event data store`)];
  return items.flatMap((value) =>
    value.kind === 'known' && !excludable.includes(value.value) ? [illegalSource(value)] : [],
  );
}
