import { BACKSLASH, bail, type Cursor, DOUBLE_QUOTE, isBlank, isLineEnd, LF, SINGLE_QUOTE } from './cursor.js';

/** Reads a single-quoted scalar; the lines below its first are indented more than `parentIndent`. */
export function singleQuoted(cursor: Cursor, parentIndent: number): string {
  const { codes, text, at } = cursor;
  let isEscaped = false;
  for (let i = at + 1; ; i++) {
    const code = codes[i] ?? 0;
    if (isLineEnd(code)) i = cursor.passLineEnd(i, parentIndent);
    if (code !== SINGLE_QUOTE) continue;
    if (codes[i + 1] !== SINGLE_QUOTE) {
      cursor.at = cursor.end = i + 1;
      const inside = cursor.isOnOneLine ? text.slice(at + 1, i) : folded(text.slice(at + 1, i));
      return isEscaped ? inside.replaceAll("''", "'") : inside;
    }
    isEscaped = true;
    i++;
  }
}

/** Reads a double-quoted scalar; the lines below its first are indented more than `parentIndent`. */
export function doubleQuoted(cursor: Cursor, parentIndent: number): string {
  const { codes, text, at } = cursor;
  let isEscaped = false;
  for (let i = at + 1; ; i++) {
    const code = codes[i] ?? 0;
    if (code === DOUBLE_QUOTE) {
      cursor.at = cursor.end = i + 1;
      const inside = text.slice(at + 1, i);
      return isEscaped || !cursor.isOnOneLine ? folded(inside, escape) : inside;
    }
    if (isLineEnd(code)) i = cursor.passLineEnd(i, parentIndent);
    else if (code === BACKSLASH) {
      isEscaped = true;
      // An escaped line end is passed like any other.
      if (!isLineEnd(codes[i + 1] ?? 0)) i++;
    }
  }
}

/** What an escape stands for, and where it ends. */
type Escape = (inside: string, at: number) => readonly [string, number];

/** Blanks around line ends are left out; a line end is a blank, n + 1 of them are n line ends. */
function folded(inside: string, escaped?: Escape): string {
  let out = '';
  let from = 0;
  let i = 0;
  while (i < inside.length) {
    const code = inside.charCodeAt(i);
    if (code === BACKSLASH && escaped !== undefined) {
      const [text, end] = escaped(inside, i);
      out += inside.slice(from, i) + text;
      from = i = end;
    } else if (isBlank(code) || isLineEnd(code)) {
      const end = whiteEnd(inside, i);
      const breaks = lineEndsIn(inside, i, end);
      if (breaks > 0) {
        out += inside.slice(from, i) + (breaks === 1 ? ' ' : '\n'.repeat(breaks - 1));
        from = end;
      }
      i = end;
    } else i++;
  }
  return out + inside.slice(from);
}

function whiteEnd(text: string, at: number): number {
  let i = at;
  while (i < text.length && (isBlank(text.charCodeAt(i)) || isLineEnd(text.charCodeAt(i)))) i++;
  return i;
}

function lineEndsIn(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === LF) count++;
  return count;
}

const ESCAPES: ReadonlyMap<string, string> = new Map(
  Object.entries({ '0': '\0', a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', _: '\u00a0', ' ': ' ', '"': '"', '/': '/', '\\': '\\' }),
);
const HEX_DIGITS: ReadonlyMap<string, number> = new Map(Object.entries({ x: 2, u: 4 }));

/** The common escapes; others are left to the full reader. */
function escape(inside: string, at: number): readonly [string, number] {
  const letter = inside.charAt(at + 1);
  if (letter === '\n' || letter === '\r') return ['', blankEnd(inside, inside.indexOf('\n', at) + 1)];
  const digits = HEX_DIGITS.get(letter);
  if (digits === undefined) return [ESCAPES.get(letter) ?? bail('an unusual escape'), at + 2];
  const end = at + 2 + digits;
  const hex = inside.slice(at + 2, end);
  return /^[\dA-Fa-f]+$/u.test(hex) && hex.length === digits ? [String.fromCharCode(parseInt(hex, 16)), end] : bail('an unusual escape');
}

function blankEnd(text: string, at: number): number {
  let i = at;
  while (isBlank(text.charCodeAt(i))) i++;
  return i;
}
