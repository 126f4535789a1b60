import {
  BACKSLASH, CLOSE_BRACE, CLOSE_BRACKET, CLOSE_PAREN, CR, DOLLAR, END, EQUALS, GREATER, HASH, LESS, LF, nameEnd, OPEN_BRACE, OPEN_BRACKET, OPEN_PAREN, PERCENT, QUOTE, SLASH, STAR,
} from './characters.js';
import { closedAt, openingAt } from './heredocs.js';

/** An interpolation in a string, among what is open. */
const SEQUENCE = DOLLAR;

type Bracket = 'parens' | 'brackets' | 'braces';

/** Interpolations end with a brace too. */
function kindOf(code: number): Bracket {
  if (code === OPEN_PAREN || code === CLOSE_PAREN) return 'parens';
  return code === OPEN_BRACKET || code === CLOSE_BRACKET ? 'brackets' : 'braces';
}

/** Where reading goes on. */
export interface Resumption {
  readonly at: number;
  /** Whether something that the item opened is still open at the end of the text. */
  readonly isCut: boolean;
}

/**
 * Where reading goes on behind an item that could not be read: from `start`, at the first line end (or closing brace) that
 * is in nothing that the item opened, or at a line that cannot be in it. The end of the text if there is none.
 */
export function itemEnd(text: string, start: number): Resumption {
  const skipper = new Skipper(text, start);
  const at = skipper.end();
  return { at, isCut: skipper.isCut };
}

/** Without recursion: what could not be read may be nested without end. */
class Skipper {
  /** At the end of the text: whether something is still open. */
  isCut = false;
  private readonly open: number[] = [];
  /** How many of each are open: to look for one among a million takes long. */
  private readonly counts: Record<Bracket, number> = { parens: 0, brackets: 0, braces: 0 };

  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  end(): number {
    for (;;) {
      const found = this.step();
      if (found !== undefined) return found;
    }
  }

  /** Passes one token; where the item ends, if it does. */
  private step(): number | undefined {
    const { text, at } = this;
    const code = at < text.length ? text.charCodeAt(at) : END;
    switch (code) {
      case END:
        this.isCut ||= this.open.length > 0;
        return at;
      case LF:
        if (this.open.length === 0 || this.isUnclosed(at + 1)) return at;
        this.at++;
        return undefined;
      case OPEN_BRACE:
      case OPEN_BRACKET:
      case OPEN_PAREN:
        this.push(code);
        this.at++;
        return undefined;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
      case CLOSE_PAREN:
        return this.close(code);
      case QUOTE:
        this.at = this.stringEnd(at + 1);
        return undefined;
      case HASH:
        this.at = lineEnd(text, at);
        return undefined;
      case SLASH:
        this.at = this.behindSlash(at);
        return undefined;
      case LESS:
        this.at = this.behindLess(at);
        return undefined;
      default:
        this.at++;
        return undefined;
    }
  }

  /** A closing brace that fits nothing ends the block around the item; other closers that fit nothing are passed. */
  private close(code: number): number | undefined {
    const wanted = kindOf(code);
    if (this.counts[wanted] === 0) {
      if (code === CLOSE_BRACE) return this.at;
      this.at++;
      return undefined;
    }
    let last = this.pop();
    while (kindOf(last) !== wanted) last = this.pop();
    this.at = last === SEQUENCE ? this.stringEnd(this.at + 1) : this.at + 1;
    return undefined;
  }

  private push(code: number): void {
    this.open.push(code);
    this.counts[kindOf(code)]++;
  }

  private pop(): number {
    const last = this.open.pop() ?? END;
    this.counts[kindOf(last)]--;
    return last;
  }

  /** Behind the closing quote, at the line end without one, or in an interpolation. */
  private stringEnd(start: number): number {
    const { text } = this;
    let at = start;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) return at + 1;
      if (code === LF || code !== code) return at;
      const behind = text.charCodeAt(at + 1);
      if (code === BACKSLASH && behind !== LF && behind !== CR && behind === behind) at += 2;
      else if ((code === DOLLAR || code === PERCENT) && behind === OPEN_BRACE) {
        this.push(SEQUENCE);
        return at + 2;
      } else if ((code === DOLLAR || code === PERCENT) && behind === code && text.charCodeAt(at + 2) === OPEN_BRACE) at += 3;
      else at++;
    }
  }

  private behindSlash(at: number): number {
    const { text } = this;
    const next = text.charCodeAt(at + 1);
    if (next === SLASH) return lineEnd(text, at);
    if (next !== STAR) return at + 1;
    const close = text.indexOf('*/', at + 2);
    return close < 0 ? text.length : close + 2;
  }

  /** Behind a heredoc as a whole: what stands in it may have been the fault. */
  private behindLess(at: number): number {
    const { text } = this;
    const opening = openingAt(text, at);
    if (opening === undefined) return at + 1;
    let line = opening.body;
    while (line < text.length) {
      const closed = closedAt(text, line, opening.marker);
      if (closed >= 0) return closed;
      line = lineEnd(text, line) + 1;
    }
    this.isCut = true;
    return text.length;
  }

  /** Whether the line at `start` can only stand in a body: then a bracket or an interpolation before it is not closed. */
  private isUnclosed(start: number): boolean {
    const at = behindBlanks(this.text, start);
    return this.open.at(-1) === OPEN_BRACE ? beginsLabelled(this.text, at) : beginsAttribute(this.text, at);
  }
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function behindBlanks(text: string, start: number): number {
  let at = start;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
  return at;
}

/** Whether `name =` begins at `at`, which stands in bodies and objects only. */
function beginsAttribute(text: string, at: number): boolean {
  const end = nameEnd(text, at);
  if (end === at) return false;
  const next = behindBlanks(text, end);
  return text.charCodeAt(next) === EQUALS && text.charCodeAt(next + 1) !== EQUALS && text.charCodeAt(next + 1) !== GREATER;
}

/** Whether `type "label"` begins at `at`. */
export function beginsLabelled(text: string, at: number): boolean {
  const end = nameEnd(text, at);
  if (end === at) return false;
  const next = behindBlanks(text, end);
  return next > end && text.charCodeAt(next) === QUOTE;
}

/** The next line behind `at` that begins a block with a label and is not indented; the end of the text without one. */
export function nextTopLevel(text: string, at: number): number {
  for (let line = lineEnd(text, at); line < text.length; line = lineEnd(text, line + 1)) if (beginsLabelled(text, line + 1)) return line + 1;
  return text.length;
}
