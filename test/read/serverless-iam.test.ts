import { describe, expect, it, test } from 'vitest';
import { lintTexts, range, toldAll, unmark } from '../helpers/lint.js';

const ALLOW = '{ Effect: Allow, Action: «"cloudtrail:PutEventSelectors"», Resource: "*" }';
const FUNCTIONS = 'functions: { hello: { handler: a.b } }';
const ANY_TRAIL = 'grant-any-trail definite error «"cloudtrail:PutEventSelectors"»';

/** What is told, and of whom. The marks say where. */
async function grants(marked: string): Promise<readonly string[]> {
  const { text, marks } = unmark(marked);
  const { findings, problems } = await lintTexts({ 'serverless.yml': text });
  expect(problems).toEqual([]);
  expect(findings.map(({ primary }) => range(primary.span)).sort((a, b) => a[0] - b[0])).toEqual(marks);
  return findings.map(({ rule, certainty, subject }) => `${rule} ${certainty} ${subject}`);
}

describe('the role of all functions', () => {
  const ROLE = 'IamRoleLambdaExecution';
  test.each<[string, string]>([
    ['provider.iam.role.statements', `provider: { name: aws, iam: { role: { statements: [${ALLOW}] } } }\n${FUNCTIONS}`],
    ['provider.iamRoleStatements', `provider: { name: aws, iamRoleStatements: [${ALLOW}] }\n${FUNCTIONS}`],
    ['the newer spelling counts where there are both', `provider: { name: aws, iam: { role: { statements: [${ALLOW}] } }, iamRoleStatements: [{ Effect: Allow, Action: "cloudtrail:PutEventSelectors", Resource: "*" }] }\n${FUNCTIONS}`],
    ['by a variable', `provider: { name: aws, iamRoleStatements: "\${self:custom.statements}" }\ncustom: { statements: [${ALLOW}] }\n${FUNCTIONS}`],
    ['a statement by a variable', `provider: { name: aws, iamRoleStatements: ["\${self:custom.statement}"] }\ncustom: { statement: ${ALLOW} }\n${FUNCTIONS}`],
    ['provider by a variable', `provider: "\${self:custom.provider}"\ncustom: { provider: { name: aws, iamRoleStatements: [${ALLOW}] } }\n${FUNCTIONS}`],
    ['functions in a list', `provider: { name: aws, iamRoleStatements: [${ALLOW}] }\nfunctions: [{ hello: { handler: a.b, role: arn } }, { other: { handler: a.b } }]`],
    ['functions out of sight', `provider: { name: aws, iamRoleStatements: [${ALLOW}] }\nfunctions: "\${ssm:/functions}"`],
    ['an addition in resources', `provider: { name: aws }\n${FUNCTIONS}\nresources: { Resources: { IamRoleLambdaExecution: { Properties: { Policies: [{ PolicyDocument: { Statement: [${ALLOW}] } }] } } } }`],
    ['an extension', `provider: { name: aws }\n${FUNCTIONS}\nresources: { extensions: { IamRoleLambdaExecution: { Properties: { Policies: [{ PolicyName: more, PolicyDocument: { Version: "2012-10-17", Statement: [${ALLOW}] } }] } } } }`],
  ])('%s', async (_name, text) => {
    expect(await grants(`service: audit\n${text}\n`)).toEqual([`grant-any-trail definite ${ROLE}`]);
  });

  test.each<[string, string]>([
    ['provider.iam.role.managedPolicies', 'iam: { role: { managedPolicies: [«"arn:aws:iam::aws:policy/AdministratorAccess"»] } }'],
    ['provider.iamManagedPolicies', 'iamManagedPolicies: [«"arn:aws:iam::aws:policy/AdministratorAccess"»]'],
  ])('%s', async (_name, provider) => {
    expect(await grants(`service: audit\nprovider: { name: aws, ${provider} }\n${FUNCTIONS}\n`)).toEqual([`grant-full-admin definite ${ROLE}`]);
  });

  const plain = ALLOW.replace(/[«»]/gu, '');
  test.each<[string, string]>([
    ['there are no functions', `provider: { name: aws, iamRoleStatements: [${plain}] }`],
    ['provider.role', `provider: { name: aws, role: "arn:aws:iam::111122223333:role/x", iamRoleStatements: [${plain}] }\n${FUNCTIONS}`],
    ['provider.iam.role is an ARN', `provider: { name: aws, iam: { role: "arn:aws:iam::111122223333:role/x" }, iamRoleStatements: [${plain}] }\n${FUNCTIONS}`],
    ['provider.iam.role is a function', `provider: { name: aws, iam: { role: { "Fn::GetAtt": [Role, Arn] } }, iamRoleStatements: [${plain}] }\n${FUNCTIONS}`],
    ['each function has a role', `provider: { name: aws, iamRoleStatements: [${plain}] }\nfunctions: { hello: { handler: a.b, role: Own } }`],
    ['each function has statements of its own', `provider: { name: aws, iamRoleStatements: [${plain}] }\nfunctions: { hello: { handler: a.b, iamRoleStatements: [] } }`],
    ['a statement denies it', `provider: { name: aws, iamRoleStatements: [${plain}, { Effect: Deny, Action: "cloudtrail:*", Resource: "*" }] }\n${FUNCTIONS}`],
    ['another provider', `provider: { name: google, iamRoleStatements: [${plain}] }\n${FUNCTIONS}`],
    ['another provider, by a variable', `provider: { name: "\${self:custom.name}", iamRoleStatements: [${plain}] }\ncustom: { name: azure }\n${FUNCTIONS}`],
  ])('grants nothing where %s', async (_name, text) => {
    expect(await grants(`service: audit\n${text}\n`)).toEqual([]);
  });

  test.each(['iam: { role: { permissionsBoundary: !Ref Boundary, statements: [STATEMENT] } }', 'rolePermissionsBoundary: !Ref Boundary, iamRoleStatements: [STATEMENT]'])('lies within its boundary: %s', async (provider) => {
    const boundary = 'resources: { Resources: { Boundary: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Version: "2012-10-17", Statement: { Effect: Allow, Action: "s3:*", Resource: "*" } } } } } }';
    const levels = async (text: string): Promise<readonly string[]> => (await lintTexts({ 'serverless.yml': `service: audit\nprovider: { name: aws, ${text.replace('STATEMENT', plain)} }\n${FUNCTIONS}\n${boundary}\n` })).findings.map(({ rule, level }) => `${rule} ${level}`);
    expect(await levels(provider)).toEqual(['grant-any-trail note']);
    expect(await levels(provider.replace(/\w+: !Ref Boundary, /u, ''))).toEqual(['grant-any-trail error']);
  });
});

describe('the role of one function', () => {
  const ROLE = 'SayDashhelloIamRoleLambdaExecution';
  test.each<[string, string, readonly string[]]>([
    ['iamRoleStatements', `functions: { say-hello: { handler: a.b, iamRoleStatements: [${ALLOW}] } }`, [ROLE]],
    ['iam.role.statements', `functions: { say-hello: { handler: a.b, iam: { role: { statements: [${ALLOW}] } } } }`, [ROLE]],
    ['what it inherits', `provider: { name: aws, iamRoleStatements: [${ALLOW}] }\nfunctions: { say-hello: { handler: a.b, iamRoleStatementsInherit: true, iamRoleStatements: [] } }`, [ROLE]],
    ['what it inherits by default', `provider: { name: aws, iamRoleStatements: [${ALLOW}] }\ncustom: { serverless-iam-roles-per-function: { defaultInherit: true } }\nfunctions: { say-hello: { handler: a.b, iamRoleStatements: [] } }`, [ROLE]],
    ['what several share is told once', `provider: { name: aws, iam: { role: { mode: perFunction, statements: [${ALLOW}] } } }\nfunctions: { say-hello: { handler: a.b }, other: { handler: a.b } }`, [ROLE]],
    ['what is told of the role of all', `provider: { name: aws, iamRoleStatements: [${ALLOW}] }\nfunctions: { say-hello: { handler: a.b, iamRoleStatementsInherit: true, iamRoleStatements: [] }, other: { handler: a.b } }`, ['IamRoleLambdaExecution']],
    ['what the first of them is denied', `provider: { name: aws, iamRoleStatements: [${ALLOW}] }\nfunctions: { first: { handler: a.b, iamRoleStatementsInherit: true, iamRoleStatements: [{ Effect: Deny, Action: "cloudtrail:*", Resource: "*" }] }, say-hello: { handler: a.b, iamRoleStatementsInherit: true, iamRoleStatements: [] } }`, [ROLE]],
  ])('%s', async (_name, text, roles) => {
    const whole = `service: audit\n${text.startsWith('provider') ? '' : 'provider: { name: aws }\n'}${text}\n`;
    expect(await grants(whole)).toEqual(roles.map((role) => `grant-any-trail definite ${role}`));
  });

  it('is possible where it is not known whether it inherits', async () => {
    const text = `service: audit\nprovider: { name: aws, iamRoleStatements: [${ALLOW}] }\nfunctions: { say-hello: { handler: a.b, iamRoleStatementsInherit: "\${ssm:/x}", iamRoleStatements: [] } }\n`.replace(/[«»]/gu, '');
    expect((await lintTexts({ 'serverless.yml': text })).findings.filter(({ certainty }) => certainty === 'definite')).toEqual([]);
  });
});

describe('a trail that is named', () => {
  test.each<[string, string]>([
    ['by aws:region and aws:accountId', '"arn:aws:cloudtrail:${aws:region}:${aws:accountId}:trail/main"'],
    ['by what is not known', '"arn:aws:cloudtrail:us-east-1:111122223333:trail/${sls:instanceId}"'],
    ['in a function', '!Sub "arn:aws:cloudtrail:${AWS::Region}:${AWS::AccountId}:trail/${self:service}"'],
    ['in a function, by what is not known', '!Sub "arn:aws:cloudtrail:${AWS::Region}:${AWS::AccountId}:trail/${sls:instanceId}"'],
  ])('%s, is one trail', async (_name, resource) => {
    const text = `service: audit\nprovider: { name: aws, iamRoleStatements: [{ Effect: Allow, Action: "cloudtrail:PutEventSelectors", Resource: ${resource} }] }\n${FUNCTIONS}\n`;
    expect(toldAll(await lintTexts({ 'serverless.yml': text }))).toEqual([]);
    const all = text.replace(/trail\/[^"]*"/u, 'trail/*"');
    expect(toldAll(await lintTexts({ 'serverless.yml': all }))).toEqual([ANY_TRAIL]);
  });
});
