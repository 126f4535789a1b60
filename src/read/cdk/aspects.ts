import { gap } from '../../core/problem.js';
import { onOneLine } from '../../core/source.js';
import { callMethod } from '../program/evaluation/calls.js';
import { importedName, methodCall } from '../program/evaluation/externals.js';
import { member } from '../program/evaluation/members.js';
import { scalarAt } from '../program/evaluation/operators.js';
import type { Native, Run } from '../program/run.js';
import { since, START } from '../program/values/tests.js';
import type { External, Value } from '../program/values/values.js';
import { cdkName, importedAs, madeBy } from './names.js';
import { anyExternal, isWithin } from './scopes.js';

/** `Aspects.of(scope).add(aspect)`. */
interface Aspect {
  readonly scope: External;
  readonly aspect: Value;
  readonly call: External;
}

/**
 * At synthesis Aspects visit all constructs below the scope that they were added to: here those that become resources, of both levels. What
 * an Aspect of a package does is not seen. AWS CDK Developer Guide, "Aspects and the AWS CDK".
 */
export function visitByAspects(made: readonly External[], makersAmong: () => readonly External[], run: Run): void {
  const aspects = made.flatMap(aspectOf);
  // Most programs have none.
  const makers = aspects.length === 0 ? [] : makersAmong();
  for (const { scope, aspect, call } of aspects) {
    const visited = makers.filter((one) => one.how.kind === 'new' && isWithin(one, scope));
    if (visited.length === 0) continue;
    if (aspect.kind !== 'instance' && aspect.kind !== 'object') {
      if (!isHarmless(aspect)) run.problems.push(gap('What this Aspect changes is not followed', onOneLine(call.at.span)));
      continue;
    }
    for (const one of visited) visit(one, aspect, call, run);
  }
}

function visit(external: External, aspect: Value, call: External, run: Run): void {
  const whole: Value = external.how.kind === 'new' && external.how.by !== undefined ? { kind: 'instance', cell: external.how.by, origin: external.at } : { kind: 'external', external, origin: external.at };
  run.where(since(external.guards, START), () =>
    run.where(since(call.guards, START), () => {
      const arguments_ = [whole, ...childOf(whole, external, run)];
      for (const value of arguments_) callMethod(aspect, 'visit', [{ value, rest: false }], call.at, run);
    }),
  );
}

/** The L1 construct of one of a higher level. */
const childOf = (whole: Value, external: External, run: Run): readonly Value[] => (isLevelOne(madeBy(external)) ? [] : [member(member(whole, 'node', external.at, run), 'defaultChild', external.at, run)]);

function aspectOf(external: External): readonly Aspect[] {
  const method = methodCall(external);
  if (method?.name !== 'add' || external.how.kind !== 'call') return [];
  const of = anyExternal(method.receiver);
  const aspect = external.how.args[0]?.value;
  if (of?.how.kind !== 'call' || madeBy(of) !== 'core.Aspects.of' || aspect === undefined) return [];
  const scope = anyExternal(of.how.args[0]?.value);
  return scope === undefined ? [] : [{ scope, aspect, call: external }];
}

/** Those of the CDK set tags and the like; those of cdk-nag look, and change nothing. */
function isHarmless(aspect: Value): boolean {
  const external = anyExternal(aspect);
  const name = external?.how.kind === 'new' ? importedName(external.how.callee) : undefined;
  return name !== undefined && (cdkName(name) !== undefined || name.module === 'cdk-nag');
}

const isLevelOne = (name: string | undefined): boolean => name !== undefined && /\.Cfn[A-Z]\w*$/u.test(name);

/** The class of a construct: of the default child of one of a higher level the L1 class of that name. */
function classOf(value: Value): string | undefined {
  const external = anyExternal(value);
  if (external?.how.kind === 'new') return madeBy(external);
  if (external?.how.kind !== 'member' || external.how.name !== 'defaultChild') return undefined;
  const node = anyExternal(external.how.of);
  const owner = node?.how.kind === 'member' && node.how.name === 'node' ? classOf(node.how.of) : undefined;
  return owner?.replace(/\.(?=[A-Z]\w*$)/u, '.Cfn');
}

/** Classes of which others are told apart by their names alone: nothing in the CDK extends them. */
const final = /^aws-(?:cloudtrail|iam)\.\w+$|\.Cfn[A-Z]\w*$/u;

/** `construct instanceof CfnTrail`, as far as the classes are those of the CDK. */
export const instanceOf: Native = ({ callee, args, at }) => {
  const value = args[0]?.value;
  const [left, right] = [value === undefined || value.kind === 'choice' ? undefined : classOf(value), importedAs(callee)];
  if (left === undefined || right === undefined) return undefined;
  if (left === right) return scalarAt(true, at);
  if (/^core\.(?:CfnResource|CfnElement|CfnRefElement)$/u.test(right)) return scalarAt(isLevelOne(left), at);
  if (right === 'core.Construct') return scalarAt(true, at);
  if (right === 'core.Resource') return isLevelOne(left) ? scalarAt(false, at) : undefined;
  return final.test(right) ? scalarAt(false, at) : undefined;
};
