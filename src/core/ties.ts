/** Things of which each is tied to some others: what is tied to the same thing is tied together. */
export class Ties<T> {
  private readonly parents = new Map<T, T>();

  /** The one that stands for all that a thing is tied to. */
  first(thing: T): T {
    let first = thing;
    const way: T[] = [];
    for (let parent = this.parents.get(first); parent !== undefined; parent = this.parents.get(first)) {
      way.push(first);
      first = parent;
    }
    // The way is not gone again: it may be as long as there are things.
    for (const step of way) this.parents.set(step, first);
    return first;
  }

  join(a: T, b: T): void {
    const [left, right] = [this.first(a), this.first(b)];
    if (left !== right) this.parents.set(left, right);
  }
}
