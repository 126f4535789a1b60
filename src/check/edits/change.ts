import { append } from '../../core/long.js';
import { bySpan, textOf, type Source } from '../../core/source.js';
import type { Condition } from '../../model/selector/selector.js';
import type { Edit } from '../finding.js';
import { unquoted, type Layout } from './layout.js';

/** Edits; undefined where they cannot be made without doubt. */
export type Edits = readonly Edit[] | undefined;

/** The operator of a condition in the words in which it is written, without its quotes. */
export const operatorText = ({ origin }: Condition): string => unquoted(textOf(origin.span));

/** Edits with what they do, in words. */
export interface Change {
  readonly says: string;
  readonly edits: Edits;
}

export const replacement = (source: Source, start: number, end: number, text: string): Edit => ({ span: { source, start, end }, text });

/** All of the edits, or none where one of them cannot be made. */
export function every(parts: Iterable<Edits>): Edits {
  const made: Edit[] = [];
  for (const part of parts) {
    if (part === undefined) return undefined;
    append(made, part);
  }
  return made;
}

/**
 * Edits in their order, each told once, those that touch as one; undefined where they get in each other's way. SARIF 2.1.0
 * section 3.57.1 makes them all at once.
 */
export function inOrder(edits: readonly Edit[]): Edits {
  const made: Edit[] = [];
  for (const edit of [...edits].sort((a, b) => bySpan(a.span, b.span))) {
    const last = made.at(-1);
    if (last?.span.source !== edit.span.source || last.span.end < edit.span.start) made.push(edit);
    else if (isSame(last, edit)) continue;
    else if (last.span.end > edit.span.start || isSameInsertion(last, edit)) return undefined;
    else made[made.length - 1] = { span: { ...last.span, end: edit.span.end }, text: last.text + edit.text };
  }
  return made;
}

const isSame = (a: Edit, b: Edit): boolean => a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text;
/** Which of two texts at one place comes first nobody has said. */
const isSameInsertion = (a: Edit, b: Edit): boolean => b.span.start === b.span.end && a.text !== '' && b.text !== '';

/** Whether none of the edits changes what counts elsewhere as well. */
export const areOwn = (edits: readonly Edit[], layout: Layout): boolean => edits.every(({ span: { start, end } }) => !layout.isShared(start, end));

/** Where the line ends that holds `at`, before its line break. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end > at && text.charAt(end - 1) === '\r' ? end - 1 : end;
}

/** The line break that the text uses. */
export const breakOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** The blanks before `at`, if nothing else stands before it in its line. */
export function indentation(text: string, at: number): string | undefined {
  let start = at;
  // Not by slicing the line: a text of 1 MB may be one line, with many edits in it.
  while (start > 0 && isBlank(text.charAt(start - 1))) start--;
  return start === 0 || text.charAt(start - 1) === '\n' ? text.slice(start, at) : undefined;
}

const isBlank = (character: string): boolean => character === ' ' || character === '\t';

/** Whether nothing but blanks and a comment stand between `at` and the end of its line. */
export function endsLine(text: string, at: number): boolean {
  let end = at;
  while (isBlank(text.charAt(end))) end++;
  return end >= text.length || text.charAt(end) === '\n' || text.charAt(end) === '\r' || (end > at && text.charAt(end) === '#') || text.startsWith('//', end);
}
