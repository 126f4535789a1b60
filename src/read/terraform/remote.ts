import { append } from '../../core/long.js';
import { list, map, scalar, type Node } from '../../core/node.js';
import { literal } from '../../core/source.js';
import type { Truth } from '../../core/truth.js';
import { and } from '../../core/truth.js';
import type { Resource } from '../../core/unit.js';
import type { Instance } from './evaluation/instance.js';
import { instancesOf } from './evaluation/instances.js';
import { noScope } from './evaluation/run.js';
import type { ModuleCall } from './module.js';

/** How modules that make trails call what they pass on to one: blocks of selectors, or the list of excluded sources alone. */
const selectors: ReadonlyMap<string, string> = new Map([
  ['event_selector', 'event_selector'],
  ['event_selectors', 'event_selector'],
  ['advanced_event_selector', 'advanced_event_selector'],
  ['advanced_event_selectors', 'advanced_event_selector'],
]);
const exclusions: ReadonlySet<string> = new Set(['exclude_management_event_sources', 'cloudtrail_exclude_management_event_sources']);

const KMS = /kms/iu;

/**
 * What a module that is not at hand may do with inputs whose names say that they are selectors: a trail that may be there,
 * where what is passed mentions KMS. Public modules name them so.
 */
export function remoteTrails(call: ModuleCall, caller: Instance, exists: Truth): readonly Resource[] {
  const inputs = call.body.attributes.filter(({ name }) => selectors.has(name) || exclusions.has(name));
  if (inputs.length === 0) return [];
  return instancesOf(call.body, noScope, caller.evaluator).items.flatMap(({ suffix, exists: own, scope }) => {
    const entries = inputs.flatMap(({ name, nameSpan, value }) => {
      const node = caller.evaluator.evaluate(value, scope);
      if (!mentions(node)) return [];
      const key = literal(nameSpan);
      const [block, members]: readonly [string, Node] = exclusions.has(name) ? ['event_selector', list([map(new Map([['exclude_management_event_sources', { key, value: node }]]), key)], key)] : [selectors.get(name) ?? name, node];
      return [[block, { key, value: members }] as const];
    });
    if (entries.length === 0) return [];
    // What is not said of it is not told of it.
    const sound = ['enable_logging', 'is_multi_region_trail'].map((name) => [name, { key: call.at, value: scalar(true, call.at) }] as const);
    return [{ type: 'aws_cloudtrail', address: `${caller.prefix}module.${call.name}${suffix}`, exists: and(and(exists, own), 'maybe'), name: call.at, body: map(new Map([...sound, ...entries]), call.at) }];
  });
}

/** Whether KMS is named anywhere in a value, or something in it is not known. */
function mentions(start: Node): boolean {
  const pending: Node[] = [start];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind === 'scalar' && KMS.test(node.text)) return true;
    if (node.kind === 'list') append(pending, node.items);
    if (node.kind === 'map') for (const { value } of node.entries.values()) pending.push(value);
  }
  return false;
}
