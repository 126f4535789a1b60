import { describe, expect, test } from 'vitest';
import type { LintOptions } from '../../../src/lint.js';
import { lintTexts, range, unmark } from '../../helpers/lint.js';
import { findingsIn, holds, type Case } from '../../rules/cases.js';
import { computed } from '../../helpers/computed.js';

const excluded = 'kms-events-excluded definite error';
const maybeExcluded = 'kms-events-excluded possible warning';
const anyTrail = 'grant-any-trail definite error';
const admin = 'grant-cloudtrail-admin definite error';

const program = (...lines: readonly string[]): Record<string, string> => ({ 'index.ts': ["import * as pulumi from '@pulumi/pulumi';", "import * as aws from '@pulumi/aws';", ...lines, ''].join('\n') });

const SOUND = "s3BucketName: 'logs', isMultiRegionTrail: true";
const KMS = "«'kms.amazonaws.com'»";
const DROPPING = `eventSelectors: [{ excludeManagementEventSources: [${KMS}] }]`;
const trail = (more: string): string => `const trail = new aws.cloudtrail.Trail('main', { ${SOUND}, ${more} });`;
const advanced = (operator: string, value: string): string => `advancedEventSelectors: [{ fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }, { field: 'eventSource', ${operator}: [${value}] }] }]`;
const GRANT = "{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: «'cloudtrail:PutEventSelectors'», Resource: '*' }] }";
const policy = (document: string): string => `const policy = new aws.iam.Policy('p', { policy: ${document} });`;

describe('trails and event data stores', () => {
  test.each<Case>([
    ['basic selectors', program(trail(DROPPING)), excluded],
    ['advanced selectors', program(trail(advanced('notEquals', KMS))), excluded],
    ['operators in the plural', program(trail(advanced('«startsWiths»', "«'s3'»"))), 'selector-invalid definite warning', excluded],
    ['a store', program(`new aws.cloudtrail.EventDataStore('s', { ${advanced('notEquals', KMS)} });`), excluded],
    ['a store that takes none in', program("new aws.cloudtrail.EventDataStore('s', { suspend: «'true'» });"), 'sink-not-recording definite error'],
    ['not logging', program(trail('enableLogging: «false»')), 'sink-not-recording definite error'],
    ['in one Region', program("new aws.cloudtrail.Trail(«'main'», { s3BucketName: 'logs' });"), 'sink-single-region definite note'],
    ['nothing dropped', program(trail("eventSelectors: [{ readWriteType: 'All', dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }] }]"))],
    ['the path of the class', { 'index.ts': `import { Trail } from '@pulumi/aws/cloudtrail/trail';\nnew Trail('main', { ${SOUND}, ${DROPPING} });\n` }, excluded],
    ['a component of awsx', { 'index.ts': `import * as awsx from '@pulumi/awsx';\nnew awsx.cloudtrail.Trail('main', { isMultiRegionTrail: true, ${DROPPING} });\n` }, excluded],
    ['aws-native', { 'index.ts': `import * as native from '@pulumi/aws-native';\nnew native.cloudtrail.Trail('main', { isLogging: true, isMultiRegionTrail: true, ${advanced('notEquals', KMS)} });\n` }, excluded],
    ['another provider with a trail', { 'index.ts': "import * as alicloud from '@pulumi/alicloud';\nnew alicloud.cloudtrail.Trail('main', { eventSelectors: [{ excludeManagementEventSources: ['kms.amazonaws.com'] }] });\n" }],
    ['a component', program('interface Args { quiet?: boolean }', 'export class Audit extends pulumi.ComponentResource {', '  constructor(name: string, args: Args, opts?: pulumi.ComponentResourceOptions) {', "    super('org:audit:Audit', name, {}, opts);", `    new aws.cloudtrail.Trail(\`\${name}-trail\`, { ${SOUND}, eventSelectors: [{ excludeManagementEventSources: args.quiet ? [${KMS}] : [] }] }, { parent: this });`, '  }', '}', "new Audit('loud', {});", "new Audit('quiet', { quiet: true });"), 'kms-events-excluded definite note'],
    ['a component that nothing in view makes', program('export class Audit extends pulumi.ComponentResource {', '  constructor(name: string, args: { sources: pulumi.Input<string>[] }) {', "    super('org:audit:Audit', name);", `    new aws.cloudtrail.Trail('main', { ${SOUND}, eventSelectors: [{ excludeManagementEventSources: «args.sources» }] });`, '  }', '}'), maybeExcluded],
    ['a function in another file', { 'index.ts': "import '@pulumi/aws';\nimport { makeTrail } from './trail';\nenum Quiet { Kms = 'kms.amazonaws.com' }\nmakeTrail('main', Quiet.Kms);\n", 'trail.ts': `import * as aws from '@pulumi/aws';\nexport function makeTrail(name: string, source: string) {\n  return new aws.cloudtrail.Trail(name, { ${SOUND}, eventSelectors: [{ excludeManagementEventSources: [«source»] }] });\n}\n` }, excluded],
    ['a loop over Regions', program("for (const region of ['eu-central-1', 'us-east-1']) {", '  const provider = new aws.Provider(region, { region });', `  new aws.cloudtrail.Trail(\`main-\${region}\`, { ${SOUND}, ${DROPPING} }, { provider });`, '}'), excluded],
    ['another trail takes them in', program(trail("eventSelectors: [{ excludeManagementEventSources: [«'kms.amazonaws.com'»] }]"), `new aws.cloudtrail.Trail('all', { ${SOUND} });`), 'kms-events-excluded definite note'],
    ['another one elsewhere does not', program("const far = new aws.Provider('far', { region: 'us-east-1' });", trail(DROPPING), `new aws.cloudtrail.Trail('all', { ${SOUND} }, { provider: far });`), excluded],
    ['an alarm on what is dropped', program("const group = new aws.cloudwatch.LogGroup('trail');", trail(`cloudWatchLogsGroupArn: pulumi.interpolate\`\${group.arn}:*\`, ${DROPPING}`), "new aws.cloudwatch.LogMetricFilter('keys', { logGroupName: group.name, pattern: '{ $.eventSource = «\"kms.amazonaws.com\"» }', metricTransformation: { name: 'm', namespace: 'n', value: '1' } });"), excluded, 'kms-alarm-blind definite warning'],
    ['what is assigned to a resource changes nothing', program(trail('includeGlobalServiceEvents: true'), '(trail as any).enableLogging = false;')],
  ])('%s', holds());
});

describe('outputs', () => {
  test.each<Case>([
    ['apply', program(trail(`eventSelectors: pulumi.output('kms').apply((service) => [{ excludeManagementEventSources: [«\`\${service}.amazonaws.com\`»] }])`)), excluded],
    ['all, of a list', program(trail(`eventSelectors: pulumi.all([pulumi.output('kms'), 'x']).apply(([service]) => [{ excludeManagementEventSources: [«service + '.amazonaws.com'»] }])`)), excluded],
    ['all, of an object', program(trail(`eventSelectors: pulumi.all({ service: 'kms' }).apply(({ service }) => [{ excludeManagementEventSources: [«service + '.amazonaws.com'»] }])`)), excluded],
    ['concat', program(trail(`eventSelectors: [{ excludeManagementEventSources: [«pulumi.concat('kms', '.amazonaws.com')»] }]`)), excluded],
    ['of something that is not known', program("const stack = new pulumi.StackReference('org/base/prod');", trail("eventSelectors: [{ excludeManagementEventSources: «stack.getOutput('dropped')» }]")), maybeExcluded],
  ])('%s', holds());
});

describe('policies', () => {
  test.each<Case>([
    ['an object', program(policy(GRANT)), anyTrail],
    ['JSON.stringify', program(policy(`JSON.stringify(${GRANT})`)), anyTrail],
    ['pulumi.jsonStringify', program(policy(`pulumi.jsonStringify(${GRANT})`)), anyTrail],
    ['interpolate', program("const bucket = new aws.s3.Bucket('b');", "new aws.iam.Policy('p', { policy: pulumi.interpolate`{", '  "Statement": [{ "Effect": "Allow", "Action": [«"cloudtrail:PutEventSelectors"», "s3:Get*"], "Resource": ["*", "${bucket.arn}"] }]', '}` });'), anyTrail],
    ['a promise of a document', program("const document = aws.iam.getPolicyDocument({ statements: [{ actions: [«'cloudtrail:PutEventSelectors'»], resources: ['*'] }] });", policy('document.then((one) => one.json)')), anyTrail],
    ['an awaited document', program('export = async () => {', "  const document = await aws.iam.getPolicyDocument({ statements: [{ actions: [«'cloudtrail:PutEventSelectors'»], resources: ['*'] }] });", "  new aws.iam.Policy('p', { policy: document.json });", '};'), anyTrail],
    ['an output of a document', program("const document = aws.iam.getPolicyDocumentOutput({ statements: [{ effect: 'Allow', actions: [«'cloudtrail:PutEventSelectors'»], resources: ['*'] }] });", policy('document.json')), anyTrail],
    ['a document that is applied', program(trail('includeGlobalServiceEvents: true'), policy("trail.arn.apply((arn) => aws.iam.getPolicyDocument({ statements: [{ actions: [«'cloudtrail:*'»], resources: ['*', arn] }] })).json")), admin],
    ['a document with conditions', program(policy("aws.iam.getPolicyDocumentOutput({ statements: [{ actions: [«'cloudtrail:PutEventSelectors'»], resources: ['*'], conditions: [{ test: 'StringEquals', variable: 'aws:PrincipalTag/team', values: ['audit'] }] }] }).json")), 'grant-any-trail definite warning'],
    ['one trail', program(trail('includeGlobalServiceEvents: true'), policy("trail.arn.apply((arn) => JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'cloudtrail:PutEventSelectors', Resource: arn }] }))"))],
    ['of AWS, by name', program("const role = new aws.iam.Role('r', { assumeRolePolicy: '{}' });", "new aws.iam.RolePolicyAttachment('a', { role, policyArn: «aws.iam.ManagedPolicy.AdministratorAccess» });"), 'grant-full-admin definite error'],
    ['of AWS, by an older name', program("const role = new aws.iam.Role('r', { assumeRolePolicy: '{}', managedPolicyArns: [«aws.iam.ManagedPolicies.CloudTrail_FullAccess»] });"), admin],
    ['in the role', program(`new aws.iam.Role('r', { assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'ec2.amazonaws.com' }), inlinePolicies: [{ name: 'p', policy: JSON.stringify(${GRANT}) }] });`), anyTrail],
    ['of a permission set', program("const set = new aws.ssoadmin.PermissionSet('s', { instanceArn: 'i' });", `new aws.ssoadmin.PermissionSetInlinePolicy('p', { instanceArn: 'i', permissionSetArn: set.arn, inlinePolicy: JSON.stringify(${GRANT}) });`), anyTrail],
    ['under a control policy', program(policy(GRANT), "new aws.organizations.Policy('c', { content: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'cloudtrail:*', Resource: '*' }] } as any });"), 'grant-any-trail definite warning'],
    ['a role of aws-native', { 'index.ts': `import * as native from '@pulumi/aws-native';\nconst role = new native.iam.Role('r', { assumeRolePolicyDocument: {} });\nnew native.iam.RolePolicy('p', { roleName: role.roleName, policyDocument: ${GRANT} });\n` }, anyTrail],
  ])('%s', holds());

  test('roles and policies of one name are two things', async () => {
    const findings = await findingsIn(program("const role = new aws.iam.Role('app', { assumeRolePolicy: '{}' });", `new aws.iam.RolePolicy('app', { role: role.id, policy: ${GRANT} });`, "const policy = new aws.iam.Policy('app', { policy: { Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }] } });", "const user = new aws.iam.User('app');", "new aws.iam.UserPolicyAttachment('app', { user: user.name, policyArn: policy.arn });"));
    expect(findings.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual(['grant-any-trail app (aws_iam_role_policy)']);
  });
});

/** Files that are there to be opened, beside the program. */
function beside(files: Readonly<Record<string, string>>): Partial<LintOptions> {
  return {
    open: (path) => (Object.hasOwn(files, path) ? new TextEncoder().encode(files[path]) : 'there is no such file'),
    list: (folder) => Object.keys(files).filter((path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))) === folder).map((path) => path.slice(path.lastIndexOf('/') + 1)),
  };
}

const CONFIG = 'const config = new pulumi.Config();';
const PROJECT = 'name: audit\nruntime: nodejs\n';
const quiet = (read: string): string => trail(`eventSelectors: [{ excludeManagementEventSources: ${read} ? [${KMS}] : [] }]`);

describe('configuration', () => {
  test.each<[string, Record<string, string>, Record<string, string>, ...string[]]>([
    ['of no stack in view', program(CONFIG, quiet("config.getBoolean('quiet')")), {}, `${maybeExcluded} when config quiet=set`],
    ['of one stack', program(CONFIG, quiet("config.getBoolean('quiet')")), { 'Pulumi.yaml': PROJECT, 'Pulumi.dev.yaml': 'config:\n  audit:quiet: "true"\n', 'Pulumi.prod.yaml': 'config: {}\n' }, 'kms-events-excluded definite error when stack=dev'],
    ['of no stack but others', program(CONFIG, quiet("config.getBoolean('quiet')").replaceAll(/[«»]/gu, '')), { 'Pulumi.yaml': PROJECT, 'Pulumi.prod.yaml': 'config:\n  audit:quiet: "false"\n' }],
    ['with a default', program(CONFIG, quiet("(config.getBoolean('quiet') ?? true)")), { 'Pulumi.yaml': PROJECT, 'Pulumi.dev.yaml': 'config:\n  audit:quiet: false\n', 'Pulumi.prod.yaml': 'config: {}\n' }, 'kms-events-excluded definite error when stack=prod'],
    ['of the project', program(CONFIG, quiet("config.requireBoolean('quiet')")), { 'Pulumi.yaml': `${PROJECT}config:\n  quiet:\n    type: boolean\n    default: true\n`, 'Pulumi.prod.yaml': 'config: {}\n' }, excluded],
    ['of another namespace', program("const config = new pulumi.Config('trail');", quiet("config.getBoolean('quiet')")), { 'Pulumi.yaml': PROJECT, 'Pulumi.prod.yaml': 'config:\n  trail:quiet: true\n  audit:quiet: false\n' }, excluded],
    ['an object', program(CONFIG, "const { dropped } = config.requireObject<{ dropped: string[] }>('trail');", trail('eventSelectors: [{ excludeManagementEventSources: «dropped» }]')), { 'Pulumi.yaml': PROJECT, 'Pulumi.prod.yaml': 'config:\n  audit:trail:\n    dropped:\n      - kms.amazonaws.com\n' }, excluded],
    ['a secret', program(CONFIG, trail("eventSelectors: [{ excludeManagementEventSources: [«config.requireSecret('source')»] }]")), { 'Pulumi.yaml': PROJECT, 'Pulumi.prod.yaml': 'config:\n  audit:source:\n    secure: AAABAB\n' }, maybeExcluded],
    ['the name of the stack', program(quiet("pulumi.getStack() !== 'prod'")), { 'Pulumi.yaml': PROJECT, 'Pulumi.prod.yaml': 'config: {}\n', 'Pulumi.dev.yaml': 'config: {}\n' }, 'kms-events-excluded definite error when stack=dev'],
    ['in a folder of the repository', { 'infra/src/index.ts': program(CONFIG, quiet("config.getBoolean('quiet')"))['index.ts'] ?? '' }, { 'infra/Pulumi.yaml': PROJECT, 'infra/Pulumi.prod.yaml': 'config:\n  audit:quiet: true\n' }, excluded],
    ['a program that names no package', { 'trail.ts': `import * as aws from '@pulumi/aws';\nexport const make = (dropped: string[]) => new aws.cloudtrail.Trail('main', { ${SOUND}, eventSelectors: [{ excludeManagementEventSources: dropped }] });\n` }, { 'Pulumi.yaml': PROJECT, 'index.ts': "import { make } from './trail';\nmake(['rdsdata.amazonaws.com']);\n" }],
    ['get of something else', program("const map = new Map([['quiet', false]]);", "const other = { get: (key: string) => key === 'loud' };", quiet("(other.get('quiet'))").replaceAll(/[«»]/gu, '')), { 'Pulumi.yaml': PROJECT }],
  ])('%s', async (name, files, others, ...told) => {
    await holds(beside(others))(name, files, ...told);
  });
});

describe('what is not followed', () => {
  test.each<[string, Record<string, string>]>([
    ['a transformation of the stack', program("«pulumi.runtime.registerStackTransformation((args) => { if (args.type === 'aws:cloudtrail/trail:Trail') args.props.enableLogging = false; return { props: args.props, opts: args.opts }; })»;", trail('includeGlobalServiceEvents: true'))],
    ['a transformation of tags', program("pulumi.runtime.registerStackTransformation((args) => { args.props['tags'] = { a: 'b' }; return { props: args.props, opts: args.opts }; });", trail('includeGlobalServiceEvents: true'))],
    ['a transformation of a resource', program(`«new aws.cloudtrail.Trail('main', { ${SOUND} }, { transformations: [(args) => ({ props: { ...args.props, eventSelectors: [] }, opts: args.opts })] })»;`)],
    ['a policy of which nothing is known', program("const base = new pulumi.StackReference('org/base/prod');", policy("«base.getOutput('policy')»"))],
    ['a state machine', program("«new aws.sfn.StateMachine('m', { roleArn: 'r', definition: JSON.stringify({ States: { A: { Resource: 'arn:aws:states:::aws-sdk:cloudtrail:putEventSelectors' } } }) })»;")],
    ['a command', { 'index.ts': "import { local } from '@pulumi/command';\n«new local.Command('put', { create: 'aws cloudtrail put-event-selectors --trail-name x' })»;\n" }],
  ])('%s', async (_name, files) => {
    const { problems } = await lintTexts(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, unmark(text).text])));
    expect(problems.map(({ rule, span }) => `${rule} ${span.source.path} ${range(span).join('-')}`)).toEqual(Object.entries(files).flatMap(([path, text]) => unmark(text).marks.map((mark) => `gap ${path} ${mark.join('-')}`)));
  });
});

describe('hostile', () => {
  test.each([
    ['names that double', `let name: any = 'a';\nfor (let i = 0; i < 200; i++) name = new aws.iam.Role(\`r\${i}\`, { name: pulumi.interpolate\`\${name}\${name}\` }).name;\nnew aws.iam.RolePolicyAttachment('a', { role: name, policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' });`],
    ['documents that double', "let json: any = '{}';\nfor (let i = 0; i < 200; i++) json = aws.iam.getPolicyDocumentOutput({ sourcePolicyDocuments: [json, json], statements: [{ actions: ['s3:*'], resources: ['*'] }] }).json;\nnew aws.iam.Policy('p', { policy: json });"],
    ['apply that applies itself', "const again = (one: any): any => one.apply(again);\nnew aws.iam.Policy('p', { policy: again(pulumi.output('x')) });"],
    ['a chain of apply', `const one = pulumi.output('x')${'.apply((x) => x + x)'.repeat(60)};\nnew aws.iam.Policy('p', { policy: one });`],
    ['a Config that is none', "const config: any = { get: 1 };\nconfig.get('x');\n(undefined as any).apply((x: any) => x);\nnew (pulumi as any).Config().get();"],
    ['a name out of a prototype', "new aws.iam.Role('__proto__', { name: '__proto__' });\nnew (aws as any).iam.constructor('x', {});\nnew (aws as any).cloudtrail.__proto__('x', {});"],
  ])('%s', async (_name, body) => {
    const start = computed();
    await lintTexts(program(body));
    expect(computed() - start).toBeLessThan(8000);
  });
});
