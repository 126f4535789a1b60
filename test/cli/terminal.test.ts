import { expect, test } from 'vitest';
import type { When } from '../../src/cli/args/invocation.js';
import { lookOf } from '../../src/cli/output/terminal.js';
import { stream } from './support.js';

const look = (format: 'pretty' | 'json', file: string | undefined, when: When, terminal: boolean, env: Record<string, string>) =>
  lookOf({ format, file }, when, { argv: [], env, cwd: '/', stdin: () => new Uint8Array(), stdout: stream(terminal), stderr: stream(), today: () => '', now: () => 0, memory: () => 0 });

test.each<[string, When, boolean, Record<string, string>, boolean, boolean]>([
  // where, --color, terminal, environment: color, links
  ['a terminal', 'auto', true, {}, true, true],
  ['a pipe', 'auto', false, {}, false, false],
  ['a terminal', 'never', true, { FORCE_COLOR: '1' }, false, false],
  ['a pipe', 'always', false, { NO_COLOR: '1' }, true, false],
  ['a terminal', 'auto', true, { NO_COLOR: '1' }, false, false],
  ['a terminal', 'auto', true, { NO_COLOR: '' }, true, true],
  ['a pipe', 'auto', false, { FORCE_COLOR: '1' }, true, false],
  ['a pipe', 'auto', false, { FORCE_COLOR: '' }, true, false],
  ['a terminal', 'auto', true, { FORCE_COLOR: '0' }, false, false],
  ['a pipe', 'auto', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
  ['a terminal', 'auto', true, { TERM: 'dumb' }, false, false],
  ['a terminal', 'always', true, { TERM: 'dumb' }, true, false],
  ['a terminal', 'auto', true, { CI: 'true' }, true, false],
  ['a terminal', 'auto', true, { CI: 'false' }, true, true],
])('%s with --color %s (%s, %j)', (_, when, terminal, env, color, links) => {
  expect(look('pretty', undefined, when, terminal, env)).toMatchObject({ color, links });
});

test('a file is coloured only on demand, and never as wide as a terminal', () => {
  expect(look('pretty', 'a', 'auto', true, { FORCE_COLOR: '1' })).toEqual({ color: false, links: false, width: 80 });
  expect(look('pretty', 'a', 'always', true, {})).toMatchObject({ color: true, links: false });
});

test('what programs read is never coloured', () => {
  expect(look('json', undefined, 'always', true, { FORCE_COLOR: '1' })).toEqual({ color: false, links: false, width: 80 });
});
