import { addTo } from '../../core/long.js';
import type { Source, Span } from '../../core/source.js';

/** Things by the stretches of texts for which they are, however many of them lie in each other. */
export class Places<T> {
  readonly #bySource: ReadonlyMap<Source, Stretches<T>>;

  constructor(placed: Iterable<readonly [Span, T]>) {
    const bySource = new Map<Source, (readonly [Span, T])[]>();
    for (const one of placed) addTo(bySource, one[0].source, one);
    this.#bySource = new Map([...bySource].map(([source, ones]) => [source, new Stretches(ones)]));
  }

  /** What is for a place: its end belongs to a stretch as well. */
  at(source: Source, offset: number): readonly T[] {
    return this.#bySource.get(source)?.at(offset) ?? [];
  }
}

/** A tree in a list: the middle of a part of it is above both of its halves, and knows the last end in them. */
class Stretches<T> {
  readonly #sorted: readonly (readonly [Span, T])[];
  readonly #lastEnds: number[];

  constructor(placed: readonly (readonly [Span, T])[]) {
    this.#sorted = [...placed].sort(([a], [b]) => a.start - b.start);
    this.#lastEnds = placed.map(() => -1);
    this.#measure(0, this.#sorted.length);
  }

  at(offset: number): readonly T[] {
    const found: T[] = [];
    this.#collect(0, this.#sorted.length, offset, found);
    return found;
  }

  #measure(from: number, to: number): number {
    const middle = (from + to) >> 1;
    const one = this.#sorted[middle];
    if (from >= to || one === undefined) return -1;
    const last = Math.max(one[0].end, this.#measure(from, middle), this.#measure(middle + 1, to));
    this.#lastEnds[middle] = last;
    return last;
  }

  #collect(from: number, to: number, offset: number, found: T[]): void {
    const middle = (from + to) >> 1;
    const one = this.#sorted[middle];
    if (from >= to || one === undefined || (this.#lastEnds[middle] ?? -1) < offset) return;
    this.#collect(from, middle, offset, found);
    if (one[0].start > offset) return;
    if (one[0].end >= offset) found.push(one[1]);
    this.#collect(middle + 1, to, offset, found);
  }
}
