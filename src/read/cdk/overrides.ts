import { addTo } from '../../core/long.js';
import { list, map, textValue, type Entry, type MapNode, type Node } from '../../core/node.js';
import { gap } from '../../core/problem.js';
import { onOneLine, type Origin } from '../../core/source.js';
import { and, type Truth } from '../../core/truth.js';
import { absent, unknown } from '../../core/value.js';
import { modelled } from '../cloudformation/modelled.js';
import type { Done, Resolver } from '../program/resolver.js';
import type { External } from '../program/values/values.js';
import { conditionHolds } from './values/conditions.js';
import { madeBy } from './names.js';
import { reasonNot, supposed } from './props.js';
import { idIn, scopeIn } from './scopes.js';
import { templateName, templateValue } from './spelling.js';

/**
 * The properties of a resource after what the program does to its L1 construct: assignments to members, which take the place of
 * properties, then overrides, which are merged into what comes of that. AWS CDK Developer Guide, "Customize constructs from the AWS
 * Construct Library"; deep merging as in `CfnResource.addOverride`. `body` is in the words of templates; `external` the construct, of
 * either level.
 */
export function withOverrides(body: Node, external: External, resolver: Resolver): Node {
  return changedBy(body, levelOne(external, resolver), resolver);
}

/** The same with what is done to these, which all stand for one L1 construct. */
export function changedBy(body: Node, all: readonly External[], resolver: Resolver): Node {
  const done = doneTo(all, resolver);
  const assigned = done.filter(({ kind }) => kind === 'set').reduce((node, effect) => assignedTo(node, effect, resolver), mutated(body, all, resolver));
  return done.filter(({ kind }) => kind === 'call').reduce((node, effect) => overridden(node, effect, resolver), assigned);
}

/** Whether the resource is there, as far as `cfnOptions.condition` decides. */
export function existsUnder(external: External, resolver: Resolver): Truth {
  let truth: Truth = 'yes';
  for (const one of levelOne(external, resolver)) {
    const options = one.members.get('cfnOptions');
    const [condition] = options === undefined ? [] : resolver.done(options).filter(({ name, kind }) => kind === 'set' && name === 'condition').slice(-1);
    const value = condition?.args[0]?.value;
    if (condition !== undefined && value?.kind !== 'undefined') truth = and(truth, condition.exists === 'yes' ? conditionHolds(resolver.external(value), resolver) : 'maybe');
  }
  // What else stands for a condition is one of the template that is not looked at.
  const isOverridden = doneTo(levelOne(external, resolver), resolver).some(({ name, args }) => name === 'addOverride' && pathIn(args[0]?.value, resolver)?.[0] === 'Condition');
  return isOverridden ? and(truth, 'maybe') : truth;
}

const doneTo = (all: readonly External[], resolver: Resolver): readonly Done[] => all.flatMap((one) => resolver.done(one)).sort((a, b) => a.order - b.order);

/** What stands for the L1 construct of a resource: itself, or the default child of the L2 construct. */
function levelOne(external: External, resolver: Resolver): readonly External[] {
  const all = aliasesOf(external, resolver);
  const isLevelOne = /\.Cfn[A-Z]\w*$/u.test(madeBy(external) ?? '');
  return isLevelOne ? all : all.flatMap((one) => childrenOf(one, resolver));
}

function childrenOf(external: External, resolver: Resolver): readonly External[] {
  const node = external.members.get('node');
  const child = node?.members.get('defaultChild');
  return [...(child === undefined ? [] : [child]), ...found(external, ['Resource', 'Default'], resolver)];
}

/** Lookups of a construct in the tree, by its id in that of its scope. */
const MOST_LOOKUPS = 16;

/** A construct as it was made, and as it was found by its id: `stack.node.findChild('Trail')`. */
export function aliasesOf(external: External, resolver: Resolver, depth = 0): readonly External[] {
  const scope = depth < MOST_LOOKUPS ? scopeIn(external, resolver) : undefined;
  if (scope === undefined) return [external];
  const id = idIn(external, resolver);
  return [external, ...aliasesOf(scope, resolver, depth + 1).flatMap((one) => found(one, [id], resolver))];
}

/** What was found in one construct by an id, in order. */
interface Lookups {
  /** As many as there were when they were put in order. */
  readonly of: number;
  readonly byId: ReadonlyMap<string, readonly Lookup[]>;
  /** By an id that may be another one in another world. */
  readonly open: readonly Lookup[];
}

interface Lookup {
  readonly index: number;
  readonly effect: External['effects'][number];
  readonly result: External;
}

/** A program may look each of thousands of constructs up. */
const lookups = new WeakMap<External, Lookups>();

function lookupsIn(node: External, resolver: Resolver): Lookups {
  const known = lookups.get(node);
  if (known?.of === node.effects.length) return known;
  const byId = new Map<string, Lookup[]>();
  const open: Lookup[] = [];
  for (const [index, effect] of node.effects.entries()) {
    const { name, args, result, at } = effect;
    if (result === undefined || !/^(?:tryF|f)indChild$/u.test(name)) continue;
    const id = args[0]?.value.kind === 'scalar' ? textValue(resolver.node(args[0].value, at)) : undefined;
    if (id === undefined) open.push({ index, effect, result });
    else addTo(byId, id, { index, effect, result });
  }
  const found = { of: node.effects.length, byId, open };
  lookups.set(node, found);
  return found;
}

/** The results of `node.findChild` and `node.tryFindChild` for ids. */
function found(external: External, ids: readonly (string | undefined)[], resolver: Resolver): readonly External[] {
  const node = external.members.get('node');
  if (node === undefined) return [];
  const { byId, open } = lookupsIn(node, resolver);
  const asked = open.filter(({ effect: { args, at } }) => {
    const id = textValue(resolver.node(args[0]?.value, at));
    return id !== undefined && ids.includes(id);
  });
  const named = ids.flatMap((id) => (id === undefined ? [] : (byId.get(id) ?? [])));
  return [...named, ...asked].sort((a, b) => a.index - b.index).map(({ result }) => result);
}

/** The properties of all modelled resources: an assignment to any other member is of no concern. */
const names: ReadonlySet<string> = new Set([...modelled.values()].flat());

function assignedTo(body: Node, effect: Done, resolver: Resolver): Node {
  const name = templateName(effect.name);
  if (!names.has(name)) return body;
  const value = templateValue(effect.name, resolver.node(effect.args[0]?.value, effect.at));
  return settled(body, [{ name, key: effect.at }], effect, value, resolver);
}

/** What was added to a list that is a member: `trail.eventSelectors.push(...)`. Anything else that is done to one is not followed. */
function mutated(body: Node, all: readonly External[], resolver: Resolver): Node {
  let node = body;
  for (const one of all) {
    for (const [member, { effects }] of one.members) {
      const name = templateName(member);
      if (effects.length === 0 || !names.has(name) || node.kind !== 'map') continue;
      const before = node.entries.get(name)?.value;
      const pushed = effects.every((effect) => effect.kind === 'call' && effect.name === 'push' && resolver.exists(effect.guards) === 'yes' && effect.args.every(({ rest }) => !rest));
      const added = effects.flatMap(({ args, at }) => args.map(({ value }) => templateValue(member, resolver.node(value, at))));
      const at = effects[0]?.at ?? one.at;
      const value = pushed && (before === undefined || before.kind === 'list') ? list([...(before?.items ?? []), ...added], before?.origin ?? at, before?.unseen) : unknown('it is changed after it was set', at);
      node = put(node, [{ name, key: at }], value);
    }
  }
  return node;
}

/** A step on the way to what an override sets. */
interface Step {
  readonly name: string;
  readonly key: Origin;
}

const overrides: ReadonlyMap<string, { readonly isProperty: boolean; readonly isDeletion: boolean }> = new Map([
  ['addOverride', { isProperty: false, isDeletion: false }],
  ['addDeletionOverride', { isProperty: false, isDeletion: true }],
  ['addPropertyOverride', { isProperty: true, isDeletion: false }],
  ['addPropertyDeletionOverride', { isProperty: true, isDeletion: true }],
]);

function overridden(body: Node, effect: Done, resolver: Resolver): Node {
  const override = overrides.get(effect.name);
  if (override === undefined) return body;
  const [path, value] = effect.args;
  const written = path?.rest === true ? undefined : pathIn(path?.value, resolver);
  const key = path?.value.origin ?? effect.at;
  if (written === undefined) {
    resolver.tell(gap('What this override changes is not known here', onOneLine(effect.at.span)));
    const unseen = unknown('an override changes something that is not known here', effect.at);
    return body.kind === 'map' ? { ...body, unseen: [...body.unseen, unseen] } : body;
  }
  if (!override.isProperty && written[0] === 'Type') resolver.tell(gap('This override makes another resource of it, which is not followed', onOneLine(effect.at.span)));
  if (!override.isProperty && written[0] !== 'Properties') return body;
  const steps = (override.isProperty ? written : written.slice(1)).map((name): Step => ({ name, key }));
  if (steps[0] !== undefined && !names.has(steps[0].name) && !isOpen(body)) return body;
  const set = override.isDeletion ? absent(effect.at) : resolver.node(value?.value, effect.at);
  return settled(body, steps, effect, set, resolver);
}

/** Custom resources take any property. */
const isOpen = (body: Node): boolean => body.kind === 'map' && body.entries.has('ServiceToken');

/** The value put there, where it is sure that it is; else it may be either. */
function settled(body: Node, steps: readonly Step[], effect: Done, value: Node, resolver: Resolver): Node {
  if (effect.exists === 'yes') return put(body, steps, value);
  if (value.kind !== 'absent' && resolver.supposes(effect.guards)) return put(body, steps, supposed(value));
  return put(body, steps, unknown(reasonNot(effect, resolver), value.kind === 'absent' ? effect.at : value.origin));
}

/** The steps of a path: dots part them, unless a backslash stands before one. */
function pathIn(value: Done['args'][number]['value'] | undefined, resolver: Resolver): readonly string[] | undefined {
  const text = value === undefined ? undefined : textValue(resolver.node(value, value.origin));
  return text === undefined || text === '' ? undefined : (text.match(/(?:\\[^]|[^.\\])+/gu) ?? []).map((step) => step.replaceAll(/\\([^])/gu, '$1'));
}

const INDEX = /^(?:0|[1-9]\d{0,3})$/u;

/** `node` with `value` merged into what stands at the end of a path; what is absent takes away. */
function put(node: Node, steps: readonly Step[], value: Node): Node {
  const [step, ...rest] = steps;
  if (step === undefined) return merged(node, value);
  switch (node.kind) {
    case 'map': {
      const before = node.entries.get(step.name);
      return withEntry(node, step.name, before?.key ?? step.key, put(before?.value ?? absent(node.origin), rest, value));
    }
    case 'list':
      return INDEX.test(step.name) ? withItem(node.items, Number(step.name), node, (item) => put(item, rest, value)) : node;
    case 'unknown':
      if (value.kind === 'absent' || INDEX.test(step.name)) return node;
      return withEntry(map(new Map(), node.origin, [node]), step.name, step.key, put(absent(node.origin), rest, value));
    case 'scalar':
    case 'absent': {
      if (value.kind === 'absent') return node;
      const inner = put(absent(value.origin), rest, value);
      return INDEX.test(step.name) ? list([inner], value.origin) : withEntry(map(new Map(), value.origin), step.name, step.key, inner);
    }
  }
}

function withEntry(node: MapNode, name: string, key: Origin, value: Node): MapNode {
  const entries = new Map<string, Entry>(node.entries);
  if (value.kind === 'absent') entries.delete(name);
  else entries.set(name, { key, value });
  return { ...node, entries };
}

function withItem(items: readonly Node[], index: number, node: Node & { kind: 'list' }, change: (item: Node) => Node): Node {
  const before = items[index];
  // Of a list that is not known as a whole it is not known which item that is.
  if (before === undefined && node.unseen.length > 0) return { ...node, unseen: [...node.unseen, unknown('an override sets an item of a list that is not known as a whole', change(absent(node.origin)).origin)] };
  const item = change(before ?? absent(node.origin));
  const all = before === undefined ? [...items, item] : items.map((one, at) => (at === index ? item : one));
  return { ...node, items: all.filter(({ kind }) => kind !== 'absent') };
}

/** Objects are merged member by member; anything else takes the place of what was there. */
function merged(target: Node, source: Node): Node {
  if (target.kind !== 'map' || source.kind !== 'map') return source;
  let node: MapNode = { ...target, unseen: [...target.unseen, ...source.unseen] };
  for (const [name, { key, value }] of source.entries) node = withEntry(node, name, key, merged(node.entries.get(name)?.value ?? absent(node.origin), value));
  return node;
}
