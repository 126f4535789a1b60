import { managedPolicies, type ManagedPolicy } from '../../data/managed-policies.js';
import { plainText } from '../../core/text.js';
import { known, type Many } from '../../core/value.js';
import type { Origin } from '../../core/source.js';
import type { Attachment, ConditionTest, PolicyText, Statement } from './policy.js';

/** What an attached AWS managed policy says of CloudTrail, as a statement that stands where it is attached; undefined for all others. */
export function managedStatement({ name, exists }: Attachment): Statement | undefined {
  const text = plainText(name.text);
  const policy = managedPolicies.find((one) => one.name === text);
  if (policy === undefined) return undefined;
  const { origin } = name;
  const negated = policy.notActions.length > 0;
  return {
    sid: '',
    effect: known('Allow', origin),
    actions: { negated, values: texts(negated ? policy.notActions : policy.actions, origin) },
    resources: { negated: false, values: texts([policy.resource], origin) },
    conditions: { items: conditionsOf(policy, origin), unseen: [], origin },
    exists,
    origin,
  };
}

const texts = (items: readonly string[], origin: Origin): Many<PolicyText> => ({ items: items.map((text) => ({ text: [text], origin, unknown: '' })), unseen: [], origin });

/** The one condition that occurs: calls must come through the AWS MCP service. */
const conditionsOf = ({ conditioned }: ManagedPolicy, origin: Origin): readonly ConditionTest[] =>
  conditioned ? [{ operator: 'Bool', key: 'aws:IsMcpServiceAction', values: texts(['true'], origin), origin }] : [];
