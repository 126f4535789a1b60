import { describe, expect, test } from 'vitest';
import { lintTexts, toldAll } from '../helpers/lint.js';
import { document, inline, policy, role, template } from './policies.js';

const allow = (action: string, resource = '"*"'): string => `{ Effect: Allow, Action: ${action}, Resource: ${resource} }`;
const ALL = allow('"*"');

/** Statements of identity policies that grant nothing of what matters. */
const statements: Readonly<Record<string, string>> = {
  'a Deny': '{ Effect: Deny, Action: "cloudtrail:PutEventSelectors", Resource: "*" }',
  'a Deny of everything': '{ Effect: Deny, Action: "*", Resource: "*" }',
  'a Deny with NotAction': '{ Effect: Deny, NotAction: "iam:*", Resource: "*" }',
  'cloudtrail-data': allow('"cloudtrail-data:*"'),
  'Get*': allow('"cloudtrail:Get*"'),
  'reading, all of it': allow('["cloudtrail:Get*", "cloudtrail:Describe*", "cloudtrail:List*", "cloudtrail:LookupEvents"]'),
  PutInsightSelectors: allow('"cloudtrail:PutInsightSelectors"'),
  PutEventConfiguration: allow('"cloudtrail:PutEventConfiguration"'),
  'CreateTrail and StartLogging': allow('["cloudtrail:CreateTrail", "cloudtrail:StartLogging"]'),
  'an action typo': allow('["cloudtrail:PutEventSelector", "cloudtrail:PutEventsSelectors", "cloudtrails:PutEventSelectors", "cloudtrail.PutEventSelectors", "cloudtrail:*:PutEventSelectors"]'),
  'a wildcard in the service, which IAM refuses': allow('["cloud*:PutEventSelectors", "cloudtrai?:*"]'),
  'blanks around': allow('" cloudtrail:PutEventSelectors"'),
  'no wildcard but a regular expression': allow('["cloudtrail:Put.*", "cloudtrail:[A-Z]+", "cloudtrail.*:PutEventSelectors"]'),
  'an empty Action': allow('[]'),
  'an Action without value': allow(''),
  'an empty Resource': allow('"cloudtrail:PutEventSelectors"', '[]'),
  'no Resource': '{ Effect: Allow, Action: "cloudtrail:PutEventSelectors" }',
  'no Action': '{ Effect: Allow, Resource: "*" }',
  'no Effect': '{ Action: "cloudtrail:PutEventSelectors", Resource: "*" }',
  'an Effect in lower case': '{ Effect: allow, Action: "cloudtrail:PutEventSelectors", Resource: "*" }',
  'an Effect in upper case': '{ Effect: ALLOW, Action: "*", Resource: "*" }',
  'keys in another case': '{ effect: Allow, action: "*", resource: "*" }',
  'a principal, which IAM refuses': '{ Effect: Allow, Principal: "*", Action: "*", Resource: "*" }',
  'an S3 ARN': allow('"cloudtrail:PutEventSelectors"', '"arn:aws:s3:::bucket"'),
  'everything in a bucket': allow('"*"', '["arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*"]'),
  'NotAction on a bucket': '{ Effect: Allow, NotAction: "iam:*", Resource: "arn:aws:s3:::bucket/*" }',
  'an event data store': allow('"cloudtrail:PutEventSelectors"', '"arn:aws:cloudtrail:*:*:eventdatastore/*"'),
  'a channel': allow('"cloudtrail:*"', '"arn:aws:cloudtrail:*:*:channel/*"'),
  'a role ARN': allow('"cloudtrail:*"', '"arn:aws:iam::111122223333:role/*"'),
  'an ARN without Region': allow('"cloudtrail:PutEventSelectors"', '"arn:aws:cloudtrail::111122223333:trail/*"'),
  'an ARN without account': allow('"cloudtrail:PutEventSelectors"', '"arn:aws:cloudtrail:us-east-1::trail/*"'),
  'a trail without name': allow('"cloudtrail:PutEventSelectors"', '"arn:aws:cloudtrail:us-east-1:111122223333:trail/"'),
  'the type in another case': allow('"cloudtrail:PutEventSelectors"', '"arn:aws:cloudtrail:*:*:Trail/*"'),
  'no ARN': allow('"cloudtrail:PutEventSelectors"', '"trail/*"'),
  'the name of a trail instead of its ARN': allow('"cloudtrail:PutEventSelectors"', '!Ref Trail'),
  'NotResource of everything': '{ Effect: Allow, Action: "cloudtrail:PutEventSelectors", NotResource: "*" }',
  'NotAction that lists it': '{ Effect: Allow, NotAction: ["iam:*", "cloudtrail:*"], Resource: "*" }',
  'siblings on one trail': allow('["cloudtrail:StopLogging", "cloudtrail:DeleteTrail"]', '"arn:aws:cloudtrail:us-east-1:111122223333:trail/main"'),
  'siblings of the other kind': allow('"cloudtrail:StopLogging"', '"arn:aws:cloudtrail:*:*:eventdatastore/*"'),
  'a variable where it is literal text': `{ Effect: Allow, Action: "cloudtrail:\${aws:username}", Resource: "*" }`,
};

/** Resources that look like carriers. */
const resources: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a boundary': { B: policy(ALL), R: role('PermissionsBoundary: !Ref B') },
  'a trust policy': { R: '{ Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { AWS: "*" }, Action: "*", Resource: "*" }] } } }' },
  'a service control policy': { S: `{ Type: AWS::Organizations::Policy, Properties: { Name: s, Type: SERVICE_CONTROL_POLICY, Content: ${document(ALL)} } }` },
  'a resource control policy': { S: `{ Type: AWS::Organizations::Policy, Properties: { Name: s, Type: RESOURCE_CONTROL_POLICY, Content: ${document(ALL)} } }` },
  'the delegation policy of an organization': { S: `{ Type: AWS::Organizations::ResourcePolicy, Properties: { Content: ${document(ALL)} } }` },
  'session policies': {
    A: `{ Type: AWS::RolesAnywhere::Profile, Properties: { SessionPolicy: '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}', ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] } }`,
    B: `{ Type: AWS::EKS::PodIdentityAssociation, Properties: { Policy: '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}' } }`,
    C: `{ Type: AWS::Transfer::User, Properties: { Policy: '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}' } }`,
    D: '{ Type: AWS::EMR::StudioSessionMapping, Properties: { SessionPolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" } }',
    E: '{ Type: AWS::Chatbot::SlackChannelConfiguration, Properties: { GuardrailPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"] } }',
  },
  'an endpoint policy': { E: `{ Type: AWS::EC2::VPCEndpoint, Properties: { PolicyDocument: ${document('{ Effect: Allow, Principal: "*", Action: "*", Resource: "*" }')} } }` },
  'a key policy': { K: `{ Type: AWS::KMS::Key, Properties: { KeyPolicy: ${document('{ Effect: Allow, Principal: { Service: cloudtrail.amazonaws.com }, Action: "*", Resource: "*" }')} } }` },
  'the bucket policy of a trail': {
    B: `{ Type: AWS::S3::BucketPolicy, Properties: { Bucket: b, PolicyDocument: ${document('{ Effect: Allow, Principal: { Service: cloudtrail.amazonaws.com }, Action: "s3:PutObject", Resource: "*" }', '{ Effect: Allow, Principal: "*", Action: "*", Resource: "*" }')} } }`,
  },
  'the resource policy of an event data store': { P: `{ Type: AWS::CloudTrail::ResourcePolicy, Properties: { ResourcePolicy: ${document('{ Effect: Allow, Principal: "*", Action: "cloudtrail:*", Resource: "*" }')} } }` },
  'a policy of another service': { P: `{ Type: AWS::IoT::Policy, Properties: { PolicyDocument: ${document(ALL)} } }` },
  'access to Kubernetes': { A: '{ Type: AWS::EKS::AccessEntry, Properties: { AccessPolicies: [{ PolicyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy" }] } }' },
  'a budget that denies': { B: '{ Type: AWS::Budgets::BudgetsAction, Properties: { Definition: { IamActionDefinition: { PolicyArn: "arn:aws:iam::aws:policy/AWSDenyAll", Roles: [x] } } } }' },
  'a grant under a condition that never holds': { P: policy(`!If [Never, ${ALL}, !Ref AWS::NoValue]`) },
  'no statements': { P: policy(), Q: '{ Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: {} } }', R: role('Policies: []'), S: role(inline()) },
  'an empty document in a string': { P: `{ Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: '' } }` },
};

const top = 'Parameters:\n  Env: { Type: String, AllowedValues: [prod] }\nConditions:\n  Never: !Equals [!Ref Env, dev]\nResources:\n';

async function expectQuiet(text: string): Promise<void> {
  const report = await lintTexts({ 'input.yaml': text }, { strict: true });
  expect(toldAll(report)).toEqual([]);
  expect(report.problems).toEqual([]);
}

describe('no false alarm from a statement', () => {
  const trail = '{ Type: AWS::CloudTrail::Trail, Properties: { IsLogging: true, IsMultiRegionTrail: true } }';

  test.each(Object.entries(statements))('%s', async (_name, statement) => {
    await expectQuiet(template({ Trail: trail, P: policy(statement), R: role(inline(statement)) }, top));
  });
});

describe('no false alarm from a resource', () => {
  test.each(Object.entries(resources))('%s', async (_name, declared) => {
    await expectQuiet(template(declared, top));
  });
});
