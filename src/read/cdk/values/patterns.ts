import { list, scalar, textValue, type Node } from '../../../core/node.js';
import type { Origin } from '../../../core/source.js';
import { unknown } from '../../../core/value.js';
import { argumentsIn } from '../../program/evaluation/externals.js';
import type { Resolver } from '../../program/resolver.js';
import type { External, Value } from '../../program/values/values.js';
import { madeBy } from '../names.js';
import { mapOf } from '../props.js';

type Maker = (args: readonly Node[], place: Origin) => Node;

const text = (value: string, place: Origin): Node => scalar(value, place);
const first = (args: readonly Node[], place: Origin): Node => args[0] ?? unknown('there is no argument', place);

const row = (name: 'all' | 'any'): Maker => (args, place) => (args.length === 1 ? first(args, place) : mapOf([[name, list(args, place)]], place));

const words = (sign: string, args: readonly Node[], place: Origin): Node => mapOf([['terms', list(args.map((value) => mapOf([['sign', text(sign, value.origin)], ['value', value]], value.origin)), place)]], place);

const state = (operator: string): Maker => (args, place) => mapOf([['field', first(args, place)], ['operator', text(operator, place)]], place);

const compared = (form: string): Maker => ([field, operator, value], place) =>
  field === undefined || operator === undefined || value === undefined ? unknown('there is no argument', place) : mapOf([['field', field], ['operator', textValue(operator) === '==' ? text('=', operator.origin) : operator], ['value', value], ['form', text(form, value.origin)]], place);

/** What makes a filter pattern, in the form that `read/filter-pattern.ts` gives one. AWS CDK API Reference, `aws_logs.FilterPattern`. */
const filters: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['literal', first],
  ['allEvents', (_args, place) => text('', place)],
  ['allTerms', (args, place) => words('', args, place)],
  ['anyTerm', (args, place) => words('?', args, place)],
  ['stringValue', compared('quoted')],
  ['numberValue', compared('word')],
  ['regexValue', compared('regex')],
  ['isNull', state('IS NULL')],
  ['notExists', state('NOT EXISTS')],
  ['exists', (args, place) => compared('quoted')([first(args, place), text('=', place), text('*', place)], place)],
  ['booleanValue', ([field, value], place) => state(value !== undefined && textValue(value) === 'false' ? 'IS FALSE' : 'IS TRUE')(field === undefined ? [] : [field], place)],
  ['all', row('all')],
  ['any', row('any')],
]);

const comparison = (name: string): Maker => (args, place) => list([mapOf([[name, first(args, place)]], place)], place);

/** What makes the matchers of one member of an event pattern, which are a list. AWS CDK API Reference, `aws_events.Match`. */
const matches: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['exactString', (args, place) => list([first(args, place)], place)],
  ['prefix', comparison('prefix')],
  ['suffix', comparison('suffix')],
  ['wildcard', comparison('wildcard')],
  ['equalsIgnoreCase', comparison('equals-ignore-case')],
  ['prefixEqualsIgnoreCase', (args, place) => list([mapOf([['prefix', mapOf([['equals-ignore-case', first(args, place)]], place)]], place)], place)],
  ['suffixEqualsIgnoreCase', (args, place) => list([mapOf([['suffix', mapOf([['equals-ignore-case', first(args, place)]], place)]], place)], place)],
  ['exists', (_args, place) => list([mapOf([['exists', scalar(true, place)]], place)], place)],
  ['doesNotExist', (_args, place) => list([mapOf([['exists', scalar(false, place)]], place)], place)],
  ['anythingBut', (args, place) => list([mapOf([['anything-but', list(args, place)]], place)], place)],
  ['anyOf', (args, place) => list(args.flatMap((one) => (one.kind === 'list' ? one.items : [one])), place)],
]);

/** Patterns of metric filters and matchers of event rules that the CDK puts together; undefined for anything else. */
export function patternValue(external: External, place: Origin, resolver: Resolver): Node | undefined {
  const { how } = external;
  if (how.kind !== 'call') return undefined;
  const [, kind, name = ''] = /^(aws-logs\.FilterPattern|aws-events\.Match)\.(\w+)$/u.exec(madeBy(external) ?? '') ?? [];
  const maker = kind === undefined ? undefined : (kind === 'aws-events.Match' ? matches : filters).get(name);
  if (kind === undefined || maker === undefined) return undefined;
  const args = argumentsIn(external);
  if (args.some(({ rest }) => rest)) return unknown('the arguments are not known here', place);
  return maker(args.map(({ value }: { readonly value: Value }) => resolver.node(value, place)), place);
}
