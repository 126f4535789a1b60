import { list, member, scalar, type Node } from '../../../core/node.js';
import { gap } from '../../../core/problem.js';
import { onOneLine, type Origin } from '../../../core/source.js';
import { unknown, type Unknown } from '../../../core/value.js';
import { argumentsIn } from '../../program/evaluation/externals.js';
import type { Done, Resolver } from '../../program/resolver.js';
import type { External, Value } from '../../program/values/values.js';
import { madeBy } from '../names.js';
import { itemsIn, mapOf, unseenIn } from './nodes.js';
import { listed, listedArguments, property, armsOf, type Listed } from './values.js';

/** A statement that a document is given, and whether it surely is. */
export interface Given {
  readonly node: Node;
  readonly exists: 'yes' | 'maybe';
}

/** Statements that are handed over; of one that is not known it is told that it is not checked. */
export function given(handed: readonly Listed[], exists: Given['exists'], resolver: Resolver): readonly Given[] {
  return handed.map(({ value, sure, rest }): Given => {
    const node = resolver.node(value, value.origin);
    const statement = node.kind === 'map' && !rest ? node : unknown(node.kind === 'unknown' ? node.reason : 'it is not known how many there are', node.origin);
    if (statement.kind === 'unknown') resolver.tell(gap(`What this statement allows is not known: ${statement.reason}`, onOneLine(value.origin.span)));
    return { node: statement, exists: sure ? exists : 'maybe' };
  });
}

/** A call that adds statements, whichever way. */
export const givenBy = (effect: Pick<Done, 'args' | 'exists'>, resolver: Resolver): readonly Given[] => given(listedArguments(effect.args, resolver), effect.exists, resolver);

/** Whether something is a policy document. */
export const isDocument = (external: External): boolean => /^aws-iam\.PolicyDocument(?:\.fromJson)?$/u.test(madeBy(external) ?? '');

/** The statements of a document that is handed over. */
export function statementsIn(value: Value | undefined, resolver: Resolver): readonly Given[] {
  return armsOf(value, resolver).flatMap(({ value: one, sure }): readonly Given[] => {
    if (one.kind === 'undefined') return [];
    const external = resolver.external(one);
    const found = external !== undefined && isDocument(external) ? statementsOf(external, resolver) : fromNode(resolver.node(one, one.origin), one.origin, resolver);
    return sure ? found : found.map(({ node }) => ({ node, exists: 'maybe' as const }));
  });
}

/** The statements of a `PolicyDocument`, those that are added to it as well. */
export function statementsOf(document: External, resolver: Resolver): readonly Given[] {
  const first = resolver.argument(argumentsIn(document), 0);
  const own = madeBy(document) === 'aws-iam.PolicyDocument' ? given(listed(property(first, 'statements'), resolver), 'yes', resolver) : fromNode(resolver.node(first, document.at), document.at, resolver);
  return [...own, ...addedTo(document, resolver)];
}

/** What is added by `addStatements`. */
export const addedTo = (holder: External | undefined, resolver: Resolver): readonly Given[] =>
  holder === undefined ? [] : resolver.done(holder).flatMap((effect) => (effect.kind === 'call' && effect.name === 'addStatements' ? givenBy(effect, resolver) : []));

/** Of a document in the words of IAM. */
function fromNode(node: Node, at: Origin, resolver: Resolver): readonly Given[] {
  if (node.kind === 'absent') return [];
  if (node.kind !== 'map') {
    const reason = node.kind === 'unknown' ? node.reason : 'it is no document';
    resolver.tell(gap(`What this policy allows is not known: ${reason}`, onOneLine(at.span)));
    return [{ node: unknown(reason, at), exists: 'yes' }];
  }
  const statement = member(node, 'Statement');
  return [...itemsIn(statement), ...unseenIn(statement)].map((one) => ({ node: one, exists: 'yes' }));
}

/** A document of statements; what may not be among them is left out of it (`doubtful`). Synthesis writes this version, whatever was read. */
export function documentNode(statements: readonly Given[], at: Origin): Node {
  const sure = statements.flatMap(({ node, exists }) => (exists === 'yes' && node.kind !== 'unknown' ? [node] : []));
  const unseen = statements.flatMap(({ node }): readonly Unknown[] => (node.kind === 'unknown' ? [node] : []));
  return documentOf(sure, at, unseen);
}

const documentOf = (statements: readonly Node[], at: Origin, unseen: readonly Unknown[] = []): Node => mapOf(at, [['Version', scalar('2012-10-17', at)], ['Statement', list(statements, at, unseen)]]);

/** A document of the statements that may be there and may not; undefined where there are none. */
export function doubtful(statements: readonly Given[], at: Origin): Node | undefined {
  const open = statements.flatMap(({ node, exists }) => (exists === 'maybe' && node.kind !== 'unknown' ? [node] : []));
  return open.length === 0 ? undefined : documentOf(open, at);
}
