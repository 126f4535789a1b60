import { managedPolicies } from '../data/managed-policies.js';
import { plainText, type Text } from '../core/text.js';
import { denialsOf, actionReach } from './reach.js';
import { PUT_EVENT_SELECTORS, actionMatches } from './action.js';
import type { Boundary, PolicyDocument, Principal } from './policy.js';
import { patternContains, patternsOverlap } from './trails.js';

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
      return managedWithholds(plainText(boundary.name.text), action);
  }
}

/**
 * Of the AWS managed policies only those of the data allow PutEventSelectors; of any other it is known that it does not, if it
 * is one of AWS at all, which the caller made sure of.
 */
function managedWithholds(name: string | undefined, action: string): string | undefined {
  if (name === undefined || action !== PUT_EVENT_SELECTORS) return undefined;
  const policy = managedPolicies.find((one) => one.name === name);
  const allows = policy !== undefined && (policy.notActions.length > 0 || policy.actions.some((pattern) => actionMatches(pattern, action)));
  return allows ? undefined : `\`${name}\``;
}

/** Whether some statement may allow the action on some of the trails. */
const mayAllow = ({ statements }: PolicyDocument, action: string, resource: Text): boolean =>
  statements.unseen.length > 0 ||
  statements.items.some((statement) => {
    if (statement.effect.kind === 'known' && statement.effect.value !== 'Allow') return false;
    if (actionReach(statement, action) === undefined) return false;
    const { negated, values } = statement.resources;
    return negated || values.unseen.length > 0 || values.items.some(({ text }) => patternsOverlap(text, resource));
  });

const deniesAll = (document: PolicyDocument, action: string, resource: Text): boolean =>
  denialsOf([document], action).some(({ statement, truth }) => truth === 'yes' && !statement.resources.negated && statement.resources.values.items.some(({ text }) => patternContains(text, resource)));
