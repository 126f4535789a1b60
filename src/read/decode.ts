import type { Source } from '../core/source.js';

/** The text of a file; undefined for binary content. Bytes that are no UTF-8 become U+FFFD each, so that places stay right. */
export function decode(path: string, bytes: Uint8Array): Source | undefined {
  const encoding = encodingOf(bytes);
  if (encoding === undefined) return undefined;
  // Both put U+FFFD in the same places; the first of all decoders takes a tenth of a millisecond to make.
  const text = encoding === 'utf-8' ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8') : new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  const bom = text.startsWith('\uFEFF');
  return { path, text: bom ? text.slice(1) : text, bom };
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes.includes(0) ? undefined : 'utf-8';
}
