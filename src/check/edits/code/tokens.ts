import { Unclear } from '../cursor.js';

export type Language = 'javascript' | 'python';

/**
 * A piece of a program. Comments are none. `string`: one that holds nothing but its own text, in quotes of one character;
 * `opaque`: what a program works out or what has other quotes, and regular expressions.
 */
export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'opaque' | 'mark';
  readonly start: number;
  readonly end: number;
  /** What a mark or a name is; empty for all other kinds. */
  readonly word: string;
  /** Whether it is the first in its line. */
  readonly opensLine: boolean;
}

type Read = Pick<Token, 'kind' | 'end'>;

/** Templates in templates: nobody goes deeper. */
const MAX_DEPTH = 16;

/** The tokens of a program; throws `Unclear` where one is not surely understood. */
export function tokensOf(text: string, language: Language): readonly Token[] {
  const tokens: Token[] = [];
  let opensLine = true;
  for (let at = language === 'javascript' ? (matchEnd(/#![^\r\n]*/uy, text, 0) ?? 0) : 0; at < text.length; ) {
    const next = blankEnd(text, at, language);
    if (next !== undefined) {
      opensLine ||= text.slice(at, next).includes('\n');
      at = next;
      continue;
    }
    const { kind, end } = tokenAt(text, at, language, tokens.at(-1));
    tokens.push({ kind, start: at, end, word: kind === 'mark' || kind === 'name' ? text.slice(at, end) : '', opensLine });
    opensLine = false;
    at = end;
  }
  return tokens;
}

const BLANKS = /[\s\u200b]+/uy;
const LINE_COMMENT: Readonly<Record<Language, RegExp>> = { javascript: /\/\/[^\r\n]*/uy, python: /#[^\r\n]*/uy };

/** The end of the blanks, or of the comment, at a place. */
function blankEnd(text: string, at: number, language: Language): number | undefined {
  const end = matchEnd(BLANKS, text, at) ?? matchEnd(LINE_COMMENT[language], text, at);
  if (end !== undefined) return end;
  if (language === 'python') return matchEnd(/\\\r?\n/uy, text, at);
  if (!text.startsWith('/*', at)) return undefined;
  const close = text.indexOf('*/', at + 2);
  return close === -1 ? fail() : close + 2;
}

const NUMBER = /[0-9][\w.]*/uy;
const ASCII_NAME = /[#@]?[A-Za-z_$][\w$]*/uy;
/** Made when a text needs it: that takes 4 ms. */
let anyName: RegExp | undefined;
/** Signs of several characters count as one where a part of them would be taken for something else. */
const MARK = /\.\.\.|=>|->|:=|[=!]==?|\?\?=?|\?\.(?![0-9])|&&=?|\|\|=?|\*\*=?|\/\/=?|\+\+|--|[-+*/%&|^<>]=|[-+*/%&|^~!?<>=.,:;()[\]{}@]/uy;

function tokenAt(text: string, at: number, language: Language, last: Token | undefined): Read {
  const character = text.charAt(at);
  if (character === '"' || character === "'") return quoted(text, at, language);
  if (language === 'javascript' && character === '`') return template(text, at, 0);
  if (language === 'javascript' && character === '/' && mayBeginPattern(last)) return { kind: 'opaque', end: patternEnd(text, at) };
  const name = nameEnd(text, at);
  if (name !== undefined) return language === 'python' && /^(?:[bfru]|br|fr|rb|rf)$/iu.test(text.slice(at, name)) && /["']/u.test(text.charAt(name)) ? { kind: 'opaque', end: quoted(text, name, language).end } : { kind: 'name', end: name };
  const number = matchEnd(NUMBER, text, at);
  return number === undefined ? { kind: 'mark', end: matchEnd(MARK, text, at) ?? fail() } : { kind: 'number', end: number };
}

function nameEnd(text: string, at: number): number | undefined {
  const ascii = matchEnd(ASCII_NAME, text, at);
  return text.charCodeAt(ascii ?? at) > 127 ? matchEnd((anyName ??= /[#@]?[\p{ID_Start}_$][\p{ID_Continue}$\u200c\u200d]*/uy), text, at) : ascii;
}

function quoted(text: string, start: number, language: Language): Read {
  const quote = text.charAt(start);
  if (language === 'python' && text.startsWith(quote.repeat(3), start)) return { kind: 'opaque', end: longEnd(text, start, quote.repeat(3)) };
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === quote) return { kind: 'string', end: at + 1 };
    if (character === '\n' || character === '\r') break;
    // A line that goes on ends in `\`, and on Windows in two characters behind it.
    if (character === '\\') at += text.startsWith('\r\n', at + 1) ? 2 : 1;
  }
  return fail();
}

function longEnd(text: string, start: number, quotes: string): number {
  for (let at = start + quotes.length; at < text.length; at++) {
    if (text.charAt(at) === '\\') at++;
    else if (text.startsWith(quotes, at)) return at + quotes.length;
  }
  return fail();
}

/** A template; with something to put in it is opaque. */
function template(text: string, start: number, depth: number): Read {
  if (depth > MAX_DEPTH) fail();
  let kind: Read['kind'] = 'string';
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '`') return { kind, end: at + 1 };
    if (character === '\\') at++;
    else if (character === '$' && text.charAt(at + 1) === '{') {
      kind = 'opaque';
      at = substitutionEnd(text, at + 2, depth) - 1;
    }
  }
  return fail();
}

/** Behind the brace that closes what is put into a template. */
function substitutionEnd(text: string, start: number, depth: number): number {
  let open = 1;
  let last: Token | undefined;
  for (let at = start; at < text.length; ) {
    const blank = blankEnd(text, at, 'javascript');
    const { kind, end } = blank === undefined ? (text.charAt(at) === '`' ? template(text, at, depth + 1) : tokenAt(text, at, 'javascript', last)) : { kind: undefined, end: blank };
    const word = text.slice(at, end);
    if (kind !== undefined) last = { kind, start: at, end, word: kind === 'mark' || kind === 'name' ? word : '', opensLine: false };
    if (kind === 'mark' && word === '{') open++;
    if (kind === 'mark' && word === '}' && --open === 0) return end;
    at = end;
  }
  return fail();
}

/** Words behind which an expression begins. */
const BEFORE_EXPRESSION: ReadonlySet<string> = new Set(['return', 'typeof', 'case', 'in', 'of', 'delete', 'void', 'throw', 'new', 'else', 'do', 'await', 'yield', 'instanceof', 'default', 'and', 'or', 'not', 'is', 'if']);

/** Whether what ends in a token is a value: a slash behind it divides, a bracket behind it takes one of its members. */
export const endsValue = (last: Token | undefined): boolean => last !== undefined && (last.kind === 'mark' ? [')', ']', '}', '++', '--'].includes(last.word) : !BEFORE_EXPRESSION.has(last.word));

const mayBeginPattern = (last: Token | undefined): boolean => !endsValue(last);

function patternEnd(text: string, start: number): number {
  let inClass = false;
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\n' || character === '\r') break;
    if (character === '\\') at++;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '/' && !inClass) return matchEnd(/\w*/uy, text, at + 1) ?? at + 1;
  }
  return fail();
}

function fail(): never {
  throw new Unclear();
}

function matchEnd(expression: RegExp, text: string, at: number): number | undefined {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : undefined;
}
