// Log files as CloudTrail delivers them, with the layout of S3. Nearly all of what is in them is of other services.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const ACCOUNT = '111122223333';
const REGIONS = ['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-southeast-2'];

/** The same numbers each time. */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
}

const hex = (next, digits) => {
  let text = '';
  while (text.length < digits) text += next().toString(16).padStart(8, '0');
  return text.slice(0, digits);
};
const id = (next) => `${hex(next, 8)}-${hex(next, 4)}-4${hex(next, 3)}-8${hex(next, 3)}-${hex(next, 12)}`;
const second = (at) => new Date(Date.UTC(2026, 0, 1) + at * 1000).toISOString().replace('.000', '');

const role = (next, name) => ({
  type: 'AssumedRole',
  principalId: `AROA${name.toUpperCase()}EXAMPLE:i-0${hex(next, 8)}`,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/i-0${hex(next, 8)}`,
  accountId: ACCOUNT,
  accessKeyId: `ASIA${hex(next, 16).toUpperCase()}`,
  sessionContext: { sessionIssuer: { type: 'Role', principalId: `AROA${name.toUpperCase()}EXAMPLE`, arn: `arn:aws:iam::${ACCOUNT}:role/${name}`, accountId: ACCOUNT, userName: name }, attributes: { creationDate: '2026-01-01T00:00:00Z', mfaAuthenticated: 'false' }, ec2RoleDelivery: '2.0' },
});
const service = { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' };

const record = (next, at, region, { identity, source, name, readOnly, request, response = null, resources, from = `10.0.${next() % 256}.${next() % 256}`, agent = 'aws-sdk-go/1.44.0 (go1.19; linux; amd64)' }) => ({
  eventVersion: '1.11',
  userIdentity: identity,
  eventTime: second(at),
  eventSource: source,
  eventName: name,
  awsRegion: region,
  sourceIPAddress: from,
  userAgent: agent,
  requestParameters: request,
  responseElements: response,
  requestID: id(next),
  eventID: id(next),
  readOnly,
  ...(resources !== undefined && { resources }),
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: ACCOUNT,
  eventCategory: 'Management',
  tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: `${source.split('.')[0]}.${region}.amazonaws.com` },
});

const key = (next, region) => `arn:aws:kms:${region}:${ACCOUNT}:key/${(next() % 40).toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
const resource = (ARN) => [{ accountId: ACCOUNT, type: 'AWS::KMS::Key', ARN }];

/** What is met most. */
const kinds = [
  (next, at, region) => record(next, at, region, { identity: role(next, 'worker'), source: 'sts.amazonaws.com', name: 'AssumeRole', readOnly: true, request: { roleArn: `arn:aws:iam::${ACCOUNT}:role/worker`, roleSessionName: `i-0${hex(next, 8)}` }, response: { credentials: { accessKeyId: `ASIA${hex(next, 16).toUpperCase()}`, sessionToken: hex(next, 200), expiration: second(at + 3600) }, assumedRoleUser: { assumedRoleId: `AROAWORKEREXAMPLE:i-0${hex(next, 8)}`, arn: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/x` } } }),
  (next, at, region) => record(next, at, region, { identity: role(next, 'scanner'), source: 'ec2.amazonaws.com', name: 'DescribeInstances', readOnly: true, request: { maxResults: 1000, instancesSet: {}, filterSet: { items: [{ name: 'vpc-id', valueSet: { items: [{ value: `vpc-0${hex(next, 16)}` }] } }] } } }),
  (next, at, region) => {
    const arn = key(next, region);
    return record(next, at, region, { identity: role(next, 'worker'), source: 'kms.amazonaws.com', name: 'Decrypt', readOnly: true, request: { encryptionContext: { 'aws:s3:arn': `arn:aws:s3:::data/${hex(next, 12)}` }, encryptionAlgorithm: 'SYMMETRIC_DEFAULT' }, resources: resource(arn) });
  },
  (next, at, region) => record(next, at, region, { identity: role(next, 'lambda'), source: 'logs.amazonaws.com', name: 'CreateLogStream', readOnly: false, request: { logGroupName: `/aws/lambda/function-${next() % 60}`, logStreamName: `2026/01/01/[$LATEST]${hex(next, 32)}` } }),
  (next, at, region) => record(next, at, region, { identity: role(next, 'deploy'), source: 'iam.amazonaws.com', name: 'GetRolePolicy', readOnly: true, request: { roleName: `role-${next() % 90}`, policyName: 'inline' } }),
  (next, at, region) => record(next, at, region, { identity: role(next, 'config'), source: 'dynamodb.amazonaws.com', name: 'DescribeTable', readOnly: true, request: { tableName: `table-${next() % 90}` } }),
];
/** CloudTrail itself asks for the bucket and the key with each file that it writes, every five minutes: more often than any call changes it. */
const own = [
  (next, at, region) => record(next, at, region, { identity: service, source: 's3.amazonaws.com', name: 'GetBucketAcl', readOnly: true, from: 'cloudtrail.amazonaws.com', agent: 'cloudtrail.amazonaws.com', request: { bucketName: 'logs', Host: `logs.s3.${region}.amazonaws.com`, acl: '' } }),
  (next, at, region) => {
    const arn = key(next, region);
    return record(next, at, region, { identity: service, source: 'kms.amazonaws.com', name: 'GenerateDataKey', readOnly: true, from: 'cloudtrail.amazonaws.com', agent: 'cloudtrail.amazonaws.com', request: { keySpec: 'AES_256', encryptionContext: { 'aws:cloudtrail:arn': `arn:aws:cloudtrail:${region}:${ACCOUNT}:trail/main` }, keyId: arn }, resources: resource(arn) });
  },
];
/** Of the calls of CloudTrail's API those that change nothing are many. */
const described = (next, at, region) => record(next, at, region, { identity: role(next, 'config'), source: 'cloudtrail.amazonaws.com', name: next() % 2 === 0 ? 'DescribeTrails' : 'GetTrailStatus', readOnly: true, request: { name: `arn:aws:cloudtrail:${region}:${ACCOUNT}:trail/main` } });

const selectors = (excluded) => [{ readWriteType: 'All', includeManagementEvents: true, dataResources: [], excludeManagementEventSources: excluded }];
const put = (next, at, region, excluded) => record(next, at, region, { identity: role(next, 'deploy'), source: 'cloudtrail.amazonaws.com', name: 'PutEventSelectors', readOnly: false, request: { trailName: 'main', eventSelectors: selectors(excluded) }, response: { trailARN: `arn:aws:cloudtrail:${region}:${ACCOUNT}:trail/main`, eventSelectors: selectors(excluded) } });

const PER_FILE = 5 * 1000 * 1000;

/**
 * Writes files of 5 MB each, `bytes` in all before they are packed. One of nine has a call that sets selectors; with `excluding` one of
 * these leaves KMS out, until the next one. Gives back how many records and calls there are.
 */
export function writeRecords(folder, bytes, { excluding = false } = {}) {
  let records = 0;
  let calls = 0;
  let written = 0;
  let packed = 0;
  const count = Math.round(bytes / PER_FILE);
  for (let file = 0; file < count; file++) {
    const next = numbers(file + 1);
    const region = REGIONS[file % REGIONS.length];
    const parts = [];
    let size = 12;
    for (let index = 0; size < PER_FILE; index++) {
      const at = file * 300 + (index % 300);
      const isCall = file % 9 === 4 && index === 700;
      if (isCall) calls++;
      const one = isCall ? put(next, at, region, excluding && file === 4 ? ['kms.amazonaws.com'] : []) : index % 500 === 499 ? described(next, at, region) : index % 40 === 39 ? own[(next() >>> 16) % own.length](next, at, region) : kinds[(next() >>> 16) % kinds.length](next, at, region);
      const text = JSON.stringify(one);
      parts.push(text);
      size += text.length + 1;
    }
    records += parts.length;
    const content = `{"Records":[${parts.join(',')}]}`;
    const zipped = gzipSync(content, { level: 6 });
    const place = join(folder, 'AWSLogs', ACCOUNT, 'CloudTrail', region, '2026/01/01');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `${ACCOUNT}_CloudTrail_${region}_20260101T${String(file).padStart(4, '0')}Z_${hex(next, 16)}.json.gz`), zipped);
    written += content.length;
    packed += zipped.length;
  }
  return { files: count, records, calls, bytes: written, packed };
}
