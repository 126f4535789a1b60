// For lists as long as a file likes. What is spread into the arguments of a call is put on the stack, which some hundred thousand
// items overflow: neither `to.push(...from)` nor `Math.max(...numbers)` may meet such a list.

/** Adds items to the end of a list. */
export function append<T>(to: T[], from: Iterable<T>): void {
  for (const item of from) to.push(item);
}

/** The greatest of numbers; -Infinity of none. */
export const greatest = (numbers: readonly number[]): number => numbers.reduce((most, one) => Math.max(most, one), -Infinity);

/** The least of numbers; Infinity of none. */
export const least = (numbers: readonly number[]): number => numbers.reduce((fewest, one) => Math.min(fewest, one), Infinity);
