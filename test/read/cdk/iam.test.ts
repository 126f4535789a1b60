import { describe, expect, test } from 'vitest';
import { lintTexts, told } from '../../helpers/lint.js';
import { expectFindings, stack } from './support.js';

const PUT = "'cloudtrail:PutEventSelectors'";
/** A role whose policy is told of, and a statement. */
const ROLE = "const role = new iam.Role(this, 'R', { assumedBy: new iam.AccountRootPrincipal() });";
const ANY = 'grant-any-trail S/R/DefaultPolicy';

const rows = (name: string, all: readonly (readonly [string, string, readonly string[]])[]): void => {
  describe(name, () => {
    test.each(all)('%s', async (_name, body, expected) => {
      await expectFindings(stack(body), expected);
    });
  });
};

rows('statements', [
  ['actions and resources', `${ROLE} role.addToPolicy(new iam.PolicyStatement({ actions: ['cloudtrail:GetTrail', «${PUT}»], resources: ['*'] }));`, [ANY]],
  ['without anything, and set', `${ROLE} const s = new iam.PolicyStatement(); s.addActions('s3:*', «${PUT}»); s.addResources('*'); role.addToPolicy(s);`, [ANY]],
  ['addAllResources, behind the policy', `${ROLE} const s = new iam.PolicyStatement({ actions: [«${PUT}»] }); role.addToPolicy(s); s.addAllResources();`, [ANY]],
  ['notActions', `${ROLE} role.addToPolicy(new iam.PolicyStatement({ «notActions»: ['s3:*'], resources: ['*'] }));`, ['grant-not-action S/R/DefaultPolicy']],
  ['addNotActions of a trail action', `${ROLE} const s = new iam.PolicyStatement({ resources: ['*'] }); s.addNotActions('cloudtrail:*'); role.addToPolicy(s);`, []],
  ['an empty list beside', `${ROLE} role.addToPolicy(new iam.PolicyStatement({ actions: [«${PUT}»], notActions: [], resources: ['*'] }));`, [ANY]],
  ['notResources of other services', `${ROLE} role.addToPolicy(new iam.PolicyStatement({ actions: [«${PUT}»], notResources: ['arn:aws:s3:::x'] }));`, [ANY]],
  ['addNotResources of all trails', `${ROLE} const s = new iam.PolicyStatement({ actions: [${PUT}] }); s.addNotResources('arn:aws:cloudtrail:*:*:trail/*'); role.addToPolicy(s);`, []],
  ['Effect.DENY', `${ROLE} role.addToPolicy(new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: [${PUT}], resources: ['*'] }));`, []],
  ['the effect as a text', `${ROLE} role.addToPolicy(new iam.PolicyStatement({ effect: 'Deny' as iam.Effect, actions: [${PUT}], resources: ['*'] }));`, []],
  ['the effect is set', `${ROLE} const s = new iam.PolicyStatement({ actions: [${PUT}], resources: ['*'] }); role.addToPolicy(s); s.effect = iam.Effect.DENY;`, []],
  ['a Deny takes it away', `${ROLE} role.addToPolicy(new iam.PolicyStatement({ actions: [${PUT}], resources: ['*'] })); role.addToPolicy(new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['cloudtrail:Put*'], resources: ['*'] }));`, []],
  ['a Deny under a condition does not', `${ROLE} role.addToPolicy(new iam.PolicyStatement({ actions: [«${PUT}»], resources: ['*'] })); const d = new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['*'], resources: ['*'] }); d.addCondition('Bool', { 'aws:MultiFactorAuthPresent': 'false' }); role.addToPolicy(d);`, [ANY]],
  ['copy', `${ROLE} const s = new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] }); role.addToPolicy(s.copy({ actions: [«${PUT}»] }));`, [ANY]],
  ['a copy keeps what it does not set', `${ROLE} const s = new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: [${PUT}], resources: ['*'] }); role.addToPolicy(s.copy({ sid: 'Copy' }));`, []],
  ['a copy is made at a time', `${ROLE} const s = new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] }); const c = s.copy(); s.addActions(${PUT}); role.addToPolicy(c);`, []],
  ['freeze', `${ROLE} role.addToPolicy(new iam.PolicyStatement({ actions: [«${PUT}»], resources: ['*'] }).freeze());`, [ANY]],
  ['fromJson', `${ROLE} role.addToPolicy(iam.PolicyStatement.fromJson({ Effect: 'Allow', Action: «'cloudtrail:*'», Resource: '*' }));`, ['grant-cloudtrail-admin S/R/DefaultPolicy']],
  ['fromJson of a Deny', `${ROLE} role.addToPolicy(iam.PolicyStatement.fromJson({ Effect: 'Deny', Action: [${PUT}], Resource: '*' }));`, []],
  ['fromJson, and set', `${ROLE} const s = iam.PolicyStatement.fromJson({ Effect: 'Allow', Action: 's3:*', Resource: '*' }); s.addActions(«${PUT}»); role.addToPolicy(s);`, [ANY]],
  ['a condition that everyone meets', `${ROLE} role.addToPolicy(new iam.PolicyStatement({ actions: [«${PUT}»], resources: ['*'], conditions: { BoolIfExists: { «'aws:MultiFactorAuthPresent'»: 'true' } } }));`, [ANY, 'condition-without-effect S/R']],
  ['addConditions', `${ROLE} const s = new iam.PolicyStatement({ actions: [«${PUT}»], resources: ['*'] }); s.addConditions({ BoolIfExists: { «'aws:MultiFactorAuthPresent'»: 'true' } }); role.addToPolicy(s);`, [ANY, 'condition-without-effect S/R']],
  ['a class that extends it', `class Own extends iam.PolicyStatement { constructor(action: string) { super({ actions: [«action»], resources: ['*'] }); } } ${ROLE} role.addToPolicy(new Own(${PUT}));`, [ANY]],
  ['a principal makes it no statement of an identity', `${ROLE} role.addToPolicy(new iam.PolicyStatement({ actions: [${PUT}], resources: ['*'], principals: [new iam.AnyPrincipal()] }));`, []],
  ['of a trail', `${ROLE} const t = new ct.Trail(this, 'T'); role.addToPolicy(new iam.PolicyStatement({ actions: [«${PUT}»], resources: [t.trailArn] }));`, ['grant-one-trail S/R/DefaultPolicy']],
  ['of a bucket', `${ROLE} const b = new cdk.aws_s3.Bucket(this, 'B'); role.addToPolicy(new iam.PolicyStatement({ actions: ['*'], resources: [b.bucketArn, b.arnForObjects('*'), \`\${b.bucketArn}/*\`, role.roleArn] }));`, []],
]);

const WIDE = `new iam.PolicyStatement({ actions: [«${PUT}»], resources: ['*'] })`;
const DENY = `new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['cloudtrail:*'], resources: ['*'] })`;

rows('documents and policies', [
  ['statements of a policy', `${ROLE} new iam.Policy(this, 'P', { roles: [role], statements: [${WIDE}] });`, ['grant-any-trail S/P']],
  ['a document', `${ROLE} new iam.Policy(this, 'P', { roles: [role], document: new iam.PolicyDocument({ statements: [${WIDE}] }) });`, ['grant-any-trail S/P']],
  ['a document that gets more', `${ROLE} const d = new iam.PolicyDocument(); new iam.Policy(this, 'P', { roles: [role], document: d }); d.addStatements(${WIDE}, new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] }));`, ['grant-any-trail S/P']],
  ['the document of a policy gets more', `${ROLE} const p = new iam.Policy(this, 'P', { roles: [role] }); p.document.addStatements(${WIDE});`, ['grant-any-trail S/P']],
  ['PolicyDocument.fromJson', `${ROLE} new iam.Policy(this, 'P', { roles: [role], document: iam.PolicyDocument.fromJson({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: [«${PUT}»], Resource: '*' } }) });`, ['grant-any-trail S/P']],
  ['fromJson, and more', `${ROLE} const d = iam.PolicyDocument.fromJson({ Statement: [] }); d.addStatements(${WIDE}); new iam.Policy(this, 'P', { roles: [role], document: d });`, ['grant-any-trail S/P']],
  ['addStatements', `${ROLE} const p = new iam.Policy(this, 'P', { roles: [role] }); p.addStatements(${WIDE});`, ['grant-any-trail S/P']],
  ['a policy as a principal', `${ROLE} const p = new iam.Policy(this, 'P', { roles: [role] }); p.grantPrincipal.addToPrincipalPolicy(${WIDE});`, ['grant-any-trail S/P']],
  ['attachToRole', `${ROLE} const p = new iam.Policy(this, 'P', { statements: [${WIDE}] }); p.attachToRole(role);`, ['grant-any-trail S/P']],
  ['attachToUser', `const p = new iam.Policy(this, 'P', { statements: [${WIDE}] }); p.attachToUser(new iam.User(this, 'U'));`, ['grant-any-trail S/P']],
  ['attachToGroup', `const p = new iam.Policy(this, 'P', { statements: [${WIDE}] }); p.attachToGroup(new iam.Group(this, 'G'));`, ['grant-any-trail S/P']],
  ['attachInlinePolicy', `${ROLE} role.attachInlinePolicy(new iam.Policy(this, 'P', { statements: [${WIDE}] }));`, ['grant-any-trail S/P']],
  ['nobody holds it: it is not synthesized', `new iam.Policy(this, 'P', { statements: [new iam.PolicyStatement({ actions: [${PUT}], resources: ['*'] })] });`, []],
  ['a Deny of a policy for the same role', `${ROLE} role.addToPolicy(new iam.PolicyStatement({ actions: [${PUT}], resources: ['*'] })); new iam.Policy(this, 'P', { roles: [role], statements: [${DENY}] });`, []],
  ['a Deny for another role', `${ROLE} role.addToPolicy(${WIDE}); const other = new iam.Role(this, 'O', { assumedBy: new iam.AccountRootPrincipal() }); new iam.Policy(this, 'P', { roles: [other], statements: [${DENY}] });`, [ANY]],
  ['a managed policy', `new iam.ManagedPolicy(this, 'P', { statements: [${WIDE}] });`, ['grant-any-trail S/P']],
  ['a managed policy of a document', `new iam.ManagedPolicy(this, 'P', { document: new iam.PolicyDocument({ statements: [${WIDE}] }) });`, ['grant-any-trail S/P']],
  ['a managed policy that gets more', `const p = new iam.ManagedPolicy(this, 'P', { managedPolicyName: 'operators' }); p.addStatements(${WIDE}); p.attachToGroup(new iam.Group(this, 'G'));`, ['grant-any-trail S/P']],
  ['a managed policy, held by one that is denied it', `${ROLE} role.addToPolicy(${DENY}); role.addManagedPolicy(new iam.ManagedPolicy(this, 'P', { statements: [new iam.PolicyStatement({ actions: [${PUT}], resources: ['*'] })] }));`, []],
  ['inlinePolicies', `new iam.Role(this, 'R', { assumedBy: new iam.AccountRootPrincipal(), inlinePolicies: { a: new iam.PolicyDocument(), b: new iam.PolicyDocument({ statements: [${WIDE}] }) } });`, ['grant-any-trail S/R']],
  ['an override', `${ROLE} const p = new iam.Policy(this, 'P', { roles: [role], statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] }); (p.node.defaultChild as iam.CfnPolicy).addPropertyOverride('PolicyDocument.Statement.0.Action', «${PUT}»);`, ['grant-any-trail S/P']],
  ['an L1 policy with an L2 document', `${ROLE} new iam.CfnPolicy(this, 'P', { policyName: 'p', roles: [role.roleName], policyDocument: new iam.PolicyDocument({ statements: [${WIDE}] }) });`, ['grant-any-trail S/P']],
]);

rows('managed policies', [
  ['by name', `new iam.Role(this, 'R', { assumedBy: new iam.AccountRootPrincipal(), managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'), iam.ManagedPolicy.fromAwsManagedPolicyName(«'PowerUserAccess'»)] });`, ['grant-not-action S/R']],
  ['with its path', `new iam.Group(this, 'R', { managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName(«'job-function/SystemAdministrator'»)] });`, ['grant-trail-sabotage S/R']],
  ['by its ARN', `new iam.User(this, 'R', { managedPolicies: [iam.ManagedPolicy.fromManagedPolicyArn(this, 'A', «'arn:aws:iam::aws:policy/AdministratorAccess'»)] });`, ['grant-full-admin S/R']],
  ['through a constant', `const admin = iam.ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess'); new iam.User(this, 'R', { managedPolicies: [«admin»] });`, ['grant-full-admin S/R']],
  ['one of the account', `new iam.User(this, 'R', { managedPolicies: [iam.ManagedPolicy.fromManagedPolicyName(this, 'A', 'AdministratorAccess')] });`, []],
  ['added', `${ROLE} role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(«'AWSCloudTrail_FullAccess'»));`, ['grant-cloudtrail-admin S/R']],
  ['added to a function', `const f = new lambda.Function(this, 'F', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromInline('x') }); f.role?.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(«'AdministratorAccess'»));`, ['grant-full-admin S/F/ServiceRole']],
  ['a statement takes it away', `${ROLE} role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AWSCloudTrail_FullAccess')); role.addToPolicy(${DENY});`, []],
]);

rows('principals', [
  ['addToPrincipalPolicy', `${ROLE} role.addToPrincipalPolicy(${WIDE});`, [ANY]],
  ['the principal of a role', `${ROLE} role.grantPrincipal.addToPrincipalPolicy(${WIDE});`, [ANY]],
  ['a user', `const u = new iam.User(this, 'U'); u.addToPolicy(${WIDE});`, ['grant-any-trail S/U/DefaultPolicy']],
  ['a group', `new iam.Group(this, 'G').addToPolicy(${WIDE});`, ['grant-any-trail S/G/DefaultPolicy']],
  ['a group is told of itself', `const g = new iam.Group(this, 'G'); g.addToPolicy(${WIDE}); g.addUser(new iam.User(this, 'U')); new iam.User(this, 'V', { groups: [g] }); new iam.User(this, 'W').addToGroup(g);`, ['grant-any-trail S/G/DefaultPolicy']],
  ['a group that its user is denied by', `const g = new iam.Group(this, 'G'); g.addToPolicy(${DENY}); const u = new iam.User(this, 'U'); u.addToPolicy(new iam.PolicyStatement({ actions: [${PUT}], resources: ['*'] })); g.addUser(u);`, []],
  ['groups of a user that deny', `const g = new iam.Group(this, 'G'); g.addToPolicy(${DENY}); const u = new iam.User(this, 'U', { groups: [g] }); u.addToPolicy(new iam.PolicyStatement({ actions: [${PUT}], resources: ['*'] }));`, []],
  ['addToGroup of a group that denies', `const g = new iam.Group(this, 'G'); g.addToPolicy(${DENY}); const u = new iam.User(this, 'U'); u.addToPolicy(new iam.PolicyStatement({ actions: [${PUT}], resources: ['*'] })); u.addToGroup(g);`, []],
  ['Grant.addToPrincipal', `${ROLE} iam.Grant.addToPrincipal({ grantee: role, actions: [«${PUT}»], resourceArns: ['*'] });`, [ANY]],
  ['Grant.addToPrincipalOrResource', `${ROLE} const b = new cdk.aws_s3.Bucket(this, 'B'); iam.Grant.addToPrincipalOrResource({ grantee: role, actions: ['s3:*', «'cloudtrail:*'»], resourceArns: ['*'], resource: b });`, ['grant-cloudtrail-admin S/R/DefaultPolicy']],
  ['a grant to a function', `const f = new lambda.Function(this, 'F', { runtime: lambda.Runtime.NODEJS_22_X, handler: 'i.h', code: lambda.Code.fromInline('x') }); iam.Grant.addToPrincipal({ grantee: f, actions: [«${PUT}»], resourceArns: ['*'] });`, ['grant-any-trail S/F/ServiceRole/DefaultPolicy']],
  ['a grant under a condition on who it is that cannot be', `${ROLE} iam.Grant.addToPrincipal({ grantee: role, actions: ['s3:*'], resourceArns: ['*'], conditions: {} });`, []],
  ['role.grant is about the role', `${ROLE} role.grant(new iam.User(this, 'U'), '*'); role.grantPassRole(new iam.User(this, 'V'));`, []],
  ['a service takes no policies', `new iam.ServicePrincipal('ec2.amazonaws.com').addToPrincipalPolicy(new iam.PolicyStatement({ actions: [${PUT}], resources: ['*'] }));`, []],
  ['a lazy role', `const role = new iam.LazyRole(this, 'R', { assumedBy: new iam.AccountRootPrincipal() }); role.addToPolicy(${WIDE}); role.roleArn;`, [ANY]],
  ['an imported role', `iam.Role.fromRoleArn(this, 'I', 'arn:aws:iam::111122223333:role/path/op').addToPrincipalPolicy(${WIDE});`, ['grant-any-trail S/I/Policy']],
  ['by its name', `iam.Role.fromRoleName(this, 'I', 'op').addToPrincipalPolicy(${WIDE});`, ['grant-any-trail S/I/Policy']],
  ['looked up', `iam.Role.fromLookup(this, 'I', { roleName: 'op' }).addToPrincipalPolicy(${WIDE});`, ['grant-any-trail S/I/Policy']],
  ['an imported user', `iam.User.fromUserName(this, 'I', 'bob').addToPrincipalPolicy(${WIDE});`, ['grant-any-trail S/I/Policy']],
  ['an imported group', `iam.Group.fromGroupName(this, 'I', 'devs').addToPrincipalPolicy(${WIDE});`, ['grant-any-trail S/I/DefaultPolicy']],
  ['one that is not to be changed', `iam.Role.fromRoleArn(this, 'I', 'arn:aws:iam::111122223333:role/op', { mutable: false }).addToPrincipalPolicy(new iam.PolicyStatement({ actions: [${PUT}], resources: ['*'] }));`, []],
  ['withoutPolicyUpdates', `${ROLE} role.withoutPolicyUpdates().addToPrincipalPolicy(new iam.PolicyStatement({ actions: [${PUT}], resources: ['*'] }));`, []],
  ['a policy of a role that is not to be changed', `const i = iam.Role.fromRoleArn(this, 'I', 'arn:aws:iam::111122223333:role/op', { mutable: false }); new iam.Policy(this, 'P', { roles: [i], statements: [${WIDE}] });`, ['grant-any-trail S/P']],
  ['resource policies', `const b = new cdk.aws_s3.Bucket(this, 'B'); b.addToResourcePolicy(new iam.PolicyStatement({ actions: ['*'], resources: ['*'], principals: [new iam.AnyPrincipal()] }));`, []],
  ['an endpoint', `const v = new cdk.aws_ec2.Vpc(this, 'V'); const e = v.addInterfaceEndpoint('E', { service: cdk.aws_ec2.InterfaceVpcEndpointAwsService.CLOUDTRAIL }); e.addToPolicy(new iam.PolicyStatement({ actions: [${PUT}], resources: ['*'] }));`, []],
]);

/** A grant on one Region is a warning, and an error of a role that is easily taken on. */
describe('who takes a role on', () => {
  test.each<[string, string, string]>([
    ['an account', "new iam.AccountPrincipal('111122223333')", 'warning'],
    ['the own account', 'new iam.AccountRootPrincipal()', 'warning'],
    ['an ARN', "new iam.ArnPrincipal('arn:aws:iam::111122223333:role/x')", 'warning'],
    ['another account spelt out', "new iam.ArnPrincipal('arn:aws:iam::111122223333:root')", 'error'],
    ['everyone', 'new iam.AnyPrincipal()', 'error'],
    ['everyone, with a star', 'new iam.StarPrincipal()', 'error'],
    ['everyone of an organization', "new iam.OrganizationPrincipal('o-1234567890')", 'warning'],
    ['everyone under a condition', "new iam.AnyPrincipal().withConditions({ StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } })", 'warning'],
    ['everyone under a condition, wrapped', "new iam.PrincipalWithConditions(new iam.AnyPrincipal(), { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } })", 'warning'],
    ['compute', "new iam.ServicePrincipal('lambda.amazonaws.com')", 'error'],
    ['another service', "new iam.ServicePrincipal('cloudtrail.amazonaws.com')", 'warning'],
    ['a service and compute', "new iam.CompositePrincipal(new iam.ServicePrincipal('cloudtrail.amazonaws.com'), new iam.ServicePrincipal('ec2.amazonaws.com'))", 'error'],
    ['an identity provider', "new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com')", 'error'],
    ['an identity provider, and who', "new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com', { StringEquals: { 'cognito-identity.amazonaws.com:sub': 'x' } })", 'warning'],
    ['a provider of the account', "new iam.OpenIdConnectPrincipal(iam.OpenIdConnectProvider.fromOpenIdConnectProviderArn(this, 'G', 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com'))", 'error'],
    ['federation', "new iam.FederatedPrincipal('accounts.google.com', {}, 'sts:AssumeRoleWithWebIdentity')", 'error'],
    ['sessions with tags', "new iam.SessionTagsPrincipal(new iam.ServicePrincipal('lambda.amazonaws.com'))", 'error'],
    ['one that is not known', 'someone', 'warning'],
    ['everyone with an id from outside', "new iam.AnyPrincipal(), externalIds: ['x']", 'warning'],
    ['one and everyone, added', "new iam.AccountRootPrincipal() }); role.assumeRolePolicy?.addStatements(new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new iam.AnyPrincipal()] })); void ({ x: 0", 'error'],
  ])('%s', async (_name, principal, level) => {
    const body = `const role = new iam.Role(this, 'R', { assumedBy: ${principal} }); role.addToPolicy(new iam.PolicyStatement({ actions: [${PUT}], resources: ['arn:aws:cloudtrail:eu-west-1:*:trail/*'] }));`;
    const { findings } = await lintTexts({ 'lib/app.ts': `import { someone } from 'elsewhere';\n${stack(body)}` });
    expect(findings.map(told)).toEqual([`grant-any-trail definite ${level} «${PUT}»`]);
  });
});

rows('boundaries and what is left to others', [
  ['a boundary that does not allow it', `const b = new iam.ManagedPolicy(this, 'B', { statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['cloudtrail:*'], resources: ['*'] })] }); new iam.Role(this, 'R', { assumedBy: new iam.AccountRootPrincipal(), permissionsBoundary: b });`, []],
  ['what a boundary allows is no grant', `const b = new iam.ManagedPolicy(this, 'B', { statements: [new iam.PolicyStatement({ actions: ['*'], resources: ['*'] })] }); new iam.Role(this, 'R', { assumedBy: new iam.AccountRootPrincipal(), permissionsBoundary: b });`, []],
  ['PermissionsBoundary.of', `${ROLE} const b = new iam.ManagedPolicy(this, 'B', { statements: [new iam.PolicyStatement({ actions: ['*'], resources: ['*'] })] }); iam.PermissionsBoundary.of(this).apply(b);`, []],
  ['PermissionsBoundary.of, and a role of level 1', `new iam.CfnRole(this, 'R', { assumeRolePolicyDocument: {} }); const b = new iam.ManagedPolicy(this, 'B', { statements: [new iam.PolicyStatement({ actions: ['*'], resources: ['*'] })] }); iam.PermissionsBoundary.of(this).apply(b);`, []],
  ['of something else', `const c = new Construct(this, 'C'); const b = new iam.ManagedPolicy(this, 'B', { statements: [new iam.PolicyStatement({ actions: [«'*'»], resources: ['*'] })] }); iam.PermissionsBoundary.of(c).apply(b);`, ['grant-full-admin S/B']],
  ['cleared', `const b = new iam.ManagedPolicy(this, 'B', { statements: [new iam.PolicyStatement({ actions: [«'*'»], resources: ['*'] })] }); ${ROLE} iam.PermissionsBoundary.of(this).apply(b); iam.PermissionsBoundary.of(role).clear();`, ['grant-full-admin S/B']],
  ['Role.customizeRoles', `«iam.Role.customizeRoles(this)»; ${ROLE} role.addToPolicy(${WIDE});`, ['gap', 'grant-any-trail S/R/DefaultPolicy possible']],
]);
