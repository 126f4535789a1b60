import { beforeAll, describe, expect, test } from 'vitest';
import { offsetInFile, positionAt } from '../../../src/core/line-index.js';
import type { Records } from '../../../src/audit/audit.js';
import { MOST_INFLATED, readRecords } from '../../../src/audit/records/index.js';
import { file, gzipSync, type Json, other, put, readTexts } from './given.js';

const json = JSON.stringify;
const numbered = (index: number): string => json(put({ eventID: `e${index}`, requestID: `r${index}`, eventTime: new Date(Date.UTC(2026, 2, 2, 10, 0, index)).toISOString().replace('.000', '') }));
const filler = (index: number): Json => other({ eventID: `o${index}`, userAgent: 'ü'.repeat(index % 7) });

/** Records of `megabytes` in all, with a call in each; `between` is put in the middle. */
function content(megabytes: number, separator: string, between = ''): string {
  const chunk = Array.from({ length: 1200 }, (_, index) => json(filler(index))).join(separator);
  const chunks = Math.ceil((megabytes * 1024 * 1024) / chunk.length);
  return Array.from({ length: chunks }, (_, index) => `${index === Math.floor(chunks / 2) ? between : ''}${chunk}${separator}${numbered(index)}`).join(separator);
}

const ids = ({ calls }: Records): readonly (string | undefined)[] => calls.map(({ eventId }) => eventId);

/** Files that are never held whole: larger than 8 MB, or than 32 MB when they are inflated. */
describe.each([
  ['a log file', ',', (text: string) => `{"Records":[${text}]}`],
  ['lines', '\n', (text: string) => `${text}\n`],
])('a large file: %s', (_, separator, wrapped) => {
  let text = '';
  beforeAll(() => { text = wrapped(content(36, separator)); });

  test.each([['plain', (sound: string) => Buffer.from(sound)], ['gzip', (sound: string) => gzipSync(sound, { level: 1 })]])('%s', { timeout: 30_000 }, async (_name, packed) => {
    const read = await readTexts({ x: packed(text) });
    expect(read.problems).toEqual([]);
    expect(ids(read)).toEqual(Array.from({ length: read.calls.length }, (__, index) => `e${index}`));
    expect(read.calls.length).toBeGreaterThan(30);
    let line = 0;
    let counted = 0;
    for (const { at } of read.calls) {
      const offset = offsetInFile(at.source, at.start);
      expect(text.slice(offset, offset + at.end - at.start)).toBe('"PutEventSelectors"');
      line += text.slice(counted, offset).split('\n').length - 1;
      counted = offset;
      expect(positionAt(at.source, at.start)).toEqual({ line: line + 1, column: offset - text.lastIndexOf('\n', offset) });
    }
  });

  test('with a broken record', { timeout: 30_000 }, async () => {
    const broken = numbered(999).replace('"eu-west-1"', '"eu-west-1').replace(/"recipient.*/u, '');
    const faulty = wrapped(content(12, separator, `${broken}${separator}`));
    const read = await readTexts({ x: gzipSync(faulty, { level: 1 }), y: faulty });
    expect(read.calls.length).toBeGreaterThan(8);
    expect(ids(read)).toEqual(Array.from({ length: read.calls.length }, (__, index) => `e${index}`));
    expect(read.problems.map(({ span }) => span.source.path)).toEqual(['x', 'y']);
    for (const { span } of read.problems) {
      expect(offsetInFile(span.source, span.start)).toBeGreaterThanOrEqual(faulty.indexOf(broken));
      expect(offsetInFile(span.source, span.start)).toBeLessThanOrEqual(faulty.indexOf(broken) + broken.length);
    }
  });

  test('that ends too early', { timeout: 30_000 }, async () => {
    const short = wrapped(content(10, separator));
    const zipped = gzipSync(short, { level: 1 });
    const read = await readTexts({ x: zipped.subarray(0, zipped.length * 0.9), y: short.slice(0, short.length * 0.9) });
    expect(read.calls.length).toBeGreaterThan(10);
    expect(ids(read)).toEqual(Array.from({ length: read.calls.length }, (__, index) => `e${index}`));
    expect(read.problems.map(({ span }) => span.source.path)).toEqual(['x', 'y']);
  });
});

test('an element that is too large is told, and the others are read', { timeout: 30_000 }, async () => {
  const huge = json(put({ eventID: 'huge', userAgent: 'x'.repeat(20 * 1024 * 1024) }));
  const read = await readRecords([file('x', `{"Records":[${numbered(1)},${huge},${numbered(2)}]}`)], { maxInflated: MOST_INFLATED });
  expect(ids(read)).toEqual(['e1', 'e2']);
  expect(read.problems.length).toBe(1);
});
