import { list, map, member, type Entry, type MapNode, type Node } from '../../core/node.js';

/** Which section of `Globals` a type of SAM takes properties from. SAM specification, "Globals section". */
const globals: ReadonlyMap<string, string> = new Map([
  ['AWS::Serverless::Function', 'Function'],
  ['AWS::Serverless::StateMachine', 'StateMachine'],
]);

/** The properties of a resource with those of `Globals` that it does not set itself; lists are taken together. */
export function withGlobals(root: MapNode, type: string, properties: Node): Node {
  const section = globals.get(type);
  const shared = section === undefined ? undefined : member(member(root, 'Globals'), section);
  if (shared?.kind !== 'map') return properties;
  if (properties.kind === 'absent') return shared;
  if (properties.kind !== 'map') return properties;
  const entries = new Map<string, Entry>(shared.entries);
  for (const [name, entry] of properties.entries) entries.set(name, together(shared.entries.get(name), entry));
  return map(entries, properties.origin, properties.unseen);
}

const together = (shared: Entry | undefined, own: Entry): Entry =>
  shared?.value.kind === 'list' && own.value.kind === 'list'
    ? { key: own.key, value: list([...shared.value.items, ...own.value.items], own.value.origin, [...shared.value.unseen, ...own.value.unseen]) }
    : own;
