import { snakeCase } from './spelling.js';
import { block, each, is, translation, type Shape, type Translated, type Translation } from './translation.js';

/** A property under its own name, in snake case. */
const own = (property: string, shape?: Shape): Translated => is(property, snakeCase(property), shape);
const type = (name: string, ...properties: readonly (string | Translated)[]): Translation => translation(name, ...properties.map((one) => (typeof one === 'string' ? own(one) : one)));

const policies = own('Policies', each(own('PolicyName'), own('PolicyDocument')));
const named = [own('Name')];
const boundary = own('PermissionsBoundary', block(own('ManagedPolicyArn'), own('CustomerManagedPolicyReference', block(...named))));
const definition = own('Definition', block(own('IamActionDefinition', block(own('PolicyArn')))));

/** Resources of the provider `awscc`: those of CloudFormation, of which properties are attributes. Terraform Registry, `hashicorp/awscc`. */
export const awsccTypes: ReadonlyMap<string, Translation> = new Map([
  ['awscc_iam_role', type('AWS::IAM::Role', 'RoleName', 'Arn', 'AssumeRolePolicyDocument', policies, 'ManagedPolicyArns', 'PermissionsBoundary')],
  ['awscc_iam_user', type('AWS::IAM::User', 'UserName', 'Arn', 'Groups', policies, 'ManagedPolicyArns', 'PermissionsBoundary')],
  ['awscc_iam_group', type('AWS::IAM::Group', 'GroupName', 'Arn', policies, 'ManagedPolicyArns')],
  ['awscc_iam_managed_policy', type('AWS::IAM::ManagedPolicy', 'ManagedPolicyName', is('Arn', 'policy_arn'), 'PolicyDocument', 'Roles', 'Users', 'Groups')],
  ['awscc_iam_role_policy', type('AWS::IAM::RolePolicy', 'PolicyDocument', 'RoleName')],
  ['awscc_iam_user_policy', type('AWS::IAM::UserPolicy', 'PolicyDocument', 'UserName')],
  ['awscc_iam_group_policy', type('AWS::IAM::GroupPolicy', 'PolicyDocument', 'GroupName')],
  ['awscc_sso_permission_set', type('AWS::SSO::PermissionSet', 'Name', is('Arn', 'permission_set_arn'), 'InlinePolicy', 'ManagedPolicies', own('CustomerManagedPolicyReferences', each(...named)), boundary)],
  ['awscc_organizations_policy', type('AWS::Organizations::Policy', 'Content', 'Type')],
  ['awscc_budgets_budgets_action', type('AWS::Budgets::BudgetsAction', definition)],
  ['awscc_rolesanywhere_profile', type('AWS::RolesAnywhere::Profile', 'ManagedPolicyArns')],
  ['awscc_emr_studio_session_mapping', type('AWS::EMR::StudioSessionMapping', 'SessionPolicyArn')],
  ['awscc_chatbot_slack_channel_configuration', type('AWS::Chatbot::SlackChannelConfiguration', 'GuardrailPolicies')],
  ['awscc_chatbot_microsoft_teams_channel_configuration', type('AWS::Chatbot::MicrosoftTeamsChannelConfiguration', 'GuardrailPolicies')],
  ['awscc_cloudtrail_trail', type('AWS::CloudTrail::Trail', is('CloudWatchLogsLogGroupArn', 'cloudwatch_logs_log_group_arn'))],
  ['awscc_logs_metric_filter', type('AWS::Logs::MetricFilter', 'FilterPattern', 'LogGroupName')],
  ['awscc_logs_log_group', type('AWS::Logs::LogGroup', 'LogGroupName')],
  ['awscc_events_rule', type('AWS::Events::Rule', 'EventPattern', 'EventBusName', 'State')],
]);
