import { CLOSE_BRACE, COMMA, END, EQUALS, LF, nameEnd, OPEN_BRACE, QUOTE } from './characters.js';
import { type Cursor, refusal } from './cursor.js';
import { expression } from './expressions.js';
import { labelAt } from './labels.js';
import { beginsLabelled, itemEnd, nextTopLevel } from './recovery.js';
import type { Attribute, Block, Body, Expression, Label } from './syntax.js';

/** Brackets and heredocs that run to the end of the text are given up this often; then so is the rest of the text. */
const MOST_CUTS = 10;

/** A block whose body is being read. */
interface Open {
  readonly header: number;
  readonly brace: number;
}

/** Reads bodies. What cannot be read is told and left behind, so that what follows is read. */
export class BodyReader {
  /** Whether the text ends inside a block. */
  isUnclosed = false;
  private cuts = 0;
  /** On the way to the top level, from a bracket that is never closed. */
  private isLeaving = false;

  /** With `byColumn` a block that is not indented closes the one before it, if what that holds is. */
  constructor(
    private readonly cursor: Cursor,
    private readonly byColumn: boolean,
  ) {}

  file(): Body {
    return this.body(undefined, 0);
  }

  /** Up to the closing brace of `open`, and behind it. */
  private body(open: Open | undefined, start: number): Body {
    const { cursor } = this;
    const items: (Attribute | Block)[] = [];
    let isOneLine = open !== undefined && !endsHeader(cursor.peek());
    while (!this.isAtEnd(open, items)) {
      const before = cursor.at;
      const item = this.item(isOneLine);
      if (item !== undefined) items.push(item);
      if (isOneLine) this.endOneLine(item);
      isOneLine = false;
      if (cursor.at === before) cursor.at++;
    }
    return this.made(items, start);
  }

  private isAtEnd(open: Open | undefined, items: readonly (Attribute | Block)[]): boolean {
    const { cursor } = this;
    let code = cursor.peek();
    for (; code === LF; code = cursor.peek()) cursor.passLineEnd();
    if (open === undefined) {
      this.isLeaving = false;
      return code === END;
    }
    if (this.isLeaving) return true;
    if (code === CLOSE_BRACE) {
      cursor.at++;
      return true;
    }
    if (code !== END && !this.closesByColumn(open, items)) return false;
    this.isUnclosed = true;
    this.isLeaving = true;
    cursor.faults.add('expected `}`: the block is never closed', open.brace, open.brace + 1);
    return true;
  }

  /** Whether what stands here is no longer in the block, going by how far both are indented. */
  private closesByColumn({ header }: Open, items: readonly (Attribute | Block)[]): boolean {
    const { cursor } = this;
    const [first] = items;
    const isIndented = first === undefined || !this.isAtColumn0(first.span.start);
    return this.byColumn && isIndented && this.isAtColumn0(header) && this.isAtColumn0(cursor.at) && beginsLabelled(cursor.text, cursor.at);
  }

  private isAtColumn0(offset: number): boolean {
    return offset === 0 || this.cursor.text.charCodeAt(offset - 1) === LF;
  }

  private made(items: readonly (Attribute | Block)[], start: number): Body {
    const attributes: Attribute[] = [];
    const blocks: Block[] = [];
    const names = new Set<string>();
    for (const item of items) {
      if (item.kind === 'block') blocks.push(item);
      else {
        const { size } = names;
        names.add(item.name);
        if (names.size > size) attributes.push(item);
        else this.cursor.faults.add(`expected each attribute once: \`${item.name}\` is set before`, item.nameSpan.start, item.nameSpan.end);
      }
    }
    return { kind: 'body', items, attributes, blocks, span: this.cursor.span(start, this.cursor.at) };
  }

  /** One attribute or block with its line end; undefined where there is neither. */
  private item(isOneLine: boolean): Attribute | Block | undefined {
    const { cursor } = this;
    const start = cursor.at;
    const end = nameEnd(cursor.text, start);
    if (end === start) {
      this.neither(start, 'an attribute or a block');
      return undefined;
    }
    cursor.at = end;
    const code = cursor.peek();
    if (code === EQUALS && !cursor.isFollowedBy(EQUALS)) return this.attribute(start, end, isOneLine);
    if (code === QUOTE || code === OPEN_BRACE || nameEnd(cursor.text, cursor.at) > cursor.at) return this.block(start, end, isOneLine);
    this.neither(start, '`=` or `{` behind the name');
    return undefined;
  }

  private neither(start: number, what: string): void {
    this.cursor.expected(what);
    this.skip(start);
  }

  private attribute(start: number, nameStop: number, isOneLine: boolean): Attribute {
    const { cursor } = this;
    cursor.at++;
    const value = this.value();
    if (value.kind !== 'invalid' && !isOneLine) this.endLine('a new line behind the value');
    return { kind: 'attribute', name: cursor.text.slice(start, nameStop), nameSpan: cursor.span(start, nameStop), value, span: cursor.span(start, value.span.end) };
  }

  private value(): Expression {
    const { cursor } = this;
    const { level } = cursor;
    cursor.peek();
    const start = cursor.at;
    try {
      return expression(cursor);
    } catch (thrown) {
      if (thrown !== refusal) throw thrown;
      cursor.resume(level);
      this.skip(start);
      return { kind: 'invalid', span: cursor.span(start, this.lastBefore(start)) };
    }
  }

  /** Behind the last character before the cursor that is no blank. */
  private lastBefore(start: number): number {
    const { text, at } = this.cursor;
    return start + text.slice(start, at).trimEnd().length;
  }

  /** From a fault in the item at `start` to where reading goes on. */
  private skip(start: number): void {
    const { cursor } = this;
    const { at, isCut } = itemEnd(cursor.text, start);
    cursor.minds = true;
    cursor.at = at;
    if (!isCut) return;
    this.isLeaving = true;
    cursor.at = ++this.cuts > MOST_CUTS ? cursor.text.length : nextTopLevel(cursor.text, start);
    if (this.cuts > MOST_CUTS) cursor.faults.add('expected fewer brackets and heredocs that are never closed: the rest of the text is not read', start, start);
  }

  private endLine(what: string): void {
    const { cursor } = this;
    const code = cursor.peek();
    if (code === LF) cursor.passLineEnd();
    if (code === LF || code === END) return;
    cursor.expected(what);
    this.skip(cursor.at);
  }

  /** Behind the one attribute of `name { attribute = value }`. */
  private endOneLine(item: Attribute | Block | undefined): void {
    const { cursor } = this;
    if (item?.kind === 'block') cursor.faults.add('expected a new line before a block in a block', item.header.start, item.header.end);
    else if (item !== undefined && item.value.kind !== 'invalid' && cursor.peek() !== CLOSE_BRACE) cursor.expected('`}` behind the one attribute of a block on one line');
    cursor.takes(COMMA);
  }

  private block(start: number, typeEnd: number, isOneLine: boolean): Block {
    const { cursor } = this;
    const labels: Label[] = [];
    const hasBrace = this.header(start, labels);
    const header = cursor.span(start, labels.at(-1)?.span.end ?? typeEnd);
    const body = hasBrace ? this.blockBody(start) : this.made([], header.end);
    const end = body.span.end;
    if (hasBrace && !this.isLeaving && !isOneLine) this.endLine('a new line behind the block');
    const shown = hasBrace ? body : { ...body, span: cursor.span(header.end, header.end) };
    return { kind: 'block', type: cursor.text.slice(start, typeEnd), typeSpan: cursor.span(start, typeEnd), labels, header, body: shown, span: cursor.span(start, hasBrace ? end : header.end) };
  }

  /** Reads the labels up to the brace; whether there is one. */
  private header(start: number, labels: Label[]): boolean {
    const { cursor } = this;
    for (;;) {
      const code = cursor.peek();
      if (code === OPEN_BRACE) return true;
      const label = labelAt(cursor);
      if (label !== undefined) labels.push(label);
      else if (code === EQUALS) {
        cursor.faults.add('expected no `=` before the brace of a block', cursor.at, cursor.at + 1);
        cursor.at++;
      } else return this.lateBrace(start);
    }
  }

  /** A brace on the next line is told, and taken for the block's. */
  private lateBrace(start: number): boolean {
    const { cursor } = this;
    cursor.expected('`{` on the line of the block');
    if (cursor.peek() === LF) {
      const { at } = cursor;
      cursor.passLineEnd();
      if (cursor.peek() === OPEN_BRACE) return true;
      cursor.at = at;
    } else this.skip(start);
    return false;
  }

  /** At the opening brace. */
  private blockBody(header: number): Body {
    const { cursor } = this;
    const { level } = cursor;
    const brace = cursor.at;
    try {
      cursor.enter();
    } catch (thrown) {
      if (thrown !== refusal) throw thrown;
      cursor.resume(level);
      this.skip(brace);
      return this.made([], brace);
    }
    cursor.at++;
    const body = this.body({ header, brace }, brace);
    cursor.leave();
    return body;
  }
}

const endsHeader = (code: number): boolean => code === LF || code === END || code === CLOSE_BRACE;
