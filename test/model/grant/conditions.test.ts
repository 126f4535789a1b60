import { describe, expect, test } from 'vitest';
import { PUT_EVENT_SELECTORS } from '../../../src/model/grant/action.js';
import { gradeConditions, type Grade } from '../../../src/model/grant/conditions.js';
import type { ConditionTest } from '../../../src/model/grant/policy.js';
import { allowing, statementsOf, type DocumentText, type Strings } from '../documents.js';
import { ACCOUNT, named } from '../requests.js';
import { lowered, simulatedStrictly, type RequestContext } from '../simulator.js';

type Block = Readonly<Record<string, Readonly<Record<string, Strings>>>>;

const under = (Condition: Block): DocumentText => ({ Version: '2012-10-17', Statement: statementsOf(allowing('*')).map((statement) => ({ ...statement, Condition })) });
const testsOf = (block: Block): readonly ConditionTest[] => lowered(under(block)).statements.items.flatMap(({ conditions }) => conditions.items);
const gradesOf = (block: Block): readonly Grade[] => gradeConditions(testsOf(block)).map(({ grade }) => grade);
const passes = async (block: Block, context: RequestContext): Promise<boolean> => (await simulatedStrictly(under(block), { action: PUT_EVENT_SELECTORS, trail: named }, context)) === 'allowed';

/** What every request carries. IAM User Guide, "AWS global condition context keys": availability. */
const always: RequestContext = {
  'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:user/ana`,
  'aws:PrincipalAccount': ACCOUNT,
  'aws:PrincipalType': 'User',
  'aws:PrincipalIsAWSService': 'false',
  'aws:userid': 'AIDAEXAMPLE',
  'aws:RequestedRegion': 'us-east-1',
  'aws:SecureTransport': 'true',
  'aws:CurrentTime': '2026-06-15T12:00:00Z',
  'aws:EpochTime': '1781524800',
  'aws:UserAgent': 'aws-cli/2.27',
  'aws:ViaAWSService': 'false',
};

/** A user of an account by itself, from the internet, with long-term keys: the caller who carries least. */
const user: RequestContext = { ...always, 'aws:SourceIp': '198.51.100.7' };

/** A session of a role in an organization. */
const session: RequestContext = {
  ...user,
  'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/web`,
  'aws:PrincipalType': 'AssumedRole',
  'aws:userid': 'AROAEXAMPLE:ana',
  'aws:TokenIssueTime': '2026-06-15T11:00:00Z',
  'aws:MultiFactorAuthPresent': 'false',
  'aws:PrincipalOrgID': 'o-1111111111',
  'aws:PrincipalOrgPaths': ['o-1111111111/r-1111/ou-1111-11111111/'],
  'aws:PrincipalTag/team': 'web',
  'aws:ResourceAccount': ACCOUNT,
  'aws:ResourceOrgID': 'o-1111111111',
  'aws:ResourceOrgPaths': ['o-1111111111/r-1111/ou-1111-11111111/'],
  'aws:ResourceTag/purpose': 'audit',
};
const { 'aws:SourceIp': _none, ...privately } = session;

const callers: Readonly<Record<string, RequestContext>> = {
  'a user with long-term keys': { ...user, 'aws:username': 'ana' },
  'a session of a role': session,
  'a session with a second factor': { ...session, 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '600' },
  'CloudFormation on behalf of a role': { ...privately, 'aws:ViaAWSService': 'true', 'aws:CalledVia': ['cloudformation.amazonaws.com'], 'aws:CalledViaFirst': 'cloudformation.amazonaws.com', 'aws:CalledViaLast': 'cloudformation.amazonaws.com' },
  'a function through a VPC endpoint': { ...privately, 'aws:SourceVpc': 'vpc-1', 'aws:SourceVpce': 'vpce-1', 'aws:VpcSourceIp': '10.0.0.7', 'lambda:SourceFunctionArn': `arn:aws:lambda:us-east-1:${ACCOUNT}:function:audit` },
  'an instance': { ...session, 'ec2:SourceInstanceArn': `arn:aws:ec2:us-east-1:${ACCOUNT}:instance/i-1`, 'aws:Ec2InstanceSourceVpc': 'vpc-1' },
  'a session with a source identity': { ...session, 'aws:SourceIdentity': 'ana' },
};

const everyone = Object.values(callers);
const ROLE = `arn:aws:iam::${ACCOUNT}:role/audit`;

/** An operator, a key and values, and for what narrows a caller who passes: the user, with that. */
type Narrowing = readonly [operator: string, key: string, values: Strings, passing: RequestContext];
type Row = readonly [operator: string, key: string, values: Strings];

/** Section 2.7 of the reference: kept out are most callers. */
const strong: readonly Narrowing[] = [
  ['ArnLike', 'aws:PrincipalArn', ROLE, { 'aws:PrincipalArn': ROLE }],
  ['ArnEquals', 'aws:PrincipalArn', [ROLE, `${ROLE}-*`], { 'aws:PrincipalArn': `${ROLE}-x` }],
  ['StringEquals', 'aws:PrincipalArn', ROLE, { 'aws:PrincipalArn': ROLE }],
  // A key that is always there is not missing for ForAllValues either.
  ['ForAllValues:StringEquals', 'aws:PrincipalArn', ROLE, { 'aws:PrincipalArn': ROLE }],
  ['StringLike', 'AWS:principalARN', 'arn:aws:iam::*:role/audit-*', { 'aws:PrincipalArn': 'arn:aws:iam::1:role/audit-x' }],
  ['StringEquals', 'aws:PrincipalTag/team', 'audit', { 'aws:PrincipalTag/team': 'audit' }],
  ['stringequalsignorecase', 'aws:PrincipalTag/team', ['Audit', '*'], { 'aws:PrincipalTag/team': 'audit' }],
  ['StringEquals', 'aws:ResourceTag/purpose', 'sandbox', { 'aws:ResourceTag/purpose': 'sandbox' }],
  ['StringEquals', 'aws:ResourceTag/owner', '${aws:username}', { 'aws:ResourceTag/owner': 'ana', 'aws:username': 'ana' }],
  ['StringEquals', 'aws:SourceVpce', 'vpce-2', { 'aws:SourceVpce': 'vpce-2' }],
  ['StringEquals', 'aws:SourceVpc', 'vpc-2', { 'aws:SourceVpc': 'vpc-2' }],
  ['IpAddress', 'aws:VpcSourceIp', '10.1.0.0/16', { 'aws:VpcSourceIp': '10.1.0.1' }],
  ['IpAddress', 'aws:SourceIp', ['203.0.113.0/24', '192.0.2.1'], { 'aws:SourceIp': '203.0.113.9' }],
  ['IpAddress', 'aws:SourceIp', '2001:db8::/32', { 'aws:SourceIp': '2001:db8::1' }],
  ['IpAddressIfExists', 'aws:SourceIp', '203.0.113.0/24', { 'aws:SourceIp': '203.0.113.9' }],
  ['Bool', 'aws:MultiFactorAuthPresent', 'true', { 'aws:MultiFactorAuthPresent': 'true' }],
  ['NumericLessThan', 'aws:MultiFactorAuthAge', '300', { 'aws:MultiFactorAuthAge': '60' }],
  ['StringEquals', 'aws:SourceIdentity', 'bea', { 'aws:SourceIdentity': 'bea' }],
  ['StringLike', 'aws:userid', 'AROAOTHER:*', { 'aws:userid': 'AROAOTHER:x' }],
  ['StringEquals', 'aws:username', 'bea', { 'aws:username': 'bea' }],
  ['DateLessThan', 'aws:CurrentTime', '2026-01-01T00:00:00Z', { 'aws:CurrentTime': '2025-12-31T00:00:00Z' }],
  ['NumericLessThanEquals', 'aws:EpochTime', '1767225600', { 'aws:EpochTime': '1767000000' }],
  ['ForAnyValue:StringEquals', 'aws:CalledVia', 'cloudformation.amazonaws.com', { 'aws:CalledVia': ['cloudformation.amazonaws.com'] }],
  // Where there is no list, ForAnyValue fails, negated or not.
  ['ForAnyValue:StringNotEquals', 'aws:CalledVia', 'athena.amazonaws.com', { 'aws:CalledVia': ['cloudformation.amazonaws.com'] }],
  ['StringEquals', 'aws:CalledViaFirst', 'cloudformation.amazonaws.com', { 'aws:CalledViaFirst': 'cloudformation.amazonaws.com' }],
  ['Bool', 'aws:AssumedRoot', 'true', { 'aws:AssumedRoot': 'true' }],
  ['Bool', 'aws:IsMcpServiceAction', 'true', { 'aws:IsMcpServiceAction': 'true' }],
  ['Bool', 'aws:ViaAWSMCPService', 'true', { 'aws:ViaAWSMCPService': 'true' }],
  ['Bool', 'aws:ViaAWSService', 'true', { 'aws:ViaAWSService': 'true' }],
  // Services put these into the sessions of their roles.
  ['ArnLike', 'lambda:SourceFunctionArn', `arn:aws:lambda:us-east-1:${ACCOUNT}:function:other`, { 'lambda:SourceFunctionArn': `arn:aws:lambda:us-east-1:${ACCOUNT}:function:other` }],
  ['ArnEquals', 'ec2:SourceInstanceARN', `arn:aws:ec2:us-east-1:${ACCOUNT}:instance/i-2`, { 'ec2:SourceInstanceArn': `arn:aws:ec2:us-east-1:${ACCOUNT}:instance/i-2` }],
];

/** True for nearly every caller of the account. */
const weak: readonly Narrowing[] = [
  ['StringEquals', 'aws:RequestedRegion', 'us-east-1', {}],
  ['StringEquals', 'aws:PrincipalOrgID', 'o-1111111111', session],
  ['StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-1111111111', {}],
  ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-1111111111/*', session],
  ['StringEquals', 'aws:PrincipalAccount', ACCOUNT, {}],
  ['StringEquals', 'aws:ResourceAccount', ACCOUNT, session],
  ['StringEquals', 'aws:ResourceOrgID', 'o-1111111111', session],
  ['ForAnyValue:StringLike', 'aws:ResourceOrgPaths', 'o-1111111111/*', session],
  ['StringEquals', 'aws:PrincipalType', ['User', 'AssumedRole'], {}],
  ['DateGreaterThan', 'aws:TokenIssueTime', '2020-01-01T00:00:00Z', session],
  ['StringLike', 'aws:UserAgent', 'aws-cli*', {}],
  ['StringLike', 'aws:Referer', 'https://example.com/*', { 'aws:referer': 'https://example.com/x' }],
  ['Bool', 'aws:SecureTransport', 'true', {}],
  ['Bool', 'aws:ViaAWSService', 'false', {}],
  ['Bool', 'aws:PrincipalIsAWSService', 'false', {}],
  ['Bool', 'aws:MultiFactorAuthPresent', 'false', session],
  ['Bool', 'aws:MultiFactorAuthPresent', ['true', 'false'], session],
  ['IpAddress', 'aws:SourceIp', ['203.0.113.0/24', '128.0.0.0/1'], {}],
  ['DateGreaterThan', 'aws:CurrentTime', '2026-01-01T00:00:00Z', {}],
  ['StringLike', 'aws:PrincipalTag/team', '*', session],
  ['Null', 'aws:TokenIssueTime', 'false', session],
  ['Null', 'aws:PrincipalTag/team', 'false', session],
  ['ArnNotLike', 'aws:PrincipalArn', ROLE, {}],
  ['StringNotEquals', 'aws:RequestedRegion', 'eu-west-1', {}],
];

/** Passed by whoever lacks the key. */
const voidWhereMissing: readonly Row[] = [
  ['BoolIfExists', 'aws:MultiFactorAuthPresent', 'true'],
  ['ForAllValues:StringEquals', 'aws:CalledVia', 'cloudformation.amazonaws.com'],
  ['ForAllValues:StringLike', 'aws:PrincipalOrgPaths', 'o-2222222222/*'],
  ['ForAllValues:StringEquals', 'aws:TagKeys', ['purpose']],
  ['StringNotEquals', 'aws:PrincipalTag/team', 'interns'],
  ['StringNotLike', 'aws:ResourceTag/purpose', 'prod*'],
  ['NotIpAddress', 'aws:VpcSourceIp', '10.0.0.0/8'],
  ['NumericNotEquals', 'aws:MultiFactorAuthAge', '0'],
  ['Null', 'aws:TokenIssueTime', 'true'],
  ['Null', 'aws:SourceVpce', 'true'],
  ['Null', 'aws:SourceArn', 'true'],
  ['Null', 'cloudtrail:TrailName', 'true'],
  ['Null', 'aws:PrincipalTag/team', ['true', 'false']],
  ['ArnLikeIfExists', 'aws:SourceArn', 'arn:aws:config:*:*:*'],
  ['StringEqualsIfExists', 'aws:SourceAccount', ACCOUNT],
  ['ArnNotLike', 'aws:SourceArn', 'arn:aws:config:*:*:*'],
  ['StringEqualsIfExists', 'aws:PrincipalTag/team', 'audit'],
  ['StringEqualsIfExists', 'aws:SourceVpce', 'vpce-2'],
  ['StringEqualsIfExists', 'cloudtrail:TrailName', 'main'],
  ['StringNotEquals', 'kms:ViaService', 's3.us-east-1.amazonaws.com'],
];

/** Passed with whatever value there is. */
const voidForAnything: readonly Row[] = [
  ['StringLike', 'aws:PrincipalArn', '*'],
  ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:*'],
  ['ArnEquals', 'aws:PrincipalArn', ['arn:*:iam::*:*', ROLE]],
  ['StringLikeIfExists', 'aws:PrincipalTag/team', '*'],
  ['Null', 'aws:PrincipalArn', 'false'],
  ['Null', 'aws:RequestedRegion', 'false'],
];

/** Passed by nobody. */
const dead: readonly Row[] = [
  ['StringEquals', 'cloudtrail:ExcludeManagementEventSources', 'x'],
  ['StringLike', 'cloudtrail:TrailName', '*'],
  ['ForAnyValue:StringNotEquals', 'cloudtrail:EventSources', 'kms.amazonaws.com'],
  ['StringEquals', 'aws:RequestTag/purpose', 'audit'],
  ['StringLike', 'aws:RequestTag/purpose', '*'],
  ['ForAnyValue:StringEquals', 'aws:TagKeys', 'purpose'],
  ['StringEquals', 'kms:ViaService', 'cloudtrail.us-east-1.amazonaws.com'],
  ['StringEquals', 's3:prefix', 'AWSLogs'],
  ['ArnLike', 'aws:SourceArn', 'arn:aws:config:*:*:*'],
  ['ArnLike', 'aws:SourceArn', '*'],
  ['StringEquals', 'aws:SourceAccount', ACCOUNT],
  ['StringEquals', 'aws:SourceOrgID', 'o-1111111111'],
  ['StringEquals', 'aws:PrincipalServiceName', 'config.amazonaws.com'],
  ['Null', 'aws:SourceArn', 'false'],
  ['Null', 'cloudtrail:TrailName', 'false'],
  ['Null', 'aws:PrincipalArn', 'true'],
  ['StringEquals', 'aws:PrincipalTag/team', '*'],
  ['StringEquals', 'aws:PrincipalArn', ['arn:aws:iam::*:role/audit', '*']],
  ['StringEquals', 'aws:PrincipalOrgID', 'o-*'],
  ['StringNotLike', 'aws:PrincipalArn', '*'],
  ['ArnNotLike', 'aws:PrincipalArn', ['arn:aws:iam::*:*', 'arn:aws:sts::*:*']],
];

const blockOf = ([operator, key, values]: Row | Narrowing): Block => ({ [operator]: { [key]: values } });

describe('a condition is', () => {
  test.each(strong)('strong: %s %s %j', async (...row) => {
    const block = blockOf(row);
    expect(gradesOf(block)).toEqual(['strong']);
    expect(await passes(block, { ...user, ...row[3] })).toBe(true);
    const kept = await Promise.all(everyone.map(async (caller) => !(await passes(block, caller))));
    expect(kept.filter(Boolean).length).toBeGreaterThan(everyone.length / 2);
  });

  test.each(weak)('weak: %s %s %j', async (...row) => {
    expect(gradesOf(blockOf(row))).toEqual(['weak']);
    expect(await passes(blockOf(row), { ...user, ...row[3] })).toBe(true);
  });

  test.each(voidWhereMissing)('void where the key is missing: %s %s %j', async (...row) => {
    expect(gradesOf(blockOf(row))).toEqual(['void']);
    expect(await passes(blockOf(row), user)).toBe(true);
    expect(await passes(blockOf(row), {})).toBe(true);
  });

  test.each(voidForAnything)('void for any value: %s %s %j', async (...row) => {
    expect(gradesOf(blockOf(row))).toEqual(['void']);
    for (const [name, caller] of Object.entries(callers)) expect(await passes(blockOf(row), caller), name).toBe(true);
  });

  // The simulator cannot be asked about these; see the last one.
  test.each<Row>([
    ['IpAddress', 'aws:SourceIp', '0.0.0.0/0'],
    ['IpAddress', 'aws:SourceIp', ['203.0.113.0/24', '::/0']],
    ['ForAnyValue:StringEqualsIfExists', 'aws:TagKeys', 'purpose'],
  ])('void: %s %s %j', (...row) => {
    expect(gradesOf(blockOf(row))).toEqual(['void']);
  });

  test('void, other than the simulator has it', async () => {
    // To it no address is in `0.0.0.0/0`, though all are in its halves.
    expect(await passes({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }, user)).toBe(false);
    expect(await passes({ IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } }, user)).toBe(true);
    // "If the condition key is not present, evaluate the condition element as true", says the User Guide of IfExists; to it ForAnyValue comes first.
    expect(await passes({ 'ForAnyValue:StringEqualsIfExists': { 'aws:TagKeys': 'purpose' } }, user)).toBe(false);
  });

  test.each(dead)('dead: %s %s %j', async (...row) => {
    expect(gradesOf(blockOf(row))).toEqual(['dead']);
    for (const [name, caller] of Object.entries(callers)) expect(await passes(blockOf(row), caller), name).toBe(false);
  });

  // The simulator leaves out what it does not know of the action: nothing can be asked of it.
  test.each<Row>([
    ['StringEquals', 'saml:sub', 'ana@example.com'],
    ['StringLike', 'token.actions.githubusercontent.com:sub', 'repo:example/audit:*'],
    ['StringEquals', 'oidc.eks.eu-west-1.amazonaws.com/id/0123:sub', 'system:serviceaccount:audit:audit'],
    ['StringEquals', 'cognito-identity.amazonaws.com:amr', 'authenticated'],
  ])('strong: %s %s, which identity providers put into sessions', (...row) => {
    expect(gradesOf(blockOf(row))).toEqual(['strong']);
  });

  test('open where its values are not known', () => {
    const [one] = testsOf({ StringEquals: { 'aws:PrincipalTag/team': 'audit' } });
    if (one === undefined) throw new Error('there is a test');
    const [value] = one.values.items;
    if (value === undefined) throw new Error('it has a value');
    const holes = { ...one, values: { ...one.values, items: [{ ...value, text: ['a', { name: 'Team', holds: 'any' as const }] }] } };
    expect(gradeConditions([holes])).toMatchObject([{ grade: 'open' }]);
  });
});

describe('of several conditions', () => {
  const mfa = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } };
  // All must hold: the strongest stands first, after one that nobody passes.
  test.each<readonly [Block, readonly Grade[]]>([
    [{}, []],
    [{ ...mfa, StringEquals: { 'aws:PrincipalOrgID': 'o-1111111111', 'aws:PrincipalTag/team': 'audit' } }, ['strong', 'weak', 'void']],
    [{ ...mfa, StringEquals: { 'aws:PrincipalTag/team': 'audit', 'cloudtrail:x': 'y' } }, ['dead', 'strong', 'void']],
    [{ DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' }, DateLessThan: { 'aws:CurrentTime': '2026-02-01T00:00:00Z' } }, ['strong', 'weak']],
  ])('%j: %j', (block, grades) => {
    expect(gradesOf(block)).toEqual(grades);
  });
});
