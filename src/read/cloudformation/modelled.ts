/**
 * The resource types that are lowered, with the properties that lowering looks at. Only these are evaluated: a parameter
 * that decides on a bucket name alone is worth no world.
 */
export const modelled: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::CloudTrail::Trail', ['IsLogging', 'IsMultiRegionTrail', 'IsOrganizationTrail', 'EventSelectors', 'AdvancedEventSelectors']],
  ['AWS::CloudTrail::EventDataStore', ['IngestionEnabled', 'MultiRegionEnabled', 'OrganizationEnabled', 'EventSelectors', 'AdvancedEventSelectors']],
  ['AWS::IAM::Role', ['RoleName', 'AssumeRolePolicyDocument', 'Policies', 'ManagedPolicyArns', 'PermissionsBoundary']],
  ['AWS::IAM::User', ['UserName', 'Policies', 'ManagedPolicyArns', 'PermissionsBoundary']],
  ['AWS::IAM::Group', ['GroupName', 'Policies', 'ManagedPolicyArns']],
  ['AWS::IAM::Policy', ['PolicyDocument', 'Roles', 'Users', 'Groups']],
  ['AWS::IAM::ManagedPolicy', ['ManagedPolicyName', 'PolicyDocument', 'Roles', 'Users', 'Groups']],
  ['AWS::IAM::RolePolicy', ['PolicyDocument', 'RoleName']],
  ['AWS::IAM::UserPolicy', ['PolicyDocument', 'UserName']],
  ['AWS::IAM::GroupPolicy', ['PolicyDocument', 'GroupName']],
  ['AWS::SSO::PermissionSet', ['Name', 'InlinePolicy', 'ManagedPolicies', 'CustomerManagedPolicyReferences', 'PermissionsBoundary']],
  ['AWS::Organizations::Policy', ['Content', 'Type']],
  ['AWS::Serverless::Function', ['Policies', 'Role', 'PermissionsBoundary']],
  ['AWS::Serverless::StateMachine', ['Policies', 'Role', 'PermissionsBoundary']],
]);

/** Properties that CloudFormation takes as an object or as the same in a JSON string. */
export const documents: ReadonlySet<string> = new Set(['PolicyDocument', 'AssumeRolePolicyDocument', 'InlinePolicy', 'Content']);
