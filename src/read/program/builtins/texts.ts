import type { Origin } from '../../../core/source.js';
import { joined, scalarAt } from '../evaluation/operators.js';
import { labelOf, type Run } from '../run.js';
import { YES } from '../values/tests.js';
import type { Argument, Scalar, TextValue, Value } from '../values/values.js';

/** A method of a text or of a number. ECMAScript, "Properties of the String Prototype Object". What takes a regular expression is not evaluated. */
export function textMethod(holder: Scalar | TextValue, name: string, args: readonly Argument[], place: Origin, run: Run): Value {
  const given = args.map(({ value, rest }) => (value.kind === 'scalar' && !rest ? value.value : undefined));
  if (name === 'toString' || name === 'trim' || name === 'valueOf') return holder.kind === 'scalar' ? scalarOf(name === 'trim' ? String(holder.value).trim() : String(holder.value), holder, place) : holder;
  if (name === 'concat') return joined([holder, ...args.map(({ value }) => value)], place, run);
  const unknown = (): Value => run.unknown(`\`${labelOf(place)}\` is not known here`, place);
  if (holder.kind !== 'scalar' || given.includes(undefined)) return unknown();
  const text = String(holder.value);
  run.pass(text.length / 100);
  const method = methods.get(name);
  if (name === 'split') {
    const [separator] = given;
    if (typeof separator !== 'string') return unknown();
    const parts = text.split(separator, MOST_PARTS + 1);
    if (parts.length > MOST_PARTS) return unknown();
    return { kind: 'list', cell: { items: parts.map((part) => ({ value: scalarAt(part, place), test: YES, rest: false })), made: run.guards }, origin: place };
  }
  const result = method?.(text, given.map((one) => one ?? null));
  return result === undefined ? unknown() : typeof result === 'string' ? scalarOf(result, holder, place) : scalarAt(result, place);
}

/** Parts that a text is split into. */
const MOST_PARTS = 1000;

/** A text that was changed leads back to the text that it was. */
const scalarOf = (value: string, from: Scalar, place: Origin): Scalar => ({ kind: 'scalar', value, origin: { span: place.span, via: 'function', from: from.origin } });

type Plain = string | number | boolean | null;
type Method = (text: string, args: readonly Plain[]) => Plain | undefined;

const word = (value: Plain | undefined): string => String(value ?? '');
const count = (value: Plain | undefined): number | undefined => (value === undefined || value === null ? undefined : Number(value));

const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['toUpperCase', (text) => text.toUpperCase()],
  ['toLowerCase', (text) => text.toLowerCase()],
  ['trimStart', (text) => text.trimStart()],
  ['trimEnd', (text) => text.trimEnd()],
  ['includes', (text, [part]) => text.includes(word(part))],
  ['startsWith', (text, [part]) => text.startsWith(word(part))],
  ['endsWith', (text, [part]) => text.endsWith(word(part))],
  ['indexOf', (text, [part]) => text.indexOf(word(part))],
  ['replace', (text, [part, by]) => (typeof part === 'string' && typeof by === 'string' ? text.replace(part, () => by) : undefined)],
  ['replaceAll', (text, [part, by]) => (typeof part === 'string' && part !== '' && typeof by === 'string' ? text.replaceAll(part, () => by) : undefined)],
  ['slice', (text, [from, to]) => text.slice(count(from), count(to))],
  ['substring', (text, [from, to]) => text.substring(count(from) ?? 0, count(to))],
  ['charAt', (text, [index]) => text.charAt(count(index) ?? 0)],
  ['at', (text, [index]) => text.at(count(index) ?? 0)],
  ['padStart', (text, [length, fill]) => ((count(length) ?? 0) > 1000 ? undefined : text.padStart(count(length) ?? 0, fill === undefined ? ' ' : word(fill)))],
  ['padEnd', (text, [length, fill]) => ((count(length) ?? 0) > 1000 ? undefined : text.padEnd(count(length) ?? 0, fill === undefined ? ' ' : word(fill)))],
  ['repeat', (text, [times]) => (text.length * (count(times) ?? 0) > 10_000 || (count(times) ?? 0) < 0 ? undefined : text.repeat(count(times) ?? 0))],
]);
