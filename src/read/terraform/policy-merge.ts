import { append } from '../../core/long.js';
import { map, member, textValue, type Entry, type Node } from '../../core/node.js';
import { unknown, type Unknown } from '../../core/value.js';

/** Statements in the words of IAM, and parts of their list that may hold any number of further ones. */
export interface Statements {
  readonly items: readonly Node[];
  readonly unseen: readonly Unknown[];
}

/**
 * One group after the other: a statement takes the place of an earlier one with the same `Sid`, any other is added. Those
 * without a `Sid` are never replaced, nor are those of one group by each other, for there the provider refuses a `Sid` that
 * occurs twice. What may have been replaced by a statement of which the `Sid` cannot be seen holds under a condition that
 * is not known.
 */
export function merged(groups: readonly Statements[]): Statements {
  const together = new Merging();
  for (const group of groups) together.add(group);
  return together.statements();
}

class Merging {
  private readonly items: Node[] = [];
  private readonly unseen: Unknown[] = [];
  /** Where the statement with a `Sid` stands. */
  private readonly places = new Map<string, number>();
  /** Statements before this place that have a `Sid` may have been replaced. */
  private doubtful = 0;
  /** The same of those of which it cannot be seen whether they have one. */
  private obscure = 0;

  add({ items, unseen }: Statements): void {
    const start = this.items.length;
    for (const item of items) this.enter(item, start);
    if (unseen.length > 0) this.doubtful = start;
    append(this.unseen, unseen);
  }

  private enter(item: Node, start: number): void {
    const sid = sidOf(item);
    if (sid === undefined) this.doubtful = start;
    if (sid !== undefined && sid !== '') {
      this.obscure = start;
      const place = this.places.get(sid);
      if (place !== undefined) this.items[place] = { kind: 'absent', origin: item.origin };
      this.places.set(sid, this.items.length);
    }
    this.items.push(item);
  }

  statements(): Statements {
    const items = this.items.map((item, place) => {
      const sid = sidOf(item);
      const mayBeGone = sid === undefined ? place < Math.max(this.doubtful, this.obscure) : sid !== '' && place < this.doubtful;
      return mayBeGone ? doubted(item) : item;
    });
    return { items: items.filter(({ kind }) => kind !== 'absent'), unseen: this.unseen };
  }
}

/** Empty where there is none; undefined where it cannot be seen. */
function sidOf(item: Node): string | undefined {
  const sid = member(item, 'Sid');
  return sid.kind === 'unknown' ? undefined : (textValue(sid) ?? '');
}

/** A statement that may not be there: it holds if a condition does that nobody knows. */
function doubted(item: Node): Node {
  if (item.kind !== 'map') return item;
  const part = unknown('another document, of which not all is known here, may replace this statement', item.origin);
  const entry = item.entries.get('Condition');
  const own = entry?.value.kind === 'map' ? entry.value : undefined;
  const condition: Entry = { key: entry?.key ?? item.origin, value: map(own?.entries ?? new Map(), own?.origin ?? item.origin, [...(own?.unseen ?? []), part]) };
  return map(new Map(item.entries).set('Condition', condition), item.origin, item.unseen);
}
