import type { Origin } from '../../core/source.js';
import { known, type Many, type Setting } from '../../core/value.js';
import { KMS_SOURCE } from './record.js';
import type { AdvancedSelector, BasicSelector, Condition, FieldSelector } from './selector.js';
import type { Sink } from '../sink.js';

/**
 * The sink as it would be if what stands at `culprits` in its selectors were changed so that it keeps no KMS event out:
 * settings take everything, sources that are selected are joined by KMS, management events are selected beside other
 * categories, and any other value is gone.
 */
export function mended(sink: Sink, culprits: ReadonlySet<Origin>): Sink {
  const { selectors } = sink;
  switch (selectors.kind) {
    case 'default':
    case 'elsewhere':
    case 'unknown':
      return sink;
    case 'basic':
      return { ...sink, selectors: { ...selectors, selectors: basics(selectors.selectors, culprits) } };
    case 'advanced':
      return { ...sink, selectors: { ...selectors, selectors: advanced(selectors.selectors, culprits) } };
    case 'both':
      return { ...sink, selectors: { ...selectors, basic: basics(selectors.basic, culprits), advanced: advanced(selectors.advanced, culprits) } };
  }
}

const basics = (many: Many<BasicSelector>, culprits: ReadonlySet<Origin>): Many<BasicSelector> => ({ ...many, items: many.items.map((one) => basic(one, culprits)) });

function basic(selector: BasicSelector, culprits: ReadonlySet<Origin>): BasicSelector {
  const { readWriteType, includeManagementEvents, excludeManagementEventSources } = selector;
  return {
    ...selector,
    readWriteType: culprits.has(readWriteType.origin) ? known('All', readWriteType.origin) : readWriteType,
    includeManagementEvents: culprits.has(includeManagementEvents.origin) ? known(true, includeManagementEvents.origin) : includeManagementEvents,
    excludeManagementEventSources: without(excludeManagementEventSources, culprits),
  };
}

const without = (values: Many<Setting<string>>, culprits: ReadonlySet<Origin>): Many<Setting<string>> => ({ ...values, items: values.items.filter(({ origin }) => !culprits.has(origin)) });

function advanced(many: Many<AdvancedSelector>, culprits: ReadonlySet<Origin>): Many<AdvancedSelector> {
  const items = many.items.map((selector) => ({ ...selector, fields: { ...selector.fields, items: selector.fields.items.flatMap((field) => fieldSelector(field, culprits)) } }));
  const others = many.items.some(({ fields }) => fields.items.some((field) => names(field, 'eventCategory') && field.conditions.some((condition) => isHit(condition, culprits))));
  return { ...many, items: others ? [...items, forManagement(many.origin)] : items };
}

const names = ({ field }: FieldSelector, name: string): boolean => field.kind === 'known' && field.value === name;

const isHit = ({ values }: Condition, culprits: ReadonlySet<Origin>): boolean => values.items.some(({ origin }) => culprits.has(origin));

function fieldSelector(field: FieldSelector, culprits: ReadonlySet<Origin>): readonly FieldSelector[] {
  if (names(field, 'eventCategory')) return [field];
  const conditions = field.conditions.map((condition) => changed(field, condition, culprits)).filter(({ values }) => values.items.length + values.unseen.length > 0);
  return conditions.length === 0 && field.conditions.length > 0 ? [] : [{ ...field, conditions }];
}

function changed(field: FieldSelector, condition: Condition, culprits: ReadonlySet<Origin>): Condition {
  const { values, operator, origin } = condition;
  if (!isHit(condition, culprits)) return condition;
  if (!names(field, 'eventSource') || operator.startsWith('Not')) return { ...condition, values: without(values, culprits) };
  return { ...condition, values: { ...values, items: [...values.items, known(KMS_SOURCE, origin)] } };
}

/** The selector that the console writes for management events. */
const forManagement = (origin: Origin): AdvancedSelector => ({
  kind: 'advanced',
  origin,
  fields: {
    unseen: [],
    origin,
    items: [
      {
        kind: 'field',
        field: known('eventCategory', origin),
        conditions: [{ operator: 'Equals', values: { items: [known('Management', origin)], unseen: [], origin }, origin }],
        origin,
      },
    ],
  },
});
