import { describe, expect, it, test } from 'vitest';
import { textOf } from '../../../src/core/source.js';
import { render } from '../../../src/report/index.js';
import type { Report } from '../../../src/report/report.js';
import { statusOf } from '../../../src/cli/commands/status.js';
import { lintAssembly, made, manifest, quietTrail, template } from '../../helpers/assembly.js';
import { lintTexts } from '../../helpers/lint.js';
import { OPTIONS } from '../../report/sample.js';
import { tools } from '../../report/tools.js';
import { validateSarif } from '../../report/validate.js';

interface Entry {
  readonly id?: unknown;
  readonly reason?: unknown;
  readonly applies_to?: unknown;
  readonly is_reason_encoded?: unknown;
}

const nag = (...rules: readonly Entry[]): Readonly<Record<string, unknown>> => ({ Metadata: { cdk_nag: { rules_to_suppress: rules } } });
const entry = (id: string, more: Entry = {}): Entry => ({ id, reason: 'A second trail logs them', ...more });

/** What hides each finding. */
const hidden = ({ findings }: Report): readonly string[] =>
  findings.filter(({ rule }) => !rule.startsWith('ignore-')).map(({ rule, subject, suppressions }) => `${rule} ${subject}: ${suppressions.map(({ justification, at }) => `${justification} «${textOf(at)}» ${at.source.path}`).join(' & ')}`);
/** What is told of the ignores themselves. */
const problemsOf = ({ findings }: Report): readonly string[] => findings.filter(({ rule }) => rule.startsWith('ignore-')).map(({ rule, level, primary: { span } }) => `${rule} ${level} «${textOf(span)}»`);

const ruleOf = 'kms-events-excluded Trail: ';
const because = (id: string, reason = 'A second trail logs them'): readonly string[] => [`${ruleOf}${reason} «"${id}"» t.json`];
const acts = [ruleOf];

const table: Readonly<Record<string, { readonly entries: readonly Entry[]; readonly expected: readonly string[]; readonly problems?: readonly string[] }>> = {
  'a rule of ours': { entries: [entry('kms-events-excluded')], expected: because('kms-events-excluded') },
  'behind our name and a slash': { entries: [entry('keytrail/kms-events-excluded')], expected: because('keytrail/kms-events-excluded') },
  'behind our name and a dash': { entries: [entry('keytrail-kms-events-excluded')], expected: because('keytrail-kms-events-excluded') },
  'as a rule of a plugin': { entries: [entry('Keytrail::kms-events-excluded')], expected: because('Keytrail::kms-events-excluded') },
  'rules of other tools and other rules': { entries: [entry('AwsSolutions-CT1'), entry('kms-reads-unlogged'), {}, { id: 7 }, { id: ['kms-events-excluded'] }], expected: acts },
  'a reason in base64': { entries: [entry('kms-events-excluded', { reason: 'dG9vIOKAkyBtdWNo', is_reason_encoded: true })], expected: because('kms-events-excluded', 'too – much') },
  'a reason that is said to be base64 and is not': { entries: [entry('kms-events-excluded', { reason: '– much', is_reason_encoded: true })], expected: because('kms-events-excluded', '– much') },
  'no reason': { entries: [{ id: 'kms-events-excluded' }], expected: acts, problems: ['ignore-without-reason warning «"kms-events-excluded"»'] },
  'a reason of blanks': { entries: [entry('kms-events-excluded', { reason: '  ' })], expected: acts, problems: ['ignore-without-reason warning «"kms-events-excluded"»'] },
  'a rule that we do not have': { entries: [entry('keytrail/kms-event-excluded')], expected: acts, problems: ['ignore-unused warning «"keytrail/kms-event-excluded"»'] },
  'limited to something': { entries: [entry('kms-events-excluded', { applies_to: ['Action::s3:*'] })], expected: acts, problems: ['ignore-unused warning «"kms-events-excluded"»'] },
  'one that acts and one that does not': {
    entries: [{ id: 'kms-events-excluded' }, entry('keytrail-kms-events-excluded')],
    expected: because('keytrail-kms-events-excluded'),
    problems: ['ignore-without-reason warning «"kms-events-excluded"»'],
  },
};

const trailsOnly = { rules: new Map([['parse-error', 'off' as const]]) };

describe('Metadata.cdk_nag', () => {
  test.each(Object.entries(table))('%s', async (_name, { entries, expected, problems = [] }) => {
    const report = await lintTexts({ 't.json': template({ Trail: quietTrail(nag(...entries)) }) }, trailsOnly);
    expect(hidden(report)).toEqual(expected);
    expect(problemsOf(report)).toEqual(problems);
  });

  it('holds for the resource that it stands on, and for no other', async () => {
    const report = await lintTexts({ 't.json': template({ Trail: quietTrail(nag(entry('kms-events-excluded'))), Other: quietTrail() }) });
    expect(hidden(report)).toEqual([...because('kms-events-excluded'), 'kms-events-excluded Other: ']);
  });

  it('holds for what is told of its resource at another place', async () => {
    const trail = { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, IsMultiRegionTrail: true, EventSelectors: [{ ExcludeManagementEventSources: [{ Ref: 'Quiet' }] }] }, ...nag(entry('kms-events-excluded')) };
    const report = await lintTexts({ 't.json': template({ Trail: trail }, { Parameters: { Quiet: { Type: 'String', Default: 'kms.amazonaws.com' } } }) });
    expect(hidden(report)).toEqual(because('kms-events-excluded'));
  });

  it('of a template holds for all its resources', async () => {
    const report = await lintTexts({ 't.json': template({ Trail: quietTrail(), Other: quietTrail() }, nag(entry('kms-events-excluded'))) });
    expect(hidden(report).map((text) => text.split(' ').slice(0, 3).join(' '))).toEqual(['kms-events-excluded Trail: A', 'kms-events-excluded Other: A']);
  });

  it('of a template, without a reason, is told once', async () => {
    const report = await lintTexts({ 't.json': template({ Trail: quietTrail(), Other: quietTrail() }, nag({ id: 'kms-events-excluded' })) }, trailsOnly);
    expect(problemsOf(report)).toEqual(['ignore-without-reason warning «"kms-events-excluded"»']);
  });

  it('of a nested stack holds for its own resources', async () => {
    const child = template({ Trail: quietTrail(nag(entry('kms-events-excluded'))), Other: quietTrail() });
    const report = await lintTexts({ 'main.json': template({ Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'child.json' }, ...nag(entry('kms-events-excluded')) } }), 'child.json': child });
    expect(hidden(report)).toEqual(['kms-events-excluded Inner.Trail: A second trail logs them «"kms-events-excluded"» child.json', 'kms-events-excluded Inner.Other: ']);
  });
});

const program = `class Audit {
  constructor() {
    new Trail(this);
    Validations.of(this).acknowledge({ id, reason });
  }
}
`;

const acknowledged = (path: string, rules: Readonly<Record<string, unknown>>, line = 4): Readonly<Record<string, readonly unknown[]>> => ({
  [path]: [{ type: 'aws:cdk:acknowledged-rules', data: rules, trace: ['    ...Validations.acknowledge in aws-cdk-lib...', `    at new Audit (/w/app/lib/audit.ts:${line}:26)`] }],
});

const app = (metadata: Readonly<Record<string, readonly unknown[]>>): Readonly<Record<string, string>> => ({
  'cdk.out/manifest.json': manifest({ Audit: { template: 'Audit.template.json', additionalMetadataFile: 'm.json' } }),
  'cdk.out/m.json': JSON.stringify({ '/Audit/In/Trail/Resource': made('Trail', 'new Audit (/w/app/lib/audit.ts:3:5)'), ...metadata }),
  'cdk.out/Audit.template.json': template({ Trail: quietTrail() }),
  'lib/audit.ts': program,
});

describe('Validations.acknowledge', () => {
  const at = 'A second trail logs them «acknowledge» lib/audit.ts';
  const acknowledgments: Readonly<Record<string, { readonly metadata: Readonly<Record<string, readonly unknown[]>>; readonly expected: string; readonly problems?: readonly string[] }>> = {
    'of the construct, as a rule of a plugin': { metadata: acknowledged('/Audit/In/Trail', { 'keytrail::kms-events-excluded': 'A second trail logs them' }), expected: ruleOf + at },
    'without a plugin': { metadata: acknowledged('/Audit/In/Trail', { 'Annotation::kms-events-excluded': 'A second trail logs them' }), expected: ruleOf + at },
    'without a plugin, behind our name': { metadata: acknowledged('/Audit/In/Trail', { 'Annotation::keytrail/kms-events-excluded': 'A second trail logs them' }), expected: ruleOf + at },
    'of the stack': { metadata: acknowledged('/Audit', { 'keytrail::kms-events-excluded': 'A second trail logs them' }), expected: ruleOf + at },
    'of another construct': { metadata: acknowledged('/Audit/In/Tra', { 'keytrail::kms-events-excluded': 'A second trail logs them' }), expected: ruleOf },
    'of another rule': { metadata: acknowledged('/Audit', { 'keytrail::kms-reads-unlogged': 'A second trail logs them', 'AwsSolutions::CT1': 'A second trail logs them' }), expected: ruleOf },
    'without a reason': { metadata: acknowledged('/Audit', { 'keytrail::kms-events-excluded': '' }), expected: ruleOf, problems: ['ignore-without-reason warning «acknowledge»'] },
    'where the call is not at hand': {
      metadata: acknowledged('/Audit', { 'keytrail::kms-events-excluded': 'A second trail logs them' }, 99),
      expected: `${ruleOf}A second trail logs them «"keytrail::kms-events-excluded"» cdk.out/m.json`,
    },
  };
  test.each(Object.entries(acknowledgments))('%s', async (_name, { metadata, expected, problems = [] }) => {
    const report = await lintAssembly(app(metadata), trailsOnly);
    expect(hidden(report)).toEqual([expected]);
    expect(problemsOf(report)).toEqual(problems);
    expect(report.findings[0]?.primary.span.source.path).toBe('lib/audit.ts');
  });

  it('in one of two stages hides nothing of what both have', async () => {
    const stage = (name: string, more: Readonly<Record<string, readonly unknown[]>>): Readonly<Record<string, string>> => ({
      [`cdk.out/assembly-${name}/manifest.json`]: manifest({ [name]: { template: `${name}.template.json`, metadata: { [`/${name}/Audit/Trail`]: made('Trail', 'new Audit (/w/app/lib/audit.ts:3:5)'), ...more } } }),
      [`cdk.out/assembly-${name}/${name}.template.json`]: template({ Trail: quietTrail() }),
    });
    const outer = manifest({}, { artifacts: Object.fromEntries(['Beta', 'Prod'].map((name) => [name, { type: 'cdk:cloud-assembly', properties: { directoryName: `assembly-${name}` } }])) });
    const rule = { 'keytrail::kms-events-excluded': 'A second trail logs them' };
    const files = { 'cdk.out/manifest.json': outer, 'lib/audit.ts': program };
    expect(hidden(await lintAssembly({ ...files, ...stage('Beta', acknowledged('/Beta', rule)), ...stage('Prod', {}) }))).toEqual([ruleOf]);
    expect(hidden(await lintAssembly({ ...files, ...stage('Beta', acknowledged('/Beta', rule)), ...stage('Prod', acknowledged('/Prod', rule)) }))).toEqual([ruleOf + at]);
  });
});

describe('reports', () => {
  const one = (...entries: readonly Entry[]): Promise<Report> => lintTexts({ 't.json': template({ Trail: quietTrail(nag(...entries)) }) });
  const status = (report: Report): number => statusOf({ report, namedRead: true, failed: false }, 'error');

  it('of machines keep what is ignored, with the reason and its place', async () => {
    const report = await one(entry('kms-events-excluded'));
    const json = JSON.parse(render('json', report, OPTIONS));
    expect(json.findings[0].suppressions).toEqual([expect.objectContaining({ kind: 'inSource', justification: 'A second trail logs them', file: 't.json' })]);
    const [result] = JSON.parse(render('sarif', report, OPTIONS)).runs[0].results;
    expect(result.suppressions).toEqual([expect.objectContaining({ kind: 'inSource', status: 'accepted', justification: 'A second trail logs them' })]);
    expect(result.suppressions[0].location.physicalLocation.artifactLocation.uri).toBe('t.json');
  });

  // As in test/report: the schema is installed with test/tools.
  it.skipIf(!tools().available)('of SARIF are as its schema has them', async () => {
    expect(validateSarif(JSON.parse(render('sarif', await one(entry('kms-events-excluded')), OPTIONS)))).toEqual([]);
  });

  it('of SARIF say of the others that nobody ignores them, once somebody ignores one', async () => {
    const results = (report: Report): readonly unknown[] => {
      const found: readonly { readonly suppressions?: readonly unknown[] }[] = JSON.parse(render('sarif', report, OPTIONS)).runs[0].results;
      return found.map(({ suppressions }) => suppressions?.length);
    };
    expect(results(await lintTexts({ 't.json': template({ Trail: quietTrail(nag(entry('kms-events-excluded'))), Other: quietTrail() }) }))).toEqual([1, 0]);
    expect(results(await one())).toEqual([undefined]);
  });

  it('for people count it, and a run does not fail of it', async () => {
    const [open, ignored] = [await one(), await one(entry('kms-events-excluded'))];
    expect([status(open), status(ignored)]).toEqual([1, 0]);
    expect(render('pretty', open, OPTIONS)).toContain('error[kms-events-excluded]');
    expect(render('pretty', ignored, OPTIONS)).toBe('No findings (1 ignored): 1 sink loses KMS events.\n');
  });
});
