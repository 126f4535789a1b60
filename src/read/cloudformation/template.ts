import { nameIn, type Entry, type MapNode, type Node } from '../../core/node.js';
import { parseError, type Problem } from '../../core/problem.js';
import { onOneLine, type Source } from '../../core/source.js';
import { withIncludes } from './evaluation/include.js';
import type { Together } from './stacks/place.js';
import { childrenOf } from './stacks/children.js';

/** The sections of a template that values depend on. CloudFormation User Guide, "Template sections". */
export interface Template {
  /** As it was written. */
  readonly written: MapNode;
  readonly source: Source;
  /** With the snippets that it includes. */
  readonly root: MapNode;
  readonly parameters: ReadonlyMap<string, Entry>;
  readonly mappings: ReadonlyMap<string, Entry>;
  readonly conditions: ReadonlyMap<string, Entry>;
  readonly resources: ReadonlyMap<string, Entry>;
  readonly rules: ReadonlyMap<string, Entry>;
  readonly outputs: ReadonlyMap<string, Entry>;
  /** The templates of its nested stacks, by logical id, as far as they can be told without evaluating anything. */
  readonly children: () => ReadonlyMap<string, Template>;
  readonly problems: readonly Problem[];
}

const known = new WeakMap<MapNode, Template>();

/** The sections of a template, snippets included; `before` is what reading its text told. The same template is looked at once. */
export function templateOf(written: MapNode, source: Source, together: Together, before: readonly Problem[] = []): Template {
  const looked = known.get(written);
  if (looked !== undefined) return looked;
  const { root, problems } = withIncludes(written, source, together);
  const template: Template = sectionsOf({ written, source, root }, [...before, ...problems], later(() => childrenOf(template.resources, source, together)));
  known.set(written, template);
  return template;
}

/** The same of a template that takes in no other file, and is not looked at again. */
export const templateAlone = (written: MapNode, source: Source): Template => sectionsOf({ written, source, root: written }, [], () => none);

function sectionsOf({ written, source, root }: Pick<Template, 'written' | 'source' | 'root'>, problems: Problem[], children: Template['children']): Template {
  // Nothing is lost where outputs are broken.
  const outputs = root.entries.get('Outputs')?.value;
  return {
    written,
    source,
    root,
    parameters: sectionOf('Parameters', root, problems),
    mappings: sectionOf('Mappings', root, problems),
    conditions: sectionOf('Conditions', root, problems),
    resources: sectionOf('Resources', root, problems),
    rules: sectionOf('Rules', root, problems),
    outputs: outputs?.kind === 'map' ? outputs.entries : none,
    children,
    problems,
  };
}

function sectionOf(name: string, root: MapNode, problems: Problem[]): ReadonlyMap<string, Entry> {
  const node = root.entries.get(name)?.value;
  if (node === undefined) return none;
  if (node.kind === 'map') return node.entries;
  const empty = node.kind === 'absent' || (node.kind === 'scalar' && node.value === null);
  if (!empty && node.kind !== 'unknown') problems.push(parseError(`${name} must be a map`, onOneLine(node.origin.span)));
  return none;
}

const none: ReadonlyMap<string, never> = new Map<string, never>();

function later<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A call of an intrinsic function: a map whose only key is `Ref` or begins with `Fn::`. A loop is no call: it makes members of its map. */
export interface Call {
  readonly name: string;
  readonly argument: Node;
}

export function callOf(node: Node): Call | undefined {
  if (node.kind !== 'map' || node.entries.size !== 1) return undefined;
  for (const [name, { value }] of node.entries) {
    if (name === 'Ref' || (name.startsWith('Fn::') && !name.startsWith('Fn::ForEach::'))) return { name, argument: value };
  }
  return undefined;
}

/** The name a `Ref` names, if the node is one. */
export const refOf = (node: Node): string | undefined => {
  const call = callOf(node);
  return call?.name === 'Ref' ? nameIn(call.argument) : undefined;
};

/** The arguments of a call; a single one need not be a list. */
export const argumentsOf = (node: Node): readonly Node[] => (node.kind === 'list' ? node.items : [node]);
