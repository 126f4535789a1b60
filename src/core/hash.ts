/**
 * 16 hexadecimal digits over `parts`: FNV-1a over UTF-16 code units, twice with different offsets. For fingerprints, where
 * an accident is unlikely enough and nothing is gained by making one; `node:crypto` would cost its loading at every start.
 */
export function fingerprint(parts: readonly string[]): string {
  const text = parts.join('\u0000');
  return fnv(text, 0x811c9dc5) + fnv(text, 0x01000193 ^ text.length);
}

function fnv(text: string, offset: number): string {
  let hash = offset >>> 0;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
