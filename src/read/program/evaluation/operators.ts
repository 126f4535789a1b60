import * as ts from 'typescript';
import type { Origin } from '../../../core/source.js';
import { keyOf, labelOf, type Run } from '../run.js';
import { either, fixed, NO, not, open, YES, type Test } from '../values/tests.js';
import type { Choice, External, Scalar, TextPiece, UnknownValue, Value } from '../values/values.js';

/** Alternatives of a value that are looked at one by one. */
const MOST_ARMS = 24;

/** Does something with each alternative of a value. */
export function overChoices(value: Value, run: Run, work: (arm: Exclude<Value, Choice>) => Value): Value {
  run.step();
  // Nearly nothing is one.
  if (value.kind !== 'choice') return work(value);
  let arms = 0;
  const walk = (one: Value): Value => {
    run.step();
    if (one.kind !== 'choice') return ++arms > MOST_ARMS ? run.unknown('there are too many alternatives', one.origin) : work(one);
    const [then, otherwise] = [run.where(one.test, () => walk(one.then)), run.where(not(one.test), () => walk(one.otherwise))];
    return chosen(one.test, then, otherwise, one.origin);
  };
  return walk(value);
}

export function chosen(test: Test, then: Value, otherwise: Value, origin: Origin): Value {
  if (test.kind === 'fixed') return test.holds ? then : otherwise;
  if (same(then, otherwise)) return then;
  if (test.kind === 'maybe') return neither(then, otherwise, test.reason);
  return { kind: 'choice', test, then, otherwise, origin };
}

/** What can never be settled is not kept apart: loops would make thousands of alternatives. */
const neither = (then: Value, otherwise: Value, reason: string): Value => (then.kind === 'unknown' ? then : otherwise.kind === 'unknown' ? otherwise : { kind: 'unknown', reason, origin: then.origin });

const isBlank = (value: Value): boolean => value.kind === 'unknown' && value.input === undefined;

function same(a: Value, b: Value): boolean {
  if (isBlank(a) && isBlank(b)) return true;
  if (a === b) return true;
  if (a.kind === 'scalar' && b.kind === 'scalar') return a.value === b.value && a.origin.span.start === b.origin.span.start && a.origin.span.source === b.origin.span.source;
  return a.kind === 'undefined' && b.kind === 'undefined';
}

export const scalarAt = (value: Scalar['value'], origin: Origin): Scalar => ({ kind: 'scalar', value, origin });

/** Whether a value counts as true. */
export function truthOf(value: Value): Test {
  switch (value.kind) {
    case 'scalar':
      return fixed(Boolean(value.value));
    case 'undefined':
      return NO;
    case 'text':
      return value.parts.some((part) => !isValue(part) && part.text !== '') ? YES : open({ kind: 'expression', key: keyOf(value.origin), label: labelOf(value.origin) });
    case 'list':
    case 'object':
    case 'json':
    case 'function':
    case 'class':
    case 'instance':
      return YES;
    case 'external':
      return isThere(value.external) ? YES : open({ kind: 'expression', key: keyOf(value.origin), label: labelOf(value.origin) });
    case 'choice':
      // A chain of `??` asks of each part what it has asked of the part before.
      return (value.truth ??= either(value.test, truthOf(value.then), truthOf(value.otherwise)));
    case 'unknown':
      return asked(value, 'true');
  }
}

/** Whether a value is null or undefined. */
export function nullishOf(value: Value): Test {
  switch (value.kind) {
    case 'scalar':
      return fixed(value.value === null);
    case 'undefined':
      return YES;
    case 'choice':
      return (value.absence ??= either(value.test, nullishOf(value.then), nullishOf(value.otherwise)));
    case 'external':
      return isThere(value.external) ? NO : open({ kind: 'expression', key: `${keyOf(value.origin)} given`, label: labelOf(value.origin) });
    case 'unknown':
      return not(asked(value, 'given'));
    case 'text':
    case 'json':
    case 'list':
    case 'object':
    case 'function':
    case 'class':
    case 'instance':
      return NO;
  }
}

function asked(value: UnknownValue, kind: 'given' | 'true'): Test {
  if (value.input === undefined) return open({ kind: 'expression', key: `${keyOf(value.origin)} ${kind}`, label: labelOf(value.origin) });
  if (kind === 'given') value.input.optional = true;
  else value.input.tested = true;
  return open({ kind, input: value.input });
}

/** Imports, what is made with `new`, and values that exist at synthesis, such as a Region: surely there. */
const isThere = ({ how }: External): boolean => how.kind === 'new' || how.kind === 'import';

export function equalityOf(a: Value, b: Value, place: Origin, run: Run): Test {
  if (a.kind === 'choice') return either(a.test, equalityOf(a.then, b, place, run), equalityOf(a.otherwise, b, place, run));
  if (b.kind === 'choice') return either(b.test, equalityOf(a, b.then, place, run), equalityOf(a, b.otherwise, place, run));
  run.step();
  if (a.kind === 'scalar' && b.kind === 'scalar') return fixed(a.value === b.value);
  if (isNothing(b)) return b.kind === 'undefined' || a.kind !== 'undefined' ? nullishOf(a) : NO;
  if (isNothing(a)) return nullishOf(b);
  if (a.kind === 'unknown' && b.kind === 'scalar') return compared(a, b, place);
  if (b.kind === 'unknown' && a.kind === 'scalar') return compared(b, a, place);
  if (a.kind === 'external' && b.kind === 'external') return externalEquality(a.external, b.external, place);
  if ((a.kind === 'list' && b.kind === 'list') || (a.kind === 'object' && b.kind === 'object')) return fixed(a.cell === b.cell);
  if (a.kind === 'instance' && b.kind === 'instance') return fixed(a.cell === b.cell);
  return expressionAt(place);
}

const isNothing = (value: Value): boolean => value.kind === 'undefined' || (value.kind === 'scalar' && value.value === null);

function compared(value: UnknownValue, { value: literal }: Scalar, place: Origin): Test {
  if (value.input === undefined) return open({ kind: 'expression', key: `${keyOf(value.origin)} = ${JSON.stringify(literal)}`, label: labelOf(place) });
  value.input.literals.add(literal);
  return open({ kind: 'equals', input: value.input, value: literal });
}

/** Members of an enumeration are equal where they are the same. */
function externalEquality(a: External, b: External, place: Origin): Test {
  if (a === b) return YES;
  if (a.how.kind === 'import' && b.how.kind === 'import' && a.how.module === b.how.module) return fixed(a.how.names.join('.') === b.how.names.join('.'));
  return expressionAt(place);
}

export const expressionAt = (place: Origin): Test => open({ kind: 'expression', key: keyOf({ span: place.span, via: 'literal' }), label: labelOf({ span: place.span, via: 'literal' }) });

/** Whether a value is what `typeof` calls so; undefined where that is not known. */
export function typeName(value: Exclude<Value, Choice>): string | undefined {
  switch (value.kind) {
    case 'scalar':
      return value.value === null ? 'object' : typeof value.value;
    case 'undefined':
      return 'undefined';
    case 'text':
    case 'json':
      return 'string';
    case 'function':
    case 'class':
      return 'function';
    case 'list':
    case 'object':
    case 'instance':
      return 'object';
    case 'external':
    case 'unknown':
      return undefined;
  }
}

/** A scalar for two, for the operators that compute something. */
export function computed(operator: ts.SyntaxKind, a: Value, b: Value, place: Origin, run: Run): Value {
  if (operator === ts.SyntaxKind.PlusToken) return joinedByPlus(a, b, place, run);
  return overChoices(a, run, (left) => overChoices(b, run, (right) => {
    if (left.kind !== 'scalar' || right.kind !== 'scalar') return run.unknown(`\`${labelOf(place)}\` is not known here`, place);
    const result = arithmetic(operator, left.value, right.value);
    return result === undefined ? run.unknown(`\`${labelOf(place)}\` is not known here`, place) : scalarAt(result, place);
  }));
}

function arithmetic(operator: ts.SyntaxKind, a: Scalar['value'], b: Scalar['value']): Scalar['value'] | undefined {
  const [x, y] = [Number(a), Number(b)];
  const [p, q]: [string | number, string | number] = typeof a === 'string' && typeof b === 'string' ? [a, b] : [x, y];
  switch (operator) {
    case ts.SyntaxKind.MinusToken:
      return x - y;
    case ts.SyntaxKind.AsteriskToken:
      return x * y;
    case ts.SyntaxKind.AsteriskAsteriskToken:
      return x ** y;
    case ts.SyntaxKind.SlashToken:
      return x / y;
    case ts.SyntaxKind.PercentToken:
      return x % y;
    case ts.SyntaxKind.LessThanToken:
      return p < q;
    case ts.SyntaxKind.LessThanEqualsToken:
      return p <= q;
    case ts.SyntaxKind.GreaterThanToken:
      return p > q;
    case ts.SyntaxKind.GreaterThanEqualsToken:
      return p >= q;
    default:
      return undefined;
  }
}

function joinedByPlus(a: Value, b: Value, place: Origin, run: Run): Value {
  return overChoices(a, run, (left) => overChoices(b, run, (right) => {
    const isText = [left, right].some((one) => one.kind === 'text' || one.kind === 'json' || (one.kind === 'scalar' && typeof one.value === 'string'));
    if (isText) return joined([left, right], place, run);
    if (left.kind === 'scalar' && right.kind === 'scalar') return scalarAt(Number(left.value) + Number(right.value), place);
    // Tokens of a package are texts mostly.
    return left.kind === 'external' || right.kind === 'external' ? joined([left, right], place, run) : run.unknown(`\`${labelOf(place)}\` is not known here`, place);
  }));
}

/** Longer texts stay unknown: nobody writes them, but a loop may make them. */
const LONGEST = 1_000_000;

/** Texts put together; each keeps its place. */
export function joined(values: readonly (Value | TextPiece)[], place: Origin, run: Run): Value {
  for (const [index, value] of values.entries()) {
    if (!isValue(value) || value.kind !== 'choice') continue;
    return overChoices(value, run, (arm) => joined([...values.slice(0, index), arm, ...values.slice(index + 1)], place, run));
  }
  const parts = values.flatMap(partsOf);
  run.step(parts.length);
  if (parts.every((part): part is TextPiece => !isValue(part))) {
    const text = parts.map((part) => part.text).join('');
    return text.length > LONGEST ? run.unknown('the text is too long', place) : { kind: 'scalar', value: text, pieces: parts, origin: place };
  }
  return parts.length > 10_000 ? run.unknown('the text is too long', place) : { kind: 'text', parts, origin: place };
}

function partsOf(value: Value | TextPiece): readonly (TextPiece | Value)[] {
  if (!isValue(value)) return [value];
  if (value.kind === 'text') return value.parts;
  if (value.kind === 'undefined') return [{ text: 'undefined', origin: value.origin }];
  if (value.kind !== 'scalar') return [value];
  // What came through a name is pointed at where it is used.
  return value.pieces !== undefined && value.origin.from === undefined ? value.pieces : [{ text: String(value.value), origin: value.origin }];
}

export const isValue = (part: TextPiece | Value): part is Value => 'kind' in part;

