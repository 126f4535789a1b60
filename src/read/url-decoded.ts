import { scalar, type ScalarNode } from '../core/node.js';
import { compose, scalarPiece } from './pieces.js';

/** A URL-encoded string (RFC 3986) decoded, with the way back to each character. What is no legal encoding stays as it is. */
export function urlDecoded(node: ScalarNode): ScalarNode {
  const starts: number[] = [];
  let text = '';
  for (const { 0: run, index } of node.text.matchAll(/(?:%[0-9a-f]{2})+|[^%]+|%/giu)) {
    const decoded = decodedRun(run);
    // The characters of a run of escapes are told apart only as far as each stands for one byte.
    const step = decoded.length * 3 === run.length ? 3 : decoded === run ? 1 : 0;
    for (let i = 0; i < decoded.length; i++) starts.push(index + i * step);
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
