import { describe, test } from 'vitest';
import { expectFindings, program } from './support.js';

const PUT = "'cloudtrail:PutEventSelectors'";
const WIDE = `new iam.PolicyStatement({ actions: [«${PUT}»], resources: ['*'] })`;
const DENY = "new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['cloudtrail:*'], resources: ['*'] })";
const ROLE = "const role = new iam.Role(this, 'R', { assumedBy: new iam.AccountRootPrincipal() });";

/** What is not known: what somebody else hands over, and what depends on it. */
describe('what is not known', () => {
  test.each<[string, string, readonly string[]]>([
    ['a role that is a parameter', `export function allow(role: iam.IRole) { role.addToPrincipalPolicy(${WIDE}); }`, ['grant-any-trail role']],
    ['a role in parameters', `interface Props { role: iam.Role } export class C extends Construct { constructor(s: Construct, id: string, props: Props) { super(s, id); props.role.addToPolicy(${WIDE}); } }`, ['grant-any-trail props.role']],
    ['a managed policy for it', "export function allow(role: iam.IRole) { role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(«'AdministratorAccess'»)); }", ['grant-full-admin role']],
    ['a grant to it', `export function allow(grantee: iam.IGrantable) { iam.Grant.addToPrincipal({ grantee, actions: [«${PUT}»], resourceArns: ['*'] }); }`, ['grant-any-trail grantee']],
    ['a policy that it gets', `export function allow(scope: Construct, role: iam.IRole) { role.attachInlinePolicy(new iam.Policy(scope, 'P', { statements: [${WIDE}] })); }`, ['grant-any-trail P']],
    ['a function that is a parameter', `export function allow(f: lambda.Function) { f.addToRolePolicy(${WIDE}); f.role?.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')); }`, ['grant-any-trail f']],
    ['a role or another one', `export class C extends Construct { constructor(s: Construct, id: string, role?: iam.IRole) { super(s, id); const r = role ?? new iam.Role(this, 'R', { assumedBy: new iam.AccountRootPrincipal() }); r.addToPrincipalPolicy(${WIDE}); } }`, ['grant-any-trail ?/R/DefaultPolicy when role=not set']],
    ['a statement that is a parameter', `export function allow(scope: Construct, statement: iam.PolicyStatement) { new iam.User(scope, 'U').addToPolicy(«statement»); }`, ['gap']],
    ['actions that are parameters', `export function allow(scope: Construct, actions: string[]) { new iam.User(scope, 'U').addToPolicy(new iam.PolicyStatement({ actions: «actions», resources: ['*'] })); }`, ['grant-any-trail U/DefaultPolicy possible']],
    ['a statement under a condition', `export function allow(scope: Construct, wide: boolean) { const u = new iam.User(scope, 'U'); if (wide) u.addToPolicy(${WIDE}); }`, ['grant-any-trail U/DefaultPolicy possible when wide=true']],
    ['a statement for each of some', `export function allow(scope: Construct, names: string[]) { const u = new iam.User(scope, 'U'); for (const name of names) u.addToPolicy(${WIDE}); }`, ['grant-any-trail U/DefaultPolicy possible']],
    ['a Deny that may be there', `export function allow(scope: Construct, names: string[]) { const u = new iam.User(scope, 'U'); u.addToPolicy(${WIDE}); for (const name of names) u.addToPolicy(${DENY}); }`, ['grant-any-trail U/DefaultPolicy possible']],
    ['statements of a policy that may be there', `export function allow(scope: Construct, names: string[]) { const p = new iam.ManagedPolicy(scope, 'P', { statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] }); for (const name of names) p.addStatements(${WIDE}); }`, ['grant-any-trail P 2 possible']],
    ['a managed policy that may be attached', "export function allow(scope: Construct, names: string[]) { const u = new iam.User(scope, 'U'); for (const name of names) u.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(«'AdministratorAccess'»)); }", ['grant-full-admin U possible']],
    ['other actions that may be there', "export function allow(scope: Construct, names: string[]) { const s = new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }); for (const name of names) s.addActions('s3:PutObject'); new iam.User(scope, 'U').addToPolicy(s); }", []],
    ['other actions in a list that may have them', "export function allow(scope: Construct, names: string[]) { const actions = ['s3:GetObject']; for (const name of names) actions.push('s3:PutObject'); new iam.User(scope, 'U').addToPolicy(new iam.PolicyStatement({ actions, resources: ['*'] })); }", []],
    ['an action that may be there', `export function allow(scope: Construct, names: string[]) { const s = new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }); for (const name of names) s.addActions(«${PUT}»); new iam.User(scope, 'U').addToPolicy(s); }`, ['grant-any-trail U/DefaultPolicy possible']],
    ['an effect that may be another', `export function allow(scope: Construct, names: string[]) { const s = new iam.PolicyStatement({ actions: [«${PUT}»], resources: ['*'] }); for (const name of names) s.effect = iam.Effect.DENY; new iam.User(scope, 'U').addToPolicy(s); }`, ['grant-any-trail U/DefaultPolicy possible']],
    ['a parameter decides between two', `export function allow(scope: Construct, stage: string) { new iam.User(scope, 'U').addToPolicy(new iam.PolicyStatement({ actions: stage === 'dev' ? [«${PUT}»] : ['s3:*'], resources: ['*'] })); }`, ['grant-any-trail U/DefaultPolicy when stage=dev']],
    ['a statement of another package', "import { Cloudtrail } from 'cdk-iam-floyd'; export function allow(scope: Construct) { new iam.User(scope, 'U').addToPolicy(«new Cloudtrail().allow().toPutEventSelectors()»); }", ['gap']],
    ['statements of a list that is a parameter', "export function allow(scope: Construct, statements: iam.PolicyStatement[]) { new iam.ManagedPolicy(scope, 'P', { «statements» }); }", ['gap']],
  ])('%s', async (_name, text, expected) => {
    await expectFindings(program(text), expected);
  });
});

/** Accounts of stacks: a role of another account is not changed. */
describe('accounts', () => {
  const inStack = (env: string): string => program(`class S extends cdk.Stack { constructor(scope: Construct, id: string, props: cdk.StackProps) { super(scope, id, props); iam.Role.fromRoleArn(this, 'I', 'arn:aws:iam::111122223333:role/op').addToPrincipalPolicy(${env.includes('4444') ? WIDE.replaceAll(/[«»]/gu, '') : WIDE}); } }\nnew S(new cdk.App(), 'S', { env: ${env} });`);
  test.each<[string, string, readonly string[]]>([
    ['the same', "{ account: '111122223333', region: 'eu-west-1' }", ['grant-any-trail S/I/Policy']],
    ['another one', "{ account: '444455556666', region: 'eu-west-1' }", []],
    ['one that is not known', '{ account: process.env.CDK_DEFAULT_ACCOUNT }', ['grant-any-trail S/I/Policy possible']],
  ])('%s', async (_name, env, expected) => {
    await expectFindings(inStack(env), expected);
  });
});

/** Nothing blows up. */
describe('bounds', () => {
  test.each<[string, string, (readonly string[])?]>([
    ['a principal of a principal', `${ROLE} let p: any = new iam.PrincipalWithConditions(role, {}); for (let i = 0; i < 60; i++) p = new iam.PrincipalWithConditions(p, {}); p.addToPolicy(new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })); new iam.Role(this, 'O', { assumedBy: p });`],
    ['a copy of a copy', `${ROLE} let s = new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] }); for (let i = 0; i < 60; i++) s = s.copy({}); role.addToPolicy(«s»);`, ['gap']],
    ['many choices', `${ROLE} let o: any = {}; for (let i = 0; i < 60; i++) { if (process.env['A' + i]) o = { ...o, ['k' + i]: role }; } iam.Grant.addToPrincipal({ ...o, actions: ['s3:*'], resourceArns: ['*'] });`],
    ['names of prototypes', `${ROLE} role.addToPolicy(iam.PolicyStatement.fromJson(JSON.parse('{"__proto__":{"Effect":"Allow"},"constructor":1,"Effect":"Allow","Action":"s3:*","Resource":"*"}')));`],
  ])('%s', { timeout: 20_000 }, async (_name, body, expected = []) => {
    await expectFindings(program(`class S extends cdk.Stack {\n  constructor(scope: Construct, id: string) {\n    super(scope, id);\n    ${body}\n  }\n}\nnew S(new cdk.App(), 'S');\n`), expected);
  });
});
