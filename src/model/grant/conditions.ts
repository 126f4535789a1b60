import { plainText } from '../../core/text.js';
import type { ConditionTest } from './policy.js';

/**
 * What a Condition does to an Allow of PutEventSelectors in an identity policy. `strong`: most callers are kept out.
 * `weak`: nearly every caller passes. `void`: everyone passes. `dead`: nobody does. `open`: it depends on values unknown here.
 */
export type Grade = 'none' | 'strong' | 'weak' | 'void' | 'dead' | 'open';

export interface GradedCondition {
  readonly grade: Grade;
  /** The test that decides. */
  readonly test: ConditionTest;
  /** Why, in words that fit behind a colon. */
  readonly because: string;
}

interface Operator {
  readonly name: string;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly set: 'all' | 'any' | 'single';
}

/** `ForAllValues:StringNotLikeIfExists` taken apart; operators are case-insensitive. */
function operatorOf(written: string): Operator {
  const lower = written.toLowerCase();
  const set = lower.startsWith('forallvalues:') ? 'all' : lower.startsWith('foranyvalue:') ? 'any' : 'single';
  const bare = lower.replace(/^for(?:all|any)values?:/u, '');
  const name = bare.replace(/ifexists$/u, '');
  return { name, negated: name.includes('not'), ifExists: bare.endsWith('ifexists'), set };
}

/** What each test of a statement does, the strongest first: tests are AND-ed, so one that nobody passes decides, then one that keeps most out. */
export function gradeConditions(tests: readonly ConditionTest[]): readonly GradedCondition[] {
  const order: readonly Grade[] = ['dead', 'strong', 'open', 'weak', 'void'];
  return tests.map(gradeTest).sort((a, b) => order.indexOf(a.grade) - order.indexOf(b.grade));
}

function gradeTest(test: ConditionTest): GradedCondition {
  const operator = operatorOf(test.operator);
  const key = test.key.toLowerCase();
  const graded = (grade: Grade, because: string): GradedCondition => ({ grade, test, because });
  const values = test.values.items.map(({ text }) => plainText(text));
  if (test.values.unseen.length > 0 || values.some((value) => value === undefined)) return graded('open', 'its values are not known here');
  const known = values.filter((value) => value !== undefined);
  if (operator.name === 'null') return nullTest(key, known, graded);
  return whereMissing(operator, key, graded) ?? whereAnything(operator, key, known, graded) ?? gradeKey(operator, key, known, graded);
}

type Graded = (grade: Grade, because: string) => GradedCondition;

const nullTest = (key: string, values: readonly string[], graded: Graded): GradedCondition => {
  const asks = (what: string): boolean => values.some((value) => value.toLowerCase() === what);
  if (asks('true') && asks('false')) return graded('void', 'it holds for whoever has the key, and for whoever lacks it');
  const never = neverPresent(key);
  if (never !== undefined) return asks('true') ? graded('void', never) : graded('dead', never);
  if (alwaysPresent(key)) return asks('true') ? graded('dead', 'the key is always present') : graded('void', 'the key is always present');
  return asks('true') ? graded('void', 'it holds for whoever lacks the key') : graded('weak', 'it asks only that the key be present');
};

/**
 * What decides where the caller lacks the key: negated tests, IfExists and ForAllValues hold then, all others fail, ForAnyValue
 * even where it is negated. IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
function whereMissing({ set, negated, ifExists }: Operator, key: string, graded: Graded): GradedCondition | undefined {
  const passes = set === 'all' || ifExists || (negated && set === 'single');
  const never = neverPresent(key);
  if (never !== undefined) return passes ? graded('void', `${never}, and a missing key passes`) : graded('dead', never);
  if (!passes || alwaysPresent(key)) return undefined;
  if (set === 'all') return graded('void', '`ForAllValues` holds where the key is missing');
  if (!ifExists) return graded('void', 'a negated test holds where the key is missing or has any other value');
  if (key === 'aws:multifactorauthpresent') return graded('void', 'long-term access keys carry no such key, and `IfExists` lets them pass');
  // All calls but those through a VPC endpoint have it; and what is true of nearly everyone stays so.
  if (key === 'aws:sourceip' || weakKeys.has(key)) return undefined;
  return graded('void', 'whoever lacks the key passes by `IfExists`');
}

/** What decides where the value is whatever it may be. */
function whereAnything(operator: Operator, key: string, values: readonly string[], graded: Graded): GradedCondition | undefined {
  const anything = values.some((value) => isAnything(operator, key, value));
  if (operator.negated) return anything ? graded('dead', 'no value is left that passes') : alwaysPresent(key) ? graded('weak', 'it keeps out only what it names') : undefined;
  if (anything) return alwaysPresent(key) || key === 'aws:sourceip' || operator.ifExists ? graded('void', 'the value matches everything') : graded('weak', 'it asks only that the key be present');
  const literal = operator.name.startsWith("stringequals") && !writtenByCaller(key) && values.length > 0 && values.every((value) => /^[^$]*\*/u.test(value));
  return literal ? graded('dead', '`*` is no wildcard for `StringEquals`') : undefined;
}

function isAnything({ name }: Operator, key: string, value: string): boolean {
  if (/^(?:not)?ipaddress$/u.test(name)) return value.endsWith('/0');
  const everyPrincipal = key === 'aws:principalarn' && /^arn:[^:]*:(?:iam|\*|sts)::\*:\*$/u.test(value);
  if (/^string(?:not)?like$/u.test(name)) return /^\*+$/u.test(value) || everyPrincipal;
  return /^arn(?:not)?(?:like|equals)$/u.test(name) && (value === '*' || everyPrincipal);
}

/** Texts of the caller's choice may hold any character; other values hold no wildcards. */
const writtenByCaller = (key: string): boolean => key === 'aws:useragent' || key === 'aws:referer';

/** Availability of keys: IAM User Guide, "AWS global condition context keys". */
const alwaysPresent = (key: string): boolean =>
  [
    'aws:principalarn',
    'aws:principalaccount',
    'aws:principaltype',
    'aws:principalisawsservice',
    'aws:requestedregion',
    'aws:securetransport',
    'aws:currenttime',
    'aws:epochtime',
    'aws:useragent',
    'aws:userid',
    'aws:viaawsservice',
  ].includes(key);

/** Why no call of PutEventSelectors by a holder of the policy carries the key; undefined where some do. */
function neverPresent(key: string): string | undefined {
  if (key.startsWith('cloudtrail:')) return 'CloudTrail has no condition keys of its own';
  if (key.startsWith('aws:requesttag/') || key === 'aws:tagkeys') return 'the key is present only when tags are set';
  if (ofServices.has(key)) return 'calls by people and roles carry no such key';
  return key.startsWith('aws:') || crossService.has(key) || isFederated(key) ? undefined : 'the key is never present for this call';
}

/** Present only where the service itself is the caller, not a role that it uses. */
const ofServices: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceowner',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:principalservicename',
  'aws:principalservicenameslist',
]);

/** Keys that a service puts into the sessions of its roles, so that calls of every service carry them. */
const crossService: ReadonlySet<string> = new Set([
  'ec2:roledelivery',
  'ec2:sourceinstancearn',
  'glue:credentialissuingservice',
  'glue:roleassumedby',
  'identitystore:userid',
  'lambda:sourcefunctionarn',
  'ssm:sourceinstancearn',
]);

/** What an identity provider said when the session began stays with it: `saml:sub`, `token.actions.githubusercontent.com:sub`. */
const isFederated = (key: string): boolean => key.startsWith('saml:') || /^[^:]+\.[^:]+:/u.test(key);

/** Reference of keys: IAM User Guide, "AWS global condition context keys". */
const weakKeys: ReadonlyMap<string, string> = new Map([
  ['aws:requestedregion', 'the call is made in the home Region of the trail anyway'],
  ['aws:principalorgid', 'the holder is in that organization anyway'],
  ['aws:principalorgpaths', 'the holder is in that organization anyway'],
  ['aws:principalaccount', 'the holder is in that account anyway'],
  ['aws:resourceaccount', 'the trail is in that account anyway'],
  ['aws:resourceorgid', 'the trail is in that organization anyway'],
  ['aws:resourceorgpaths', 'the trail is in that organization anyway'],
  ['aws:principaltype', 'it is true of most callers'],
  ['aws:tokenissuetime', 'it is true of most sessions'],
  ['aws:useragent', 'the caller chooses it'],
  ['aws:referer', 'the caller chooses it'],
  ['aws:securetransport', 'SDK and CLI always use TLS'],
]);

/** What is `false` for whoever calls by himself. */
const ofOthers: ReadonlySet<string> = new Set(['aws:viaawsservice', 'aws:principalisawsservice']);

function gradeKey(operator: Operator, key: string, values: readonly string[], graded: Graded): GradedCondition {
  const weak = weakKeys.get(key);
  if (weak !== undefined) return graded('weak', weak);
  if (key === 'aws:multifactorauthpresent') return mfa(values, graded);
  if (ofOthers.has(key) && values.some((value) => value.toLowerCase() === 'false')) return graded('weak', 'it is true of every call that is made directly');
  if (key === 'aws:sourceip') return values.every(isNarrow) ? graded('strong', 'it asks for a network') : graded('weak', 'the range takes in much of the internet');
  if (key === 'aws:currenttime' || key === 'aws:epochtime') return operator.name.includes('lessthan') ? graded('strong', 'the window ends') : graded('weak', 'the window does not end');
  return graded('strong', 'few callers pass');
}

const mfa = (values: readonly string[], graded: Graded): GradedCondition =>
  values.every((value) => value.toLowerCase() === 'true') ? graded('strong', 'it asks for a second factor') : graded('weak', 'it lets sessions without a second factor pass');

/** Narrower than /8 for IPv4 (and for IPv6, in which a /32 is what a provider gets). */
function isNarrow(range: string): boolean {
  const bits = /\/(\d+)$/u.exec(range);
  if (bits === null) return true;
  return range.includes(':') ? Number(bits[1]) > 16 : Number(bits[1]) > 8;
}
