import { list, map, scalar, type Entry, type Node } from '../core/node.js';
import { parseError, type Problem } from '../core/problem.js';
import { literal, onOneLine, textOf, type Origin, type Source, type Span } from '../core/source.js';
import type { Hole, Text } from '../core/text.js';
import { unknown, type Unknown } from '../core/value.js';
import { piecesOf, type Piece } from './pieces.js';
import { parseJson } from './text/json/json.js';
import type { Parsed } from './text/text.js';

/** A document that was read out of a string. */
export interface Embedded {
  readonly node: Node;
  readonly problems: readonly Problem[];
}

/** Characters that stand for unknown parts while the JSON around them is read: private use, first of a block of 6,400. */
const FIRST_MARK = 0xf000;
const MOST_HOLES = 0x8ff;

/**
 * Reads the JSON that a string holds, such as a policy document, with places in the string. Parts that are not known may
 * stand inside strings of the document; where they stand elsewhere the document is unknown.
 */
export const embeddedJson = (node: Node): Embedded => embeddedText(node, parseJson);

/** The same for a document in the syntax that `parse` reads. */
export function embeddedText(node: Node, parse: (source: Source) => Parsed): Embedded {
  const pieces = piecesOf(node);
  const holes: Hole[] = [];
  const text = pieces.map((piece) => piece.text.map((part) => (typeof part === 'string' ? part : mark(part, holes))).join('')).join('');
  const source: Source = { path: node.origin.span.source.path, text, bom: false };
  const { documents, problems } = parse(source);
  const [document] = documents;
  if (document === undefined || holes.length > MOST_HOLES || (holes.length > 0 && problems.length > 0)) {
    return { node: unknown('the document depends on values that are not known here', node.origin), problems: [] };
  }
  const locate = locator(pieces, node);
  return { node: relocated(document, locate, holes), problems: problems.map((problem) => parseError(problem.message, onOneLine(locate(problem.span)), problem.level)) };
}

function mark(hole: Hole, holes: Hole[]): string {
  holes.push(hole);
  return String.fromCharCode(FIRST_MARK + Math.min(holes.length - 1, MOST_HOLES));
}

type Locate = (span: Span) => Span;

/** From a place in the joined text to the place in the file: that of the piece in which it begins. */
function locator(pieces: readonly Piece[], node: Node): Locate {
  const lengths = pieces.map(({ text }) => text.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0));
  const upTo = (end: number): Span | undefined => {
    let from = 0;
    for (const [index, piece] of pieces.entries()) {
      const length = lengths[index] ?? 0;
      if (end <= from + length) return piece.locate(0, end - from);
      from += length;
    }
    return undefined;
  };
  return ({ start, end }) => {
    let from = 0;
    for (const [index, piece] of pieces.entries()) {
      const length = lengths[index] ?? 0;
      if (start < from + length) return end <= from + length ? piece.locate(start - from, end - from) : wide(piece.locate(start - from, length), upTo(end));
      from += length;
    }
    return node.origin.span;
  };
}

/** What runs over several pieces is shown as far as its first piece goes; whole, where that is its quote alone and it stands on one line. */
function wide(first: Span, last: Span | undefined): Span {
  if (textOf(first) !== '"' || last?.source !== first.source || last.start < first.end) return first;
  const whole = { ...first, end: last.end };
  return /[\r\n]/u.test(textOf(whole)) ? first : whole;
}

function relocated(node: Node, locate: Locate, holes: readonly Hole[]): Node {
  const origin = moved(node.origin, locate);
  switch (node.kind) {
    case 'scalar': {
      const text = withHoles(node.text, holes);
      return text === undefined ? scalar(node.value, origin, node.text) : unknown('a part of it is not known here', origin, 'open', text);
    }
    case 'list':
      return list(node.items.map((item) => relocated(item, locate, holes)), origin, unseenOf(node.unseen, locate));
    case 'map':
      return map(new Map([...node.entries].map(([key, entry]): [string, Entry] => [key, { key: moved(entry.key, locate), value: relocated(entry.value, locate, holes) }])), origin, unseenOf(node.unseen, locate));
    case 'unknown':
    case 'absent':
      return { ...node, origin };
  }
}

const unseenOf = (unseen: readonly Unknown[], locate: Locate): readonly Unknown[] => unseen.map((one) => ({ ...one, origin: moved(one.origin, locate) }));

const moved = ({ span }: Origin, locate: Locate): Origin => literal(locate(span));

/** The text with its holes back in place; undefined where it has none. */
function withHoles(text: string, holes: readonly Hole[]): Text | undefined {
  if (holes.length === 0 || !/[\uF000-\uF8FF]/u.test(text)) return undefined;
  return text.split(/([\uF000-\uF8FF])/u).flatMap((part): Text => {
    if (part === '') return [];
    const hole = /^[\uF000-\uF8FF]$/u.test(part) ? holes[part.charCodeAt(0) - FIRST_MARK] : undefined;
    return [hole ?? part];
  });
}
