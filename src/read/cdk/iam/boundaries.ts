import type { Node } from '../../../core/node.js';
import { unknown } from '../../../core/value.js';
import { argumentsIn, methodCall } from '../../program/evaluation/externals.js';
import type { Resolver } from '../../program/resolver.js';
import type { External } from '../../program/values/values.js';
import { madeBy } from '../names.js';
import { isWithin } from '../scopes.js';
import { externalsIn } from './values.js';

/** A call that says something about all identities in a scope. */
interface Applied {
  readonly call: External;
  readonly scopes: readonly External[];
}

const indexes = new WeakMap<readonly External[], { readonly boundaries: readonly Applied[]; readonly customized: readonly Applied[] }>();

function appliedIn(all: readonly External[]): { readonly boundaries: readonly Applied[]; readonly customized: readonly Applied[] } {
  const known = indexes.get(all);
  if (known !== undefined) return known;
  const boundaries = all.flatMap((call): readonly Applied[] => {
    const method = methodCall(call);
    if (method === undefined || !/^(?:apply|clear)$/u.test(method.name)) return [];
    const of = externalsIn(method.receiver).filter((one) => madeBy(one) === 'aws-iam.PermissionsBoundary.of');
    return of.length === 0 ? [] : [{ call, scopes: of.flatMap((one) => externalsIn(argumentsIn(one)[0]?.value)) }];
  });
  const customized = all.flatMap((call): readonly Applied[] => (madeBy(call) === 'aws-iam.Role.customizeRoles' && call.how.kind === 'call' ? [{ call, scopes: externalsIn(argumentsIn(call)[0]?.value) }] : []));
  const found = { boundaries, customized };
  indexes.set(all, found);
  return found;
}

/**
 * The boundary that `PermissionsBoundary.of(scope).apply(policy)` puts on an identity below that scope: the innermost scope counts, of
 * one scope the last. Undefined where there is none.
 */
export function appliedBoundary(external: External, all: readonly External[], resolver: Resolver): Node | undefined {
  let boundary: Node | undefined;
  let innermost: readonly External[] = [];
  for (const { call, scopes } of appliedIn(all).boundaries) {
    const around = scopes.filter((scope) => isWithin(external, scope));
    const truth = around.length === 0 ? 'no' : resolver.exists(call.guards);
    const isOuter = around.every((scope) => innermost.some((inner) => inner !== scope && isWithin(inner, scope)));
    if (truth === 'no' || (innermost.length > 0 && isOuter)) continue;
    innermost = around;
    const node = methodCall(call)?.name === 'clear' ? undefined : resolver.node(resolver.argument(argumentsIn(call), 0), call.at);
    boundary = truth === 'yes' ? node : unknown('it is not known whether a boundary is put on it', call.at);
  }
  return boundary;
}

/** The call by which the roles below a scope are left to others: `Role.customizeRoles`. */
export function customizedBy(external: External, all: readonly External[], resolver: Resolver): External | undefined {
  return appliedIn(all).customized.find(({ call, scopes }) => scopes.some((scope) => isWithin(external, scope)) && resolver.exists(call.guards) !== 'no')?.call;
}
