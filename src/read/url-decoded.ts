import { append } from '../core/long.js';
import { scalar, type ScalarNode } from '../core/node.js';
import { compose, scalarPiece } from './pieces.js';

/** A URL-encoded string (RFC 3986) decoded, with the way back to each character. What is no legal encoding stays as it is. */
export function urlDecoded(node: ScalarNode): ScalarNode {
  const starts: number[] = [];
  let text = '';
  for (const { 0: run, index } of node.text.matchAll(/(?:%[0-9a-f]{2})+|[^%]+|%/giu)) {
    const decoded = decodedRun(run);
    let at = index;
    for (const character of decoded) {
      // Both halves of a pair stand where its escapes begin.
      append(starts, Array.from<number>({ length: character.length }).fill(at));
      at += decoded === run ? character.length : 3 * bytesOf(character);
    }
    text += decoded;
  }
  starts.push(node.text.length);
  const whole = scalarPiece(node, 0, node.text.length);
  return compose(scalar(text, node.origin), [{ text: [text], locate: (start, end) => whole.locate(starts[start] ?? 0, starts[end] ?? node.text.length) }]);
}

function decodedRun(run: string): string {
  try {
    return run.startsWith('%') ? decodeURIComponent(run) : run;
  } catch {
    // Not UTF-8: shown as it stands.
    return run;
  }
}

/** How many bytes, and so escapes, a character takes in UTF-8. */
function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
