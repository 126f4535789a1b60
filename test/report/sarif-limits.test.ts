import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Finding, Level } from '../../src/check/finding.js';
import type { Source } from '../../src/core/source.js';
import { render } from '../../src/report/index.js';
import type { Report } from '../../src/report/report.js';
import type { Log, Result, Run } from '../../src/report/sarif/log.js';
import { OPTIONS, at, finding, place, problem, report, rule, source } from './sample.js';

/** What GitHub code scanning refuses a log for, and what it shows. */

interface Told {
  readonly text: string;
  readonly run: Run;
  readonly remarks: readonly string[];
}

function told(of: Report): Told {
  const remarks: string[] = [];
  const text = render('sarif', of, { ...OPTIONS, sarifProfile: 'github', tell: (remark) => { remarks.push(remark); } });
  const [run] = (JSON.parse(text) as Log).runs;
  if (run === undefined) throw new Error('no run');
  return { text, run, remarks };
}

const notices = ({ run }: Told): readonly string[] => (run.invocations[0]?.toolExecutionNotifications ?? []).filter(({ descriptor }) => descriptor.id === 'left-out').map(({ message }) => message.text);
const uriOf = ({ locations }: Result): string => locations[0]?.physicalLocation?.artifactLocation.uri ?? '';

const LEVELS: readonly Level[] = ['note', 'warning', 'error'];
const fileOf = (i: number, text = 'kms'): Source => source(`stacks/${String(i).padStart(5, '0')}.yaml`, text);
const several = (count: number, changes: (i: number) => Partial<Finding> = () => ({}), text = 'kms'): readonly Finding[] =>
  Array.from({ length: count }, (_, i) => finding(place(at(fileOf(i, text), 'kms'), 'here'), { subject: `T${i}`, fingerprint: String(i).padStart(16, '0'), ...changes(i) }));

const TAKES = 10_000_000;

describe('30,000 findings', { timeout: 60_000 }, () => {
  const all = report({ findings: several(30_000, (i) => ({ level: LEVELS[i % 3] ?? 'note', ...(i % 6 === 2 && { rule: 'parse-error' }) })) });
  const github = told(all);

  test('are the 5,000 that are most severe: by level, then by rule, then by path', () => {
    const { results } = github.run;
    expect(results).toHaveLength(5000);
    expect(new Set(results.map(({ level, ruleId }) => `${level} ${ruleId}`))).toEqual(new Set(['error kms-events-excluded']));
    expect(results.map(uriOf)).toEqual(all.findings.filter(({ level, rule: id }) => level === 'error' && id !== 'parse-error').map(({ primary }) => primary.span.source.path));
  });

  test('and both the log and whoever runs it are told of the others', () => {
    expect(github.remarks).toEqual(['The SARIF lacks something, so that GitHub code scanning takes all of it: 25000 of 30000 findings, the least severe ones first. With --sarif-profile full it has everything.']);
    expect(notices(github)).toEqual(github.remarks);
  });

  test('fit into what GitHub takes', () => {
    expect(Buffer.byteLength(github.text)).toBeLessThan(TAKES);
    expect(gzipSync(github.text).length).toBeLessThan(TAKES);
  });

  test('are all in the other profiles', () => {
    const count = (sarifProfile: 'full' | 'azure'): number => (JSON.parse(render('sarif', all, { ...OPTIONS, sarifProfile })) as Log).runs[0]?.results.length ?? 0;
    expect([count('full'), count('azure')]).toEqual([30_000, 30_000]);
  });

  test('always give the same bytes', () => {
    expect(told(all).text === github.text).toBe(true);
  });
});

test('5,000 findings are all there, and nothing is said', () => {
  const github = told(report({ findings: several(5000) }));
  expect([github.run.results.length, github.remarks, notices(github)]).toEqual([5000, [], []]);
});

describe('a log that would be too large', { timeout: 60_000 }, () => {
  const way = (i: number, length: number): Partial<Finding> => {
    const file = fileOf(i);
    return { related: Array.from({ length: 8 }, () => place(at(file, 'kms'), 'x'.repeat(length))), flow: [place(at(file, 'kms'), 'written here')] };
  };

  test('first loses its indentation', () => {
    const github = told(report({ findings: several(5000, () => ({ message: 'x'.repeat(1400) })) }));
    expect([github.run.results.length, github.remarks]).toEqual([5000, []]);
    expect(github.text.trim().includes('\n')).toBe(false);
    expect(Buffer.byteLength(github.text)).toBeLessThan(TAKES);
  });

  test('then the ways of values, and places that no message links to', () => {
    const github = told(report({ findings: several(5000, (i) => way(i, 100)) }));
    expect(github.run.results).toHaveLength(5000);
    for (const { relatedLocations, codeFlows } of github.run.results) expect([relatedLocations?.length, codeFlows]).toEqual([5, undefined]);
    expect(github.remarks).toEqual([expect.stringContaining(': the ways of values and places that no message links to.')]);
    expect(notices(github)).toEqual(github.remarks);
    expect(Buffer.byteLength(github.text)).toBeLessThan(TAKES);
  });

  test('then findings, the least severe ones first', () => {
    const findings = several(5000, (i) => ({ ...way(i, 2000), level: i % 2 === 0 ? 'error' : 'note' }));
    const github = told(report({ findings }));
    const { results } = github.run;
    expect(results.length).toBeGreaterThan(500);
    expect(results.map(uriOf)).toEqual(findings.filter(({ level }) => level === 'error').slice(0, results.length).map(({ primary }) => primary.span.source.path));
    expect(github.remarks).toEqual([expect.stringContaining(`: ${5000 - results.length} of 5000 findings, `)]);
    expect(notices(github)).toEqual(github.remarks);
    // Not far below what is taken.
    expect(Buffer.byteLength(github.text)).toBeGreaterThan(0.95 * TAKES);
    expect(Buffer.byteLength(github.text)).toBeLessThan(TAKES);
  });

  test('loses one that is too large by itself, and no other', () => {
    const huge = finding(place(at(fileOf(9), 'kms'), ''), { message: '漢😀é'.repeat(1_200_000) });
    const github = told(report({ findings: [huge, ...several(3)] }));
    expect(github.run.results).toHaveLength(3);
    expect(github.remarks).toEqual([expect.stringContaining(': 1 of 4 findings, ')]);
  });
});

test('of very many places of one finding GitHub gets those it shows, the end of a way among them', () => {
  const file = source('x.tf', Array.from({ length: 12_000 }, (_, i) => `v${i}\n`).join(''));
  const places = Array.from({ length: 12_000 }, (_, i) => place(at(file, `v${i}\n`, 1, `v${i}`.length), ''));
  const many = report({ findings: [finding(place(at(file, 'v0'), ''), { related: places.slice(0, 1500), flow: places })] });
  const github = told(many);
  const [result] = github.run.results;
  const flow = result?.codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
  expect([result?.relatedLocations?.length, flow.length]).toEqual([99, 1000]);
  expect(flow.at(-1)?.location.physicalLocation?.region?.startLine).toBe(12_000);
  expect(result?.relatedLocations?.map(({ id }) => id)).toEqual(Array.from({ length: 99 }, (_, i) => i + 1));
  expect(github.remarks).toEqual([expect.stringContaining('places of findings that have very many')]);
  const [full] = (JSON.parse(render('sarif', many, OPTIONS)) as Log).runs[0]?.results ?? [];
  expect([full?.relatedLocations?.length, full?.codeFlows?.[0]?.threadFlows[0]?.locations.length]).toEqual([1500, 12_000]);
});

test('of very many problems the first ones are told, and how many others there are; what failed in keytrail comes before them', () => {
  const file = source('x.yaml', 'gap');
  const github = told(report({ problems: Array.from({ length: 3000 }, () => problem('gap', 'note', 'not read', at(file, 'gap'))), internalErrors: [{ where: 'rule', file: 'x.yaml', error: new TypeError('no') }] }));
  const told1001 = github.run.invocations[0]?.toolExecutionNotifications ?? [];
  expect(told1001).toHaveLength(1001);
  expect(told1001.map(({ descriptor }) => descriptor.id).filter((id) => id !== 'gap')).toEqual(['internal-error', 'left-out']);
  expect(github.run.invocations[0]?.executionSuccessful).toBe(false);
  expect(github.remarks).toEqual([expect.stringContaining(': 2001 notes on what could not be read or went wrong.')]);
});

describe('a rule', () => {
  const long = (text: string): Run => told(report({ rules: [rule('kms-events-excluded', { summary: text, description: text, taxa: Array.from({ length: 30 }, (_, i) => ({ taxonomy: 'cwe' as const, id: String(i) })) })] })).run;

  test.each([
    ['letters', 'x'.repeat(5000)],
    ['surrogate pairs', `x${'😀'.repeat(2000)}`],
    ['surrogate pairs, one place on', `xy${'😀'.repeat(2000)}`],
  ])('has descriptions of 1024 characters at most: %s', (_, text) => {
    const [only] = long(text).tool.driver.rules ?? [];
    for (const words of [only?.shortDescription?.text ?? '', only?.fullDescription?.text ?? '']) {
      expect(words.length).toBeLessThanOrEqual(1024);
      expect(words.length).toBeGreaterThan(1000);
      expect(words).toMatch(/^x.*…$/u);
      expect(words).not.toMatch(/\p{Surrogate}|\uFFFD/u);
    }
  });

  test('has ten tags at most and a name of 255 characters at most', () => {
    const [only] = long('x').tool.driver.rules ?? [];
    expect(only?.properties?.['tags']).toHaveLength(10);
    expect(only?.name?.length).toBeLessThanOrEqual(255);
  });
});
