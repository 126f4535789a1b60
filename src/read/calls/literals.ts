import { append } from '../../core/long.js';
import { list, map, scalar, type Entry, type MapNode, type Node } from '../../core/node.js';
import { literal, type Origin, type Source } from '../../core/source.js';
import { plainText } from '../../core/text.js';
import { unknown, type Unknown } from '../../core/value.js';
import { compose } from '../pieces.js';
import { isSign, type Language } from './language.js';
import { piecesOfString } from './python-strings.js';
import type { Token } from './tokens.js';

/** Deeper than any selectors; what is deeper is passed over without recursion. */
const MAX_DEPTH = 64;

/** What a variable holds, where that is written out; `depth` is that of where it is used, `at` the index of the token. */
export type Resolve = (name: string, depth: number, at: number) => Node | undefined;

/** Where a value may end: at a comma or a closer, or as a statement of its own. */
type Within = 'brackets' | 'statement';

/** Reads values that are written out in a source text. Whatever else stands there is unknown, with what it is. */
export class LiteralReader {
  /** Whether what was read last makes any number of items. */
  private makesMany = false;

  constructor(
    private readonly source: Source,
    private readonly tokens: readonly Token[],
    private readonly language: Language,
    private readonly resolve: Resolve,
    /** The index of the next token. */
    public at: number,
    private depth = 0,
  ) {}

  value(within: Within): Node {
    const begin = this.at;
    const node = this.depth < MAX_DEPTH ? this.primary() : undefined;
    this.makesMany = false;
    return node !== undefined && this.ends(within) ? node : this.computed(begin, within);
  }

  /** The arguments of a call, `at` being behind its opening bracket. */
  parameters(): Node {
    if (this.language.named) return this.members(')', (entries) => this.namedArgument(entries));
    return isSign(this.tokens[this.at], ')') ? map(new Map(), this.origin(this.at - 1)) : this.value('brackets');
  }

  private primary(): Node | undefined {
    const token = this.tokens[this.at];
    if (token === undefined) return undefined;
    const origin = this.origin(this.at);
    switch (token.kind) {
      case 'string':
        return this.string();
      case 'number':
        return this.number(token, origin);
      case 'name':
        return this.name(token, origin);
      case 'pattern':
        return undefined;
      case 'sign':
        return this.nested(token, origin);
    }
  }

  private nested(token: Token, origin: Origin): Node | undefined {
    if (!['{', '[', '('].includes(token.text)) return token.text === '!' ? this.negated(origin) : undefined;
    this.at++;
    this.depth++;
    try {
      if (token.text === '{') return this.members('}', (entries) => (this.language.named ? this.dictionaryEntry(entries) : this.property(entries)));
      return token.text === '[' ? this.items(']').node : this.parenthesised();
    } finally {
      this.depth--;
    }
  }

  /** `!0` and `!1`, as minifiers write `true` and `false`. */
  private negated(origin: Origin): Node | undefined {
    const operand = this.tokens[this.at + 1];
    if (operand?.kind !== 'number' || !/^[01]$/u.test(operand.text)) return undefined;
    this.at += 2;
    return scalar(operand.text === '0', { ...origin, span: { ...origin.span, end: operand.end } });
  }

  /** Strings that stand side by side are one in Python. */
  private string(): Node {
    const begin = this.at;
    do this.at++;
    while (this.language.named && this.tokens[this.at]?.kind === 'string');
    const strings = this.tokens.slice(begin, this.at);
    const text = strings.flatMap(({ holds }) => holds);
    const origin = this.origin(begin);
    const plain = plainText(text);
    const node = plain !== undefined ? scalar(plain, origin) : unknown('a part of it is known only when the code runs', origin, 'open', text);
    return this.language.named ? compose(node, strings.flatMap((token) => piecesOfString(this.source, token))) : node;
  }

  private number(token: Token, origin: Origin): Node | undefined {
    const value = Number(token.text.replaceAll('_', ''));
    this.at++;
    return Number.isNaN(value) ? undefined : scalar(value, origin, token.text);
  }

  private name(token: Token, origin: Origin): Node | undefined {
    const made = this.language.named ? this.made(token) : undefined;
    if (made !== undefined) return made;
    this.at++;
    const constant = this.language.constant(token.text, origin);
    if (constant !== undefined || !this.ends('statement')) return constant;
    return this.resolve(token.text, this.depth, this.at - 1);
  }

  /** `dict(name=value)`, and `json.dumps(value)`: mostly it becomes that value again elsewhere. */
  private made(token: Token): Node | undefined {
    const begin = this.at;
    const opener = token.text === 'json' && isSign(this.tokens[begin + 1], '.') && this.tokens[begin + 2]?.text === 'dumps' ? begin + 3 : begin + 1;
    if (!isSign(this.tokens[opener], '(') || (opener === begin + 1 && token.text !== 'dict' && token.text !== 'dumps')) return undefined;
    this.at = opener + 1;
    this.depth++;
    try {
      if (token.text === 'dict') return this.members(')', (entries) => this.namedArgument(entries));
      const value = this.value('brackets');
      // How it is written does not matter.
      if ((value.kind === 'map' || value.kind === 'list') && this.members(')', (entries) => this.namedArgument(entries)).unseen.length === 0) return value;
    } finally {
      this.depth--;
    }
    this.at = begin;
    return undefined;
  }

  /** One value in round brackets is that value; more are a list. */
  private parenthesised(): Node {
    const { node, commas } = this.items(')');
    const [only] = node.items;
    return commas === 0 && node.items.length === 1 && node.unseen.length === 0 && only !== undefined ? only : node;
  }

  private items(close: string): { readonly node: ReturnType<typeof list>; readonly commas: number } {
    const begin = this.at - 1;
    const items: Node[] = [];
    const unseen: Unknown[] = [];
    let commas = 0;
    while (this.isOpen(close, unseen, begin)) {
      if (this.take(',')) commas++;
      else if (this.takesSpread()) append(unseen, this.spread());
      else {
        const value = this.value('brackets');
        if (this.makesMany && value.kind === 'unknown') unseen.push(value);
        else if (value.kind !== 'absent') items.push(value);
      }
    }
    return { node: list(items, this.origin(begin), unseen), commas };
  }

  /** The entries up to `close`; `read` reads one, and returns what it could not. */
  private members(close: string, read: (entries: Map<string, Entry>) => Unknown | undefined): MapNode {
    const begin = this.at - 1;
    const entries = new Map<string, Entry>();
    const unseen: Unknown[] = [];
    while (this.isOpen(close, unseen, begin)) {
      if (this.take(',')) continue;
      if (this.takesSpread()) {
        for (const part of this.spread(entries)) unseen.push(part);
        continue;
      }
      const unread = read(entries);
      if (unread !== undefined) unseen.push(unread);
    }
    return map(entries, this.origin(begin), unseen);
  }

  /** `key: value`, `'key': value`, or `key` alone for the variable of that name. */
  private property(entries: Map<string, Entry>): Unknown | undefined {
    const token = this.tokens[this.at];
    const next = this.tokens[this.at + 1];
    const key = token === undefined ? undefined : keyOf(token);
    if (key !== undefined && isSign(next, ':')) return this.entry(entries, key, 2);
    if (token?.kind === 'name' && key !== undefined && isSign(next, ',', '}')) return this.entry(entries, key, 0);
    return this.computed(this.at, 'brackets');
  }

  private dictionaryEntry(entries: Map<string, Entry>): Unknown | undefined {
    const token = this.tokens[this.at];
    const key = token?.kind === 'string' ? keyOf(token) : undefined;
    return key !== undefined && isSign(this.tokens[this.at + 1], ':') ? this.entry(entries, key, 2) : this.computed(this.at, 'brackets');
  }

  private namedArgument(entries: Map<string, Entry>): Unknown | undefined {
    const token = this.tokens[this.at];
    return token?.kind === 'name' && isSign(this.tokens[this.at + 1], '=') ? this.entry(entries, token.text, 2) : this.computed(this.at, 'brackets');
  }

  /** Reads the value `skip` tokens ahead. The last entry of a key counts. */
  private entry(entries: Map<string, Entry>, key: string, skip: number): Unknown | undefined {
    const origin = this.origin(this.at, this.at + 1);
    this.at += skip;
    const value = this.value('brackets');
    entries.delete(key);
    if (value.kind !== 'absent') entries.set(key, { key: origin, value });
    return undefined;
  }

  /** What is taken in from elsewhere: its members where they are written out, else unknown ones. */
  private spread(entries?: Map<string, Entry>): readonly Unknown[] {
    const value = this.value('brackets');
    if (value.kind === 'map' && entries !== undefined) {
      for (const [name, entry] of value.entries) entries.set(name, entry);
      return value.unseen;
    }
    return value.kind === 'unknown' ? [value] : [unknown('its members come from elsewhere', value.origin)];
  }

  private takesSpread(): boolean {
    if (!isSign(this.tokens[this.at], ...this.language.spreads)) return false;
    this.at++;
    return true;
  }

  private take(sign: string): boolean {
    const taken = isSign(this.tokens[this.at], sign);
    if (taken) this.at++;
    return taken;
  }

  /** Whether there is more before `close`, which is left behind; what is never closed may hold anything. */
  private isOpen(close: string, unseen: Unknown[], begin: number): boolean {
    if (this.take(close)) return false;
    const token = this.tokens[this.at];
    if (token !== undefined && !isSign(token, ')', ']', '}')) return true;
    unseen.push(unknown('it is not closed', this.origin(begin)));
    return false;
  }

  private ends(within: Within): boolean {
    const token = this.tokens[this.at];
    if (token === undefined || isSign(token, ',', ')', ']', '}')) return true;
    return within === 'statement' && (isSign(token, ';') || (token.opensLine && (this.language.named || token.kind !== 'sign')));
  }

  /** Passes over an expression, brackets in it and all. */
  private computed(begin: number, within: Within): Unknown {
    this.at = Math.max(this.at, begin);
    let open = 0;
    let many = false;
    for (; this.at < this.tokens.length; this.at++) {
      const token = this.tokens[this.at];
      if (open === 0 && this.at > begin && this.ends(within)) break;
      if (isSign(token, '(', '[', '{')) open++;
      else if (isSign(token, ')', ']', '}')) {
        if (open === 0) break;
        open--;
      } else if (open === 0 && token?.kind === 'name' && token.text === 'for') many = true;
    }
    // Something that can stand nowhere: it is left behind, so that reading goes on.
    if (this.at === begin && this.at < this.tokens.length && !isSign(this.tokens[this.at], ')', ']', '}')) this.at++;
    this.makesMany = many;
    const origin = this.origin(begin);
    const expression = this.source.text.slice(origin.span.start, Math.min(origin.span.end, origin.span.start + 200)).replaceAll(/\s+/gu, ' ');
    const shown = expression.length > 40 ? `${expression.slice(0, 40)}...` : expression;
    // Characters for private use stand for what the template puts in: `embeddedText`.
    return unknown(/[\uE000-\uF8FF]/u.test(shown) ? 'it is put in when the stack is deployed' : `\`${shown}\` is known only when the code runs`, origin);
  }

  /** The place from a token up to the one before `end`. */
  private origin(begin: number, end = Math.max(this.at, begin + 1)): Origin {
    const first = this.tokens[begin];
    const last = this.tokens[end - 1];
    const start = first?.start ?? this.source.text.length;
    return literal({ source: this.source, start, end: Math.max(last?.end ?? start, start) });
  }
}

/** The name that a token gives an entry; a string with holes gives none. */
const keyOf = (token: Token): string | undefined =>
  token.kind === 'string' ? plainText(token.holds) : token.kind === 'name' || token.kind === 'number' ? token.text : undefined;
