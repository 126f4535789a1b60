import { describe, expect, it } from 'vitest';
import { advancedOf, basicOf, changeOf, planOf, storeOf, trailOf } from '../../helpers/plans.js';
import { lintTexts, toldAll } from '../../helpers/lint.js';
import { findingsIn, holds, type Case } from '../../rules/cases.js';

const kms = '"kms.amazonaws.com"';
const excluded = 'kms-events-excluded definite error';
const mayBe = 'kms-events-excluded possible warning';
const plan = (...changes: readonly string[]): Case[1] => ({ 'plan.json': planOf(...changes) });
const create = (after: string, unknown = '{"id":true,"arn":true}', more = ''): string => changeOf('aws_cloudtrail.t', { actions: '["create"]', after, unknown, more });
const policy = (action: string): string => JSON.stringify(JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] })).replace(`\\"${action}\\"`, `«\\"${action}\\"»`);

const changes: readonly Case[] = [
  ['what is made', plan(create(trailOf(basicOf(`«${kms}»`)))), excluded],
  ['what is changed', plan(changeOf('aws_cloudtrail.t', { actions: '["update"]', before: trailOf(), after: trailOf(basicOf(`«${kms}»`)) })), excluded],
  ['what stays', plan(changeOf('aws_cloudtrail.t', { actions: '["no-op"]', before: trailOf(basicOf(kms)), after: trailOf(basicOf(`«${kms}»`)) })), excluded],
  ['what is forgotten goes on', plan(changeOf('aws_cloudtrail.t', { actions: '["forget"]', before: trailOf(basicOf(`«${kms}»`)) })), excluded],
  ['advanced selectors', plan(create(trailOf(advancedOf(`«${kms}»`)))), excluded],
  ['in modules, with keys of instances', plan(changeOf('module.a["x.y"].module.b[0].aws_cloudtrail.t["eu"]', { actions: '["create"]', after: trailOf(basicOf(`«${kms}»`)) })), excluded],
  ['a store keeps selectors that are no longer declared', plan(changeOf('aws_cloudtrail_event_data_store.s', { actions: '["update"]', before: storeOf(), after: storeOf(advancedOf(`«${kms}»`)) })), excluded],
  ['a policy in its string', plan(changeOf('aws_iam_policy.p', { actions: '["create"]', after: `{"name":"p","policy":${policy('cloudtrail:PutEventSelectors')}}` })), 'grant-any-trail definite error'],
  ['what stands beside does not matter', plan(changeOf('aws_sqs_queue.q', { actions: '["create"]', after: '{"policy":"{\\"a\\": [\\\\\\" ]}"}' }), create(trailOf(basicOf(`«${kms}»`)))), excluded],
  ['characters beyond ASCII before it', plan(changeOf('aws_s3_bucket.ü', { actions: '["create"]', after: '{"bucket":"€ 😀 é"}' }), create(trailOf(basicOf(`«${kms}»`)))), excluded],
  ['none: what is deleted has no selectors', plan(changeOf('aws_cloudtrail.t', { actions: '["delete"]', before: trailOf(basicOf(kms)) }))],
  ['none: defaults', plan(create(trailOf('"event_selector":[],"advanced_event_selector":null')))],
  ['none: null is nothing', plan(create(trailOf('"event_selector":[{"read_write_type":"All","include_management_events":true,"exclude_management_event_sources":null,"data_resource":null}]')))],
  ['none: a data source', plan('{"address":"data.aws_cloudtrail.t","mode":"data","type":"aws_cloudtrail","name":"t","change":{"actions":["read"],"before":null,"after":{"enable_logging":false}}}')],
  ['none: no plan has such types', plan(changeOf('aws_cloudtrails.t', { actions: '["create"]', after: trailOf(basicOf(kms)) }))],
];

describe('changes of a plan', () => {
  it.each(changes)('%s', holds());
});

const unknowns: readonly Case[] = [
  ['a whole block', plan(create(trailOf(), '{"event_selector":«true»}')), mayBe],
  ['a set of which one item is not known', plan(create(trailOf(basicOf('"rdsdata.amazonaws.com"')), '{"event_selector":[{"exclude_management_event_sources":[«true»,false]}]}')), mayBe],
  ['a list of values', plan(create(trailOf(basicOf('null')), '{"event_selector":[{"exclude_management_event_sources":[«true»]}]}')), mayBe],
  ['an attribute that is missing', plan(create('{"is_multi_region_trail":true}', '{"enable_logging":«true»}')), 'sink-not-recording possible warning'],
  ['what is sensitive', plan(changeOf('aws_cloudtrail.t', { actions: '["create"]', after: trailOf(basicOf(kms)), sensitive: '{"event_selector":[{"exclude_management_event_sources":«true»}]}' })), mayBe],
  ['a set beside unknown ones that excludes KMS all the same', plan(create(trailOf(basicOf(`«${kms}»`)), '{"event_selector":[{"exclude_management_event_sources":[true,false]}]}')), excluded],
  ['none: what has nothing to do with it', plan(create(trailOf(basicOf('"rdsdata.amazonaws.com"')), '{"id":true,"kms_key_id":true,"event_selector":[{"data_resource":[],"exclude_management_event_sources":[false]}]}'))],
];

describe('what a plan does not know', () => {
  it.each(unknowns)('%s', holds());

  const store = changeOf('aws_cloudtrail_event_data_store.s', { actions: '["create"]', after: '{"name":"s"}', unknown: '{"advanced_event_selector":true}' });
  const withConfiguration = (expressions: string): string => planOf(store).replace(/\}$/u, `,"configuration":{"root_module":{"resources":[{"address":"aws_cloudtrail_event_data_store.s","mode":"managed","type":"aws_cloudtrail_event_data_store","name":"s","expressions":${expressions}}]}}}`);

  it('is nothing where the provider fills it in and the configuration is silent', async () => {
    expect((await lintTexts({ 'plan.json': withConfiguration('{"name":{"constant_value":"s"}}') })).findings).toEqual([]);
  });

  it('has the name that the configuration gives it', async () => {
    const [finding] = await findingsIn({ 'plan.json': withConfiguration('{"advanced_event_selector":{"references":["local.selectors"]}}') });
    expect(finding?.message).toContain('`local.selectors` is known only after apply');
  });

  it('is the identity of the resource that it refers to', async () => {
    const role = changeOf('module.m.aws_iam_role.r', { actions: '["create"]', after: '{"assume_role_policy":"{}"}', unknown: '{"name":true,"arn":true}', more: '"module_address":"module.m",' });
    const grant = changeOf('module.m.aws_iam_role_policy.p', { actions: '["create"]', after: `{"policy":${policy('cloudtrail:*').replace(/[«»]/gu, '')}}`, unknown: '{"role":true}', more: '"module_address":"module.m",' });
    const configuration = '"configuration":{"root_module":{"module_calls":{"m":{"module":{"resources":[{"address":"aws_iam_role_policy.p","mode":"managed","type":"aws_iam_role_policy","name":"p","expressions":{"role":{"references":["aws_iam_role.r.id","aws_iam_role.r"]}}}]}}}}}';
    const [finding] = await findingsIn({ 'plan.json': planOf(role, grant).replace(/\}$/u, `,${configuration}}`) });
    expect(finding).toMatchObject({ rule: 'grant-cloudtrail-admin', message: expect.stringMatching(/^Role `module\.m\.aws_iam_role\.r`/u) });
  });

  it('is never shown where it is sensitive', async () => {
    const after = trailOf(`"s3_key_prefix":"hunter2","sns_topic_name":"«",${basicOf(kms)}`).replace('«', '\\"hunter3');
    const text = planOf(changeOf('aws_cloudtrail.t', { actions: '["create"]', after, sensitive: '{"s3_key_prefix":true,"sns_topic_name":true}' }));
    const { findings } = await lintTexts({ 'plan.json': text });
    expect(toldAll({ findings } as never)).toEqual(['kms-events-excluded definite error «"kms.amazonaws.com"»']);
    expect(findings[0]?.primary.span.source.text).not.toMatch(/hunter/u);
    expect(findings[0]?.primary.span.source.text).toContain('"*******"');
  });
});

const resource = (address: string, type: string, values: string, mode = 'managed'): string => `{"address":"${address}","mode":"${mode}","type":"${type}","name":"t","values":${values},"sensitive_values":{}}`;
const trail = (sources: string, address = 'aws_cloudtrail.t'): string => resource(address, 'aws_cloudtrail', trailOf(basicOf(sources)));
const stateOf = (module: string): Case[1] => ({ 'state.json': `{"format_version":"1.0","terraform_version":"1.9.8","values":{"outputs":{},"root_module":${module}}}` });
const nested = (module: string, depth: number): string => (depth === 0 ? module : nested(`{"child_modules":[${module}]}`, depth - 1));
const stored = (...resources: readonly string[]): Case[1] => ({ 'terraform.tfstate': `{"version":4,"terraform_version":"1.9.8","serial":3,"lineage":"x","outputs":{},"resources":[${resources.join(',')}]}` });
const instances = (...all: readonly string[]): string => `{"module":"module.m","mode":"managed","type":"aws_cloudtrail","name":"t","provider":"p","instances":[${all.join(',')}]}`;

const states: readonly Case[] = [
  ['a state as it is shown', stateOf(`{"resources":[${trail(`«${kms}»`)}]}`), excluded],
  ['its modules', stateOf(nested(`{"resources":[${trail(`«${kms}»`)}]}`, 3)), excluded],
  ['a data source of it is nothing', stateOf(`{"resources":[${resource('data.aws_cloudtrail.t', 'aws_cloudtrail', '{"enable_logging":false}', 'data')}]}`)],
  ['a stored state, each instance', stored(instances(`{"index_key":"eu","attributes":${trailOf(basicOf(`«${kms}»`))}}`, `{"index_key":1,"attributes":${trailOf(basicOf(`«${kms}»`))}}`)), excluded, excluded],
  ['what is sensitive in it', stored(instances(`{"attributes":${trailOf(basicOf(kms)).replace('"event_selector":', '"event_selector":«').replace(/\]\}$/u, ']»}')},"sensitive_attributes":[[{"type":"get_attr","value":"event_selector"}]]}`)), mayBe],
  ['a plan without changes: what it plans', { 'plan.json': `{"format_version":"1.2","planned_values":{"root_module":{"child_modules":[{"resources":[${trail(`«${kms}»`)}]}]}}}` }, excluded],
  [
    'a plan for a part: the rest stays',
    { 'plan.json': planOf(changeOf('aws_cloudtrail.u', { actions: '["no-op"]', before: trailOf(), after: trailOf('"is_organization_trail":false') })).replace(/\}$/u, `,"prior_state":{"values":{"root_module":{"resources":[${trail(`«${kms}»`)},${trail(kms, 'aws_cloudtrail.u')}]}}}}`) },
    'kms-events-excluded definite note',
  ],
];

describe('states', () => {
  it.each(states)('%s', holds());

  it('calls instances as Terraform does', async () => {
    const findings = await findingsIn(stored(instances(`{"index_key":"eu","attributes":${trailOf(basicOf(kms))}}`, `{"index_key":1,"attributes":${trailOf(basicOf(kms))}}`, `{"deposed":"0a1b2c3d","attributes":${trailOf(basicOf(kms))}}`)));
    expect(findings.map(({ subject }) => subject)).toEqual(['module.m.aws_cloudtrail.t["eu"]', 'module.m.aws_cloudtrail.t[1]', 'module.m.aws_cloudtrail.t (deposed 0a1b2c3d)']);
  });
});

const others: readonly (readonly [string, string])[] = [
  ['a template', '{"Resources":{}}'],
  ['a document with some of the keys', '{"version":4,"resources":[]}'],
  ['schemas of providers', '{"format_version":"1.0","provider_schemas":{}}'],
  ['an older state', `{"version":3,"terraform_version":"0.11.0","serial":1,"resources":[]}`],
  ['empty lists', '{"format_version":"1.2","resource_changes":[],"planned_values":{}}'],
  ['odd shapes', '{"format_version":"1.2","resource_changes":{"a":1},"planned_values":[1],"prior_state":null,"configuration":3,"deferred_changes":[1,{"resource_change":[]}]}'],
  ['odd resources', '{"format_version":"1.2","resource_changes":[1,"a",null,[],{"type":1},{"type":"aws_cloudtrail"},{"type":"aws_cloudtrail","address":[],"change":{"actions":{},"after":[]}}]}'],
];

it.each(others)('says nothing of %s', async (_, text) => {
  expect((await lintTexts({ 'a.json': text })).findings.filter(({ rule }) => rule !== 'parse-error')).toEqual([]);
});

it('tells what Terraform puts off', async () => {
  const text = planOf().replace(/\}$/u, `,"deferred_changes":[{"reason":"provider_config_unknown","resource_change":${create(trailOf(basicOf(kms)))}}]}`);
  const { problems, findings } = await lintTexts({ 'plan.json': text }, { strict: true });
  expect(findings.map(({ rule, primary }) => [rule, primary.span.source.text.slice(primary.span.start, primary.span.end)])).toEqual([['gap', '"aws_cloudtrail.t"']]);
  expect(problems).toHaveLength(1);
});

it('offers no fix: nobody writes plans by hand', async () => {
  const findings = await findingsIn(plan(create(trailOf(basicOf(kms)))));
  expect(findings.map(({ fixes }) => fixes)).toEqual([[]]);
});
