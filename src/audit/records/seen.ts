import { fingerprint } from '../../core/hash.js';

/** Ids in a chunk of memory: 4 million take 64 MB, and of so many the chance that two are taken for one is below one in a thousand. */
const MOST = 4_194_304;
const FIRST_SIZE = 4096;

/** Ids that were met, by 52 bits of a hash. When there are too many, those that come then are met for the first time each time. */
export class Seen {
  private slots = new Float64Array(FIRST_SIZE);
  private count = 0;

  /** Whether an id was asked for before. */
  has(id: string): boolean {
    const hash = hashOf(id);
    const at = this.find(hash);
    if (this.slots[at] === hash) return true;
    if (this.count >= MOST) return false;
    this.slots[at] = hash;
    if (++this.count * 2 > this.slots.length) this.grow();
    return false;
  }

  /** Where it is, or is to be put. */
  private find(hash: number): number {
    const { slots } = this;
    let at = hash % slots.length;
    while (slots[at] !== 0 && slots[at] !== hash) at = (at + 1) % slots.length;
    return at;
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Float64Array(before.length * 2);
    for (const hash of before) if (hash !== 0) this.slots[this.find(hash)] = hash;
  }
}

/** Never 0, which marks what is free. */
const hashOf = (id: string): number => parseInt(fingerprint([id]).slice(0, 13), 16) || 1;
