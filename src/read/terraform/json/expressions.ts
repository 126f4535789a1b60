import { member, textValue, type MapNode, type Node } from '../../../core/node.js';
import type { Text } from '../../../core/text.js';
import type { Meaning } from './marks.js';

/** The address of a resource without the indexes of instances, its own and those of modules: `module.a[0].aws_x.y["k"]`. */
export const withoutIndexes = (address: string): string => address.replaceAll(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/gu, '');

/** `aws_iam_policy.p.arn`, `aws_iam_policy.p[0].id`: one attribute of one resource of the same module. */
const reference = /^((?:aws|awscc)_\w+\.[\w-]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?)\.(\w+)$/u;

/** Attributes that other resources are referred to by. */
const identities: ReadonlySet<string> = new Set(['arn', 'id', 'name', 'policy_arn']);

/**
 * What is known only after a plan is applied: the configuration names what it comes from. Only an attribute that refers to one
 * resource and to nothing else has the identity of that resource; others have a name of their own, which nothing else has.
 */
export function afterApply(address: string, module: string, configured: Node): Meaning {
  return (path) => {
    const names = referencesIn(member(member(configured, 'expressions'), path));
    const [first] = names;
    const reason = first === undefined ? 'it is known only after apply' : `\`${first}\` is known only after apply`;
    return { reason, text: identityIn(names, module) ?? [{ name: `${address}.${path}`, holds: 'any' }] };
  };
}

/** The configuration lists each reference in full and then, one after the other, without its last steps. */
function identityIn(names: readonly string[], module: string): Text | undefined {
  const [first = ''] = names;
  const [, resource, attribute = ''] = reference.exec(first) ?? [];
  if (resource === undefined || !identities.has(attribute) || !names.every((name) => first.startsWith(name))) return undefined;
  const address = module === '' ? resource : `${module}.${resource}`;
  return [{ name: attribute === 'arn' || attribute === 'policy_arn' ? `${address}.Arn` : address, holds: 'one' }];
}

function referencesIn(expression: Node): readonly string[] {
  const references = member(expression, 'references');
  return references.kind === 'list' ? references.items.flatMap((item) => textValue(item) ?? []) : [];
}

/** Whether the configuration is there and says nothing of an attribute. */
export const isUnsaid = (configured: MapNode | undefined, name: string): boolean => {
  const expressions: Node | undefined = configured === undefined ? undefined : member(configured, 'expressions');
  return configured !== undefined && (expressions?.kind !== 'map' || !expressions.entries.has(name));
};
