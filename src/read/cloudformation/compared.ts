import { member, textValue, type Node } from '../../core/node.js';
import { argumentsOf, callOf, refOf, type Template } from './template.js';

/**
 * For each parameter, the literals on which something turns: the other side of an `Fn::Equals`, the keys of a mapping
 * that it selects from. These are the values worth a world of their own.
 */
export function comparedWith(template: Template): ReadonlyMap<string, ReadonlySet<string>> {
  const known = results.get(template);
  if (known !== undefined) return known;
  const found = new Map<string, Set<string>>();
  // Set before it is filled: a template that is nested in itself adds nothing to what it says once.
  results.set(template, found);
  const add = (name: string, literals: Iterable<string>): void => {
    const set = found.get(name) ?? new Set<string>();
    found.set(name, set);
    for (const literal of literals) set.add(literal);
  };
  for (const { value } of template.conditions.values()) visit(value, template, add);
  for (const { value } of template.resources.values()) visit(value, template, add);
  for (const { value } of template.rules.values()) visit(value, template, add);
  for (const [id, child] of template.children()) passedOn(member(member(template.resources.get(id)?.value ?? template.root, 'Properties'), 'Parameters'), comparedWith(child), add);
  return found;
}

const results = new WeakMap<Template, ReadonlyMap<string, ReadonlySet<string>>>();

/** What a nested stack compares its parameters with concerns those of the parent that are passed on; they share the Region and the account. */
function passedOn(parameters: Node, inside: ReadonlyMap<string, ReadonlySet<string>>, add: Add): void {
  for (const [name, literals] of inside) {
    const passed = name.startsWith('AWS::') ? name : refOf(member(parameters, name));
    if (passed !== undefined) add(passed, literals);
  }
}

type Add = (name: string, literals: Iterable<string>) => void;

/** Aliases make a tree a graph: a node is visited once. */
function visit(start: Node, template: Template, add: Add): void {
  const seen = new Set<Node>();
  const pending: Node[] = [start];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const call = callOf(node);
    if (call?.name === 'Fn::Equals') equals(argumentsOf(call.argument), add);
    if (call?.name === 'Fn::FindInMap') findInMap(argumentsOf(call.argument), template, add);
    if (node.kind === 'list') pending.push(...node.items);
    if (node.kind === 'map') for (const { value } of node.entries.values()) pending.push(value);
  }
}

function equals([left, right]: readonly Node[], add: Add): void {
  if (left === undefined || right === undefined) return;
  for (const [reference, literal] of [[left, right], [right, left]] as const) {
    const name = refOf(reference);
    const text = textValue(literal);
    if (name !== undefined && text !== undefined) add(name, [text]);
  }
}

function findInMap([mapName, top, second]: readonly Node[], template: Template, add: Add): void {
  if (mapName === undefined || top === undefined || second === undefined) return;
  const named = textValue(mapName);
  const mapping = named === undefined ? undefined : template.mappings.get(named)?.value;
  if (mapping?.kind !== 'map') return;
  const topName = refOf(top);
  if (topName !== undefined) add(topName, mapping.entries.keys());
  const secondName = refOf(second);
  if (secondName === undefined) return;
  const rows = textValue(top) === undefined ? [...mapping.entries.values()].map(({ value }) => value) : [member(mapping, textValue(top) ?? '')];
  for (const row of rows) if (row.kind === 'map') add(secondName, row.entries.keys());
}
