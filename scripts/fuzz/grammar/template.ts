import type { Random } from '../random.js';
import { isTrees, type Tree } from './tree.js';

/** Templates of CloudFormation and inputs of calls that mean something, put together at random from the words that matter. */

const sources = ['kms.amazonaws.com', 'rdsdata.amazonaws.com', 'kms', 's3.amazonaws.com', ''];
const fields = ['eventCategory', 'eventSource', 'eventName', 'readOnly', 'eventType', 'resources.type', 'resources.ARN', 'userIdentity.arn', 'sessionCredentialFromConsole', 'nothing'];
const operators = ['Equals', 'NotEquals', 'StartsWith', 'NotStartsWith', 'EndsWith', 'NotEndsWith'];
const valuesOf: Readonly<Record<string, readonly string[]>> = { eventCategory: ['Management', 'Data', 'NetworkActivity', 'management'], eventSource: sources, eventName: ['Decrypt', 'Generate', 'Key', 'ScheduleKeyDeletion'], readOnly: ['true', 'false', 'yes'] };
const actions = ['cloudtrail:PutEventSelectors', 'cloudtrail:Put*', 'cloudtrail:*', '*', 'cloudtrail:StopLogging', 'cloudtrail:?utEventSelectors', 'kms:Decrypt', 's3:*', 'cloudtrail:Get*', ''];
const resources = ['*', 'arn:aws:cloudtrail:*:*:trail/*', 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main', 'arn:aws:s3:::a'];

type Make = (random: Random) => Tree;

/** Now and then something else stands where a value is expected. */
const or = (random: Random, made: Tree): Tree => (random.chance(12) ? intrinsic(random, made) : random.chance(40) ? random.pick<Tree>([null, '', 0, true, [], {}, [made], 'x']) : made);

const intrinsic = (random: Random, made: Tree): Tree =>
  random.pick<Tree>([{ Ref: 'P' }, { Ref: 'AWS::NoValue' }, { 'Fn::If': ['C', made, random.pick<Tree>([{ Ref: 'AWS::NoValue' }, made, 'x'])] }, { 'Fn::ImportValue': 'x' }, { 'Fn::Sub': typeof made === 'string' ? `${made}\${P}` : '${P}' }, { 'Fn::FindInMap': ['M', { Ref: 'P' }, 'v'] }, { 'Fn::Join': ['.', ['kms', 'amazonaws', 'com']] }, { 'Fn::Select': [0, [made]] }, { 'Fn::Split': [',', 'kms.amazonaws.com,x'] }, { 'Fn::GetAtt': ['A', 'Arn'] }]);

const some = (random: Random, most: number, make: Make): Tree => or(random, Array.from({ length: random.below(most + 1) }, () => make(random)));

function object(random: Random, members: Readonly<Record<string, Make>>): Tree {
  const kept = Object.entries(members).filter(() => !random.chance(3));
  return or(random, Object.fromEntries(kept.map(([name, make]) => [name, make(random)])));
}

const choice = (items: readonly Tree[]): Make => (random) => or(random, random.pick(items));

const fieldSelector: Make = (random) => {
  const field = random.pick(fields);
  const values = valuesOf[field] ?? ['a', 'AWS::S3::Object'];
  return or(random, { Field: field, ...Object.fromEntries(Array.from({ length: 1 + random.below(2) }, () => [random.pick(operators), some(random, 2, choice(values))])) });
};

const basic: Make = (random) => object(random, { ReadWriteType: choice(['All', 'ReadOnly', 'WriteOnly', 'None']), IncludeManagementEvents: choice([true, false, 'true', 'false']), ExcludeManagementEventSources: (inner) => some(inner, 2, choice(sources)), DataResources: (inner) => some(inner, 1, () => ({ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] })) });
const advanced: Make = (random) => object(random, { Name: choice(['a']), FieldSelectors: (inner) => some(inner, 4, fieldSelector) });

const trail: Make = (random) => object(random, { S3BucketName: choice(['logs']), TrailName: choice(['main', 'a']), IsLogging: choice([true, false, 'true', 'false']), IsMultiRegionTrail: choice([true, false]), IsOrganizationTrail: choice([true, false]), ...selectors(random) });
const store: Make = (random) => object(random, { Name: choice(['s']), IngestionEnabled: choice([true, false]), MultiRegionEnabled: choice([true, false]), AdvancedEventSelectors: (inner) => some(inner, 2, advanced) });
const selectors = (random: Random): Readonly<Record<string, Make>> => (random.chance(2) ? { EventSelectors: (inner) => some(inner, 2, basic) } : { AdvancedEventSelectors: (inner) => some(inner, 2, advanced) });

const oneOrMore = (items: readonly string[]): Make => (random) => (random.chance(2) ? or(random, random.pick(items)) : some(random, 3, choice(items)));
const statement: Make = (random) => object(random, { Sid: choice(['S']), Effect: choice(['Allow', 'Allow', 'Deny', 'allow']), [random.pick(['Action', 'Action', 'NotAction'])]: oneOrMore(actions), [random.pick(['Resource', 'Resource', 'NotResource'])]: oneOrMore(resources), ...(random.chance(4) && { Condition: choice([{ StringEquals: { 'aws:PrincipalTag/a': 'b' } }, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, { 'ForAllValues:StringLike': { 'aws:RequestedRegion': ['*'] } }, {}]) }) });
const document: Make = (random) => object(random, { Version: choice(['2012-10-17']), Statement: (inner) => (inner.chance(3) ? statement(inner) : some(inner, 3, statement)) });
const role: Make = (random) => object(random, { RoleName: choice(['r']), ManagedPolicyArns: (inner) => some(inner, 2, choice(['arn:aws:iam::aws:policy/AdministratorAccess', 'arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess', 'arn:aws:iam::aws:policy/ReadOnlyAccess'])), Policies: (inner) => some(inner, 2, () => ({ PolicyName: 'p', PolicyDocument: document(inner) })) });
const policy: Make = (random) => object(random, { PolicyDocument: document, Roles: (inner) => some(inner, 1, choice(['r'])) });

const types: readonly (readonly [string, Make])[] = [['AWS::CloudTrail::Trail', trail], ['AWS::CloudTrail::Trail', trail], ['AWS::CloudTrail::EventDataStore', store], ['AWS::IAM::Role', role], ['AWS::IAM::ManagedPolicy', policy], ['AWS::IAM::Policy', policy]];

function resource(random: Random): Tree {
  const [type, properties] = random.pick(types);
  return { Type: type, ...(random.chance(6) && { Condition: random.pick(['C', 'D', 'Missing']) }), ...(random.chance(10) && { DeletionPolicy: random.pick(['Retain', 'Delete']) }), ...(random.chance(16) && { Metadata: { keytrail: { ignore: [{ rule: 'gap', reason: 'x' }] } } }), Properties: properties(random) };
}

/** A tree in which nothing hangs on anything else. */
function settled(tree: Tree): Tree {
  if (tree === null || typeof tree !== 'object') return tree;
  if (isTrees(tree)) return tree.map(settled);
  if (Object.keys(tree).some((key) => key === 'Ref' || key.startsWith('Fn::'))) return 'kms.amazonaws.com';
  return Object.fromEntries(Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' && key === 'Condition' ? [] : [[key, settled(value)]])));
}

export function templateOf(random: Random): Tree {
  const names = ['Trail', 'Other', 'Role', 'constructor'].slice(0, 1 + random.below(4));
  if (random.chance(3)) return { Resources: settled(Object.fromEntries(names.map((name) => [name, resource(random)]))) };
  return {
    ...(random.chance(8) && { Transform: random.pick<Tree>(['AWS::Serverless-2016-10-31', ['AWS::LanguageExtensions'], 'X::Y']) }),
    Parameters: { P: { Type: random.pick(['String', 'CommaDelimitedList', 'Number']), ...(random.chance(2) && { Default: random.pick(['kms.amazonaws.com', 'a', 'true', '']) }), ...(random.chance(3) && { AllowedValues: ['a', 'kms.amazonaws.com', 'true'] }) } },
    Mappings: { M: { a: { v: 'kms.amazonaws.com' }, 'kms.amazonaws.com': { v: ['x'] } } },
    Conditions: { C: random.pick<Tree>([{ 'Fn::Equals': [{ Ref: 'P' }, 'a'] }, { 'Fn::Not': [{ Condition: 'D' }] }, { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] }]), D: random.pick<Tree>([{ 'Fn::Equals': [{ Ref: 'P' }, ''] }, { 'Fn::And': [{ Condition: 'C' }, { 'Fn::Equals': ['a', 'a'] }] }]) },
    Resources: Object.fromEntries(names.map((name) => [name, resource(random)])),
  };
}

/** What calls take and answer, and policies. */
export const selectorsOf = (random: Random): Tree => {
  const own = Object.fromEntries(Object.entries(selectors(random)).map(([name, make]) => [name, make(random)]));
  return random.pick<(inner: Random) => Tree>([() => ({ TrailName: 't', ...own }), () => ({ TrailARN: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/t', ...own }), document, () => Object.values(own)[0] ?? [], (inner) => ({ trailList: [{ Name: 't', IsMultiRegionTrail: inner.chance(2), TrailARN: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/t' }] }), (inner) => ({ Name: 't', IsLogging: inner.chance(2) })])(random);
};
