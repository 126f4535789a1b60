import type { Excerpt, Source } from '../../../core/source.js';

/** A place in the text of a file, counted from its beginning as `core/line-index.ts` counts; a byte order mark is none of it. */
export type Place = Omit<Excerpt, 'at' | 'end'>;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** Of lines shorter than this on average every byte is looked at. */
const SHORT_LINE = 256;

/** Goes along a file and counts what it leaves behind. Where characters are cut by the end of a piece, that does not matter. */
export class Places {
  private offset = 0;
  private line = 0;
  private column = 0;
  /** A line feed behind it ends the same line. */
  private behindReturn = false;

  get place(): Place {
    return { offset: this.offset, line: this.line, column: this.column };
  }

  advance(bytes: Buffer, from: number, to: number): void {
    if (from >= to) return;
    // What is searched for a line end that is not there ends with the part.
    const part = bytes.subarray(from, to);
    if (this.isPlain(part)) this.alongLines(part);
    else this.alongBytes(part);
  }

  /** Without a character that takes more than one byte, a carriage return, or many lines: then nothing but line ends has to be found. */
  private isPlain(part: Buffer): boolean {
    if (this.behindReturn || part.length < SHORT_LINE || !isAscii(part)) return false;
    const sample = part.subarray(0, 16 * SHORT_LINE);
    let lines = 0;
    for (let at = sample.indexOf(LINE_FEED); at !== -1; at = sample.indexOf(LINE_FEED, at + 1)) lines++;
    return lines * SHORT_LINE <= sample.length && !part.includes(CARRIAGE_RETURN);
  }

  private alongLines(part: Buffer): void {
    let start = -1;
    for (let at = part.indexOf(LINE_FEED); at !== -1; at = part.indexOf(LINE_FEED, at + 1)) {
      this.line++;
      start = at + 1;
    }
    this.offset += part.length;
    this.column = start === -1 ? this.column + part.length : part.length - start;
  }

  /** UTF-16 code units: bytes that continue a character count nothing, those that begin one of four bytes count twice. */
  private alongBytes(part: Buffer): void {
    let { offset, line, column, behindReturn } = this;
    for (let at = 0; at < part.length; ) {
      const code = part[at++] ?? 0;
      if ((code & 0xc0) === 0x80) continue;
      const units = code >= 0xf0 ? 2 : 1;
      offset += units;
      column += units;
      if (code === CARRIAGE_RETURN || code === LINE_FEED) {
        if (code === CARRIAGE_RETURN || !behindReturn) line++;
        column = 0;
      }
      behindReturn = code === CARRIAGE_RETURN;
    }
    Object.assign(this, { offset, line, column, behindReturn });
  }
}

/** By words of four bytes, which takes a quarter of the time. */
function isAscii(part: Buffer): boolean {
  const { length, byteOffset } = part;
  let at = 0;
  let bits = 0;
  for (; at < length && ((byteOffset + at) & 3) !== 0; at++) bits |= part[at] ?? 0;
  if (at === length) return (bits & 0x80) === 0;
  const words = new Int32Array(part.buffer, byteOffset + at, (length - at) >> 2);
  let high = 0;
  // Not `for of`, which takes four times as long.
  for (let index = words.length; index-- > 0; ) high |= words[index] ?? 0;
  for (at += words.length * 4; at < length; at++) bits |= part[at] ?? 0;
  return ((high & 0x80808080) | (bits & 0x80)) === 0;
}

/** A part of a file as a source of its own, that knows where it stands. */
export function sourceOf(path: string, bytes: Buffer, place: Place): Source {
  const text = bytes.toString('utf8');
  return { path, text, bom: false, excerpts: [{ at: 0, end: text.length, ...place }] };
}
