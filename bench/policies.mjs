// Policies to measure with: a template with one managed policy, and one as long as IAM takes.

const services = ['s3', 'sqs', 'dynamodb', 'logs', 'ec2', 'cloudtrail'];
const verbs = ['Get*', 'List*', 'Describe*', 'PutItem', 'PutEventSelectors', 'Delete?bject'];

const statement = (index) => ({
  Effect: index % 5 === 4 ? 'Deny' : 'Allow',
  Action: verbs.map((verb, at) => `${services[(index + at) % services.length]}:${verb}`),
  Resource: [`arn:aws:s3:::bucket-${index}/*`, `arn:aws:cloudtrail:*:111122223333:trail/team-${index}-*`],
});

export const policy = (statements) => ({ Version: '2012-10-17', Statement: Array.from({ length: statements }, (_, index) => statement(index)) });

/** The most characters that IAM takes for a managed policy, white space not counted. IAM User Guide, "IAM and STS character limits". */
const LONGEST = 6144;

export function longest() {
  let statements = 1;
  while (JSON.stringify(policy(statements + 1)).length <= LONGEST) statements++;
  return policy(statements);
}

/** A template that declares the policies. */
export const policyTemplate = (policies) => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Resources: Object.fromEntries(policies.map((document, index) => [`Policy${index}`, { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document } }])),
});
