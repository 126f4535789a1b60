import { keyOrigin, member, type MapNode, type Node } from '../core/node.js';
import type { Origin } from '../core/source.js';
import { unknown, type Many, type Setting, type Unknown } from '../core/value.js';
import {
  operators,
  type AdvancedSelector,
  type BasicSelector,
  type Condition,
  type FieldSelector,
  type Selectors,
} from '../model/selector/selector.js';
import type { SinkKind } from '../model/sink.js';
import { asInTheApi, type Spelling } from '../model/selector/spelling.js';
import { choice, withDefault, type Settings } from './settings.js';

/** Event selectors as declared in `body`. An empty list is what "no selectors" looks like in templates and in the API's output. */
export function lowerSelectors(body: Node, kind: SinkKind, settings: Settings, spelling: Spelling = asInTheApi): Selectors {
  const basic = kind === 'trail' ? declared(body, 'EventSelectors', settings, spelling, basicSelector) : undefined;
  const advanced = declared(body, 'AdvancedEventSelectors', settings, spelling, advancedSelector);
  if (basic !== undefined && 'kind' in basic) return basic;
  if (advanced !== undefined && 'kind' in advanced) return advanced;
  if (basic !== undefined && advanced !== undefined) return { kind: 'both', basic, advanced };
  if (basic !== undefined) return { kind: 'basic', selectors: basic };
  if (advanced !== undefined) return { kind: 'advanced', selectors: advanced };
  return { kind: 'default', origin: body.origin };
}

/** An event data store has no basic selectors: what stands there does nothing, and is told as such. */
export function foreignSelectors(body: Node, spelling: Spelling = asInTheApi): readonly Origin[] {
  const entry = body.kind === 'map' ? body.entries.get(spelling('EventSelectors')) : undefined;
  return entry === undefined || entry.value.kind === 'absent' ? [] : [entry.key];
}

const otherEvents: ReadonlySet<string> = new Set(['ConfigurationItem', 'Evidence', 'ActivityAuditLog', 'Insight']);

/** Whether the selectors make an event data store of something else than CloudTrail events, which holds no management events by design. */
export function holdsOtherEvents(selectors: Selectors): boolean {
  if (selectors.kind !== 'advanced' || selectors.selectors.unseen.length > 0) return false;
  return selectors.selectors.items.every(({ fields }) => fields.items.some(isOtherCategory));
}

const isOtherCategory = ({ field, conditions }: FieldSelector): boolean =>
  field.kind === 'known' && field.value === 'eventCategory' && conditions.length > 0 && conditions.every(({ values }) => namesOther(values));

const namesOther = ({ items, unseen }: Condition['values']): boolean => unseen.length === 0 && items.every((value) => value.kind === 'known' && otherEvents.has(value.value));

type Lower<S> = (node: Node, settings: Settings, spelling: Spelling) => S | Unknown;

function declared<S extends { readonly kind: string }>(body: Node, apiName: string, settings: Settings, spelling: Spelling, lower: Lower<S>): Many<S> | Unknown | undefined {
  const name = spelling(apiName);
  const items = settings.items(member(body, name), name);
  if (items === undefined || 'kind' in items) return items;
  if (items.items.length === 0 && items.unseen.length === 0) return undefined;
  return { ...split(items, (item) => lower(item, settings, spelling)), origin: keyOrigin(body, name) };
}

/** Lowers each item; what cannot be read counts as unseen. */
function split<S extends { readonly kind: string }>(many: Many<Node>, lower: (node: Node) => S | Unknown): Many<S> {
  const lowered = many.items.map(lower);
  const isUnknown = (one: S | Unknown): one is Unknown => one.kind === 'unknown';
  return {
    items: lowered.filter((one): one is S => !isUnknown(one)),
    unseen: [...lowered.filter(isUnknown), ...many.unseen],
    origin: many.origin,
  };
}

/** The node as a map; anything else is told and unknown. */
function asMap(node: Node, name: string, settings: Settings): MapNode | Unknown {
  if (node.kind === 'map' || node.kind === 'unknown') return node;
  settings.expected(node, name, 'a map');
  return unknown(`${name} must be a map`, node.origin, 'malformed');
}

/** Where a selector without a culprit of its own is shown: its first key. */
const headOf = (node: MapNode): Origin => [...node.entries.values()][0]?.key ?? node.origin;

const readWriteTypes = ['ReadOnly', 'WriteOnly', 'All'] as const;

/** Defaults: API Reference, `EventSelector`. */
function basicSelector(node: Node, settings: Settings, spelling: Spelling): BasicSelector | Unknown {
  const body = asMap(node, 'an event selector', settings);
  if (body.kind === 'unknown') return body;
  const at = headOf(body);
  const get = (name: string): Node => member(body, spelling(name));
  const sources = settings.strings(get('ExcludeManagementEventSources'), spelling('ExcludeManagementEventSources'));
  return {
    kind: 'basic',
    readWriteType: withDefault(settings.word(get('ReadWriteType'), spelling('ReadWriteType'), readWriteTypes), 'All', at),
    includeManagementEvents: withDefault(settings.boolean(get('IncludeManagementEvents'), spelling('IncludeManagementEvents')), true, at),
    excludeManagementEventSources: sources ?? { items: [], unseen: [], origin: at },
    dataResources: dataResources(get('DataResources'), spelling('DataResources'), settings, at),
    origin: at,
  };
}

function dataResources(node: Node, name: string, settings: Settings, at: Origin): BasicSelector['dataResources'] {
  const items = settings.items(node, name);
  if (items === undefined) return { items: [], unseen: [], origin: at };
  if ('kind' in items) return { items: [], unseen: [items], origin: items.origin };
  return { ...items, items: items.items.map(({ origin }) => ({ origin })) };
}

function advancedSelector(node: Node, settings: Settings, spelling: Spelling): AdvancedSelector | Unknown {
  const body = asMap(node, 'an advanced event selector', settings);
  if (body.kind === 'unknown') return body;
  const name = spelling('FieldSelectors');
  const items = settings.items(member(body, name), name);
  const origin = headOf(body);
  const fields = items === undefined ? { items: [], unseen: [], origin } : 'kind' in items ? { items: [], unseen: [items], origin } : items;
  return { kind: 'advanced', fields: split(fields, (item) => fieldSelector(item, settings, spelling)), origin };
}

function fieldSelector(node: Node, settings: Settings, spelling: Spelling): FieldSelector | Unknown {
  const body = asMap(node, 'a field selector', settings);
  if (body.kind === 'unknown') return body;
  const field = settings.string(member(body, spelling('Field')), spelling('Field'));
  return {
    kind: 'field',
    field: field.kind === 'absent' ? unknown(`a field selector must name its \`${spelling('Field')}\``, headOf(body), 'invalid') : field,
    conditions: operators.flatMap((operator): readonly Condition[] => {
      const values = settings.strings(member(body, spelling(operator)), spelling(operator));
      if (values === undefined || (values.items.length === 0 && values.unseen.length === 0)) return [];
      return [{ operator, values: legalValues(field, values), origin: keyOrigin(body, spelling(operator)) }];
    }),
    origin: headOf(body),
  };
}

const categories = ['Management', 'Data', 'NetworkActivity', 'Insight', 'ConfigurationItem', 'Evidence', 'ActivityAuditLog'];
const closed: ReadonlyMap<string, readonly string[]> = new Map([
  ['eventCategory', categories],
  ['readOnly', ['true', 'false']],
]);

/** Values of fields whose values are a closed set: another value is refused, so its effect is unknown. */
function legalValues(field: Setting<string> | { readonly kind: 'absent' }, values: Many<Setting<string>>): Many<Setting<string>> {
  const legal = field.kind === 'known' ? closed.get(field.value) : undefined;
  if (legal === undefined) return values;
  return {
    ...values,
    items: values.items.map((value) =>
      value.kind === 'known' && !legal.includes(value.value) ? unknown(`\`${value.value}\` is not ${choice(legal)}`, value.origin, 'invalid') : value,
    ),
  };
}
