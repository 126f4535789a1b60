import { scalar, type Node } from '../../../core/node.js';
import { all, any, truth, type Truth } from '../../../core/truth.js';
import { dependsOn, fails, isNull, made, madeOf, one, taking, takingNull, two, unsettled, type FunctionCall, type TerraformFunction } from './call.js';
import { asBoolean, asInteger, asList, asNumber, asString, plainString } from './values/conversion.js';

/** HashiCorp, "Functions - Configuration Language", "Numeric Functions", and those that turn values into numbers and booleans. */

/** A number as far as it is exact: Terraform counts with 512 bits. */
function numbered(call: FunctionCall, value: number, ...sources: readonly Node[]): Node {
  return Number.isSafeInteger(value) ? scalar(value === 0 ? 0 : value, madeOf(call, sources)) : unsettled(call, 'it makes a number that is not counted with here');
}

const ofNumber = (work: (value: number) => number): TerraformFunction =>
  one((call, argument) => {
    const value = asNumber(call, argument);
    return typeof value === 'number' ? numbered(call, work(value), argument) : value;
  });

/** Of a fraction there is none. */
const signum = one((call, argument) => {
  const value = asInteger(call, argument);
  return typeof value === 'number' ? numbered(call, Math.sign(value), argument) : value;
});

/** As exact as the number is. */
const abs = one((call, argument) => {
  const value = asNumber(call, argument);
  return typeof value === 'number' ? scalar(Math.abs(value), made(call, argument)) : value;
});

/** The argument itself that is the least, or the greatest. */
const extreme = (isBetter: (value: number, than: number) => boolean): TerraformFunction =>
  taking(1, Infinity, (call, args) => {
    let best: { readonly value: number; readonly node: Node } | undefined;
    for (const node of args) {
      const value = asNumber(call, node);
      if (typeof value !== 'number') return value;
      if (best === undefined || isBetter(value, best.value)) best = { value, node };
    }
    return best === undefined ? fails(call, 'it has no argument') : tonumberOf(call, best.node);
  });

function tonumberOf(call: FunctionCall, node: Node): Node {
  const value = asNumber(call, node);
  if (typeof value !== 'number') return value;
  return node.kind === 'scalar' && typeof node.value === 'number' ? node : scalar(value, node.origin);
}

const sum = one((call, argument) => {
  const source = asList(call, argument);
  if (source.kind === 'unknown') return source;
  if (source.unseen.length > 0) return dependsOn(call, source);
  if (source.items.length === 0 || source.items.some(isNull)) return fails(call, 'there is nothing to add');
  let total = 0;
  for (const item of source.items) {
    const value = wholeNumber(call, item);
    if (typeof value !== 'number') return value;
    total += value;
  }
  return numbered(call, total, argument);
});

/** Fractions do not add up in binary as they do in Terraform. */
function wholeNumber(call: FunctionCall, node: Node): number | Node {
  const value = asNumber(call, node);
  return typeof value !== 'number' || Number.isInteger(value) ? value : unsettled(call, 'fractions are not counted with');
}

const power = (work: (a: number, b: number) => number): TerraformFunction =>
  two((call, a, b) => {
    const [left, right] = [asNumber(call, a), asNumber(call, b)];
    if (typeof left !== 'number') return left;
    return typeof right === 'number' ? numbered(call, work(left, right), a, b) : right;
  });

/** Digits up to base 62: small letters before great ones, and no difference between them up to base 36. */
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

const parseint = two((call, text, base) => {
  const digits = text.kind === 'scalar' && typeof text.value !== 'string' ? fails(call, 'an operand is no text') : plainString(call, text);
  const radix = asInteger(call, base);
  if (typeof digits !== 'string') return digits;
  if (typeof radix !== 'number') return radix;
  if (radix < 2 || radix > 62) return fails(call, 'an operand is not in its range');
  const [, sign, body = ''] = /^([+-]?)([0-9a-zA-Z]{1,100})$/u.exec(digits) ?? [];
  const values = [...(radix <= 36 ? body.toLowerCase() : body)].map((digit) => DIGITS.indexOf(digit));
  if (sign === undefined || values.some((value) => value >= radix)) return fails(call, 'it is no number');
  const value = values.reduce((total, digit) => total * radix + digit, 0);
  return numbered(call, sign === '-' ? -value : value, text);
});

/** Conversions hand on null and what is not known. */
const conversion = (convert: (call: FunctionCall, node: Node) => Node): TerraformFunction =>
  takingNull(1, 1, (call, [argument]) => (argument === undefined ? fails(call, 'it has no argument') : isNull(argument) ? argument : convert(call, argument)));

const tostring = conversion(asString);
const tonumber = conversion((call, node) => (node.kind === 'unknown' ? node : tonumberOf(call, node)));
const tobool = conversion((call, node) => {
  if (node.kind === 'unknown') return node;
  const value = asBoolean(call, node);
  if (typeof value !== 'boolean') return value;
  return node.kind === 'scalar' && typeof node.value === 'boolean' ? node : scalar(value, node.origin);
});

/** A list of booleans taken together. Null counts as false. */
const ofBooleans = (combine: (truths: Iterable<Truth>) => Truth): TerraformFunction =>
  one((call, argument) => {
    const source = asList(call, argument);
    if (source.kind === 'unknown') return source;
    const truths: Truth[] = source.unseen.map(() => 'maybe');
    for (const item of source.items) {
      const value = isNull(item) ? false : asBoolean(call, item);
      if (typeof value !== 'boolean' && item.kind !== 'unknown') return value;
      truths.push(typeof value === 'boolean' ? truth(value) : 'maybe');
    }
    const answer = combine(truths);
    if (answer !== 'maybe') return scalar(answer === 'yes', made(call, argument));
    return dependsOn(call, source.items.find(({ kind }) => kind === 'unknown') ?? source);
  });

export const numbers: readonly (readonly [string, TerraformFunction])[] = [
  ['abs', abs],
  ['ceil', ofNumber(Math.ceil)],
  ['floor', ofNumber(Math.floor)],
  ['signum', signum],
  ['log', power((value, base) => Math.log(value) / Math.log(base))],
  ['pow', power((base, exponent) => base ** exponent)],
  ['min', extreme((value, than) => value < than)],
  ['max', extreme((value, than) => value > than)],
  ['sum', sum],
  ['parseint', parseint],
  ['tostring', tostring],
  ['tonumber', tonumber],
  ['tobool', tobool],
  ['alltrue', ofBooleans(all)],
  ['anytrue', ofBooleans(any)],
];
