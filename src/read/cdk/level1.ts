import { map, textValue, type Entry, type Node } from '../../core/node.js';
import { gap } from '../../core/problem.js';
import { onOneLine } from '../../core/source.js';
import type { Resource } from '../../core/unit.js';
import { unfoldDocuments } from '../cloudformation/documents.js';
import { mayWatch, modelled, propertiesOf, watching } from '../cloudformation/modelled.js';
import type { Resolver } from '../program/resolver.js';
import type { External } from '../program/values/values.js';
import { madeBy } from './names.js';
import { existsUnder, withOverrides } from './overrides.js';
import { argumentOf, mapOf, memberOf, someOf } from './props.js';
import { idOf, pathOf } from './scopes.js';
import { inTemplate, templateName } from './spelling.js';

/** The service of a type in the names of the CDK, where that is not its own in lower case. */
const services: ReadonlyMap<string, string> = new Map([['Serverless', 'sam']]);

const types: ReadonlyMap<string, string> = new Map(
  [...modelled.keys()].flatMap((type) => {
    const [, service = '', name = ''] = type.split('::');
    return type.startsWith('AWS::') ? [[`aws-${services.get(service) ?? service.toLowerCase()}.Cfn${name}`, type]] : [];
  }),
);

/** L1 constructs of no type of their own. */
const generic: ReadonlySet<string> = new Set(['core.CfnResource', 'core.CustomResource', 'core.CfnCustomResource', 'aws-cloudformation.CfnCustomResource', 'aws-cloudformation.CustomResource']);

export const isLevelOneClass = (name: string): boolean => types.has(name) || generic.has(name);

export const mayBeLevelOne = (external: External): boolean => external.how.kind === 'new' && isLevelOneClass(madeBy(external) ?? '');

/** An L1 construct, or a custom resource, as synthesis makes it. */
export function levelOneResources(external: External, resolver: Resolver): readonly Resource[] {
  const made = madeBy(external) ?? '';
  const type = types.get(made);
  if (type !== undefined) return typed(type, external, resolver);
  if (made === 'core.CfnResource') return ofString(external, resolver);
  return made.endsWith(".CustomResource") ? custom(external, resolver) : customLevelOne(external, resolver);
}

function typed(type: string, external: External, resolver: Resolver): readonly Resource[] {
  const wanted = modelled.get(type) ?? [];
  const props = someOf(argumentOf(external, 2, resolver), (name) => wanted.includes(templateName(name)), external.at, resolver);
  return resourceOf(type, inTemplate(props), external, resolver);
}

/** `new CfnResource(this, 'X', { type, properties })`: as the template has them. */
function ofString(external: External, resolver: Resolver): readonly Resource[] {
  const given = argumentOf(external, 2, resolver);
  const type = resolver.node(memberOf(given, 'type', resolver), external.at);
  const text = textValue(type);
  if (text === undefined) {
    resolver.tell(gap('The type of this resource is not known here: it is not read', onOneLine(type.origin.span)));
    return [];
  }
  if (!modelled.has(text) && !isCustom(text)) return [];
  const properties = memberOf(given, 'properties', resolver);
  return resourceOf(text, properties === undefined ? resolver.node(isOpen(given, resolver) ? given : undefined, external.at) : resolver.node(properties, external.at), external, resolver);
}

/** What was spread into the properties may hold what is looked for. */
const isOpen = (given: ReturnType<typeof argumentOf>, resolver: Resolver): boolean => {
  const settled = given === undefined ? undefined : resolver.settled(given);
  return settled !== undefined && settled.kind !== 'object';
};

const isCustom = (type: string): boolean => type === 'AWS::CloudFormation::CustomResource' || type.startsWith('Custom::');

/** `new CustomResource(this, 'X', { serviceToken, resourceType, properties })`; AWS CDK API Reference. */
function custom(external: External, resolver: Resolver): readonly Resource[] {
  const given = argumentOf(external, 2, resolver);
  const type = textValue(resolver.node(memberOf(given, 'resourceType', resolver), external.at)) ?? 'AWS::CloudFormation::CustomResource';
  const properties = resolver.node(memberOf(given, 'properties', resolver), external.at);
  const isPascal = textValue(resolver.node(memberOf(given, 'pascalCaseProperties', resolver), external.at)) === 'true';
  return resourceOf(type, withToken(isPascal ? capitalized(properties) : properties, external), external, resolver);
}

const capitalized = (node: Node): Node => {
  if (node.kind === 'list') return { ...node, items: node.items.map(capitalized) };
  if (node.kind !== 'map') return node;
  return { ...node, entries: new Map([...node.entries].map(([name, { key, value }]): [string, Entry] => [name.charAt(0).toUpperCase() + name.slice(1), { key, value: capitalized(value) }])) };
};

/** An L1 custom resource has what overrides give it. */
const customLevelOne = (external: External, resolver: Resolver): readonly Resource[] => resourceOf('AWS::CloudFormation::CustomResource', withToken(map(new Map(), external.at), external), external, resolver);

/** Only custom resources have a service token: it tells that the rest is for a provider. */
function withToken(node: Node, { at }: External): Node {
  const token: Entry = { key: at, value: { kind: 'unknown', reason: 'it is known only when the stack is deployed', nature: 'open', text: [{ name: '?', holds: 'any' }], origin: at } };
  if (node.kind !== 'map') return map(new Map([['ServiceToken', token]]), at, node.kind === 'unknown' ? [node] : []);
  return { ...node, entries: new Map([...node.entries, ['ServiceToken', token]]) };
}

/** A resource with its properties as the template has them, after what the program changes of them. */
export function resourceOf(type: string, properties: Node, external: External, resolver: Resolver): readonly Resource[] {
  const changed = withOverrides(properties.kind === 'absent' ? mapOf([], external.at) : properties, external, resolver);
  const wanted = watching.has(type) ? (mayWatch(type, changed) ? modelled.get(type) : undefined) : propertiesOf(type, changed);
  if (wanted === undefined) return [];
  const body = changed.kind === 'map' ? map(new Map([...changed.entries].filter(([name]) => wanted.includes(name))), changed.origin, changed.unseen) : changed;
  return [{ type, address: pathOf(external, resolver), exists: existsUnder(external, resolver), name: idOf(external), body: unfoldDocuments(body, resolver.tell) }];
}
