import { behind, contains, isGlob, matches, overlaps } from '../core/pattern.js';
import { comparable, isSettled, ONE, plainText, widest, type Text } from '../core/text.js';
import type { Truth } from '../core/truth.js';

/**
 * How many trails a Resource pattern covers, from all to none. `*` and an account's trails come to the same for an identity
 * in an ordinary member account: there are no resource policies on trails.
 */
export const scopes = ['none', 'one', 'some', 'region', 'account', 'all'] as const;
export type Scope = (typeof scopes)[number];

export const wider = (a: Scope, b: Scope): Scope => (scopes.indexOf(a) >= scopes.indexOf(b) ? a : b);

/** A Resource pattern cut into the fields of an ARN; `undefined` for what is no ARN. Missing trailing fields act as `*`. */
interface ArnPattern {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything behind the account: here `*` crosses `/` and `:`. */
  readonly resource: string;
}

function arnPattern(pattern: string): ArnPattern | undefined {
  if (/^\*+$/u.test(pattern)) return { partition: '*', service: '*', region: '*', account: '*', resource: '*' };
  const [arn, partition = '*', service = '*', region = '*', account = '*', ...resource] = splitFields(pattern);
  if (arn?.toLowerCase() !== 'arn') return undefined;
  return { partition, service, region, account, resource: resource.length === 0 ? '*' : resource.join(':') };
}

/** A policy variable, `${aws:PrincipalTag/team}`, holds separators of its own: they are masked, and no wildcards are in it. */
const splitFields = (pattern: string): readonly string[] =>
  (pattern.includes('${') ? pattern.replaceAll(/\$\{[^}]*\}/gu, (variable) => variable.replaceAll(/[:/]/gu, SEPARATOR)) : pattern).split(':');

const SEPARATOR = '\uFFFB';

const partitions = ['aws', 'aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc'];

/** What an action acts on: the type of the resource, as its ARN has it. */
export type Target = 'trail' | 'eventdatastore';

/** Names of trails have 3 to 128 characters, ids of event data stores 36. API Reference, `CreateTrail.Name`. */
const ANY_NAME = '???*';
/** What every Region is called like: `us-gov-east-1`. */
const ANY_REGION = '??-?*-?';
const ANY_ACCOUNT = '?'.repeat(12);

/** How many trails (or event data stores) a pattern covers. `hasVariables`: `${...}` is replaced when the request is made, by whatever the caller is called or tagged. */
export function scopeOf(text: Text, hasVariables: boolean, target: Target = 'trail'): Scope {
  const pattern = withVariables(widest(text), hasVariables);
  const arn = arnPattern(pattern);
  if (arn === undefined || arn.region === '' || arn.account === '') return 'none';
  const inPartition = partitions.some((partition) => matches(arn.partition.toLowerCase().replaceAll(ONE, '*'), partition));
  if (!inPartition || !matches(arn.service.toLowerCase().replaceAll(ONE, '*'), 'cloudtrail')) return 'none';
  if (namesOf(arn.resource.replaceAll(ONE, '?*').replaceAll(VARIABLE, '*'), target).length === 0) return 'none';
  return extent(arn, pattern.includes(VARIABLE), target);
}

const VARIABLE = '\uFFFD';
/** A character that is in no name. */
const UNNAMEABLE = '/';

/** Each variable as a mark that is no wildcard by itself but is told apart; `${*}`, `${?}` and `${$}` are those characters. */
function withVariables(pattern: string, hasVariables: boolean): string {
  if (!hasVariables) return pattern;
  return pattern.replaceAll(/\$\{([^}]*)\}/gu, (_all, name: string) => (/^[*?$]$/u.test(name) ? UNNAMEABLE : VARIABLE));
}

/** What stands for a value that is not known here (see `comparable`). */
const HOLES = /[\uE000-\uF8FF]/gu;
const withoutHoles = (field: string): string => field.replaceAll(HOLES, '?*');

/**
 * The names of trails that the last field of an ARN lets in, as globs. Neither `/` nor `:` is in a name; other characters that
 * are not either may be placeholders of a tool, and are let pass.
 */
const namesOf = (resource: string, target: Target): readonly string[] => behind(resource, `${target}/`).filter((name) => !/[/:]/u.test(name) && overlaps(withoutHoles(name), ANY_NAME));

const isAnyName = (resource: string, target: Target): boolean => namesOf(resource, target).some((name) => contains(name, ANY_NAME));

function extent({ region, account, resource }: ArnPattern, variable: boolean, target: Target): Scope {
  const everyName = isAnyName(resource, target);
  const anyRegion = contains(region, ANY_REGION);
  const anyAccount = contains(account, ANY_ACCOUNT);
  const partial = (isGlob(region) && !anyRegion) || (isGlob(account) && !anyAccount);
  if (variable || partial || (!everyName && isGlob(resource))) return 'some';
  if (everyName) return !anyRegion ? 'region' : anyAccount ? 'all' : 'account';
  return anyRegion || anyAccount ? 'some' : 'one';
}

/** Whether a pattern covers one trail, given by its ARN. Fields but the last are case-insensitive. */
export function coversTrail(pattern: string, trail: string): boolean {
  const outer = arnPattern(pattern);
  const inner = arnPattern(trail);
  if (outer === undefined || inner === undefined) return false;
  return fieldsOf(outer).every((field, index) => matches(field, fieldsOf(inner)[index] ?? ''));
}

const fieldsOf = ({ partition, service, region, account, resource }: ArnPattern): readonly [string, string, string, string, string] => [
  partition.toLowerCase(),
  service.toLowerCase(),
  region.toLowerCase(),
  account.toLowerCase(),
  resource,
];

/** Whether everything that `inner` covers is covered by `outer`. Sound: never claimed on a guess. */
export function patternContains(outer: Text, inner: Text): boolean {
  if (!isSettled(outer)) return false;
  const [big, small] = comparable(outer, inner).map(arnPattern);
  return big !== undefined && small !== undefined && fieldsOf(big).every((field, index) => contains(field, fieldsOf(small)[index] ?? ''));
}

/**
 * Whether `outer` covers every trail that `inner` covers, whatever else `inner` may cover: `arn:aws:cloudtrail:*:*:trail/*`
 * leaves nothing of `*`. An account lies in one partition, so that patterns that may mean the same one do: whoever writes
 * `arn:aws:` is there. `yes` is never claimed on a guess; `maybe` where it depends on what is not known here.
 */
export function covers(outer: Text, inner: Text, target: Target): Truth {
  const [big, small] = comparable(outer, inner).map(arnPattern);
  if (big === undefined || small === undefined) return isSettled(outer) ? 'no' : 'maybe';
  if (isSettled(outer) && coversArn(big, small, target, contains)) return 'yes';
  return coversArn(big, small, target, mayContain) ? 'maybe' : 'no';
}

type Containment = (outer: string, inner: string) => boolean;

/** A single unknown value may be any other single value. */
const mayContain: Containment = (outer, inner) => contains(outer, inner) || (!isGlob(inner) && overlaps(withoutHoles(outer), withoutHoles(inner)));

function coversArn(big: ArnPattern, small: ArnPattern, target: Target, holds: Containment): boolean {
  const [partition, service, region, account] = fieldsOf(big);
  const [otherPartition, , otherRegion, otherAccount] = fieldsOf(small);
  return (
    partitions.some((name) => matches(withoutHoles(partition), name) && matches(withoutHoles(otherPartition), name)) &&
    holds(service, 'cloudtrail') &&
    (contains(region, ANY_REGION) || holds(region, otherRegion)) &&
    (contains(account, ANY_ACCOUNT) || holds(account, otherAccount)) &&
    coversNames(big.resource, small.resource, target, holds)
  );
}

function coversNames(big: string, small: string, target: Target, holds: Containment): boolean {
  if (holds(big, small)) return true;
  // What stands behind an unknown part cannot be told.
  if (!small.startsWith(`${target}/`) && small.search(HOLES) >= 0) return false;
  const outer = namesOf(big, target);
  return namesOf(small, target).every((name) => outer.some((other) => holds(other, contains(name, ANY_NAME) ? ANY_NAME : name)));
}

/** A pattern for the trails that both may cover, as narrow as can be told; undefined if there are none. */
export function common(a: Text, b: Text, target: Target): Text | undefined {
  if (!patternsOverlap(a, b)) return undefined;
  if (covers(a, b, target) === 'yes') return b;
  if (covers(b, a, target) === 'yes') return a;
  const [one, other] = [a, b].map((text) => arnPattern(plainText(text) ?? ''));
  // What has holes or variables is not put together.
  if (one === undefined || other === undefined || [one, other].some(({ resource }) => resource.includes('${'))) return b;
  const resource = commonResource(one.resource, other.resource, target);
  const fields = ([0, 1, 2, 3] as const).map((field) => narrower(fieldsOf(one)[field], fieldsOf(other)[field]));
  return resource === undefined ? undefined : [['arn', ...fields, resource].join(':')];
}

function commonResource(one: string, other: string, target: Target): string | undefined {
  if (!namesOf(one, target).some((name) => namesOf(other, target).some((another) => overlaps(name, another)))) return undefined;
  if (isAnyName(one, target)) return other;
  return isAnyName(other, target) ? one : narrower(one, other);
}

const narrower = (a: string, b: string): string => (contains(a, b) ? b : a);

/** Whether some trail may be covered by both: what is not known here, and a variable, may be anything. */
export function patternsOverlap(a: Text, b: Text): boolean {
  const [one, other] = [a, b].map((text) => arnPattern(widest(text).replaceAll(ONE, '*').replaceAll(/\$\{[^}]*\}/gu, '*')));
  return one !== undefined && other !== undefined && fieldsOf(one).every((field, index) => overlaps(field, fieldsOf(other)[index] ?? ''));
}
