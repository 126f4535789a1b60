import type { Elements, Part } from './elements.js';
import { type Place, Places } from '../bytes/places.js';
import type { Rows } from '../rows.js';

/** An element that may hold what is sought, cut out of a file. */
export interface Piece {
  readonly bytes: Buffer;
  readonly place: Place;
  /** It begins like an element and does not end like one. */
  readonly isBroken: boolean;
}

export type Marks = (bytes: Buffer) => readonly number[];

/** Bytes of one element. A record has 256 KB at most (User Guide, "Quotas in AWS CloudTrail"). */
export const MOST_ELEMENT = 16 * 1024 * 1024;

/** Cuts the elements with a mark out of a file that is handed over in parts; what is open at the end of one is kept. */
export class Cutter {
  private readonly places = new Places();
  private kept: Buffer[] = [];
  private size = 0;
  private keptPlace: Place = this.places.place;
  private isTooLarge = false;
  private isDone = false;
  /** Elements that were passed, with a mark or without. */
  count = 0;

  constructor(
    private readonly scanner: Elements | Rows,
    private readonly marks: Marks,
  ) {}

  /** Brackets do not fit, or an element takes more than may be kept. */
  get isBroken(): boolean {
    return this.scanner.isBroken || this.isTooLarge;
  }

  /** Whether the file may end here. */
  get isComplete(): boolean {
    return this.isDone || this.scanner.isComplete;
  }

  get place(): Place {
    return this.places.place;
  }

  /** `isAll`: there are no more bytes, and those behind the last mark are of no interest. */
  *push(bytes: Buffer, isAll = false): Generator<Piece> {
    const { scanner, places } = this;
    const marks = this.marks(bytes);
    let next = 0;
    let counted = 0;
    const placeAt = (at: number): Place => {
      places.advance(bytes, counted, at);
      counted = at;
      return places.place;
    };
    scanner.feed(bytes);
    for (let part = scanner.next(); part !== undefined; part = scanner.next()) {
      this.count++;
      const isKept = part.start < 0;
      if (isKept) yield* this.joined(bytes, part);
      while ((marks[next] ?? Infinity) < part.start) next++;
      const isMarked = (marks[next] ?? Infinity) < part.end;
      if (isMarked && !isKept) yield { bytes: bytes.subarray(part.start, part.end), place: placeAt(part.start), isBroken: false };
      while ((marks[next] ?? Infinity) < part.end) next++;
      this.isDone = isAll && next === marks.length;
      if (this.isDone) break;
    }
    const open = this.isDone ? undefined : scanner.open;
    if (open === undefined || open >= 0) this.drop();
    if (open !== undefined) {
      if (open >= 0) this.keptPlace = placeAt(open);
      this.keep(bytes.subarray(Math.max(0, open)));
    }
    if (!isAll) placeAt(bytes.length);
  }

  /** The last row of a table, which no line end closes. What else is open is not complete. */
  *end(): Generator<Piece> {
    if (!this.isComplete) return;
    const bytes = Buffer.concat(this.kept);
    if (this.marks(bytes).length > 0) yield { bytes, place: this.keptPlace, isBroken: false };
  }

  private *joined(bytes: Buffer, { end }: Part): Generator<Piece> {
    const whole = Buffer.concat([...this.kept, bytes.subarray(0, end)]);
    const place = this.keptPlace;
    this.drop();
    if (this.marks(whole).length > 0) yield { bytes: whole, place, isBroken: false };
  }

  private keep(bytes: Buffer): void {
    this.size += bytes.length;
    if (this.size > MOST_ELEMENT) this.isTooLarge = true;
    else this.kept.push(bytes);
  }

  private drop(): void {
    this.kept = [];
    this.size = 0;
  }
}
