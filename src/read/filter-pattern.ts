import { list, map, scalar, type Entry, type Node } from '../core/node.js';
import { literal, type Origin, type Source } from '../core/source.js';
import { unknown } from '../core/value.js';
import type { Parsed } from './text/text.js';

/** CloudWatch Logs takes 1,024 characters. API Reference, `PutMetricFilter`. */
const MOST_CHARACTERS = 16_384;
/** Parentheses within parentheses. */
const MOST_LEVELS = 64;

/**
 * Reads a filter pattern of CloudWatch Logs, each word of it a scalar with its place:
 *
 * - `{ ($.a = x) && ($.b NOT EXISTS) }` is `{ all: [{ field, operator, value, form }, { field, operator }] }`, `||` is `any`;
 * - `"phrase" word -word ?word` is `{ terms: [{ sign, value }] }`, with a sign that may be empty;
 * - anything else (`[space, delimited]`, what the service refuses) is unknown.
 *
 * CloudWatch Logs User Guide, "Filter pattern syntax for metric filters, subscription filters, filter log events, and Live Tail".
 */
export function parseFilterPattern(source: Source): Parsed {
  const origin = literal({ source, start: 0, end: source.text.length });
  const document = source.text.length > MOST_CHARACTERS ? undefined : read(source);
  return { documents: [document ?? unknown('the filter pattern cannot be read', origin)], problems: [] };
}

function read(source: Source): Node | undefined {
  const start = source.text.trimStart().charAt(0);
  if (start === '[') return undefined;
  return start === '{' ? new Conditions(source).pattern() : terms(source);
}

type Kind = 'selector' | 'operator' | 'quoted' | 'regex' | 'word';

interface Token {
  readonly kind: Kind;
  /** Without quotes and escapes, or without the percent signs of a regular expression. */
  readonly text: string;
  readonly origin: Origin;
}

/** The alternatives begin with different characters, and none repeats a repetition: time is linear. */
const tokens: readonly (readonly [Kind, RegExp])[] = [
  ['selector', /\$(?:\.?\[(?:"[^"]*"|'[^']*'|[^\]"']*)\]|\.[^\s.[\](){}=!<>&|"']+)*/uy],
  ['operator', /\|\||&&|[!<>]=|[=<>(){}]/uy],
  ['quoted', /"(?:[^"\\]|\\.)*"/suy],
  ['regex', /%[^%]*%/uy],
  ['word', /[^\s(){}=!<>&|"]+/uy],
];

const blank = /\s*/uy;

/** The words of a pattern of conditions; undefined where it holds something else. */
function tokenise(source: Source): readonly Token[] | undefined {
  const found: Token[] = [];
  let at = 0;
  for (;;) {
    blank.lastIndex = at;
    at += blank.exec(source.text)?.[0].length ?? 0;
    if (at >= source.text.length) return found;
    const token = tokenAt(source, at);
    if (token === undefined) return undefined;
    found.push(token);
    at = token.origin.span.end;
  }
}

function tokenAt(source: Source, at: number): Token | undefined {
  for (const [kind, pattern] of tokens) {
    pattern.lastIndex = at;
    const text = pattern.exec(source.text)?.[0];
    if (text !== undefined) return { kind, text: bare(kind, text), origin: literal({ source, start: at, end: at + text.length }) };
  }
  return undefined;
}

const bare = (kind: Kind, text: string): string => (kind === 'quoted' ? text.slice(1, -1).replaceAll(/\\(.)/gsu, '$1') : kind === 'regex' ? text.slice(1, -1) : text);

const word = ({ text, origin }: Token): Node => scalar(text, origin);

/** A map of which the keys stand where its first value does: nothing points at them. */
function made(members: Readonly<Record<string, Node>>, origin: Origin): Node {
  return map(new Map(Object.entries(members).map(([key, value]): [string, Entry] => [key, { key: origin, value }])), origin);
}

/** Recursive descent; `&&` binds tighter than `||`. */
class Conditions {
  private readonly tokens: readonly Token[];
  private at = 0;
  private depth = 0;

  constructor(source: Source) {
    this.tokens = tokenise(source) ?? [];
  }

  pattern(): Node | undefined {
    if (!this.takes('{')) return undefined;
    const node = this.any();
    return node !== undefined && this.takes('}') && this.at === this.tokens.length ? node : undefined;
  }

  private any(): Node | undefined {
    return this.row('||', 'any', () => this.row('&&', 'all', () => this.one()));
  }

  private row(operator: string, name: 'any' | 'all', part: () => Node | undefined): Node | undefined {
    const parts: Node[] = [];
    do {
      const next = part();
      if (next === undefined) return undefined;
      parts.push(next);
    } while (this.takes(operator));
    const [first] = parts;
    return first === undefined || parts.length === 1 ? first : made({ [name]: list(parts, first.origin) }, first.origin);
  }

  private one(): Node | undefined {
    if (!this.takes('(')) return this.condition();
    if (++this.depth > MOST_LEVELS) return undefined;
    const node = this.any();
    this.depth--;
    return node !== undefined && this.takes(')') ? node : undefined;
  }

  private condition(): Node | undefined {
    const field = this.next();
    if (field?.kind !== 'selector') return undefined;
    const operator = this.next();
    if (operator?.kind === 'operator') {
      const value = /^(?:[!<>]?=|[<>])$/u.test(operator.text) ? this.next() : undefined;
      if (value === undefined || value.kind === 'operator' || value.kind === 'selector') return undefined;
      return made({ field: word(field), operator: word(operator), value: word(value), form: scalar(value.kind, value.origin) }, field.origin);
    }
    return operator?.kind === 'word' ? this.state(field, operator) : undefined;
  }

  /** `IS NULL`, `IS TRUE`, `IS FALSE`, `NOT EXISTS`, `EXISTS`. */
  private state(field: Token, first: Token): Node | undefined {
    const name = first.text.toUpperCase();
    const words = name === 'EXISTS' ? name : `${name} ${this.next()?.text.toUpperCase() ?? ''}`;
    if (!['IS NULL', 'IS TRUE', 'IS FALSE', 'NOT EXISTS', 'EXISTS'].includes(words)) return undefined;
    return made({ field: word(field), operator: scalar(words, first.origin) }, field.origin);
  }

  private next(): Token | undefined {
    return this.tokens[this.at++];
  }

  private takes(text: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'operator' || token.text !== text) return false;
    this.at++;
    return true;
  }
}

const term = /([-?]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?=\s|$)/suy;

/** Words and phrases that a line must hold (`-`: must not hold, `?`: any of them); undefined where a quote is left open. */
function terms(source: Source): Node | undefined {
  const origin = literal({ source, start: 0, end: source.text.length });
  const found: Node[] = [];
  for (let at = skipped(source.text, 0); at < source.text.length; at = skipped(source.text, term.lastIndex)) {
    term.lastIndex = at;
    const match = term.exec(source.text);
    if (match === null) return undefined;
    const [whole, sign = '', phrase, plain = ''] = match;
    const place = literal({ source, start: at + sign.length, end: at + whole.length });
    found.push(made({ sign: scalar(sign, place), value: scalar(phrase?.replaceAll(/\\(.)/gsu, '$1') ?? plain, place) }, place));
  }
  return made({ terms: list(found, origin) }, origin);
}

function skipped(text: string, from: number): number {
  blank.lastIndex = from;
  return from + (blank.exec(text)?.[0].length ?? 0);
}
