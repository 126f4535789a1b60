import type { Origin } from '../../core/source.js';
import type { Condition } from '../../model/selector.js';
import type { Sink } from '../../model/sink.js';
import type { Spelling } from '../../model/spelling.js';
import { append } from './append.js';
import { areOwn, type Edits } from './change.js';
import { addAttribute, addManagementBlock } from './hcl/addition.js';
import { resourceAt } from './hcl/place.js';
import { layoutOf, type Collection, type Layout } from './layout.js';
import { inQuotesOf, isDeclared, isWrittenHere } from './place.js';
import { advancedOf } from './seats.js';

/** Adds a value to those of an operator. */
export function addValue({ values }: Condition, word: string): Edits {
  const layout = isWrittenHere(values.origin) ? layoutOf(values.origin.span.source) : undefined;
  const list = layout?.listAt(values.origin.span);
  const last = list?.members.at(-1)?.value;
  if (layout === undefined || list === undefined || list.from !== list.start || last?.kind !== 'leaf' || !isDeclared(layout, list)) return undefined;
  // A word without quotes is a reference in HCL.
  return own(layout, append(layout, list, [layout.language === 'hcl' ? `"${word}"` : inQuotesOf(layout, last, word)]));
}

const own = (layout: Layout, edits: Edits): Edits => (edits !== undefined && areOwn(edits, layout) ? edits : undefined);

/** API Reference, `CreateEventDataStore`: one to five. */
const MOST_OF_A_STORE = 5;

/** Adds a selector for management events to the advanced selectors of a sink. */
export function addManagementSelector(sink: Sink): Edits {
  const selectors = advancedOf(sink);
  const [first] = selectors;
  if (first === undefined || (sink.kind === 'event-data-store' && selectors.length >= MOST_OF_A_STORE)) return undefined;
  const inBlocks = addManagementBlock(first.fields.origin, sink.spelling);
  if (inBlocks !== undefined) return inBlocks;
  const layout = isWrittenHere(first.fields.origin) ? layoutOf(first.fields.origin.span.source) : undefined;
  const list = layout === undefined ? undefined : selectorsAround(layout, first.fields.origin, sink.spelling);
  if (layout === undefined || list === undefined || (sink.kind === 'event-data-store' && list.members.length >= MOST_OF_A_STORE)) return undefined;
  return own(layout, append(layout, list, selectorLines(layout, list, sink.spelling)));
}

/** The list of selectors to one of which these field selectors belong; a list of `Fn::If` is none. */
function selectorsAround(layout: Layout, { span }: Origin, spelling: Spelling): Collection | undefined {
  const fields = layout.listAt(span);
  const entry = fields === undefined ? undefined : layout.memberOf(fields);
  const selector = entry === undefined || layout.keyOf(entry) !== spelling('FieldSelectors') ? undefined : layout.holderOf(entry);
  const member = selector === undefined ? undefined : layout.memberOf(selector);
  const list = member === undefined ? undefined : layout.holderOf(member);
  if (list?.kind !== 'list' || list.from !== list.start || !isDeclared(layout, list)) return undefined;
  const holder = layout.memberOf(list);
  return holder === undefined || layout.keyOf(holder) === spelling('AdvancedEventSelectors') ? list : undefined;
}

function selectorLines(layout: Layout, list: Collection, spelling: Spelling): readonly string[] {
  const [selectors, field, equals] = [spelling('FieldSelectors'), spelling('Field'), spelling('Equals')];
  if (layout.language === 'hcl') return [`{ ${selectors} = [{ ${field} = "eventCategory", ${equals} = ["Management"] }] }`];
  if (list.style === 'block') return [`${selectors}:`, `  - ${field}: eventCategory`, `    ${equals}: [Management]`];
  const first = list.members[0]?.value;
  const key = first?.kind === 'map' ? first.members[0]?.key : undefined;
  const word = (text: string): string => (key === undefined ? text : inQuotesOf(layout, key, text));
  return [`{ ${word(selectors)}: [{ ${word(field)}: ${word('eventCategory')}, ${word(equals)}: [${word('Management')}] }] }`];
}

/** Adds a property to the declaration of a resource of a template, of which `name` is the logical id. */
export function addProperty(name: Origin, property: string, value: string): Edits {
  if (resourceAt(name) !== undefined) return addAttribute(name, property, value);
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
