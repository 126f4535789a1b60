import type { Span } from '../../core/source.js';

type Stretch = Pick<Span, 'start' | 'end'>;

/** In UTF-16 code units. */
const BLOCK = 256;

/** Stretches of a text of which no two touch, found by the blocks of the text that they lie in: a file may hold a fix for every line. */
export class Stretches {
  readonly #byBlock = new Map<number, Stretch[]>();

  /** Whether a stretch overlaps with one of them, or begins where one ends. */
  touches({ start, end }: Stretch): boolean {
    for (const block of blocks(start, end)) if (this.#byBlock.get(block)?.some((other) => start <= other.end && other.start <= end) === true) return true;
    return false;
  }

  /** Adds one that touches none of them. */
  add(stretch: Stretch): void {
    for (const block of blocks(stretch.start, stretch.end)) {
      const known = this.#byBlock.get(block);
      if (known === undefined) this.#byBlock.set(block, [stretch]);
      else known.push(stretch);
    }
  }
}

function* blocks(start: number, end: number): Iterable<number> {
  for (let block = Math.floor(start / BLOCK); block <= Math.floor(end / BLOCK); block++) yield block;
}
