import { append } from '../../core/long.js';
import { endsLine, indentation, replacement, type Edits } from './change.js';
import { bodyRun } from './hcl/removal.js';
import type { Collection, Layout, Member } from './layout.js';
import { ownLines, wholeLines, type Range } from './lines.js';

/**
 * Takes some members out of a list or map, but not all: with their commas and the comments on their own lines. Other
 * comments stay.
 */
export function removeMembers(layout: Layout, holder: Collection, doomed: ReadonlySet<Member>): Edits {
  if (doomed.size >= holder.members.length || isRemarked(layout, holder)) return undefined;
  const { text } = layout.source;
  const edits: { start: number; end: number }[] = [];
  for (const run of runsOf(holder, doomed)) {
    const ranges = holder.style === 'body' ? bodyRun(text, run.between) : holder.style === 'block' ? blockRun(text, run) : flowRun(text, run);
    if (ranges === undefined) return undefined;
    append(edits, ranges);
  }
  return edits.map(({ start, end }) => replacement(layout.source, start, end, ''));
}

/** Takes all items out of a list: what is left is `[]`; of a list without brackets nothing is left, nor of its entry. */
export function emptyList(layout: Layout, list: Collection): Edits {
  const { text } = layout.source;
  const [first, last] = [list.members[0], list.members.at(-1)];
  if (first === undefined || last === undefined || isRemarked(layout, list)) return undefined;
  if (list.style === 'block') return emptyBlock(layout, list);
  if (list.style === 'bare') return withoutEntry(layout, list);
  const commented = isCommented(text, list.start, list.end, list.members);
  if (!commented) return [replacement(layout.source, list.start + 1, list.end - 1, '')];
  if (list.members.length > 1) return undefined;
  const end = last.comma === undefined ? last.end : last.comma + 1;
  return ownLines(text, first.start, end).map((range) => replacement(layout.source, range.start, range.end, ''));
}

function withoutEntry(layout: Layout, list: Collection): Edits {
  const entry = layout.memberOf(list);
  const holder = entry === undefined ? undefined : layout.holderOf(entry);
  return entry === undefined || holder === undefined ? undefined : removeMembers(layout, holder, new Set([entry]));
}

/** Members that stand beside each other, and the neighbours that are kept. */
interface Run {
  readonly before: Member | undefined;
  readonly first: Member;
  readonly last: Member;
  readonly between: readonly Member[];
  readonly after: Member | undefined;
}

function runsOf({ members }: Collection, doomed: ReadonlySet<Member>): readonly Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < members.length; from++) {
    const first = members[from];
    if (first === undefined || !doomed.has(first)) continue;
    let to = from;
    for (let next = members[to + 1]; next !== undefined && doomed.has(next); next = members[to + 1]) to++;
    runs.push({ before: members[from - 1], first, last: members[to] ?? first, between: members.slice(from, to + 1), after: members[to + 1] });
    from = to;
  }
  return runs;
}

/** Whether comments stand between `start` and `end`, outside of `members`. */
function isCommented(text: string, start: number, end: number, members: readonly Member[], mark = /#|\/[/*]/u): boolean {
  const starts = [...members.map((member) => member.start), end];
  const ends = [start, ...members.map((member) => member.end)];
  return ends.some((from, i) => mark.test(text.slice(from, starts[i])));
}

/** Whether brackets hold a comment that need not end its line: to which of its neighbours it belongs nobody can say. YAML has none. */
const isRemarked = ({ language, source }: Layout, { style, start, end, members }: Collection): boolean =>
  (language === 'hcl' || language === 'javascript') && style === 'flow' && isCommented(source.text, start, end, members, /\/\*/u);

function blockRun(text: string, { first, last, between, after }: Run): readonly Range[] | undefined {
  if (indentation(text, first.start) !== undefined) return all(between.map((member) => wholeLines(text, member.start, member.end)));
  // The first entry in the line of a `-`: the next one takes its place.
  if (after === undefined || isCommented(text, last.end, after.start, [])) return undefined;
  return isCommented(text, first.start, last.end, between) ? undefined : [{ start: first.start, end: after.start }];
}

function all(ranges: readonly (Range | undefined)[]): readonly Range[] | undefined {
  const known = ranges.filter((range) => range !== undefined);
  return known.length === ranges.length ? known : undefined;
}

function flowRun(text: string, run: Run): readonly Range[] | undefined {
  const { before, first, last, after } = run;
  const end = last.comma === undefined ? last.end : last.comma + 1;
  if (isCommented(text, first.start, last.end, run.between)) return undefined;
  // The comma before the last member goes, unless the list has one behind its last.
  const dangling = before?.comma !== undefined && last.comma === undefined ? before.comma : undefined;
  const lines = wholeLines(text, first.start, end);
  if (lines !== undefined) return joined(text, dangling, lines);
  if (after !== undefined && isOneLine(text, end, after.start)) return [{ start: first.start, end: after.start }];
  if (before?.comma === undefined) return [{ start: first.start, end }];
  // The blanks before it go too: a line that is broken behind it stays as it is.
  return joined(text, dangling, { start: isOneLine(text, before.comma, first.start) ? before.comma + 1 : first.start, end });
}

const isOneLine = (text: string, start: number, end: number): boolean => !text.slice(start, end).includes('\n');

/** The comma and the range; as one where nothing but blanks stands between them. */
function joined(text: string, comma: number | undefined, range: Range): readonly Range[] {
  if (comma === undefined) return [range];
  return text.slice(comma + 1, range.start).trim() === '' ? [{ start: comma, end: range.end }] : [{ start: comma, end: comma + 1 }, range];
}

/** `Key:` and items in lines of their own become `Key: []`. */
function emptyBlock(layout: Layout, list: Collection): Edits {
  const { text } = layout.source;
  const entry = layout.memberOf(list);
  const lines = all(list.members.map((member) => wholeLines(text, member.start, member.end)));
  if (entry?.key === undefined || list.from !== list.start || lines === undefined || !endsLine(text, entry.after)) return undefined;
  return [replacement(layout.source, entry.after, entry.after, ' []'), ...lines.map(({ start, end }) => replacement(layout.source, start, end, ''))];
}
