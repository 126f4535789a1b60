import { Unclear } from '../cursor.js';

/**
 * A piece of a text in HCL. A string or heredoc is one token, with all that is interpolated in it; `break` is a line end,
 * `comment` runs to the end of its line, `remark` stands between slashes and stars. HCL Native Syntax Specification, "Lexical
 * Elements".
 */
export interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'template' | 'heredoc' | 'comment' | 'remark' | 'break' | 'mark';
  readonly start: number;
  readonly end: number;
  /** The character of a bracket, or what else a `mark` is; empty for all other kinds. */
  readonly mark: string;
}

/** Made when a text is read: names in all scripts take a millisecond. */
let patterns: readonly (readonly [Token['kind'], RegExp])[] | undefined;

const made = (): readonly (readonly [Token['kind'], RegExp])[] => [
  ['break', /\r?\n/uy],
  ['comment', /(?:#|\/\/)[^\r\n]*/uy],
  ['remark', /\/\*[^]*?\*\//uy],
  ['word', /[\p{ID_Start}_][\p{ID_Continue}-]*/uy],
  ['number', /[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/uy],
  ['mark', /[=!<>]=|=>|&&|\|\||::|\.\.\.|\/(?!\*)|[-=!<>+*%.,:?()[\]{}]/uy],
];

/** Strings in interpolations in strings: nobody goes deeper. */
const MAX_DEPTH = 16;

/** The tokens of a text; throws `Unclear` where one is not surely understood. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = blanksEnd(text, 0); at < text.length; at = blanksEnd(text, tokens.at(-1)?.end ?? text.length)) tokens.push(tokenAt(text, at));
  return tokens;
}

function blanksEnd(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
  return at;
}

function tokenAt(text: string, start: number): Token {
  if (text.charAt(start) === '"') return stringAt(text, start);
  if (text.startsWith('<<', start)) return { kind: 'heredoc', start, end: heredocEnd(text, start), mark: '' };
  for (const [kind, pattern] of (patterns ??= made())) {
    pattern.lastIndex = start;
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) return { kind, start, end: start + found.length, mark: kind === 'mark' ? found : '' };
  }
  throw new Unclear();
}

function stringAt(text: string, start: number): Token {
  const end = stringEnd(text, start, 0);
  return { kind: /[$%]\{/u.test(text.slice(start, end)) ? 'template' : 'string', start, end, mark: '' };
}

/** Where the string ends that begins at `start`, in the same line. */
function stringEnd(text: string, start: number, depth: number): number {
  for (let at = start + 1; at < text.length; ) {
    const character = text.charAt(at);
    if (character === '"') return at + 1;
    if (character === '\n' || character === '\r') break;
    at = character === '\\' ? at + 2 : pastInterpolation(text, at, depth);
  }
  throw new Unclear();
}

/** The offset behind the character at `at`, or behind the interpolation that begins there; it ends in its line. */
function pastInterpolation(text: string, at: number, depth: number): number {
  if (!isOpening(text, at)) return text.startsWith('$${', at) || text.startsWith('%%{', at) ? at + 3 : at + 1;
  if (depth >= MAX_DEPTH) throw new Unclear();
  let open = 1;
  let next = at + 2;
  while (open > 0) {
    const character = text.charAt(next);
    if (next >= text.length || character === '\n' || character === '\r' || character === '#' || text.startsWith('//', next) || text.startsWith('/*', next)) throw new Unclear();
    if (character === '{') open++;
    if (character === '}') open--;
    next = character === '"' ? stringEnd(text, next, depth + 1) : next + 1;
  }
  return next;
}

const isOpening = (text: string, at: number): boolean => text.startsWith('${', at) || text.startsWith('%{', at);

/** `<<NAME` or `<<-NAME` to the line that holds nothing but the name. */
function heredocEnd(text: string, start: number): number {
  const opening = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
  opening.lastIndex = start;
  const [head, name] = opening.exec(text) ?? [];
  if (head === undefined || name === undefined) throw new Unclear();
  for (let line = start + head.length; line < text.length; ) {
    const end = text.indexOf('\n', line);
    const stop = end === -1 ? text.length : end;
    if (text.slice(line, stop).trim() === name) return line + text.slice(line, stop).trimEnd().length;
    for (let at = line; at < stop; ) at = pastInterpolation(text, at, 0);
    line = stop + 1;
  }
  throw new Unclear();
}
