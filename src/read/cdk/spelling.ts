import { list, map, type Entry, type Node } from '../../core/node.js';

/** Members of L1 properties that are called otherwise in templates. AWS CDK API Reference, `CfnTrail.AdvancedFieldSelectorProperty`. */
const otherwise: ReadonlyMap<string, string> = new Map([['equalTo', 'Equals']]);

/** Properties that templates take as they are written in the program: documents of other languages. */
const raw: ReadonlySet<string> = new Set(['policyDocument', 'assumeRolePolicyDocument', 'inlinePolicy', 'content', 'eventPattern', 'definitionSubstitutions', 'definitionString']);

/** The name of an L1 property, or of one of its members, in a template. */
export const templateName = (name: string): string => otherwise.get(name) ?? name.charAt(0).toUpperCase() + name.slice(1);

/** The value of the L1 property `name` as it stands in a template. */
export function templateValue(name: string, value: Node): Node {
  return raw.has(name) || isStateMachine(value) ? value : inTemplate(value);
}

/** L1 properties as they stand in a template. */
export function inTemplate(node: Node): Node {
  switch (node.kind) {
    case 'map':
      return map(new Map([...node.entries].map(([name, { key, value }]): [string, Entry] => [templateName(name), { key, value: templateValue(name, value) }])), node.origin, node.unseen);
    case 'list':
      return list(node.items.map(inTemplate), node.origin, node.unseen);
    case 'scalar':
    case 'unknown':
    case 'absent':
      return node;
  }
}

/** A definition in the Amazon States Language, which some resources take as an object. */
const isStateMachine = (node: Node): boolean => node.kind === 'map' && node.entries.has('States');
