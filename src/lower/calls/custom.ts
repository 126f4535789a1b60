import { list, map, type Entry, type MapNode, type Node } from '../../core/node.js';
import { operators } from '../../model/selector/selector.js';
import type { Call } from './call.js';

/** Members of the API that custom resources spell in lower camel case as well, as the SDKs of other languages do. */
const spellings: ReadonlyMap<string, string> = new Map(
  ['EventSelectors', 'AdvancedEventSelectors', 'ReadWriteType', 'IncludeManagementEvents', 'ExcludeManagementEventSources', 'DataResources', 'FieldSelectors', 'Field', ...operators].map(
    (name) => [name.charAt(0).toLowerCase() + name.slice(1), name],
  ),
);

const apiName = (name: string): string => spellings.get(name) ?? name;

/** Members by which selectors of either kind are told from other lists. */
const kinds: ReadonlyMap<string, readonly string[]> = new Map([
  ['EventSelectors', ['ReadWriteType', 'IncludeManagementEvents', 'ExcludeManagementEventSources', 'DataResources']],
  ['AdvancedEventSelectors', ['FieldSelectors']],
]);

/**
 * What a custom resource is given that has the shape of the input of a call: its provider is taken to make the call. Lists
 * of that name and of another shape are nothing of ours.
 */
export function callsOfCustom(node: Node): readonly Call[] {
  switch (node.kind) {
    case 'list':
      return node.items.flatMap(callsOfCustom);
    case 'map': {
      const found = [...node.entries].find(([name, { value }]) => isSelectors(apiName(name), value));
      if (found === undefined) return [...node.entries.values()].flatMap(({ value }) => callsOfCustom(value));
      return [{ operation: isStore(node) ? 'UpdateEventDataStore' : 'PutEventSelectors', maker: '', at: found[1].key, parameters: inApiSpelling(node) }];
    }
    case 'scalar':
    case 'unknown':
    case 'absent':
      return [];
  }
}

/** Event data stores are told by what only they have: their name, how long they retain events. */
const isStore = (node: MapNode): boolean => !node.entries.has('EventSelectors') && [...node.entries.keys()].some((name) => /event_?data_?store|retention/iu.test(name));

function isSelectors(name: string, value: Node): boolean {
  const members = kinds.get(name);
  if (members === undefined || value.kind !== 'list' || value.items.length === 0) return false;
  return value.items.every((item) => item.kind === 'map' && [...item.entries.keys()].some((key) => members.includes(apiName(key))));
}

const inApiSpelling = (node: MapNode): MapNode =>
  map(new Map([...node.entries].map(([name, { key, value }]): [string, Entry] => [apiName(name), { key, value: spelt(value) }])), node.origin, node.unseen);

function spelt(node: Node): Node {
  if (node.kind === 'map') return inApiSpelling(node);
  return node.kind === 'list' ? list(node.items.map(spelt), node.origin, node.unseen) : node;
}
