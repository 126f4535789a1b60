import { list, map, member, scalar, type Entry, type Node } from '../../core/node.js';
import { plainText, type Text } from '../../core/text.js';
import { unknown } from '../../core/value.js';
import { compose, piecesOf, type Piece } from '../pieces.js';

const PLACEHOLDER = /\$\{([A-Za-z0-9_]+)\}/gu;

/**
 * The definition of a state machine with the values of `DefinitionSubstitutions` in place of `${name}`, in a string or
 * wherever in an object. Template Reference, `AWS::StepFunctions::StateMachine.DefinitionSubstitutions`.
 */
export function substituted(node: Node, values: Node): Node {
  switch (node.kind) {
    case 'list':
      return list(node.items.map((item) => substituted(item, values)), node.origin, node.unseen);
    case 'map':
      return map(new Map([...node.entries].map(([name, { key, value }]): [string, Entry] => [name, { key, value: substituted(value, values) }])), node.origin, node.unseen);
    case 'scalar':
    case 'unknown':
      return inString(node, values);
    case 'absent':
      return node;
  }
}

function inString(node: Node, values: Node): Node {
  // What is nothing but a placeholder is the value itself, a number or a list too.
  const whole = node.kind === 'scalar' && /^\$\{[A-Za-z0-9_]+\}$/u.test(node.text) ? member(values, node.text.slice(2, -1)) : undefined;
  if (whole !== undefined && whole.kind !== 'absent') return { ...whole, origin: node.origin };
  const pieces = piecesOf(node);
  const filled = pieces.map((piece) => fill(piece, values));
  if (filled.every((piece, index) => piece === pieces[index])) return node;
  const text = filled.flatMap((piece) => piece.text);
  const plain = plainText(text);
  return compose(plain === undefined ? unknown('a part of it is not known here', node.origin, 'open', text) : scalar(plain, node.origin), filled);
}

/** A part of a piece, before and after: what a placeholder stands for is as long as its value, and a hole as long as one character. */
interface Part {
  readonly text: Text;
  readonly from: number;
  readonly to: number;
  readonly isValue: boolean;
}

/** A piece with values in place of its placeholders; a name without a value stays as it is. */
function fill(piece: Piece, values: Node): Piece {
  const [text] = piece.text;
  if (typeof text !== 'string' || piece.text.length > 1 || !text.includes('${')) return piece;
  const parts: Part[] = [];
  let last = 0;
  const upTo = (end: number): void => {
    if (last < end) parts.push({ text: [text.slice(last, end)], from: last, to: end, isValue: false });
  };
  for (const { 0: placeholder, 1: name, index } of text.matchAll(PLACEHOLDER)) {
    const value = textOf(member(values, name ?? ''));
    if (value === undefined) continue;
    upTo(index);
    last = index + placeholder.length;
    parts.push({ text: value, from: index, to: last, isValue: true });
  }
  upTo(text.length);
  return parts.some(({ isValue }) => isValue) ? { text: parts.flatMap((part) => part.text), locate: locator(piece, parts) } : piece;
}

/** The way back: what was put in stands where its placeholder does. */
function locator(piece: Piece, parts: readonly Part[]): Piece['locate'] {
  const begins: number[] = [];
  let end = 0;
  for (const part of parts) {
    begins.push(end);
    end += lengthOf(part.text);
  }
  const before = (at: number, side: 'from' | 'to'): number => {
    const index = lastBefore(begins, side === 'from' ? at : at - 1);
    const part = parts[index];
    return part === undefined ? 0 : part.isValue ? part[side] : part.from + at - (begins[index] ?? 0);
  };
  return (start, stop) => piece.locate(before(start, 'from'), before(stop, 'to'));
}

/** The index of the last of these ascending numbers that is not beyond `at`, or the first. There may be as many as placeholders. */
function lastBefore(ascending: readonly number[], at: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((ascending[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

const lengthOf = (text: Text): number => text.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0);

function textOf(value: Node): Text | undefined {
  if (value.kind === 'scalar') return [value.text];
  return value.kind === 'absent' ? undefined : value.kind === 'unknown' ? value.text : [{ name: '?', holds: 'any' }];
}
