import { scalar, type Node } from '../../core/node.js';
import { ATTACHMENT } from '../permissions.js';
import { block, each, is, only, translation, type Shape, type Translation } from './translation.js';

/** Without its type, a policy of an organization is a service control policy. Terraform Registry, `aws_organizations_policy`. */
const controlByDefault: Shape = (type, { name }) => (type.kind === 'absent' ? scalar('SERVICE_CONTROL_POLICY', { span: name.span, via: 'service-default' }) : type);

/** A policy of the accounts in which a permission set is used. */
const reference = is('Name', 'name');
const references = is('CustomerManagedPolicyReferences', 'customer_managed_policy_reference', each(reference));
const permissionSet = is('PermissionSets', 'permission_set_arn');

const boundary = is(
  'PermissionsBoundary',
  'permissions_boundary',
  block(is('ManagedPolicyArn', 'managed_policy_arn'), is('CustomerManagedPolicyReference', 'customer_managed_policy_reference', block(reference))),
);

/** Of what a budget does once it is spent: the policy that it applies, and those to whom. */
const applied = (attribute: string): Shape => (definition) => within(within(definition, 'iam_action_definition'), attribute);

function within(node: Node, attribute: string): Node {
  const found = only(node);
  if (found.kind === 'map') return found.entries.get(attribute)?.value ?? found.unseen[0] ?? { kind: 'absent', origin: found.origin };
  return found.kind === 'unknown' ? found : { kind: 'absent', origin: found.origin };
}

/** Resources of the provider `aws` that hold policies, attach them or cap what they allow. Terraform Registry, `hashicorp/aws`, "IAM", "SSO Admin", "Organizations". */
export const permissionTypes: ReadonlyMap<string, Translation> = new Map([
  ['aws_iam_policy', translation('AWS::IAM::ManagedPolicy', is('ManagedPolicyName', 'name'), is('Arn', 'arn'), is('PolicyDocument', 'policy'))],
  ['aws_iam_role_policy', translation('AWS::IAM::RolePolicy', is('RoleName', 'role'), is('PolicyDocument', 'policy'))],
  ['aws_iam_user_policy', translation('AWS::IAM::UserPolicy', is('UserName', 'user'), is('PolicyDocument', 'policy'))],
  ['aws_iam_group_policy', translation('AWS::IAM::GroupPolicy', is('GroupName', 'group'), is('PolicyDocument', 'policy'))],
  [
    'aws_iam_role',
    translation(
      'AWS::IAM::Role',
      is('RoleName', 'name'),
      is('Arn', 'arn'),
      is('AssumeRolePolicyDocument', 'assume_role_policy'),
      is('Policies', 'inline_policy', each(is('PolicyName', 'name'), is('PolicyDocument', 'policy'))),
      is('ManagedPolicyArns', 'managed_policy_arns'),
      is('PermissionsBoundary', 'permissions_boundary'),
    ),
  ],
  ['aws_iam_user', translation('AWS::IAM::User', is('UserName', 'name'), is('Arn', 'arn'), is('PermissionsBoundary', 'permissions_boundary'))],
  ['aws_iam_group', translation('AWS::IAM::Group', is('GroupName', 'name'), is('Arn', 'arn'))],
  ['aws_iam_role_policy_attachment', translation(ATTACHMENT, is('Roles', 'role'), is('PolicyArn', 'policy_arn'))],
  ['aws_iam_user_policy_attachment', translation(ATTACHMENT, is('Users', 'user'), is('PolicyArn', 'policy_arn'))],
  ['aws_iam_group_policy_attachment', translation(ATTACHMENT, is('Groups', 'group'), is('PolicyArn', 'policy_arn'))],
  ['aws_iam_policy_attachment', translation(ATTACHMENT, is('Roles', 'roles'), is('Users', 'users'), is('Groups', 'groups'), is('PolicyArn', 'policy_arn'))],
  ['aws_iam_role_policy_attachments_exclusive', translation(ATTACHMENT, is('Roles', 'role_name'), is('ManagedPolicyArns', 'policy_arns'))],
  ['aws_iam_user_policy_attachments_exclusive', translation(ATTACHMENT, is('Users', 'user_name'), is('ManagedPolicyArns', 'policy_arns'))],
  ['aws_iam_group_policy_attachments_exclusive', translation(ATTACHMENT, is('Groups', 'group_name'), is('ManagedPolicyArns', 'policy_arns'))],
  ['aws_iam_group_membership', translation('AWS::IAM::UserToGroupAddition', is('GroupName', 'group'), is('Users', 'users'))],
  ['aws_iam_user_group_membership', translation('AWS::IAM::UserToGroupAddition', is('GroupName', 'groups'), is('Users', 'user'))],
  ['aws_ssoadmin_permission_set', translation('AWS::SSO::PermissionSet', is('Name', 'name'), is('Arn', 'arn'))],
  ['aws_ssoadmin_permission_set_inline_policy', translation(ATTACHMENT, permissionSet, is('InlinePolicy', 'inline_policy'))],
  ['aws_ssoadmin_managed_policy_attachment', translation(ATTACHMENT, permissionSet, is('PolicyArn', 'managed_policy_arn'))],
  ['aws_ssoadmin_managed_policy_attachments_exclusive', translation(ATTACHMENT, permissionSet, is('ManagedPolicyArns', 'managed_policy_arns'))],
  ['aws_ssoadmin_customer_managed_policy_attachment', translation(ATTACHMENT, permissionSet, references)],
  ['aws_ssoadmin_customer_managed_policy_attachments_exclusive', translation(ATTACHMENT, permissionSet, references)],
  ['aws_ssoadmin_permissions_boundary_attachment', translation(ATTACHMENT, permissionSet, boundary)],
  ['aws_organizations_policy', translation('AWS::Organizations::Policy', is('Content', 'content'), is('Type', 'type', controlByDefault))],
  ['aws_budgets_budget_action', translation('AWS::Budgets::BudgetsAction', is('PolicyArn', 'definition', applied('policy_arn')), is('Roles', 'definition', applied('roles')), is('Users', 'definition', applied('users')), is('Groups', 'definition', applied('groups')))],
  // What names policies without granting them.
  ['aws_rolesanywhere_profile', translation('AWS::RolesAnywhere::Profile', is('ManagedPolicyArns', 'managed_policy_arns'))],
  ['aws_emr_studio_session_mapping', translation('AWS::EMR::StudioSessionMapping', is('SessionPolicyArn', 'session_policy_arn'))],
  ['aws_chatbot_slack_channel_configuration', translation('AWS::Chatbot::SlackChannelConfiguration', is('GuardrailPolicies', 'guardrail_policy_arns'))],
  ['aws_chatbot_teams_channel_configuration', translation('AWS::Chatbot::MicrosoftTeamsChannelConfiguration', is('GuardrailPolicies', 'guardrail_policy_arns'))],
]);
