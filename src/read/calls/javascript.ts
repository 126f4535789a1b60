import type { Hole, Text } from '../../core/text.js';
import { matchEnd, type Lexis, type Quoted, type Token } from './tokens.js';

/** The lexical grammar of ECMAScript, as far as it is needed to tell code from comments and strings. */
export const javascript: Lexis = { comment, quoted };

function comment(text: string, at: number): number | undefined {
  const opener = text.slice(at, at + 2);
  if (opener !== '//' && opener !== '/*') return undefined;
  const close = opener === '//' ? text.indexOf('\n', at) : text.indexOf('*/', at + 2);
  return close === -1 ? text.length : opener === '//' ? close : close + 2;
}

function quoted(text: string, at: number, last: Token | undefined): Quoted | undefined {
  switch (text.charAt(at)) {
    case '"':
    case "'":
      return plain(text, at);
    case '`':
      return template(text, at);
    case '/':
      return mayBeginPattern(last) ? pattern(text, at) : undefined;
    default:
      return undefined;
  }
}

/** Up to the same quote; a line end that is not escaped ends what was never closed. */
function plain(text: string, at: number): Quoted {
  const quote = text.charAt(at);
  let holds = '';
  let from = at + 1;
  let i = from;
  while (i < text.length) {
    const character = text.charAt(i);
    if (character === quote) return { kind: 'string', end: i + 1, holds: [holds + text.slice(from, i)] };
    if (character === '\n' || character === '\r') break;
    if (character === '\\') {
      const { end, value } = escaped(text, i);
      holds += text.slice(from, i) + value;
      from = i = end;
    } else i++;
  }
  return { kind: 'string', end: i, holds: [holds + text.slice(from, i)] };
}

const simple: ReadonlyMap<string, string> = new Map([['n', '\n'], ['t', '\t'], ['r', '\r'], ['b', '\b'], ['f', '\f'], ['v', '\v'], ['0', '\0'], ['\n', '']]);
const HEX = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\})/uy;

/** The escape at a backslash. */
function escaped(text: string, at: number): { readonly end: number; readonly value: string } {
  const end = matchEnd(HEX, text, at);
  if (end !== undefined) {
    const code = Number.parseInt(text.slice(at + 2, end).replace(/[{}]/gu, ''), 16);
    return { end, value: code > 0x10ffff ? '' : String.fromCodePoint(code) };
  }
  const next = text.slice(at + 1, at + 3) === '\r\n' ? '\r\n' : text.charAt(at + 1);
  return { end: Math.min(at + 1 + Math.max(next.length, 1), text.length), value: simple.get(next) ?? (next === '\r\n' ? '' : next) };
}

/** A template: what is put in when the code runs is a hole; code in it may hold templates of its own. */
function template(text: string, at: number): Quoted {
  const holds: (string | Hole)[] = [];
  let literal = '';
  let i = at + 1;
  while (i < text.length) {
    const character = text.charAt(i);
    if (character === '`') return { kind: 'string', end: i + 1, holds: [...holds, literal] };
    if (character === '\\') {
      const { end, value } = escaped(text, i);
      literal += value;
      i = end;
    } else if (character === '$' && text.charAt(i + 1) === '{') {
      const end = substitutionEnd(text, i + 2);
      holds.push(literal, { name: text.slice(i + 2, Math.min(end - 1, i + 40)).trim(), holds: 'any' });
      literal = '';
      i = end;
    } else {
      literal += character;
      i++;
    }
  }
  return { kind: 'string', end: text.length, holds: [...holds, literal] };
}

/** Behind the brace that closes what is put into a template, whatever strings and templates are nested in it: a stack, no recursion. */
function substitutionEnd(text: string, at: number): number {
  const open: ('{' | '`')[] = ['{'];
  let i = at;
  while (i < text.length && open.length > 0) {
    const inTemplate = open.at(-1) === '`';
    const character = text.charAt(i);
    if (character === '\\') i += 2;
    else if (character === '`') {
      if (inTemplate) open.pop();
      else open.push('`');
      i++;
    } else if (inTemplate) {
      if (character === '$' && text.charAt(i + 1) === '{') open.push('{');
      i += character === '$' && text.charAt(i + 1) === '{' ? 2 : 1;
    } else if (character === '"' || character === "'") i = plain(text, i).end;
    else {
      const end = comment(text, i);
      if (character === '{') open.push('{');
      else if (character === '}') open.pop();
      i = end ?? i + 1;
    }
  }
  return Math.min(i, text.length);
}

const beforePattern: ReadonlySet<string> = new Set(['return', 'typeof', 'case', 'in', 'of', 'delete', 'void', 'throw', 'new', 'else', 'do', 'await', 'yield', 'instanceof']);

/** A slash behind a value divides; anywhere else it opens a regular expression. */
function mayBeginPattern(last: Token | undefined): boolean {
  if (last === undefined) return true;
  if (last.kind === 'name') return beforePattern.has(last.text);
  return last.kind === 'sign' && ![')', ']', '}'].includes(last.text);
}

const NOTHING: Text = [];
/** Looking further for the end of what is no pattern at all would make the whole quadratic. */
const LONGEST_PATTERN = 1_000;

function pattern(text: string, at: number): Quoted | undefined {
  let inClass = false;
  for (let i = at + 1; i < Math.min(text.length, at + LONGEST_PATTERN); i++) {
    const character = text.charAt(i);
    if (character === '\n' || character === '\r') return undefined;
    if (character === '\\') i++;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '/' && !inClass) return { kind: 'pattern', end: i + 1, holds: NOTHING };
  }
  return undefined;
}
