// What stands in the generated parts of the documentation.
import type { RuleMeta } from '../../src/check/rule.js';
import { baselineText } from '../../src/baseline.js';
import { knownOf } from '../../src/check/change/compare.js';
import { render, renderCoverage, type ReportOptions } from '../../src/report/index.js';
import type { Report } from '../../src/report/report.js';
import { CATALOGUES } from '../../src/report/taxa.js';
import { exampleFiles, lintExample, lintFiles, type ExampleFile } from './examples.js';
import { fenced, table } from './markdown.js';

export const options = (version: string): ReportOptions => ({ color: false, links: false, version, width: 120, quiet: false, sarifProfile: 'full' });

const yesNo = (is: boolean): string => (is ? 'yes' : 'no');
const onByDefault = ({ strictOnly }: RuleMeta): string => (strictOnly ? 'no (`--strict`)' : 'yes');

function taxonText({ taxonomy, id }: RuleMeta['taxa'][number]): string {
  const { name, version, canonical, page, titles } = CATALOGUES[taxonomy];
  const url = page(id);
  const title = titles[canonical(id)];
  const entry = url === undefined ? id : `[${id}](${url})`;
  return `${name}${version === undefined ? '' : ` ${version}`}: ${entry}${title === undefined ? '' : ` ${title}`}`;
}

const severityText = ({ category, severity }: RuleMeta): string =>
  // What is wrong with the input alone has no security-severity in SARIF.
  category === 'input' ? '-' : severity.toFixed(1);

/** The header of a rule's page. */
export const headerBlock = (meta: RuleMeta): string =>
  table(
    ['', meta.summary],
    [
      ['level', meta.level],
      ['security-severity', severityText(meta)],
      ['category', meta.category],
      ['fixable', yesNo(meta.fixable)],
      ['on by default', onByDefault(meta)],
      ['taxa', meta.taxa.length === 0 ? '-' : meta.taxa.map(taxonText).join('<br>')],
    ],
  );

/** The rules as a table; `folder` is the way to their pages. */
export const rulesBlock = (rules: readonly RuleMeta[], folder: string): string =>
  table(
    ['rule', 'level', 'security-severity', 'tells', 'fixable', 'on by default'],
    rules.map((meta) => [
      `[${meta.id}](${folder}${meta.id}.md)`,
      meta.level,
      severityText(meta),
      meta.summary,
      yesNo(meta.fixable),
      onByDefault(meta),
    ]),
  );

/** What the pretty report says of some files of a run. */
function told(report: Report, files: readonly ExampleFile[], version: string): string {
  const isIn = (path: string): boolean => files.some((file) => file.path === path);
  const findings = report.findings.filter(({ primary }) => isIn(primary.span.source.path));
  return render('pretty', { ...report, findings, problems: [] }, { ...options(version), quiet: true });
}

const languageOf = (name: string): string => (name.endsWith('.json') ? 'json' : name.endsWith('.tf') ? 'hcl' : name.endsWith('.sh') ? 'sh' : name.endsWith('.ts') ? 'ts' : 'yaml');
const shown = ({ name, path, text }: ExampleFile): string => `[${name}](../../${path})\n\n${fenced(languageOf(name), text)}`;

/** Files of one format stand together: `bad.yaml` with `good.yaml`, and all documents of the APIs. */
const formatsOf = ({ category }: RuleMeta): readonly { readonly title: string; readonly has: (name: string) => boolean }[] => [
  { title: '', has: (name) => name.endsWith('.yaml') },
  { title: 'CloudFormation in JSON', has: (name) => /^[^.]+\.json$/u.test(name) },
  { title: 'Terraform', has: (name) => name.endsWith('.tf') },
  { title: 'TypeScript', has: (name) => name.endsWith('.ts') },
  { title: 'Shell', has: (name) => name.endsWith('.sh') },
  { title: category === 'power' ? 'Policies by themselves, and documents of the IAM API' : 'Documents of the CloudTrail API', has: (name) => /^[^.]+\..+\.json$/u.test(name) },
];

/** The example of a rule's page: its very files, and what keytrail says of the bad ones. */
export async function exampleBlock(root: string, meta: RuleMeta, version: string): Promise<string> {
  const report = await lintExample(root, meta);
  const files = exampleFiles(root, meta.id);
  const parts = formatsOf(meta).map(({ title, has }) => {
    const bad = files.filter(({ name }) => name.startsWith('bad.') && has(name));
    const good = files.filter(({ name }) => name.startsWith('good.') && has(name));
    if (bad.length + good.length === 0) return '';
    const text = [...bad.map(shown), ...(bad.length === 0 ? [] : [fenced('text', told(report, bad, version))]), ...good.map(shown)].join('\n\n');
    return title === '' ? text : `<details>\n<summary>${title}</summary>\n\n${text}\n\n</details>`;
  });
  return parts.filter((part) => part !== '').join('\n\n');
}

/** A command and what it prints. */
export interface Shown {
  readonly command: string;
  readonly language: string;
  readonly output: string;
}

export const session = ({ command, language, output }: Shown): string => `${fenced('console', `$ ${command}`)}\n\n${fenced(language, output)}`;

/** One file of an example by itself. */
async function reportOn(root: string, path: string): Promise<Report> {
  const [, id = ''] = path.split('/');
  return lintFiles(exampleFiles(root, id).filter((file) => file.path === path));
}

/** What `--update-baseline` writes, with words that somebody added. */
const baselineOf = ({ findings }: Report): string =>
  baselineText(findings.map((finding) => ({ ...knownOf(finding), message: finding.message, reason: 'the trail of the sandbox, which goes in June', until: '2027-06-30' })));

/** Real output of real commands, for README.md, docs/output.md and docs/formats.md. */
export async function sampleBlocks(root: string, version: string): Promise<Readonly<Record<string, string>>> {
  const first = 'examples/kms-events-excluded/bad.yaml';
  const small = 'examples/sink-single-region/bad.json';
  const covered = 'examples/kms-events-filtered/bad.yaml';
  const look = options(version);
  const sarif = JSON.parse(render('sarif', await reportOn(root, small), look)) as { readonly runs: readonly { readonly results: readonly unknown[] }[] };
  return {
    'sample-pretty': session({ command: `npx keytrail ${first}`, language: 'text', output: render('pretty', await reportOn(root, first), look) }),
    'sample-json': session({ command: `npx keytrail -f json ${small}`, language: 'json', output: render('json', await reportOn(root, small), look) }),
    'sample-github': session({ command: `npx keytrail -f github ${first}`, language: 'text', output: render('github', await reportOn(root, first), look) }),
    'sample-gitlab': session({ command: `npx keytrail -f gitlab ${small}`, language: 'json', output: render('gitlab', await reportOn(root, small), look) }),
    'sample-junit': session({ command: `npx keytrail -f junit ${small}`, language: 'xml', output: render('junit', await reportOn(root, small), look) }),
    'sample-markdown': session({ command: `npx keytrail -f markdown ${first}`, language: 'markdown', output: render('markdown', await reportOn(root, first), look) }),
    'sample-sarif': fenced('json', JSON.stringify(sarif.runs[0]?.results[0], null, 2)),
    'sample-baseline': fenced('json', baselineOf(await reportOn(root, first))),
    'sample-coverage': session({ command: `npx keytrail coverage ${covered}`, language: 'text', output: renderCoverage(await reportOn(root, covered), 'pretty', look) }),
    'sample-coverage-json': session({ command: `npx keytrail coverage -f json ${covered}`, language: 'json', output: renderCoverage(await reportOn(root, covered), 'json', look) }),
  };
}
