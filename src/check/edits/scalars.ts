import { textOf, type Origin } from '../../core/source.js';
import type { Value } from '../../core/value.js';
import type { Fix } from '../finding.js';
import { areOwn, replacement, type Change, type Edits } from './change.js';
import { otherMember } from './code/names.js';
import { formatted } from './hcl/formatted.js';
import { namesWithoutQuotes } from './language.js';
import { unquoted, type Layout, type Leaf } from './layout.js';
import { inQuotesOf, isQuoted, scalarAt } from './place.js';

/** Writes `value` in place of a literal scalar, in the quotes it had; in place of a member of an enumeration, the other member. */
export function scalarEdits(at: Origin, value: string): Edits {
  const found = scalarAt(at);
  const text = found === undefined || isLonger(textOf(at.span)) ? undefined : inPlaceOf(found.layout, found.leaf, value);
  if (found === undefined || text === undefined) return undefined;
  const edits = [replacement(at.span.source, at.span.start, at.span.end, text)];
  return areOwn(edits, found.layout) ? edits : undefined;
}

/** Whether a text has more than one line. */
const isLonger = (text: string): boolean => text.includes('\n') || text.includes('\r');

function inPlaceOf(layout: Layout, leaf: Leaf, value: string): string | undefined {
  if (leaf.style === 'member') return otherMember(layout.source.text.slice(leaf.start, leaf.end), value);
  if (isQuoted(leaf) || leaf.style === 'bare' || !namesWithoutQuotes(layout.language)) return inQuotesOf(layout, leaf, value);
  if (value !== 'true' && value !== 'false') return undefined;
  return layout.language === 'python' ? value.replace(/^./u, (first) => first.toUpperCase()) : value;
}

export function replaceScalar(at: Origin, value: string): readonly Fix[] {
  const edits = formatted(scalarEdits(at, value));
  return edits === undefined ? [] : [{ description: replacing(at, value).says, edits }];
}

/** The change of one scalar, with what then stands there. */
export function replacing(at: Origin, value: string): Change {
  const edits = scalarEdits(at, value);
  return { says: `Replace \`${textOf(at.span)}\` by \`${edits?.map(({ text }) => text).join('') ?? value}\``, edits };
}

/**
 * Writes `true` in place of a boolean that is false; a status or another word stays. What is said the other way round, such as
 * `suspend` in Terraform, is false where `true` is written.
 */
export function replaceFalse(value: Value<boolean>): readonly Fix[] {
  if (value.kind !== 'known') return [];
  const word = unquoted(textOf(value.origin.span)).toLowerCase();
  if (!['false', 'no', 'off', 'true'].includes(word)) return [];
  if (word !== 'true') return replaceScalar(value.origin, 'true');
  return value.value ? [] : replaceScalar(value.origin, 'false');
}
