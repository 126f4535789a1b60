import { BROKEN, flowEnd, isMarker, isWhite, lineEnd, quotedEnd, wordEnd, type Range } from './indent-flow.js';

/**
 * The `yaml` package holds to YAML 1.2: the lines of a flow collection or quoted scalar are indented more than the key it
 * belongs to. PyYAML and SnakeYAML do not ask for that, and public templates make use of it. Here each that spans lines
 * is put on one line: line breaks, and comments between brackets, become blanks. What is given back has the same length,
 * so that places hold, but blanks in scalars are not the ones that YAML would make of their line breaks.
 *
 * What cannot be told for sure, such as a quote that is never closed, stays as it is down to the end of its document.
 * Line ends are LF or CRLF. Every character is looked at a bounded number of times.
 */
export const straightened = (text: string): string => new Straightener(text).straightened();

const DOCUMENT = /^(?:---|\.\.\.)(?=\s|$)/gmu;
const BLOCK_HEADER = /[|>][-+]?([1-9]?)[-+]?[ \t]*(?:#.*)?\r?$/muy;
const BREAK = /[\r\n]/gu;

/** Goes through block context, token by token. */
class Straightener {
  private at = 0;
  private lineStart = 0;
  /** The column of the last key or dash: what belongs to it, and is neither in brackets nor in quotes, is indented more. */
  private parent = -1;
  /** Where the node that is being read begins on this line, with its tag or anchor; -1 before it. */
  private node = -1;
  private readonly pieces: string[] = [];
  private written = 0;

  constructor(private readonly text: string) {}

  straightened(): string {
    this.startLine(0);
    while (this.at < this.text.length) this.step(this.text.charAt(this.at));
    return this.pieces.join('') + this.text.slice(this.written);
  }

  private step(character: string): void {
    const { text } = this;
    if (character === '\n') this.startLine(this.at + 1);
    else if (isWhite(character)) this.at++;
    else if (character === '#' || (character === '%' && this.at === this.lineStart)) this.at = lineEnd(text, this.at);
    else if ('-?:'.includes(character) && isWhite(text.charAt(this.at + 1))) this.indicator();
    else this.content(character);
  }

  private content(character: string): void {
    const { at, text } = this;
    if (this.node === -1) this.node = at;
    switch (character) {
      case '!':
      case '&':
      case '*':
        this.at = wordEnd(text, at);
        break;
      case '|':
      case '>':
        this.block();
        break;
      case '"':
      case "'":
        this.closed(quotedEnd(text, at), []);
        break;
      case '[':
      case '{': {
        const comments: Range[] = [];
        this.closed(flowEnd(text, at, comments), comments);
        break;
      }
      default:
        this.plain();
    }
  }

  private startLine(start: number): void {
    this.at = start;
    this.lineStart = start;
    this.node = -1;
    if (!isMarker(this.text, start)) return;
    this.parent = -1;
    this.at += 3;
  }

  /** What follows `- `, `? ` or `: ` belongs to it; a key is known by the colon behind it. */
  private indicator(): void {
    this.parent = (this.node === -1 ? this.at : this.node) - this.lineStart;
    this.node = -1;
    this.at++;
  }

  /** A flow collection or quoted scalar from `at` to `end`. As a key it has to stand on one line, so that it stays as it is. */
  private closed(end: number, comments: readonly Range[]): void {
    if (end === BROKEN) return this.giveUp();
    const { text } = this;
    let next = end;
    while (text.charAt(next) === ' ' || text.charAt(next) === '\t') next++;
    const isKey = text.charAt(next) === ':' && isWhite(text.charAt(next + 1));
    if (isKey && text.slice(this.at, end).includes('\n')) return this.giveUp();
    const endsLine = isWhite(text.charAt(next)) || (text.charAt(next) === '#' && next > end);
    if (!isKey && !endsLine) return this.giveUp();
    if (!isKey) this.straighten(end, comments);
    this.at = next;
  }

  private straighten(end: number, comments: readonly Range[]): void {
    const { text } = this;
    let from = this.at;
    this.pieces.push(text.slice(this.written, from));
    for (const comment of [...comments, { start: end, end }]) {
      this.pieces.push(text.slice(from, comment.start).replace(BREAK, ' '), ' '.repeat(comment.end - comment.start));
      from = comment.end;
    }
    this.written = end;
  }

  private giveUp(): void {
    DOCUMENT.lastIndex = this.at;
    this.at = DOCUMENT.exec(this.text)?.index ?? this.text.length;
    this.startLine(this.at);
  }

  /** A plain scalar: a key, or a text that goes on in lines that are indented more than its parent. */
  private plain(): void {
    const { text } = this;
    for (let i = this.at; ; i++) {
      const character = text.charAt(i);
      if (character === ':' && isWhite(text.charAt(i + 1))) {
        this.at = i;
        return;
      }
      if (character === '#' && isWhite(text.charAt(i - 1))) {
        this.at = lineEnd(text, i);
        return;
      }
      if (character !== '\n' && character !== '') continue;
      this.at = i;
      return this.plainBelow();
    }
  }

  private plainBelow(): void {
    const { text } = this;
    for (let end = this.at; end < text.length; ) {
      const content = this.contentBelow(end);
      if (content - end - 1 <= this.parent && !isBlankAt(text, content)) return;
      if (text.charAt(content) === '#' || isMarker(text, end + 1)) return;
      end = lineEnd(text, content);
      const comment = text.slice(content, end).search(/[ \t]#/u);
      if (!isBlankAt(text, content)) this.at = end;
      if (comment !== -1) return;
    }
  }

  /** A block scalar, down to the first line that is indented less. */
  private block(): void {
    const { text } = this;
    BLOCK_HEADER.lastIndex = this.at;
    const header = BLOCK_HEADER.exec(text);
    if (header === null) return this.giveUp();
    const digit = Number(header[1]);
    let indent = digit === 0 ? -1 : Math.max(this.parent, 0) + digit;
    let end = lineEnd(text, this.at);
    while (end < text.length) {
      const content = this.contentBelow(end);
      const width = content - end - 1;
      if (!isBlankAt(text, content)) {
        if (width <= this.parent || width < indent || isMarker(text, end + 1)) break;
        if (indent === -1) indent = width;
      }
      end = lineEnd(text, content);
    }
    this.at = end;
  }

  /** Where the indentation ends on the line behind the line end at `end`. */
  private contentBelow(end: number): number {
    let content = end + 1;
    while (this.text.charAt(content) === ' ') content++;
    return content;
  }
}

/** Nothing but the line end. */
function isBlankAt(text: string, at: number): boolean {
  const character = text.charAt(text.charAt(at) === '\r' ? at + 1 : at);
  return character === '\n' || character === '';
}
