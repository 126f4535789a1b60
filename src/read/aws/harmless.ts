import { managedPolicies } from '../../data/managed-policies.js';

/** An action by its name, of a service that is not CloudTrail, or one that reads. */
const ELSEWHERE = /^(?!cloudtrail:)[a-z\d-]+:[\w*?]*$|^cloudtrail:(?:Describe|Get|List|Lookup)[\w*]*$/iu;

/** Whether an action as it is written can do nothing to what a trail records. False for what is not written out. */
export const isHarmlessAction = (action: string): boolean => ELSEWHERE.test(action);

/** How the names of the policies of AWS end that reach CloudTrail. */
export const reachingPolicies: ReadonlySet<string> = new Set(managedPolicies.map(({ name }) => name.slice(name.lastIndexOf('/') + 1)));

/** Whether a policy of AWS, by its name or its ARN, is known not to reach CloudTrail. */
export function isHarmlessPolicy(text: string): boolean {
  const name = text.slice(text.lastIndexOf('/') + 1);
  return name !== '' && !text.includes('{{') && !reachingPolicies.has(name);
}
