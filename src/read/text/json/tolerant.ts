import { list, map, scalar, type Entry, type Node } from '../../../core/node.js';
import type { Origin, Source } from '../../../core/source.js';
import { unknown, type Unknown } from '../../../core/value.js';
import { quoted } from '../faults.js';
import { MAX_DEPTH, type Parsed } from '../text.js';
import { APOSTROPHE, CLOSE_LIST, CLOSE_MAP, COLON, COMMA, END, NONE, OPEN_LIST, OPEN_MAP, QUOTE, wordValue } from './characters.js';
import { JsonTokens } from './tokens.js';

/** Every text, with or without faults. */
export function readTolerantly(source: Source): Parsed {
  const tokens = new JsonTokens(source);
  if (tokens.peek() === END) return { documents: [], problems: tokens.faults.problems() };
  const document = new JsonReader(tokens).value(0);
  if (tokens.peek() !== END) tokens.faults.add('expected the end of the text after the document', tokens.pos, source.text.length);
  return { documents: [document], problems: tokens.faults.problems() };
}

class JsonReader {
  /** How many maps and lists are open: a closer that fits none of them is skipped. */
  private maps = 0;
  private lists = 0;
  private cut = false;
  /** A string that is not closed took the comma behind it along. */
  private swallowed = false;

  constructor(private readonly tokens: JsonTokens) {}

  value(depth: number): Node {
    switch (this.tokens.peek()) {
      case QUOTE:
        return this.string();
      case OPEN_MAP:
        return depth < MAX_DEPTH ? this.map(depth + 1) : this.tooDeep();
      case OPEN_LIST:
        return depth < MAX_DEPTH ? this.list(depth + 1) : this.tooDeep();
      case APOSTROPHE:
        return this.singleQuoted();
      case COMMA:
      case COLON:
      case CLOSE_MAP:
      case CLOSE_LIST:
      case END:
        return this.missing();
      default:
        return this.word();
    }
  }

  private map(depth: number): Node {
    const { tokens } = this;
    const open = tokens.pos++;
    const entries = new Map<string, Entry>();
    let unseen: Unknown[] | undefined;
    let comma = -1;
    let state: State;
    this.maps++;
    while ((state = this.state(open, CLOSE_MAP, comma)) === 'open') {
      const unread = this.entry(entries, depth);
      if (unread !== undefined) (unseen ??= []).push(unread);
      comma = this.separator(CLOSE_MAP);
    }
    this.maps--;
    const origin = tokens.origin(open, tokens.pos);
    if (state === 'cut') (unseen ??= []).push(unknown('the map is never closed', origin, 'malformed'));
    return map(entries, origin, unseen ?? NONE);
  }

  private list(depth: number): Node {
    const { tokens } = this;
    const open = tokens.pos++;
    const items: Node[] = [];
    let comma = -1;
    let state: State;
    this.lists++;
    while ((state = this.state(open, CLOSE_LIST, comma)) === 'open') {
      if (tokens.peek() === COMMA) this.expected('a value');
      else items.push(this.value(depth));
      comma = this.separator(CLOSE_LIST);
    }
    this.lists--;
    const origin = tokens.origin(open, tokens.pos);
    return list(items, origin, state === 'cut' ? [unknown('the list is never closed', origin, 'malformed')] : NONE);
  }

  /** Reads one entry; what it could not read is returned. */
  private entry(entries: Map<string, Entry>, depth: number): Unknown | undefined {
    const { tokens } = this;
    const code = tokens.peek();
    const start = tokens.pos;
    const key = code === QUOTE || code === APOSTROPHE ? this.quotedKey(code) : this.oddKey(code, depth);
    const origin = tokens.origin(start, tokens.pos);
    if (key === undefined) return unknown('what stands there is no key', origin, 'malformed');
    if (tokens.peek() === COLON) tokens.pos++;
    else this.expected('`:` after the key');
    const value = this.value(depth);
    const { size } = entries;
    entries.set(key, { key: origin, value });
    if (entries.size === size) this.repeated(entries, key, origin);
    return undefined;
  }

  private quotedKey(code: number): string | undefined {
    const start = this.tokens.pos;
    const key = this.tokens.string();
    if (key === undefined) this.swallowed = true;
    else if (code === APOSTROPHE) this.tokens.faults.add('expected the key in double quotes', start, this.tokens.pos);
    return key;
  }

  private oddKey(code: number, depth: number): string | undefined {
    const { tokens } = this;
    this.expected('a key in double quotes');
    if (code === COMMA) return undefined;
    if (code === OPEN_MAP || code === OPEN_LIST) {
      this.value(depth);
      if (tokens.peek() !== COLON) return undefined;
      tokens.pos++;
      return void this.value(depth);
    }
    const key = tokens.word();
    const { pos } = tokens;
    if (tokens.peek() === COLON) return key;
    tokens.pos = pos;
    return undefined;
  }

  /** The entry moves to where the one that counts is written. */
  private repeated(entries: Map<string, Entry>, key: string, origin: Origin): void {
    const entry = entries.get(key);
    this.tokens.faults.add(`the key ${quoted(key)} is written more than once`, origin.span.start, origin.span.end, 'warning');
    entries.delete(key);
    if (entry !== undefined) entries.set(key, entry);
  }

  /** Looks at what comes next in the container that opens at `open`; `comma` is one that no member followed yet. */
  private state(open: number, close: number, comma: number): State {
    const { tokens } = this;
    const code = tokens.peek();
    if (code === close) {
      if (comma !== -1) tokens.faults.add(`expected no \`,\` before \`${String.fromCharCode(close)}\``, comma, comma + 1);
      tokens.pos++;
      return 'closed';
    }
    if (code !== END && !this.closesOuter(code)) return 'open';
    if (code !== END) this.expected(`\`${String.fromCharCode(close)}\``);
    else if (!this.cut) tokens.faults.add(`expected \`${String.fromCharCode(close)}\` before the end of the text`, open, open + 1);
    this.cut ||= code === END;
    return 'cut';
  }

  private closesOuter(code: number): boolean {
    return (code === CLOSE_MAP && this.maps > 0) || (code === CLOSE_LIST && this.lists > 0);
  }

  /** Leaves the comma behind a member and returns where it was; -1 if there is none. */
  private separator(close: number): number {
    const { tokens, swallowed } = this;
    this.swallowed = false;
    for (;;) {
      const code = tokens.peek();
      if (code === COMMA) return tokens.pos++;
      if (code === close || code === END || this.closesOuter(code)) return -1;
      if (!swallowed) this.expected(`\`,\` or \`${String.fromCharCode(close)}\``);
      if (code !== COLON && code !== CLOSE_MAP && code !== CLOSE_LIST) return -1;
      tokens.pos++;
    }
  }

  private string(): Node {
    const { tokens } = this;
    const start = tokens.pos;
    const text = tokens.string();
    const origin = tokens.origin(start, tokens.pos);
    if (text !== undefined) return scalar(text, origin, text);
    this.swallowed = true;
    return unknown('the string is not closed', origin, 'malformed');
  }

  private singleQuoted(): Node {
    const start = this.tokens.pos;
    const node = this.string();
    if (node.kind === 'scalar') this.tokens.faults.add('expected the string in double quotes', start, this.tokens.pos);
    return node;
  }

  private word(): Node {
    const { tokens } = this;
    const start = tokens.pos;
    const word = tokens.word();
    const origin = tokens.origin(start, tokens.pos);
    const value = wordValue(word);
    if (value !== undefined) return scalar(value, origin, value === null ? '' : word);
    tokens.pos = start;
    this.expected('a value');
    tokens.pos = origin.span.end;
    return unknown(`${quoted(word)} is no JSON value`, origin, 'malformed');
  }

  private missing(): Node {
    this.expected('a value');
    return unknown('the value is missing', this.tokens.origin(this.tokens.pos, this.tokens.pos), 'malformed');
  }

  private tooDeep(): Node {
    const { tokens } = this;
    const start = tokens.pos;
    tokens.faults.add(`expected no more than ${MAX_DEPTH} levels of nesting; what is deeper is not read`, start, start + 1);
    tokens.skipNested();
    return unknown(`it is nested deeper than ${MAX_DEPTH} levels`, tokens.origin(start, tokens.pos), 'malformed');
  }

  private expected(what: string): void {
    const { shown, end } = this.tokens.next();
    this.tokens.faults.add(`expected ${what}, found ${shown}`, this.tokens.pos, end);
  }
}

/** `cut`: it ends here without its closer. */
type State = 'open' | 'closed' | 'cut';
