import { append } from '../../core/long.js';
import { list, map, textValue, type Entry, type MapNode, type Node } from '../../core/node.js';
import { gap } from '../../core/problem.js';
import { onOneLine } from '../../core/source.js';
import type { Text } from '../../core/text.js';
import type { Resource, Unit } from '../../core/unit.js';
import type { World } from '../../core/worlds.js';
import { readTemplate } from '../cloudformation/read.js';
import { folderOf, type Library } from '../library.js';
import { noParameters } from '../parameters/set.js';
import { REPOSITORY } from '../program/builtins/globals.js';
import { argumentsIn } from '../program/evaluation/externals.js';
import type { Resolver } from '../program/resolver.js';
import type { Native } from '../program/run.js';
import type { Argument, External } from '../program/values/values.js';
import { madeBy } from './names.js';
import { changedBy } from './overrides.js';
import { argumentOf, memberOf, someOf } from './props.js';
import { pathOf } from './scopes.js';
import { chosenOf } from './values/parameters.js';

/** The files at hand where a template is taken in, by what it is taken in with. */
const libraries = new WeakMap<readonly Argument[], Library>();

/** Notes where the files are; the construct stays what it is. */
export const notingLibrary: Native = ({ args }, run) => {
  libraries.set(args, run.library);
  return undefined;
};

export const isInclude = (external: External): boolean => external.how.kind === 'new' && /^(?:cloudformation-include|core)\.CfnInclude$/u.test(madeBy(external) ?? '');

/**
 * The resources of a template that a program takes in, after what it does to them. AWS CDK Developer Guide, "Import an existing AWS
 * CloudFormation template"; each is a construct below the one that takes it in.
 */
export function includedResources(external: External, resolver: Resolver): readonly Resource[] {
  const props = argumentOf(external, 2, resolver);
  const file = textValue(resolver.node(memberOf(props, 'templateFile', resolver), external.at));
  const library = libraries.get(argumentsIn(external));
  const opened = file === undefined || library === undefined ? undefined : openedBy(file, external, library);
  const root = opened?.kind === 'read' ? opened.documents[0] : undefined;
  if (library === undefined || opened?.kind !== 'read' || root?.kind !== 'map') {
    resolver.tell(gap('The template that this takes in is not read', onOneLine(external.at.span)));
    return [];
  }
  opened.problems.forEach(resolver.tell);
  resolver.uses.push({ of: opened.source, at: external.at });
  const given = someOf(memberOf(props, 'parameters', resolver), () => true, external.at, resolver);
  const units = readTemplate(root, opened.source, { parameters: { ...noParameters, byHand: textsIn(given) }, notGranting: [], library, others: [{ source: opened.source, root }], configuration: () => [] });
  const path = pathOf(external, resolver);
  return units.flatMap((unit) => resourcesIn(unit, external, resolver)).map((resource) => moved(resource, path, external, resolver));
}

/** By its way from the program, or from the folder in which the project is run. */
function openedBy(file: string, { at }: External, library: Library): ReturnType<Library['open']> | undefined {
  if (file.startsWith(`${REPOSITORY}/`)) return library.open(file.slice(REPOSITORY.length + 1), '');
  for (let folder: string | undefined = folderOf(at.span.source.path); folder !== undefined; folder = folder === '' ? undefined : folderOf(folder)) {
    const opened = library.open(folder === '' ? file : `${folder}/${file}`, '');
    if (opened.kind === 'read') return opened;
  }
  return undefined;
}

/** Values for parameters that are known. */
const textsIn = (node: Node): ReadonlyMap<string, string> =>
  new Map(node.kind === 'map' ? [...node.entries].flatMap(([name, { value }]): [string, string][] => (textValue(value) === undefined ? [] : [[name, textValue(value) ?? '']])) : []);

/** The resources of the template in one world: what it leaves open becomes a choice of the program's. */
function resourcesIn({ worlds, problems, uses }: Unit, { at }: External, resolver: Resolver): readonly Resource[] {
  problems.forEach(resolver.tell);
  append(resolver.uses, uses);
  let left: readonly World<readonly Resource[]>[] = worlds;
  for (let depth = 0; left.length > 1; depth++) {
    const input = left[0]?.assumptions[depth]?.input;
    if (input === undefined) break;
    const labels = [...new Map(left.flatMap(({ assumptions }) => assumptions.filter((one) => one.input === input).map((one) => [one.label, one.default])))];
    const chosen = chosenOf(input, labels.map(([label]) => label), labels.find(([, isDefault]) => isDefault)?.[0], at, resolver);
    if (chosen === undefined) {
      resolver.tell(gap(`What this template comes to with \`${input}\` is not followed`, onOneLine(at.span)));
      break;
    }
    left = left.filter(({ assumptions }) => assumptions.every((one) => one.input !== input || one.label === chosen));
  }
  return left[0]?.value ?? [];
}

/** A resource as a construct: with the path of one, and after what was done to it. */
function moved(resource: Resource, path: string, external: External, resolver: Resolver): Resource {
  const found = external.effects.flatMap(({ name, args, result, at }) => (result !== undefined && name === 'getResource' && textValue(resolver.node(args[0]?.value, at)) === resource.address ? [result] : []));
  return { ...resource, address: `${path}/${resource.address}`, body: changedBy(renamed(resource.body, path), found, resolver) };
}

/** References to other resources of the template lead to their paths as well. */
function renamed(node: Node, path: string): Node {
  switch (node.kind) {
    case 'map':
      return withUnseen(map(new Map([...node.entries].map(([name, { key, value }]): [string, Entry] => [name, { key, value: renamed(value, path) }])), node.origin, node.unseen), path);
    case 'list':
      return list(node.items.map((item) => renamed(item, path)), node.origin, node.unseen);
    case 'unknown':
      return { ...node, text: inPath(node.text, path) };
    case 'scalar':
    case 'absent':
      return node;
  }
}

const withUnseen = (node: MapNode, path: string): MapNode => ({ ...node, unseen: node.unseen.map((one) => ({ ...one, text: inPath(one.text, path) })) });

/** Pseudo parameters have colons in their names; resources have none. */
const inPath = (text: Text, path: string): Text => text.map((part) => (typeof part === 'string' || !/^[A-Za-z\d]+(?:\.[\w.]+)?$/u.test(part.name) ? part : { ...part, name: `${path}/${part.name}` }));
