import { list, map, textValue, type Entry, type MapNode, type Node } from '../../core/node.js';
import type { Origin } from '../../core/source.js';
import { absent, unknown } from '../../core/value.js';
import type { Done, Resolver } from '../program/resolver.js';
import { reasonOf } from '../program/values/tests.js';
import type { External } from '../program/values/values.js';
import { respeltAttribute } from '../provider/blocks.js';
import { tellGap } from '../provider/references.js';
import { cdktfSpelling } from './names.js';

/**
 * The attributes of a resource after what the program does to its construct: assignments to members, `putX` and `resetX`, then overrides,
 * which are merged into what comes of that. CDK for Terraform documentation, "Escape Hatch Overrides"; `TerraformElement.addOverride` and `deepMerge` in
 * version 0.21.
 */
export function withChanges(body: Node, external: External, wanted: readonly string[], type: string, resolver: Resolver): Node {
  const done = resolver.done(external);
  const set = done.reduce((node, effect) => assigned(node, effect, wanted, type, resolver), body);
  return overridden(set, done.filter(({ name, kind }) => kind === 'call' && name === 'addOverride'), wanted, resolver);
}

function assigned(body: Node, effect: Done, wanted: readonly string[], type: string, resolver: Resolver): Node {
  const [, verb, method] = effect.kind === 'call' ? (/^(put|reset)([A-Z]\w*)$/u.exec(effect.name) ?? []) : [];
  if (effect.kind === 'call' && method === undefined) return body;
  const name = cdktfSpelling(lowerFirst(method ?? effect.name));
  if (body.kind !== 'map' || !wanted.includes(name)) return body;
  const value = verb === 'reset' ? absent(effect.at) : respeltAttribute(resolver.node(effect.args[0]?.value, effect.at), type, name, cdktfSpelling);
  return withEntry(body, name, effect.at, sure(value, effect, resolver));
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** A value where it is sure that it is set; else it may be that or what was there. */
const sure = (value: Node, effect: Done, resolver: Resolver): Node => (effect.exists === 'yes' ? value : unknown(reasonNot(effect, resolver), value.kind === 'absent' ? effect.at : value.origin));

/** Why it is not known whether something is done. */
function reasonNot({ guards }: Done, resolver: Resolver): string {
  for (let at: Done['guards'] | undefined = guards; at !== undefined; at = at.outer) if (resolver.holds(at.test) === 'maybe') return reasonOf(at.test);
  return 'it is not known whether this is done';
}

/** What all overrides ask for together; of two for one place the later one holds. */
function overridden(body: Node, overrides: readonly Done[], wanted: readonly string[], resolver: Resolver): Node {
  let asked = map(new Map(), body.origin);
  for (const effect of overrides) {
    const [path, value] = effect.args;
    const written = path === undefined || path.rest ? undefined : textValue(resolver.node(path.value, effect.at));
    if (written === undefined) {
      tellGap('What this override changes is not known here', effect.at, resolver);
      asked = { ...asked, unseen: [...asked.unseen, unknown('an override changes something that is not known here', effect.at)] };
      continue;
    }
    const steps = written.split('.');
    if (!wanted.includes(steps[0] ?? '')) continue;
    asked = asMap(put(asked, steps, path?.value.origin ?? effect.at, sure(resolver.node(value?.value, effect.at), effect, resolver)));
  }
  return merged(body, asked);
}

const asMap = (node: Node): MapNode => (node.kind === 'map' ? node : map(new Map(), node.origin));

/** A tree with a value at the end of a path; what is no map on the way gives place to one. */
function put(node: Node, [step, ...rest]: readonly string[], key: Origin, value: Node): Node {
  if (step === undefined) return value;
  const before = asMap(node.kind === 'map' ? node : absent(key));
  return map(new Map<string, Entry>(before.entries).set(step, { key: before.entries.get(step)?.key ?? key, value: put(before.entries.get(step)?.value ?? absent(key), rest, key, value) }), before.origin, before.unseen);
}

const INDEX = /^(?:0|[1-9]\d{0,3})$/u;

/** Maps are merged member by member, lists are added to, what is undefined takes away, and anything else takes the place of what was there. */
function merged(target: Node, source: Node): Node {
  switch (source.kind) {
    case 'list':
      if (target.kind === 'unknown') return list(source.items, source.origin, [...source.unseen, target]);
      return target.kind === 'list' ? list([...target.items, ...source.items], target.origin, [...target.unseen, ...source.unseen]) : source;
    case 'map':
      return target.kind === 'list' ? inList(target.items, target, source) : inMap(target, source);
    case 'scalar':
    case 'unknown':
    case 'absent':
      return source;
  }
}

function inMap(target: Node, source: MapNode): Node {
  const isList = target.kind !== 'map' && source.entries.size > 0 && [...source.entries.keys()].every((key) => INDEX.test(key));
  if (isList) return inList([], list([], source.origin, target.kind === 'unknown' ? [target] : []), source);
  const base = target.kind === 'map' ? target : map(new Map(), source.origin, target.kind === 'unknown' ? [target] : []);
  let node: MapNode = { ...base, unseen: [...base.unseen, ...source.unseen] };
  for (const [name, { key, value }] of source.entries) node = withEntry(node, name, key, merged(node.entries.get(name)?.value ?? node.unseen[0] ?? absent(key), value));
  return node;
}

/** An index is a member of a list. */
function inList(before: readonly Node[], whole: Node & { kind: 'list' }, source: MapNode): Node {
  const items = [...before];
  const unseen = [...whole.unseen, ...source.unseen];
  for (const [name, { key, value }] of source.entries) {
    const index = INDEX.test(name) ? Math.min(Number(name), items.length) : undefined;
    const item = index === undefined ? undefined : merged(items[index] ?? absent(key), value);
    // Of a list that is not known as a whole it is not known which item that is.
    if (item === undefined || index === undefined || (index >= before.length && whole.unseen.length > 0)) unseen.push(unknown('an override sets an item of a list that is not known as a whole', (item ?? value).origin));
    else if (item.kind === 'absent') items.splice(index, 1);
    else items[index] = item;
  }
  return list(items, whole.origin, unseen);
}

function withEntry(node: MapNode, name: string, key: Origin, value: Node): MapNode {
  const entries = new Map<string, Entry>(node.entries);
  if (value.kind === 'absent') entries.delete(name);
  else entries.set(name, { key, value });
  return { ...node, entries };
}
