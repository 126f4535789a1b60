import { type Marks, MOST_ELEMENT, type Piece } from './cutter.js';
import { type Place, Places } from '../bytes/places.js';
import { salvage } from './salvage.js';

/** Bytes that are searched for elements at a time, at least. */
const WINDOW = 8 * 1024 * 1024;

/** Cuts elements out of a file that is broken somewhere; those that are broken are given out too, with a mark or without. */
export class Salvager {
  private readonly places = new Places();
  private kept: Buffer[] = [];
  private size = 0;
  /** Elements that were passed. */
  count = 0;

  constructor(private readonly marks: Marks) {}

  get place(): Place {
    return this.places.place;
  }

  *push(bytes: Buffer, _isAll = false): Generator<Piece> {
    this.kept.push(bytes);
    this.size += bytes.length;
    if (this.size >= WINDOW) yield* this.window(false);
  }

  /** `goesOn`: the file does, where it cannot be read, and that is told already. */
  *end(goesOn: boolean): Generator<Piece> {
    yield* this.window(!goesOn);
  }

  private *window(isLast: boolean): Generator<Piece> {
    const bytes = Buffer.concat(this.kept);
    let counted = 0;
    const countTo = (at: number): void => {
      this.places.advance(bytes, counted, at);
      counted = Math.max(counted, at);
    };
    let behind = 0;
    for (const { start, end, whole } of salvage(bytes, isLast)) {
      behind = end;
      this.count++;
      const part = bytes.subarray(start, end);
      if (whole && this.marks(part).length === 0) continue;
      countTo(start);
      yield { bytes: part, place: this.places.place, isBroken: !whole };
    }
    const rest = isLast ? bytes.length : Math.max(behind, bytes.length - MOST_ELEMENT);
    countTo(rest);
    this.kept = [bytes.subarray(rest)];
    this.size = bytes.length - rest;
  }
}
