import { bail, COLON, COMMA, type Cursor, HASH, isLineEnd, LIST_CLOSE, LIST_OPEN, MAP_CLOSE, MAP_OPEN, SPACE, TAB } from './cursor.js';

/** What no plain scalar begins with, or only with another character behind it. */
const REFUSED: ReadonlySet<number> = codes('!&*@`%|>,[]{}#"\'\t');
const HALF_REFUSED: ReadonlySet<number> = codes('-?:');

function codes(characters: string): ReadonlySet<number> {
  return new Set([...characters].map((character) => character.charCodeAt(0)));
}

const isFlowMark = (code: number): boolean => code === COMMA || code === LIST_OPEN || code === LIST_CLOSE || code === MAP_OPEN || code === MAP_CLOSE;

/** Reads a plain scalar as far as it stands on its first line. */
export function plain(cursor: Cursor): string {
  checkStart(cursor);
  return restOfLine(cursor);
}

/** The same in a flow collection, where commas and brackets end it. */
export function plainInFlow(cursor: Cursor): string {
  const { codes, at } = cursor;
  checkStart(cursor);
  if (isFlowMark(codes[at + 1] ?? 0) && HALF_REFUSED.has(cursor.code)) bail('an indicator out of place');
  let end = at;
  let i = at;
  for (; ; i++) {
    const code = codes[i] ?? 0;
    if (isFlowMark(code) || isLineEnd(code)) break;
    if (code === TAB) bail('a tab');
    if (code === SPACE) {
      if (codes[i + 1] === HASH) break;
    } else if (code === COLON && (cursor.endsToken(i + 1) || isFlowMark(codes[i + 1] ?? 0))) break;
    else end = i + 1;
  }
  return take(cursor, i, end);
}

/** A further line of a plain scalar, with the line ends before it: one is a blank, n + 1 of them are n line ends. */
export function plainBelow(cursor: Cursor): string {
  const between = cursor.text.slice(cursor.end, cursor.at);
  if (between.includes('#')) bail('a line that is indented more than the one above');
  const breaks = between.split('\n').length - 1;
  return (breaks === 1 ? ' ' : '\n'.repeat(breaks - 1)) + restOfLine(cursor);
}

function checkStart(cursor: Cursor): void {
  const { code, at } = cursor;
  if (REFUSED.has(code)) bail(`a scalar that starts with ${cursor.text.charAt(at)}`);
  if (HALF_REFUSED.has(code) && cursor.endsToken(at + 1)) bail('an indicator out of place');
  // Between documents.
  if (at === cursor.lineStart && (cursor.text.startsWith('---', at) || cursor.text.startsWith('...', at))) bail('several documents');
}

function restOfLine(cursor: Cursor): string {
  const { codes, at } = cursor;
  let end = at;
  let i = at;
  for (; ; i++) {
    const code = codes[i] ?? 0;
    // Letters first: 92 of 100 characters in public templates.
    if (code > COLON) end = i + 1;
    else if (code === SPACE) {
      if (codes[i + 1] === HASH) break;
    } else if (code === COLON) {
      if (cursor.endsToken(i + 1)) break;
      end = i + 1;
    } else if (isLineEnd(code)) break;
    else if (code === TAB) bail('a tab');
    else end = i + 1;
  }
  return take(cursor, i, end);
}

function take(cursor: Cursor, at: number, end: number): string {
  const start = cursor.at;
  if (start === end) bail('no scalar where one is expected');
  cursor.at = at;
  cursor.end = end;
  return cursor.text.slice(start, end);
}
