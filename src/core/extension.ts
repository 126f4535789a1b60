/**
 * The end of a file's name behind its last dot, with the dot and in lower case: `.yaml`; empty where there is none. It is asked of every file,
 * and by many: a pattern takes a tenth of a millisecond when it is tried for the first time.
 */
export function extensionOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') ? path.slice(dot).toLowerCase() : '';
}
