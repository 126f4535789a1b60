import { textOf, type Origin } from '../../core/source.js';
import type { Value } from '../../core/value.js';
import type { Fix } from '../finding.js';
import { areOwn, replacement, type Edits } from './change.js';
import { formatted } from './hcl/formatted.js';
import { inQuotesOf, scalarAt } from './place.js';

/** Writes `value` in place of a literal scalar, in the quotes it had. */
export function scalarEdits(at: Origin, value: string): Edits {
  const found = scalarAt(at);
  if (found === undefined || /[\r\n]/u.test(textOf(at.span))) return undefined;
  // A word without quotes is a reference in HCL.
  if (found.layout.language === 'hcl' && found.leaf.style === 'plain' && value !== 'true' && value !== 'false') return undefined;
  const edits = [replacement(at.span.source, at.span.start, at.span.end, inQuotesOf(found.layout, found.leaf, value))];
  return areOwn(edits, found.layout) ? edits : undefined;
}

export function replaceScalar(at: Origin, value: string): readonly Fix[] {
  const made = scalarEdits(at, value);
  const edits = formatted(made);
  if (made === undefined || edits === undefined) return [];
  return [{ description: `Replace \`${textOf(at.span)}\` by \`${made.map(({ text }) => text).join('')}\``, edits }];
}

/**
 * Writes `true` in place of a boolean that is false; a status or another word stays. What is said the other way round, such as
 * `suspend` in Terraform, is false where `true` is written.
 */
export function replaceFalse(value: Value<boolean>): readonly Fix[] {
  if (value.kind !== 'known') return [];
  const [, word] = /^["']?(false|no|off|true)["']?$/iu.exec(textOf(value.origin.span)) ?? [];
  if (word === undefined) return [];
  if (word.toLowerCase() !== 'true') return replaceScalar(value.origin, 'true');
  return value.value ? [] : replaceScalar(value.origin, 'false');
}
