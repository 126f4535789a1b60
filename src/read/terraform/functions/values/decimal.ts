import type { ScalarNode } from '../../../../core/node.js';

/** How a string may spell a number. `cty`, `ParseNumberVal`: decimal only, with an exponent. */
const NUMBER = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3}))?$/u;

/** Digits that Terraform keeps (512 bits). */
const MOST_DIGITS = 150;

/** A number as Terraform writes it: `1.50` is 1.5, `1e3` is 1000. Undefined for what is no number, or too long a one. */
export function decimalText(text: string): string | undefined {
  const [, sign, whole = '', fraction = '', exponent] = NUMBER.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '') return undefined;
  const shift = Number(exponent ?? 0);
  if (whole.length + fraction.length + Math.abs(shift) > MOST_DIGITS) return undefined;
  const digits = '0'.repeat(Math.max(0, -shift - whole.length)) + whole + fraction + '0'.repeat(Math.max(0, shift - fraction.length));
  const point = Math.max(0, -shift - whole.length) + whole.length + shift;
  const integer = digits.slice(0, point).replace(/^0+(?=\d)/u, '');
  const rest = withoutZeros(digits.slice(point));
  const value = (integer === '' ? '0' : integer) + (rest === '' ? '' : `.${rest}`);
  return sign === '-' && value !== '0' ? `-${value}` : value;
}

function withoutZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charAt(end - 1) === '0') end--;
  return digits.slice(0, end);
}

/** The text of a number, by how it was spelt. */
export const asDecimal = (node: ScalarNode): string | undefined => decimalText(node.text.trim()) ?? (typeof node.value === 'number' ? decimalText(String(node.value)) : undefined);
