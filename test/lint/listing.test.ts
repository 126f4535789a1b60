import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/report/report.js';
import { lintTexts } from '../helpers/lint.js';

/** A trail with selectors of which a word is of the wrong kind: a gap or a fault at each. */
const selectors = (count: number, before = ''): string => `Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsLogging: true
      EventSelectors:
${Array.from({ length: count }, () => `        - ReadWriteType: !Unheard-of x${before}\n`).join('')}`;

/** The lines at which problems are, with what is told of each but for the first words of it. */
const linesOf = ({ problems }: Report): readonly (readonly [number, string])[] =>
  problems.map(({ message, span }) => [span.source.text.slice(0, span.start).split('\n').length, /^(\d+) more like this (?:is|are) not listed: /u.exec(message)?.[0] ?? '']);

const FIRST = 7;

describe('of what is said in the same words of one file ten are listed', () => {
  test.each([
    [10, ''],
    [11, '1 more like this is not listed: '],
    [40, '30 more like this are not listed: '],
  ])('%d of them', async (count, more) => {
    const report = await lintTexts({ 't.yaml': selectors(count) });
    const listed = Array.from({ length: 10 }, (_, index) => [FIRST + index, '']);
    expect(linesOf(report)).toEqual(more === '' ? listed : [...listed, [FIRST + 10, more]]);
    const messages = new Set(report.problems.map(({ message }) => message.replace(/^.* not listed: /u, '')));
    expect(messages.size).toBe(1);
  });

  test('in each file', async () => {
    const report = await lintTexts({ 'a.yaml': selectors(12), 'b.yaml': selectors(12) });
    expect(report.problems).toHaveLength(22);
  });

  test('findings of rules are all listed', async () => {
    const text = `Resources:\n${Array.from({ length: 30 }, (_, index) => `  T${String(index)}:\n    Type: AWS::CloudTrail::Trail\n    Properties: { IsLogging: false }\n`).join('')}`;
    expect((await lintTexts({ 't.yaml': text })).findings.filter(({ rule }) => rule === 'sink-not-recording')).toHaveLength(30);
  });
});

describe('what is accepted', () => {
  const accepted = ' # keytrail-ignore gap -- known';

  test('hides every one, listed or not: no word is told to be unused', async () => {
    const report = await lintTexts({ 't.yaml': selectors(30, accepted) });
    expect(report.findings.map(({ rule }) => rule)).not.toContain('ignore-unused');
    expect(report.problems.map(({ ignored }) => ignored)).toEqual(Array.from({ length: 11 }, () => true));
  });

  test('is counted apart from what is not', async () => {
    const report = await lintTexts({ 't.yaml': selectors(30, accepted) + Array.from({ length: 3 }, () => '        - ReadWriteType: !Unheard-of x\n').join('') });
    expect(report.problems.filter(({ ignored }) => ignored !== true)).toHaveLength(3);
  });
});

test('the words for those that are not listed are known again when there is one less', async () => {
  const causes = await Promise.all([30, 29].map(async (count) => {
    const { findings } = await lintTexts({ 't.yaml': selectors(count) }, { strict: true });
    const [more] = findings.filter(({ message }) => /^\d+ more like this/u.test(message));
    return [more?.cause, more?.fingerprint];
  }));
  expect(causes[0]).toEqual(causes[1]);
  expect(causes[0]?.[0]).toBeDefined();
});
