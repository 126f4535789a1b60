import { scalar, type Node } from '../../../core/node.js';
import type { Origin, Source } from '../../../core/source.js';
import { unknown } from '../../../core/value.js';
import type { Faults } from '../faults.js';

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\u001b'],
  ['"', '"'],
  ['\\', '\\'],
]);
const HEX_DIGITS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** A string that was read, and where the text goes on. */
export interface TomlString {
  readonly node: Node;
  readonly next: number;
}

/**
 * The string that opens at `at`, in any of the four forms: https://toml.io/en/v1.0.0#string. The place of one on a single
 * line has its quotes, that of one on several lines is the text between them, without the line end that opens it.
 */
export function tomlString(source: Source, at: number, faults: Faults): TomlString {
  const quote = source.text.charAt(at);
  return source.text.startsWith(quote.repeat(3), at) ? onLines(source, at, quote, faults) : onLine(source, at, quote, faults);
}

function onLine(source: Source, at: number, quote: string, faults: Faults): TomlString {
  const { text } = source;
  const end = closing(text, at + 1, (i) => text.charAt(i) === quote, quote === '"', (i) => text.charAt(i) === '\n');
  if (text.charAt(end) !== quote) {
    faults.add('expected a closing quote before the end of the line', at, end);
    return { node: unknown('the string is not closed', origin(source, at, end), 'malformed'), next: end };
  }
  return { node: scalar(decoded(text, at + 1, end, quote, faults), origin(source, at, end + 1)), next: end + 1 };
}

function onLines(source: Source, at: number, quote: string, faults: Faults): TomlString {
  const { text } = source;
  const close = quote.repeat(3);
  const start = at + 3 + (/^\r?\n/u.exec(text.slice(at + 3, at + 5))?.[0].length ?? 0);
  let end = closing(text, start, (i) => text.startsWith(close, i), quote === '"', () => false);
  if (end >= text.length) {
    faults.add(`expected ${close} before the end of the text`, at, at + 3);
    return { node: unknown('the string is not closed', origin(source, at, end), 'malformed'), next: text.length };
  }
  // One or two quotes may stand before the three that close.
  for (let more = 0; more < 2 && text.charAt(end + 3) === quote; more++) end++;
  return { node: scalar(decoded(text, start, end, quote, faults), origin(source, start, end)), next: end + 3 };
}

/** Where the string ends, from `from` on: at its quotes, where it stops, or at the end of the text. */
function closing(text: string, from: number, closes: (at: number) => boolean, escapes: boolean, stops: (at: number) => boolean): number {
  let i = from;
  while (i < text.length && !closes(i) && !stops(i)) i += escapes && text.charAt(i) === '\\' && !stops(i + 1) ? 2 : 1;
  return Math.min(i, text.length);
}

/** What stands in `[start, end)`; only between double quotes a backslash means something. A line end is `\n` however it is written. */
function decoded(text: string, start: number, end: number, quote: string, faults: Faults): string {
  const raw = (from: number, to: number): string => text.slice(from, to).replace(/\r\n/gu, '\n');
  if (quote === "'") return raw(start, end);
  const pieces: string[] = [];
  let from = start;
  for (let i = text.indexOf('\\', start); i !== -1 && i < end; i = text.indexOf('\\', from)) {
    const { value, next } = escaped(text, i, end, faults);
    pieces.push(raw(from, i), value);
    from = next;
  }
  return [...pieces, raw(from, end)].join('');
}

function escaped(text: string, at: number, end: number, faults: Faults): { readonly value: string; readonly next: number } {
  const letter = text.charAt(at + 1);
  const blanks = /^[ \t]*\r?\n\s*/u.exec(text.slice(at + 1, end));
  // A backslash at the end of a line takes all blanks up to the next word with it.
  if (blanks !== null) return { value: '', next: at + 1 + blanks[0].length };
  const simple = ESCAPES.get(letter);
  if (simple !== undefined) return { value: simple, next: at + 2 };
  const next = at + 2 + (HEX_DIGITS.get(letter) ?? 0);
  const digits = text.slice(at + 2, next);
  const code = /^[0-9a-fA-F]+$/u.test(digits) && next <= end ? parseInt(digits, 16) : Infinity;
  if (code <= 0x10ffff) return { value: String.fromCodePoint(code), next };
  faults.add('expected one of \\b \\t \\n \\f \\r \\" \\\\ \\u \\U', at, Math.min(at + 2, end));
  return { value: text.slice(at, at + 1), next: at + 1 };
}

const origin = (source: Source, start: number, end: number): Origin => ({ span: { source, start, end }, via: 'literal' });
