import {
  BACKSLASH,
  bail,
  COLON,
  COMMA,
  CR,
  type Cursor,
  DOUBLE_QUOTE,
  HASH,
  LF,
  LIST_CLOSE,
  LIST_OPEN,
  MAP_CLOSE,
  MAP_OPEN,
  SINGLE_QUOTE,
  SPACE,
  TAB,
} from './yaml-fast-cursor.js';

/**
 * Reads a scalar or key that stands on one line; gives its text and leaves its place in the cursor. `isFlow`: commas and
 * brackets end a plain one.
 */
export function scalarText(cursor: Cursor, isFlow: boolean): string {
  const { code } = cursor;
  cursor.start = cursor.at;
  cursor.isPlain = false;
  if (code === DOUBLE_QUOTE) return doubleQuoted(cursor);
  if (code === SINGLE_QUOTE) return singleQuoted(cursor);
  cursor.isPlain = true;
  checkStart(cursor, isFlow);
  return isFlow ? plainInFlow(cursor) : plain(cursor);
}

/** What no plain scalar begins with, or only with another character behind it. */
const REFUSED: ReadonlySet<number> = new Set([...'!&*@`%|>,[]{}#"\'\t'].map((character) => character.charCodeAt(0)));
const HALF_REFUSED: ReadonlySet<number> = new Set([...'-?:'].map((character) => character.charCodeAt(0)));

function checkStart(cursor: Cursor, isFlow: boolean): void {
  const { code, at } = cursor;
  if (REFUSED.has(code)) bail(`a scalar that starts with ${cursor.text.charAt(at)}`);
  if (HALF_REFUSED.has(code) && (cursor.endsToken(at + 1) || (isFlow && isFlowMark(cursor.text.charCodeAt(at + 1))))) bail('an indicator out of place');
  // `---` and `...` between documents.
  if (at === cursor.lineStart && /^(?:---|\.\.\.)$/u.test(cursor.text.slice(at, at + 3))) bail('several documents');
}

const isFlowMark = (code: number): boolean => code === COMMA || code === LIST_OPEN || code === LIST_CLOSE || code === MAP_OPEN || code === MAP_CLOSE;

function plain(cursor: Cursor): string {
  const { text, at } = cursor;
  let end = at;
  let i = at;
  for (; ; i++) {
    const code = text.charCodeAt(i);
    // Letters first: nine of ten characters.
    if (code > COLON) end = i + 1;
    else if (code === SPACE) {
      if (text.charCodeAt(i + 1) === HASH) break;
    } else if (code === COLON) {
      if (cursor.endsToken(i + 1)) break;
      end = i + 1;
    } else if (code === LF || code === CR || code !== code) break;
    else if (code === TAB) bail('a tab');
    else end = i + 1;
  }
  return take(cursor, i, at, end);
}

function plainInFlow(cursor: Cursor): string {
  const { text, at } = cursor;
  let end = at;
  let i = at;
  for (; ; i++) {
    const code = text.charCodeAt(i);
    if (isFlowMark(code) || code === LF || code === CR || code !== code) break;
    if (code === TAB) bail('a tab');
    if (code === SPACE) {
      if (text.charCodeAt(i + 1) === HASH) break;
    } else if (code === COLON && (cursor.endsToken(i + 1) || isFlowMark(text.charCodeAt(i + 1)))) break;
    else end = i + 1;
  }
  return take(cursor, i, at, end);
}

function take(cursor: Cursor, at: number, start: number, end: number): string {
  cursor.at = at;
  cursor.end = end;
  return cursor.text.slice(start, end);
}

function singleQuoted(cursor: Cursor): string {
  const { text, at } = cursor;
  let isEscaped = false;
  for (let i = at + 1; ; i++) {
    const code = text.charCodeAt(i);
    if (code === LF || code === CR || code !== code) bail('quotes over several lines');
    if (code !== SINGLE_QUOTE) continue;
    if (text.charCodeAt(i + 1) !== SINGLE_QUOTE) {
      cursor.at = cursor.end = i + 1;
      const inside = text.slice(at + 1, i);
      return isEscaped ? inside.replaceAll("''", "'") : inside;
    }
    isEscaped = true;
    i++;
  }
}

function doubleQuoted(cursor: Cursor): string {
  const { text, at } = cursor;
  let isEscaped = false;
  for (let i = at + 1; ; i++) {
    const code = text.charCodeAt(i);
    if (code === LF || code === CR || code !== code) bail('quotes over several lines');
    if (code === BACKSLASH) {
      isEscaped = true;
      i++;
    } else if (code === DOUBLE_QUOTE) {
      cursor.at = cursor.end = i + 1;
      const inside = text.slice(at + 1, i);
      return isEscaped ? unescaped(inside) : inside;
    }
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map(Object.entries({ n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\', '/': '/' }));

/** The common escapes; others are left to the full reader. */
const unescaped = (inside: string): string =>
  inside.replace(/\\(?:u([\dA-Fa-f]{4})|([^]))/gu, (_, hex: string | undefined, letter: string | undefined) =>
    hex === undefined ? (ESCAPES.get(letter ?? '') ?? bail('an unusual escape')) : String.fromCharCode(parseInt(hex, 16)),
  );
