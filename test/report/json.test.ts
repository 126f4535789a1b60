import { expect, test } from 'vitest';
import { render } from '../../src/report/index.js';
import { jsonText } from '../../src/report/json-text.js';
import { FULL } from './full.js';
import { OPTIONS, at, finding, place, report, source } from './sample.js';

test('everything at once', async () => {
  await expect(render('json', FULL, OPTIONS)).toMatchFileSnapshot('snapshots/full.json');
});

test('an empty report has every member', () => {
  expect(JSON.parse(render('json', report(), OPTIONS))).toEqual({
    version: 1,
    findings: [],
    problems: [],
    coverage: [],
    internalErrors: [],
    files: { seen: 1, recognised: 1 },
    comparison: null,
  });
});

test('positions count UTF-16 code units from 1 and end behind the last one', () => {
  const file = source('x', 'a\r\n😀 b\r', true);
  const json = JSON.parse(render('json', report({ findings: [finding(place(at(file, '😀 b'), ''))] }), OPTIONS)) as { findings: unknown[] };
  expect(json.findings[0]).toMatchObject({ file: 'x', line: 2, column: 1, endLine: 2, endColumn: 5 });
});

test('halves of surrogate pairs are replaced, whole pairs and controls kept', () => {
  const text = jsonText({ a: ['\uD800x', 'x\uDC00', '😀\u0000\u001B'] });
  expect(text).not.toMatch(/\\u[dD][89a-fA-F]/u);
  expect(JSON.parse(text)).toEqual({ a: ['\uFFFDx', 'x\uFFFD', '😀\u0000\u001B'] });
});
