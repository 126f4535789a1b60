import { expect, test } from 'vitest';
import type { KmsUse } from '../../../src/audit/audit.js';
import { type AuditFile, readKmsUses, type UseOptions } from '../../../src/audit/records/index.js';
import { Seen } from '../../../src/audit/records/seen.js';
import { file, type Json, looked, put } from './given.js';

const key = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd';
const kms = (more: Json = {}): Json => put({ eventSource: 'kms.amazonaws.com', eventName: 'Decrypt', readOnly: true, requestParameters: { encryptionContext: { a: 'b' } }, responseElements: null, resources: [{ accountId: '111122223333', type: 'AWS::KMS::Key', ARN: key }], ...more });

async function uses(files: readonly AuditFile[], options?: UseOptions): Promise<readonly KmsUse[]> {
  const all: KmsUse[] = [];
  for await (const use of readKmsUses(files, options)) all.push(use);
  return all;
}

test.each<readonly [string, Json, readonly string[]]>([
  ['by the resource', {}, [key]],
  ['by the answer', { resources: undefined, responseElements: { keyId: key } }, [key]],
  ['by both, once', { responseElements: { keyId: '1234abcd' } }, [key]],
  ['by an id that is asked for', { resources: [], requestParameters: { keyId: '1234abcd' } }, ['1234abcd']],
  ['by an id and its ARN', { requestParameters: { keyId: '1234abcd' } }, [key]],
  ['by an alias, where nothing else is said', { resources: undefined, requestParameters: { keyId: 'alias/a' } }, ['alias/a']],
  ['by an alias whose key is said', { requestParameters: { keyId: 'alias/a' } }, [key]],
  ['by what an alias is moved to', { resources: [], requestParameters: { aliasName: 'alias/a', targetKeyId: '1234abcd' } }, ['1234abcd']],
  ['both of ReEncrypt', { resources: [{ type: 'AWS::KMS::Key', ARN: key }, { type: 'AWS::KMS::Key', ARN: `${key}5` }] }, [key, `${key}5`]],
  ['not by an alias among the resources', { resources: [{ type: 'AWS::KMS::Alias', ARN: 'arn:aws:kms:eu-west-1:1:alias/a' }, { type: 'AWS::KMS::Key', ARN: key }] }, [key]],
  ['none of ListKeys', { eventName: 'ListKeys', resources: undefined, requestParameters: null }, []],
])('%s', async (_, more, keys) => {
  for (const content of [JSON.stringify({ Records: [kms(more)] }), JSON.stringify({ Events: [looked(kms(more))] })]) {
    expect((await uses([file('x', content)])).map((use) => use.keys)).toEqual([keys]);
  }
});

test('what a use says', async () => {
  const [use] = await uses([file('x', JSON.stringify([kms({ errorCode: 'AccessDenied' })]))]);
  expect(use).toMatchObject({ name: 'Decrypt', time: Date.parse('2026-03-02T09:14:11Z'), eventId: 'event-1', region: 'eu-west-1', account: '111122223333', readOnly: true, failure: 'AccessDenied', sourceIPAddress: '203.0.113.7', file: 'x' });
});

test.each<readonly [string, Json]>([
  ['a copy for a VPC endpoint', { eventCategory: 'NetworkActivity', eventType: 'AwsVpceEvent' }],
  ['another service that KMS calls', { eventSource: 's3.amazonaws.com', userAgent: 'kms.amazonaws.com' }],
  ['without a time', { eventTime: undefined }],
])('%s is none', async (_, more) => {
  expect(await uses([file('x', JSON.stringify([kms(more)]))])).toEqual([]);
});

test('each once, in a time, and no more than are asked for', async () => {
  const at = (second: number): Json => kms({ eventID: `e${second}`, eventTime: `2026-03-02T09:14:0${second}Z` });
  const files = [file('x', JSON.stringify([at(1), at(2), at(3)])), file('y', JSON.stringify([at(3), at(2), at(4)]))];
  const ids = async (options?: UseOptions): Promise<readonly (string | undefined)[]> => (await uses(files, options)).map(({ eventId }) => eventId);
  expect(await ids()).toEqual(['e1', 'e2', 'e3', 'e4']);
  expect(await ids({ from: Date.parse('2026-03-02T09:14:02Z'), to: Date.parse('2026-03-02T09:14:03Z') })).toEqual(['e2', 'e3']);
  expect(await ids({ limit: 2 })).toEqual(['e1', 'e2']);
});

test('ids are told apart', () => {
  const seen = new Seen();
  const ids = Array.from({ length: 20_000 }, (_, index) => `id-${index}`);
  expect(ids.filter((id) => seen.has(id))).toEqual([]);
  expect(ids.every((id) => seen.has(id))).toBe(true);
});
