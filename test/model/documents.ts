import { sabotage, PUT_EVENT_SELECTORS } from '../../src/model/grant/action.js';
import { ACCOUNT, arnOf, beside, elsewhere, named, OTHER_ACCOUNT, store } from './requests.js';
import { listOf, onceIn, oneOf, pick, type Chance, type Weighted } from './random.js';

/** Policy documents as they are written, and a generator of such. Each kind of pattern that IAM tells apart occurs in thousands of documents. */
export interface DocumentText {
  readonly Version?: string;
  readonly Statement: StatementText | readonly StatementText[];
}

export type Strings = string | readonly string[];

export interface StatementText {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: Strings;
  readonly NotAction?: Strings;
  readonly Resource?: Strings;
  readonly NotResource?: Strings;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Strings>>>>;
}

export const statementsOf = ({ Statement }: DocumentText): readonly StatementText[] => [Statement].flat();
export const stringsOf = (value: Strings | undefined): readonly string[] => (value === undefined ? [] : [value].flat());

const asked = [PUT_EVENT_SELECTORS, PUT_EVENT_SELECTORS, PUT_EVENT_SELECTORS, ...sabotage];

/** Takes some characters out of `text`, behind `from`, and puts a wildcard there. */
function blurred(chance: Chance, text: string, from: number): string {
  const start = from + chance.below(text.length - from + 1);
  const wildcard = pick(chance, [[3, '*'], [1, '?'], [1, '?*'], [1, '*?']]);
  const gone = wildcard === '?' ? 1 : chance.below(text.length - start + 1);
  return text.slice(0, start) + wildcard + text.slice(start + gone);
}

const recased = (chance: Chance, text: string): string => pick(chance, [[1, text.toLowerCase()], [1, text.toUpperCase()], [1, text.replace(/:\w/u, (first) => first.toLowerCase())]]);

const blurredTwice = (chance: Chance, text: string, from: number): string => {
  const once = blurred(chance, text, from);
  return onceIn(chance, 3) ? blurred(chance, once, Math.min(from, once.length)) : once;
};

const otherActions = ['cloudtrail:GetTrail', 'cloudtrail:PutEventSelector', 'cloudtrail:AddTags', 'cloudtrail-data:PutAuditEvents', 'cloudtrail-data:*', 's3:*', 's3:PutObject', 'iam:*', 'kms:Put*', 'organizations:*', 'logs:DeleteLogGroup'];
const wideActions = ['cloudtrail:*', 'cloudtrail:?*', 'cloudtrail:**', 'cloudtrail:Put*', 'cloudtrail:P*', 'cloudtrail:*Selectors', 'cloudtrail:Put?ventSelectors', 'cloudtrail:*Event*', 'cloudtrail:Update*', 'cloudtrail:Stop*', 'cloudtrail:Delete*', 'cloudtrail:*Trail', 'cloudtrail:*Logging'];
/** What IAM takes for no action, or does not take at all. */
const oddActions = ['*:*', '*:Put*', '*:PutEventSelectors', '*:?*Trail', 'cloud*:PutEventSelectors', '?loudtrail:*', '**:*', 'cloudtrail:', ':PutEventSelectors', 'cloudtrail', 'PutEventSelectors', 'cloudtrail:Put*:Selectors', 'cloudtrail:*:*', ' cloudtrail:*', 'cloudtrail:* ', 'cloudtrail: *', 'cloudtrail :*', 'cloudtrail:[A-Z]*', 'cloudtrail:Put.*'];

function action(chance: Chance): string {
  const kinds: Weighted<() => string> = [
    [6, () => oneOf(chance, asked)],
    [5, () => blurredTwice(chance, oneOf(chance, asked), 'cloudtrail:'.length)],
    [3, () => oneOf(chance, wideActions)],
    [3, () => recased(chance, oneOf(chance, [...asked, ...wideActions]))],
    [2, () => oneOf(chance, ['*', '*', '**'])],
    [4, () => oneOf(chance, otherActions)],
    [1, () => oneOf(chance, oddActions)],
  ];
  return pick(chance, kinds)();
}

const partitions: Weighted<string> = [[20, 'aws'], [4, '*'], [1, 'aws*'], [1, 'a?s'], [1, 'AWS'], [1, 'aws-cn'], [1, '']];
const services: Weighted<string> = [[20, 'cloudtrail'], [2, '*'], [1, 'cloud*'], [1, 'CloudTrail'], [1, 'c?oudtrail'], [1, 's3'], [1, 'cloudtrail-data'], [1, 'kms'], [1, '']];
const regionPatterns: Weighted<string> = [[8, 'us-east-1'], [5, '*'], [3, 'eu-west-1'], [1, 'us-*'], [1, '*-1'], [1, 'us-east-?'], [1, 'US-East-1'], [1, 'ap-south-1'], [1, '**'], [1, '??-*'], [1, '']];
const accountPatterns: Weighted<string> = [[8, ACCOUNT], [6, '*'], [2, OTHER_ACCOUNT], [1, '1234*'], [1, '*2'], [1, '????????????'], [1, '']];
const resources: Weighted<string> = [
  ...[...['trail/*', 'trail/main', 'trail/audit-log', 'trail/m*', '*'].map((text) => [4, text] as const)],
  ...['trail/a*', 'trail/*a*', 'trail/??*', 'trail/???*', 'trail/*?', 'trail/????', 'trail/m?in', 'trail*', 'tr*', 't*', '**', '*main', '*/main', '*/*', 'tr*/*', 't*l/m*', '?rail/main', 'trail?main', '*:main'].map((text) => [1, text] as const),
  // What no trail is called.
  ...['trail/', 'trail', 'Trail/*', 'trail/MAIN', 'trail/main/', 'trail/main/*', 'trail:main', 'trail/ma:in', 'eventdatastore/*', 'channel/*', 'dashboard/*', '*/main/*', ''].map((text) => [1, text] as const),
  ...['trail/${aws:username}', 'trail/${aws:username}', 'trail/${aws:username}*', 'trail/${*}', 'trail/m${?}in', 'trail/*${$}'].map((text) => [1, text] as const),
  [2, store.slice(store.indexOf('eventdatastore'))],
];

const fullArn = (chance: Chance): string => ['arn', pick(chance, partitions), pick(chance, services), pick(chance, regionPatterns), pick(chance, accountPatterns), pick(chance, resources)].join(':');

/** Missing fields at the end stand for anything. */
const shortArn = (chance: Chance): string => {
  const fields = fullArn(chance).split(':');
  return fields.slice(0, 2 + chance.below(4)).join(':');
};

const wideResources = ['arn:aws:cloudtrail:*:*:trail/*', 'arn:*:cloudtrail:*:*:trail/*', 'arn:aws:cloudtrail:*:*:*', 'arn:aws:cloudtrail:*', 'arn:*', `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*`, arnOf('trail/*'), arnOf('*'), 'arn:aws:cloudtrail:us-east-1:*:trail/*'];
/** IAM takes ARNs and `*` alone. */
const noArns = ['', '', 'foo', 'main', 'trail/main', 'cloudtrail', '?', '*?', '*:*', '*:aws:cloudtrail:us-east-1:123456789012:trail/main', 'arn*', 'urn:aws:cloudtrail:*:*:*', 'foo:aws:cloudtrail:*:*:trail/*', 'arn'];

function resource(chance: Chance): string {
  const kinds: Weighted<() => string> = [
    [5, () => oneOf(chance, ['*', '*', '*', '**'])],
    [5, () => oneOf(chance, [named, named, elsewhere, beside, store])],
    [5, () => blurredTwice(chance, oneOf(chance, [named, elsewhere, beside, store]), 'arn:aws:cloudtrail:'.length)],
    [1, () => blurred(chance, oneOf(chance, [named, elsewhere, beside, store]), 'arn:'.length)],
    [4, () => oneOf(chance, wideResources)],
    [7, () => fullArn(chance)],
    [2, () => shortArn(chance)],
    [1, () => recased(chance, oneOf(chance, [named, ...wideResources]))],
    [1, () => oneOf(chance, ['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket/*', 'arn:aws:kms:us-east-1:123456789012:key/*', 'arn:aws:iam::123456789012:role/*'])],
    [1, () => oneOf(chance, noArns)],
  ];
  return pick(chance, kinds)();
}

/** One of them without brackets, or a list. */
function strings(chance: Chance, item: (chance: Chance) => string, most: number): Strings {
  return onceIn(chance, 3) ? item(chance) : listOf(chance, onceIn(chance, 20) ? 0 : 1, most, () => item(chance));
}

function statement(chance: Chance): StatementText {
  const Effect = pick<'Allow' | 'Deny'>(chance, [[5, 'Allow'], [2, 'Deny']]);
  const actions = strings(chance, action, 3);
  const targets = strings(chance, resource, 3);
  return {
    Effect,
    ...(onceIn(chance, 6) ? { NotAction: actions } : { Action: actions }),
    ...(onceIn(chance, 6) ? { NotResource: targets } : { Resource: targets }),
  };
}

export function anyDocument(chance: Chance): DocumentText {
  const version = pick<{ readonly Version?: string }>(chance, [[6, { Version: '2012-10-17' }], [1, { Version: '2008-10-17' }], [1, {}]]);
  const statements = listOf(chance, 1, 4, () => statement(chance));
  const [only] = statements;
  return { ...version, Statement: statements.length === 1 && only !== undefined && onceIn(chance, 2) ? only : statements };
}

/** One Allow of the action for one resource pattern. */
export const allowing = (Resource: Strings, Action: Strings = PUT_EVENT_SELECTORS): DocumentText => ({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource } });

export const anyResource = resource;
