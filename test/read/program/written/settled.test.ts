import { describe, expect, it } from 'vitest';
import { rules } from '../../../../rules/index.js';
import { decode } from '../../../../src/read/decode.js';
import { libraryOf } from '../../../../src/read/library.js';
import { tables } from '../../../../src/read/program/load.js';
import { parseProgram } from '../../../../src/read/program/project/modules.js';
import { isSettled } from '../../../../src/read/program/written/settled.js';
import { together } from '../../../../src/read/program/written/written.js';
import { lint } from '../../../../src/lint.js';
import { plain, toldAll } from '../../../helpers/lint.js';

const known = together(tables.map((table) => table.written));

/** What is hardly ever harmless is looked at here as well. */
const written = known && { ...known, isUnlikely: (): boolean => false };

type Texts = Readonly<Record<string, string>>;

/** The first file is the program; the others are those that it may bring in. */
function settled(texts: Texts, isNamed = false): boolean {
  const sources = Object.entries(texts).flatMap(([path, text]) => decode(path, new TextEncoder().encode(text)) ?? []);
  const library = libraryOf(() => 'there is no such file', [], sources);
  return written !== undefined && isSettled(sources.slice(0, 1), written, { library, named: new Set(isNamed ? sources : []), parse: parseProgram });
}

/** What is told when the program is evaluated all the same: nothing must be, of what is settled. */
async function toldInFull(texts: Texts): Promise<readonly string[]> {
  const files = Object.entries(texts).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text), explicit: false }));
  const report = await lint(files, rules, { ...plain, strict: true, prefilter: false, open: () => 'there is no such file' });
  if (report.internalErrors[0] !== undefined) throw report.internalErrors[0].error;
  return [...toldAll(report), ...report.problems.map(({ message }) => message)];
}

const head = `import * as cdk from 'aws-cdk-lib';
import { Stack, App } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { AwsCustomResource } from 'aws-cdk-lib/custom-resources';
import * as pipelines from 'aws-cdk-lib/pipelines';
import * as external from 'some-package';
const app = new App();
const stack = new Stack(app, 'S');
declare const fn: lambda.Function;
declare const props: any;
declare const name: string;
`;
const program = (body: string): Texts => ({ 'bin/app.ts': `${head}${body}\n` });

const READ = "new iam.PolicyStatement({ actions: ['s3:GetObject', 'cloudtrail:LookupEvents'], resources: ['*'] })";
const STOP = "new iam.PolicyStatement({ actions: ['cloudtrail:*'], resources: ['*'] })";

const harmless: readonly (readonly [string, string])[] = [
  ['nothing at all', ''],
  ['other constructs', "new cdk.aws_s3.Bucket(stack, 'B');"],
  ['a role', "new iam.Role(stack, 'R', { assumedBy: new iam.AccountRootPrincipal() });"],
  ['a role of a list of policies', "new iam.Role(stack, 'R', { assumedBy: p, managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole')] });"],
  ['documents', `new iam.Role(stack, 'R', { assumedBy: p, inlinePolicies: { a: new iam.PolicyDocument({ statements: [${READ}] }), ['b']: new iam.PolicyDocument() } });`],
  ['a policy', `new iam.Policy(stack, 'P', { statements: [${READ}], roles: [props.role] });`],
  ['a managed policy with a document', `new iam.ManagedPolicy(stack, 'P', { document: new iam.PolicyDocument({ statements: [${READ}] }) });`],
  ['a function with a statement', `const f = new lambda.Function(stack, 'F', { code: props.code, handler: 'h', runtime: props.runtime, initialPolicy: [${READ}] }); f.addToRolePolicy(${READ});`],
  ['a constant', `const read = ${READ}; const again = read; fn.addToRolePolicy(read!); fn.role?.addToPrincipalPolicy(again as iam.PolicyStatement);`],
  ['actions that are added', "const s = new iam.PolicyStatement(); s.addActions('s3:GetObject', `s3:Put*`); s.addResources('*'); fn.addToRolePolicy(s);"],
  ['whatever a resource allows', "bucket.addToResourcePolicy(new iam.PolicyStatement({ actions: ['*'], principals: [p], resources: ['*'] }));"],
  ['a class that is asked for', 'if (props instanceof iam.Role) throw new Error();'],
  ['what is there already', "iam.Role.fromRoleArn(stack, 'R', props.arn).addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyArn(stack, 'M', 'arn:aws:iam::aws:policy/ReadOnlyAccess')); lambda.Function.fromFunctionName(stack, 'F', name);"],
  ['code in a string', "new lambda.Function(stack, 'F', { code: lambda.Code.fromInline('exports.handler = () => 1'), handler: 'h', runtime: props.runtime });"],
  ['a policy that is attached', "props.role.attachInlinePolicy(new iam.Policy(stack, 'P'));"],
  ['types, and members of that name', 'interface R { role: iam.Role; trail?: Trail } class C<T extends iam.Role> { iam = 1; role?: iam.Role; Trail() { return { lambda: 1, fn }; } } type X = typeof iam;'],
  ['elements by a number or a name', "props.list[0].a['b']();"],
  ['a class of the CDK that is extended', 'class Mine extends cdk.Stack { constructor(a: any, b: string) { super(a, b, props); } }'],
  ['a step of a pipeline', "new pipelines.CodeBuildStep('B', { commands: ['ls'] }); new pipelines.CodePipeline(stack, 'P', { synth: props.synth });"],
  ['a name with which nothing is done', 'iam.Role; role: iam.Role;'],
  ['packages that nobody knows', "new external.Thing(stack, 'T', { ...props }).grant(fn);"],
];

const loud: readonly (readonly [string, string])[] = [
  ['a trail', "new Trail(stack, 'T');"],
  ['a trail by another name', "import { Trail as T } from 'aws-cdk-lib/aws-cloudtrail'; new T(stack, 'T');"],
  ['a trail of a namespace', "new cdk.aws_cloudtrail.Trail(stack, 'T');"],
  ['a trail of level 1', "new cdk.aws_cloudtrail.CfnTrail(stack, 'T', props);"],
  ['a function of level 1', "new lambda.CfnFunction(stack, 'F', { role: 'r', code: { zipFile: 'x' } });"],
  ['a resource by its type', "new cdk.CfnResource(stack, 'T', { type: name });"],
  ['a custom resource', "new cdk.CustomResource(stack, 'T', props); new AwsCustomResource(stack, 'A', props);"],
  ['a call', "new AwsCustomResource(stack, 'A', props);"],
  ['a template', "new cdk.cloudformation_include.CfnInclude(stack, 'I', props);"],
  ['an aspect', 'cdk.Aspects.of(app).add(props);'],
  ['properties of a role', "new iam.Role(stack, 'R', props);"],
  ['properties that are spread', "new iam.Role(stack, 'R', { ...props, assumedBy: p });"],
  ['arguments that are spread', 'new iam.Role(...props);'],
  ['policies that are not known', "new iam.Role(stack, 'R', { assumedBy: p, managedPolicies: props.policies });"],
  ['a policy that is not known', "new iam.Role(stack, 'R', { assumedBy: p, managedPolicies: [props.policy] });"],
  ['a policy that is chosen', "new iam.Role(stack, 'R', { assumedBy: p, managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName(name)] });"],
  ['an administrator', "new iam.Role(stack, 'R', { assumedBy: p, managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')] });"],
  ['policies that are spread', "new iam.Role(stack, 'R', { assumedBy: p, managedPolicies: [...props.policies] });"],
  ['a document that is not known', "new iam.Role(stack, 'R', { assumedBy: p, inlinePolicies: { a: props.document } });"],
  ['a document of JSON', "new iam.Role(stack, 'R', { assumedBy: p, inlinePolicies: { a: iam.PolicyDocument.fromJson(props.document) } });"],
  ['a shorthand', "const managedPolicies = props.policies; new iam.Role(stack, 'R', { assumedBy: p, managedPolicies });"],
  ['a name that is computed', "new iam.Role(stack, 'R', { assumedBy: p, [name]: props.policies });"],
  ['a statement on CloudTrail', `fn.addToRolePolicy(${STOP});`],
  ['a statement on CloudTrail in a policy', `new iam.Policy(stack, 'P', { statements: [${READ}, ${STOP}], roles: [props.role] });`],
  ['a statement on CloudTrail at first', `new lambda.Function(stack, 'F', { code: props.code, handler: 'h', runtime: props.runtime, initialPolicy: [${STOP}] });`],
  ['every action', "fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['*'], resources: ['*'] }));"],
  ['part of a name', "fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['cloud*:Put*'], resources: ['*'] }));"],
  ['an action that is not known', 'fn.addToRolePolicy(new iam.PolicyStatement({ actions: [name], resources: ["*"] }));'],
  ['actions but some', "fn.addToRolePolicy(new iam.PolicyStatement({ notActions: ['s3:*'], resources: ['*'] }));"],
  ['a statement that is not known', 'fn.addToRolePolicy(props.statement);'],
  ['a statement of JSON', 'fn.addToRolePolicy(iam.PolicyStatement.fromJson(props.statement));'],
  ['a statement of an own class', 'class PolicyStatement {} fn.addToRolePolicy(new PolicyStatement() as any);'],
  ['a statement that is a parameter', `const give = (read: any) => fn.addToRolePolicy(read); const read = ${READ}; give(read);`],
  ['a statement that is declared twice', `{ const read = ${READ}; } { const read = props.statement; fn.addToRolePolicy(read); }`],
  ['a statement that is a variable', `let read = ${READ}; fn.addToRolePolicy(read);`],
  ['a class of ours by the name of one of the CDK', `import { PolicyStatement } from 'aws-cdk-lib/aws-iam'; const give = (PolicyStatement: any) => fn.addToRolePolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })); give(props.statement);`],
  ['a class in a block by the name of one of the CDK', `import { PolicyStatement } from 'aws-cdk-lib/aws-iam'; { class PolicyStatement {} fn.addToRolePolicy(new PolicyStatement() as any); }`],
  ['a command that is handed on by another name', "export { StopLoggingCommand as Stop } from '@aws-sdk/client-cloudtrail';"],
  ['a list that is a constant', `const all = [${READ}]; new iam.Policy(stack, 'P', { statements: all });`],
  ['actions that are added', "const s = new iam.PolicyStatement(); s.addActions('cloudtrail:StopLogging'); fn.addToRolePolicy(s);"],
  ['actions that are left out later', "const s = new iam.PolicyStatement(); s.addNotActions('s3:*'); fn.addToRolePolicy(s);"],
  ['an own part of a role', 'props.role.node.defaultChild.policies = props.policies;'],
  ['a part that is found', "props.role.node.findChild('x').policies = props.policies;"],
  ['a method that is taken off', 'const give = fn.addToRolePolicy; give.call(fn, props.statement);'],
  ['a method by its name', "fn['addToRolePolicy'](props.statement);"],
  ['a method by a name that is made', 'fn[name](props.statement);'],
  ['a method that is taken out', 'const { addToRolePolicy } = fn; addToRolePolicy.call(fn, props.statement);'],
  ['a class that goes elsewhere', "const make = (of: any) => new of(stack, 'R', props); make(iam.Role);"],
  ['a namespace that goes elsewhere', "const make = (of: any) => new of.Role(stack, 'R', props); make(iam);"],
  ['a namespace in a namespace that goes elsewhere', "const make = (of: any) => new of.Role(stack, 'R', props); make(cdk.aws_iam);"],
  ['a namespace that is taken apart', "const { Role } = iam; new Role(stack, 'R', props);"],
  ['another name for a member', "import R = iam.Role; new R(stack, 'R', props);"],
  ['a class that is extended', "class Mine extends iam.Role {} new Mine(stack, 'R', props);"],
  ['a class with type arguments', "const R = iam.Role<any>; new R(stack, 'R', props);"],
  ['a grant', "iam.Grant.addToPrincipal({ grantee: fn, actions: ['cloudtrail:*'], resourceArns: ['*'] });"],
  ['code in a string', "new lambda.Function(stack, 'F', { code: lambda.Code.fromInline('client.stopLogging()'), handler: 'h', runtime: props.runtime });"],
  ['code that is not known', "new lambda.Function(stack, 'F', { code: new lambda.InlineCode(props.code), handler: 'h', runtime: props.runtime });"],
  ['a pipeline with defaults', "new pipelines.CodePipeline(stack, 'P', { synth: props.synth, codeBuildDefaults: props.defaults });"],
  ['a step with statements', "new pipelines.CodeBuildStep('B', { commands: ['ls'], rolePolicyStatements: props.statements });"],
  ['an administrator of a pipeline', "new cdk.aws_codepipeline_actions.CloudFormationCreateUpdateStackAction({ adminPermissions: true });"],
  ['a state that calls', "new cdk.aws_stepfunctions_tasks.CallAwsService(stack, 'C', props);"],
  ['a target of a schedule', 'new cdk.aws_scheduler_targets.Universal(props);'],
  ['a call of an SDK', 'props.client.putEventSelectors({});'],
  ['a command of an SDK', "import { StopLoggingCommand as Stop } from '@aws-sdk/client-cloudtrail'; props.client.send(new Stop({}));"],
  ['another way to import', "const cdk2 = require('aws-cdk-lib'); new cdk2.aws_iam.Role(stack, 'R', props);"],
  ['an import that is chosen', 'require(name);'],
  ['an import at run time', "import('aws-cdk-lib/aws-iam').then((x) => new x.Role(stack, 'R', props));"],
  ['what is handed on', "export { Role as R } from 'aws-cdk-lib/aws-iam';"],
  ['all that is handed on', "export * from 'aws-cdk-lib/aws-iam';"],
  ['what was imported and is handed on', 'export { iam };'],
  ['CDK for Terraform', "import { CloudtrailA } from '@cdktf/provider-aws/lib/cloudtrail'; new CloudtrailA(stack, 'x', props);"],
  ['Pulumi', "import * as aws from '@pulumi/aws'; new aws.iam.Role('x', props);"],
  ['a file that is not there', "import { x } from './nowhere'; x();"],
];

describe('programs that are settled as they are written', () => {
  it.each(harmless)('%s', async (_, body) => {
    expect(settled(program(body))).toBe(true);
    expect(settled(program(body), true)).toBe(true);
    expect(await toldInFull(program(body))).toEqual([]);
  });

  it.each(loud)('but not with %s', (_, body) => {
    expect(settled(program(body))).toBe(false);
    expect(settled(program(body), true)).toBe(false);
  });

  it('and tells what cannot be read where somebody named it', () => {
    expect(settled(program('const = ;'))).toBe(true);
    expect(settled(program('const = ;'), true)).toBe(false);
    expect(settled(program('new iam.Role('))).toBe(false);
  });

  it('but not where one speaks of CloudTrail, which is hardly ever so', () => {
    expect(known?.isUnlikely?.("import { Trail } from 'aws-cdk-lib/aws-cloudtrail';")).toBe(true);
    expect(known?.isUnlikely?.("import { Bucket } from 'aws-cdk-lib/aws-s3';")).toBe(false);
  });

  it.each<readonly [string, Texts, boolean]>([
    ['what a file brings in', { 'a.ts': "import { b } from './b'; b();", 'b.ts': "export * from './c';", 'c.ts': "import { Trail } from 'aws-cdk-lib/aws-cloudtrail'; export const b = () => new Trail(null as any, 'T');" }, false],
    ['what is harmless there', { 'a.ts': "import { b } from './b'; b();", 'b.ts': "export * from './c';", 'c.ts': 'export const b = () => 1;' }, true],
    ['what is required', { 'a.js': "const b = require('./b');", 'b.js': "exports.x = require('aws-cdk-lib');" }, false],
    ['files in a circle', { 'a.ts': "import './b';", 'b.ts': "import './a';" }, true],
    ['data', { 'a.ts': "import data from './b.json'; data.x;", 'b.json': '{"x": "cloudtrail:*"}' }, true],
    ['a command by another name', { 'a.ts': "import { Stop } from './b'; client.send(new Stop({ Name: 't' }));", 'b.ts': "export { StopLoggingCommand as Stop } from '@aws-sdk/client-cloudtrail';" }, false],
    ['types alone', { 'a.ts': "import type { X } from './nowhere'; export type { Y } from './nowhere';" }, true],
  ])('counts %s', (_, texts, expected) => {
    expect(settled(texts)).toBe(expected);
  });
});
