import { textOf, type Origin } from '../../core/source.js';
import type { Value } from '../../core/value.js';
import type { Fix } from '../finding.js';
import { areOwn, replacement, type Edits } from './change.js';
import { inQuotesOf, scalarAt } from './place.js';

/** Writes `value` in place of a literal scalar, in the quotes it had. */
export function scalarEdits(at: Origin, value: string): Edits {
  const found = scalarAt(at);
  if (found === undefined || /[\r\n]/u.test(textOf(at.span))) return undefined;
  const edits = [replacement(at.span.source, at.span.start, at.span.end, inQuotesOf(found.layout, found.leaf, value))];
  return areOwn(edits, found.layout) ? edits : undefined;
}

export function replaceScalar(at: Origin, value: string): readonly Fix[] {
  const edits = scalarEdits(at, value);
  return edits === undefined ? [] : [{ description: `Replace \`${textOf(at.span)}\` by \`${edits.map(({ text }) => text).join('')}\``, edits }];
}

/** Writes `true` in place of a boolean that is false; a status or another word stays. */
export const replaceFalse = (value: Value<boolean>): readonly Fix[] =>
  value.kind === 'known' && /^["']?(?:false|no|off)["']?$/iu.test(textOf(value.origin.span)) ? replaceScalar(value.origin, 'true') : [];
