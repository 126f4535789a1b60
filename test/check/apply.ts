import type { Edit, Finding, Fix } from '../../src/check/finding.js';
import type { Artifacts } from '../../src/report/sarif/artifacts.js';
import { fixesOf as sarifFixes } from '../../src/report/sarif/fixes.js';

/** Makes edits as an editor does: all at once, each placed in the text as it was. */
export function apply(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  sorted.forEach(({ span }, i) => {
    if (span.start < (sorted[i - 1]?.span.end ?? 0)) throw new Error('edits overlap');
  });
  return sorted.toReversed().reduce((now, { span, text: inserted }) => now.slice(0, span.start) + inserted + now.slice(span.end), text);
}

export const fixesOf = (findings: readonly Finding[]): readonly Fix[] => findings.flatMap(({ fixes }) => fixes);

const ARTIFACTS: Artifacts = { all: [], at: (path) => ({ uri: path, index: 0 }), texts: true };

/** What the VS Code viewer makes of a fix in SARIF: lines and columns, with a start in a line's indentation moved behind it. */
export function viewed(text: string, fix: Fix): string {
  const starts = [0, ...[...text.matchAll(/\n/gu)].map(({ index }) => index + 1)];
  const offset = (line: number, column: number): number => (starts[line - 1] ?? NaN) + column - 1;
  const indentation = (line: number): number => (/^[^\S\r\n]*/u.exec(text.slice(starts[line - 1]))?.[0].length ?? 0) + 1;
  const made = sarifFixes([fix], ARTIFACTS).flatMap(({ artifactChanges }) => artifactChanges.flatMap(({ replacements }) => replacements));
  return made.toReversed().reduce((now, { deletedRegion: { startLine, startColumn, endLine, endColumn }, insertedContent }) => {
    const start = offset(startLine, Math.max(startColumn, indentation(startLine)));
    return now.slice(0, start) + (insertedContent?.text ?? '') + now.slice(offset(endLine, endColumn));
  }, text);
}
