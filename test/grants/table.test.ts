import { describe, expect, test } from 'vitest';
import { DENY, document, head, inline, policy, PUT, role, template, toldOf } from './policies.js';

const ALL = '*';
const ACCOUNT = 'arn:aws:cloudtrail:*:111122223333:trail/*';
const REGION = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/*';
const SOME = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/team-*';
const ONE = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main';

type Level = 'error' | 'warning' | 'note' | 'none';

/** One row of the graded table: a statement of a policy that nobody in view holds. */
interface Row {
  readonly row: string;
  /** `Action` or `NotAction`. */
  readonly key?: 'NotAction';
  readonly action: string;
  /** `Resource` or `NotResource`. */
  readonly resource: string;
  readonly but?: boolean;
  readonly condition?: string;
  /** Statements beside it. */
  readonly beside?: readonly string[];
  readonly rule: string;
  readonly level: Level;
  /** What is told besides, before it. */
  readonly besides?: readonly string[];
}

const strong = '{ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/deployer" } }';

const rows: readonly Row[] = [
  { row: '1 cloudtrail:* on all', action: 'cloudtrail:*', resource: ALL, rule: 'grant-cloudtrail-admin', level: 'error' },
  { row: '1 cloudtrail:* on an account', action: 'cloudtrail:*', resource: ACCOUNT, rule: 'grant-cloudtrail-admin', level: 'error' },
  { row: '1 any case', action: 'CloudTrail:*', resource: ALL, rule: 'grant-cloudtrail-admin', level: 'error' },
  { row: '2 * on *', action: '*', resource: ALL, rule: 'grant-full-admin', level: 'error' },
  { row: '2 *:* on *', action: '*:*', resource: ALL, rule: 'grant-full-admin', level: 'error' },
  { row: '2 * on all trails is all of CloudTrail', action: '*', resource: 'arn:aws:cloudtrail:*:*:trail/*', rule: 'grant-cloudtrail-admin', level: 'error' },
  { row: '2 * but on one trail', action: '*', resource: ONE, but: true, rule: 'grant-full-admin', level: 'error' },
  { row: '3 NotAction', key: 'NotAction', action: 'iam:*', resource: ALL, rule: 'grant-not-action', level: 'error' },
  { row: '4 Put*', action: 'cloudtrail:Put*', resource: ALL, rule: 'grant-wildcard-action', level: 'error' },
  { row: '4 *Selectors on an account', action: 'cloudtrail:*Selectors', resource: ACCOUNT, rule: 'grant-wildcard-action', level: 'error' },
  { row: '4 *Event*', action: 'cloudtrail:*Event*', resource: ALL, rule: 'grant-wildcard-action', level: 'error' },
  { row: '4 ?', action: 'cloudtrail:Put?ventSelectors', resource: ALL, rule: 'grant-wildcard-action', level: 'error' },
  { row: '4 *:Put*', action: '*:Put*', resource: ALL, rule: 'grant-wildcard-action', level: 'error' },
  { row: '5 on *', action: 'cloudtrail:PutEventSelectors', resource: ALL, rule: 'grant-any-trail', level: 'error' },
  { row: '5 lower case', action: 'cloudtrail:puteventselectors', resource: ALL, rule: 'grant-any-trail', level: 'error' },
  { row: '5 on every trail', action: 'cloudtrail:PutEventSelectors', resource: 'arn:aws:cloudtrail:*:*:trail/*', rule: 'grant-any-trail', level: 'error' },
  { row: '5 on an account', action: 'cloudtrail:PutEventSelectors', resource: ACCOUNT, rule: 'grant-any-trail', level: 'error' },
  { row: '5 NotResource', action: 'cloudtrail:PutEventSelectors', resource: ONE, but: true, rule: 'grant-any-trail', level: 'error' },
  { row: '6 of 1 in a Region', action: 'cloudtrail:*', resource: REGION, rule: 'grant-cloudtrail-admin', level: 'warning' },
  { row: '6 of 3 in a Region', key: 'NotAction', action: 'iam:*', resource: REGION, rule: 'grant-not-action', level: 'warning' },
  { row: '6 of 4 in a Region', action: 'cloudtrail:Put*', resource: REGION, rule: 'grant-wildcard-action', level: 'warning' },
  { row: '6 of 5 in a Region', action: 'cloudtrail:PutEventSelectors', resource: REGION, rule: 'grant-any-trail', level: 'warning' },
  { row: '7 a name prefix', action: 'cloudtrail:PutEventSelectors', resource: SOME, rule: 'grant-any-trail', level: 'warning' },
  { row: '7 a wildcard, a name prefix', action: 'cloudtrail:Put*', resource: SOME, rule: 'grant-wildcard-action', level: 'warning' },
  { row: '7 one name in any Region', action: 'cloudtrail:PutEventSelectors', resource: 'arn:aws:cloudtrail:*:111122223333:trail/main', rule: 'grant-any-trail', level: 'warning' },
  { row: '7 a variable', action: 'cloudtrail:PutEventSelectors', resource: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/${aws:PrincipalTag/team}', rule: 'grant-any-trail', level: 'warning' },
  { row: '7 trails of CodePipeline', action: 'cloudtrail:PutEventSelectors', resource: 'arn:aws:cloudtrail:*:*:trail/codepipeline-source-trail', rule: 'grant-any-trail', level: 'note' },
  { row: '7 trails of Control Tower', action: 'cloudtrail:PutEventSelectors', resource: 'arn:aws:cloudtrail:*:*:trail/aws-controltower*', rule: 'grant-any-trail', level: 'note' },
  { row: '8 one trail', action: 'cloudtrail:PutEventSelectors', resource: ONE, rule: 'grant-one-trail', level: 'note' },
  { row: '8 a wildcard on one trail', action: 'cloudtrail:*', resource: ONE, rule: 'grant-one-trail', level: 'note' },
  { row: '9 of 1, a strong condition', action: 'cloudtrail:*', resource: ALL, condition: strong, rule: 'grant-cloudtrail-admin', level: 'warning' },
  { row: '9 of 5, a strong condition', action: 'cloudtrail:PutEventSelectors', resource: ALL, condition: strong, rule: 'grant-any-trail', level: 'warning' },
  { row: '9 of 6, a strong condition', action: 'cloudtrail:PutEventSelectors', resource: REGION, condition: strong, rule: 'grant-any-trail', level: 'note' },
  { row: '9 of 8, a strong condition', action: 'cloudtrail:PutEventSelectors', resource: ONE, condition: strong, rule: 'grant-one-trail', level: 'none' },
  { row: '10 a weak condition', action: 'cloudtrail:PutEventSelectors', resource: ALL, condition: '{ StringEquals: { "aws:RequestedRegion": us-east-1 } }', rule: 'grant-any-trail', level: 'error' },
  {
    row: '10 a void condition',
    action: 'cloudtrail:PutEventSelectors',
    resource: ALL,
    condition: '{ BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } }',
    rule: 'grant-any-trail',
    level: 'error',
    besides: ['condition-without-effect definite warning «"aws:MultiFactorAuthPresent"»'],
  },
  {
    row: '11 a dead condition',
    action: 'cloudtrail:PutEventSelectors',
    resource: ALL,
    condition: '{ StringEquals: { "cloudtrail:EventSource": kms.amazonaws.com } }',
    rule: 'grant-any-trail',
    level: 'none',
    besides: ['condition-without-effect definite note «"cloudtrail:EventSource"»'],
  },
  { row: '12 a Deny of all', action: 'cloudtrail:*', resource: ALL, beside: [DENY], rule: 'grant-cloudtrail-admin', level: 'none', besides: ['grant-trail-sabotage definite warning «"cloudtrail:*"»'] },
  { row: '12 a Deny by wildcard', action: 'cloudtrail:PutEventSelectors', resource: ALL, beside: ['{ Effect: Deny, Action: "cloudtrail:Put*", Resource: "*" }'], rule: 'grant-any-trail', level: 'none' },
  { row: '12 a Deny by NotAction', action: 'cloudtrail:PutEventSelectors', resource: ALL, beside: ['{ Effect: Deny, NotAction: "s3:*", Resource: "*" }'], rule: 'grant-any-trail', level: 'none' },
  { row: '12 a Deny of every trail takes `*` away', action: 'cloudtrail:PutEventSelectors', resource: ALL, beside: ['{ Effect: Deny, Action: "cloudtrail:*", Resource: "arn:aws:cloudtrail:*:*:trail/*" }'], rule: 'grant-any-trail', level: 'none' },
  { row: '12 a Deny of the own account takes `*` away', action: 'cloudtrail:PutEventSelectors', resource: ALL, beside: ['{ Effect: Deny, Action: "cloudtrail:*", Resource: !Sub "arn:${AWS::Partition}:cloudtrail:*:${AWS::AccountId}:trail/*" }'], rule: 'grant-any-trail', level: 'none' },
  { row: '12 a Deny of some account does not', action: 'cloudtrail:PutEventSelectors', resource: ALL, beside: [`{ Effect: Deny, Action: "cloudtrail:*", Resource: "${ACCOUNT}" }`], rule: 'grant-any-trail', level: 'error' },
  { row: '12 a Deny of a part', action: 'cloudtrail:PutEventSelectors', resource: ALL, beside: [`{ Effect: Deny, Action: "cloudtrail:*", Resource: "${ONE}" }`], rule: 'grant-any-trail', level: 'error' },
  { row: '12 a Deny of all but one trail', action: 'cloudtrail:PutEventSelectors', resource: ALL, beside: [`{ Effect: Deny, Action: "cloudtrail:*", NotResource: "${ONE}" }`], rule: 'grant-one-trail', level: 'note' },
  { row: '12 a Deny of the very Region', action: 'cloudtrail:PutEventSelectors', resource: REGION, beside: [`{ Effect: Deny, Action: "cloudtrail:*", Resource: "${ACCOUNT}" }`], rule: 'grant-any-trail', level: 'none' },
  { row: '12 a Deny of another action', action: 'cloudtrail:PutEventSelectors', resource: ALL, beside: ['{ Effect: Deny, Action: "cloudtrail:StopLogging", Resource: "*" }'], rule: 'grant-any-trail', level: 'error' },
  { row: '13 a Deny but for named principals', action: 'cloudtrail:PutEventSelectors', resource: ALL, beside: ['{ Effect: Deny, Action: "cloudtrail:*", Resource: "*", Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/admin" } } }'], rule: 'grant-any-trail', level: 'warning' },
  { row: '13 but for a tag, in a Region', action: 'cloudtrail:PutEventSelectors', resource: REGION, beside: ['{ Effect: Deny, Action: "cloudtrail:*", Resource: "*", Condition: { StringNotEquals: { "aws:PrincipalTag/team": security } } }'], rule: 'grant-any-trail', level: 'note' },
  { row: '13 but for everybody', action: 'cloudtrail:PutEventSelectors', resource: ALL, beside: ['{ Effect: Deny, Action: "cloudtrail:*", Resource: "*", Condition: { ArnNotLike: { "aws:PrincipalArn": ["arn:aws:iam::*:role/admin", "*"] } } }'], rule: 'grant-any-trail', level: 'error' },
  { row: '13 but for whoever is not known', action: 'cloudtrail:PutEventSelectors', resource: ALL, beside: ['{ Effect: Deny, Action: "cloudtrail:*", Resource: "*", Condition: { ArnNotLike: { "aws:PrincipalArn": !Ref Free } } }'], rule: 'grant-any-trail', level: 'error' },
  { row: '13 a Deny under another condition', action: 'cloudtrail:PutEventSelectors', resource: ALL, beside: ['{ Effect: Deny, Action: "cloudtrail:*", Resource: "*", Condition: { StringEquals: { "aws:RequestedRegion": eu-west-1 } } }'], rule: 'grant-any-trail', level: 'error' },
  { row: '16 StopLogging on all', action: 'cloudtrail:StopLogging', resource: ALL, rule: 'grant-trail-sabotage', level: 'warning' },
  { row: '16 DeleteTrail on an account', action: 'cloudtrail:DeleteTrail', resource: ACCOUNT, rule: 'grant-trail-sabotage', level: 'warning' },
  { row: '16 UpdateTrail by wildcard', action: 'cloudtrail:Update*', resource: ALL, rule: 'grant-trail-sabotage', level: 'warning' },
  { row: '16 of event data stores', action: 'cloudtrail:StopEventDataStoreIngestion', resource: 'arn:aws:cloudtrail:*:111122223333:eventdatastore/*', rule: 'grant-trail-sabotage', level: 'warning' },
  { row: '16 under a strong condition', action: 'cloudtrail:StopLogging', resource: ALL, condition: strong, rule: 'grant-trail-sabotage', level: 'note' },
  { row: '16 in a Region', action: 'cloudtrail:StopLogging', resource: REGION, rule: 'grant-trail-sabotage', level: 'none' },
  { row: '16 one trail', action: 'cloudtrail:StopLogging', resource: ONE, rule: 'grant-trail-sabotage', level: 'none' },
];

const quoted = (text: string): string => `"${text}"`;

interface Parts {
  readonly action: string;
  readonly resource: string;
}

const written = ({ key, but, condition }: Row, { action, resource }: Parts): string =>
  `{ Effect: Allow, ${key ?? 'Action'}: ${action}, ${but === true ? 'NotResource' : 'Resource'}: ${resource}${condition === undefined ? '' : `, Condition: ${condition}`} }`;

const partsOf = ({ action, resource }: Row): Parts => ({ action: quoted(action), resource: quoted(resource) });

const lowered = (level: Level): Level => (level === 'error' ? 'warning' : 'note');
const at = (row: Row): string => (row.key === 'NotAction' ? 'NotAction' : quoted(row.action));

/** Both in the order in which they stand in the text. */
const sorted = (told: readonly string[]): readonly string[] => [...told].sort();

/** A row, when something holds. */
function expected(row: Row, { certainty = 'definite', level = row.level, pointed = at(row), when = '' } = {}): readonly string[] {
  const main = row.level === 'none' ? [] : [`${row.rule} ${certainty} ${level} «${pointed}»${when}`];
  return sorted([...main, ...(row.besides ?? []).map((told) => `${told}${when}`)]);
}

const told = async (row: Row, statement: string, top?: string): Promise<readonly string[]> => sorted(await toldOf(template({ P: policy(statement, ...(row.beside ?? [])) }, top)));

describe('the graded table, definite', () => {
  test.each(rows.map((row) => [row.row, row] as const))('%s', async (_name, row) => {
    expect(await told(row, written(row, partsOf(row)))).toEqual(expected(row));
  });
});

describe('the graded table, where a condition on a parameter holds', () => {
  test.each(rows.map((row) => [row.row, row] as const))('%s: the statement', async (_name, row) => {
    expect(await told(row, `!If [Wide, ${written(row, partsOf(row))}, !Ref AWS::NoValue]`)).toEqual(expected(row, { when: ' when Env=dev' }));
  });

  test.each(rows.filter(({ key }) => key === undefined).map((row) => [row.row, row] as const))('%s: the action', async (_name, row) => {
    const action = `!If [Wide, ${quoted(row.action)}, "s3:GetObject"]`;
    expect(await told(row, written(row, { ...partsOf(row), action }))).toEqual(expected(row, { when: ' when Env=dev' }));
  });

  test.each(rows.filter(({ but }) => but !== true).map((row) => [row.row, row] as const))('%s: the resource', async (_name, row) => {
    const resource = `!If [Wide, ${quoted(row.resource)}, "arn:aws:s3:::bucket"]`;
    expect(await told(row, written(row, { ...partsOf(row), resource }))).toEqual(expected(row, { when: ' when Env=dev' }));
  });

  test.each(rows.filter(({ key, besides }) => key === undefined && besides === undefined).map((row) => [row.row, row] as const))('%s: an action that is merely allowed', async (_name, row) => {
    const action = '!Ref Chosen';
    const when = ` when Chosen=${row.action}`;
    expect(await told(row, written(row, { ...partsOf(row), action }), head(row.action, 's3:GetObject'))).toEqual(expected(row, { certainty: 'possible', level: lowered(row.level), pointed: action, when }));
  });
});

/** Row 18. What the parts that are known leave of a row once the other part may be anything. */
describe('the graded table, unresolved', () => {
  const kept = rows.filter(({ besides, beside, condition }) => besides === undefined && beside === undefined && condition === undefined);

  test.each(kept.filter(({ key, rule }) => key === undefined && rule !== 'grant-trail-sabotage').map((row) => [row.row, row] as const))('%s: the action', async (_name, row) => {
    const [only, ...more] = await told(row, written(row, { ...partsOf(row), action: '!Ref Free' }));
    expect(more).toEqual([]);
    expect(only).toBe(`${row.rule === 'grant-one-trail' ? 'grant-one-trail' : 'grant-any-trail'} possible note «!Ref Free»`);
  });

  test.each(kept.map((row) => [row.row, row] as const))('%s: the resource', async (_name, row) => {
    const [only, ...more] = await told(row, written({ ...row, but: false }, { ...partsOf(row), resource: '!Ref Free' }));
    expect(more).toEqual([]);
    // On what it is decides between all of CloudTrail and everything.
    expect(only).toMatch(/^grant-[a-z-]+ possible note «/u);
    expect(only).toContain(`«${at(row)}»`);
  });

  test.each([
    ['a part of the action', 'Action: !Sub "cloudtrail:${Free}", Resource: "*"', 'grant-any-trail possible note «!Sub "cloudtrail:${Free}"»'],
    ['a part of the action that cannot match', 'Action: !Sub "s3:${Free}", Resource: "*"', undefined],
    ['a part of the action that can only stop', 'Action: !Sub "cloudtrail:Stop${Free}", Resource: "*"', 'grant-trail-sabotage possible note «!Sub "cloudtrail:Stop${Free}"»'],
    ['a list of actions', 'Action: !Split [",", !Ref Free], Resource: "*"', 'grant-any-trail possible note «!Split [",", !Ref Free]»'],
    ['an action beside one that is known', 'Action: [!Ref Free, "cloudtrail:PutEventSelectors"], Resource: "*"', 'grant-any-trail definite error «"cloudtrail:PutEventSelectors"»'],
    ['both', 'Action: !Ref Free, Resource: !Ref Free', 'grant-any-trail possible note «!Ref Free»'],
    ['a part of the resource', 'Action: "cloudtrail:PutEventSelectors", Resource: !Sub "arn:aws:cloudtrail:us-east-1:111122223333:trail/${Free}"', 'grant-any-trail possible note «"cloudtrail:PutEventSelectors"»'],
    ['a resource that cannot match', 'Action: "cloudtrail:PutEventSelectors", Resource: !Sub "arn:aws:s3:::${Free}"', undefined],
    ['a resource beside one that is known', `Action: "cloudtrail:PutEventSelectors", Resource: [!Ref Free, "${REGION}"]`, 'grant-any-trail definite warning «"cloudtrail:PutEventSelectors"»'],
    ['an imported resource', 'Action: "cloudtrail:PutEventSelectors", Resource: !ImportValue TrailArn', 'grant-any-trail possible note «"cloudtrail:PutEventSelectors"»'],
    ['an imported resource to stop', 'Action: "cloudtrail:StopLogging", Resource: !ImportValue TrailArn', 'grant-trail-sabotage possible note «"cloudtrail:StopLogging"»'],
    ['the account and the Region alone', 'Action: "cloudtrail:PutEventSelectors", Resource: !Sub "arn:${AWS::Partition}:cloudtrail:${AWS::Region}:${AWS::AccountId}:trail/*"', 'grant-any-trail definite warning «"cloudtrail:PutEventSelectors"»'],
    ['the ARN of a trail', 'Action: "cloudtrail:PutEventSelectors", Resource: !GetAtt Trail.Arn', 'grant-one-trail definite note «"cloudtrail:PutEventSelectors"»'],
    ['what NotAction lists', 'NotAction: !Ref Free, Resource: "*"', 'grant-not-action possible note «NotAction»'],
    ['what NotResource lists', 'Action: "cloudtrail:PutEventSelectors", NotResource: !Ref Free', 'grant-any-trail possible note «"cloudtrail:PutEventSelectors"»'],
    ['a part of what NotResource lists', 'Action: "cloudtrail:PutEventSelectors", NotResource: !Sub "arn:aws:cloudtrail:*:*:trail/${Free}"', 'grant-any-trail possible note «"cloudtrail:PutEventSelectors"»'],
    ['what NotResource lists and cannot be a trail', 'Action: "cloudtrail:PutEventSelectors", NotResource: !Sub "arn:aws:s3:::${Free}/*"', 'grant-any-trail definite error «"cloudtrail:PutEventSelectors"»'],
    ['the effect', 'Action: "cloudtrail:PutEventSelectors", Resource: "*", Effect: !Ref Free', 'grant-any-trail possible warning «"cloudtrail:PutEventSelectors"»'],
    ['the values of a condition', 'Action: "cloudtrail:PutEventSelectors", Resource: "*", Condition: { ArnLike: { "aws:PrincipalArn": !Ref Free } }', 'grant-any-trail possible warning «"cloudtrail:PutEventSelectors"»'],
    ['the condition', 'Action: "cloudtrail:PutEventSelectors", Resource: "*", Condition: !Ref Free', 'grant-any-trail possible warning «"cloudtrail:PutEventSelectors"»'],
  ])('%s', async (_name, members, one) => {
    const statement = members.includes('Effect') ? `{ ${members} }` : `{ Effect: Allow, ${members} }`;
    const trail = '{ Type: AWS::CloudTrail::Trail, Properties: { IsLogging: true, IsMultiRegionTrail: true } }';
    expect(await toldOf(template({ Trail: trail, P: policy(statement) }))).toEqual(one === undefined ? [] : [one]);
  });

  test('an unresolved Deny makes what it may cover possible', async () => {
    const deny = '{ Effect: Deny, Action: !Ref Free, Resource: "*" }';
    expect(await toldOf(template({ P: policy(PUT, deny) }))).toEqual(['grant-any-trail possible warning «"cloudtrail:PutEventSelectors"»']);
  });

  test('a document that is not known is told as a gap', async () => {
    const { lintTexts } = await import('../helpers/lint.js');
    const report = await lintTexts({ 'input.yaml': template({ P: '{ Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: !Ref Free } }' }) });
    expect(report.findings).toEqual([]);
    expect(report.problems.map(({ rule }) => rule)).toEqual(['gap']);
  });
});

describe('attached policies of AWS', () => {
  const arn = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
  const managed: readonly (readonly [string, string, Level])[] = [
    ['AWSCloudTrail_FullAccess', 'grant-cloudtrail-admin', 'error'],
    ['AdministratorAccess', 'grant-full-admin', 'error'],
    ['PowerUserAccess', 'grant-not-action', 'error'],
    ['AWSMcpServiceActionsFullAccess', 'grant-full-admin', 'warning'],
    ['AWSCodePipeline_FullAccess', 'grant-any-trail', 'note'],
    ['service-role/AWSControlTowerServiceRolePolicy', 'grant-any-trail', 'note'],
    ['job-function/SystemAdministrator', 'grant-trail-sabotage', 'warning'],
  ];

  test.each(managed)('%s', async (name, rule, level) => {
    expect(await toldOf(template({ R: role(`ManagedPolicyArns: ["${arn(name)}"]`) }))).toEqual([`${rule} definite ${level} «"${arn(name)}"»`]);
  });

  test.each(managed)('%s under a condition', async (name, rule, level) => {
    expect(await toldOf(template({ R: role(`ManagedPolicyArns: [!If [Wide, "${arn(name)}", !Ref AWS::NoValue]]`) }))).toEqual([`${rule} definite ${level} «"${arn(name)}"» when Env=dev`]);
  });

  test.each(managed)('%s merely allowed', async (name, rule, level) => {
    expect(await toldOf(template({ R: role('ManagedPolicyArns: [!Ref Chosen]') }, head(arn(name), arn('ReadOnlyAccess'))))).toEqual([`${rule} possible ${lowered(level)} «!Ref Chosen» when Chosen=${arn(name)}`]);
  });

  test('any other name, and a name that is not known', async () => {
    const names = ['SecurityAudit', 'ReadOnlyAccess', 'IAMFullAccess', 'job-function/ViewOnlyAccess', 'AWSCloudTrailReadOnlyAccess', 'administratoraccess', 'job-function/AdministratorAccess'].map(arn);
    expect(await toldOf(template({ R: role(`ManagedPolicyArns: [${[...names, ...names.map((name) => name.replace(':aws:policy', ':111122223333:policy'))].map(quoted).join()}, !Ref Free]`) }))).toEqual([]);
  });
});

describe('rows 14, 15 and 17: what caps, and what only looks like a grant', () => {
  const boundary = (statement: string, grant = PUT): string => template({ B: policy(statement), R: role(`PermissionsBoundary: !Ref B, ${inline(grant)}`) });
  const scp = (statement: string, grant = PUT): string => template({ S: `{ Type: AWS::Organizations::Policy, Properties: { Name: s, Type: SERVICE_CONTROL_POLICY, Content: ${document(statement)} } }`, P: policy(grant) });
  const told = (level: Level): readonly string[] => [`grant-any-trail definite ${level} «"cloudtrail:PutEventSelectors"»`];

  test.each([
    ['14 does not allow it', boundary('{ Effect: Allow, Action: "s3:*", Resource: "*" }'), told('note')],
    ['14 denies it', boundary('{ Effect: Allow, Action: "*", Resource: "*" }, { Effect: Deny, Action: "cloudtrail:*", Resource: "*" }'), told('note')],
    ['14 allows it', boundary('{ Effect: Allow, Action: "*", Resource: "*" }'), told('error')],
    ['14 allows it on another trail', boundary(`{ Effect: Allow, Action: "*", Resource: "${ONE}" }`, `{ Effect: Allow, Action: "cloudtrail:PutEventSelectors", Resource: "${SOME}" }`), told('note')],
    ['14 may allow it', boundary('{ Effect: Allow, Action: !Ref Free, Resource: "*" }'), told('error')],
    ['14 not in view', template({ R: role(`PermissionsBoundary: !Ref Free, ${inline(PUT)}`) }), told('error')],
    ['14 of AWS, without it', template({ R: role(`PermissionsBoundary: "arn:aws:iam::aws:policy/ReadOnlyAccess", ${inline(PUT)}`) }), told('note')],
    ['14 of AWS, with it', template({ R: role(`PermissionsBoundary: !Sub "arn:\${AWS::Partition}:iam::aws:policy/PowerUserAccess", ${inline(PUT)}`) }), told('error')],
    ['14 of AWS, with it on another trail', template({ R: role(`PermissionsBoundary: "arn:aws:iam::aws:policy/AWSCodePipeline_FullAccess", ${inline(`{ Effect: Allow, Action: "cloudtrail:PutEventSelectors", Resource: "${SOME}" }`)}`) }), told('note')],
    ['15 denies it', scp(DENY), told('warning')],
    ['15 denies a part', scp(`{ Effect: Deny, Action: "cloudtrail:*", Resource: "${ONE}" }`), told('error')],
    ['15 denies it under a condition', scp('{ Effect: Deny, Action: "cloudtrail:*", Resource: "*", Condition: { StringEquals: { "aws:RequestedRegion": x } } }'), told('error')],
    ['15 denies what is wider', scp(DENY, `{ Effect: Allow, Action: "cloudtrail:PutEventSelectors", Resource: "${REGION}" }`), told('note')],
    ['17 in a boundary', template({ B: policy('{ Effect: Allow, Action: "*", Resource: "*" }'), R: role('PermissionsBoundary: !Ref B') }), []],
    ['17 in a service control policy', scp('{ Effect: Allow, Action: "*", Resource: "*" }', '{ Effect: Allow, Action: "s3:*", Resource: "*" }'), []],
    ['17 in a trust policy', template({ R: '{ Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: x.amazonaws.com }, Action: "*", Resource: "*" }] } } }' }), []],
  ])('%s', async (_name, text, findings) => {
    expect(await toldOf(text)).toEqual(findings);
  });
});

describe('holders', () => {
  const on = (resource: string): string => `{ Effect: Allow, Action: "cloudtrail:PutEventSelectors", Resource: "${resource}" }`;
  const principal = (type: string, resource: string): string => `{ Type: AWS::IAM::${type}, Properties: { ${inline(on(resource))} } }`;
  const trusted = (principal: string, condition = '', resource = REGION): string => role(inline(on(resource)), principal, condition);
  const github = '{ Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }';
  const deployer = (resource: string): string => role(inline(on(resource), `{ Effect: Allow, Action: ["cloudtrail:CreateTrail", "cloudtrail:UpdateTrail"], Resource: "${ONE}" }`));

  test.each([
    ['a service', trusted('{ Service: states.amazonaws.com }'), 'warning'],
    ['people of the account', trusted('{ AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root" }'), 'warning'],
    ['a user', principal('User', REGION), 'error'],
    ['a group', principal('Group', REGION), 'error'],
    ['a user, never above an error', principal('User', ALL), 'error'],
    ['EC2', trusted('{ Service: ec2.amazonaws.com }'), 'error'],
    ['Lambda', trusted('{ Service: [lambda.amazonaws.com] }'), 'error'],
    ['ECS', trusted('{ Service: ecs-tasks.amazonaws.com }'), 'error'],
    ['everyone', trusted('"*"'), 'error'],
    ['every account', trusted('{ AWS: "*" }'), 'error'],
    ['everyone under a condition', trusted('"*"', '{ StringEquals: { "aws:PrincipalOrgID": o-1 } }'), 'warning'],
    ['a foreign account', trusted('{ AWS: "arn:aws:iam::999988887777:root" }'), 'error'],
    ['a foreign account by its number', trusted('{ AWS: 999988887777 }'), 'error'],
    ['a foreign account with an external id', trusted('{ AWS: "arn:aws:iam::999988887777:root" }', '{ StringEquals: { "sts:ExternalId": x } }'), 'warning'],
    ['one role of a foreign account', trusted('{ AWS: "arn:aws:iam::999988887777:role/audit" }'), 'warning'],
    ['GitHub, anyone', trusted(github), 'error'],
    ['GitHub, the audience only', trusted(github, '{ StringEquals: { "token.actions.githubusercontent.com:aud": sts.amazonaws.com } }'), 'error'],
    ['GitHub, every repository', trusted(github, '{ StringLike: { "token.actions.githubusercontent.com:sub": "repo:*" } }'), 'error'],
    ['GitHub, one repository', trusted(github, '{ StringLike: { "token.actions.githubusercontent.com:sub": "repo:org/repo:*" } }'), 'warning'],
    ['SAML', trusted('{ Federated: "arn:aws:iam::111122223333:saml-provider/idp" }'), 'warning'],
    ['a trust policy in a string', `{ Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}', ${inline(on(REGION))} } }`, 'error'],
  ])('%s', async (_name, resource, level) => {
    expect(await toldOf(template({ H: resource }))).toEqual([`grant-any-trail definite ${level} «"cloudtrail:PutEventSelectors"»`]);
  });

  test.each([
    ['a user on one trail', principal('User', ONE), ['grant-one-trail definite warning «"cloudtrail:PutEventSelectors"»']],
    ['the deployer of the one trail', deployer(ONE), []],
    ['a deployer of another trail', deployer(ONE.replace('main', 'other')), ['grant-one-trail definite note «"cloudtrail:PutEventSelectors"»']],
    ['a deployer that may do it anywhere', deployer(REGION), ['grant-any-trail definite warning «"cloudtrail:PutEventSelectors"»']],
    ['an administrator for CloudFormation', role('ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"]', '{ Service: cloudformation.amazonaws.com }'), ['grant-full-admin definite warning «"arn:aws:iam::aws:policy/AdministratorAccess"»']],
    ['an administrator for CloudFormation and people', role('ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"]', '{ Service: cloudformation.amazonaws.com, AWS: "arn:aws:iam::111122223333:user/x" }'), ['grant-full-admin definite error «"arn:aws:iam::aws:policy/AdministratorAccess"»']],
    ['PutEventSelectors at CloudFormation', role(inline(PUT), '{ Service: cloudformation.amazonaws.com }'), ['grant-any-trail definite error «"cloudtrail:PutEventSelectors"»']],
  ])('%s', async (_name, resource, findings) => {
    expect(await toldOf(template({ H: resource }))).toEqual(findings);
  });
});

describe('one statement is one finding', () => {
  test('the broadest action of the statement is pointed at', async () => {
    const statement = '{ Effect: Allow, Action: ["cloudtrail:PutEventSelectors", "cloudtrail:Put*", "cloudtrail:*", "cloudtrail:StopLogging"], Resource: "*" }';
    expect(await toldOf(template({ P: policy(statement) }))).toEqual(['grant-cloudtrail-admin definite error «"cloudtrail:*"»']);
  });

  test('a policy that several hold', async () => {
    const held = `{ Type: AWS::IAM::Policy, Properties: { Roles: [!Ref A, !Ref B, elsewhere], PolicyDocument: ${document(PUT)} } }`;
    expect(await toldOf(template({ A: role('Path: /'), B: role('Path: /'), P: held }))).toEqual(['grant-any-trail definite error «"cloudtrail:PutEventSelectors"»']);
  });

  test('a policy whose holders and resources differ from world to world', async () => {
    const statement = `{ Effect: Allow, Action: "cloudtrail:PutEventSelectors", Resource: !If [Wide, "*", "${ACCOUNT}"] }`;
    const held = `{ Type: AWS::IAM::Policy, Properties: { Roles: [!If [Wide, !Ref A, !Ref B]], PolicyDocument: ${document(statement)} } }`;
    expect(await toldOf(template({ A: role('Path: /'), B: role('Path: /'), P: held }))).toEqual(['grant-any-trail definite error «"cloudtrail:PutEventSelectors"»']);
  });

  test('two statements alike are two', async () => {
    expect(await toldOf(template({ P: policy(PUT, PUT) }))).toHaveLength(2);
  });
});
