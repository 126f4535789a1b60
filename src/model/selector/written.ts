import type { Origin } from '../../core/source.js';
import { known, type Many, type Setting } from '../../core/value.js';
import { selectedBy } from '../coverage.js';
import type { AdvancedSelector, BasicSelector, ReadWriteType } from './selector.js';
import type { Sink } from '../sink.js';

/** Whether a sink would log every KMS event that it may log now, if `word` stood at `at` in its selectors. */
export function keepsEvents(sink: Sink, at: Origin, word: string): boolean {
  const before = selectedBy(sink);
  return selectedBy(withWord(sink, at, word)).every(({ always }, i) => always === 'yes' || before[i]?.always === 'no');
}

function withWord(sink: Sink, at: Origin, word: string): Sink {
  const { selectors } = sink;
  switch (selectors.kind) {
    case 'default':
    case 'elsewhere':
    case 'unknown':
      return sink;
    case 'basic':
      return { ...sink, selectors: { ...selectors, selectors: each(selectors.selectors, (one) => basic(one, at, word)) } };
    case 'advanced':
      return { ...sink, selectors: { ...selectors, selectors: each(selectors.selectors, (one) => advanced(one, at, word)) } };
    case 'both':
      return { ...sink, selectors: { ...selectors, basic: each(selectors.basic, (one) => basic(one, at, word)), advanced: each(selectors.advanced, (one) => advanced(one, at, word)) } };
  }
}

const each = <T>(many: Many<T>, change: (item: T) => T): Many<T> => ({ ...many, items: many.items.map(change) });

const setting = (value: Setting<string>, at: Origin, word: string): Setting<string> => (value.origin === at ? known(word, at) : value);

const isReadWriteType = (word: string): word is ReadWriteType => word === 'All' || word === 'ReadOnly' || word === 'WriteOnly';

const basic = (selector: BasicSelector, at: Origin, word: string): BasicSelector => ({
  ...selector,
  readWriteType: selector.readWriteType.origin === at && isReadWriteType(word) ? known(word, at) : selector.readWriteType,
  excludeManagementEventSources: each(selector.excludeManagementEventSources, (source) => setting(source, at, word)),
});

const advanced = (selector: AdvancedSelector, at: Origin, word: string): AdvancedSelector => ({
  ...selector,
  fields: each(selector.fields, (field) => ({
    ...field,
    field: setting(field.field, at, word),
    conditions: field.conditions.map((condition) => ({ ...condition, values: each(condition.values, (value) => setting(value, at, word)) })),
  })),
});
