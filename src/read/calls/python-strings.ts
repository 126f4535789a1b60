import type { Source, Span } from '../../core/source.js';
import type { Piece } from '../pieces.js';
import { OPENER, closing, simple } from './python.js';
import { matchEnd, type Token } from './tokens.js';

/** The parts of a string of Python, each with the way back to where its characters stand; as a whole where they cannot be found. */
export function piecesOfString(source: Source, token: Token): readonly Piece[] {
  const whole: Span = { source, start: token.start, end: token.end };
  const characters = charactersOf(source.text, token.start);
  const pieces: Piece[] = [];
  let at = 0;
  for (const part of token.holds) {
    if (typeof part !== 'string') {
      const end = characters?.text.indexOf('}', at) ?? -1;
      if (end === -1 || characters === undefined) return [{ text: token.holds, locate: () => whole }];
      const span = characters.span(at, end + 1, source);
      pieces.push({ text: [part], locate: () => span });
      at = end + 1;
      continue;
    }
    const placed = characters === undefined ? undefined : follow(characters, at, part, token.holds.length > 1 || isFormatted(source.text, token.start));
    if (placed === undefined) return [{ text: token.holds, locate: () => whole }];
    const { offsets } = placed;
    pieces.push({ text: [part], locate: (start, end) => ({ source, start: offsets[start] ?? token.start, end: end > start ? (characters?.ends[(placed.indexes[end - 1] ?? 0)] ?? token.end) : (offsets[start] ?? token.start) }) });
    at = placed.next;
  }
  return pieces;
}

/** What the escapes of a string stand for, each code unit with the places where it begins and ends. */
interface Characters {
  readonly text: string;
  readonly begins: readonly number[];
  readonly ends: readonly number[];
  readonly span: (start: number, end: number, source: Source) => Span;
}

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(\r\n|[^]))/uy;

const prefixAt = (text: string, start: number): string => /^[a-zA-Z]{0,2}/u.exec(text.slice(start, start + 2))?.[0] ?? '';
const isFormatted = (text: string, start: number): boolean => /f/iu.test(prefixAt(text, start));

function charactersOf(text: string, start: number): Characters | undefined {
  const begin = matchEnd(OPENER, text, start);
  if (begin === undefined) return undefined;
  const prefix = prefixAt(text, start);
  const end = closing(text, begin, text.slice(start + prefix.length, begin));
  const isRaw = /r/iu.test(prefix);
  let decoded = '';
  const begins: number[] = [];
  const ends: number[] = [];
  for (let at = begin; at < end; ) {
    const next = isRaw || text.charAt(at) !== '\\' ? undefined : matchEnd(ESCAPE, text, at);
    const value = next === undefined ? text.charAt(at) : escaped(text.slice(at, next));
    for (let unit = 0; unit < value.length; unit++) {
      // What stands for itself with its backslash is two characters.
      const isOwn = next !== undefined && value.length > 1;
      begins.push(isOwn ? at + unit : at);
      ends.push(isOwn ? at + unit + 1 : (next ?? at + 1));
    }
    decoded += value;
    at = next ?? at + 1;
  }
  return { text: decoded, begins, ends, span: (from, to, source) => ({ source, start: begins[from] ?? end, end: ends[to - 1] ?? end }) };
}

function escaped(whole: string): string {
  const hexadecimal = /^\\[xu]([0-9a-fA-F]+)$/u.exec(whole)?.[1];
  return hexadecimal === undefined ? (simple.get(whole.slice(1)) ?? whole) : String.fromCharCode(Number.parseInt(hexadecimal, 16));
}

/** The places of the characters of `part` from `at` on; where a string is formatted, `{{` stands for one brace. */
function follow(characters: Characters, at: number, part: string, formatted: boolean): { readonly offsets: readonly number[]; readonly indexes: readonly number[]; readonly next: number } | undefined {
  const offsets: number[] = [];
  const indexes: number[] = [];
  let next = at;
  for (let unit = 0; unit < part.length; unit++) {
    const character = part.charAt(unit);
    if (characters.text.charAt(next) !== character) return undefined;
    const isDoubled = formatted && (character === '{' || character === '}') && characters.text.charAt(next + 1) === character;
    offsets.push(characters.begins[next] ?? 0);
    indexes.push(isDoubled ? next + 1 : next);
    next += isDoubled ? 2 : 1;
  }
  return { offsets, indexes, next };
}
