import { describe, expect, test } from 'vitest';
import { computed } from '../../helpers/computed.js';
import { lintTexts, range, unmark } from '../../helpers/lint.js';
import { findingsIn, holds, type Case } from '../../rules/cases.js';

const excluded = 'kms-events-excluded definite error';
const maybeExcluded = 'kms-events-excluded possible warning';
const anyTrail = 'grant-any-trail definite error';
const admin = 'grant-cloudtrail-admin definite error';

const IMPORTS = `import { Construct } from 'constructs';
import { App, Aspects, Fn, Lazy, TerraformCount, TerraformHclModule, TerraformIterator, TerraformLocal, TerraformResource, TerraformStack, TerraformVariable, Token, conditional } from 'cdktf';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Cloudtrail } from '@cdktf/provider-aws/lib/cloudtrail';
import { CloudtrailEventDataStore } from '@cdktf/provider-aws/lib/cloudtrail-event-data-store';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter';
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { IamUser } from '@cdktf/provider-aws/lib/iam-user';
import { IamUserPolicyAttachment } from '@cdktf/provider-aws/lib/iam-user-policy-attachment';
import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine';
import { SsoadminPermissionSet } from '@cdktf/provider-aws/lib/ssoadmin-permission-set';
import { SsoadminPermissionSetInlinePolicy } from '@cdktf/provider-aws/lib/ssoadmin-permission-set-inline-policy';
`;

/** The body of the constructor of a stack, in a program of its own. */
const stack = (...lines: readonly string[]): Record<string, string> => ({
  'main.ts': `${IMPORTS}class Audit extends TerraformStack {\n  constructor(scope: Construct, id: string) {\n    super(scope, id);\n${lines.join('\n')}\n  }\n}\nconst app = new App();\nnew Audit(app, 'audit');\napp.synth();\n`,
});

const SOUND = "name: 'main', s3BucketName: 'logs', isMultiRegionTrail: true";
const KMS = "«'kms.amazonaws.com'»";
const trail = (more: string): string => `const trail = new Cloudtrail(this, 'Trail', { ${SOUND}, ${more} });`;
const DROPPING = `eventSelector: [{ excludeManagementEventSources: [${KMS}] }]`;
const GRANT = "{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: «'cloudtrail:PutEventSelectors'», Resource: '*' }] }";

describe('trails and event data stores', () => {
  test.each<Case>([
    ['basic selectors', stack(trail(DROPPING)), excluded],
    ['advanced selectors', stack(trail(`advancedEventSelector: [{ fieldSelector: [{ field: 'eventCategory', equalTo: ['Management'] }, { field: 'eventSource', notEquals: [${KMS}] }] }]`)), excluded],
    ['a store', stack(`new CloudtrailEventDataStore(this, 'Store', { name: 's', advancedEventSelector: [{ fieldSelector: [{ field: 'eventCategory', equalTo: ['Management'] }, { field: 'eventSource', notEquals: [${KMS}] }] }] });`), excluded],
    ['a store that takes none in', stack("new CloudtrailEventDataStore(this, 'Store', { name: 's', suspend: «'true'» });"), 'sink-not-recording definite error'],
    ['not logging', stack(trail('enableLogging: «false»')), 'sink-not-recording definite error'],
    ['in one Region', stack("new Cloudtrail(this, «'Trail'», { name: 'main', s3BucketName: 'logs' });"), 'sink-single-region definite note'],
    ['nothing dropped', stack(trail("eventSelector: [{ readWriteType: 'All', dataResource: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }] }]"))],
    ['what is no attribute in view', stack(trail('tags: { kms: process.env.KMS ?? "none" }'))],
    ['an input decides', stack(trail(`eventSelector: [{ excludeManagementEventSources: process.env.DROP === 'yes' ? [${KMS}] : [] }]`)), `${maybeExcluded} when process.env.DROP=yes`],
    ['a loop', stack("for (const region of ['a', 'b'])", `  new Cloudtrail(this, \`Trail-\${region}\`, { ${SOUND}, ${DROPPING} });`), excluded],
    ['a class that extends the construct', { 'main.ts': `${IMPORTS}class Quiet extends Cloudtrail {\n  constructor(scope: Construct, id: string) {\n    super(scope, id, { ${SOUND}, ${DROPPING} });\n  }\n}\nnew Quiet(new TerraformStack(new App(), 'audit'), 'Trail');\n` }, excluded],
    ['an enumeration and constants elsewhere', { 'main.ts': `${IMPORTS}import { Source } from './sources';\nimport { selectors } from './selectors';\nnew Cloudtrail(new TerraformStack(new App(), 'audit'), 'Trail', { ${SOUND}, eventSelector: «selectors(Source.Kms)» });\n`, 'sources.ts': "export enum Source { Kms = 'kms.amazonaws.com', Rds = 'rdsdata.amazonaws.com' }\n", 'selectors.ts': "import type { Source } from './sources';\nexport const selectors = (...dropped: Source[]) => [{ readWriteType: 'All', excludeManagementEventSources: dropped }];\n" }, excluded],
    ['a stack that nothing in view makes', { 'lib/stack.ts': `${IMPORTS}export class Audit extends TerraformStack {\n  constructor(scope: Construct, id: string, props: { quiet: boolean }) {\n    super(scope, id);\n    if (props.quiet) new Cloudtrail(this, 'Trail', { ${SOUND}, ${DROPPING} });\n  }\n}\n` }, 'kms-events-excluded possible warning when props.quiet=true'],
    ['a provider of another Region', stack("const other = new AwsProvider(this, 'other', { alias: 'other', region: 'us-east-1' });", trail(DROPPING), "new Cloudtrail(this, 'Other', { name: 'all', s3BucketName: 'logs', isMultiRegionTrail: true, provider: other });"), excluded],
    ['an alarm on what is dropped', stack("const group = new CloudwatchLogGroup(this, 'Group', { name: 'trail' });", trail(`cloudWatchLogsGroupArn: \`\${group.arn}:*\`, ${DROPPING}`), "new CloudwatchLogMetricFilter(this, 'Filter', { name: 'f', logGroupName: group.name, pattern: '{ $.eventSource = «\"kms.amazonaws.com\"» }', metricTransformation: { name: 'm', namespace: 'n', value: '1' } });"), excluded, 'kms-alarm-blind definite warning'],
  ])('%s', holds());
});

describe('after it is made', () => {
  test.each<Case>([
    ['an assignment', stack(trail('includeGlobalServiceEvents: true'), 'trail.enableLogging = «false»;'), 'sink-not-recording definite error'],
    ['put', stack(trail('includeGlobalServiceEvents: true'), `trail.putEventSelector([{ excludeManagementEventSources: [${KMS}] }]);`), excluded],
    ['reset', stack(trail("eventSelector: [{ excludeManagementEventSources: ['kms.amazonaws.com'] }]"), 'trail.resetEventSelector();')],
    ['an override of an item', stack(trail("eventSelector: [{ readWriteType: 'All' }]"), `trail.addOverride('event_selector.0.exclude_management_event_sources', [${KMS}]);`), excluded],
    ['an override of a block that is not there', stack(trail('includeGlobalServiceEvents: true'), `trail.addOverride('event_selector', [{ exclude_management_event_sources: [${KMS}] }]);`), excluded],
    ['lists are added to', stack(trail(DROPPING), "trail.addOverride('event_selector', [{ read_write_type: 'All' }]);"), 'exclusion-without-effect definite warning'],
    ['the later one counts', stack(trail('includeGlobalServiceEvents: true'), "trail.addOverride('enable_logging', false);", "trail.addOverride('enable_logging', true);")],
    ['undefined takes away', stack(trail("eventSelector: [{ excludeManagementEventSources: ['kms.amazonaws.com'] }]"), "trail.addOverride('event_selector', undefined);")],
    ['perhaps', stack(trail('includeGlobalServiceEvents: true'), `if (process.env.QUIET) trail.addOverride('event_selector', [{ exclude_management_event_sources: [${KMS}] }]);`), 'kms-events-excluded possible warning when process.env.QUIET=set'],
    ['of something else', stack(trail('includeGlobalServiceEvents: true'), "trail.addOverride('kms_key_id', 'x');", "this.addOverride('terraform.backend.s3.use_lockfile', true);")],
    ['a resource without a class', stack(`const trail = new TerraformResource(this, 'Trail', { terraformResourceType: 'aws_cloudtrail' });`, "trail.addOverride('is_multi_region_trail', true);", `trail.addOverride('event_selector', [{ exclude_management_event_sources: [${KMS}] }]);`), excluded],
  ])('%s', holds());
});

describe('values', () => {
  test.each<Case>([
    ['a variable', stack("const dropped = new TerraformVariable(this, 'dropped', { type: 'list(string)', default: ['kms.amazonaws.com'] });", trail('eventSelector: [{ excludeManagementEventSources: «dropped.listValue» }]')), excluded],
    ['a variable without a default', stack("const dropped = new TerraformVariable(this, 'dropped', { type: 'list(string)' });", trail('eventSelector: [{ excludeManagementEventSources: «dropped.listValue» }]')), maybeExcluded],
    ['a local value', stack("const dropped = new TerraformLocal(this, 'dropped', ['kms.amazonaws.com']);", trail('eventSelector: [{ excludeManagementEventSources: «dropped.asList» }]')), excluded],
    ['an expression', stack(trail("eventSelector: [{ excludeManagementEventSources: Token.asList(«'${var.dropped}'») }]")), maybeExcluded],
    ['concat', stack(trail(`eventSelector: [{ excludeManagementEventSources: Fn.concat([['rdsdata.amazonaws.com'], [${KMS}]]) }]`)), excluded],
    ['a condition', stack("const quiet = new TerraformVariable(this, 'quiet', { type: 'bool' });", trail(`eventSelector: [{ excludeManagementEventSources: conditional(quiet.booleanValue, [${KMS}], []) }]`)), 'kms-events-excluded definite error when quiet.booleanValue=true'],
    ['what is produced later', stack('const dropped: string[] = [];', trail('eventSelector: Lazy.anyValue({ produce: () => [{ excludeManagementEventSources: dropped }] }) as any'), "dropped.push('rdsdata.amazonaws.com');")],
    ['count', stack(`new Cloudtrail(this, 'Trail', { ${SOUND}, count: 0, eventSelector: [{ excludeManagementEventSources: ['kms.amazonaws.com'] }] });`)],
    ['count of a number', stack(`new Cloudtrail(this, 'Trail', { ${SOUND}, count: TerraformCount.of(2), ${DROPPING} });`), excluded],
    ['count that is not known', stack("const many = new TerraformVariable(this, 'many', { type: 'number' });", `new Cloudtrail(this, 'Trail', { ${SOUND}, count: many.numberValue, ${DROPPING} });`), maybeExcluded],
    ['an iterator', stack("const each = TerraformIterator.fromList(['a', 'b']);", `new Cloudtrail(this, 'Trail', { ${SOUND}, forEach: each, ${DROPPING} });`), excluded],
  ])('%s', holds());
});

describe('policies', () => {
  test.each<Case>([
    ['JSON.stringify', stack(`new IamPolicy(this, 'P', { policy: JSON.stringify(${GRANT}) });`), anyTrail],
    ['jsonencode', stack(`new IamPolicy(this, 'P', { policy: Fn.jsonencode(${GRANT}) });`), anyTrail],
    ['a string', stack(`new IamPolicy(this, 'P', { policy: '{"Statement":[{"Effect":"Allow","Action":"«cloudtrail:PutEventSelectors»","Resource":"*"}]}' });`.replace('"«', '«"').replace('»"', '"»')), anyTrail],
    ['a template', stack("new IamPolicy(this, 'P', { policy: `{", '  "Statement": [{ "Effect": "Allow", "Action": «"cloudtrail:PutEventSelectors"», "Resource": "*" }]', '}` });'), anyTrail],
    ['a data source', stack("const document = new DataAwsIamPolicyDocument(this, 'D', { statement: [{ actions: [«'cloudtrail:PutEventSelectors'»], resources: ['*'] }] });", "new IamPolicy(this, 'P', { policy: document.json });"), anyTrail],
    ['a data source that takes in others', stack("const one = new DataAwsIamPolicyDocument(this, 'One', { statement: [{ sid: 'a', actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }] });", "const two = new DataAwsIamPolicyDocument(this, 'Two', { sourcePolicyDocuments: [one.json], statement: [{ sid: 'a', effect: 'Deny', actions: ['cloudtrail:*'], resources: ['*'] }] });", "new IamPolicy(this, 'P', { policy: two.json });")],
    ['a data source in a template', stack("const document = new DataAwsIamPolicyDocument(this, 'D', { statement: [{ actions: [«'cloudtrail:PutEventSelectors'»], resources: ['*'] }] });", "new IamPolicy(this, 'P', { policy: Token.asString(document.json) });"), anyTrail],
    ['one trail', stack(trail('includeGlobalServiceEvents: true'), "new IamPolicy(this, 'P', { policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'cloudtrail:PutEventSelectors', Resource: trail.arn }] }) });")],
    ['of a role, under its boundary', stack("const cap = new IamPolicy(this, 'Cap', { policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] }) });", "const role = new IamRole(this, 'Role', { assumeRolePolicy: '{}', permissionsBoundary: cap.arn });", `new IamRolePolicy(this, 'P', { role: role.name, policy: JSON.stringify(${GRANT}) });`), 'grant-any-trail definite note'],
    ['of AWS', stack("const user = new IamUser(this, 'User', { name: 'u' });", "new IamUserPolicyAttachment(this, 'A', { user: user.name, policyArn: «'arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess'» });"), admin],
    ['denied beside', stack("const role = new IamRole(this, 'Role', { name: 'r', assumeRolePolicy: '{}', inlinePolicy: [{ name: 'd', policy: JSON.stringify({ Statement: [{ Effect: 'Deny', Action: 'cloudtrail:*', Resource: '*' }] }) }] });", `new IamRolePolicy(this, 'P', { role: role.id, policy: JSON.stringify(${GRANT.replaceAll(/[«»]/gu, '')}) });`)],
    ['of a permission set', stack("const set = new SsoadminPermissionSet(this, 'Set', { name: 's', instanceArn: 'i' });", `new SsoadminPermissionSetInlinePolicy(this, 'P', { instanceArn: 'i', permissionSetArn: set.arn, inlinePolicy: JSON.stringify(${GRANT}) });`), anyTrail],
    ['with the account of the caller', stack("const me = new DataAwsCallerIdentity(this, 'me');", "new IamPolicy(this, 'P', { policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'cloudtrail:PutEventSelectors', Resource: [`arn:aws:cloudtrail:eu-central-1:${me.accountId}:trail/main`] }] }) });")],
    ['a variable of IAM', stack("new IamPolicy(this, 'P', { policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'cloudtrail:PutEventSelectors', Resource: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/$${aws:username}' }] }) });")],
  ])('%s', holds());

  test('a role that is attached to has a policy once', async () => {
    const findings = await findingsIn(stack("const role = new IamRole(this, 'Role', { assumeRolePolicy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] }) });", `const policy = new IamPolicy(this, 'Policy', { policy: JSON.stringify(${GRANT}) });`, "new IamRolePolicyAttachment(this, 'A', { role: role.name, policyArn: policy.arn });"));
    expect(findings.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual(['grant-any-trail audit/Policy']);
  });
});

/** What is told as not followed, in order, exactly at the marks. */
async function gapsAtMarks(_name: string, files: Readonly<Record<string, string>>): Promise<void> {
  const plain = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, unmark(text).text]));
  const { problems } = await lintTexts(plain);
  expect(problems.map(({ rule, span }) => `${rule} ${span.source.path} ${range(span).join('-')}`)).toEqual(Object.entries(files).flatMap(([path, text]) => unmark(text).marks.map((mark) => `gap ${path} ${mark.join('-')}`)));
}

describe('what is not followed', () => {
  test.each<[string, Record<string, string>]>([
    ['a path that is not known', stack(trail('includeGlobalServiceEvents: true'), "«trail.addOverride(unknownPath(), ['x'])»;")],
    ['of the stack', stack(trail('includeGlobalServiceEvents: true'), "«this.addOverride('resource.aws_cloudtrail.Trail.enable_logging', false)»;")],
    ['found in the tree', stack(trail('includeGlobalServiceEvents: true'), "const found = «this.node.findChild('Trail')» as Cloudtrail;", 'found.enableLogging = false;')],
    ['an aspect', { 'main.ts': `${IMPORTS}class Quiet {\n  visit(node: any) {\n    if (node instanceof Cloudtrail) node.enableLogging = false;\n  }\n}\nconst stack = new TerraformStack(new App(), 'audit');\nnew Cloudtrail(stack, 'Trail', { ${SOUND} });\n«Aspects.of(stack).add(new Quiet())»;\n` }],
    ['from a file that is not there', stack("new IamPolicy(this, 'P', { policy: «Fn.file('./policy.json')» });")],
    ['a module', stack(trail('includeGlobalServiceEvents: true'), "new TerraformHclModule(this, «'logging'», { source: 'trussworks/cloudtrail/aws', variables: { event_selectors: [] } });")],
    ['a generated module', { 'main.ts': `import { CloudtrailLogging } from './.gen/modules/cloudtrail-logging';\nimport { App, TerraformStack } from 'cdktf';\nnew CloudtrailLogging(new TerraformStack(new App(), 'a'), «'logging'», { name: 'x' });\n` }],
    ['a state machine', stack("new SfnStateMachine(this, «'machine'», { definition: JSON.stringify({ States: { A: { Resource: 'arn:aws:states:::aws-sdk:cloudtrail:putEventSelectors' } } }), roleArn: 'r' });")],
    ['a provisioner', stack(`new IamUser(this, «'user'», { name: 'u', provisioners: [{ type: 'local-exec', command: 'aws cloudtrail put-event-selectors --trail-name x' }] });`)],
    ['a module of something else', stack("new TerraformHclModule(this, 'vpc', { source: 'terraform-aws-modules/vpc/aws' });")],
  ])('%s', gapsAtMarks);
});

describe('addresses', () => {
  test.each([
    ['the path of the construct', `class Logging extends Construct {\n  constructor(scope: Construct, id: string) {\n    super(scope, id);\n    new Cloudtrail(this, 'Trail', { ${SOUND} });\n  }\n}\nconst stack = new TerraformStack(new App(), 'prod');\nnew Logging(stack, 'logging');\n`, ['prod/logging/Trail']],
    ['two stacks', `for (const stage of ['dev', 'prod']) new Cloudtrail(new TerraformStack(app, stage), 'Trail', { ${SOUND} });\n`, ['dev/Trail', 'prod/Trail']],
    ['a part that is not known', `new Cloudtrail(new TerraformStack(app, \`audit-\${process.env.STAGE}\`), 'Trail', { ${SOUND} });\n`, ['audit-?/Trail']],
    ['a scope that is not known', `export function make(scope: Construct) {\n  new Cloudtrail(scope, 'Trail', { ${SOUND} });\n}\n`, ['Trail']],
    ['ids that are the same as far as is known', `const stack = new TerraformStack(app, 'a');\nfor (const one of [1, 2]) new Cloudtrail(stack, name(one), { ${SOUND} });\n`, ['a/?', 'a/? (aws_cloudtrail)']],
  ])('%s', async (_name, body, expected) => {
    const { coverage } = await lintTexts({ 'main.ts': `${IMPORTS}const app = new App();\n${body}` });
    expect(coverage.map(({ sink }) => sink)).toEqual(expected);
  });
});

describe('what cdktf writes', () => {
  const metadata = (path: string): object => ({ '//': { metadata: { path, uniqueId: path.split('/').at(-1) } } });
  const written = {
    '//': { metadata: { backend: 'local', overrides: { stack: ['terraform'] }, stackName: 'audit', version: '0.21.0' }, outputs: {} },
    data: { aws_iam_policy_document: { Document: { ...metadata('audit/Document'), statement: [{ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }] } } },
    provider: { aws: [{ region: 'eu-central-1' }] },
    resource: {
      aws_cloudtrail: { Trail: { ...metadata('audit/Trail'), event_selector: [{ exclude_management_event_sources: ['kms.amazonaws.com'] }], is_multi_region_trail: true, name: 'main', s3_bucket_name: 'logs' } },
      aws_iam_policy: { Policy: { ...metadata('audit/Policy'), policy: '${data.aws_iam_policy_document.Document.json}' } },
    },
    terraform: { backend: { local: { path: '/tmp/terraform.audit.tfstate' } }, required_providers: { aws: { source: 'aws', version: '5.100.0' } } },
  };

  test('is read as any configuration', async () => {
    const { findings, problems } = await lintTexts({ 'cdktf.out/stacks/audit/cdk.tf.json': JSON.stringify(written, null, 2) });
    expect(problems).toEqual([]);
    expect(findings.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual(['grant-any-trail aws_iam_policy.Policy', 'kms-events-excluded aws_cloudtrail.Trail']);
  });
});

describe('hostile', () => {
  test.each([
    ['names that double', `let name = role('a');\nfor (let i = 0; i < 200; i++) name = new IamRole(stack, \`r\${i}\`, { name: \`\${name}\${name}\` }).name;\nnew IamRolePolicyAttachment(stack, 'a', { role: name, policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' });`],
    ['documents that double', `let document = new DataAwsIamPolicyDocument(stack, 'd', { statement: [{ actions: ['s3:*'], resources: ['*'] }] });\nfor (let i = 0; i < 200; i++) document = new DataAwsIamPolicyDocument(stack, \`d\${i}\`, { sourcePolicyDocuments: [document.json, document.json] });\nnew IamPolicy(stack, 'p', { policy: document.json });`],
    ['a name of its own', "const role = new IamRole(stack, 'r', { assumeRolePolicy: '{}' });\nrole.name = `${role.name}x`;\nnew IamRolePolicyAttachment(stack, 'a', { role: role.name, policyArn: 'x' });"],
    ['braces', `new Cloudtrail(stack, 't', { name: ${JSON.stringify('${{'.repeat(20_000))}, isMultiRegionTrail: true });`],
    ['an index out of all bounds', "new Cloudtrail(stack, 't', { name: 't', isMultiRegionTrail: true }).addOverride('event_selector.999999999.read_write_type', 'All');"],
    ['a prototype', "new Cloudtrail(stack, 't', { name: 't', isMultiRegionTrail: true }).addOverride('event_selector.0.__proto__.polluted', 'yes');"],
    ['many constructs', `for (let i = 0; i < 2000; i++) new IamRolePolicy(stack, \`p\${i}\`, { role: \`r\${i}\`, policy: '{}' });`],
  ])('%s', async (_name, body) => {
    const start = computed();
    await lintTexts({ 'main.ts': `${IMPORTS}const stack = new TerraformStack(new App(), 'a');\n${body}\n` });
    expect(computed() - start).toBeLessThan(8000);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
