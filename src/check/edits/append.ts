import { breakOf, endsLine, indentation, lineEnd, replacement, type Edits } from './change.js';
import type { Collection, Layout, Member, Part } from './layout.js';

/**
 * Writes a member behind the last one of a list or map. `lines` are those of the member, without its `-`, each with its
 * indentation within the member; in flow style they are joined.
 */
export function append(layout: Layout, holder: Collection, lines: readonly string[]): Edits {
  const last = holder.members.at(-1);
  if (last === undefined || holder.style === 'bare' || endsInBlock(last.value)) return undefined;
  return holder.style === 'block' ? appendBlock(layout, holder, last, lines) : appendFlow(layout, holder, last, lines.map((line) => line.trim()).join(' '));
}

/** Blank lines may belong to a block scalar: what follows one is not moved away. */
function endsInBlock(part: Part): boolean {
  for (let at: Part | undefined = part; at !== undefined; ) {
    if (at.kind === 'leaf') return at.style === 'block';
    if (at.style !== 'block' && at.style !== 'body') return false;
    at = at.members.at(-1)?.value;
  }
  return false;
}

function appendBlock(layout: Layout, holder: Collection, last: Member, lines: readonly string[]): Edits {
  const { text } = layout.source;
  if (!endsLine(text, last.end)) return undefined;
  const column = holder.start - (text.lastIndexOf('\n', holder.start - 1) + 1);
  const marks = lines.map((line, i) => (holder.kind === 'map' ? line : `${i === 0 ? '- ' : '  '}${line}`));
  const at = lineEnd(text, last.end);
  return [replacement(layout.source, at, at, marks.map((line) => breakOf(text) + ' '.repeat(column) + line).join(''))];
}

function appendFlow(layout: Layout, holder: Collection, last: Member, member: string): Edits {
  const { source } = layout;
  const { text } = source;
  const closed = last.comma !== undefined;
  const behind = closed ? last.comma + 1 : last.end;
  const written = closed ? `${member},` : member;
  const indent = holder.members.length > 1 || isBroken(text, holder, last) ? indentation(text, last.start) : undefined;
  const comma = closed ? '' : ',';
  // What stands around JSON in a script may end at a blank.
  if (indent === undefined) return [replacement(source, behind, behind, holder.style === 'compact' ? comma + written : `${comma} ${written}`)];
  const line = breakOf(text) + indent + written;
  // A comment behind the last member stays beside it.
  const at = endsLine(text, behind) ? lineEnd(text, behind) : behind;
  if (at === behind) return [replacement(source, at, at, comma + line)];
  return [...(closed ? [] : [replacement(source, behind, behind, comma)]), replacement(source, at, at, line)];
}

/** Whether the brackets stand in other lines than the only member. */
const isBroken = (text: string, holder: Collection, { start }: Member): boolean => text.slice(holder.start, start).includes('\n');
