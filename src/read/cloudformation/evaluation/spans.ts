import type { Node } from '../../../core/node.js';
import { onOneLine, textOf, through, type Origin, type Span } from '../../../core/source.js';

/** The part of a call to point at: all of it where it stands on one line, else the function's name. */
export function callSpan(node: Node): Span {
  const whole = node.origin.span;
  if (!/[\r\n]/u.test(textOf(whole)) || node.kind !== 'map') return whole;
  const entry = [...node.entries.values()][0];
  if (entry === undefined) return onOneLine(whole);
  const span: Span = { ...whole, start: entry.key.span.start, end: Math.max(entry.key.span.end, entry.value.origin.span.end) };
  return /[\r\n]/u.test(textOf(span)) ? entry.key.span : span;
}

/** What a function made at `at` from what was written elsewhere. */
export const made = (at: Span, from: Origin | undefined): Origin =>
  from === undefined ? { span: at, via: 'function' } : through(at, 'function', from);
