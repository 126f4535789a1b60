import { addTo } from '../../core/long.js';
import type { Edit, Fix } from '../../check/finding.js';
import { bySpan } from '../../core/source.js';
import type { Artifacts } from './artifacts.js';
import { region } from './locations.js';
import type { Replacement, SarifFix } from './log.js';
import { message } from './message.js';

/** Section 3.55. A fix without changes is no fix: consumers refuse it. */
export const fixesOf = (fixes: readonly Fix[], artifacts: Artifacts): readonly SarifFix[] =>
  fixes.filter(({ edits }) => edits.length > 0).map((fix) => fixOf(fix, artifacts));

function fixOf({ description, edits }: Fix, artifacts: Artifacts): SarifFix {
  const byPath = new Map<string, Edit[]>();
  // Section 3.57.1: replacements in their order, each placed in the unmodified file.
  for (const edit of [...edits].sort((a, b) => bySpan(a.span, b.span))) {
    addTo(byPath, edit.span.source.path, edit);
  }
  const artifactChanges = [...byPath].map(([path, changes]) => ({
    artifactLocation: artifacts.at(path),
    replacements: outsideIndentation(changes).map(replacementOf),
  }));
  return { description: message(description), artifactChanges };
}

const replacementOf = ({ span, text }: Edit): Replacement => ({
  deletedRegion: region(span),
  ...(text !== '' && { insertedContent: { text } }),
});

/**
 * The VS Code viewer moves a start inside a line's indentation to the first character behind it, so that removing a
 * whole indented line would leave its blanks. The same edits can be told from the end of the line before; there is
 * none before the first line, and none where that would run into another edit.
 */
function outsideIndentation(edits: readonly Edit[]): readonly Edit[] {
  const moved = edits.map(fromLineBefore);
  const overlap = moved.some(({ span }, i) => span.start < (moved[i - 1]?.span.end ?? 0));
  return overlap ? edits : moved;
}

function fromLineBefore(edit: Edit): Edit {
  const { source, start, end } = edit.span;
  if (!isBlank(source.text.charAt(start))) return edit;
  const lineStart = startOfBlanks(source.text, start);
  const before = source.text.slice(Math.max(0, lineStart - 2), lineStart);
  const lineEnd = ['\r\n', '\n', '\r'].find((end) => before.endsWith(end));
  if (lineEnd === undefined) return edit;
  const from = lineStart - lineEnd.length;
  const text = source.text.slice(from, start) + edit.text;
  const wholeLine = text.endsWith(lineEnd) && source.text.slice(start, end).endsWith(lineEnd);
  const kept = wholeLine ? lineEnd.length : 0;
  return { span: { source, start: from, end: end - kept }, text: text.slice(0, text.length - kept) };
}

const isBlank = (character: string): boolean => character !== '' && character.trim() === '' && character !== '\n' && character !== '\r';

/** Where the blanks begin that stand before `at`. Step by step: a pattern would be tried from the beginning of the text on. */
function startOfBlanks(text: string, at: number): number {
  let start = at;
  while (start > 0 && isBlank(text.charAt(start - 1))) start--;
  return start;
}
