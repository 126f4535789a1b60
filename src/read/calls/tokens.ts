import type { Source } from '../../core/source.js';
import type { Text } from '../../core/text.js';

/** A word of a source text. Comments and blanks are none. */
export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'sign' | 'pattern';
  readonly start: number;
  readonly end: number;
  /** As it is written; of a string what it holds, with holes where something is put in when the code runs. */
  readonly text: string;
  readonly holds: Text;
  /** Whether it is the first on its line. */
  readonly opensLine: boolean;
}

/** The rules of a language for what is no name, number or sign. */
export interface Lexis {
  /** The end of the comment that begins at `at`; undefined where none begins. */
  readonly comment: (text: string, at: number) => number | undefined;
  /** The string or pattern that begins at `at`, `last` being the token before it; undefined where none begins. */
  readonly quoted: (text: string, at: number, last: Token | undefined) => Quoted | undefined;
}

export interface Quoted {
  readonly kind: 'string' | 'pattern';
  readonly end: number;
  readonly holds: Text;
}

const BLANK = /[^\S\r\n]+/uy;
const ASCII_NAME = /[A-Za-z_$][\w$]*/uy;
/** Made when a text needs it: that takes 4 ms. */
let anyName: RegExp | undefined;

function nameEnd(text: string, at: number): number | undefined {
  const ascii = matchEnd(ASCII_NAME, text, at);
  return text.charCodeAt(ascii ?? at) > 127 ? matchEnd((anyName ??= /[\p{L}_$][\p{L}\p{N}_$]*/uy), text, at) : ascii;
}
const NUMBER = /[0-9][\w.]*/uy;
/** Signs of two characters and more count as one where they would be taken for an assignment, or for a spread. */
const SIGN = /\.\.\.|=>|===?|!==?|\*\*=?|[-+*/%&|^<>:]=|&&|\|\||\?\?|\?\.|->|[^]/uy;

/** A part of a text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The words of a source text, in one pass from left to right; its comments, and line ends that mean nothing, go to `comments`. What is not closed ends with the text. */
export function tokensOf({ text }: Source, lexis: Lexis, comments: Stretch[] = []): readonly Token[] {
  const tokens: Token[] = [];
  let opensLine = true;
  for (let at = 0; at < text.length; ) {
    const blank = blankEnd(text, at);
    const end = blank ?? lexis.comment(text, at);
    if (end !== undefined) {
      if (blank === undefined) comments.push({ start: at, end });
      opensLine ||= /[\r\n]/u.test(text.slice(at, end));
      at = end;
      continue;
    }
    const token = tokenAt(text, at, opensLine, lexis, tokens.at(-1));
    tokens.push(token);
    opensLine = false;
    at = token.end;
  }
  return tokens;
}

function blankEnd(text: string, at: number): number | undefined {
  const character = text.charCodeAt(at);
  return character === 10 || character === 13 ? at + 1 : matchEnd(BLANK, text, at);
}

function tokenAt(text: string, at: number, opensLine: boolean, lexis: Lexis, last: Token | undefined): Token {
  const quoted = lexis.quoted(text, at, last);
  if (quoted !== undefined) return { kind: quoted.kind, start: at, end: quoted.end, text: '', holds: quoted.holds, opensLine };
  const name = nameEnd(text, at);
  const number = name === undefined ? matchEnd(NUMBER, text, at) : undefined;
  const end = name ?? number ?? matchEnd(SIGN, text, at) ?? at + 1;
  const kind = name !== undefined ? 'name' : number !== undefined ? 'number' : 'sign';
  return { kind, start: at, end, text: text.slice(at, end), holds: [], opensLine };
}

/** The end of what a sticky expression matches at a place. */
export function matchEnd(expression: RegExp, text: string, at: number): number | undefined {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : undefined;
}
