import type { Origin } from '../../core/source.js';
import type { AdvancedSelector, Condition } from '../../model/selector/selector.js';
import type { Sink } from '../../model/sink.js';
import { append } from './append.js';
import { areOwn, type Change, type Edits } from './change.js';
import { inCamelCase } from './code/names.js';
import { propertiesBehind } from './code/place.js';
import { selectorWords, type SelectorWords } from './code/words.js';
import { addAttribute, addManagementBlock } from './hcl/addition.js';
import { resourceAt } from './hcl/place.js';
import { namesWithoutQuotes } from './language.js';
import { layoutOf, type Collection, type Layout } from './layout.js';
import { inQuotesOf, isDeclared, isQuoted, isWrittenHere } from './place.js';
import { advancedOf } from './seats.js';

/** Adds a value to those of an operator. */
export function addValue({ values }: Condition, word: string): Edits {
  const layout = isWrittenHere(values.origin) ? layoutOf(values.origin.span.source) : undefined;
  const list = layout?.listAt(values.origin.span);
  const last = list?.members.at(-1)?.value;
  if (layout === undefined || list === undefined || list.from !== list.start || last?.kind !== 'leaf' || !isDeclared(layout, list)) return undefined;
  if (layout.language === 'hcl') return own(layout, append(layout, list, [`"${word}"`]));
  return isQuoted(last) || !namesWithoutQuotes(layout.language) ? own(layout, append(layout, list, [inQuotesOf(layout, last, word)])) : undefined;
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
  const words = layout === undefined ? undefined : wordsFor(layout, first, sink);
  const list = layout === undefined || words === undefined ? undefined : selectorsAround(layout, first.fields.origin, words);
  if (layout === undefined || words === undefined || list === undefined || (sink.kind === 'event-data-store' && list.members.length >= MOST_OF_A_STORE)) return undefined;
  return own(layout, append(layout, list, selectorLines(layout, list, words)));
}

function wordsFor(layout: Layout, selector: AdvancedSelector, { spelling }: Sink): SelectorWords | undefined {
  if (layout.language === 'javascript') return selectorWords(layout, selector);
  return { list: spelling('AdvancedEventSelectors'), selectors: spelling('FieldSelectors'), field: spelling('Field'), equals: spelling('Equals'), quoted: undefined };
}

/** The list of selectors to one of which these field selectors belong; a list of `Fn::If` is none. */
function selectorsAround(layout: Layout, { span }: Origin, words: SelectorWords): Collection | undefined {
  const fields = layout.listAt(span);
  const entry = fields === undefined ? undefined : layout.memberOf(fields);
  const selector = entry === undefined || layout.keyOf(entry) !== words.selectors ? undefined : layout.holderOf(entry);
  const member = selector === undefined ? undefined : layout.memberOf(selector);
  const list = member === undefined ? undefined : layout.holderOf(member);
  if (list?.kind !== 'list' || list.from !== list.start || !isDeclared(layout, list)) return undefined;
  const holder = layout.memberOf(list);
  return holder === undefined || layout.keyOf(holder) === words.list ? list : undefined;
}

function selectorLines(layout: Layout, list: Collection, { selectors, field, equals, quoted }: SelectorWords): readonly string[] {
  if (layout.language === 'hcl') return [`{ ${selectors} = [{ ${field} = "eventCategory", ${equals} = ["Management"] }] }`];
  if (list.style === 'block') return [`${selectors}:`, `  - ${field}: eventCategory`, `    ${equals}: [Management]`];
  const first = list.members[0]?.value;
  const leaf = first?.kind === 'map' ? first.members[0]?.key : undefined;
  const key = (text: string): string => (leaf === undefined ? text : inQuotesOf(layout, leaf, text));
  const value = quoted ?? key;
  // What stands around JSON in a script may have no blanks in it.
  if (list.style === 'compact') return [`{${key(selectors)}:[{${key(field)}:${value('eventCategory')},${key(equals)}:[${value('Management')}]}]}`];
  return [`{ ${key(selectors)}: [{ ${key(field)}: ${value('eventCategory')}, ${key(equals)}: [${value('Management')}] }] }`];
}

/** Adds a property to the declaration of a resource: of a template, of which `name` is the logical id, or of a program, where it is what the resource is called. */
export function addProperty(name: Origin, property: string, value: string): Change {
  const layout = layoutOf(name.span.source);
  const spelt = layout?.language === 'javascript' ? inCamelCase(property) : property;
  const says = `Add \`${spelt}${resourceAt(name) === undefined ? ':' : ' ='} ${value}\``;
  if (resourceAt(name) !== undefined) return { says, edits: addAttribute(name, property, value) };
  if (layout === undefined || !isWrittenHere(name)) return { says, edits: undefined };
  const properties = layout.language === 'javascript' ? propertiesBehind(layout, name) : propertiesOf(layout, name);
  return { says, edits: properties === undefined ? undefined : withProperty(layout, properties, spelt, value) };
}

function propertiesOf(layout: Layout, name: Origin): Collection | undefined {
  const body = layout.entryAt(name.span)?.value;
  if (body?.kind !== 'map' || !isDeclared(layout, body)) return undefined;
  const [properties, ...more] = body.members.filter((member) => layout.keyOf(member) === 'Properties').map((member) => member.value);
  return properties?.kind === 'map' && more.length === 0 ? properties : undefined;
}

function withProperty(layout: Layout, properties: Collection, property: string, value: string): Edits {
  if (properties.from !== properties.start) return undefined;
  const [first] = properties.members;
  // What is merged or spread in may set it, and so may a function beside the other keys.
  const open = properties.members.some((member) => member.key === undefined || ['<<', property].includes(layout.keyOf(member)) || layout.keyOf(member).startsWith('Fn::'));
  if (first?.key === undefined || open) return undefined;
  const key = properties.style === 'flow' ? inQuotesOf(layout, first.key, property) : property;
  return own(layout, append(layout, properties, [`${key}: ${value}`]));
}
