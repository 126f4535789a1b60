import { contains, isGlob, matches, overlaps } from '../core/pattern.js';
import { comparable, isSettled, ONE, widest, type Text } from '../core/text.js';

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

/** A policy variable holds colons of its own: `${aws:username}`. */
function splitFields(pattern: string): readonly string[] {
  const fields: string[] = [''];
  let inVariable = false;
  for (const [index, character] of [...pattern].entries()) {
    if (character === '$' && [...pattern][index + 1] === '{') inVariable = true;
    if (character === '}') inVariable = false;
    if (character === ':' && !inVariable) fields.push('');
    else fields[fields.length - 1] = `${fields.at(-1) ?? ''}${character}`;
  }
  return fields;
}

const partitions = ['aws', 'aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc'];

/** What an action acts on. Names of trails have 3 to 128 characters, ids of event data stores 36. API Reference, `CreateTrail.Name`. */
export type Target = 'trail' | 'eventdatastore';
const anyOf: Readonly<Record<Target, string>> = { trail: 'trail/???*', eventdatastore: 'eventdatastore/???*' };

/** How many trails (or event data stores) a pattern covers. `hasVariables`: `${...}` is replaced when the request is made, by whatever the caller is called or tagged. */
export function scopeOf(text: Text, hasVariables: boolean, target: Target = 'trail'): Scope {
  const pattern = withVariables(widest(text), hasVariables);
  const arn = arnPattern(pattern);
  if (arn === undefined || arn.region === '' || arn.account === '') return 'none';
  const inPartition = partitions.some((partition) => matches(arn.partition.toLowerCase().replaceAll(ONE, '*'), partition));
  if (!inPartition || !matches(arn.service.toLowerCase().replaceAll(ONE, '*'), 'cloudtrail') || !overlaps(arn.resource.replaceAll(ONE, '?*').replaceAll(VARIABLE, '*'), anyOf[target])) return 'none';
  return extent(arn, pattern.includes(VARIABLE), target);
}

const VARIABLE = '\uFFFD';

/** Each variable as a mark that is no wildcard by itself but is told apart; `${*}`, `${?}` and `${$}` are those characters. */
function withVariables(pattern: string, hasVariables: boolean): string {
  if (!hasVariables) return pattern;
  return pattern.replaceAll(/\$\{([^}]*)\}/gu, (_all, name: string) => (/^[*?$]$/u.test(name) ? ONE : VARIABLE));
}

function extent({ region, account, resource }: ArnPattern, variable: boolean, target: Target): Scope {
  const everyName = contains(resource, anyOf[target]);
  const anyRegion = /^\*+$/u.test(region);
  const anyAccount = /^\*+$/u.test(account);
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

const fieldsOf = ({ partition, service, region, account, resource }: ArnPattern): readonly string[] => [
  ...[partition, service, region, account].map((field) => field.toLowerCase()),
  resource,
];

/** Whether everything that `inner` covers is covered by `outer`. Sound: never claimed on a guess. */
export function patternContains(outer: Text, inner: Text): boolean {
  if (!isSettled(outer)) return false;
  const [big, small] = comparable(outer, inner).map(arnPattern);
  return big !== undefined && small !== undefined && fieldsOf(big).every((field, index) => contains(field, fieldsOf(small)[index] ?? ''));
}

/** Whether some trail may be covered by both. */
export function patternsOverlap(a: Text, b: Text): boolean {
  const [one, other] = [a, b].map((text) => arnPattern(widest(text).replaceAll(ONE, '*')));
  return one !== undefined && other !== undefined && fieldsOf(one).every((field, index) => overlaps(field, fieldsOf(other)[index] ?? ''));
}
