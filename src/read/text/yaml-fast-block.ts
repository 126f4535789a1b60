import { scalar, type ScalarNode } from '../../core/node.js';
import { literal } from '../../core/source.js';
import { rememberBlock, trimmed } from './block-scalars.js';
import { bail, CR, type Cursor, DASH, GREATER, isLineEnd, PLUS, SPACE, TAB } from './yaml-fast-cursor.js';

/** Reads `|` or `>` and the lines below it; `parentIndent` is the indentation of the collection that holds it. */
export function blockScalar(cursor: Cursor, parentIndent: number): ScalarNode {
  const { text, at } = cursor;
  const isFolded = cursor.code === GREATER;
  const chomping = text.charCodeAt(at + 1);
  const header = text.slice(at, chomping === DASH || chomping === PLUS ? at + 2 : at + 1);
  const lines = new BlockLines(cursor, belowHeader(cursor, at + header.length), parentIndent, isFolded);
  const origin = literal(trimmed(lines.body(chomping === PLUS)) ?? bail('a block of blanks'));
  rememberBlock(origin, { header, parentIndent, body: lines.body(chomping === PLUS) });
  cursor.startLine(lines.end);
  cursor.end = origin.span.end;
  const value = lines.value(chomping);
  return scalar(value, origin, value);
}

/** Where the lines begin. */
function belowHeader(cursor: Cursor, headerEnd: number): number {
  const { text } = cursor;
  const code = text.charCodeAt(headerEnd);
  cursor.at = headerEnd;
  if ((code !== SPACE && !isLineEnd(code)) || !cursor.isLineDone()) bail('an unusual header of a block');
  const lineEnd = text.indexOf('\n', cursor.at);
  return lineEnd < 0 ? bail('a block without text') : lineEnd + 1;
}
