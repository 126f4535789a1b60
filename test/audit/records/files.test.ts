import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRecords } from '../../../src/audit/records/index.js';
import { recordFiles } from '../../../src/read/files/records.js';
import { gzipSync, put } from './given.js';

let root = '';
beforeEach(() => { root = realpathSync.native(mkdtempSync(join(tmpdir(), 'keytrail-records-'))); });
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string | Uint8Array = '{"Records":[]}'): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

const found = (paths: readonly string[], cwd = root): readonly string[] => recordFiles(paths, cwd).files.map(({ path, explicit }) => `${path}${explicit ? ' named' : ''}`);

test('the layout of S3, without what is no log file', async () => {
  const at = (kind: string, name: string): string => `AWSLogs/o-1/111122223333/${kind}/eu-west-1/2026/03/02/${name}`;
  write(at('CloudTrail', 'b.json.gz'), gzipSync(JSON.stringify({ Records: [put()] })));
  write(at('CloudTrail', 'a.json.gz'), gzipSync(JSON.stringify({ Records: [put({ eventID: 'e2', requestID: 'r2' })] })));
  write(at('CloudTrail-Digest', 'd.json.gz'));
  write(at('CloudTrail-Insight', 'i.json.gz'));
  write('other.txt');
  write('x.ndjson');
  write('x.CSV');
  write('.git/config.json');
  expect(found(['.'])).toEqual([at('CloudTrail', 'a.json.gz'), at('CloudTrail', 'b.json.gz'), 'x.CSV', 'x.ndjson']);
  expect((await readRecords(recordFiles(['AWSLogs'], root).files)).calls.map(({ eventId }) => eventId)).toEqual(['e2', 'event-1']);
});

test('what is named is read whatever its name, and once', () => {
  write('logs/a.json');
  write('logs/b.txt');
  expect(found(['logs/b.txt', 'logs', 'logs/a.json'])).toEqual(['logs/a.json named', 'logs/b.txt named']);
  expect(found([join(root, 'logs/CloudTrail-Digest')])).toEqual([]);
  write('logs/CloudTrail-Digest/d.json');
  expect(found(['logs/CloudTrail-Digest/d.json'])).toEqual(['logs/CloudTrail-Digest/d.json named']);
});

test('what is missing', () => {
  write('a.json');
  expect(recordFiles(['a.json', 'b.json', 'a.json/c'], root).missing).toEqual(['b.json', 'a.json/c']);
});

test('links lead to what lies in the folder, and not out of it', () => {
  write('in/a.json');
  write('out/b.json');
  symlinkSync(join(root, 'in'), join(root, 'in/circle'));
  symlinkSync(join(root, 'in/a.json'), join(root, 'in/same.json'));
  symlinkSync(join(root, 'out'), join(root, 'in/away'));
  symlinkSync(join(root, 'out/b.json'), join(root, 'in/away.json'));
  symlinkSync(join(root, 'nothing'), join(root, 'in/gone.json'));
  const { files, skipped } = recordFiles([join(root, 'in')], join(root, 'in'));
  expect(files.map(({ path }) => path)).toEqual(['a.json']);
  expect(skipped.map(({ path }) => path).sort()).toEqual(['away', 'away.json', 'gone.json']);
  expect(found([join(root, 'in/away.json')], join(root, 'in'))).toHaveLength(1);
});

test('a file that is gone when it is opened is told', async () => {
  write('a.json');
  write('b.json', JSON.stringify([put()]));
  const { files } = recordFiles(['.'], root);
  rmSync(join(root, 'a.json'));
  const read = await readRecords(files);
  expect(read.calls).toHaveLength(1);
  expect(read.problems.map(({ message, span }) => `${span.source.path}: ${message}`)).toEqual(['a.json: it cannot be read: there is no such file']);
});
