import { expect, test } from 'vitest';
import { reflow } from '../../src/cli/output/reflow.js';

test.each([
  ['one two three four', 'one two\nthree four'],
  ['one\ntwo', 'one two'],
  ['one\n\ntwo', 'one\n\ntwo'],
  ['- one two three\n- four\n  x', '- one two\n  three\n- four x'],
  ['a-word-longer-than-the-line x', 'a-word-longer-than-the-line\nx'],
  ['$ a command that --is longer', '$ a command that --is longer'],
  ['', ''],
])('%j', (text, expected) => {
  expect(reflow(text, 10)).toBe(expected);
});
