import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding, Place } from '../../src/check/finding.js';
import type { ReportOptions } from '../../src/report/index.js';
import { render } from '../../src/report/index.js';
import { widthOf } from '../../src/report/pretty/screen.js';
import { FULL } from './full.js';
import { OPTIONS, at, finding, place, problem, report, source } from './sample.js';
import { computed } from '../helpers/computed.js';

/** The picture of one finding, without headline and notes. */
function picture(primary: Place, changes: Partial<Finding> = {}, options: Partial<ReportOptions> = {}): string {
  const text = render('pretty', report({ findings: [finding(primary, changes)] }), { ...OPTIONS, quiet: true, ...options });
  return text
    .split('\n')
    .slice(1)
    .filter((line) => !/^ += /u.test(line) && line !== '')
    .join('\n');
}

test('everything at once', async () => {
  await expect(render('pretty', FULL, OPTIONS)).toMatchFileSnapshot('snapshots/full.txt');
});

test('in colour and with links', async () => {
  await expect(render('pretty', FULL, { ...OPTIONS, color: true, links: true })).toMatchFileSnapshot('snapshots/full-color.txt');
});

test('colour changes nothing but colour', () => {
  const coloured = render('pretty', FULL, { ...OPTIONS, color: true, links: true });
  // eslint-disable-next-line no-control-regex -- the codes are what is tested
  expect(coloured.replace(/\u001B\[[\d;]*m|\u001B\]8;;[^\u001B]*\u001B\\/gu, '')).toBe(render('pretty', FULL, OPTIONS));
});

test('the same report gives the same text', () => {
  expect(render('pretty', FULL, OPTIONS)).toBe(render('pretty', FULL, OPTIONS));
});

test('quiet shows findings only, and what failed in keytrail', () => {
  const text = render('pretty', FULL, { ...OPTIONS, quiet: true });
  expect(text.match(/^\w+\[[\w-]+\]/gmu)).toEqual(['error[parse-error]', 'note[kms-reads-unlogged]', 'note[grant-one-trail]', 'error[kms-events-excluded]', 'error[internal-error]']);
  expect(render('pretty', report(), { ...OPTIONS, quiet: true })).toBe('');
});

test('the advice is told once', () => {
  const file = source('x.yaml', 'a: b\n');
  const text = render('pretty', report({ findings: [finding(place(at(file, 'b'), ''), { message: 'Bad. Do it.', advice: 'Do it.' })] }), OPTIONS);
  expect(text.match(/Do it\./gu)).toHaveLength(1);
});

test('a problem that is a finding is told once', () => {
  const text = render('pretty', FULL, OPTIONS);
  expect(text.match(/\[parse-error\]/gu)).toHaveLength(1);
  expect(text.match(/\[gap\]/gu)).toHaveLength(1);
});

test('a file without text is named and not drawn', () => {
  const empty = source('big.json', '');
  const text = render('pretty', report({ problems: [problem('gap', 'note', 'larger than 10 MB', { source: empty, start: 0, end: 0 })] }), OPTIONS);
  expect(text.split('\n\n')[0]).toBe('note[gap]: larger than 10 MB\n --> big.json:1:1');
});

describe('the picture', () => {
  const file = source('a.yaml', ['one: 1', 'two: 2', 'three: 3', 'four: 4', 'five: 5', 'six: 6', 'seven: 7', 'eight: 8', 'nine: 9', 'ten: x, y'].join('\n'));
  const other = source('b.tf', 'x = 1\n');

  test('has related lines in order, a single line between shown, more left out', () => {
    expect(picture(place(at(file, '5'), 'here'), { related: [place(at(file, '3'), 'from'), place(at(file, 'ten'), 'and'), place(at(file, '1'), ''), place(at(file, '2'), 'next')] })).toBe(
      `
  --> a.yaml:5:7
   |
 1 | one: 1
   |      -
 2 | two: 2
   |      - next
 3 | three: 3
   |        - from
 4 | four: 4
 5 | five: 5
   |       ^ here
...
10 | ten: x, y
   | --- and
   |`.slice(1),
    );
  });

  test('has labels of one line under one another', () => {
    expect(picture(place(at(file, 'y', 1), 'second'), { related: [place(at(file, 'x', 2), 'first')] })).toBe(
      `
  --> a.yaml:10:9
   |
10 | ten: x, y
   |      - first
   |         ^ second
   |`.slice(1),
    );
  });

  test('shows other files behind their own arrows', () => {
    expect(picture(place(at(other, '1'), 'here'), { related: [place(at(file, '7'), 'there')] })).toBe(
      `
 --> b.tf:1:5
  |
1 | x = 1
  |     ^ here
  |
 ::: a.yaml:7:8
  |
7 | seven: 7
  |        - there
  |`.slice(1),
    );
  });

  test('marks nothing as one column, also behind the last character', () => {
    expect(picture(place({ source: other, start: 5, end: 5 }, 'missing'))).toContain('1 | x = 1\n  |      ^ missing');
    expect(picture(place({ source: other, start: 6, end: 6 }, 'missing'))).toContain('2 |\n  | ^ missing');
  });

  test('marks the first line of what takes several', () => {
    const block = source('x.tf', 'a {\n  b\n}\n');
    expect(picture(place({ source: block, start: 0, end: 9 }, ''))).toContain('1 | a {\n  | ^^^');
  });

  test('cannot be broken out of', () => {
    const evil = source('e\u001B[2J\nvil.yaml', 'a: "\u001B]0;x\u0007\u202E"\n');
    const text = render(
      'pretty',
      report({
        findings: [
          finding(place(at(evil, '\u202E'), 'a\u009Bb'), { message: 'x\ny', advice: '\u0008', assumptions: [{ input: '\u001B', label: '\r', default: false }], subject: '\u001B' }),
        ],
        problems: [problem('gap', 'note', '\u001B[31m', at(evil, 'a'))],
        internalErrors: [{ where: '\u001B', file: '\u001B', error: new Error('\u001B') }],
      }),
      OPTIONS,
    );
    // eslint-disable-next-line no-control-regex -- that there are none is what is tested
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/u);
    expect(text).toContain('1 | a: "␛]0;x␇<U+202E>"\n  |           ^^^^^^^^ a<U+009B>b');
  });
});

/** Texts and the columns that they take on a terminal. */
const TOKENS = [['a', 1], [' ', 1], ['\t', 4], ['漢', 2], ['e\u0301', 1], ['😀', 2], ['\u001B', 1], ['\u202E', 8], ['{"k":1},', 8]] as const;
const tokens = (maxLength: number) => fc.array(fc.constantFrom(...TOKENS), { maxLength });
const textOf = (parts: readonly (readonly [string, number])[]): string => parts.map(([text]) => text).join('');
const columnsOf = (parts: readonly (readonly [string, number])[]): number => parts.reduce((sum, [, width]) => sum + width, 0);

describe('the caret', () => {
  test('stands under its text whatever stands before', () => {
    fc.assert(
      fc.property(tokens(20), tokens(20), fc.integer({ min: 1, max: 5 }), (before, behind, length) => {
        const target = 'X'.repeat(length);
        const file = source('x', `${textOf(before)}${target}${textOf(behind)}`);
        const lines = picture(place(at(file, target), ''), {}, { width: 1000 }).split('\n');
        expect(lines[3]).toBe(`  | ${' '.repeat(columnsOf(before))}${'^'.repeat(length)}`);
      }),
    );
  });

  test('stands under its text in a line that is too long, and the line fits', () => {
    fc.assert(
      fc.property(tokens(400), tokens(400), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 40, max: 120 }), (before, behind, length, width) => {
        const target = 'X'.repeat(length);
        const file = source('x', `${textOf(before)}${target}${textOf(behind)}`);
        const [, , code = '', marks = ''] = picture(place(at(file, target), ''), {}, { width }).split('\n');
        expect(widthOf(code)).toBeLessThanOrEqual(width);
        expect(marks.trim()).toMatch(/^\| +\^+$|^\| \^+$/u);
        // As many columns before the caret as before the text.
        expect(marks.indexOf('^')).toBe(widthOf(code.slice(0, code.indexOf('X'))));
        expect(marks.split('^').length - 1).toBe(Math.min(length, code.split('X').length - 1));
      }),
    );
  });

  test('of what is wider than the screen fills the screen', () => {
    const file = source('x', `abc${'X'.repeat(500)}`);
    expect(picture(place(at(file, 'X'.repeat(500)), ''), {}, { width: 44 })).toBe(
      `
 --> x:1:4
  |
1 | …${'X'.repeat(38)}…
  |  ${'^'.repeat(38)}
  |`.slice(1),
    );
  });

  test('is found at once in a line of megabytes', () => {
    const file = source('x.json', `{"s":"${'漢'.repeat(2_000_000)}","k":"${'XY'.repeat(10)}","t":"${'\t'.repeat(2_000_000)}"}`);
    const before = computed();
    const text = picture(place(at(file, '"k"'), 'here'), { related: [place(at(file, '"t"'), 'there'), place({ source: file, start: 5, end: 2_000_000 }, 'long')] }, { width: 60 });
    expect(computed() - before).toBeLessThan(1000);
    expect(text).toMatchInlineSnapshot(`
      " --> x.json:1:2000009
        |
      1 | …"漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢 …
        |  ------------------------------------------------------ long
      1 | … 漢漢漢漢漢漢漢","k":"XYXYXYXYXYXYXYXYXYXY","t":"     …
        |                   ^^^ here
      1 | …YXYXYXYXYXYXYXY","t":"                                …
        |                   --- there
        |"
    `);
  });

  test('of each place in a template of one line is seen', () => {
    const file = source('x.json', `{${'"a":1,'.repeat(50)}"first":1,${'"b":2,'.repeat(500)}"second":1,"third":1${',"c":3'.repeat(50)}}`);
    expect(
      picture(place(at(file, '"second"'), 'here'), { related: [place(at(file, '"first"'), 'from'), place(at(file, '"third"'), 'near')] }, { width: 60 }),
    ).toMatchInlineSnapshot(`
      " --> x.json:1:3312
        |
      1 | …:1,"a":1,"a":1,"first":1,"b":2,"b":2,"b":2,"b":2,"b":2…
        |                 ------- from
      1 | …"b":2,"b":2,"second":1,"third":1,"c":3,"c":3,"c":3,"c"…
        |              ^^^^^^^^ here
        |                         ------- near
        |"
    `);
  });
});
