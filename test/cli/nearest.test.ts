import { expect, test } from 'vitest';
import { distance, nearest } from '../../src/cli/args/nearest.js';

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['abc', 'abd', 1],
  ['abc', 'ab', 1],
  ['abc', 'acb', 1],
  ['check', 'chekc', 1],
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
])('%j and %j are %i edits apart', (a, b, edits) => {
  expect(distance(a, b)).toBe(edits);
  expect(distance(b, a)).toBe(edits);
});

test.each([
  ['kms-event-exluded', 'kms-events-excluded'],
  ['KmsEventsExcluded', 'kms-events-excluded'],
  ['kms_reads_unlogged', 'kms-reads-unlogged'],
  ['entirely-different', undefined],
  ['x', undefined],
])('%s is taken for %s', (word, name) => {
  expect(nearest(word, ['kms-events-excluded', 'kms-reads-unlogged', 'gap', 'a'])).toBe(name);
});
