// Templates to measure with: small, like most that are public (median 0.6 KB for YAML, 1.6 KB for JSON), one in ten with a trail.

const trail = (index) => ({
  Type: 'AWS::CloudTrail::Trail',
  Properties: {
    S3BucketName: `audit-logs-${index}`,
    IsLogging: true,
    IsMultiRegionTrail: true,
    EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: ['kms.amazonaws.com'] }],
  },
});

const others = (index) => ({
  Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: `data-${index}`, Tags: [{ Key: 'team', Value: `team-${index % 7}` }] } },
  Queue: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 30 + (index % 30), MessageRetentionPeriod: 345600 } },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
    },
  },
});

/** A template as data. */
export const template = (index, withTrail) => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `Template ${index}`,
  Resources: { ...others(index), ...(withTrail ? { Trail: trail(index) } : {}) },
});

export const asJson = (data) => `${JSON.stringify(data, null, 2)}\n`;

/** As YAML in block style, as people write it. */
export function asYaml(data, indent = '') {
  if (Array.isArray(data)) return data.map((item) => `${indent}- ${asYaml(item, `${indent}  `).trimStart()}`).join('');
  if (data === null || typeof data !== 'object') return `${JSON.stringify(data)}\n`;
  return Object.entries(data).map(([key, value]) => `${indent}${key}:${isNested(value) ? '\n' : ' '}${asYaml(value, `${indent}  `)}`).join('');
}

const isNested = (value) => typeof value === 'object' && value !== null;
