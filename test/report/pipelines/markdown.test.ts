import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { render } from '../../../src/report/index.js';
import { COMMENT, markdownWithin, MARKER } from '../../../src/report/pipelines/markdown.js';
import { code, htmlCode, prose } from '../../../src/report/markdown/escape.js';
import { fit, type Section } from '../../../src/report/markdown/fit.js';
import type { Report } from '../../../src/report/report.js';
import { BASELINE, CHANGE } from '../changes.js';
import { FILES, FULL } from '../full.js';
import { TEXTS, hostile, many } from '../hostile.js';
import { OPTIONS, at, finding, place, report, sink } from '../sample.js';

const text = (of: Report): string => render('markdown', of, OPTIONS);
const bytes = (of: string): number => Buffer.byteLength(of);

test('everything at once', async () => {
  await expect(text(FULL)).toMatchFileSnapshot('snapshots/full.md');
});

test('a change', async () => {
  await expect(text(CHANGE)).toMatchFileSnapshot('snapshots/change.md');
});

test('a baseline', async () => {
  await expect(text(BASELINE)).toMatchFileSnapshot('snapshots/baseline.md');
});

test('the first line is the mark by which the comment is found again', () => {
  for (const of of [FULL, CHANGE, BASELINE, report(), hostile()]) {
    expect(text(of).split('\n')[0]).toBe(MARKER);
    expect(text(of).split('\n').filter((line) => line.startsWith('<!--'))).toEqual([MARKER]);
  }
});

const trail = [sink('Spare', at(FILES.TEMPLATE, 'Spare'))];
const [error] = FULL.findings;
if (error === undefined) throw new Error('full.ts has changed');
const change = { kind: 'change', against: 'HEAD', gone: [], sinks: [], unread: [] } as const;

test.each([
  ['findings', report({ findings: [error], coverage: trail }), '1 error'],
  ['new findings', report({ findings: [{ ...error, state: 'new' }], coverage: trail, comparison: change }), '1 new finding (1 error)'],
  ['known findings only', report({ findings: [{ ...error, state: 'unchanged' }], coverage: trail, comparison: change }), 'no new findings'],
  ['no finding', report({ coverage: trail }), 'no findings'],
  ['no trail', report(), 'nothing to check'],
  ['no file', report({ files: { seen: 3, recognised: 0 } }), 'nothing to check'],
  ['a failure of ours', report({ coverage: trail, internalErrors: FULL.internalErrors }), 'no findings; this report is incomplete'],
])('the verdict on %s', (_name, of, verdict) => {
  expect(text(of).split('\n')[1]).toBe(`## keytrail: ${verdict}`);
});

test('a change of what was not read names it, and says of no sink that it is as it was', () => {
  const unread = text(report({ coverage: trail, comparison: { ...change, unread: ['a`|b.yaml', 'c\nd.yaml'] } }));
  expect(unread).not.toContain('logged before');
  expect(unread).toMatch(/Not compared: .*b\.yaml.* and .*d\.yaml.*, of which not all was read on one side of the change\.\n/u);
  expect(text(report({ coverage: trail, comparison: { ...change, unread: Array.from({ length: 9 }, (_, index) => `${index}.yaml`) } }))).toContain('`4.yaml` and 4 more files, of which');
});

test('a change that leaves all sinks as they were says so', () => {
  expect(text(report({ coverage: trail, comparison: change }))).toContain('Every sink logs the KMS events that it logged before.');
  expect(text(CHANGE)).not.toContain('Every sink logs');
});

describe('a size', () => {
  const size = COMMENT;

  test.each(Object.entries({ many: many(3000), hostile: hostile(), 'hostile and many': hostile(Array.from({ length: 400 }, (_, i) => `${i} ${TEXTS.join(' ')}`)) }))('holds: %s', (_name, of) => {
    expect(text(of).length).toBeLessThanOrEqual(size);
    expect(bytes(markdownWithin(of, 20_000, bytes))).toBeLessThanOrEqual(20_000);
  });

  test('keeps what is gravest, and tells how much is left out', () => {
    const whole = markdownWithin(many(3000), Infinity, (one) => one.length);
    const short = text(many(3000));
    const levels = (of: string): readonly string[] => [...of.matchAll(/^- \*\*(\w+)\*\*/gmu)].map(([, level = '']) => level);
    const shown = levels(short);
    expect(levels(whole)).toHaveLength(3000);
    expect(shown).toEqual(levels(whole).slice(0, shown.length));
    expect(short).toContain(`- And ${3000 - shown.length} more findings, left out here\n`);
    expect(short.length).toBeGreaterThan(size * 0.9);
  });

  test('leaves room for the coverage, whatever the findings take', () => {
    const rows = (of: string): number => of.split('\n').filter((line) => line.startsWith('| `Sink')).length;
    expect(rows(text(many(3000)))).toBeGreaterThan(50);
    expect(text(many(3000))).toContain(`\nAnd ${300 - rows(text(many(3000)))} more sinks, left out here.\n`);
  });

  test('is taken by sections in their order, first each its share', () => {
    const section = (head: string, count: number, share: number): Section => ({ head, entries: Array<string>(count).fill('0123456789'), tail: '.', more: (left) => `+${left}`, share });
    const counts = (limit: number): readonly (number | undefined)[] => ['a', 'b'].map((head) => new RegExp(`${head}((?:\\d{10})*)`, 'u').exec(fit([section('a', 9, 0.5), section('b', 9, 0.5), section('c', 0, 0)], limit, (one) => one.length))?.[1]?.length);
    expect(counts(8)).toEqual([0, 0]);
    expect(counts(8 + 40)).toEqual([20, 20]);
    expect(counts(8 + 59)).toEqual([30, 20]);
    expect(counts(8 + 500)).toEqual([90, 90]);
  });
});

describe('words of the user', () => {
  test.each([
    ['plain', 'aws_x.org[0]', 'aws\\_x.org\\[0\\]'],
    ['code of ours', 'Trail `a_b|<c>` is `x`', 'Trail `a_b|<c>` is `x`'],
    ['two codes side by side', '`a``b`', '`a`&#8203;`b`'],
    ['a backtick too many', 'a `b` c ` d_', 'a `b` c \\` d\\_'],
    ['nothing between backticks', 'a `` b', 'a \\`\\` b'],
    ['a mention', '@org/team x@y', '@&#8203;org/team x@&#8203;y'],
    ['references', 'a #1 !2 ~b %3 &4 GH-5 a#b', 'a #&#8203;1 !&#8203;2 \\~&#8203;b %&#8203;3 &amp;&#8203;4 GH-&#8203;5 a#&#8203;b'],
    ['addresses', 'https://x www.y', 'https:&#8203;//x www&#8203;.y'],
    ['a link', '[a](b) ![c](d)', '\\[a\\](b) !\\[c\\](d)'],
    ['HTML', '<b>&amp;', '&lt;b&gt;&amp;&#8203;amp;'],
    ['a formula', '$a$', '<span>$</span>a<span>$</span>'],
    ['an escape', '\\<\\', '\\\\&lt;\\\\'],
    ['lines', 'a\n# b', 'a␊# b'],
    ['a heading', '# b', '&#8203;# b'],
    ['a list', '1. b', '&#8203;1. b'],
    ['a command', '/close', '&#8203;/close'],
  ])('%s', (_name, raw, expected) => {
    expect(prose(raw)).toBe(expected);
  });

  test.each([
    ['a', '`a`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    [' a ', '`  a  `'],
    ['', ''],
    ['a\nb', '`a␊b`'],
  ])('code of %j', (raw, expected) => {
    expect(code(raw)).toBe(expected);
  });

  test('are safe in HTML', () => {
    expect(htmlCode('</code><x y="z">&')).toBe('<code>&lt;/code&gt;&lt;x y=&quot;z&quot;&gt;&amp;</code>');
  });

  test('are cut where they are too long', () => {
    expect(prose('x'.repeat(9999)).length).toBeLessThan(2000);
    expect(code('x'.repeat(9999)).length).toBeLessThan(2000);
  });

  /** What is left of a text when code, and marks that are escaped, are taken out, as CommonMark reads it: from left to right. */
  function bare(markdown: string): string {
    let rest = '';
    for (let i = 0; i < markdown.length; ) {
      const run = /^`+/u.exec(markdown.slice(i))?.[0];
      if (run !== undefined) {
        const close = [...markdown.slice(i + run.length).matchAll(/`+/gu)].find(([ticks]) => ticks.length === run.length);
        rest += close === undefined ? run : '';
        i += close === undefined ? run.length : run.length + close.index + run.length;
      } else if (/^\\[!-/:-@[-`{-~]/u.test(markdown.slice(i, i + 2))) {
        rest += '·';
        i += 2;
      }
      else rest += markdown[i++] ?? '';
    }
    return rest;
  }

  test('are words and nothing else, whatever they are', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.oneof(fc.constantFrom(...TEXTS), fc.constantFrom('`', '``', '\\', '<b>', '@x', ' '))).map((parts) => parts.join(''))), (raw) => {
        const rest = bare(prose(raw)).replaceAll('<span>$</span>', '·').replaceAll('&#8203;', '\u200B');
        expect(rest.replace(/&(?:amp|lt|gt|quot);/gu, '·')).not.toMatch(/[<>*_[\]`|~$\n\r]|[@#!%](?=[A-Za-z0-9_])|:\/\/|www\./iu);
      }),
      { numRuns: 2000 },
    );
  });

  test('are so in each place of a report', () => {
    const ours = text(report({ ...hostile(['safe']) }));
    const marks = (of: string): readonly string[] => [...bare(of).matchAll(/<\/?[a-z!][^>]*>|^#+|^\s*- /gmu)].map(([mark]) => mark);
    for (const raw of TEXTS.filter((one) => one.trim() !== '')) expect([...new Set(marks(text(hostile([raw]))))].filter((mark) => !marks(ours).includes(mark) && !/^<\/?(?:code|span)>$/u.test(mark)), raw).toEqual([]);
  });
});

test('a bar does not end a cell', () => {
  const rows = text(report({ coverage: ['a|b', 'a\\|`b`'].map((name) => sink(name, at(FILES.TEMPLATE, 'Spare'))) })).split('\n').filter((line) => line.startsWith('| a'));
  const rest = '| `templates/org trail.yaml:17` | 27 | 31 |  |  |';
  expect(rows).toEqual([`| a\\|b ${rest}`, `| a\\\\\\|\\\`b\\\` ${rest}`]);
});

test('a rule that a baseline made up makes no link', () => {
  expect(text(report({ comparison: { ...change, gone: [{ rule: 'x](https://x.example) [y', level: 'error', message: 'm', subject: '', path: 'p', span: undefined }] } }))).toContain('**error** `x](https://x.example) [y` in `p`: m');
});

test('many places are told by number', () => {
  const one = finding(place(at(FILES.TEMPLATE, 'Org'), ''), { related: Array.from({ length: 8 }, () => place(at(FILES.TEMPLATE, 'Env'), 'here')) });
  expect(text(report({ findings: [one] })).match(/^ {2}- See /gmu)).toHaveLength(5);
  expect(text(report({ findings: [one] }))).toContain('  - And 3 more places\n');
});
