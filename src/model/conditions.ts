import { plainText } from '../core/text.js';
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
  return vacuous(operator, key, known, graded) ?? impossible(operator, key, graded) ?? gradeKey(operator, key, known, graded);
}

type Graded = (grade: Grade, because: string) => GradedCondition;

/** Everyone passes. IAM User Guide, "IAM JSON policy elements: Condition operators": a missing key passes negated, IfExists and ForAllValues tests. */
function vacuous(operator: Operator, key: string, values: readonly string[], graded: Graded): GradedCondition | undefined {
  if (operator.set === 'all') return graded('void', '`ForAllValues` holds where the key is missing');
  if (operator.name === 'null') return nullTest(key, values, graded);
  if (operator.negated) return graded('void', 'a negated test holds where the key is missing or has any other value');
  if (key === 'aws:multifactorauthpresent' && operator.ifExists) return graded('void', 'long-term access keys carry no such key, and `IfExists` lets them pass');
  if ((key === 'aws:sourcearn' || key === 'aws:sourceaccount') && operator.ifExists) return graded('void', 'calls by people carry no such key, and `IfExists` lets them pass');
  if (operator.ifExists && neverPresent(key)) return graded('void', 'the key is never present for this call, and `IfExists` lets it pass');
  const anyValue = values.some((value) => isAnything(operator, key, value));
  return anyValue ? graded('void', 'the value matches everything') : undefined;
}

const nullTest = (key: string, values: readonly string[], graded: Graded): GradedCondition => {
  const mustBeMissing = values.some((value) => value.toLowerCase() === 'true');
  if (neverPresent(key)) return mustBeMissing ? graded('void', 'the key is never present for this call') : graded('dead', 'the key is never present for this call');
  if (mustBeMissing) return graded('void', 'it holds for whoever lacks the key');
  return alwaysPresent(key) ? graded('void', 'the key is always present') : graded('weak', 'it asks only that the key be present');
};

function isAnything(operator: Operator, key: string, value: string): boolean {
  if (operator.name === 'ipaddress') return value.endsWith("/0");
  if (operator.name === 'stringlike') return /^\*+$/u.test(value) || (key === 'aws:principalarn' && /^arn:[^:]*:(?:iam|\*|sts)::\*:\*$/u.test(value));
  return /^arn(?:like|equals)$/u.test(operator.name) && /^(?:\*|arn:[^:]*:(?:iam|\*|sts)::\*:\*)$/u.test(value);
}

const alwaysPresent = (key: string): boolean => ['aws:principalarn', 'aws:requestedregion', 'aws:securetransport', 'aws:currenttime', 'aws:epochtime', 'aws:principaltype', 'aws:principalaccount', 'aws:useragent', 'aws:userid'].includes(key);

/** Keys that no call of PutEventSelectors carries: CloudTrail has none of its own. */
const neverPresent = (key: string): boolean => !key.startsWith('aws:') || key.startsWith('aws:requesttag/') || key === 'aws:tagkeys';

function impossible(operator: Operator, key: string, graded: Graded): GradedCondition | undefined {
  if (!key.startsWith('aws:')) return graded('dead', key.startsWith('cloudtrail:') ? 'CloudTrail has no condition keys of its own' : 'the key is never present for this call');
  if (neverPresent(key)) return graded('dead', 'the key is present only when tags are set');
  if (key === 'aws:sourcearn' || key === 'aws:sourceaccount') return graded('dead', 'calls by people and roles carry no such key');
  return undefined;
}

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
  ['aws:epochtime', 'it ends no sooner than the window does'],
]);

function gradeKey(operator: Operator, key: string, values: readonly string[], graded: Graded): GradedCondition {
  const weak = weakKeys.get(key);
  if (weak !== undefined) return graded('weak', weak);
  if (key === 'aws:multifactorauthpresent') return mfa(values, graded);
  if (key === 'aws:sourceip') return values.every(isNarrow) ? graded('strong', 'it asks for a network') : graded('weak', 'the range takes in much of the internet');
  if (key === 'aws:currenttime') return operator.name.includes('lessthan') ? graded('strong', 'the window ends') : graded('weak', 'the window does not end');
  if (/^string(?:like|equals)/u.test(operator.name) && values.some((value) => /^\*+$/u.test(value)) && operator.name === 'stringequals') return graded('dead', '`*` is no wildcard for `StringEquals`');
  return graded('strong', 'few callers pass');
}

const mfa = (values: readonly string[], graded: Graded): GradedCondition =>
  values.some((value) => value.toLowerCase() === 'true') ? graded('strong', 'it asks for a second factor') : graded('weak', 'it asks for sessions without a second factor');

/** Narrower than /8 for IPv4 (and for IPv6, in which a /32 is what a provider gets). */
function isNarrow(range: string): boolean {
  const bits = /\/(\d+)$/u.exec(range);
  if (bits === null) return true;
  return range.includes(':') ? Number(bits[1]) > 16 : Number(bits[1]) > 8;
}
