import type { Source, Span } from '../../core/source.js';

/** What a decoder tells of the text that it decodes, from its beginning to its end. */
export interface Decoded {
  /** `text` came from `[start, end)` as a whole: an escape, a line end. */
  put(text: string, start: number, end: number): void;
  /** The characters `[start, end)` of the source stand for themselves. */
  copy(start: number, end: number): void;
}

/** The decoded text itself. */
export class DecodedText implements Decoded {
  private readonly pieces: string[] = [];

  constructor(private readonly source: Source) {}

  put(text: string): void {
    this.pieces.push(text);
  }

  copy(start: number, end: number): void {
    this.pieces.push(this.source.text.slice(start, end));
  }

  get text(): string {
    return this.pieces.join('');
  }
}

/**
 * Where each character of a decoded text stands in the source, found by decoding it once more: `put` says what was
 * decoded and from where, and notes if that is not the text that was expected.
 */
export class Offsets implements Decoded {
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;
  private count = 0;
  private same = true;

  constructor(
    private readonly source: Source,
    readonly expected: string,
  ) {
    this.starts = new Int32Array(expected.length);
    this.ends = new Int32Array(expected.length);
  }

  put(text: string, start: number, end: number): void {
    for (let i = 0; i < text.length; i++) {
      if (this.expected.charCodeAt(this.count) !== text.charCodeAt(i)) this.same = false;
      this.starts[this.count] = start;
      this.ends[this.count++] = end;
    }
  }

  copy(start: number, end: number): void {
    const { text } = this.source;
    for (let i = start; i < end; i++) {
      if (this.expected.charCodeAt(this.count) !== text.charCodeAt(i)) this.same = false;
      this.starts[this.count] = i;
      this.ends[this.count++] = i + 1;
    }
  }

  /** Whether what was put is what was expected. */
  get isExact(): boolean {
    return this.same && this.count === this.expected.length;
  }

  /** The place of the characters `[start, end)` of the decoded text. */
  span(start: number, end: number): Span {
    const last = this.count - 1;
    const from = start > last ? this.ends[last] : this.starts[start];
    const to = end > start ? this.ends[Math.min(end, this.count) - 1] : from;
    return { source: this.source, start: from ?? 0, end: to ?? 0 };
  }
}
