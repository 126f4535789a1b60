import { list, map, scalar, type Entry, type Node } from '../../core/node.js';
import { unknown } from '../../core/value.js';
import { compose, piecesOf, type Piece } from '../pieces.js';

/** `$${` stands for `${`; between `${` and `}` is an expression of Terraform. One that holds braces goes as far as they are balanced once. */
const TEMPLATE = /\$\$\{|\$\{(?:[^{}]|\{[^{}]*\})*\}/gu;

const rendered = new WeakSet<Node>();

/** What a reference stands for is no template once more. */
export function asRendered<N extends Node>(node: N): N {
  rendered.add(node);
  return node;
}

/**
 * Strings as Terraform reads them once cdktf has written them into `cdk.tf.json`: as templates. What an expression in one comes to is not
 * known. Terraform Language, "JSON Configuration Syntax", "Expression Mapping".
 */
export function asTemplates(node: Node): Node {
  if (rendered.has(node)) return node;
  switch (node.kind) {
    case 'map':
      return map(new Map([...node.entries].map(([name, { key, value }]): [string, Entry] => [name, { key, value: asTemplates(value) }])), node.origin, node.unseen);
    case 'list':
      return list(node.items.map(asTemplates), node.origin, node.unseen);
    case 'scalar':
      return typeof node.value === 'string' && node.text.includes('${') ? template(node) : node;
    case 'unknown':
      return node.text.some((part) => typeof part === 'string' && part.includes('${')) ? template(node) : node;
    case 'absent':
      return node;
  }
}

function template(node: Node): Node {
  const pieces = piecesOf(node).flatMap(piecesIn);
  const text = pieces.flatMap((piece) => piece.text);
  const isPlain = text.every((part) => typeof part === 'string');
  return compose(isPlain ? scalar(text.join(''), node.origin) : unknown('a part of it is an expression of Terraform', node.origin, 'open', text), pieces);
}

/** The parts of a piece around its templates. */
function piecesIn(piece: Piece): readonly Piece[] {
  const [text, ...more] = piece.text;
  if (typeof text !== 'string' || more.length > 0) return [piece];
  const found: Piece[] = [];
  const add = (start: number, end: number, is: Piece['text']): void => {
    if (end > start) found.push({ text: is, locate: (from, to) => (is.length === 1 && is[0] === text.slice(start, end) ? piece.locate(start + from, start + to) : piece.locate(start, end)) });
  };
  let from = 0;
  for (const match of text.matchAll(TEMPLATE)) {
    const [whole] = match;
    add(from, match.index, [text.slice(from, match.index)]);
    const end = match.index + whole.length;
    add(match.index, end, whole === '$${' ? ['${'] : [{ name: whole.slice(2, -1), holds: 'any' }]);
    from = end;
  }
  add(from, text.length, [text.slice(from)]);
  return found;
}
