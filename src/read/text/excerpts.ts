import { isAscii } from 'node:buffer';
import type { Excerpt, Source } from '../../core/source.js';

/** Bytes of a file, half-open. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** Between two parts, before the first and behind the last: the text of all of them is a list in JSON. */
const OPEN = '[\n';
const GLUE = ',\n';
const CLOSE = '\n]';

/** A file of which `parts`, JSON values in the order of the file, are all that is kept: their text is a list of them. */
export function excerptsOf(path: string, bytes: Buffer, parts: readonly Part[]): Source {
  const places = new Places(bytes);
  const bom = startsWithBom(bytes);
  const excerpts: Excerpt[] = [];
  const texts: string[] = [];
  let at = OPEN.length;
  for (const { start, end } of parts) {
    const text = decoder.decode(bytes.subarray(start, end));
    texts.push(text);
    excerpts.push({ at, end: at + text.length, ...places.at(start) });
    at += text.length + GLUE.length;
  }
  return { path, text: OPEN + texts.join(GLUE) + CLOSE, bom, excerpts };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export const startsWithBom = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

/** Bytes decoded at a time where only their number of characters is asked for. */
const CHUNK = 1 << 16;

/** Places in a file, asked for in order: what is between two of them is counted once. */
class Places {
  private from: number;
  private offset = 0;
  private line = 0;
  private column = 0;
  private readonly ends: LineEnds;

  constructor(private readonly bytes: Buffer) {
    this.from = startsWithBom(bytes) ? 3 : 0;
    this.ends = new LineEnds(bytes);
  }

  at(to: number): Omit<Excerpt, 'at' | 'end'> {
    const units = this.units(this.from, to);
    const lines = this.ends.upTo(to);
    this.offset += units;
    this.line += lines;
    this.column = lines > 0 ? this.units(this.ends.behindLast, to) : this.column + units;
    this.from = to;
    return { offset: this.offset, line: this.line, column: this.column };
  }

  /** UTF-16 code units in `[from, to)`, both between characters. */
  private units(from: number, to: number): number {
    let units = 0;
    for (let start = from; start < to; ) {
      const chunk = this.bytes.subarray(start, this.betweenCharacters(start, Math.min(start + CHUNK, to)));
      units += isAscii(chunk) ? chunk.length : decoder.decode(chunk).length;
      start += chunk.length;
    }
    return units;
  }

  /** Three bytes back at most: more bytes that continue a character are no UTF-8. */
  private betweenCharacters(start: number, at: number): number {
    for (let end = at; end > at - 4 && end > start; end--) if (((this.bytes[end] ?? 0) & 0xc0) !== 0x80) return end;
    return at;
  }
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Line ends as `core/line-index.ts` counts them: LF, CRLF and a lone CR. The next of each is kept, so that each is searched for once. */
class LineEnds {
  private feed: number;
  private carriage: number;
  /** Behind the last one that was counted. */
  behindLast = 0;

  constructor(private readonly bytes: Buffer) {
    this.feed = this.next(LINE_FEED, 0);
    this.carriage = this.next(CARRIAGE_RETURN, 0);
  }

  /** How many more end at `to` or before. */
  upTo(to: number): number {
    let count = 0;
    for (;;) {
      const end = Math.min(this.feed, this.carriage);
      if (end >= to) return count;
      const pair = end === this.carriage && this.feed === end + 1;
      if (end === this.carriage) this.carriage = this.next(CARRIAGE_RETURN, end + 1);
      if (end === this.feed) this.feed = this.next(LINE_FEED, end + 1);
      if (pair) continue;
      count++;
      this.behindLast = end + 1;
    }
  }

  private next(code: number, from: number): number {
    const at = this.bytes.indexOf(code, from);
    return at === -1 ? Infinity : at;
  }
}
