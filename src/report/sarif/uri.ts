import { wellFormed } from '../json-text.js';

const DRIVE = /^[A-Za-z]:[\\/]/u;
const SHARE = /^(?:\\\\|\/\/)([\w.-]+)[\\/](?=[^\\/])/u;

/**
 * The URI reference (RFC 3986; SARIF 2.1.0 sections 3.4.3 and 3.10) of a path.
 *
 * Paths below the root stay relative and carry no `uriBaseId`: GitHub reads them from the repository root, the VS Code
 * viewer from the workspace, neither resolves `originalUriBaseIds` fully, and a base would have to name a folder of
 * this machine. A path outside the root stays legal: `../x`, or `file:` where it is absolute.
 */
export function uriOf(path: string): string {
  if (DRIVE.test(path)) return `file:///${path.slice(0, 2)}/${absolute(path.slice(3).replaceAll('\\', '/'))}`;
  const [share, host] = SHARE.exec(path) ?? [];
  if (share !== undefined && host !== undefined) return `file://${host}/${absolute(path.slice(share.length).replaceAll('\\', '/'))}`;
  if (path.startsWith('/')) return `file:///${absolute(path)}`;
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  // GitHub refuses an empty URI.
  if (segments.length === 0) return '.';
  return segments.map(encodeSegment).join('/');
}

/** Section 3.10.2: a `file` URI has no `.`, `..` or empty segments. */
function absolute(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  return kept.map(encodeSegment).join('/');
}

/** `encodeURI` leaves `?` and `#`, which end a path, and `:`, which would make a first segment a scheme. */
const encodeSegment = (segment: string): string => encodeURI(wellFormed(segment)).replace(/[?#:]/gu, encodeURIComponent);
