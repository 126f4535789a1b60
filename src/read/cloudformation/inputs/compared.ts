import { append } from '../../../core/long.js';
import { member, nameIn, textValue, type Node } from '../../../core/node.js';
import { argumentsOf, callOf, refOf, type Call, type Template } from '../template.js';

/**
 * For each parameter, the literals on which something turns: the other side of an `Fn::Equals`, the keys of a mapping
 * that it selects from. These are the values worth a world of their own.
 */
export function comparedWith(template: Template): Compared {
  const known = results.get(template);
  if (known !== undefined) return known;
  const literals = new Map<string, Set<string>>();
  const found: Compared = { literals, taken: new Set() };
  // Set before it is filled: a template that is nested in itself adds nothing to what it says once.
  results.set(template, found);
  const see: See = {
    compare: (name, texts) => {
      const set = literals.get(name) ?? new Set<string>();
      literals.set(name, set);
      for (const text of texts) set.add(text);
    },
    take: (name) => found.taken.add(name),
  };
  const children = template.children();
  for (const { value } of [...template.conditions.values(), ...template.rules.values(), ...template.outputs.values()]) visit(value, template, see);
  for (const [id, { value }] of template.resources) visit(children.has(id) ? withoutPassed(value) : value, template, see);
  for (const [id, child] of children) passedOn(passedTo(template.resources.get(id)?.value ?? template.root), comparedWith(child), see);
  return found;
}

/** What a template makes of its parameters, by name. */
export interface Compared {
  /** The literals on which something turns. */
  readonly literals: ReadonlyMap<string, ReadonlySet<string>>;
  /** Those whose value is used, not only compared. */
  readonly taken: Set<string>;
}

interface See {
  readonly compare: (name: string, literals: Iterable<string>) => void;
  readonly take: (name: string) => void;
}

const results = new WeakMap<Template, Compared>();

const passedTo = (stack: Node): Node => member(member(stack, 'Properties'), 'Parameters');

/** What is passed to a nested stack counts as that uses it. */
function withoutPassed(stack: Node): Node {
  const properties = member(stack, 'Properties');
  return properties.kind === 'map' ? { ...properties, entries: new Map([...properties.entries].filter(([name]) => name !== 'Parameters')) } : properties;
}

/** What a nested stack compares its parameters with concerns those of the parent that are passed on; they share the Region and the account. */
function passedOn(parameters: Node, inside: Compared, see: See): void {
  for (const [name, literals] of inside.literals) {
    const passed = name.startsWith('AWS::') ? name : refOf(member(parameters, name));
    if (passed !== undefined) see.compare(passed, literals);
  }
  if (parameters.kind !== 'map') return;
  for (const [name, { value }] of parameters.entries) {
    const passed = refOf(value);
    if (passed === undefined) for (const used of namesIn(value)) see.take(used);
    else if (inside.taken.has(name)) see.take(passed);
  }
}

/** Aliases make a tree a graph: a node is visited once. */
function visit(start: Node, template: Template, see: See): void {
  const seen = new Set<Node>();
  const pending: Node[] = [start];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    // Most nodes are scalars, in which nothing is compared.
    if ((node.kind !== 'map' && node.kind !== 'list') || seen.has(node)) continue;
    seen.add(node);
    const call = callOf(node);
    if (call?.name === 'Fn::Equals') equals(argumentsOf(call.argument), see.compare);
    if (call?.name === 'Fn::FindInMap') findInMap(argumentsOf(call.argument), template, see.compare);
    for (const name of usedBy(call)) see.take(name);
    if (call?.name === 'Fn::Equals' || call?.name === 'Fn::FindInMap') append(pending, argumentsOf(call.argument).filter((operand) => refOf(operand) === undefined));
    else if (node.kind === 'list') append(pending, node.items);
    else for (const { value } of node.entries.values()) pending.push(value);
  }
}

function usedBy(call: Call | undefined): readonly string[] {
  if (call?.name === 'Ref') return [nameIn(call.argument) ?? ''];
  if (call?.name !== 'Fn::Sub') return [];
  const [text] = argumentsOf(call.argument);
  return [...(text === undefined ? '' : (textValue(text) ?? '')).matchAll(/\$\{\s*([\w:]+)/gu)].map(([, name]) => name ?? '');
}

function namesIn(start: Node): readonly string[] {
  const names: string[] = [];
  const seen = new Set<Node>();
  const pending: Node[] = [start];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if ((node.kind !== 'map' && node.kind !== 'list') || seen.has(node)) continue;
    seen.add(node);
    append(names, usedBy(callOf(node)));
    if (node.kind === 'list') append(pending, node.items);
    else for (const { value } of node.entries.values()) pending.push(value);
  }
  return names;
}

type Add = See['compare'];

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
