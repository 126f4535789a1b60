import { describe, expect, test } from 'vitest';
import { render } from '../../src/report/index.js';
import type { Log, Region, Result } from '../../src/report/sarif/log.js';
import type { Report } from '../../src/report/report.js';
import { FILES, FULL } from './full.js';
import { OPTIONS, RULES, at, finding, place, problem, report, rule, source } from './sample.js';
import { tools } from './tools.js';
import { validateAll } from './validate-all.js';
import { multitool } from './multitool.js';
import { validateSarif } from './validate.js';

const text = (of: Report): string => render('sarif', of, OPTIONS);
const log = (of: Report): Log => JSON.parse(text(of)) as Log;
const run = (of: Report): Log['runs'][number] => {
  const [only] = log(of).runs;
  if (only === undefined) throw new Error('no run');
  return only;
};
const results = (of: Report): readonly Result[] => run(of).results;

/** Everything hostile that a repository can hold. */
function hostile(): Report {
  const paths = ['a b/#1 50%.yaml', '../outside.tf', '/abs/x.json', 'C:\\tmp\\x.yaml', '<stdin>', 'ä/漢.ts', 'a:b.tf', 'half\uD800.yaml', ''];
  const files = paths.map((path, i) => source(path, `x: [a](b) {0} \${c} \u0000\u001B[31m \uDC00 \u{1F600}\r\ny: ${i}`, i % 2 === 0));
  const findings = files.map((file, i) =>
    finding(place(at(file, '{0}'), 'a [label](9) with {1}'), {
      message: `Value '[a](b)' or \\[c] or {0} or \${d} in \`${file.path}\` \uD800 is bad. Remove it.`,
      related: [place(at(file, 'y'), 'here'), place(at(file, '\u{1F600}'), '')],
      flow: [place(at(file, 'y'), '')],
      subject: i === 0 ? '' : `x["${file.path}"]`,
      assumptions: [{ input: '{0}', label: '[a](b)', default: false }],
      fixes: [{ description: 'Do [this](1)', edits: [{ span: at(file, 'y'), text: '\uD800' }] }, { description: 'nothing', edits: [] }],
    }),
  );
  const empty = source('empty.yaml', '');
  return report({
    findings: [...findings, finding(place(at(files[0] ?? empty, 'y', 1, 0), ''), { rule: 'not-in-the-list' })],
    problems: [problem('gap', 'warning', 'too large {0}', { source: empty, start: 0, end: 0 })],
    internalErrors: [{ where: 'reader', file: '', error: new RangeError('') }],
    rules: [...RULES, rule('gap', { category: 'input', description: 'a <b>bold</b> `<id>` {0}' })],
  });
}

test('everything at once', async () => {
  await expect(text(FULL)).toMatchFileSnapshot('snapshots/full.sarif');
});

test('the same report gives the same bytes', () => {
  const same = hostile();
  expect(text(same)).toBe(text(same));
  expect(text(FULL)).toBe(text(FULL));
});

// The validator is a large program, and machines differ.
describe.skipIf(!tools().available)('is SARIF', { timeout: 60_000 }, () => {
  test('by its schema and by the rules of Microsoft, GitHub and Azure DevOps, without an error or a warning', () => {
    const logs = Object.entries({ full: FULL, empty: report(), 'no rules': report({ rules: [] }), hostile: hostile() });
    expect(validateAll(logs.map(([name, of]) => ({ name, text: text(of) })))).toEqual([]);
  });

  test('and the validators do see faults', () => {
    const broken = { ...log(FULL), runs: [{ ...run(FULL), results: [{ ruleId: 'x', message: { text: 'x' } }] }] };
    expect(validateSarif({ ...broken, version: '2' })).not.toEqual([]);
    const found = multitool([
      { name: 'good', text: text(FULL) },
      { name: 'bad', text: JSON.stringify(broken) },
      { name: 'no JSON', text: '{' },
    ]);
    const rulesOf = (log: string): readonly string[] => (found.available ? [...new Set(found.findings.filter(({ name }) => name === log).map(({ rule }) => rule))] : []);
    expect(rulesOf('good')).toEqual(['GHAzDO1019', 'GHAzDO1020']);
    expect(rulesOf('bad').filter((rule) => !rulesOf('good').includes(rule))).not.toEqual([]);
    expect(rulesOf('no JSON')).not.toEqual([]);
  });
});

describe('a log', () => {
  test('has results even when there are none, and all rules', () => {
    expect(run(report())).toMatchObject({ results: [], artifacts: [], tool: { driver: { rules: RULES.map(({ id }) => ({ id })) } } });
  });

  test('has a start and an end in every region, by lines and by characters', () => {
    const regions = [...collect(log(FULL), 'region'), ...collect(log(hostile()), 'region'), ...collect(log(FULL), 'deletedRegion')] as Region[];
    expect(regions.length).toBeGreaterThan(20);
    for (const { startLine, startColumn, endLine, endColumn, charOffset, charLength } of regions) {
      expect(Math.min(startLine, startColumn, endLine, endColumn)).toBeGreaterThanOrEqual(1);
      expect(Math.min(charOffset, charLength)).toBeGreaterThanOrEqual(0);
    }
  });

  test('has no half of a surrogate pair, which other parsers refuse', () => {
    expect(text(hostile())).not.toMatch(/\\u[dD][89a-fA-F]/u);
    expect(text(hostile())).not.toMatch(/\p{Surrogate}/u);
  });

  test('failed only where keytrail did', () => {
    expect(run(report({ problems: FULL.problems })).invocations).toMatchObject([
      { executionSuccessful: true, toolExecutionNotifications: [{ descriptor: { id: 'parse-error' }, level: 'warning' }, { descriptor: { id: 'gap' }, level: 'note' }] },
    ]);
    expect(run(FULL).invocations).toMatchObject([{ executionSuccessful: false }]);
  });

  test('says nothing of the machine it was made on', () => {
    expect(text(FULL)).not.toMatch(/home|file:/u);
  });

  test('refers to taxonomies that it has', () => {
    const guids = (run(FULL).taxonomies ?? []).map(({ guid }) => guid);
    const used = collect(log(FULL), 'toolComponent').map((reference) => (reference as { guid: string }).guid);
    expect(used.filter((guid) => !guids.includes(guid))).toEqual([]);
    expect(new Set(guids).size).toBe(5);
  });

  test('takes a CWE by number or by name as one', () => {
    expect(run(FULL).taxonomies?.find(({ name }) => name === 'CWE')?.taxa?.map(({ id }) => id)).toEqual(['732', '778']);
  });

  test('has ten tags at most, and no security tag for the input', () => {
    for (const { id, properties } of run(FULL).tool.driver.rules ?? []) {
      const tags = properties?.['tags'] as string[];
      expect(tags.length).toBeLessThanOrEqual(10);
      expect(tags.includes('security')).toBe(id !== 'parse-error');
      expect(properties?.['security-severity'] === undefined).toBe(id === 'parse-error');
    }
  });
});

describe('a result', () => {
  test('that is possible is a failure at its own level', () => {
    expect(results(FULL)[1]).toMatchObject({ kind: 'fail', level: 'note', properties: { certainty: 'possible' } });
  });

  test('without its rule in the list has no index', () => {
    const [result] = results(report({ findings: [finding(FULL.findings[0]?.primary ?? place(at(FILES.POLICY, '{'), ''), { rule: 'other' })] }));
    expect(result).not.toHaveProperty('ruleIndex');
  });

  test('links from its message to what is related', () => {
    expect(results(FULL)[1]?.message.text).toBe(
      'aws_cloudtrail.org[0] may lose 27 KMS events if `${var.mode}` is WriteOnly. Set read_write_type to All. See also [modules/trail/variables.tf:2](1).',
    );
  });

  test('has its own fingerprint and leaves the one of GitHub alone', () => {
    expect(results(FULL)[1]?.partialFingerprints).toEqual({ 'keytrail/v1': 'fedcba9876543210' });
  });

  test('in a template of one line shows some of it', () => {
    const long = source('x.json', `${'😀'.repeat(4000)}"kms"${' '.repeat(9000)}`);
    const [result] = results(report({ findings: [finding(place(at(long, '"kms"'), ''))] }));
    const context = result?.locations[0]?.physicalLocation?.contextRegion;
    expect(context).toMatchObject({ startLine: 1, endLine: 1, charOffset: 8000 - 240, charLength: 240 + 5 + 240 });
    expect(context?.snippet?.text).not.toMatch(/\p{Surrogate}|\uFFFD/u);
  });

  test('that takes a whole file has no context', () => {
    const [result] = results(report({ findings: [finding(place(at(source('x', 'kms'), 'kms'), ''))] }));
    expect(result?.locations[0]?.physicalLocation).not.toHaveProperty('contextRegion');
  });
});

/** Every value of a member, anywhere. */
function collect(node: unknown, member: string): readonly unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => [...(key === member ? [value as unknown] : []), ...collect(value, member)]);
}
