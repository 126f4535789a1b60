import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { audit } from '../../../src/audit/index.js';
import { inMemory, readRecords, type AuditFile } from '../../../src/audit/records/index.js';
import {
  advanced, advancedSelectors, basicSelectors, createStore, createTrail, deleteTrail, kmsRecord, putEventSelectors, record, startLogging, stopIngestion, stopLogging, trailArn, updateStore, updateTrail, type RawRecord,
} from '../support.js';

const STORE = '11111111-2222-4333-8444-555555555555';
const OTHER = { account: '444455556666', region: 'eu-central-1' };
const alice = { principal: 'arn:aws:sts::111122223333:assumed-role/Admin/alice' };

/** Of each kind of call something, and what makes tables hard to read: quotes, line ends, commas, other scripts. */
export const calls: readonly RawRecord[] = [
  createTrail('t', { isMultiRegionTrail: true }, { at: 0 }),
  startLogging('t', { at: 10 }),
  putEventSelectors('t', basicSelectors.noKms, { at: 100, ...alice, userAgent: 'quoted "agent", with\na line end' }),
  putEventSelectors('t', basicSelectors.all, { at: 200, userAgent: "it's übung 試験" }),
  putEventSelectors('t', advancedSelectors.readsOnly, { at: 300 }),
  putEventSelectors('t', basicSelectors.noManagement, { at: 350, failure: 'AccessDenied', failureMessage: 'User: "x", not authorized' }),
  updateTrail('t', { isMultiRegionTrail: false }, { at: 400 }),
  putEventSelectors('t', basicSelectors.all, { at: 500, omitted: true, response: { trailARN: trailArn('t') } }),
  stopLogging(trailArn('t'), { at: 600 }),
  deleteTrail('t', { at: 700 }),
  putEventSelectors('u', advancedSelectors.noKms, { at: 120, ...OTHER }),
  stopLogging('u', { at: 130, ...OTHER, eventID: null }),
  startLogging('u', { at: 140, ...OTHER }),
  createStore(STORE, { advancedEventSelectors: [advanced({ eventName: { notStartsWith: ['De'] } })] }, { at: 50 }),
  updateStore(STORE, { advancedEventSelectors: advancedSelectors.all }, { at: 150 }),
  stopIngestion(STORE, { at: 250 }),
];

const others: readonly RawRecord[] = [
  kmsRecord('Decrypt', 'arn:aws:kms:us-east-1:111122223333:key/1', { at: 20, readOnly: true }),
  record('s3.amazonaws.com', 'StopLogging', { name: 't' }, null, { at: 30 }),
  record('cloudtrail.amazonaws.com', 'LookupEvents', null, null, { at: 40 }),
];

/** Files as CloudTrail delivers them, by Region and day; the last record of each is there once more. */
export interface Archive {
  readonly folder: string;
  readonly files: readonly AuditFile[];
}

export function archive(organization = ''): Archive {
  const folder = mkdtempSync(join(tmpdir(), 'keytrail-archive-'));
  const byPlace = new Map<string, RawRecord[]>();
  for (const one of [...calls, ...others]) {
    const place = `AWSLogs/${organization === '' ? '' : `${organization}/`}${String(one['recipientAccountId'])}/CloudTrail/${String(one['awsRegion'])}/2026/01/01`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), one]);
  }
  const files = [...byPlace].flatMap(([place, records]) => [
    file(folder, `${place}/first.json.gz`, { Records: records }),
    file(folder, `${place}/second.json.gz`, { Records: records.slice(-1) }),
    file(folder, `${place}/third.json.gz`, { Records: [] }),
  ]);
  // Digests lie beside log files; the reader of folders leaves them out.
  file(folder, 'AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/01/01/digest.json.gz', { awsAccountId: '111122223333', logFiles: [{ s3Object: 'first.json.gz' }] });
  return { folder, files };
}

function file(folder: string, path: string, contents: RawRecord): AuditFile {
  const bytes = gzipSync(JSON.stringify(contents));
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
  return inMemory(path, bytes);
}

/** What an audit of files tells, but for where in them it stands. */
export async function told(files: Iterable<AuditFile>): Promise<unknown> {
  const { windows, attempts, unsettled, problems } = audit(await readRecords(files));
  return JSON.parse(JSON.stringify({ windows, attempts, unsettled, problems: problems.map(({ rule, message }) => ({ rule, message })) }, (key, value: unknown) => (['at', 'request', 'response'].includes(key) ? undefined : value))) as unknown;
}
