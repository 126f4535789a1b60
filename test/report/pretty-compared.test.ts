import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/check/finding.js';
import { render, type ReportOptions } from '../../src/report/index.js';
import { closing } from '../../src/report/pretty/closing.js';
import type { Comparison, Gone, Report, SinkChange } from '../../src/report/report.js';
import { OPTIONS, at, finding, place, report, sink, source } from './sample.js';

const pretty = (one: Report, options: Partial<ReportOptions> = {}): string => render('pretty', one, { ...OPTIONS, ...options });

const FILE = source('a.yaml', 'Org: x\nNew: y\n');
const NAME = at(FILE, 'Org');
const known = (state: Finding['state'], changes: Partial<Finding> = {}): Finding => finding(place(NAME, 'here'), { state, ...changes });
const accepted: Partial<Finding> = { suppressions: [{ kind: 'external', justification: 'dev', at: NAME }] };
const gone = (name: string, changes: Partial<Gone> = {}): Gone => ({ rule: 'kms-events-excluded', level: 'error', message: 'It was lost.', subject: name, path: 'a.yaml', span: undefined, ...changes });
const compared = (kind: Comparison['kind'], changes: Partial<Comparison> = {}): Comparison => ({ kind, against: kind === 'baseline' ? 'known.json' : 'HEAD', gone: [], sinks: [], unread: [], ...changes });
const losing = sink('Org', NAME, { lost: ['Decrypt'] });

describe('the closing line', () => {
  test.each<[string, Partial<Report>, string]>([
    ['nothing known, nothing found', { coverage: [sink('Org', NAME)], comparison: compared('baseline') }, 'No new findings: 1 sink logs all 58 KMS events.'],
    ['known', { findings: [known('unchanged'), known('unchanged')], coverage: [losing], comparison: compared('baseline') }, 'No new findings (2 known): 1 sink loses KMS events.'],
    ['known and ignored', { findings: [known('unchanged'), known(undefined, accepted)], coverage: [losing], comparison: compared('baseline') }, 'No new findings (1 known, 1 ignored): 1 sink loses KMS events.'],
    ['known, without a sink', { findings: [known('unchanged')], comparison: compared('baseline') }, 'No new findings (1 known) in 1 file read.'],
    ['new and known', { findings: [known('new'), known('unchanged')], coverage: [losing], comparison: compared('baseline') }, 'New: 1 error (1 known) in 1 file read; 1 sink loses KMS events.'],
    ['one that is gone', { coverage: [sink('Org', NAME)], comparison: compared('baseline', { gone: [gone('A')] }) }, 'No new findings: 1 sink logs all 58 KMS events.\n1 known finding is gone: keytrail --update-baseline takes it out of known.json.'],
    ['several that are gone', { coverage: [losing], comparison: compared('baseline', { gone: [gone('A'), gone('B')], against: 'k\u001B.json' }) }, 'No new findings: 1 sink loses KMS events.\n2 known findings are gone: keytrail --update-baseline takes them out of k\u241B.json.'],
    ['there before a change', { findings: [known('unchanged')], coverage: [losing], comparison: compared('change', { gone: [gone('A')] }) }, 'No new findings (1 there before): 1 sink loses KMS events.'],
    ['nothing to check', { files: { seen: 0, recognised: 0 }, comparison: compared('change') }, 'Nothing to check: no files.'],
  ])('%s', (_, changes, text) => {
    expect(closing(report(changes))).toBe(text);
  });
});

const changed = (changes: Partial<SinkChange>): SinkChange => ({ sink: 'Org', span: NAME, before: sink('Org', NAME), after: losing, stops: [], doubts: [], starts: [], ...changes });
const store = sink('Store', NAME, { kind: 'event-data-store' });

describe('what a change does to a sink', () => {
  const first = (one: SinkChange): string => pretty(report({ coverage: [losing], comparison: compared('change', { sinks: [one] }) })).split('\n\n')[0] ?? '';

  test.each<[string, SinkChange, string]>([
    ['worse', changed({ stops: ['Decrypt', 'Encrypt'] }), 'worse: this change stops logging 2 KMS events of trail `Org`\n --> a.yaml:1:1\n  |\n1 | Org: x\n  | ^^^ Decrypt and Encrypt'],
    ['perhaps worse', changed({ doubts: ['Decrypt'] }), 'worse: this change may stop logging 1 KMS event of trail `Org`\n --> a.yaml:1:1\n  |\n1 | Org: x\n  | ^^^ Decrypt'],
    ['worse, perhaps worse, and better', changed({ stops: ['A', 'B', 'C', 'D', 'E'], doubts: ['F'], starts: ['G'] }), 'worse: this change stops logging 5 KMS events of trail `Org`, may stop logging 1 more and starts logging 1 other\n --> a.yaml:1:1\n  |\n1 | Org: x\n  | ^^^ A, B, C and 2 more'],
    ['removed', changed({ before: store, sink: 'Store', after: undefined, stops: ['A', 'B'] }), 'worse: this change removes event data store `Store`, which logged 2 KMS events\n --> a.yaml:1:1\n  |\n1 | Org: x\n  | ^^^ A and B'],
    ['better', changed({ starts: ['A', 'B'] }), 'better: this change starts logging 2 KMS events of trail `Org`'],
    ['new', changed({ before: undefined, starts: ['A'] }), 'better: this change adds trail `Org`, which logs 1 KMS event'],
    ['a name that would break out', changed({ sink: 'x\u001B[2J', starts: ['A'] }), 'better: this change starts logging 1 KMS event of trail `x\u241B[2J`'],
  ])('%s', (_, one, text) => {
    expect(first(one)).toBe(text);
  });

  test('quiet says nothing of it', () => {
    expect(pretty(report({ comparison: compared('change', { sinks: [changed({ stops: ['A'] })], gone: [gone('A')] }) }), { quiet: true })).toBe('');
  });
});

test('what was not read is not compared: a line each, five at most', () => {
  const unread = ['a\n.yaml', ...Array.from({ length: 6 }, (_, index) => `${index}.yaml`)];
  const lines = pretty(report({ coverage: [losing], comparison: compared('change', { unread }) })).split('\n').filter((line) => line.includes('compared'));
  expect(lines).toEqual([...['a\u240A.yaml', '0.yaml', '1.yaml', '2.yaml', '3.yaml'].map((path) => `not compared: ${path}, of which not all was read on one side of the change`), 'and 2 more that are not compared']);
});

describe('what a change takes away', () => {
  const lines = (findings: readonly Finding[], all: readonly Gone[]): readonly string[] =>
    pretty(report({ findings, coverage: [losing], comparison: compared('change', { gone: all }) })).split('\n').filter((line) => line.includes('fixed'));

  test('is a line each', () => {
    expect(lines([], [gone('A'), gone('', { rule: 'gap', path: 'b\n.yaml' })])).toEqual(['fixed: kms-events-excluded of `A` in a.yaml', 'fixed: gap in b\u240A.yaml']);
  });

  test('is not fixed where another cause is there now', () => {
    expect(lines([known('new', { subject: 'A' })], [gone('A'), gone('B')])).toEqual(['fixed: kms-events-excluded of `B` in a.yaml']);
  });

  test('is twenty lines at most', () => {
    const all = lines([], Array.from({ length: 25 }, (_, index) => gone(`T${index}`)));
    expect([all.length, all.at(-1)]).toEqual([21, 'and 5 more that are fixed']);
  });
});

describe('all of it', () => {
  const findings = [known('new'), known('unchanged', { message: 'Old.' }), known(undefined, accepted)];
  const sinks = [changed({ stops: ['Decrypt', 'Encrypt'] }), changed({ sink: 'New', span: at(FILE, 'New'), doubts: ['Sign'] }), changed({ before: undefined, sink: 'Store', after: store, starts: ['Sign'] })];
  const reports = { baseline: report({ findings, coverage: [losing], comparison: compared('baseline', { gone: [gone('A')] }) }), change: report({ findings, coverage: [losing], comparison: compared('change', { gone: [gone('A')], sinks }) }) };

  test.each(['baseline', 'change'] as const)('of a %s', async (kind) => {
    await expect(pretty(reports[kind])).toMatchFileSnapshot(`snapshots/${kind}.txt`);
  });

  test('in colour is the same', () => {
    const coloured = pretty(reports.change, { color: true });
    expect(coloured).toContain('\u001B[1;31mworse');
    // eslint-disable-next-line no-control-regex -- the codes are what is tested
    expect(coloured.replace(/\u001B\[[\d;]*m/gu, '')).toBe(pretty(reports.change));
  });
});

test('known findings are not shown', () => {
  const text = pretty(report({ findings: [known('unchanged', { message: 'Old.' }), known('new', { message: 'New.' })], comparison: compared('baseline') }));
  expect(text).not.toContain('Old.');
  expect(text).toContain('New.');
});
