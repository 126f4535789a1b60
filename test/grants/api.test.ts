import { describe, expect, test } from 'vitest';
import { lintTexts } from '../helpers/lint.js';
import { toldOf } from './policies.js';

type Json = Readonly<Record<string, unknown>>;
const document = (...statements: readonly Json[]): Json => ({ Version: '2012-10-17', Statement: statements });
const REGION = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/*';
const allow = (action: string, resource = '*'): Json => ({ Effect: 'Allow', Action: action, Resource: resource });
const deny: Json = { Effect: 'Deny', Action: 'cloudtrail:*', Resource: '*' };
const put = allow('cloudtrail:PutEventSelectors');
const text = (value: Json): string => JSON.stringify(value);
const encoded = (value: Json): string => encodeURIComponent(JSON.stringify(value));

const told = (level: string): readonly string[] => [`grant-any-trail definite ${level} «"cloudtrail:PutEventSelectors"»`];
const admin = ['grant-full-admin definite error «"arn:aws:iam::aws:policy/AdministratorAccess"»'];
const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';

describe('policies and API shapes', () => {
  const cases: Readonly<Record<string, readonly [Json, readonly string[]]>> = {
    'a policy': [document(put), told('error')],
    'a policy of one statement': [{ Statement: put }, told('error')],
    'a policy with an id': [{ Id: 'x', ...document(put) }, told('error')],
    'a policy of the old version': [{ Version: '2008-10-17', Statement: [put] }, told('error')],
    'a policy with a principal belongs to a resource': [document({ ...allow('*'), Principal: '*' }), []],
    'one principal is enough': [document(allow('*'), { ...allow('*'), NotPrincipal: '*' }), []],
    'a policy with another key is none': [{ ...document(put), Rules: [] }, []],
    'a policy without effects is none': [{ Statement: [{ Action: '*', Resource: '*' }] }, []],
    'put-role-policy': [{ RoleName: 'r', PolicyName: 'p', PolicyDocument: document(put) }, told('error')],
    'put-role-policy, as text': [{ RoleName: 'r', PolicyName: 'p', PolicyDocument: text(document(put)) }, ['grant-any-trail definite error «\\"cloudtrail:PutEventSelectors\\"»']],
    'put-user-policy': [{ UserName: 'u', PolicyName: 'p', PolicyDocument: document(allow('cloudtrail:PutEventSelectors', REGION)) }, told('error')],
    'put-group-policy': [{ GroupName: 'g', PolicyName: 'p', PolicyDocument: document(put) }, told('error')],
    'create-policy': [{ PolicyName: 'p', PolicyDocument: document(put) }, told('error')],
    'create-policy-version': [{ PolicyArn: 'arn:aws:iam::111122223333:policy/p', PolicyDocument: document(put), SetAsDefault: true }, told('error')],
    'attach-role-policy': [{ RoleName: 'r', PolicyArn: ADMIN }, admin],
    'attach-user-policy': [{ UserName: 'u', PolicyArn: ADMIN }, admin],
    'attach-group-policy': [{ GroupName: 'g', PolicyArn: ADMIN }, admin],
    'put-inline-policy-to-permission-set': [{ InstanceArn: 'i', PermissionSetArn: 'p', InlinePolicy: document(put) }, told('error')],
    'attach-managed-policy-to-permission-set': [{ InstanceArn: 'i', PermissionSetArn: 'p', ManagedPolicyArn: ADMIN }, admin],
    'attach-role-policy of an account': [{ RoleName: 'r', PolicyArn: 'arn:aws:iam::111122223333:policy/AdministratorAccess' }, []],
    'get-role-policy': [{ RoleName: 'r', PolicyName: 'p', PolicyDocument: document(put), ResponseMetadata: {} }, told('error')],
    'get-user-policy': [{ UserName: 'u', PolicyName: 'p', PolicyDocument: document(put) }, told('error')],
    'get-group-policy': [{ GroupName: 'g', PolicyName: 'p', PolicyDocument: document(put) }, told('error')],
    'get-policy-version': [{ PolicyVersion: { Document: document(put), VersionId: 'v1', IsDefaultVersion: true, CreateDate: '2024-01-01' } }, told('error')],
    'create-policy of Organizations': [{ Content: text(document(allow('*'))), Description: '', Name: 's', Type: 'SERVICE_CONTROL_POLICY' }, []],
    'describe-policy': [{ Policy: { PolicySummary: { Id: 'p-1', Name: 's', Type: 'SERVICE_CONTROL_POLICY' }, Content: text(document(allow('*'))) } }, []],
    'a service control policy by itself that denies': [document(deny), []],
  };

  test.each(Object.entries(cases))('%s', async (_name, [input, findings]) => {
    expect(await toldOf(JSON.stringify(input))).toEqual(findings);
    expect((await lintTexts({ 'input.json': JSON.stringify(input) })).problems).toEqual([]);
  });

  test('in YAML', async () => {
    expect(await toldOf('Version: 2012-10-17\nStatement:\n  - Effect: Allow\n    Action: cloudtrail:PutEventSelectors\n    Resource: "*"\n')).toEqual(['grant-any-trail definite error «cloudtrail:PutEventSelectors»']);
  });

  test('URL-encoded text', async () => {
    const [only] = await toldOf(JSON.stringify({ RoleName: 'r', PolicyName: 'p', PolicyDocument: encoded(document(put)) }));
    expect(only).toBe('grant-any-trail definite error «%22cloudtrail%3APutEventSelectors%22»');
  });

  test('text that is no policy is told', async () => {
    const { findings, problems } = await lintTexts({ 'input.json': '{"RoleName":"r","PolicyName":"p","PolicyDocument":"{\\"Statement\\":["}' });
    expect(findings.map(({ rule }) => rule)).toEqual(['parse-error']);
    expect(problems).toHaveLength(1);
  });
});

describe('get-account-authorization-details', () => {
  const local = (name: string): string => `arn:aws:iam::111122223333:policy/${name}`;
  const managed = (name: string, ...versions: readonly Json[]): Json => ({ PolicyName: name, Arn: local(name), DefaultVersionId: 'v1', PolicyVersionList: versions.length > 0 ? versions : [{ Document: document(deny), VersionId: 'v1', IsDefaultVersion: true }] });
  const inline = (...statements: readonly Json[]): readonly Json[] => [{ PolicyName: 'p', PolicyDocument: document(...statements) }];
  const role = (members: Json, principal: Json = { Service: 'states.amazonaws.com' }): Json => ({
    RoleName: 'r',
    Arn: 'arn:aws:iam::111122223333:role/r',
    AssumeRolePolicyDocument: document({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }),
    ...members,
  });
  const user = (members: Json): Json => ({ UserName: 'u', Arn: 'arn:aws:iam::111122223333:user/u', ...members });
  const group = (name: string, ...statements: readonly Json[]): Json => ({ GroupName: name, Arn: `arn:aws:iam::111122223333:group/${name}`, GroupPolicyList: inline(...statements) });
  const boundary = (arn: string): Json => ({ PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn } });
  const attached = (...arns: readonly string[]): Json => ({ AttachedManagedPolicies: arns.map((arn) => ({ PolicyName: arn.slice(arn.lastIndexOf('/') + 1), PolicyArn: arn })) });
  const account = (members: Json): Json => ({ UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [], IsTruncated: false, ...members });
  const inRegion = allow('cloudtrail:PutEventSelectors', REGION);

  const cases: Readonly<Record<string, readonly [Json, readonly string[]]>> = {
    nothing: [account({}), []],
    'a role': [account({ RoleDetailList: [role({ RolePolicyList: inline(put) })] }), told('error')],
    'a user': [account({ UserDetailList: [user({ UserPolicyList: inline(inRegion) })] }), told('error')],
    'a group': [account({ GroupDetailList: [group('g', inRegion)] }), told('error')],
    'a role of its own account': [account({ RoleDetailList: [role({ RolePolicyList: inline(inRegion) }, { AWS: 'arn:aws:iam::111122223333:root' })] }), told('warning')],
    'a role of another account': [account({ RoleDetailList: [role({ RolePolicyList: inline(inRegion) }, { AWS: 'arn:aws:iam::999988887777:root' })] }), told('error')],
    'a role of a compute resource': [account({ RoleDetailList: [role({ RolePolicyList: inline(inRegion) }, { Service: 'ec2.amazonaws.com' })] }), told('error')],
    'an encoded trust policy': [account({ RoleDetailList: [{ ...role({ RolePolicyList: inline(inRegion) }), AssumeRolePolicyDocument: encoded(document({ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' })) }] }), told('error')],
    'a policy of AWS': [account({ RoleDetailList: [role(attached(ADMIN))] }), admin],
    'a policy of AWS with its document': [account({ RoleDetailList: [role(attached(ADMIN))], Policies: [{ ...managed('AdministratorAccess', { Document: document(allow('*')), IsDefaultVersion: true }), Arn: ADMIN }] }), admin],
    'a policy of AWS that nobody holds': [account({ Policies: [{ ...managed('AdministratorAccess', { Document: document(allow('*')), IsDefaultVersion: true }), Arn: ADMIN }] }), []],
    'a managed policy': [account({ RoleDetailList: [role(attached(local('m')))], Policies: [managed('m', { Document: document(put), IsDefaultVersion: true })] }), told('error')],
    'a managed policy, its default version': [
      account({ RoleDetailList: [role(attached(local('m')))], Policies: [managed('m', { Document: document(put), VersionId: 'v1', IsDefaultVersion: false }, { Document: document(allow('s3:*')), VersionId: 'v2', IsDefaultVersion: true })] }),
      [],
    ],
    'a managed policy that two hold is told once': [account({ RoleDetailList: [role(attached(local('m')))], GroupDetailList: [{ GroupName: 'g', ...attached(local('m')) }], Policies: [managed('m', { Document: document(put), IsDefaultVersion: true })] }), told('error')],
    'a Deny of the same role': [account({ RoleDetailList: [role({ RolePolicyList: inline(put), ...attached(local('m')) })], Policies: [managed('m')] }), []],
    'a Deny of another policy': [account({ RoleDetailList: [role({ RolePolicyList: inline(put), ...attached(local('other')) })], Policies: [managed('m')] }), told('error')],
    'a boundary of AWS': [account({ RoleDetailList: [role({ RolePolicyList: inline(put), ...boundary('arn:aws:iam::aws:policy/ReadOnlyAccess') })] }), told('note')],
    'a boundary in view': [account({ RoleDetailList: [role({ RolePolicyList: inline(put), ...boundary(local('b')) })], Policies: [managed('b', { Document: document(allow('s3:*')), IsDefaultVersion: true })] }), told('note')],
    'a boundary grants nothing': [account({ RoleDetailList: [role(boundary(local('b')))], Policies: [managed('b', { Document: document(allow('*')), IsDefaultVersion: true })] }), []],
    'a boundary that is not in view': [account({ RoleDetailList: [role({ RolePolicyList: inline(put), ...boundary(local('b')) })] }), told('error')],
    'the Deny of a group holds for the user': [account({ UserDetailList: [user({ UserPolicyList: inline(put), GroupList: ['g'] })], GroupDetailList: [group('g', deny)] }), []],
    'the Deny of a managed policy of a group': [account({ UserDetailList: [user({ UserPolicyList: inline(put), GroupList: ['g'] })], GroupDetailList: [{ GroupName: 'g', ...attached(local('m')) }], Policies: [managed('m')] }), []],
    'the Deny of another group does not': [account({ UserDetailList: [user({ UserPolicyList: inline(put), GroupList: ['g'] })], GroupDetailList: [group('h', deny)] }), told('error')],
    'the Deny of a user leaves its group': [account({ UserDetailList: [user({ UserPolicyList: inline(deny), GroupList: ['g'] })], GroupDetailList: [group('g', put)] }), told('error')],
  };

  test.each(Object.entries(cases))('%s', async (_name, [input, findings]) => {
    expect(await toldOf(JSON.stringify(input))).toEqual(findings);
  });

  test.each(Object.entries(cases))('%s, documents URL-encoded', async (_name, [input, findings]) => {
    const withText = JSON.stringify(input, (key, value: unknown) => (/^(?:PolicyDocument|Document|AssumeRolePolicyDocument)$/u.test(key) && typeof value === 'object' ? encoded(value as Json) : value));
    const decoded = (await toldOf(withText)).map((one) => one.replace(/«(%22.*)»/u, (_all, span: string) => `«${decodeURIComponent(span)}»`));
    expect(decoded).toEqual(findings);
  });
});
