import { asText, scalar, type Node, type ScalarNode } from '../../../core/node.js';
import { literal, through, type Origin } from '../../../core/source.js';
import { plainText, type Text } from '../../../core/text.js';
import { unknown } from '../../../core/value.js';
import { compose, piecesOf, scalarPiece, type Piece } from '../../pieces.js';
import type { Dependence } from './choices.js';

/** Strings that variables make are bounded: each may hold the one before it twice. */
const MAX_TEXT = 65_536;

/** A hole in an address: no key is called so. */
export const HOLE = '\uFFFC';

/** What is known of nodes beside what they hold: the inputs that they came from. */
export class Provenance {
  private readonly dependences = new WeakMap<Node, readonly Dependence[]>();
  private readonly others = new WeakSet<Node>();

  of(node: Node): readonly Dependence[] {
    return this.dependences.get(node) ?? [];
  }

  /** Whether the node is, or holds, an input with a value on which nothing turns. */
  isOther(node: Node): boolean {
    return this.others.has(node);
  }

  note<N extends Node>(node: N, dependences: readonly Dependence[], isOther: boolean): N {
    if (dependences.length > 0) this.dependences.set(node, dependences);
    if (isOther) this.others.add(node);
    return node;
  }

  /** The same value used at another place. */
  moved<N extends Node>(node: N, origin: Origin): N {
    return this.note({ ...node, origin }, this.of(node), this.isOther(node));
  }

  /** Texts in a row, written as `whole`. */
  joined(whole: ScalarNode, parts: readonly Node[]): Node {
    const pieces = parts.flatMap((part) => (part.kind === 'scalar' ? shownPieces(part) : piecesOf(part)));
    const text = pieces.flatMap((piece) => piece.text);
    const at = whole.origin.span;
    if (lengthOf(text) > MAX_TEXT) return unknown('variables make too long a text', literal(at));
    const foreign = parts.find(({ kind }) => kind === 'map' || kind === 'list' || kind === 'absent');
    if (foreign !== undefined) return unknown('a variable in the text stands for something that is no text', literal(at));
    const from = parts.map((part) => part.origin.from).find((origin) => origin !== undefined);
    const origin: Origin = from === undefined ? { span: at, via: 'function' } : through(at, 'function', from);
    const open = parts.find((part) => part.kind === 'unknown');
    const node = open === undefined ? scalar(plainText(text) ?? '', origin) : unknown(open.reason, origin, open.nature, text);
    const unknowns = parts.filter(({ kind }) => kind === 'unknown');
    this.note(node, this.dependencesOf(parts), unknowns.length === 1 && unknowns.every((one) => this.isOther(one)));
    return compose(node, pieces);
  }

  private dependencesOf(parts: readonly Node[]): readonly Dependence[] {
    const texts = parts.map(addressText);
    return parts.flatMap((part, index) => {
      const before = texts.slice(0, index).join('');
      const after = texts.slice(index + 1).join('');
      if (before.includes(HOLE) || after.includes(HOLE)) return [];
      return this.of(part).map((one) => ({ input: one.input, before: before + one.before, after: one.after + after }));
    });
  }
}

/** The part of a scalar between two offsets of its text. */
export const slice = (node: ScalarNode, start: number, end: number): ScalarNode =>
  compose(scalar(node.text.slice(start, end), literal(node.origin.span)), [scalarPiece(node, start, end)]);

/** A boolean within a text is spelt as JavaScript does. */
const shownPieces = (node: ScalarNode): readonly Piece[] =>
  typeof node.value === 'string' || asText(node) === node.text ? piecesOf(node) : [{ text: [asText(node)], locate: () => node.origin.span }];

const lengthOf = (text: Text): number => text.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0);

/** The text of a node with a mark for each part that is not known. */
export function addressText(node: Node): string {
  if (node.kind === 'scalar') return asText(node);
  return node.kind === 'unknown' ? node.text.map((part) => (typeof part === 'string' ? part : HOLE)).join('') : HOLE;
}
