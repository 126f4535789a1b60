/** Kleene's strong three-valued logic: `maybe` is "cannot be known here". */
export type Truth = 'yes' | 'no' | 'maybe';

export const truth = (value: boolean): Truth => (value ? 'yes' : 'no');

export const not = (a: Truth): Truth => (a === 'yes' ? 'no' : a === 'no' ? 'yes' : 'maybe');

export const and = (a: Truth, b: Truth): Truth => (a === 'no' || b === 'no' ? 'no' : a === 'yes' && b === 'yes' ? 'yes' : 'maybe');

export const or = (a: Truth, b: Truth): Truth => (a === 'yes' || b === 'yes' ? 'yes' : a === 'no' && b === 'no' ? 'no' : 'maybe');

/** `yes` for no operands. */
export function all(operands: Iterable<Truth>): Truth {
  let result: Truth = 'yes';
  for (const operand of operands) result = and(result, operand);
  return result;
}

/** `no` for no operands. */
export function any(operands: Iterable<Truth>): Truth {
  let result: Truth = 'no';
  for (const operand of operands) result = or(result, operand);
  return result;
}
