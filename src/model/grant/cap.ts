import { shown, type Text } from '../../core/text.js';
import { actionReach } from './reach.js';
import { PUT_EVENT_SELECTORS } from './action.js';
import { managedStatement } from './managed.js';
import type { Boundary, PolicyDocument, PolicyText, Principal, Statement } from './policy.js';
import { denials, targetOf } from '../taken.js';
import { patternContains, patternsOverlap, scopeOf } from '../trails.js';

/** What keeps an allowed action from being used, as far as it is in view. */
export type Cap = { readonly kind: 'none' } | { readonly kind: 'boundary' | 'control'; readonly name: string };

/** A boundary surely does not allow the action, or a service control policy surely denies it. What is not in view caps nothing. */
export function capOf({ boundary }: Principal, controls: readonly PolicyDocument[], action: string, resource: Text): Cap {
  const held = withholds(boundary, action, resource);
  if (held !== undefined) return { kind: 'boundary', name: held };
  const control = controls.find((document) => deniesAll(document, action, resource));
  return control === undefined ? { kind: 'none' } : { kind: 'control', name: `\`${control.address}\`` };
}

function withholds(boundary: Boundary, action: string, resource: Text): string | undefined {
  switch (boundary.kind) {
    case 'none':
    case 'elsewhere':
      return undefined;
    case 'document':
      return mayAllow(boundary.document, action, resource) && !deniesAll(boundary.document, action, resource) ? undefined : `\`${boundary.document.address}\``;
    case 'managed':
      return managedWithholds(boundary.name, action, resource);
  }
}

/**
 * The data holds each of the AWS managed policies that allows PutEventSelectors or one of its siblings, with what it says of
 * PutEventSelectors: any other policy of AWS allows none of them.
 */
function managedWithholds(name: PolicyText, action: string, resource: Text): string | undefined {
  const statement = managedStatement({ name, exists: 'yes' });
  const allows = statement !== undefined && (action !== PUT_EVENT_SELECTORS || allowsSome(statement, action, resource));
  return allows ? undefined : `\`${shown(name.text)}\``;
}

/** Whether some statement may allow the action on some of the trails. */
const mayAllow = ({ statements }: PolicyDocument, action: string, resource: Text): boolean => statements.unseen.length > 0 || statements.items.some((statement) => allowsSome(statement, action, resource));

function allowsSome(statement: Statement, action: string, resource: Text): boolean {
  if (statement.effect.kind === 'known' && statement.effect.value !== 'Allow') return false;
  if (actionReach(statement, action) === undefined) return false;
  const { negated, values } = statement.resources;
  return negated || values.unseen.length > 0 || values.items.some(({ text }) => scopeOf(text, true, targetOf(action)) !== 'none' && patternsOverlap(text, resource));
}

const deniesAll = (document: PolicyDocument, action: string, resource: Text): boolean =>
  denials([document], action).some(({ statement, truth }) => truth === 'yes' && !statement.resources.negated && statement.resources.values.items.some(({ text }) => patternContains(text, resource)));
