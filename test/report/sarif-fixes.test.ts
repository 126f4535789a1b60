import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edit } from '../../src/check/finding.js';
import type { Artifacts } from '../../src/report/sarif/artifacts.js';
import { fixesOf } from '../../src/report/sarif/fixes.js';
import type { Replacement } from '../../src/report/sarif/log.js';
import { source } from './sample.js';

const ARTIFACTS: Artifacts = { all: [], at: (path) => ({ uri: path, index: 0 }), texts: true };

const replacements = (edits: readonly Edit[]): readonly Replacement[] =>
  fixesOf([{ description: 'x', edits }], ARTIFACTS).flatMap(({ artifactChanges }) => artifactChanges.flatMap((change) => change.replacements));

/** Makes changes as an editor does: all at once, from the last to the first. */
const apply = (text: string, changes: readonly { readonly start: number; readonly end: number; readonly text: string }[]): string =>
  changes.toReversed().reduce((now, change) => now.slice(0, change.start) + change.text + now.slice(change.end), text);

const asWritten = (text: string, edits: readonly Edit[]): string => apply(text, edits.map(({ span, text: inserted }) => ({ start: span.start, end: span.end, text: inserted })));

/** The VS Code viewer: lines and columns, with a start in a line's indentation moved behind it. */
function asViewed(text: string, made: readonly Replacement[]): string {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/gu)].map(({ index, 0: end }) => index + end.length)];
  const offset = (line: number, column: number): number => (starts[line - 1] ?? NaN) + column - 1;
  const indentation = (line: number): number => (/^[^\S\r\n]*/u.exec(text.slice(starts[line - 1]))?.[0].length ?? 0) + 1;
  return apply(
    text,
    made.map(({ deletedRegion: { startLine, startColumn, endLine, endColumn }, insertedContent }) => ({
      start: offset(startLine, Math.max(startColumn, indentation(startLine))),
      end: offset(endLine, endColumn),
      text: insertedContent?.text ?? '',
    })),
  );
}

const asOffsets = (text: string, made: readonly Replacement[]): string =>
  apply(text, made.map(({ deletedRegion: { charOffset, charLength }, insertedContent }) => ({ start: charOffset, end: charOffset + charLength, text: insertedContent?.text ?? '' })));

describe('a fix', () => {
  test('that removes a whole indented line does so from the end of the line before', () => {
    const file = source('x.yaml', 'a:\r\n  - b\r\n  - c\r\n');
    const span = { source: file, start: 4, end: 11 };
    expect(replacements([{ span, text: '' }])).toEqual([
      { deletedRegion: { startLine: 1, startColumn: 3, endLine: 2, endColumn: 6, charOffset: 2, charLength: 7 } },
    ]);
  });

  test('counts from behind a byte order mark', () => {
    const file = source('x.json', '{"a":1}', true);
    expect(replacements([{ span: { source: file, start: 0, end: 1 }, text: '[' }])).toMatchObject([{ deletedRegion: { startColumn: 1, charOffset: 0 } }]);
  });

  test('without an edit is left out', () => {
    expect(fixesOf([{ description: 'x', edits: [] }], ARTIFACTS)).toEqual([]);
  });

  test('names each file once, edits in their order', () => {
    const [a, b] = [source('a', 'aaaa'), source('b', 'bbbb')];
    const edit = (file: typeof a, start: number): Edit => ({ span: { source: file, start, end: start + 1 }, text: '' });
    const [fix] = fixesOf([{ description: 'x', edits: [edit(b, 2), edit(a, 3), edit(b, 0)] }], ARTIFACTS);
    expect(fix?.artifactChanges.map((change) => [change.artifactLocation.uri, change.replacements.map(({ deletedRegion }) => deletedRegion.charOffset)])).toEqual([
      ['a', [3]],
      ['b', [0, 2]],
    ]);
  });

  const LINE = fc.tuple(fc.constantFrom('', '  ', '\t', '    '), fc.constantFrom('', 'a', '- b', 'c: d '), fc.constantFrom('\n', '\r\n')).map((parts) => parts.join(''));
  const TEXT = fc.array(LINE, { minLength: 1, maxLength: 8 }).map((lines) => `first\n${lines.join('')}`);

  /** Edits of whole lines, as fixes make them, and of anything, in order and apart. */
  const EDITS = TEXT.chain((text) =>
    fc.record({
      text: fc.constant(text),
      cuts: fc.uniqueArray(fc.nat(text.length), { minLength: 2, maxLength: 4 }).map((cuts) => cuts.filter((cut) => text[cut] !== '\n' || text[cut - 1] !== '\r').sort((a, b) => a - b)),
      inserted: fc.constantFrom('', 'new', '  new\n'),
    }),
  );

  test('says the same by offsets as it was written', () => {
    fc.assert(
      fc.property(EDITS, ({ text, cuts, inserted }) => {
        const edits = pairs(cuts).map(([start, end]) => ({ span: { source: source('x', text), start, end }, text: inserted }));
        expect(asOffsets(text, replacements(edits))).toBe(asWritten(text, edits));
      }),
    );
  });

  test('does the same in the VS Code viewer', () => {
    fc.assert(
      fc.property(EDITS, ({ text, cuts, inserted }) => {
        // One edit: two that meet inside an indentation cannot both be moved.
        const [only] = pairs(cuts);
        if (only === undefined) return;
        const edit = { span: { source: source('x', text), start: only[0], end: only[1] }, text: inserted };
        expect(asViewed(text, replacements([edit]))).toBe(asWritten(text, [edit]));
      }),
    );
  });

  test('of neighbouring lines does the same in the VS Code viewer', () => {
    const text = 'a:\n    - b\n    - c\n    - d\n';
    const lines = [...text.matchAll(/ {4}- [bc]\n/gu)].map(({ index, 0: line }) => ({ span: { source: source('x', text), start: index, end: index + line.length }, text: '' }));
    expect(asViewed(text, replacements(lines))).toBe('a:\n    - d\n');
  });
});

function pairs(cuts: readonly number[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (let i = 0; i + 1 < cuts.length; i += 2) found.push([cuts[i] ?? 0, cuts[i + 1] ?? 0]);
  return found;
}
