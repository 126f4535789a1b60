import { describe, expect, test } from 'vitest';
import { renderCoverage } from '../../src/report/index.js';
import { widthOf } from '../../src/report/pretty/screen.js';
import { FULL } from './full.js';
import { OPTIONS, at, report, sink, source } from './sample.js';

test('the table', async () => {
  await expect(renderCoverage(FULL, 'pretty', OPTIONS)).toMatchFileSnapshot('snapshots/coverage.txt');
});

test('as JSON: the shape that is promised', async () => {
  const text = renderCoverage(FULL, 'json', OPTIONS);
  await expect(text).toMatchFileSnapshot('snapshots/coverage.json');
  expect(JSON.parse(text)).toEqual({
    version: 1,
    sinks: expect.arrayContaining([
      {
        sink: 'Org',
        file: 'templates/org trail.yaml',
        line: 9,
        reads: { logged: 0, lost: 27, depends: 0 },
        writes: { logged: 0, lost: 31, depends: 0 },
        lost: ['CreateKey', 'Decrypt'],
        depends: [],
      },
    ]) as unknown,
  });
});

describe('the table', () => {
  const file = source('x.tf', 'a b\n');
  const none = { ...OPTIONS, quiet: true };

  test('of nothing says so', () => {
    expect(renderCoverage(report({ files: { seen: 4, recognised: 3 } }), 'pretty', OPTIONS)).toBe('Nothing to check: no CloudTrail trail or event data store in 3 files.\n');
    expect(renderCoverage(report(), 'pretty', none)).toBe('');
    expect(renderCoverage(report(), 'json', none)).toBe('{\n  "version": 1,\n  "sinks": []\n}\n');
  });

  test('stays in its columns with names of any width, and obeys none of them', () => {
    const text = renderCoverage(report({ coverage: [sink('漢\u001B[2J', at(file, 'a')), sink('much longer', at(file, 'b'))] }), 'pretty', none);
    const rows = text.split('\n').filter((line) => line.includes(' 31 '));
    expect(rows.map(widthOf)).toEqual([rows[1]?.length, rows[1]?.length]);
    expect(rows[0]).toMatch(/^漢␛\[2J {5}/u);
  });

  test('does not list what nobody reads', () => {
    const lost = Array.from({ length: 9 }, (_, i) => `Event${i}`);
    const text = renderCoverage(report({ coverage: [sink('a', at(file, 'a'), { lost, depends: ['Decrypt'] })] }), 'pretty', none);
    expect(text).not.toContain('Event0');
    expect(text).toContain('\n  depends: Decrypt\n');
  });
});
