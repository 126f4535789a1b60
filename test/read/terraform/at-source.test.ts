import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/core/source.js';
import { basicOf, changeOf, planOf, trailOf } from '../../helpers/plans.js';
import { lintTexts, unmark } from '../../helpers/lint.js';
import { findingsIn, holds, type Case } from '../../rules/cases.js';
import { computed } from '../../helpers/computed.js';

const kms = '"kms.amazonaws.com"';
const rds = '"rdsdata.amazonaws.com"';
const excluded = 'kms-events-excluded definite error';
const created = (address: string, after: string, unknown = '{}'): string => changeOf(address, { actions: '["create"]', after, unknown });
const trailPlan = (sources: string, address = 'aws_cloudtrail.t'): string => planOf(created(address, trailOf(basicOf(sources))));

/** A trail in HCL that says what the plan of `trailOf` and `basicOf` has, with these excluded sources. */
const trail = (sources: string, more = ''): string => `resource "aws_cloudtrail" "t" {${more}
  name                  = "t"
  is_multi_region_trail = true
  event_selector {
    exclude_management_event_sources = ${sources}
  }
}
`;
const variable = (name: string, rest = ''): string => `variable "${name}" {${rest}}\n`;

const document = (action: string): string => JSON.stringify({ Statement: [{ Action: ['s3:*', action], Effect: 'Allow', Resource: '*' }], Version: '2012-10-17' });
const policyPlan = planOf(created('aws_iam_policy.p', `{"name":"p","policy":${JSON.stringify(document('cloudtrail:PutEventSelectors'))}}`));

const group = 'resource "aws_iam_group" "g" {\n  name = "g"\n}\n';
const configured = ['aws_cloudtrail.t', 'aws_iam_group.g'].map((address) => `{"address":"${address}","mode":"managed","type":"${address.slice(0, -2)}","name":"${address.slice(-1)}"}`).join();
/** A plan that makes a group and no trail, though one is configured. */
const groupPlan = (more: string): string => planOf(created('aws_iam_group.g', '{"name":"g"}')).replace(/\}$/u, `,"configuration":{"root_module":{"resources":[${configured}]}}${more}}`);

const cases: readonly Case[] = [
  ['a value that is written there', { 'a/main.tf': trail(`[«${kms}»]`), 'a/plan.json': trailPlan(kms) }, excluded],
  ['in another order', { 'main.tf': trail(`[«${kms}», ${rds}]`), 'plan.json': trailPlan(`${rds},${kms}`) }, excluded],
  ['by a variable that nobody gives here', { 'main.tf': variable('sources', ' default = [] ') + trail('«var.sources»'), 'plan.json': trailPlan(kms) }, excluded],
  ['by a variable without a default', { 'main.tf': variable('sources') + trail('«var.sources»'), 'plan.json': trailPlan(kms) }, excluded],
  ['by a dynamic block', { 'main.tf': `variable "all" {}\nresource "aws_cloudtrail" "t" {\n  name = "t"\n  dynamic "event_selector" {\n    for_each = «var.all»\n    content {\n      exclude_management_event_sources = event_selector.value\n    }\n  }\n}\n`, 'plan.json': trailPlan(kms) }, excluded],
  ['what is not written there stands at the label', { 'main.tf': 'resource "aws_cloudtrail" «"t"» {\n  name = "t"\n}\n', 'plan.json': planOf(created('aws_cloudtrail.t', '{"name":"t","enable_logging":false,"is_multi_region_trail":true,"event_selector":[]}')) }, 'sink-not-recording definite error'],
  ['of one of several instances', { 'main.tf': trail(`[each.value == "x" ? ${rds} : «${kms}»]`, '\n  for_each = { a = "x", b = "y" }'), 'plan.json': planOf(created('aws_cloudtrail.t["a"]', trailOf(basicOf(rds))), created('aws_cloudtrail.t["b"]', trailOf(basicOf(kms)))) }, 'kms-events-excluded definite note'],
  ['in a module', { 'infra/main.tf': 'module "m" {\n  source = "./m"\n  count  = 2\n}\n', 'infra/m/main.tf': trail(`[«${kms}»]`), 'infra/plan.json': trailPlan(kms, 'module.m[1].aws_cloudtrail.t') }, excluded],
  ['a policy in a call', { 'main.tf': `resource "aws_iam_policy" "p" {\n  name   = "p"\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:*", «"cloudtrail:PutEventSelectors"»], Resource = "*" }] })\n}\n`, 'plan.json': policyPlan }, 'grant-any-trail definite error'],
  ['a policy in a data source', { 'main.tf': `data "aws_iam_policy_document" "d" {\n  statement {\n    actions   = ["s3:*", «"cloudtrail:PutEventSelectors"»]\n    resources = ["*"]\n  }\n}\nresource "aws_iam_policy" "p" {\n  name   = "p"\n  policy = data.aws_iam_policy_document.d.json\n}\n`, 'plan.json': policyPlan }, 'grant-any-trail definite error'],
  ['what is known only after apply', { 'main.tf': 'resource "aws_cloudtrail" "t" {\n  name = "t"\n  is_multi_region_trail = true\n  enable_logging = «aws_x.y.z»\n}\n', 'plan.json': planOf(created('aws_cloudtrail.t', '{"name":"t","is_multi_region_trail":true}', '{"enable_logging":true}')) }, 'sink-not-recording possible warning'],
  ['the plan says what a variable is', { 'main.tf': variable('sources', ` default = [${kms}] `) + trail('var.sources'), 'plan.json': trailPlan(rds) }],
  ['the plan says that there is none', { 'main.tf': variable('n') + trail(`[${kms}]`, '\n  count = var.n') + group, 'plan.json': groupPlan(',"complete":true') }],
  ['a plan for a part says nothing of the rest', { 'main.tf': variable('n') + trail(`[«${kms}»]`, '\n  count = var.n') + group, 'plan.json': groupPlan('') }, 'kms-events-excluded possible warning'],
  ['what no plan has is told as well', { 'main.tf': trail(`[«${kms}»]`) + trail(`[«${kms}»]`).replace('"t"', '"other"'), 'plan.json': trailPlan(kms) }, excluded, excluded],
  ['a configuration that was changed since', { 'main.tf': trail(`[«${kms}»]`), 'plan.json': trailPlan(rds) }, excluded],
  ['a plan that was made before a change', { 'main.tf': trail(`[${rds}]`), 'plan.json': trailPlan(`«${kms}»`) }, excluded],
  ['a configuration in another folder', { 'a/main.tf': trail(`[«${kms}»]`), 'plan.json': trailPlan(`«${kms}»`) }, excluded, excluded],
  ['another resource', { 'main.tf': trail(`[«${kms}»]`), 'plan.json': trailPlan(`«${kms}»`, 'aws_cloudtrail.u') }, excluded, excluded],
  ['what comes through a pipe', { '<stdin>': trailPlan(`«${kms}»`), 'main.tf': trail(`[«${kms}»]`) }, excluded, excluded],
  ['two plans', { 'main.tf': variable('sources') + trail('«var.sources»'), 'dev.json': trailPlan(rds), 'prod.json': trailPlan(kms) }, excluded],
  ['a state', { 'main.tf': trail(`[«${kms}»]`), 'terraform.tfstate': `{"version":4,"terraform_version":"1.9.8","serial":1,"lineage":"x","resources":[{"mode":"managed","type":"aws_cloudtrail","name":"t","instances":[{"attributes":${trailOf(basicOf(kms))}}]}]}` }, excluded],
  ['a state of what was otherwise', { 'main.tf': variable('sources', ` default = [${rds}] `) + trail('var.sources'), 'terraform.tfstate': `{"version":4,"terraform_version":"1.9.8","serial":1,"lineage":"x","resources":[{"mode":"managed","type":"aws_cloudtrail","name":"t","instances":[{"attributes":${trailOf(basicOf(`«${kms}»`))}}]}]}` }, excluded],
];

describe('a plan beside its configuration', () => {
  it.each(cases)('%s', holds());

  it('keeps its own place behind', async () => {
    const [finding] = await findingsIn({ 'main.tf': trail(`[${kms}]`), 'plan.json': trailPlan(kms) });
    expect(finding?.related.map(({ span }) => `${span.source.path} ${textOf(span)}`)).toEqual([`plan.json ${kms}`]);
  });

  it('leads to where a variable has that value, and to no other value', async () => {
    const relatedOf = async (fallback: string): Promise<readonly string[]> => {
      const [finding] = await findingsIn({ 'main.tf': variable('sources', ` default = [${fallback}] `) + trail('var.sources'), 'plan.json': trailPlan(kms) });
      return (finding?.related ?? []).map(({ span }) => `${span.source.path} ${textOf(span)}`);
    };
    expect(await relatedOf(kms)).toEqual([`main.tf ${kms}`, `plan.json ${kms}`]);
    expect(await relatedOf(rds)).toEqual([`plan.json ${kms}`]);
  });

  it('is not mended, in neither of them', async () => {
    const findings = await findingsIn({ 'main.tf': trail(`[${kms}]`), 'plan.json': trailPlan(kms) });
    expect(findings.map(({ fixes }) => fixes)).toEqual([[]]);
  });

  it('counts a sink once', async () => {
    const { coverage } = await lintTexts({ 'main.tf': trail(`[${kms}]`), 'plan.json': trailPlan(kms) });
    expect(coverage.map(({ sink, span }) => `${sink} ${span.source.path}`)).toEqual(['aws_cloudtrail.t main.tf']);
  });

  it('finds it where only the plan is handed over', async () => {
    const { text, marks } = unmark(trail(`[«${kms}»]`));
    const { findings } = await lintTexts({ 'a/plan.json': trailPlan(kms) }, { list: (folder) => (folder === 'a' ? ['main.tf', 'plan.json'] : []), open: (path) => (path === 'a/main.tf' ? new TextEncoder().encode(text) : 'there is no such file') });
    expect(findings.map(({ primary: { span } }) => [span.source.path, [span.start, span.end]])).toEqual([['a/main.tf', marks[0]]]);
  });

  it.each<[number, readonly string[]]>([[300, ['main.tf']], [3000, ['main.tf', 'plan.json']]])('of %i sources in another order takes no long search', async (length, paths) => {
    const items = Array.from({ length }, (_, index) => `"s${String(index)}.amazonaws.com"`);
    const start = computed();
    const findings = await findingsIn({ 'main.tf': trail(`[${[...items, kms].join(', ')}]`), 'plan.json': trailPlan([kms, ...[...items].reverse()].join(',')) });
    expect(findings.filter(({ rule }) => rule === 'kms-events-excluded').map(({ primary }) => primary.span.source.path)).toEqual(paths);
    expect(computed() - start).toBeLessThan(10_000);
  });
});
