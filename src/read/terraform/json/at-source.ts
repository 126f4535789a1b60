import { list, map, type Entry, type ListNode, type MapNode, type Node } from '../../../core/node.js';
import { stations, type Origin } from '../../../core/source.js';
import type { Resource, Unit } from '../../../core/unit.js';

/** What Terraform made of a configuration, told where that is written. */
export interface AtSource {
  readonly resources: readonly Resource[];
  /** Those of them that were found in the configuration, by their addresses without indexes. */
  readonly found: ReadonlySet<string>;
  /** Those that are not written there as Terraform has them: the one was changed since the other was made. */
  readonly missed: ReadonlySet<string>;
}

/**
 * How much of a resource must be written as Terraform has it. `all`: each value that is known in the configuration. `written`:
 * each that is written where it is used; others come from variables, whose values only whoever runs Terraform knows.
 */
export type Agreement = 'all' | 'written';

/** More worlds than that are not compared. */
const MOST_WORLDS = 64;

/** Values that are compared with each other, of one resource in one world: sets in another order take the square of their size. Beyond, all stays where it is. */
const MOST_COMPARED = 200_000;

/** How values are compared, and how many may still be. */
interface Search {
  readonly agreement: Agreement;
  left: number;
}

/**
 * Resources of a plan or a state with the places of the configuration that `units` were read from: of a value where it comes
 * from there, else of the expression, else of the block. Their own places come behind. What is judged stays what Terraform has.
 */
export function atSource(resources: readonly Resource[], units: readonly Unit[], agreement: Agreement): AtSource {
  const declared = byAddress(units);
  const found = new Set<string>();
  const missed = new Set<string>();
  const told = resources.map((resource): Resource => {
    if (resource.former?.how === 'deleted') return resource;
    const address = withoutInstances(resource.address);
    const placed = placedResource(resource, declared.get(address) ?? [], agreement);
    (placed === undefined ? missed : found).add(address);
    return placed ?? resource;
  });
  return { resources: told, found: new Set([...found].filter((address) => !missed.has(address))), missed };
}

/** The address of a declaration: without what tells its instances, and those of modules, apart. */
export const withoutInstances = (address: string): string => address.replaceAll(/\[(?:\d+|\*|"(?:[^"\\]|\\.)*")\]/gu, '');

function byAddress(units: readonly Unit[]): ReadonlyMap<string, readonly Resource[]> {
  const found = new Map<string, Resource[]>();
  for (const { worlds } of units) {
    for (const { value } of worlds.slice(0, MOST_WORLDS)) {
      for (const resource of value) {
        const address = withoutInstances(resource.address);
        const known = found.get(address);
        if (known === undefined) found.set(address, [resource]);
        else known.push(resource);
      }
    }
  }
  return found;
}

/** By the instance that it is, and in the world that agrees best, if there is one. */
function placedResource(resource: Resource, declared: readonly Resource[], agreement: Agreement): Resource | undefined {
  const same = declared.filter(({ address }) => address === resource.address);
  const candidates = (same.length > 0 ? same : declared).slice(0, MOST_WORLDS);
  for (const strictness of agreement === 'all' ? (['all'] as const) : (['all', 'written'] as const)) {
    for (const { body, name } of candidates) {
      const placed = placedIn(resource.body, body, name, { agreement: strictness, left: MOST_COMPARED });
      if (placed !== undefined) return { ...resource, name: behind(name, resource.name), body: placed };
    }
  }
  return undefined;
}

/** A place in the configuration, behind it the one in the plan or state. */
const behind = (written: Origin, made: Origin): Origin => ({ ...written, from: written.from === undefined ? { span: made.span, via: 'plan' } : behind(written.from, made) });

/** A value with the places where it is written; undefined where something else is written. `at` is told for what is not written. */
function placedIn(made: Node, written: Node, at: Origin, search: Search): Node | undefined {
  if (search.left-- <= 0) return undefined;
  if (written.kind === 'unknown' || written.kind === 'absent') return everywhere(made, written.kind === 'absent' ? at : written.origin);
  if (made.kind === 'unknown') return everywhere(made, written.origin);
  if (made.kind === 'map' && written.kind === 'map') return placedMap(made, written, at, search);
  if (made.kind === 'list' && written.kind === 'list') return placedList(made, written, search);
  const [item, one] = [onlyOf(made), onlyOf(written)];
  if (made.kind === 'list' && item !== undefined && written.kind !== 'list') return placedAround(made, placedIn(item, written, at, search), written.origin) ?? otherwise(made, written, search);
  if (one !== undefined && made.kind !== 'list') return placedIn(made, one, one.origin, search) ?? otherwise(made, written, search);
  const agrees = (made.kind === 'scalar' && written.kind === 'scalar' && made.text === written.text) || (isNothing(made) && isNothing(written));
  if (agrees) return { ...made, origin: behind(written.origin, made.origin) };
  return otherwise(made, written, search);
}

const otherwise = (made: Node, written: Node, search: Search): Node | undefined => (mayDiffer(written, search) ? everywhere(made, written.origin) : undefined);

/** In a policy a list of one and its item are the same, and the one is made of the other. */
const onlyOf = (node: Node): Node | undefined => (node.kind === 'list' && node.items.length === 1 && node.unseen.length === 0 ? node.items[0] : undefined);

const placedAround = (made: ListNode, item: Node | undefined, at: Origin): Node | undefined => (item === undefined ? undefined : list([item], behind(at, made.origin), made.unseen));

/** A value that whoever runs Terraform chooses. */
const mayDiffer = (written: Node, { agreement }: Search): boolean => agreement === 'written' && stations(written.origin).some(({ via }) => via !== 'literal');

/** Providers make one of the other. */
const isNothing = (node: Node): boolean => node.kind === 'absent' || (node.kind === 'scalar' && node.value === null) || (node.kind === 'list' && node.items.length === 0 && node.unseen.length === 0);

/** All of a value at the place where it is used. What that has in the configuration is another value: where it comes from says nothing. */
function everywhere(made: Node, { span, via }: Origin): Node {
  const at: Origin = { span, via };
  const origin = behind(at, made.origin);
  switch (made.kind) {
    case 'list':
      return list(made.items.map((item) => everywhere(item, at)), origin, made.unseen.map((part) => ({ ...part, origin: behind(at, part.origin) })));
    case 'map':
      return map(new Map([...made.entries].map(([key, entry]): [string, Entry] => [key, { key: behind(at, entry.key), value: everywhere(entry.value, at) }])), origin, made.unseen.map((part) => ({ ...part, origin: behind(at, part.origin) })));
    case 'scalar':
    case 'unknown':
    case 'absent':
      return { ...made, origin };
  }
}

/** What the configuration does not say, the provider fills in: the block stands for it. */
function placedMap(made: MapNode, written: MapNode, at: Origin, search: Search): Node | undefined {
  const entries = new Map<string, Entry>();
  for (const [key, { key: own, value }] of made.entries) {
    const entry = written.entries.get(key);
    const placed = entry === undefined ? everywhere(value, at) : placedIn(value, entry.value, entry.key, search);
    if (placed === undefined) return undefined;
    entries.set(key, { key: behind(entry?.key ?? at, own), value: placed });
  }
  return map(entries, behind(written.origin, made.origin), made.unseen.map((part) => ({ ...part, origin: behind(written.origin, part.origin) })));
}

/** Of a set the order is another one: what stands at the same place is tried first, then whatever is left. */
function placedList(made: ListNode, written: ListNode, search: Search): Node | undefined {
  const [unseen] = written.unseen;
  const isOpen = unseen !== undefined || mayDiffer(written, search);
  if (!isOpen && written.items.length !== made.items.length) return undefined;
  const left = new Set(written.items.keys());
  const items: Node[] = [];
  for (const [index, item] of made.items.entries()) {
    const placed = placedItem(item, index, written, left, search) ?? (isOpen ? everywhere(item, unseen?.origin ?? written.origin) : undefined);
    if (placed === undefined) return undefined;
    items.push(placed);
  }
  return list(items, behind(written.origin, made.origin), made.unseen.map((part) => ({ ...part, origin: behind(written.origin, part.origin) })));
}

function placedItem(item: Node, index: number, written: ListNode, left: Set<number>, search: Search): Node | undefined {
  for (const at of left.has(index) ? [index, ...left] : left) {
    const other = written.items[at];
    const placed = other === undefined ? undefined : placedIn(item, other, other.origin, search);
    if (placed === undefined) continue;
    left.delete(at);
    return placed;
  }
  return undefined;
}
