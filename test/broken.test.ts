import { describe, expect, test } from 'vitest';
import { positionAt } from '../src/core/line-index.js';
import { lintTexts, toldAll } from './helpers/lint.js';
import { computed } from './helpers/computed.js';

const good = 'Resources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties: { IsLogging: false, IsMultiRegionTrail: true }\n';
const goodTold = ['sink-not-recording definite error «false»'];
const trail = (properties: string): string => `Resources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      IsLogging: true\n      IsMultiRegionTrail: true\n${properties}`;
const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 12 }, (_, i) => {
  const [name, last] = [String.fromCharCode(98 + i), String.fromCharCode(97 + i)];
  return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${last}`).join(', ')}]`;
}).join('\n')}\nAWSTemplateFormatVersion: 2010-09-09\n`;
const nest = (levels: number): string => trail(`      Deep: ${'{ a: '.repeat(levels)}1${' }'.repeat(levels)}\n      EventSelectors: [{ ReadWriteType: ReadOnly }]\n`);

/** Line and column of each parse error; whatever else is told of the file. */
const broken: Readonly<Record<string, readonly [string, string, readonly string[], readonly string[]]>> = {
  'broken YAML': ['t.yaml', trail('      EventSelectors: [{ ReadWriteType: ReadOnly }]\n') + 'Outputs: [unclosed\n', ['8:18'], ['kms-writes-unlogged definite error «ReadOnly»']],
  'broken JSON': ['t.json', '{"Resources":{"Trail":{"Type":"AWS::CloudTrail::Trail","Properties":{"IsLogging":false "IsMultiRegionTrail":true}}}}', ['1:88'], goodTold],
  'duplicate keys': ['t.yaml', good.replace('{ IsLogging: false,', '{ IsLogging: true, IsLogging: false,'), ['4:36'], goodTold],
  'Resources: []': ['t.yaml', 'Resources: []\n', ['1:12'], []],
  'a selector that is a number': ['t.yaml', trail('      EventSelectors: [7]\n'), ['7:24'], []],
  'selectors that are a word': ['t.yaml', trail('      EventSelectors: none\n'), ['7:23', '7:23'], []],
  'a boolean that is a word': ['t.yaml', good.replace('IsLogging: false', 'IsLogging: maybe'), ['4:30'], []],
  'a tab as indentation': ['t.yaml', 'Resources:\n\tTrail: 1\n', ['2:1'], []],
  'binary': ['t.bin', 'PK\u0000\u0000', ['1:1'], []],
  'empty': ['t.yaml', '', [], []],
  'a 60-level nest is read': ['t.yaml', nest(60), [], ['kms-writes-unlogged definite error «ReadOnly»']],
};

describe('bad input', () => {
  test.each(Object.entries(broken))('%s', async (_name, [path, text, places, expected]) => {
    const report = await lintTexts({ 'a.yaml': good, [path]: text, 'z.yaml': good });
    const own = report.problems.filter(({ span }) => span.source.path === path);
    expect(own.map(({ span }) => Object.values(positionAt(span.source, span.start)).join(':'))).toEqual(places);
    expect(own.every(({ rule }) => rule === 'parse-error')).toBe(true);
    const of = (name: string): readonly string[] => toldAll({ ...report, findings: report.findings.filter(({ rule, primary }) => rule !== 'parse-error' && primary.span.source.path === name) });
    expect([of('a.yaml'), of(path), of('z.yaml')]).toEqual([goodTold, expected, goodTold]);
  });

  test('repeated keys are warnings, the rest are errors', async () => {
    const levels = async (text: string) => (await lintTexts({ 't.yaml': text })).problems.map(({ level }) => level);
    expect(await levels(good.replace('{ IsLogging: false,', '{ IsLogging: true, IsLogging: false,'))).toEqual(['warning']);
    expect(await levels(good.replace('IsLogging: false', 'IsLogging: maybe'))).toEqual(['error']);
  });

  test('an alias bomb is bounded and told', async () => {
    const started = computed();
    const report = await lintTexts({ 'a.yaml': good, 'bomb.yaml': bomb });
    expect(report.problems.some(({ span }) => span.source.path === 'bomb.yaml')).toBe(true);
    expect(toldAll({ ...report, findings: report.findings.filter(({ rule }) => rule !== 'parse-error') })).toEqual(goodTold);
    expect(computed() - started).toBeLessThan(5000);
  });

  test('a nest of 10,000 levels is told', async () => {
    for (const path of ['t.yaml', 't.json']) {
      const text = path.endsWith('json') ? `{"Resources":{"T":{"Type":"AWS::CloudTrail::Trail","Properties":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_003)}` : nest(10_000);
      const report = await lintTexts({ [path]: text });
      expect(report.problems.map(({ rule }) => rule)).toContain('parse-error');
    }
  });

  test('keys that name parts of a prototype are keys', async () => {
    const report = await lintTexts({ 't.json': '{"Resources":{"__proto__":{"Type":"AWS::CloudTrail::Trail","Properties":{"IsLogging":false,"constructor":1}},"constructor":{"Type":"AWS::CloudTrail::Trail","Properties":{"IsLogging":false}}}}' });
    expect(report.findings.filter(({ rule }) => rule === 'sink-not-recording').map(({ subject }) => subject)).toEqual(['__proto__', 'constructor']);
  });
});
