import { all, type Truth } from '../../core/truth.js';
import { isSettled, plainText } from '../../core/text.js';
import { managedStatement } from './managed.js';
import type { Principal, Statement } from './policy.js';
import { actionReach, resourceReach, type ActionReach, type ResourceReach } from './reach.js';
import { Taken, targetOf } from '../taken.js';
import { scopeOf } from '../trails.js';

/** A statement that allows something to a principal, with what may take it away again. */
export interface Held {
  readonly statement: Statement;
  readonly principal: Principal;
  /** The resource that declares it. */
  readonly address: string;
  readonly hasVariables: boolean;
  /** Of a managed policy. */
  readonly managed: string;
  readonly taken: Taken;
}

/** What a principal holds: the statements of its documents, and of the policies of AWS that are attached to it. */
export function heldBy(principal: Principal): readonly Held[] {
  const taken = new Taken([...principal.documents, ...principal.inherited]);
  const own = principal.documents.flatMap(({ address, hasVariables, statements }) =>
    statements.items.filter(mayGrant).map((statement): Held => ({ statement, principal, address, hasVariables, managed: '', taken })),
  );
  const managed = principal.attachments.flatMap((attachment): readonly Held[] => {
    const statement = managedStatement(attachment);
    return statement === undefined ? [] : [{ statement, principal, address: principal.address, hasVariables: true, managed: plainText(attachment.name.text) ?? '', taken }];
  });
  return [...own, ...managed];
}

export const mayGrant = ({ effect }: Statement): boolean => effect.kind !== 'known' || effect.value === 'Allow';

export interface Reached {
  readonly action: ActionReach;
  readonly resource: ResourceReach;
}

/** What a statement allows of an action once unconditional Denies are taken away. */
export function reachOf({ statement, taken, hasVariables }: Held, name: string): Reached | undefined {
  const action = actionReach(statement, name);
  if (action === undefined) return undefined;
  const isTooMuch = taken.isTooMuch(name);
  const resource = resourceReach(statement, isTooMuch ? [] : taken.of(name), hasVariables, targetOf(name));
  if (resource === undefined) return undefined;
  return { action, resource: isTooMuch ? { ...resource, truth: 'maybe', unknown: 'there are too many Denies to hold against it' } : resource };
}

/** Whether what is held is surely there and surely reaches. */
export function sure({ statement, principal, hasVariables }: Held, { action, resource }: Reached): Truth {
  const { effect, exists } = statement;
  return all([action.truth, resource.truth, exists, principal.exists, effect.kind === 'known' ? 'yes' : 'maybe', mayExceptAll(statement, hasVariables) ? 'maybe' : 'yes']);
}

/** A NotResource of which parts are not known may list every trail. */
const mayExceptAll = ({ resources }: Statement, hasVariables: boolean): boolean =>
  resources.negated && (resources.values.unseen.length > 0 || resources.values.items.some(({ text }) => !isSettled(text) && scopeOf(text, hasVariables) !== 'none'));

/** Whether it is the statement itself of which too little is known, not what takes away from it. */
export const isUnresolved = ({ statement, hasVariables }: Held, { action, resource }: Reached): boolean =>
  action.truth === 'maybe' || mayExceptAll(statement, hasVariables) || (resource.truth === 'maybe' && !statement.resources.negated && (resource.pattern === undefined || !isSettled(resource.pattern.text)));
