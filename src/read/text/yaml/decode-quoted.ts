import type { Span } from '../../../core/source.js';
import { DecodedText, type Decoded } from '../offsets.js';

/** A line of a scalar that spans several: its text without the line end, and where the next one begins. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** The lines in `[start, end)`; CRLF, LF and CR end one, and there is always a last one without an end. */
export function linesIn(text: string, start: number, end: number): readonly Line[] {
  const lines: Line[] = [];
  let from = start;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code !== 10 && code !== 13) continue;
    const next = code === 13 && i + 1 < end && text.charCodeAt(i + 1) === 10 ? i + 2 : i + 1;
    lines.push({ start: from, end: i, next });
    from = next;
    i = next - 1;
  }
  return [...lines, { start: from, end, next: end }];
}

const isBlank = (code: number): boolean => code === 32 || code === 9;
const isWhite = (code: number): boolean => isBlank(code) || code === 10 || code === 13;

/** The text of a scalar that is written at `span`, in quotes or plain. */
export function textAt(span: Span): string {
  const to = new DecodedText(span.source);
  const quote = span.source.text.charAt(span.start);
  const inside = { ...span, start: span.start + 1, end: span.end - 1 };
  if (quote === '"') decodeDouble(inside, to);
  else if (quote === "'") decodeFolded(inside, true, to);
  else decodeFolded(span, false, to);
  return to.text;
}

/** A plain scalar, or the inside of a single-quoted one: a line end is a blank, n + 1 of them are n line ends. */
export function decodeFolded({ source: { text }, ...span }: Span, isQuoted: boolean, to: Decoded): void {
  const lines = linesIn(text, span.start, span.end);
  const last = lines.length - 1;
  let breaks: Line[] = [];
  lines.forEach((line, i) => {
    let { start, end } = line;
    while (i > 0 && start < end && isBlank(text.charCodeAt(start))) start++;
    while (i < last && end > start && isBlank(text.charCodeAt(end - 1))) end--;
    if (i === 0 || i === last || start < end) {
      fold(breaks, to);
      copyQuoted(text, start, end, isQuoted, to);
      breaks = [];
    }
    breaks.push(line);
  });
}

function fold(breaks: readonly Line[], to: Decoded): void {
  const [first, ...others] = breaks;
  if (first === undefined) return;
  if (others.length === 0) to.put(' ', first.end, first.next);
  for (const { end, next } of others) to.put('\n', end, next);
}

/** `''` is one quote between single quotes. */
function copyQuoted(text: string, start: number, end: number, isQuoted: boolean, to: Decoded): void {
  let from = start;
  for (let i = start; isQuoted && i + 1 < end; i++) {
    if (text.charCodeAt(i) !== 39 || text.charCodeAt(i + 1) !== 39) continue;
    to.copy(from, i);
    to.put("'", i, i + 2);
    from = ++i + 1;
  }
  to.copy(from, end);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['e', '\x1b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
  [' ', ' '],
  ['"', '"'],
  ['/', '/'],
  ['\\', '\\'],
  ['\t', '\t'],
]);
const HEX_DIGITS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** The inside of a double-quoted scalar; JSON's escapes are among YAML's. */
export function decodeDouble({ source: { text }, start, end }: Span, to: Decoded): void {
  let i = start;
  while (i < end) {
    const code = text.charCodeAt(i);
    if (code === 92) i = escape(text, i, end, to);
    else if (isWhite(code)) i = whiteSpace(text, i, end, to);
    else {
      to.copy(i, i + 1);
      i++;
    }
  }
}

function escape(text: string, at: number, end: number, to: Decoded): number {
  const letter = text.charAt(at + 1);
  if (letter === '\n' || letter === '\r') {
    // An escaped line end is left out, and so are the blanks that the next line begins with.
    let i = text.startsWith('\r\n', at + 1) ? at + 3 : at + 2;
    while (i < end && isBlank(text.charCodeAt(i))) i++;
    return i;
  }
  const digits = HEX_DIGITS.get(letter);
  const next = at + 2 + (digits ?? 0);
  const code = parseInt(text.slice(at + 2, next), 16);
  const decoded = digits === undefined ? ESCAPES.get(letter) : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
  to.put(decoded ?? text.slice(at, next), at, next);
  return next;
}

/** Blanks at a line end are left out; a line end is a blank, n + 1 of them are n line ends. */
function whiteSpace(text: string, at: number, end: number, to: Decoded): number {
  let i = at;
  while (i < end && isWhite(text.charCodeAt(i))) i++;
  const lines = linesIn(text, at, i);
  if (lines.length === 1) to.copy(at, i);
  else fold(lines.slice(0, -1), to);
  return i;
}
