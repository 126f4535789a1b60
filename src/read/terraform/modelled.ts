/**
 * The types of resources that are lowered, with the attributes and blocks that lowering looks at, in the words of the
 * providers `hashicorp/aws` and `hashicorp/awscc`. Only these are evaluated. Data sources have `data.` before their type.
 */
export const modelled: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_cloudtrail', ['name', 'arn', 'enable_logging', 'is_multi_region_trail', 'is_organization_trail', 'event_selector', 'advanced_event_selector', 'cloud_watch_logs_group_arn']],
  ['aws_cloudtrail_event_data_store', ['name', 'arn', 'suspend', 'multi_region_enabled', 'organization_enabled', 'event_selector', 'advanced_event_selector']],
  ['aws_iam_policy', ['name', 'arn', 'policy']],
  ['aws_iam_role_policy', ['name', 'role', 'policy']],
  ['aws_iam_user_policy', ['name', 'user', 'policy']],
  ['aws_iam_group_policy', ['name', 'group', 'policy']],
  ['aws_iam_role', ['name', 'arn', 'assume_role_policy', 'inline_policy', 'managed_policy_arns', 'permissions_boundary']],
  ['aws_iam_user', ['name', 'arn', 'permissions_boundary']],
  ['aws_iam_group', ['name', 'arn']],
  ['aws_iam_role_policy_attachment', ['role', 'policy_arn']],
  ['aws_iam_user_policy_attachment', ['user', 'policy_arn']],
  ['aws_iam_group_policy_attachment', ['group', 'policy_arn']],
  ['aws_iam_policy_attachment', ['roles', 'users', 'groups', 'policy_arn']],
  ['aws_iam_role_policy_attachments_exclusive', ['role_name', 'policy_arns']],
  ['aws_iam_user_policy_attachments_exclusive', ['user_name', 'policy_arns']],
  ['aws_iam_group_policy_attachments_exclusive', ['group_name', 'policy_arns']],
  ['aws_iam_group_membership', ['group', 'users']],
  ['aws_iam_user_group_membership', ['groups', 'user']],
  ['aws_ssoadmin_permission_set', ['name', 'arn']],
  ['aws_ssoadmin_permission_set_inline_policy', ['permission_set_arn', 'inline_policy']],
  ['aws_ssoadmin_managed_policy_attachment', ['permission_set_arn', 'managed_policy_arn']],
  ['aws_ssoadmin_managed_policy_attachments_exclusive', ['permission_set_arn', 'managed_policy_arns']],
  ['aws_ssoadmin_customer_managed_policy_attachment', ['permission_set_arn', 'customer_managed_policy_reference']],
  ['aws_ssoadmin_customer_managed_policy_attachments_exclusive', ['permission_set_arn', 'customer_managed_policy_reference']],
  ['aws_ssoadmin_permissions_boundary_attachment', ['permission_set_arn', 'permissions_boundary']],
  ['aws_organizations_policy', ['name', 'content', 'type']],
  ['aws_budgets_budget_action', ['definition']],
  // What names policies without granting them.
  ['aws_rolesanywhere_profile', ['managed_policy_arns']],
  ['aws_emr_studio_session_mapping', ['session_policy_arn']],
  ['aws_chatbot_slack_channel_configuration', ['guardrail_policy_arns']],
  ['aws_chatbot_teams_channel_configuration', ['guardrail_policy_arns']],
  // What watches the events of trails.
  ['aws_cloudwatch_log_metric_filter', ['pattern', 'log_group_name']],
  ['aws_cloudwatch_event_rule', ['event_pattern', 'event_bus_name', 'state', 'is_enabled']],
  ['aws_cloudwatch_log_group', ['name', 'arn']],
  // The resources of CloudFormation.
  ['awscc_cloudtrail_trail', ['trail_name', 'arn', 'is_logging', 'is_multi_region_trail', 'is_organization_trail', 'event_selectors', 'advanced_event_selectors', 'cloudwatch_logs_log_group_arn']],
  ['awscc_cloudtrail_event_data_store', ['name', 'ingestion_enabled', 'multi_region_enabled', 'organization_enabled', 'event_selectors', 'advanced_event_selectors']],
  ['awscc_iam_role', ['role_name', 'arn', 'assume_role_policy_document', 'policies', 'managed_policy_arns', 'permissions_boundary']],
  ['awscc_iam_user', ['user_name', 'arn', 'groups', 'policies', 'managed_policy_arns', 'permissions_boundary']],
  ['awscc_iam_group', ['group_name', 'arn', 'policies', 'managed_policy_arns']],
  ['awscc_iam_managed_policy', ['managed_policy_name', 'policy_arn', 'policy_document', 'roles', 'users', 'groups']],
  ['awscc_iam_role_policy', ['policy_name', 'policy_document', 'role_name']],
  ['awscc_iam_user_policy', ['policy_name', 'policy_document', 'user_name']],
  ['awscc_iam_group_policy', ['policy_name', 'policy_document', 'group_name']],
  ['awscc_sso_permission_set', ['name', 'permission_set_arn', 'inline_policy', 'managed_policies', 'customer_managed_policy_references', 'permissions_boundary']],
  ['awscc_organizations_policy', ['name', 'content', 'type']],
  ['awscc_budgets_budgets_action', ['definition']],
  ['awscc_rolesanywhere_profile', ['managed_policy_arns']],
  ['awscc_emr_studio_session_mapping', ['session_policy_arn']],
  ['awscc_chatbot_slack_channel_configuration', ['guardrail_policies']],
  ['awscc_chatbot_microsoft_teams_channel_configuration', ['guardrail_policies']],
  ['awscc_logs_metric_filter', ['filter_pattern', 'log_group_name']],
  ['awscc_logs_log_group', ['log_group_name']],
  ['awscc_events_rule', ['event_pattern', 'event_bus_name', 'state']],
  // What resources refer to: `policy-document.ts`.
  ['data.aws_iam_policy_document', ['version', 'statement', 'source_policy_documents', 'override_policy_documents', 'source_json', 'override_json']],
]);

/** They matter beside a trail alone, and nearly every configuration has some of them. */
export const watching: ReadonlySet<string> = new Set([
  'aws_cloudwatch_log_metric_filter',
  'aws_cloudwatch_event_rule',
  'aws_cloudwatch_log_group',
  'awscc_logs_metric_filter',
  'awscc_logs_log_group',
  'awscc_events_rule',
]);

/**
 * What the provider fills in itself where the configuration does not say it ("Optional, Computed"). In a plan such an
 * attribute is unknown as a whole for a resource that is to be made, although nothing is declared.
 */
export const computed: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_cloudtrail_event_data_store', ['advanced_event_selector']],
  ['aws_iam_role', ['name', 'inline_policy', 'managed_policy_arns']],
  ['aws_iam_policy', ['name']],
]);
