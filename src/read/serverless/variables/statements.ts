import { member, textValue, type MapNode, type Node } from '../../../core/node.js';
import type { Variables } from './evaluate.js';

/** An action of a service other than CloudTrail. IAM takes no wildcards in the name of the service. */
const ELSEWHERE = /^(?!cloudtrail:)[a-z\d-]+:/iu;

/** Whether a map is a statement about other services alone: which of their resources it names is worth no world and no gap. */
export function isElsewhere(node: MapNode, variables: Variables): boolean {
  if (!node.entries.has('Effect') || !node.entries.has('Action')) return false;
  const action = variables.expand(member(node, 'Action'));
  const actions: readonly Node[] = action.kind === 'list' && action.unseen.length === 0 ? action.items : [action];
  return actions.every((one) => ELSEWHERE.test(textValue(one) ?? ''));
}

export const isResource = (name: string): boolean => name === 'Resource' || name === 'NotResource';
