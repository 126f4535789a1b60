import type { Origin } from '../../core/source.js';
import type { Condition } from '../../model/selector.js';
import type { Sink } from '../../model/sink.js';
import { append } from './append.js';
import { areOwn, type Edits } from './change.js';
import { layoutOf, type Collection, type Layout } from './layout.js';
import { inQuotesOf, isDeclared, isWrittenHere } from './place.js';
import { advancedOf } from './seats.js';

/** Adds a value to those of an operator. */
export function addValue({ values }: Condition, word: string): Edits {
  const layout = isWrittenHere(values.origin) ? layoutOf(values.origin.span.source) : undefined;
  const list = layout?.listAt(values.origin.span);
  const last = list?.members.at(-1)?.value;
  if (layout === undefined || list === undefined || list.from !== list.start || last?.kind !== 'leaf' || !isDeclared(layout, list)) return undefined;
  return own(layout, append(layout, list, [inQuotesOf(layout, last, word)]));
}

const own = (layout: Layout, edits: Edits): Edits => (edits !== undefined && areOwn(edits, layout) ? edits : undefined);

/** API Reference, `CreateEventDataStore`: one to five. */
const MOST_OF_A_STORE = 5;

/** Adds a selector for management events to the advanced selectors of a sink. */
export function addManagementSelector(sink: Sink): Edits {
  const [first] = advancedOf(sink);
  const layout = first === undefined || !isWrittenHere(first.fields.origin) ? undefined : layoutOf(first.fields.origin.span.source);
  const list = layout === undefined || first === undefined ? undefined : selectorsAround(layout, first.fields.origin);
  if (layout === undefined || list === undefined || (sink.kind === 'event-data-store' && list.members.length >= MOST_OF_A_STORE)) return undefined;
  return own(layout, append(layout, list, selectorLines(layout, list)));
}

/** The list of selectors to one of which these field selectors belong; a list of `Fn::If` is none. */
function selectorsAround(layout: Layout, { span }: Origin): Collection | undefined {
  const fields = layout.listAt(span);
  const entry = fields === undefined ? undefined : layout.memberOf(fields);
  const selector = entry === undefined || layout.keyOf(entry) !== 'FieldSelectors' ? undefined : layout.holderOf(entry);
  const member = selector === undefined ? undefined : layout.memberOf(selector);
  const list = member === undefined ? undefined : layout.holderOf(member);
  if (list?.kind !== 'list' || list.from !== list.start || !isDeclared(layout, list)) return undefined;
  const holder = layout.memberOf(list);
  return holder === undefined || layout.keyOf(holder) === 'AdvancedEventSelectors' ? list : undefined;
}

function selectorLines(layout: Layout, list: Collection): readonly string[] {
  if (list.style === 'block') return ['FieldSelectors:', '  - Field: eventCategory', '    Equals: [Management]'];
  const first = list.members[0]?.value;
  const key = first?.kind === 'map' ? first.members[0]?.key : undefined;
  const word = (text: string): string => (key === undefined ? text : inQuotesOf(layout, key, text));
  return [`{ ${word('FieldSelectors')}: [{ ${word('Field')}: ${word('eventCategory')}, ${word('Equals')}: [${word('Management')}] }] }`];
}

/** Adds a property to the declaration of a resource of a template, of which `name` is the logical id. */
export function addProperty(name: Origin, property: string, value: string): Edits {
  const layout = isWrittenHere(name) ? layoutOf(name.span.source) : undefined;
  const body = layout?.entryAt(name.span)?.value;
  if (layout === undefined || body?.kind !== 'map' || !isDeclared(layout, body)) return undefined;
  const [properties, ...more] = body.members.filter((member) => layout.keyOf(member) === 'Properties').map((member) => member.value);
  if (properties?.kind !== 'map' || more.length > 0 || properties.from !== properties.start) return undefined;
  const [first] = properties.members;
  // What is merged in may set it, and so may a function beside the other keys.
  const open = properties.members.some((member) => ['<<', property].includes(layout.keyOf(member)) || layout.keyOf(member).startsWith('Fn::'));
  if (first?.key === undefined || open) return undefined;
  const key = properties.style === 'flow' ? inQuotesOf(layout, first.key, property) : property;
  return own(layout, append(layout, properties, [`${key}: ${value}`]));
}
