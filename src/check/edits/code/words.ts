import type { AdvancedSelector } from '../../../model/selector/selector.js';
import { inQuotesOf, isQuoted, isWrittenHere } from '../place.js';
import type { Layout } from '../layout.js';

/** The words in which advanced selectors are written. */
export interface SelectorWords {
  /** The key of the list of selectors, where it has one. */
  readonly list: string;
  readonly selectors: string;
  readonly field: string;
  readonly equals: string;
  /** How a text is quoted, where that is another way than that of keys. */
  readonly quoted: ((text: string) => string) | undefined;
}

/**
 * The words of advanced selectors as they are written in this place of a program. Libraries differ: `fieldSelectors` with
 * `equalTo` in the CDK, `fieldSelector` with `equalTo` in cdktf, `fieldSelectors` with `equals` in Pulumi, `FieldSelectors` with
 * `Equals` in the SDK. Undefined where one of them is not to be seen.
 */
export function selectorWords(layout: Layout, { fields }: AdvancedSelector): SelectorWords | undefined {
  const list = layout.listAt(fields.origin.span);
  const entry = list === undefined ? undefined : layout.memberOf(list);
  const selectors = entry === undefined ? '' : layout.keyOf(entry);
  if (!/^[Ff]ieldSelectors?$/u.test(selectors)) return undefined;
  for (const { conditions } of fields.items) {
    for (const { operator, origin, values } of conditions) {
      const operand = operator === 'Equals' && isWrittenHere(origin) ? layout.entryAt(origin.span) : undefined;
      const leaf = values.items[0] === undefined ? undefined : layout.leafAt(values.items[0].origin.span);
      if (operand === undefined || leaf === undefined || !isQuoted(leaf)) continue;
      return {
        list: selectors.replace('fieldS', 'advancedEventS').replace('FieldS', 'AdvancedEventS'),
        selectors,
        field: selectors.startsWith('f') ? 'field' : 'Field',
        equals: layout.keyOf(operand),
        quoted: (text) => inQuotesOf(layout, leaf, text),
      };
    }
  }
  return undefined;
}
