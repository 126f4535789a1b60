import { member } from '../core/node.js';
import type { Resource } from '../core/unit.js';
import type { Boundary, PolicyDocument, PolicyText } from '../model/grant/policy.js';
import { texts } from './policy.js';
import { managedName, type Called, type Directory } from './references.js';

/** Where a policy is named that narrows sessions: whoever is under it gets nothing from it. */
const caps: ReadonlyMap<string, string> = new Map([
  ['AWS::RolesAnywhere::Profile', 'ManagedPolicyArns'],
  ['AWS::EMR::StudioSessionMapping', 'SessionPolicyArn'],
  ['AWS::Chatbot::SlackChannelConfiguration', 'GuardrailPolicies'],
  ['AWS::Chatbot::MicrosoftTeamsChannelConfiguration', 'GuardrailPolicies'],
]);

/** The ARN of a boundary; of a permission set, the name of a policy as well. */
function boundaryTexts(resource: Resource): readonly PolicyText[] {
  const node = member(resource.body, 'PermissionsBoundary');
  const named = [node, member(node, 'ManagedPolicyArn'), member(member(node, 'CustomerManagedPolicyReference'), 'Name')];
  return named.flatMap((one) => texts(one, resource.name).items);
}

/** What caps a holder; `policies` are those that are resources in view. */
export function boundaryOf(resource: Resource, policies: Directory<Called & { readonly document: PolicyDocument }>): Boundary {
  const node = member(resource.body, 'PermissionsBoundary');
  const [text] = boundaryTexts(resource);
  if (node.kind === 'absent') return { kind: 'none' };
  if (text === undefined) return { kind: 'elsewhere', origin: node.origin };
  const [local] = policies.policies(text);
  if (local !== undefined) return { kind: 'document', document: local.document, origin: text.origin };
  const name = managedName(text);
  return name === undefined ? { kind: 'elsewhere', origin: text.origin } : { kind: 'managed', name };
}

/** Policies that only cap: a boundary, a session policy, a guardrail. They grant nothing. */
export function capsOf(resource: Resource): readonly PolicyText[] {
  const property = caps.get(resource.type);
  return property === undefined ? boundaryTexts(resource) : texts(member(resource.body, property), resource.name).items;
}
