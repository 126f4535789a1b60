import { gzipSync } from 'node:zlib';
import { positionAt, offsetInFile } from '../../../src/core/line-index.js';
import { textOf, type Span } from '../../../src/core/source.js';
import type { Call, Records } from '../../../src/audit/audit.js';
import { type AuditFile, inMemory, readRecords } from '../../../src/audit/records/index.js';

export type Json = Readonly<Record<string, unknown>>;

/** A record of PutEventSelectors as CloudTrail writes it. */
export const put = (more: Json = {}): Json => ({
  eventVersion: '1.10',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:mary',
    arn: 'arn:aws:sts::111122223333:assumed-role/Admin/mary',
    accountId: '111122223333',
    accessKeyId: 'ASIAEXAMPLE',
    sessionContext: { sessionIssuer: { type: 'Role', principalId: 'AROAEXAMPLE', arn: 'arn:aws:iam::111122223333:role/ops/Admin', accountId: '111122223333', userName: 'Admin' } },
  },
  eventTime: '2026-03-02T09:14:11Z',
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'PutEventSelectors',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '203.0.113.7',
  userAgent: 'aws-cli/2.15 "quoted", \\ and ü',
  requestParameters: { trailName: 'main', eventSelectors: [{ readWriteType: 'All', includeManagementEvents: true, dataResources: [], excludeManagementEventSources: ['kms.amazonaws.com'] }] },
  responseElements: { trailARN: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main', eventSelectors: [{ readWriteType: 'All', includeManagementEvents: true, dataResources: [], excludeManagementEventSources: ['kms.amazonaws.com'] }] },
  requestID: 'request-1',
  eventID: 'event-1',
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '111122223333',
  eventCategory: 'Management',
  ...more,
});

/** Something else that happened, which speaks of CloudTrail as well. */
export const other = (more: Json = {}): Json => ({
  eventVersion: '1.10',
  userIdentity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
  eventTime: '2026-03-02T09:00:00Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'GetBucketAcl',
  awsRegion: 'eu-west-1',
  sourceIPAddress: 'cloudtrail.amazonaws.com',
  userAgent: 'cloudtrail.amazonaws.com',
  requestParameters: { note: 'eventSource: "cloudtrail.amazonaws.com", "eventName":"StopLogging" }]} {"' },
  responseElements: null,
  eventID: 'event-other',
  ...more,
});

/** In `lookup-events`. */
export const looked = (record: Json): Json => ({ EventId: record['eventID'], EventName: record['eventName'], ReadOnly: 'false', EventTime: 1772442851, EventSource: record['eventSource'], Username: 'mary', Resources: [], CloudTrailEvent: JSON.stringify(record) });

export const envelope = (record: Json): Json => ({ version: '0', id: 'x', 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.cloudtrail', account: '111122223333', time: record['eventTime'], region: 'eu-west-1', resources: [], detail: record });

export const columns = ['eventid', 'eventtime', 'eventsource', 'eventname', 'awsregion', 'recipientaccountid', 'errorcode', 'errormessage', 'sourceipaddress', 'useragent', 'useridentity', 'requestparameters', 'responseelements', 'requestid', 'sharedeventid'];

/** As a query answers. */
export function rowOf(record: Json): Readonly<Record<string, string | null>> {
  const small = new Map(Object.entries(record).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.fromEntries(columns.map((name) => {
    const value = small.get(name) ?? null;
    return [name, value === null || typeof value === 'string' ? value : JSON.stringify(value)];
  }));
}

const cell = (value: string | null): string => (value === null ? '' : `"${value.replaceAll('"', '""')}"`);
export const csv = (records: readonly Json[]): string => [columns.map(cell).join(','), ...records.map((record) => columns.map((name) => cell(rowOf(record)[name] ?? null)).join(','))].join('\n') + '\n';

export const file = (path: string, content: string | Uint8Array, explicit = true): AuditFile => ({ ...inMemory(path, typeof content === 'string' ? Buffer.from(content) : content), explicit });

export const readTexts = (texts: Readonly<Record<string, string | Uint8Array>>, explicit = true): Promise<Records> =>
  readRecords(Object.entries(texts).map(([path, text]) => file(path, text, explicit)));

/** `log.json:1:234 PutEventSelectors`: the place in the file and what stands there. */
export function told(span: Span): string {
  const { line, column } = positionAt(span.source, span.start);
  return `${span.source.path}:${line}:${column} ${textOf(span)}`;
}

/** What a call says, without its place. */
export const said = ({ at: _at, request, response, ...rest }: Call): unknown => ({ ...rest, request: plain(request), response: plain(response) });

function plain(node: unknown): unknown {
  return JSON.parse(JSON.stringify(node, (key, value: unknown) => (key === 'origin' || key === 'key' ? undefined : value instanceof Map ? [...(value as Map<string, unknown>)] : value)) ?? 'null');
}

/** What stands in the file at the place of a call: it must be what the span says. */
export const inFile = (span: Span, content: string): string => content.slice(offsetInFile(span.source, span.start), offsetInFile(span.source, span.start) + span.end - span.start);

export const problems = ({ problems: all }: Records): readonly string[] => all.map(({ rule, level, span }) => `${rule} ${level} ${told(span)}`);

export { gzipSync };
