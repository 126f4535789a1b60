import { describe, expect, test } from 'vitest';
import { textOf } from '../../src/core/source.js';
import { lowerings } from '../../src/lower/index.js';
import { declaredIn, jsonOf, loweredFrom } from './resources.js';
import { toldIn } from './told.js';
import { computed } from '../helpers/computed.js';

const document = (...statements: readonly unknown[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const PUT = { Effect: 'Allow', Action: 'cloudtrail:PutEventSelectors', Resource: '*' };
const put = document(PUT);
const deny = document({ Effect: 'Deny', Action: 'cloudtrail:PutEventSelectors', Resource: '*' });
const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';
const service = document({ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' });

/** What is pointed at: in a document that is a string, the action with its escaped quotes. */
const action = String.raw`\"cloudtrail:PutEventSelectors\"`;
const granted = `grant-any-trail definite error «${action}»`;
const isAdmin = `grant-full-admin definite error «"${admin}"»`;

const resource = (types: Readonly<Record<string, unknown>>): unknown => ({ resource: Object.fromEntries(Object.entries(types).map(([type, body]) => [type, { main: body }])) });
const role = { assume_role_policy: service };
const set = { name: 'set' };
const SET = '${aws_ssoadmin_permission_set.main.arn}';
const policy = { name: 'mine', policy: put };
const ARN = '${aws_iam_policy.main.arn}';

function told(given: unknown): readonly string[] {
  const { model, problems } = loweredFrom(given);
  expect(problems).toEqual([]);
  return toldIn(model);
}

describe('carriers of documents', () => {
  test.each([
    ['a policy that nobody holds', { aws_iam_policy: policy }],
    ['a policy of a role elsewhere', { aws_iam_role_policy: { role: 'deployer', policy: put } }],
    ['a policy of a user elsewhere', { aws_iam_user_policy: { user: 'deployer', policy: put } }],
    ['a policy of a group elsewhere', { aws_iam_group_policy: { group: 'deployers', policy: put } }],
    ['a policy of a role', { aws_iam_role: role, aws_iam_role_policy: { role: '${aws_iam_role.main.id}', policy: put } }],
    ['a policy of a role by name', { aws_iam_role: { ...role, name: 'r' }, aws_iam_role_policy: { role: 'r', policy: put } }],
    ['a policy in a role', { aws_iam_role: { ...role, inline_policy: [{ name: 'p', policy: put }] } }],
    ['a policy in a role, its only one', { aws_iam_role: { ...role, inline_policy: { name: 'p', policy: put } } }],
    ['a policy of one`s own, attached', { aws_iam_role: role, aws_iam_policy: policy, aws_iam_role_policy_attachment: { role: '${aws_iam_role.main.name}', policy_arn: ARN } }],
    ['a policy of one`s own, attached elsewhere', { aws_iam_policy: policy, aws_iam_role_policy_attachment: { role: 'deployer', policy_arn: ARN } }],
    ['a policy of one`s own, attached by an ARN', { aws_iam_role: role, aws_iam_policy: policy, aws_iam_role_policy_attachment: { role: '${aws_iam_role.main.name}', policy_arn: 'arn:aws:iam::111122223333:policy/mine' } }],
    ['a policy of one`s own, listed in a role', { aws_iam_role: { ...role, managed_policy_arns: [ARN] }, aws_iam_policy: policy }],
    ['a policy of one`s own, for whom a budget names', { aws_iam_policy: policy, aws_budgets_budget_action: { definition: [{ iam_action_definition: [{ policy_arn: ARN, roles: ['r'] }] }] } }],
    ['a policy of a permission set', { aws_ssoadmin_permission_set: set, aws_ssoadmin_permission_set_inline_policy: { permission_set_arn: SET, inline_policy: put } }],
    ['a policy of a permission set elsewhere', { aws_ssoadmin_permission_set_inline_policy: { permission_set_arn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1', inline_policy: put } }],
    ['a policy that a permission set refers to', { aws_ssoadmin_permission_set: set, aws_iam_policy: policy, aws_ssoadmin_customer_managed_policy_attachment: { permission_set_arn: SET, customer_managed_policy_reference: [{ name: 'mine', path: '/' }] } }],
    ['policies that a permission set refers to alone', { aws_ssoadmin_permission_set: set, aws_iam_policy: policy, aws_ssoadmin_customer_managed_policy_attachments_exclusive: { permission_set_arn: SET, customer_managed_policy_reference: [{ name: 'other' }, { name: 'mine' }] } }],
    ['awscc: a managed policy', { awscc_iam_managed_policy: { policy_document: put } }],
    ['awscc: a policy of a role', { awscc_iam_role_policy: { role_name: 'r', policy_name: 'p', policy_document: put } }],
    ['awscc: a permission set', { awscc_sso_permission_set: { name: 's', inline_policy: put } }],
  ])('%s', (_name, types) => {
    expect(told(resource(types))).toEqual([granted]);
  });

  test.each([
    ['a policy of a user', { aws_iam_user: {}, aws_iam_user_policy: { user: '${aws_iam_user.main.name}', policy: put } }],
    ['a policy of a group', { aws_iam_group: {}, aws_iam_group_policy: { group: '${aws_iam_group.main.name}', policy: put } }],
    ['a policy of one`s own for all kinds', { aws_iam_role: role, aws_iam_group: { name: 'g' }, aws_iam_user: { name: 'u' }, aws_iam_policy: policy, aws_iam_policy_attachment: { name: 'a', roles: ['${aws_iam_role.main.name}'], users: ['u'], groups: ['g'], policy_arn: ARN } }],
  ])('one finding, of whoever is easily impersonated: %s', (_name, types) => {
    expect(told(resource(types))).toEqual([granted]);
  });

  test('an array of a map for JSON that is an object already', () => {
    expect(told(resource({ aws_iam_policy: { policy: JSON.parse(put) as unknown } }))).toEqual(['grant-any-trail definite error «"cloudtrail:PutEventSelectors"»']);
  });
});

describe('policies of AWS', () => {
  test.each([
    ['attached to a role', { aws_iam_role: role, aws_iam_role_policy_attachment: { role: '${aws_iam_role.main.name}', policy_arn: admin } }],
    ['attached to a role elsewhere', { aws_iam_role_policy_attachment: { role: 'deployer', policy_arn: admin } }],
    ['attached to a user', { aws_iam_user: {}, aws_iam_user_policy_attachment: { user: '${aws_iam_user.main.name}', policy_arn: admin } }],
    ['attached to a group', { aws_iam_group: {}, aws_iam_group_policy_attachment: { group: '${aws_iam_group.main.name}', policy_arn: admin } }],
    ['the only ones of a role', { aws_iam_role: role, aws_iam_role_policy_attachments_exclusive: { role_name: '${aws_iam_role.main.name}', policy_arns: [admin] } }],
    ['the only ones of a user elsewhere', { aws_iam_user_policy_attachments_exclusive: { user_name: 'u', policy_arns: [admin] } }],
    ['the only ones of a group elsewhere', { aws_iam_group_policy_attachments_exclusive: { group_name: 'g', policy_arns: [admin] } }],
    ['listed in a role', { aws_iam_role: { ...role, managed_policy_arns: [admin] } }],
    ['of a permission set', { aws_ssoadmin_permission_set: set, aws_ssoadmin_managed_policy_attachment: { permission_set_arn: SET, managed_policy_arn: admin } }],
    ['the only ones of a permission set', { aws_ssoadmin_permission_set: set, aws_ssoadmin_managed_policy_attachments_exclusive: { permission_set_arn: SET, managed_policy_arns: [admin] } }],
    ['of a permission set that the state knows', { aws_ssoadmin_permission_set: { ...set, arn: 'arn:aws:sso:::permissionSet/i/p' }, aws_ssoadmin_managed_policy_attachment: { permission_set_arn: 'arn:aws:sso:::permissionSet/i/p', managed_policy_arn: admin } }],
    ['for whom a budget names', { aws_budgets_budget_action: { definition: { iam_action_definition: { policy_arn: admin, roles: ['r'] } } } }],
    ['awscc', { awscc_iam_role: { assume_role_policy_document: service, managed_policy_arns: [admin] } }],
    ['awscc, for whom a budget names', { awscc_budgets_budgets_action: { definition: { iam_action_definition: { policy_arn: admin } } } }],
    ['awscc, of a permission set', { awscc_sso_permission_set: { name: 's', managed_policies: [admin] } }],
  ])('%s', (_name, types) => {
    expect(told(resource(types))).toEqual([isAdmin]);
  });
});

describe('what grants nothing', () => {
  test.each([
    ['a Deny of the same role', { aws_iam_role: { ...role, inline_policy: [{ policy: deny }] }, aws_iam_role_policy: { role: '${aws_iam_role.main.name}', policy: put } }],
    ['a Deny that is attached', { aws_iam_role: { ...role, inline_policy: [{ policy: put }] }, aws_iam_policy: { policy: deny }, aws_iam_role_policy_attachment: { role: '${aws_iam_role.main.name}', policy_arn: ARN } }],
    ['a policy that is a boundary alone', { aws_iam_role: { ...role, permissions_boundary: ARN }, aws_iam_policy: policy }],
    ['a boundary of a permission set', { aws_ssoadmin_permission_set: set, aws_iam_policy: policy, aws_ssoadmin_permissions_boundary_attachment: { permission_set_arn: SET, permissions_boundary: [{ customer_managed_policy_reference: [{ name: 'mine', path: '/' }] }] } }],
    ['a service control policy', { aws_organizations_policy: { name: 'c', content: put } }],
    ['a tag policy', { aws_organizations_policy: { name: 'c', type: 'TAG_POLICY', content: '{"tags":{}}' } }],
    ['a trust policy', { aws_iam_role: { assume_role_policy: document({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: '*' }) } }],
    ['a profile of Roles Anywhere', { aws_rolesanywhere_profile: { managed_policy_arns: [admin] } }],
    ['a session policy', { aws_transfer_user: { policy: put }, aws_eks_pod_identity_association: { policy: put }, aws_emr_studio_session_mapping: { session_policy_arn: admin } }],
    ['guardrails', { aws_chatbot_slack_channel_configuration: { guardrail_policy_arns: [admin] }, aws_chatbot_teams_channel_configuration: { guardrail_policy_arns: [admin] } }],
    ['an endpoint policy', { aws_vpc_endpoint: { policy: put }, aws_vpc_endpoint_policy: { policy: put } }],
    ['names of policies alone', { aws_iam_role: role, aws_iam_role_policies_exclusive: { role_name: '${aws_iam_role.main.name}', policy_names: ['AdministratorAccess'] } }],
    ['a policy of the account that is called as one of AWS', { aws_iam_role: role, aws_iam_role_policy_attachment: { role: '${aws_iam_role.main.name}', policy_arn: 'arn:aws:iam::111122223333:policy/AdministratorAccess' } }],
    ['nothing at all', { aws_iam_role: { ...role, inline_policy: [], managed_policy_arns: null, permissions_boundary: '' }, aws_iam_user: {}, aws_iam_group: {} }],
    ['a policy that is attached, elsewhere too, and grants nothing', { aws_iam_policy: { policy: document({ Effect: 'Allow', Action: 's3:*', Resource: '*' }) }, aws_iam_role_policy_attachment: { role: 'x', policy_arn: ARN } }],
  ])('%s', (_name, types) => {
    expect(told(resource(types))).toEqual([]);
  });

  test('a user is denied what its group is', () => {
    const user = { aws_iam_user: { name: 'u' }, aws_iam_user_policy: { user: 'u', policy: put }, aws_iam_group: { name: 'g' }, aws_iam_group_policy: { group: 'g', policy: deny } };
    expect(told(resource(user))).toEqual([granted]);
    expect(told(resource({ ...user, aws_iam_group_membership: { name: 'm', group: 'g', users: ['u'] } }))).toEqual([]);
    expect(told(resource({ ...user, aws_iam_user_group_membership: { user: '${aws_iam_user.main.name}', groups: ['other', '${aws_iam_group.main.name}'] } }))).toEqual([]);
  });

  test('a boundary in view makes a note of it', () => {
    const bounded = { aws_iam_role: { ...role, permissions_boundary: ARN, inline_policy: [{ policy: put }] }, aws_iam_policy: { policy: document({ Effect: 'Allow', Action: 's3:*', Resource: '*' }) } };
    expect(told(resource(bounded))).toEqual([`grant-any-trail definite note «${action}»`]);
    const set = { aws_ssoadmin_permission_set: { name: 's' }, aws_ssoadmin_permission_set_inline_policy: { permission_set_arn: SET, inline_policy: put } };
    const boundary = { permission_set_arn: SET, permissions_boundary: [{ managed_policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }] };
    expect(told(resource({ ...set, aws_ssoadmin_permissions_boundary_attachment: boundary }))).toEqual([`grant-any-trail definite note «${action}»`]);
  });

  test('a service control policy takes one step away', () => {
    const denying = { aws_iam_role: { ...role, inline_policy: [{ policy: put }] }, aws_organizations_policy: { name: 'c', content: deny } };
    expect(told(resource(denying))).toEqual([`grant-any-trail definite warning «${action}»`]);
    expect(told(resource({ ...denying, aws_organizations_policy: { name: 'c', content: deny, type: 'RESOURCE_CONTROL_POLICY' } }))).toEqual([granted]);
  });
});

describe('what is not known', () => {
  const attached = { aws_iam_role: role, aws_iam_role_policy_attachment: { role: '${aws_iam_role.main.name}', policy_arn: admin } };

  test('an attachment that may not be there', () => {
    const { resources } = declaredIn(jsonOf(resource(attached)));
    const open = resources.map((one) => (one.type === 'aws_iam_role' ? one : { ...one, exists: 'maybe' as const }));
    expect(toldIn(lowerings.terraform(open).model)).toEqual([`grant-full-admin possible warning «"${admin}"»`]);
    const none = resources.map((one) => (one.type === 'aws_iam_role' ? one : { ...one, exists: 'no' as const }));
    expect(toldIn(lowerings.terraform(none).model)).toEqual([]);
  });

  test('a policy in an attachment that may not be there', () => {
    const own = { aws_iam_role: role, aws_iam_policy: policy, aws_iam_role_policy_attachment: { role: '${aws_iam_role.main.name}', policy_arn: ARN } };
    const open = declaredIn(jsonOf(resource(own))).resources.map((one) => (one.type === 'aws_iam_role_policy_attachment' ? { ...one, exists: 'maybe' as const } : one));
    expect(toldIn(lowerings.terraform(open).model)).toEqual([`grant-any-trail possible warning «${action}»`]);
  });

  test.each([
    ['a policy', { aws_iam_policy: { policy: '${var.policy}' } }, '"${var.policy}"'],
    ['a policy in a role', { aws_iam_role: { ...role, inline_policy: [{ policy: '${var.policy}' }] } }, '"${var.policy}"'],
    ['blocks of a role', { aws_iam_role: { ...role, inline_policy: ['${var.more...}'] } }, '"${var.more...}"'],
    ['a policy of a permission set', { aws_ssoadmin_permission_set_inline_policy: { permission_set_arn: SET, inline_policy: '${var.policy}' } }, '"${var.policy}"'],
    ['statements', { aws_iam_policy: { policy: { Version: '2012-10-17', Statement: ['${var.more...}'] } } }, '"${var.more...}"'],
    ['a part of a text that is no string in it', { aws_iam_policy: { policy: '{"Statement": ${var.statements}}' } }, String.raw`"{\"Statement\": ${'${var.statements}'}}"`],
  ])('is told of %s', (_name, types, at) => {
    const { problems, model } = loweredFrom(resource(types));
    expect(problems.map(({ rule, span }) => `${rule} ${textOf(span)}`)).toEqual([`gap ${at}`]);
    expect(toldIn(model)).toEqual([]);
  });

  test.each([
    ['a trust policy', { aws_iam_role: { assume_role_policy: '${var.policy}' } }],
    ['a service control policy', { aws_organizations_policy: { content: '${var.policy}' } }],
    ['a pattern of events', { aws_cloudwatch_event_rule: { event_pattern: '${var.pattern}' } }],
    ['what the provider fills in', { aws_iam_role: { ...role, inline_policy: '${var.x}', managed_policy_arns: '${var.x}' } }],
  ])('is not told of %s', (_name, types) => {
    expect(told(resource(types))).toEqual([]);
  });

  test('JSON that is broken', () => {
    const { problems } = loweredFrom(resource({ aws_iam_policy: { policy: '{"Statement": [' } }));
    expect(problems.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['parse-error']));
  });

  test('names in a text', () => {
    const text = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"cloudtrail:PutEventSelectors","Resource":"${aws_cloudtrail.main.arn}"}]}';
    expect(told(resource({ aws_iam_policy: { policy: text } }))).toEqual([`grant-one-trail definite note «${action}»`]);
  });
});

test('thousands of attachments', () => {
  const count = 3000;
  const named = (make: (index: string) => unknown): Record<string, unknown> => Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${String(index)}`, make(String(index))]));
  const given = {
    resource: {
      aws_iam_role: named((index) => ({ name: `role${index}` })),
      aws_iam_policy: named((index) => ({ name: `policy${index}`, policy: document({ Effect: 'Allow', Action: 's3:*', Resource: '*' }) })),
      aws_iam_role_policy_attachment: named((index) => ({ role: `role${index}`, policy_arn: `arn:aws:iam::111122223333:policy/policy${index}` })),
    },
  };
  const { resources } = declaredIn(JSON.stringify(given));
  const start = computed();
  const { principals } = lowerings.terraform(resources).model.permissions;
  expect(computed() - start).toBeLessThan(2000);
  expect(principals).toHaveLength(count);
  expect(principals.every(({ documents }) => documents.length === 1)).toBe(true);
});
