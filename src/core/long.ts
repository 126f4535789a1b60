// For lists as long as a file likes. What is spread into the arguments of a call is put on the stack, which some hundred thousand
// items overflow: neither `to.push(...from)` nor `Math.max(...numbers)` may meet such a list.

/** Adds items to the end of a list. */
export function append<T>(to: T[], from: Iterable<T>): void {
  for (const item of from) to.push(item);
}

/** Puts other items in the place of all that are in a list. */
export function replace<T>(list: T[], by: readonly T[]): void {
  list.length = 0;
  append(list, by);
}

/** Adds an item to the group of its key. A copy of a group for each of its items would take the square of their number. */
export function addTo<K, T>(groups: Map<K, T[]>, key: K, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}

/** The first item of which a test holds. */
export function firstOf<T>(items: Iterable<T>, test: (item: T) => boolean): T | undefined {
  for (const item of items) if (test(item)) return item;
  return undefined;
}

/** The first item of each key. */
export function firstOfEach<T>(items: readonly T[], keyOf: (item: T) => unknown): readonly T[] {
  const known = new Set<unknown>();
  return items.filter((item) => {
    const { size } = known;
    return known.add(keyOf(item)).size > size;
  });
}

/** The greatest of numbers; -Infinity of none. */
export const greatest = (numbers: readonly number[]): number => numbers.reduce((most, one) => Math.max(most, one), -Infinity);

/** The least of numbers; Infinity of none. */
export const least = (numbers: readonly number[]): number => numbers.reduce((fewest, one) => Math.min(fewest, one), Infinity);
