import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { positionAt } from '../../src/core/line-index.js';
import { textOf } from '../../src/core/source.js';
import type { LintOptions } from '../../src/lint.js';
import type { Report } from '../../src/report/report.js';
import { lintAssembly, made, manifest, quietTrail, template } from '../helpers/assembly.js';
import { lintTexts } from '../helpers/lint.js';
import { hcl, languages, yaml, type Places } from './languages.js';
import { computed } from '../helpers/computed.js';

const today = '2026-06-15';
const lintNow = (texts: Readonly<Record<string, string>>, options: Partial<LintOptions> = {}): Promise<Report> => lintTexts(texts, { today, ...options });

/** What is told, in order, with what hides it: `rule «text» < reason «text»`. */
const toldIn = ({ findings }: Report): readonly string[] =>
  findings.map(({ rule: id, primary: { span }, suppressions }) => `${id} «${textOf(span)}»${suppressions.map(({ justification, at }) => ` < ${justification} «${textOf(at)}»`).join('')}`);
const tellNow = async (texts: Readonly<Record<string, string>>, options: Partial<LintOptions> = {}): Promise<readonly string[]> => toldIn(await lintNow(texts, options));

const rule = 'kms-events-excluded';
const directive = `keytrail-ignore ${rule} -- known`;

describe.each(Object.entries(languages))('%s', (_name, { path, text, comment, culprit: quoted }) => {
  const told = (places: Places, change: (text: string) => string = (one) => one, options: Partial<LintOptions> = {}): Promise<readonly string[]> => tellNow({ [path]: change(text(places)) }, options);
  const open = `${rule} «${quoted}»`;
  const hidden = `${open} < known «${rule}»`;

  test.each<[string, Places]>([
    ['beside', { beside: comment(directive) }],
    ['above', { above: comment(directive) }],
    ['above the declaration', { name: comment(directive) }],
    ['without a blank behind its sign', { beside: comment(directive).replace(' ', '') }],
    ['behind the words of another tool', { beside: comment(`tool:skip=ABC ${directive}`) }],
    ['until the day', { beside: comment(`keytrail-ignore ${rule} until ${today} -- known`) }],
  ])('acts %s', async (_case, places) => {
    expect(await told(places)).toEqual([hidden]);
  });

  test.each<[string, string, string]>([
    ['without a reason', `keytrail-ignore ${rule}`, `ignore-without-reason «${rule}»`],
    ['over', `keytrail-ignore ${rule} until 2026-06-14 -- known`, `ignore-expired «${rule}»`],
    ['of a rule that there is not', 'keytrail-ignore kms-event-excluded -- known', 'ignore-unused «kms-event-excluded»'],
    ['of a rule that finds nothing', 'keytrail-ignore kms-reads-unlogged -- known', 'ignore-unused «kms-reads-unlogged»'],
  ])('%s, does not act and is told', async (_case, words, expected) => {
    expect(await told({ beside: comment(words) })).toEqual([open, expected]);
  });

  it('elsewhere hides nothing and is told', async () => {
    expect(await told({ elsewhere: comment(directive) })).toEqual([`ignore-unused «${rule}»`, open]);
  });

  it('in a string is no comment', async () => {
    expect(await told({ string: comment(directive) })).toEqual([open]);
    expect(await told({ string: directive })).toEqual([open]);
  });

  it('holds with CRLF, behind a byte order mark, and in the last line without an end', async () => {
    expect(await told({ above: comment(directive) }, (one) => one.replaceAll('\n', '\r\n'))).toEqual([hidden]);
    expect(await told({ beside: comment(directive) }, (one) => `\uFEFF${one}`)).toEqual([hidden]);
    expect(await told({}, (one) => `${one}${comment(directive)}`)).toEqual([open, `ignore-unused «${rule}»`]);
  });

  it('stacked comments all hold for the line below them', async () => {
    const indented = path === 'Makefile' ? '\t' : '';
    expect(await told({ above: [comment(directive), comment('words'), '', comment(`keytrail-ignore gap, ${rule} -- too`)].join(`\n${indented}`) })).toEqual([`${open} < known «${rule}» < too «${rule}»`]);
  });

  it('is left aside by --no-ignores, but for what is wrong with it', async () => {
    expect(await told({ elsewhere: comment('keytrail-ignore gap'), beside: comment(directive) }, undefined, { noIgnores: true })).toEqual(['ignore-without-reason «gap»', open]);
    expect(await told({ elsewhere: comment(directive) }, undefined, { noIgnores: true })).toEqual([open]);
  });
});

/** What is told of a trail with one comment behind its culprit. */
const beside = (words: string, options: Partial<LintOptions> = {}): Promise<readonly string[]> => tellNow({ 't.yaml': yaml.text({ beside: `# ${words}` }) }, options);
const culprit = `${rule} «kms.amazonaws.com»`;

describe('how a directive is written', () => {
  test.each<[string, string, readonly string[]]>([
    ['blanks of any kind', `keytrail-ignore\t ${rule} \t until\t2026-06-15 \t--\t known \t`, [`${culprit} < known «${rule}»`]],
    ['several rules', `keytrail-ignore gap,${rule} , kms-reads-unlogged -- known`, [`${culprit} < known «${rule}»`, 'ignore-unused «kms-reads-unlogged»']],
    ['behind our name', `keytrail-ignore keytrail/${rule} -- known`, [`${culprit} < known «keytrail/${rule}»`]],
    ['several directives', `keytrail-ignore gap -- a # keytrail-ignore ${rule} -- b #keytrail-ignore gap -- c`, [`${culprit} < b «${rule}»`]],
    ['a reason with signs of comments', `keytrail-ignore ${rule} -- see #7 // and /* this`, [`${culprit} < see #7 // and /* this «${rule}»`]],
    ['no rule', 'keytrail-ignore', [culprit, 'ignore-unused «keytrail-ignore»']],
    ['no rule but a reason', 'keytrail-ignore -- known', [culprit, 'ignore-unused «keytrail-ignore»']],
    ['no rule beside a comma', `keytrail-ignore ${rule}, -- known`, [`${culprit} < known «${rule}»`, 'ignore-unused «keytrail-ignore»']],
    ['a colon', `keytrail-ignore: ${rule} -- known`, [culprit, 'ignore-unused «keytrail-ignore:»']],
    ['brackets', `keytrail-ignore[${rule}] -- known`, [culprit, `ignore-unused «keytrail-ignore[${rule}]»`]],
    ['another name', `keytrail-ignore-line ${rule} -- known`, [culprit, 'ignore-unused «keytrail-ignore-line»']],
    ['no commas', `keytrail-ignore ${rule} gap -- known`, [culprit, `ignore-without-reason «${rule}»`]],
    ['none: a longer word', 'keytrail-ignored rules', [culprit]],
    ['none: prose', 'how to use keytrail-ignore here: keytrail-ignore RULE -- reason', [culprit]],
  ])('%s', async (_name, words, expected) => {
    expect(await beside(words)).toEqual(expected);
  });

  it('a comment of several lines counts where it ends', async () => {
    const main = hcl.text({ above: `/* a trail\n * keytrail-ignore ${rule} -- known\n */` });
    expect(await tellNow({ 'main.tf': main })).toEqual([`${rule} «"kms.amazonaws.com"» < known «${rule}»`]);
  });

  it('holds for all of a command of several lines, and not for the next', async () => {
    const call = (name: string): string => `aws cloudtrail put-event-selectors --trail-name ${name} \\\n  --event-selectors '[{"ExcludeManagementEventSources":["kms.amazonaws.com"]}]'\n`;
    expect(await tellNow({ 'a.sh': `# ${directive}\n${call('a')}${call('b')}` })).toEqual([`${rule} «"kms.amazonaws.com"» < known «${rule}»`, `${rule} «"kms.amazonaws.com"»`]);
  });

  it('takes no time for long lines', async () => {
    const blanks = ' '.repeat(200_000);
    const before = computed();
    await beside(`keytrail-ignore${blanks}${rule}${blanks}until${blanks}x${blanks}${'# keytrail-ignore until '.repeat(2000)}`);
    expect(computed() - before).toBeLessThan(5000);
  });

  it('is told of at its line and column', async () => {
    const { findings } = await lintNow({ 't.yaml': 'Resources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties: { IsLogging: true, IsMultiRegionTrail: true } #  keytrail-ignore  gap,  kms-reads-unlogged -- known\n' });
    expect(findings.map(({ primary: { span } }) => [textOf(span), positionAt(span.source, span.start)])).toEqual([['kms-reads-unlogged', { line: 4, column: 89 }]]);
  });
});

describe('what is unused is told only where it is certain', () => {
  const unused = 'keytrail-ignore kms-reads-unlogged -- known';

  test.each<[string, Partial<LintOptions>]>([
    ['its rule is off', { rules: new Map([['kms-reads-unlogged', 'off']]) }],
    ['the rule about it is off', { rules: new Map([['ignore-unused', 'off']]) }],
    ['one deployment is judged', { parameters: new Map([['Stage', 'dev']]) }],
    ['ignores are left aside', { noIgnores: true }],
  ])('not where %s', async (_name, options) => {
    expect(await beside(unused, options)).toEqual([culprit]);
    expect(await beside(unused)).toEqual([culprit, 'ignore-unused «kms-reads-unlogged»']);
  });

  it('not of a rule that is off without --strict, or tells more with it', async () => {
    const rules = 'keytrail-ignore gap, grant-one-trail, kms-alarm-blind -- known';
    expect(await beside(rules)).toEqual([culprit]);
    expect(await beside(rules, { strict: true })).toEqual([culprit, 'ignore-unused «gap»', 'ignore-unused «grant-one-trail»', 'ignore-unused «kms-alarm-blind»']);
  });

  it('not in a file with a gap, nor in one that makes something together with it', async () => {
    expect(await tellNow({ 't.yaml': `Transform: Macro\n${yaml.text({ beside: `# ${unused}` })}` })).toEqual([culprit]);
    const files = (more: string): Readonly<Record<string, string>> => ({ 'main.tf': `module "x" {\n  source = "./x"\n}\n${more}`, 'x/main.tf': hcl.text({ beside: `# ${unused}` }) });
    expect(await tellNow(files(''))).toEqual([`${rule} «"kms.amazonaws.com"»`, 'ignore-unused «kms-reads-unlogged»']);
    expect(await tellNow(files('module "y" {\n  source = "git::https://example.com/y"\n}\n'))).toEqual([`${rule} «"kms.amazonaws.com"»`]);
  });

  it('not in a text that keytrail does not read', async () => {
    expect(await tellNow({ 'other.yaml': `a: b # ${unused}\n`, 'a.txt': `# ${unused}` })).toEqual([]);
  });

  it('not in the script of a workflow, where it acts all the same', async () => {
    const workflow = (words: string): string => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          # ${words}\n          aws cloudtrail put-event-selectors --trail-name t --event-selectors '[{"ExcludeManagementEventSources":["kms.amazonaws.com"]}]'\n`;
    const path = '.github/workflows/a.yml';
    expect(await tellNow({ [path]: workflow(unused) })).toEqual([`${rule} «"kms.amazonaws.com"»`]);
    expect(await tellNow({ [path]: workflow(directive) })).toEqual([`${rule} «"kms.amazonaws.com"» < known «${rule}»`]);
    expect(await tellNow({ [path]: workflow(`keytrail-ignore ${rule}`) })).toEqual([`ignore-without-reason «${rule}»`, `${rule} «"kms.amazonaws.com"»`]);
  });

  it('is ignored itself, and nothing goes round', async () => {
    expect(await beside('keytrail-ignore kms-reads-unlogged, ignore-unused -- needed')).toEqual([culprit, 'ignore-unused «kms-reads-unlogged» < needed «ignore-unused»']);
    expect(await beside('keytrail-ignore ignore-unused -- a # keytrail-ignore ignore-unused -- b')).toEqual([culprit, 'ignore-unused «ignore-unused»', 'ignore-unused «ignore-unused»']);
    expect(await beside('keytrail-ignore ignore-expired -- a # keytrail-ignore kms-reads-unlogged until 2020-01-01 -- b')).toEqual([culprit, 'ignore-expired «kms-reads-unlogged» < a «ignore-expired»']);
    expect(await beside('keytrail-ignore ignore-expired, ignore-unused -- a')).toEqual([culprit, 'ignore-unused «ignore-expired» < a «ignore-unused»']);
    const stacked = yaml.text({ above: '# keytrail-ignore ignore-unused -- needed\n        # keytrail-ignore kms-reads-unlogged -- known' });
    expect(await tellNow({ 't.yaml': stacked })).toEqual(['ignore-unused «kms-reads-unlogged» < needed «ignore-unused»', culprit]);
  });
});

describe('what a reader could not take', () => {
  it('a gap is ignored, as a finding and in the tail', async () => {
    const text = `Transform: Macro # keytrail-ignore gap -- it makes tags\n${yaml.text({})}`;
    for (const strict of [false, true]) {
      const { findings, problems } = await lintNow({ 't.yaml': text }, { strict });
      expect(problems.map(({ ignored }) => ignored)).toEqual([true]);
      expect(findings.filter(({ rule: id }) => id === 'gap').map(({ suppressions }) => suppressions.length)).toEqual(strict ? [1] : []);
    }
  });

  it('a parse error is ignored on its line', async () => {
    const text = `${yaml.text({})}      EventSelectors: [] # keytrail-ignore parse-error -- twice, it is known\n`;
    expect((await tellNow({ 't.yaml': text })).filter((one) => one.startsWith('parse-error'))).toEqual(['parse-error «EventSelectors» < twice, it is known «parse-error»']);
  });
});

describe('the JSON of Terraform', () => {
  const trail = (comment: unknown, more: object = {}): string =>
    JSON.stringify({ resource: { aws_cloudtrail: { main: { name: 'main', s3_bucket_name: 'b', is_multi_region_trail: true, event_selector: { exclude_management_event_sources: ['kms.amazonaws.com'] }, '//': comment } } }, ...more }, undefined, 2);
  const open = `${rule} «"kms.amazonaws.com"»`;
  test.each<[string, string, readonly string[]]>([
    ['a text', trail(directive), [`${open} < known «${rule}»`]],
    ['one of several texts', trail(['words', directive, 7]), [`${open} < known «${rule}»`]],
    ['of the whole file', trail('', { '//': directive }), [`${open} < known «${rule}»`]],
    ['of another object', trail('', { locals: { '//': directive } }), [open, `ignore-unused «${rule}»`]],
    ['without a reason', trail(`keytrail-ignore ${rule}`), [open, `ignore-without-reason «${rule}»`]],
    ['over', trail(`keytrail-ignore ${rule} until 2020-02-02 -- known`), [open, `ignore-expired «${rule}»`]],
    ['a rule that there is not', trail('keytrail-ignore kms -- known'), [open, 'ignore-unused «kms»']],
    ['another member', trail('', { locals: { a: directive } }), [open]],
  ])('%s', async (_name, text, expected) => {
    expect(await tellNow({ 'main.tf.json': text })).toEqual(expected);
  });
});

describe('metadata', () => {
  const trail = (metadata: unknown): string =>
    JSON.stringify({ Resources: { Trail: { Type: 'AWS::CloudTrail::Trail', Metadata: metadata, Properties: { IsLogging: true, IsMultiRegionTrail: true, EventSelectors: [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }] } } } }, undefined, 2);
  const open = `${rule} «"kms.amazonaws.com"»`;
  const ignore = (...items: readonly unknown[]): object => ({ keytrail: { ignore: items } });
  test.each<[string, unknown, readonly string[]]>([
    ['acts', ignore({ rule, reason: 'known' }), [`${open} < known «"${rule}"»`]],
    ['until the day', ignore({ rule, reason: 'known', until: today }), [`${open} < known «"${rule}"»`]],
    ['over', ignore({ rule, reason: 'known', until: '2026-06-14' }), [`ignore-expired «"${rule}"»`, open]],
    ['no day', ignore({ rule, reason: 'known', until: '' }), [`ignore-expired «"${rule}"»`, open]],
    ['without a reason', ignore({ rule }), [`ignore-without-reason «"${rule}"»`, open]],
    ['unused', ignore({ rule: 'gap', reason: 'a' }, { rule: 'kms-reads-unlogged', reason: 'known' }), ['ignore-unused «"kms-reads-unlogged"»', open]],
    ['of a rule that there is not', ignore({ rule: 'kms', reason: 'known' }), ['ignore-unused «"kms"»', open]],
    ['with a key that there is not', ignore({ rule, because: 'known' }), ['ignore-unused «"because"»', open]],
    ['no list', { keytrail: { ignore: { rule, reason: 'known' } } }, ['ignore-unused «"ignore"»', open]],
    ['no map', { keytrail: rule }, ['ignore-unused «"keytrail"»', open]],
    ['another key', { keytrail: { ignores: [] } }, ['ignore-unused «"ignores"»', open]],
    ['of another tool', { cfn_nag: { rules_to_suppress: [{ id: 'W1' }] } }, [open]],
  ])('%s', async (_name, metadata, expected) => {
    expect(await tellNow({ 't.json': trail(metadata) })).toEqual(expected);
  });

  it('of what is no trail acts on a gap in it, and is told where there is nothing to hide', async () => {
    const stack = (rules: string): string => `Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Metadata: { keytrail: { ignore: [{ rule: ${rules}, reason: known }] } }\n    Properties: { TemplateURL: https://example.com/t.yaml }\n`;
    expect(await tellNow({ 't.yaml': stack('gap') }, { strict: true })).toEqual(['gap «AWS::CloudFormation::Stack» < known «gap»']);
    const bucket = stack(rule).replace('CloudFormation::Stack', 'S3::Bucket').replace('TemplateURL: https://example.com/t.yaml', '');
    expect(await tellNow({ 't.yaml': bucket })).toEqual([`ignore-unused «${rule}»`]);
  });

  it('of SAM, and of a service of the Serverless Framework', async () => {
    const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'cloudtrail:*', Resource: '*' }] };
    const sam = { Transform: 'AWS::Serverless-2016-10-31', Resources: { F: { Type: 'AWS::Serverless::Function', Metadata: ignore({ rule: 'grant-cloudtrail-admin', reason: 'known' }), Properties: { Handler: 'a', Runtime: 'nodejs20.x', Policies: [policy] } } } };
    expect(await tellNow({ 't.json': JSON.stringify(sam) })).toEqual(['grant-cloudtrail-admin «"cloudtrail:*"» < known «"grant-cloudtrail-admin"»']);
    const service = `service: a\nprovider: { name: aws }\nresources:\n  Resources:\n    Trail:\n      Type: AWS::CloudTrail::Trail\n      Metadata: { keytrail: { ignore: [{ rule: ${rule}, reason: known }] } }\n      Properties: { IsLogging: true, IsMultiRegionTrail: true, EventSelectors: [{ ExcludeManagementEventSources: [kms.amazonaws.com] }] }\n`;
    expect(await tellNow({ 'serverless.yml': service })).toEqual([`${culprit} < known «${rule}»`]);
  });
});

describe('a program with its output', () => {
  const lines = (comment: string): string => `class Audit {\n  constructor() {\n    new Trail(this); ${comment}\n  }\n}\n`;
  const files = (comment: string, metadata = {}): Readonly<Record<string, string>> => ({
    'cdk.out/manifest.json': manifest({ Audit: { template: 'Audit.template.json', metadata: { '/Audit/Trail/Resource': made('Trail', 'new Audit (/w/app/lib/audit.ts:3:5)') } } }),
    'cdk.out/Audit.template.json': template({ Trail: quietTrail(metadata) }),
    'lib/audit.ts': lines(comment),
  });
  const told = async (comment: string, metadata = {}): Promise<readonly string[]> => {
    const report = await lintAssembly(files(comment, metadata), { today });
    expect(new Set(report.findings.map(({ primary }) => primary.span.source.path))).toEqual(new Set(['lib/audit.ts']));
    return report.findings.map(({ rule: id, suppressions }) => `${id} ${suppressions.map(({ justification }) => justification).join()}`);
  };

  it('a comment in the program acts on what is told there', async () => {
    expect(await told('')).toEqual([`${rule} `]);
    expect(await told(`// ${directive}`)).toEqual([`${rule} known`]);
  });

  it('metadata that the program adds acts', async () => {
    expect(await told('', { Metadata: { keytrail: { ignore: [{ rule, reason: 'known' }] } } })).toEqual([`${rule} known`]);
  });
});

describe('docs/ignores.md', () => {
  const text = readFileSync(new URL('../../docs/ignores.md', import.meta.url), 'utf8');
  const samples = [...text.matchAll(/\(`([\w./]+)`\)(?:(?!```|\(`)[^])*```\n([^]*?)```/gu)].map(([, path = '', body = '']) => [path, body] as const).filter(([path]) => !path.includes('keytrail'));

  it('shows every syntax', () => {
    expect(samples.map(([path]) => path)).toEqual(['trail.yaml', 'main.tf', 'app.ts', 'setup.sh', '.github/workflows/setup.yml', 'setup.py', 'template.json', 'main.tf.json']);
  });

  test.each(samples)('%s: all that is found is hidden', async (path, body) => {
    const { findings } = await lintNow({ [path]: body });
    expect(findings.map(({ rule: id }) => id)).not.toEqual([]);
    expect(findings.filter(({ suppressions }) => suppressions.length === 0)).toEqual([]);
  });
});
