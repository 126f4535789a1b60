import type { Attempt, Audit, AuditedSink, Call, Caller, CallName, KmsUse, Unsettled, Window } from '../../../src/audit/audit.js';
import { gap, parseError } from '../../../src/core/problem.js';
import type { Source, Span } from '../../../src/core/source.js';
import { kmsEvents } from '../../../src/data/kms-events.js';
import type { ReportOptions } from '../../../src/report/options.js';

/** Audits made by hand, so that reports are tested without records. */

export const OPTIONS: ReportOptions = { color: false, links: false, version: '1.2.3', width: 100, quiet: false, sarifProfile: 'full' };

export const time = (text: string): number => Date.parse(text);

export const ACCOUNT = '111122223333';
const MEMBER = '444455556666';

const folder = `AWSLogs/o-exampleorgid/${ACCOUNT}/CloudTrail/us-east-1/2024/07/31`;
export const source = (path: string, text: string): Source => ({ path, text, bom: false });

/** A record as delivered: all of them on one line. */
const FILE = source(
  `${folder}/${ACCOUNT}_CloudTrail_us-east-1_20240731T1255Z_4WQk2tq5.json.gz`,
  `{"Records":[{"recipientAccountId":"${ACCOUNT}","eventName":"PutEventSelectors"},{"recipientAccountId":"${ACCOUNT}","eventName":"StopLogging"},{"recipientAccountId":"${ACCOUNT}","eventName":"UpdateTrail"}]}`,
);

export function at(where: Source, text: string): Span {
  const start = where.text.indexOf(text);
  if (start < 0) throw new Error(`${text} is not in ${where.path}`);
  return { source: where, start, end: start + text.length };
}

const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/Operators/alice@example.com`;

export const ALICE: Caller = {
  type: 'AssumedRole',
  principal: SESSION,
  role: `arn:aws:iam::${ACCOUNT}:role/people/Operators`,
  session: 'alice@example.com',
  account: ACCOUNT,
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
};

export const BOB: Caller = { type: 'IAMUser', principal: `arn:aws:iam::${ACCOUNT}:user/bob`, role: undefined, session: undefined, account: ACCOUNT, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' };

export const call = (name: CallName, at_: string, changes: Partial<Call> = {}): Call => ({
  name,
  time: time(at_),
  eventId: '7a1c0b3e-0000-4000-8000-000000000001',
  region: 'us-east-1',
  account: ACCOUNT,
  partition: 'aws',
  failure: undefined,
  request: undefined,
  response: undefined,
  omitted: false,
  caller: ALICE,
  sourceIPAddress: '198.51.100.7',
  userAgent: 'aws-cli/2.17.20',
  at: at(FILE, '"PutEventSelectors"'),
  ...changes,
});

export const trail = (name: string, region = 'us-east-1', account = ACCOUNT): AuditedSink => ({ arn: `arn:aws:cloudtrail:${region}:${account}:trail/${name}`, kind: 'trail' });
export const store = (id: string, region = 'us-east-1'): AuditedSink => ({ arn: `arn:aws:cloudtrail:${region}:${ACCOUNT}:eventdatastore/${id}`, kind: 'event-data-store' });

export const ALL = kmsEvents.map(({ name }) => name).sort();
export const READS = kmsEvents.filter(({ readOnly }) => readOnly).map(({ name }) => name).sort();
export const WRITES = kmsEvents.filter(({ readOnly }) => !readOnly).map(({ name }) => name).sort();

export const window = (changes: Partial<Window> = {}): Window => {
  const opened = call('PutEventSelectors', '2024-07-31T12:50:02Z');
  return { sink: trail('main'), scope: 'own', certainty: 'definite', from: opened.time, to: undefined, events: ALL, opened, closed: undefined, caveats: [], ...changes };
};

export const use = (changes: Partial<KmsUse> = {}): KmsUse => ({
  name: 'Decrypt',
  time: time('2024-07-31T13:00:00Z'),
  eventId: '7a1c0b3e-0000-4000-8000-000000000009',
  region: 'us-east-1',
  account: ACCOUNT,
  readOnly: true,
  failure: undefined,
  caller: BOB,
  sourceIPAddress: '203.0.113.9',
  keys: [`arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`],
  file: FILE.path,
  ...changes,
});

export const audit = (changes: Partial<Audit> = {}): Audit => ({
  windows: [],
  attempts: [],
  unsettled: [],
  problems: [],
  records: { files: 3, recordsRead: 1204, first: time('2024-07-31T00:00:12Z'), last: time('2024-08-02T23:59:59Z') },
  ...changes,
});

const closing = call('PutEventSelectors', '2024-07-31T15:04:10Z', { eventId: '7a1c0b3e-0000-4000-8000-000000000002', caller: BOB, sourceIPAddress: '203.0.113.9' });
const stopping = call('StopLogging', '2024-08-01T08:00:00Z', { eventId: '7a1c0b3e-0000-4000-8000-000000000003', at: at(FILE, '"StopLogging"'), caller: { type: 'AWSService', principal: 'cloudformation.amazonaws.com', role: undefined, session: undefined, account: undefined, accessKeyId: undefined }, sourceIPAddress: 'cloudformation.amazonaws.com', userAgent: 'cloudformation.amazonaws.com' });
const shrinking = call('UpdateTrail', '2024-08-01T20:00:00Z', { eventId: undefined, at: at(FILE, '"UpdateTrail"'), region: 'eu-central-1' });

const denied: Attempt = {
  sink: trail('main'),
  call: call('StopLogging', '2024-08-02T10:00:00Z', {
    eventId: '7a1c0b3e-0000-4000-8000-000000000004',
    at: at(FILE, '"StopLogging"'),
    region: 'us-west-2',
    failure: { code: 'AccessDenied', message: `User: ${SESSION} is not authorized to perform: cloudtrail:StopLogging on resource: arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/main with an explicit deny` },
  }),
  denied: true,
  events: ALL,
};

const settled: Unsettled = { sink: trail('main'), until: window().opened };
const never: Unsettled = { sink: trail('main', 'us-east-1', MEMBER), until: undefined };

/** Everything that an audit can tell. */
export const FULL: Audit = audit({
  windows: [
    window({ to: closing.time, closed: closing, caveats: [{ kind: 'before-unknown' }, { kind: 'events-seen', count: 12, first: use() }] }),
    window({ scope: 'other-regions', to: closing.time, closed: closing, caveats: [{ kind: 'before-unknown' }, { kind: 'events-seen', count: 12, first: use() }] }),
    window({ sink: store('EXAMPLE-f852-4e8f-8bd1-bcf6cEXAMPLE'), from: stopping.time, opened: stopping, events: WRITES, caveats: [{ kind: 'covered-by', arn: trail('main').arn }] }),
    window({ sink: trail('edge', 'eu-central-1'), scope: 'member-accounts', certainty: 'possible', from: shrinking.time, opened: shrinking, events: [...READS, 'DeleteKey', 'RotateKey'].sort(), caveats: [{ kind: 'depends', reason: `eventName NotEquals ${SESSION}` }, { kind: 'changes-unseen' }] }),
  ],
  attempts: [denied, { sink: undefined, call: call('DeleteTrail', '2024-08-02T11:00:00Z', { caller: { ...BOB, principal: '', type: '' }, failure: { code: 'TrailNotFoundException', message: '' } }), denied: false, events: [] }],
  unsettled: [settled, never],
  problems: [parseError('the gzip stream ends early', { source: source(`${folder}/broken.json.gz`, ''), start: 0, end: 0 }), gap(`a record of account ${MEMBER} has no eventTime`, at(FILE, '{"recipientAccountId"'))],
});
