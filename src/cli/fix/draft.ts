import type { Edit } from '../../check/finding.js';
import type { Original } from './originals.js';
import type { Patched } from './patch.js';
import { edited, replacements, textOfPieces, untouched, type Piece } from './pieces.js';

/** What fixes have made of files so far. */
export type Draft = ReadonlyMap<Original, readonly Piece[]>;

/** Edits of several files, by file, in order. */
export type EditsByFile = ReadonlyMap<Original, readonly Edit[]>;

/** Put together once: every edit is compared with it. */
const texts = new WeakMap<readonly Piece[], string>();

/** The text of a file as it is by now, without a byte order mark. */
export function draftText(draft: Draft, original: Original): string {
  const pieces = draft.get(original);
  if (pieces === undefined) return original.text;
  const text = texts.get(pieces) ?? textOfPieces(pieces, original.text);
  texts.set(pieces, text);
  return text;
}

/** The draft with more edits, whose places are those in the texts of the draft; undefined where they are none. */
export function drafted(draft: Draft, edits: EditsByFile): Draft | undefined {
  const made = new Map(draft);
  for (const [original, own] of edits) {
    const pieces = edited(draft.get(original) ?? untouched(original.text), own);
    if (pieces === undefined) return undefined;
    made.set(original, pieces);
  }
  return made;
}

/** Files whose text is another than before, with that text as it is to be written: with its byte order mark. */
export const changedFiles = (draft: Draft): readonly { readonly original: Original; readonly text: string }[] =>
  [...draft.keys()].flatMap((original) => {
    const text = draftText(draft, original);
    return text === original.text ? [] : [{ original, text: markOf(original) + text }];
  });

const markOf = ({ bom }: Original): string => (bom ? '\uFEFF' : '');

/** Bytes in place of those of files, by all paths under which the files are known. */
export type Overlay = ReadonlyMap<string, Uint8Array>;

export const overlayOf = (draft: Draft): Overlay =>
  new Map(changedFiles(draft).flatMap(({ original, text }) => [...original.paths].map((path) => [path, new TextEncoder().encode(text)] as const)));

/** What the draft changes, in the order of paths. */
export const patchedFiles = (draft: Draft): readonly Patched[] =>
  [...draft]
    .map(([original, pieces]): Patched => {
      const mark = markOf(original);
      const changes = replacements(pieces, original.text.length).map(({ start, end, text }) => ({ start: start + mark.length, end: end + mark.length, text }));
      return { path: original.path, text: mark + original.text, changes };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
