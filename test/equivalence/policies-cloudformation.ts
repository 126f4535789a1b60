import type { HeldText, PolicyText } from './policies.js';

type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;

const types = { role: 'AWS::IAM::Role', user: 'AWS::IAM::User', group: 'AWS::IAM::Group', 'permission-set': 'AWS::SSO::PermissionSet' } as const;

function holder(held: HeldText, resources: Resources): void {
  const policies = (held.inline ?? []).map((PolicyDocument, index) => ({ PolicyName: `p${String(index)}`, PolicyDocument }));
  const isSet = held.kind === 'permission-set';
  resources['Holder'] = {
    Type: types[held.kind],
    Properties: {
      ...(held.trust && { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [held.trust] } }),
      ...(isSet ? { Name: 'set', InlinePolicy: held.inline?.[0] } : { Policies: policies }),
      ...(held.managed && { [isSet ? 'ManagedPolicies' : 'ManagedPolicyArns']: held.managed }),
      ...(held.boundary && { PermissionsBoundary: { Ref: 'Boundary' } }),
      ...(held.group && { Groups: [{ Ref: 'Group' }] }),
    },
  };
  const listed = { role: 'Roles', user: 'Users', group: 'Groups', 'permission-set': '' }[held.kind];
  for (const [index, PolicyDocument] of (held.attached ?? []).entries()) resources[`Attached${String(index)}`] = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument, [listed]: [{ Ref: 'Holder' }] } };
  if (held.boundary !== undefined) resources['Boundary'] = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: held.boundary } };
  if (held.group !== undefined) resources['Group'] = { Type: 'AWS::IAM::Group', Properties: { Policies: [{ PolicyName: 'g', PolicyDocument: held.group }] } };
}

/** The template that declares it. */
export function policyTemplate({ holder: held, loose, control }: PolicyText): { readonly Resources: Readonly<Resources> } {
  const Resources: Resources = {};
  if (held !== undefined) holder(held, Resources);
  if (loose !== undefined) Resources['Loose'] = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: loose } };
  if (control !== undefined) Resources['Control'] = { Type: 'AWS::Organizations::Policy', Properties: { Name: 'c', Type: 'SERVICE_CONTROL_POLICY', Content: control } };
  return { Resources };
}
