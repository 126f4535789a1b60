import type { Hole, Text } from '../../core/text.js';
import { matchEnd, type Lexis, type Quoted } from './tokens.js';

/** The lexical grammar of Python, as far as it is needed to tell code from comments and strings. Language Reference, "Lexical analysis". */
export const python: Lexis = { comment, quoted };

/** A backslash at the end of a line joins it with the next. */
const CONTINUATION = /\\\r?\n/uy;

function comment(text: string, at: number): number | undefined {
  if (text.charAt(at) !== '#') return matchEnd(CONTINUATION, text, at);
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

export const OPENER = /[a-zA-Z]{0,2}(?:"""|'''|"|')/uy;
const PREFIX = /^(?:|[rubf]|[bf]r|r[bf])$/iu;

function quoted(text: string, at: number): Quoted | undefined {
  const begin = matchEnd(OPENER, text, at);
  if (begin === undefined) return undefined;
  const opener = text.slice(at, begin);
  const prefix = opener.replace(/["']+$/u, '');
  if (!PREFIX.test(prefix)) return undefined;
  const quote = opener.slice(prefix.length);
  const end = closing(text, begin, quote);
  const isClosed = text.startsWith(quote, end);
  const raw = text.slice(begin, end);
  const decoded = /r/iu.test(prefix) ? raw : unescaped(raw);
  return { kind: 'string', end: isClosed ? end + quote.length : end, holds: /f/iu.test(prefix) ? formatted(decoded) : [decoded] };
}

/** Where the closing quote stands; a string in single quotes that is never closed ends with its line. */
export function closing(text: string, begin: number, quote: string): number {
  let i = begin;
  while (i < text.length && !text.startsWith(quote, i)) {
    const character = text.charAt(i);
    if (quote.length === 1 && (character === '\n' || character === '\r')) return i;
    i += character === '\\' ? 2 : 1;
  }
  return Math.min(i, text.length);
}

export const simple: ReadonlyMap<string, string> = new Map([['n', '\n'], ['t', '\t'], ['r', '\r'], ['\\', '\\'], ["'", "'"], ['"', '"'], ['\n', ''], ['\r\n', '']]);

const unescaped = (raw: string): string =>
  raw.includes('\\')
    ? raw.replaceAll(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(\r\n|[^]))/gu, (whole, byte?: string, unit?: string, letter?: string) =>
        letter === undefined ? String.fromCharCode(Number.parseInt(byte ?? unit ?? '0', 16)) : (simple.get(letter) ?? whole),
      )
    : raw;

/** `{expression}` is put in when the code runs, `{{` is a brace. */
function formatted(text: string): Text {
  const holds: (string | Hole)[] = [];
  let literal = '';
  let last = 0;
  for (const { 0: part, index } of text.matchAll(/\{\{|\}\}|\{[^{}]*\}/gu)) {
    literal += text.slice(last, index);
    last = index + part.length;
    if (part === '{{' || part === '}}') literal += part.charAt(0);
    else {
      holds.push(literal, { name: part.slice(1, 40).replace(/\}$/u, ''), holds: 'any' });
      literal = '';
    }
  }
  const rest = literal + text.slice(last);
  // What is left open is nested deeper than is read here.
  return rest.includes('{') ? [...holds, { name: '?', holds: 'any' }] : [...holds, rest];
}
