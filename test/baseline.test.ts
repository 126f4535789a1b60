import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acts, baselineText, type Entry, readBaseline, updated } from '../src/baseline.js';
import { positionAt } from '../src/core/line-index.js';
import { unmark } from './helpers/lint.js';

const entry = (changes: Partial<Entry> = {}): Entry => ({ rule: 'kms-events-excluded', path: 'a.yaml', subject: 'Org', cause: '0123456789abcdef', holders: [], level: 'error', message: 'It is lost.', reason: undefined, until: undefined, ...changes });
const read = async (text: string, path = 'baseline.json'): ReturnType<typeof readBaseline> => readBaseline(path, new TextEncoder().encode(text));

async function entriesIn(text: string, path?: string): Promise<readonly Entry[]> {
  const result = await read(text, path);
  if (result.kind === 'faults') throw new Error(result.faults.map(({ message }) => message).join('\n'));
  return result.entries.map(({ span: _, ...one }) => one);
}

const one = '{ "rule": "gap", "path": "a", "subject": "", "cause": "0123456789abcdef", "level": "note", "message": "m" }';
const withOne = (changed: string): string => `{ "version": 1, "findings": [${changed}] }`;

describe('what is written is read again', () => {
  const texts = fc.string({ unit: 'binary' });
  const entries = fc.array(
    fc.record({
      rule: fc.constantFrom('gap', 'kms-events-excluded'),
      path: fc.string({ minLength: 1, unit: 'grapheme' }),
      subject: texts,
      cause: fc.stringMatching(/^[0-9a-f]{16}$/u),
      holders: fc.array(fc.tuple(fc.string(), fc.stringMatching(/^[0-9a-f]{16}$/u)).map(([name, hash]) => `${name} ${hash}`)),
      level: fc.constantFrom('note' as const, 'warning' as const, 'error' as const),
      message: texts,
      reason: fc.option(fc.constantFrom('because', 'a "reason"'), { nil: undefined }),
      until: fc.option(fc.constant('2027-02-28'), { nil: undefined }),
    }),
    { maxLength: 5 },
  );
  const validate = new Ajv({ strict: true }).compile(JSON.parse(readFileSync('schema/baseline.json', 'utf8')));

  test('whatever it says, in one order', async () => {
    await fc.assert(
      fc.asyncProperty(entries, async (some) => {
        const text = baselineText(some);
        expect(validate(JSON.parse(text))).toBe(true);
        expect(baselineText([...some].reverse())).toBe(text);
        expect(baselineText(await entriesIn(text))).toBe(text);
        expect(JSON.parse(text).findings).toHaveLength(some.length);
      }),
    );
  });

  test('an entry is a line', () => {
    expect(baselineText([entry({ path: 'b.yaml', message: 'two\nlines' }), entry({ reason: 'dev', until: '2027-01-31' })])).toBe(
      `{
  "version": 1,
  "findings": [
    { "rule": "kms-events-excluded", "path": "a.yaml", "subject": "Org", "cause": "0123456789abcdef", "level": "error", "message": "It is lost.", "reason": "dev", "until": "2027-01-31" },
    { "rule": "kms-events-excluded", "path": "b.yaml", "subject": "Org", "cause": "0123456789abcdef", "level": "error", "message": "two\\nlines" }
  ]
}
`,
    );
    expect(baselineText([])).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
  });

  test.each([
    ['in YAML', 'version: 1\nfindings:\n  - { rule: gap, path: a, subject: "", cause: 0123456789abcdef, level: note, message: m, until: 2027-01-31 }\n'],
    ['with a schema for editors', '{ "$schema": "x", "version": 1, "findings": [{ "rule": "gap", "path": "a", "subject": "", "cause": "0123456789abcdef", "level": "note", "message": "m", "until": "2027-01-31" }] }'],
  ])('%s', async (_, text) => {
    expect(await entriesIn(text, 'b.yaml')).toEqual([entry({ rule: 'gap', path: 'a', subject: '', level: 'note', message: 'm', until: '2027-01-31' })]);
  });
});

describe('what is wrong is told at its place, all of it', () => {
  test.each<[string, string, readonly string[]]>([
    ['nothing at all', '«»', ['an empty file is no baseline: remove it, and keytrail --update-baseline writes one']],
    ['a list', '«[]»', ['the baseline must be a map, not a list']],
    ['a text', '«"x"»', ["the baseline must be a map, not 'x'"]],
    ['null', '«null»', ['the baseline must be a map, not nothing']],
    ['no version', '«{ "findings": [] }»', ["the baseline lacks 'version'"]],
    ['another version', '{ "version": «2», "findings": [] }', ["'version' must be 1, the only version that this keytrail knows, not the number 2"]],
    ['a version that is a text', '{ "version": «"1"», "findings": [] }', ["'version' must be 1, the only version that this keytrail knows, not '1'"]],
    ['no findings', '«{ "version": 1 }»', ["the baseline lacks 'findings'"]],
    ['findings that are a map', '{ "version": 1, "findings": «{}» }', ["'findings' must be a list, not a map"]],
    ['an unknown key', '{ "version": 1, "findings": [], «"finding"»: [] }', ["unknown key 'finding'; did you mean 'findings'?"]],
    ['an unknown key of an entry', withOne(one.replace('"message"', '«"massage"»: "x", "message"')), ["unknown key 'massage'; did you mean 'message'?"]],
    ['a key that a prototype has', withOne(one.replace('"message"', '«"__proto__"»: {}, "message"')), ["unknown key '__proto__'; it is one of rule, path, subject, cause, holders, level, message, reason, until"]],
    ['an entry that is a text', withOne('«"gap"»'), ["'findings.0' must be a map, not 'gap'"]],
    ['an entry without a cause', withOne(`«${one.replace('"cause": "0123456789abcdef", ', '')}»`), ["'findings.0' lacks 'cause'"]],
    ['a cause that is none', withOne(one.replace('"0123456789abcdef"', '«"012"»')), ["'findings.0.cause' must be 16 hexadecimal digits, not '012'"]],
    ['a level that there is not', withOne(one.replace('"note"', '«"eror"»')), ["'findings.0.level' cannot be 'eror'; did you mean 'error'?"]],
    ['a level that is off', withOne(one.replace('"note"', '«"off"»')), ["'findings.0.level' cannot be 'off'; it is one of note, warning, error"]],
    ['a rule that is a path', withOne(one.replace('"gap"', '«"A b"»')), ["'findings.0.rule' must be the id of a rule, not 'A b'"]],
    ['an empty path', withOne(one.replace('"a"', '«""»')), ["'findings.0.path' must be a path, not ''"]],
    ['a subject that is a number', withOne(one.replace('"subject": ""', '"subject": «7»')), ["'findings.0.subject' must be a text, not the number 7"]],
    ['an empty reason', withOne(one.replace('"m"', '"m", "reason": «" "»')), ["'findings.0.reason' must be a reason, not ' '"]],
    ['a day that there is not', withOne(one.replace('"m"', '"m", "until": «"2027-13-01"»')), ["'findings.0.until' must be a date, YYYY-MM-DD, not '2027-13-01'"]],
    ['two faults', withOne(`${one.replace('"gap"', '«1»')}, «{}»`), ["'findings.0.rule' must be the id of a rule, not the number 1", ...['rule', 'path', 'subject', 'cause', 'level', 'message'].map((key) => `'findings.1' lacks '${key}'`)]],
    ['a key that is written twice', '{ "version": 1, «"version"»: 1, "findings": [] }', ['the key `version` is written more than once']],
  ])('%s', async (_, marked, messages) => {
    const { text, marks } = unmark(marked);
    const result = await read(text);
    if (result.kind !== 'faults') throw new Error('it was read');
    expect(result.faults.map(({ message }) => message)).toEqual(messages);
    const spans = [...new Set(result.faults.map(({ span }) => `${span.start} ${span.end}`))];
    expect(spans).toEqual(marks.map(([start, end]) => `${start} ${end}`));
  });

  test.each<[string, string, number]>([
    ['broken JSON', '{\n  "version": 1,\n  "findings": [\n}\n', 4],
    ['marks of a merge', `{\n  "version": 1,\n  "findings": [\n<<<<<<< HEAD\n    ${one}\n=======\n>>>>>>> other\n  ]\n}\n`, 4],
    ['cut off', '{ "version": 1, "find', 1],
  ])('%s is told at its line', async (_, text, line) => {
    const result = await read(text);
    if (result.kind !== 'faults') throw new Error('it was read');
    const [first] = result.faults;
    expect(first === undefined ? undefined : positionAt(first.span.source, first.span.start).line).toBe(line);
  });

  test('a binary file', async () => {
    const result = await readBaseline('b.json', new Uint8Array([0, 1, 2, 0xff, 0xfe, 0, 0, 0]));
    expect(result).toMatchObject({ kind: 'faults', faults: [{ message: 'this is a binary file, not a baseline' }] });
  });
});

test.each([
  [undefined, '9999-12-31', true],
  ['2027-01-31', '2027-01-30', true],
  ['2027-01-31', '2027-01-31', true],
  ['2027-01-31', '2027-02-01', false],
  ['2027-01-31', '2030-01-01', false],
])('an entry until %s acts on %s: %s', (until, today, expected) => {
  expect(acts(entry({ until }), today)).toBe(expected);
});

describe('an update', () => {
  const all = (): boolean => false;
  const none = (): boolean => true;
  const subjects = (entries: readonly Entry[]): readonly string[] => entries.map(({ subject }) => subject);

  test.each<[string, readonly Entry[], readonly Entry[], (one: Entry) => boolean, { readonly entries: readonly string[]; readonly added: readonly string[]; readonly removed: readonly string[] }]>([
    ['of nothing', [entry({ subject: 'A' })], [], all, { entries: ['A'], added: ['A'], removed: [] }],
    ['of what is the same', [entry({ subject: 'A' })], [entry({ subject: 'A' })], all, { entries: ['A'], added: [], removed: [] }],
    ['of what is gone', [], [entry({ subject: 'A' })], all, { entries: [], added: [], removed: ['A'] }],
    ['of what was not looked at', [], [entry({ subject: 'A' })], none, { entries: ['A'], added: [], removed: [] }],
    ['of what is graver', [entry({ subject: 'A' })], [entry({ subject: 'A', level: 'note' })], all, { entries: ['A'], added: ['A'], removed: [] }],
    ['of what is lighter', [entry({ subject: 'A', level: 'note' })], [entry({ subject: 'A' })], all, { entries: ['A'], added: [], removed: [] }],
    ['of one more', [entry({ subject: 'A' }), entry({ subject: 'A' })], [entry({ subject: 'A' })], all, { entries: ['A', 'A'], added: ['A'], removed: [] }],
    ['of one less', [entry({ subject: 'A' })], [entry({ subject: 'A' }), entry({ subject: 'A' })], all, { entries: ['A'], added: [], removed: ['A'] }],
    ['of another cause', [entry({ subject: 'A', cause: 'f' })], [entry({ subject: 'A' })], all, { entries: ['A'], added: ['A'], removed: ['A'] }],
  ])('%s', (_, found, before, stays, expected) => {
    const { entries, added, removed } = updated(found, before, stays);
    expect({ entries: subjects(entries), added: subjects(added), removed: subjects(removed) }).toEqual(expected);
  });

  test('keeps what was said by hand, and takes the rest anew', () => {
    const { entries } = updated([entry({ message: 'new words', level: 'warning' })], [entry({ reason: 'dev', until: '2027-01-31' })], all);
    expect(entries).toEqual([entry({ message: 'new words', level: 'warning', reason: 'dev', until: '2027-01-31' })]);
  });
});
