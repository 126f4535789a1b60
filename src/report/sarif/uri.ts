import { wellFormed } from '../json-text.js';

/**
 * The URI reference (RFC 3986; SARIF 2.1.0 sections 3.4.3 and 3.10) of a path.
 *
 * Paths below the root stay relative and carry no `uriBaseId`: GitHub reads them from the repository root, the VS Code
 * viewer from the workspace, neither resolves `originalUriBaseIds` fully, and a base would have to name a folder of
 * this machine. A path outside the root stays legal: `../x`, or `file:` where it is absolute.
 */
export function uriOf(path: string): string {
  // Most paths are neither, and to make a pattern takes longer than all else here.
  if (path.charAt(1) === ':' && /^[A-Za-z]:[\\/]/u.test(path)) return `file:///${path.slice(0, 2)}/${absolute(path.slice(3).replaceAll('\\', '/'))}`;
  const [share, host] = (path.startsWith('\\\\') || path.startsWith('//') ? /^(?:\\\\|\/\/)([\w.-]+)[\\/](?=[^\\/])/u.exec(path) : undefined) ?? [];
  if (share !== undefined && host !== undefined) return `file://${host}/${absolute(path.slice(share.length).replaceAll('\\', '/'))}`;
  if (path.startsWith('/')) return `file:///${absolute(path)}`;
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  // GitHub refuses an empty URI.
  if (segments.length === 0) return '.';
  return segments.map(encodeSegment).join('/');
}

/** No repository has such a folder. */
const OUTSIDE = 'outside-the-repository';

/**
 * The same for GitHub code scanning, which takes every URI as a path in the repository and refuses a whole log for one with
 * another scheme than that of its checkout: what lies outside is told below a folder that no repository has.
 */
export function repositoryUriOf(path: string): string {
  const uri = uriOf(path);
  if (uri.startsWith('file:')) return `${OUTSIDE}/${uri.replace(/^file:\/+/u, '').replaceAll(':', '%3A')}`;
  const kept: string[] = [];
  let up = 0;
  for (const segment of uri.split('/')) {
    if (segment !== '..') kept.push(segment);
    else if (kept.pop() === undefined) up++;
  }
  if (up > 0) return [OUTSIDE, `up-${up}`, ...kept].join('/');
  return kept.length === 0 ? '.' : kept.join('/');
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
const encodeSegment = (segment: string): string => encodeURI(wellFormed(segment)).replaceAll('?', '%3F').replaceAll('#', '%23').replaceAll(':', '%3A');
