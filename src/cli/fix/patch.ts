import { append, greatest } from '../../core/long.js';
import type { Replacement } from './pieces.js';

/** A file that is changed, by its path from the root, and what is changed in its text. */
export interface Patched {
  readonly path: string;
  /** With its byte order mark, if it has one: `changes` count from the start of this text. */
  readonly text: string;
  readonly changes: readonly Replacement[];
}

/** Lines around a change, as `diff -u` and Git have it. */
const CONTEXT = 3;

/** A unified diff as `git apply` takes it; empty where nothing changes. Modes are left as they are. */
export const patchOf = (files: readonly Patched[]): string => files.map(filePatch).join('');

function filePatch({ path, text, changes }: Patched): string {
  const lines = linesOf(text);
  const blocks = blocksOf(text, lines, changes);
  if (blocks.length === 0) return '';
  // As Git has it: a name with a blank ends at the tab.
  const tab = path.includes(' ') ? '\t' : '';
  const [before, after] = [quoted(`a/${path}`), quoted(`b/${path}`)];
  return `diff --git ${before} ${after}\n--- ${before}${tab}\n+++ ${after}${tab}\n${hunksText(hunksOf(blocks), lines)}`;
}

const named = new Map([['\u0007', '\\a'], ['\b', '\\b'], ['\t', '\\t'], ['\n', '\\n'], ['\v', '\\v'], ['\f', '\\f'], ['\r', '\\r'], ['"', '\\"'], ['\\', '\\\\']]);

/** As Git writes names (`core.quotePath`, which is on by default): in C's quotes, bytes that are no plain ASCII in octal. */
function quoted(name: string): string {
  if (!/["\\]|[^\x20-\x7e]/u.test(name)) return name;
  return `"${name.replace(/["\\]|[^\x20-\x7e]/gu, (character) => named.get(character) ?? octal(character))}"`;
}

const octal = (character: string): string => [...new TextEncoder().encode(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');

/** Each with its line break; only LF ends a line here, as in Git. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];

/** Lines that take the place of others. */
interface Block {
  /** Index of the first line that goes, or before which lines are added. */
  readonly at: number;
  readonly gone: readonly string[];
  readonly added: readonly string[];
}

function blocksOf(text: string, lines: readonly string[], changes: readonly Replacement[]): readonly Block[] {
  const starts = startsOf(lines);
  const groups: { first: number; last: number; changes: Replacement[] }[] = [];
  let line = 0;
  const lineOf = (offset: number): number => {
    while (line + 1 < lines.length && (starts[line + 1] ?? Infinity) <= offset) line++;
    return line;
  };
  for (const change of changes) {
    const first = lineOf(change.start);
    const last = lineOf(change.end);
    const group = groups.at(-1);
    if (group !== undefined && first <= group.last) {
      group.last = last;
      group.changes.push(change);
    } else {
      groups.push({ first, last, changes: [change] });
    }
  }
  return groups.flatMap((group): readonly Block[] => {
    const start = starts[group.first] ?? 0;
    const end = starts[group.last + 1] ?? text.length;
    return trimmed(group.first, lines.slice(group.first, group.last + 1), linesOf(changed(text.slice(start, end), start, group.changes)));
  });
}

function startsOf(lines: readonly string[]): readonly number[] {
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length;
  }
  return starts;
}

function changed(part: string, offset: number, changes: readonly Replacement[]): string {
  let made = '';
  let at = 0;
  for (const { start, end, text } of changes) {
    made += part.slice(at, start - offset) + text;
    at = end - offset;
  }
  return made + part.slice(at);
}

/** Without lines at either end that stay as they are. */
function trimmed(at: number, gone: readonly string[], added: readonly string[]): readonly Block[] {
  const shorter = Math.min(gone.length, added.length);
  let head = 0;
  while (head < shorter && gone[head] === added[head]) head++;
  let tail = 0;
  while (tail < shorter - head && gone.at(-1 - tail) === added.at(-1 - tail)) tail++;
  const block = { at: at + head, gone: gone.slice(head, gone.length - tail), added: added.slice(head, added.length - tail) };
  return block.gone.length === 0 && block.added.length === 0 ? [] : [block];
}

/** Blocks whose context touches stand together. */
function hunksOf(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const hunks: Block[][] = [];
  for (const block of blocks) {
    const before = hunks.at(-1)?.at(-1);
    if (before !== undefined && block.at - endOf(before) <= 2 * CONTEXT) hunks.at(-1)?.push(block);
    else hunks.push([block]);
  }
  return hunks;
}

const endOf = ({ at, gone }: Block): number => at + gone.length;

interface Printed {
  readonly text: string;
  /** Lines that hunks up to here add, less those that they take away. */
  readonly shift: number;
}

/** In order: Git looks for a hunk where it stands in the new text. */
function hunksText(hunks: readonly (readonly Block[])[], lines: readonly string[]): string {
  let printed: Printed = { text: '', shift: 0 };
  for (const hunk of hunks) {
    const next = hunkText(hunk, lines, printed.shift);
    printed = { text: printed.text + next.text, shift: next.shift };
  }
  return printed.text;
}

function hunkText(hunk: readonly Block[], lines: readonly string[], before: number): Printed {
  const start = Math.max(0, (hunk[0]?.at ?? 0) - CONTEXT);
  const end = Math.min(lines.length, greatest(hunk.map(endOf)) + CONTEXT);
  const body: string[] = [];
  let at = start;
  let shift = before;
  for (const block of hunk) {
    append(body, lines.slice(at, block.at).map((line) => marked(' ', line)));
    append(body, block.gone.map((line) => marked('-', line)));
    append(body, block.added.map((line) => marked('+', line)));
    at = endOf(block);
    shift += block.added.length - block.gone.length;
  }
  append(body, lines.slice(at, end).map((line) => marked(' ', line)));
  const count = end - start;
  return { text: `@@ -${range(start, count)} +${range(start + before, count + shift - before)} @@\n${body.join('')}`, shift };
}

/** Lines count from 1; an empty range is named by the line before it. */
const range = (start: number, count: number): string => (count === 1 ? String(start + 1) : `${count === 0 ? start : start + 1},${count}`);

const marked = (sign: string, line: string): string => (line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`);
