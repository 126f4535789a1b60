/**
 * The resource types that are lowered, with the properties that lowering looks at. Only these are evaluated: a parameter
 * that decides on a bucket name alone is worth no world.
 */
export const modelled: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::CloudTrail::Trail', ['IsLogging', 'IsMultiRegionTrail', 'IsOrganizationTrail', 'EventSelectors', 'AdvancedEventSelectors']],
  ['AWS::CloudTrail::EventDataStore', ['IngestionEnabled', 'MultiRegionEnabled', 'OrganizationEnabled', 'EventSelectors', 'AdvancedEventSelectors']],
  ['AWS::IAM::Role', ['RoleName', 'AssumeRolePolicyDocument', 'Policies', 'ManagedPolicyArns', 'PermissionsBoundary']],
  ['AWS::IAM::User', ['UserName', 'Groups', 'Policies', 'ManagedPolicyArns', 'PermissionsBoundary']],
  ['AWS::IAM::Group', ['GroupName', 'Policies', 'ManagedPolicyArns']],
  ['AWS::IAM::Policy', ['PolicyDocument', 'Roles', 'Users', 'Groups']],
  ['AWS::IAM::ManagedPolicy', ['ManagedPolicyName', 'PolicyDocument', 'Roles', 'Users', 'Groups']],
  ['AWS::IAM::RolePolicy', ['PolicyDocument', 'RoleName']],
  ['AWS::IAM::UserPolicy', ['PolicyDocument', 'UserName']],
  ['AWS::IAM::GroupPolicy', ['PolicyDocument', 'GroupName']],
  ['AWS::IAM::UserToGroupAddition', ['GroupName', 'Users']],
  ['AWS::SSO::PermissionSet', ['Name', 'InlinePolicy', 'ManagedPolicies', 'CustomerManagedPolicyReferences', 'PermissionsBoundary']],
  ['AWS::Organizations::Policy', ['Content', 'Type']],
  ['AWS::Serverless::Function', ['Policies', 'Role', 'PermissionsBoundary']],
  ['AWS::Serverless::StateMachine', ['Policies', 'Role', 'PermissionsBoundary']],
  ['AWS::Budgets::BudgetsAction', ['Definition']],
  // What names policies without granting them.
  ['AWS::RolesAnywhere::Profile', ['ManagedPolicyArns']],
  ['AWS::EMR::StudioSessionMapping', ['SessionPolicyArn']],
  ['AWS::Chatbot::SlackChannelConfiguration', ['GuardrailPolicies']],
  ['AWS::Chatbot::MicrosoftTeamsChannelConfiguration', ['GuardrailPolicies']],
  // Calls of an API, by `AwsCustomResource` of the CDK.
  ['Custom::AWS', ['Create', 'Update', 'Delete']],
]);

/** Properties that CloudFormation takes as an object or as the same in a JSON string. Those of `Custom::AWS` are JSON strings in which there are more. */
export const documents: ReadonlySet<string> = new Set(['PolicyDocument', 'AssumeRolePolicyDocument', 'InlinePolicy', 'Content', 'Create', 'Update', 'Delete']);

/** Of these, those that grant: it is told where one of them stays unknown. */
export const granting: ReadonlySet<string> = new Set(['PolicyDocument', 'InlinePolicy']);
