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
    if (this.isPlain(bytes, from, to)) this.alongLines(bytes, from, to);
    else this.alongBytes(bytes, from, to);
  }

  /** Without a character that takes more than one byte, a carriage return, or many lines: then nothing but line ends has to be found. */
  private isPlain(bytes: Buffer, from: number, to: number): boolean {
    if (this.behindReturn || to - from < SHORT_LINE || !isAscii(bytes, from, to)) return false;
    const sample = bytes.subarray(from, Math.min(to, from + 16 * SHORT_LINE));
    let lines = 0;
    for (let at = sample.indexOf(LINE_FEED); at !== -1; at = sample.indexOf(LINE_FEED, at + 1)) lines++;
    const carriage = bytes.indexOf(CARRIAGE_RETURN, from);
    return lines * SHORT_LINE <= sample.length && (carriage === -1 || carriage >= to);
  }

  private alongLines(bytes: Buffer, from: number, to: number): void {
    let start = -1;
    for (let at = bytes.indexOf(LINE_FEED, from); at !== -1 && at < to; at = bytes.indexOf(LINE_FEED, at + 1)) {
      this.line++;
      start = at + 1;
    }
    this.offset += to - from;
    this.column = start === -1 ? this.column + to - from : to - start;
  }

  /** UTF-16 code units: bytes that continue a character count nothing, those that begin one of four bytes count twice. */
  private alongBytes(bytes: Buffer, from: number, to: number): void {
    let { offset, line, column, behindReturn } = this;
    for (let at = from; at < to; at++) {
      const code = bytes[at] ?? 0;
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
function isAscii(bytes: Buffer, from: number, to: number): boolean {
  let at = from;
  let bits = 0;
  for (; at < to && ((bytes.byteOffset + at) & 3) !== 0; at++) bits |= bytes[at] ?? 0;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + at, (to - at) >> 2);
  let high = 0;
  // Not `for of`, which takes four times as long.
  for (let index = words.length; index-- > 0; ) high |= words[index] ?? 0;
  for (at += words.length * 4; at < to; at++) bits |= bytes[at] ?? 0;
  return ((high & 0x80808080) | (bits & 0x80)) === 0;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A part of a file as a source of its own, that knows where it stands. */
export function sourceOf(path: string, bytes: Uint8Array, place: Place): Source {
  const text = decoder.decode(bytes);
  return { path, text, bom: false, excerpts: [{ at: 0, end: text.length, ...place }] };
}
