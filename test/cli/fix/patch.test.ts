import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edit } from '../../../src/check/finding.js';
import { patchOf } from '../../../src/cli/fix/patch.js';
import { edited, replacements, textOfPieces, untouched, type Piece } from '../../../src/cli/fix/pieces.js';
import { scratch } from '../support.js';

const folder = scratch();

const applied = (path: string, text: string, patch: string): string => {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  execFileSync('git', ['-c', 'core.autocrlf=false', 'apply', '--whitespace=nowarn', '-'], { cwd: folder, input: patch, stdio: ['pipe', 'pipe', 'pipe'] });
  return readFileSync(file, 'utf8');
};

interface Insertion {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const edit = ({ start, end, text }: Insertion): Edit => ({ span: { source: { path: '', text: '', bom: false }, start, end }, text });

/** Numbers from 0 to 1000 are places in a text of any length. */
const spot = fc.integer({ min: 0, max: 1000 });
const snippet = fc.array(fc.constantFrom('a', 'b', '\n', '\r\n', ' '), { maxLength: 8 }).map((parts) => parts.join(''));
const round = fc.array(fc.tuple(spot, spot, snippet), { maxLength: 5 });

/** Edits in order that do not touch. */
function placed(spots: readonly (readonly [number, number, string])[], length: number): readonly Insertion[] {
  const sorted = spots.flatMap(([a, b]) => [a, b]).sort((a, b) => a - b).map((at) => Math.floor((at * length) / 1000));
  const edits = spots.map(([, , text], index) => ({ start: sorted[2 * index] ?? 0, end: sorted[2 * index + 1] ?? 0, text }));
  return edits.filter(({ start }, index) => index === 0 || start > (edits[index - 1]?.end ?? 0));
}

const spliced = (text: string, edits: readonly Insertion[]): string => edits.toReversed().reduce((now, { start, end, text: added }) => now.slice(0, start) + added + now.slice(end), text);

const line = fc.constantFrom('', 'a', 'b', 'a: b', '- c', ' x\r', '@@ -1 +1 @@', '--- a', '\u00e9', '\\');
const original = fc.tuple(fc.array(line, { maxLength: 30 }), fc.boolean()).map(([lines, closed]) => lines.join('\n') + (closed && lines.length > 0 ? '\n' : ''));

describe('several rounds of edits', () => {
  test('come to one set of changes, and to a patch that git apply takes', () => {
    fc.assert(
      fc.property(original, fc.array(round, { maxLength: 3 }), (text, rounds) => {
        let pieces: readonly Piece[] = untouched(text);
        let now = text;
        for (const spots of rounds) {
          const edits = placed(spots, now.length);
          pieces = edited(pieces, edits.map(edit)) ?? [];
          now = spliced(now, edits);
        }
        expect(textOfPieces(pieces, text)).toBe(now);
        const changes = replacements(pieces, text.length);
        expect(spliced(text, changes)).toBe(now);
        const patch = patchOf([{ path: 'file.yaml', text, changes }]);
        if (patch === '') expect(now).toBe(text);
        // Git tells an empty file from one that is not there by lines that no change of a text needs.
        else if (text !== '' && now !== '') expect(applied('file.yaml', text, patch)).toBe(now);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test.each([
    ['an edit outside the text', [{ start: 3, end: 9, text: '' }]],
    ['an edit before the text', [{ start: -1, end: 2, text: '' }]],
    ['an edit that ends before it begins', [{ start: 2, end: 1, text: '' }]],
    ['edits that overlap', [{ start: 0, end: 2, text: '' }, { start: 1, end: 3, text: '' }]],
  ])('%s is refused', (_what, edits) => {
    expect(edited(untouched('abc\n'), edits.map(edit))).toBeUndefined();
  });
});

const lines = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join('');
const replacing = (text: string, ...pairs: readonly (readonly [string, string])[]): string =>
  patchOf([{ path: 'f', text, changes: pairs.map(([old, added]) => ({ start: text.indexOf(old), end: text.indexOf(old) + old.length, text: added })) }]);

describe('the form of a patch', () => {
  test.each([
    ['one line in the middle', replacing(lines(9), ['line 5', 'five']), '@@ -2,7 +2,7 @@\n line 2\n line 3\n line 4\n-line 5\n+five\n line 6\n line 7\n line 8\n'],
    ['the only line', replacing('a\n', ['a', 'b']), '@@ -1 +1 @@\n-a\n+b\n'],
    ['a line that goes', replacing(lines(3), ['\nline 2', '']), '@@ -1,3 +1,2 @@\n line 1\n-line 2\n line 3\n'],
    ['the last line, which ends without a break', replacing('a\nb', ['b', 'c']), '@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n'],
    ['a last break that goes', replacing('a\nb\n', ['b\n', 'b']), '@@ -1,2 +1,2 @@\n a\n-b\n+b\n\\ No newline at end of file\n'],
    ['CRLF', replacing('a\r\nb\r\n', ['b', 'c']), '@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n'],
    ['changes seven lines apart are two hunks', replacing(lines(20), ['line 3', 'x\ny'], ['line 11', 'z']), '@@ -1,6 +1,7 @@\n line 1\n line 2\n-line 3\n+x\n+y\n line 4\n line 5\n line 6\n@@ -8,7 +9,7 @@\n line 8\n line 9\n line 10\n-line 11\n+z\n line 12\n line 13\n line 14\n'],
    ['changes six lines apart are one', replacing(lines(12), ['line 3', 'x'], ['line 10', 'z']), '@@ -1,12 +1,12 @@\n line 1\n line 2\n-line 3\n+x\n line 4\n line 5\n line 6\n line 7\n line 8\n line 9\n-line 10\n+z\n line 11\n line 12\n'],
  ])('%s', (_what, patch, expected) => {
    expect(patch).toBe(`diff --git a/f b/f\n--- a/f\n+++ b/f\n${expected}`);
  });

  test('nothing where nothing changes', () => {
    expect(replacing('a\n', ['a', 'a'])).toBe('');
    expect(patchOf([])).toBe('');
  });

  test('a byte order mark stays', () => {
    const text = '\uFEFFa\nb\n';
    const patch = patchOf([{ path: 'f', text, changes: [{ start: 1, end: 2, text: 'c' }] }]);
    expect(applied('f', text, patch)).toBe('\uFEFFc\nb\n');
  });

  test.each([
    ['plain/name.yaml', 'a/plain/name.yaml'],
    ['with a blank.yaml', 'a/with a blank.yaml'],
    ["quote's.yaml", "a/quote's.yaml"],
    ['double"quote.yaml', '"a/double\\"quote.yaml"'],
    ['back\\slash.yaml', '"a/back\\\\slash.yaml"'],
    ['tab\there.yaml', '"a/tab\\there.yaml"'],
    ['line\nbreak.yaml', '"a/line\\nbreak.yaml"'],
    ['e\u0301t\u00e9/\u{1F511}.yaml', '"a/e\\314\\201t\\303\\251/\\360\\237\\224\\221.yaml"'],
    ['bell\u0007 del\u007f.yaml', '"a/bell\\a del\\177.yaml"'],
    ['-leading.yaml', 'a/-leading.yaml'],
  ])('the name %j', (path, shown) => {
    const text = lines(3);
    const patch = patchOf([{ path, text, changes: [{ start: 0, end: 4, text: 'first' }] }]);
    expect(patch).toContain(`--- ${shown}${path.includes(' ') ? '\t' : ''}\n`);
    expect(applied(path, text, patch)).toBe('first 1\nline 2\nline 3\n');
  });
});
