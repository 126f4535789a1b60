import { member, textValue, type MapNode, type Node } from '../../../core/node.js';
import type { Form } from './form.js';

/** What a plan or a state says of resources; each of `changes` and `resources` a map. */
export interface Contents {
  /** What a plan does: `address`, `type`, `change` with `actions`, `before` and `after`. */
  readonly changes: readonly MapNode[];
  /** Changes that Terraform puts off: they come with a later plan. */
  readonly deferred: readonly MapNode[];
  /** What is there, or will be: `address`, `type`, `values`. */
  readonly resources: readonly MapNode[];
  /** `address` and `expressions` of resources as the configuration has them, by their address without indexes of instances. */
  readonly configured: ReadonlyMap<string, MapNode>;
  /** The same in a stored state: `module`, `type`, `name`, `instances`. */
  readonly stored: readonly MapNode[];
}

/** Modules in each other: no more than that are followed. */
const MOST_MODULES = 256;

export function contentsOf(root: Node, form: Form): Contents {
  const nothing: Contents = { changes: [], deferred: [], resources: [], configured: new Map(), stored: [] };
  switch (form) {
    case 'plan':
      return { ...nothing, ...planned(root), configured: new Map(configuredIn(member(root, 'configuration'))) };
    case 'state':
      return { ...nothing, resources: inModules(member(member(root, 'values'), 'root_module')) };
    case 'stored-state':
      return { ...nothing, stored: mapsIn(member(root, 'resources')) };
  }
}

/** A plan for a part of the configuration (`-target`) says nothing of the rest: that stays as the state before it has it. */
function planned(root: Node): Pick<Contents, 'changes' | 'deferred' | 'resources'> {
  const listed = member(root, 'resource_changes');
  const deferred = mapsIn(member(root, 'deferred_changes')).map((one) => member(one, 'resource_change')).filter(isMap);
  if (listed.kind !== 'list') return { changes: [], deferred, resources: inModules(member(member(root, 'planned_values'), 'root_module')) };
  const changes = mapsIn(listed);
  const changed = new Set([...changes, ...deferred].flatMap((change) => ['address', 'previous_address'].map((key) => textValue(member(change, key)))));
  const before = inModules(member(member(member(root, 'prior_state'), 'values'), 'root_module'));
  return { changes, deferred, resources: before.filter((one) => !changed.has(textValue(member(one, 'address')))) };
}

function inModules(module: Node, depth = 0): readonly MapNode[] {
  const below = depth < MOST_MODULES ? mapsIn(member(module, 'child_modules')) : [];
  return [...mapsIn(member(module, 'resources')), ...below.flatMap((child) => inModules(child, depth + 1))];
}

/** Laid flat where the file was skimmed (`skim.ts`). */
const configuredIn = (configuration: Node): readonly (readonly [string, MapNode])[] =>
  configuration.kind === 'list' ? mapsIn(configuration).flatMap((one) => configuredOf(member(one, 'resource'), textValue(member(one, 'module')) ?? '')) : inCalls(member(configuration, 'root_module'), '');

const configuredOf = (resource: Node, module: string): readonly (readonly [string, MapNode])[] =>
  isMap(resource) && textValue(member(resource, 'mode')) !== 'data' ? [[module + (textValue(member(resource, 'address')) ?? ''), resource]] : [];

function inCalls(module: Node, path: string, depth = 0): readonly (readonly [string, MapNode])[] {
  const calls = member(module, 'module_calls');
  const below = depth < MOST_MODULES && calls.kind === 'map' ? [...calls.entries] : [];
  return [
    ...mapsIn(member(module, 'resources')).flatMap((resource) => configuredOf(resource, path)),
    ...below.flatMap(([name, { value }]) => inCalls(member(value, 'module'), `${path}module.${name}.`, depth + 1)),
  ];
}

export const isMap = (node: Node): node is MapNode => node.kind === 'map';

export const mapsIn = (node: Node): readonly MapNode[] => (node.kind === 'list' ? node.items.filter(isMap) : []);
