// Policies to measure with: a template with one managed policy, and one as long as IAM takes.

const services = ['s3', 'sqs', 'dynamodb', 'logs', 'ec2'];
const verbs = ['Get*', 'List*', 'Describe*', 'PutItem', 'PutEventSelectors', 'Delete?bject'];

/** `cloudtrail`: every statement has actions of CloudTrail, so that each must be held against every Deny. */
const statement = (index, of) => ({
  Effect: index % 5 === 4 ? 'Deny' : 'Allow',
  Action: verbs.map((verb, at) => `${of[(index + at) % of.length]}:${verb}`),
  Resource: [`arn:aws:s3:::bucket-${index}/*`, `arn:aws:cloudtrail:*:111122223333:trail/team-${index}-*`],
});

export const policy = (statements, of = [...services, 'cloudtrail']) => ({ Version: '2012-10-17', Statement: Array.from({ length: statements }, (_, index) => statement(index, of)) });

/** The most characters that IAM takes for a managed policy, white space not counted. IAM User Guide, "IAM and STS character limits". */
const LONGEST = 6144;

export function longest(of) {
  let statements = 1;
  while (JSON.stringify(policy(statements + 1, of)).length <= LONGEST) statements++;
  return policy(statements, of);
}

/** As long, and about other services but for one statement. */
export function usual() {
  const { Version, Statement } = longest(services);
  return { Version, Statement: [...Statement.slice(1), policy(1).Statement[0]] };
}

/** A template that declares the policies. */
export const policyTemplate = (policies) => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Resources: Object.fromEntries(policies.map((document, index) => [`Policy${index}`, { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document } }])),
});
