import { list, scalar, type Node } from '../../../core/node.js';
import { gap } from '../../../core/problem.js';
import { onOneLine, type Origin } from '../../../core/source.js';
import type { Text } from '../../../core/text.js';
import { unknown } from '../../../core/value.js';
import { argumentsIn, methodCall } from '../../program/evaluation/externals.js';
import { relayed } from '../../program/project/places.js';
import { labelOf } from '../../program/run.js';
import type { Resolver, ValueOf } from '../../program/resolver.js';
import type { External } from '../../program/values/values.js';
import { importedAs, madeBy } from '../names.js';
import { pathOf } from '../scopes.js';
import { isAnyResource } from './custom.js';
import { documentNode, isDocument, statementsOf } from './documents.js';
import { reference, textIn, textNode } from './nodes.js';
import { isStatement, statementNode } from './statements.js';

const effects: ReadonlyMap<string, string> = new Map([
  ['aws-iam.Effect.ALLOW', 'Allow'],
  ['aws-iam.Effect.DENY', 'Deny'],
]);

/** What things of IAM stand for where a value is wanted: statements and documents, effects, managed policies, names and ARNs. */
export const iamValue: ValueOf = (external, place, resolver) => {
  const { how } = external;
  if (how.kind === 'import') {
    const effect = effects.get(importedAs({ kind: 'external', external, origin: place }) ?? '');
    if (effect !== undefined) return scalar(effect, place);
    return isAnyResource(external) ? list([scalar('*', place)], place) : undefined;
  }
  if (how.kind === 'member') return attribute(external, how.name, place, resolver);
  if (isStatement(external)) return statementNode(external, resolver);
  if (isDocument(external)) return documentValue(external, place, resolver);
  return managedPolicy(external, place, resolver);
};

/** A document in a place of which the table knows nothing: what may be in it is told. */
function documentValue(external: External, place: Origin, resolver: Resolver): Node {
  const statements = statementsOf(external, resolver);
  const open = statements.filter(({ exists, node }) => exists === 'maybe' && node.kind !== 'unknown');
  for (const { node } of open) resolver.tell(gap('It is not known whether this policy has this statement', onOneLine(node.origin.span)));
  return documentNode([...statements.filter((one) => !open.includes(one)), ...open.map(({ node }) => ({ node: unknown('it is not known whether it is there', node.origin), exists: 'yes' as const }))], place);
}

/** A managed policy by its ARN, as it stands in `managedPolicies` and as a boundary. */
function managedPolicy(external: External, place: Origin, resolver: Resolver): Node | undefined {
  const args = argumentsIn(external);
  const given = (index: number): Node => resolver.node(resolver.argument(args, index), external.at);
  switch (madeBy(external) ?? '') {
    case 'aws-iam.ManagedPolicy':
      return reference(pathOf(external, resolver), place);
    case 'aws-iam.ManagedPolicy.fromAwsManagedPolicyName':
      return arn('aws', given(0), place);
    case 'aws-iam.ManagedPolicy.fromManagedPolicyArn': {
      const node = given(2);
      return { ...node, origin: relayed(place, node.origin) };
    }
    case 'aws-iam.ManagedPolicy.fromManagedPolicyName':
      return arn({ name: 'AWS::AccountId', holds: 'one' }, given(2), place);
    default:
      return undefined;
  }
}

/** `PolicyName` may have its path in front. */
const arn = (account: Text[number], name: Node, place: Origin): Node => textNode(['arn:', { name: 'AWS::Partition', holds: 'one' }, ':iam::', account, ':policy/', ...textIn(name)], relayed(place, name.origin));

/** Names and ARNs of identities and policies. */
function attribute(external: External, name: string, place: Origin, resolver: Resolver): Node | undefined {
  const of = external.how.kind === 'member' ? resolver.external(external.how.of) : undefined;
  const made = of === undefined ? '' : (madeBy(of) ?? '');
  if (of === undefined || !made.startsWith('aws-iam.')) return undefined;
  if (/^aws-iam\.ManagedPolicy\b/u.test(made) && name === 'managedPolicyArn') return managedPolicy(of, place, resolver);
  if (!/^aws-iam\.(?:Role|LazyRole|User|Group|ManagedPolicy)$/u.test(made)) return undefined;
  const address = pathOf(of, resolver);
  if (/^(?:role|user|group)Arn$/u.test(name)) return reference(`${address}.Arn`, place);
  return /^(?:role|user|group|managedPolicy)Name$/u.test(name) ? reference(address, place) : undefined;
}

/**
 * Names and ARNs of whatever packages make, of which nothing else is known: each is one value. ARNs of parts of them
 * (`bucket.arnForObjects('*')`) begin with one.
 */
export const namedValue: ValueOf = (external, place) => {
  const method = methodCall(external);
  const label = labelOf({ span: place.span, via: 'literal' });
  if (method !== undefined) return method.name.startsWith("arnFor") ? unknown('it is known only when the stack is deployed', place, 'open', [{ name: label, holds: 'one' }, '/*']) : undefined;
  const { how } = external;
  return how.kind === 'member' && /(?:Arn|Name|Id|Ref|Url|^arn|^ref|^id)$/u.test(how.name) ? reference(label, place) : undefined;
};
