import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Source } from '../../../src/core/source.js';
import { parseHcl } from '../../../src/read/text/hcl/index.js';
import { differenceBetween, nodesOf, type OracleResult } from './hcl-nodes.js';

// The samples with what HashiCorp's parser says of them: scripts/compare-hcl.mjs --write.
const folder = fileURLToPath(new URL('hcl/', import.meta.url));
const samples = readdirSync(folder).filter((name) => name.endsWith('.tf'));

test('each sample has its answer, and some are refused', () => {
  const answers = readdirSync(folder).filter((name) => name.endsWith('.json'));
  expect(answers).toEqual(samples.map((name) => name.replace(/\.tf$/u, '.json')));
  expect(samples.length).toBeGreaterThan(10);
});

test.each(samples)('%s', (name) => {
  // A checkout may have changed the line ends.
  const source: Source = { path: name, text: readFileSync(`${folder}${name}`, 'utf8').replaceAll('\r\n', '\n'), bom: false };
  const answer = JSON.parse(readFileSync(`${folder}${name.replace(/\.tf$/u, '.json')}`, 'utf8')) as OracleResult;
  const read = parseHcl(source);
  expect(read.problems.length === 0).toBe(answer.accepted);
  if (!answer.accepted) return;
  expect(answer.nodes.length).toBeGreaterThan(0);
  expect(differenceBetween(nodesOf(read, source), answer.nodes)).toBeUndefined();
});
