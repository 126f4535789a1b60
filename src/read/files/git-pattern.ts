/**
 * Patterns as Git reads them from `.gitignore`, without regular expressions: whoever may write the file may not keep us busy.
 * Source: gitignore(5), and wildmatch.c of Git where that is silent.
 */
export interface GitPattern {
  /** What it matches is not hidden after all. */
  readonly isNegated: boolean;
  readonly isForFolders: boolean;
  /** Without a slash: it is held against the name, at any depth. */
  readonly isForNames: boolean;
  readonly shape: Shape;
}

/** The two that nearly all patterns have are told apart, since they are held against every file there is. */
type Shape =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'ending'; readonly text: string }
  | { readonly kind: 'tokens'; readonly tokens: readonly Token[] };

/**
 * What stands for one byte (itself, or a set) or for many: `names` is what has no slash, `folders` any number of folders with
 * their slashes (two stars and a slash), in which `folder` reads one name, and `rest` whatever follows.
 */
type Token = number | ReadonlySet<number> | 'any' | 'names' | 'folders' | 'folder' | 'rest';

/** What is left of the steps that a path may take: a step is a byte that is held against a place in a pattern, or a pattern that is looked at. */
export interface Patience {
  steps: number;
}

const SLASH = 0x2f;
const wildcard = /[*?[\\]/u;

/** A line of `.gitignore`; undefined where it says nothing. */
export function gitPattern(line: string): GitPattern | undefined {
  if (line.startsWith('#')) return undefined;
  const isNegated = line.startsWith('!');
  const written = bytesOf(withoutBlanks(isNegated ? line.slice(1) : line));
  const isForFolders = written.endsWith('/');
  const body = isForFolders ? written.slice(0, -1) : written;
  const isForNames = !body.includes('/');
  const shape = shapeOf(body.startsWith('/') ? body.slice(1) : body, isForNames);
  return body === '' || shape === undefined ? undefined : { isNegated, isForFolders, isForNames, shape };
}

/** Git holds bytes against bytes, so that `?` is half of a letter that is not in ASCII. */
export const bytesOf = (text: string): string => (isAscii.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1'));
const isAscii = /^[\0-\x7f]*$/u;

/** Blanks at the end are none of the pattern, but for one after a backslash. */
function withoutBlanks(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ') end--;
  let backslashes = 0;
  while (line[end - 1 - backslashes] === '\\') backslashes++;
  return line.slice(0, backslashes % 2 === 1 && end < line.length ? end + 1 : end);
}

function shapeOf(body: string, isForNames: boolean): Shape | undefined {
  if (!wildcard.test(body)) return { kind: 'text', text: body };
  if (isForNames && body.startsWith('*') && !wildcard.test(body.slice(1))) return { kind: 'ending', text: body.slice(1) };
  const tokens = tokensOf(body);
  return tokens && { kind: 'tokens', tokens };
}

/** Undefined for a pattern that matches nothing: one that ends in a backslash or within brackets. */
function tokensOf(body: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < body.length; ) {
    const char = body[at];
    if (char === '*') at = star(body, at, tokens);
    else if (char === '?') {
      tokens.push('any');
      at++;
    } else if (char === '[') {
      const set = bracket(body, at + 1);
      if (set === undefined) return undefined;
      tokens.push(set.bytes);
      at = set.end;
    } else {
      if (char === '\\') at++;
      if (at >= body.length) return undefined;
      tokens.push(body.charCodeAt(at++));
    }
  }
  return tokens;
}

/** Two stars stand for folders between slashes, at the beginning, and after what Git compares beforehand, being without wildcards. */
function star(body: string, start: number, tokens: Token[]): number {
  let end = start;
  while (body[end] === '*') end++;
  const before = body.slice(0, start);
  const mayCross = end - start > 1 && (before === '' || before.endsWith('/') || !wildcard.test(before));
  if (mayCross && end === body.length) tokens.push('rest');
  else if (mayCross && body[end] === '/') {
    tokens.push('folders', 'folder');
    return end + 1;
  } else tokens.push('names');
  return end;
}

/** The bytes that a set in brackets stands for, and where it ends. `at` is behind the opening one. */
function bracket(body: string, at: number): { readonly bytes: ReadonlySet<number>; readonly end: number } | undefined {
  const isNegated = body[at] === '!' || body[at] === '^';
  const first = isNegated ? at + 1 : at;
  const listed = new Set<number>();
  let before: number | undefined;
  let place = first;
  while (place === first || body[place] !== ']') {
    if (place >= body.length) return undefined;
    const name = body[place] === '[' && body[place + 1] === ':' ? className(body, place + 2) : undefined;
    if (name !== undefined) {
      const members = classes.get(name);
      if (members === undefined) return undefined;
      for (const byte of bytes) if (members.test(String.fromCharCode(byte))) listed.add(byte);
      place += name.length + 4;
      before = undefined;
    } else if (body[place] === '-' && before !== undefined && place + 1 < body.length && body[place + 1] !== ']') {
      place += body[place + 1] === '\\' ? 2 : 1;
      if (place >= body.length) return undefined;
      for (let byte = before; byte <= body.charCodeAt(place); byte++) listed.add(byte);
      place++;
      before = undefined;
    } else {
      if (body[place] === '\\') place++;
      if (place >= body.length) return undefined;
      before = body.charCodeAt(place++);
      listed.add(before);
    }
  }
  return { bytes: new Set(bytes.filter((byte) => listed.has(byte) !== isNegated && byte !== SLASH)), end: place + 1 };
}

/** The name in `[:name:]`; undefined where the brackets are a set like others. */
function className(body: string, start: number): string | undefined {
  const end = body.indexOf(']', start);
  return end > start && body[end - 1] === ':' ? body.slice(start, end - 1) : undefined;
}

const bytes: readonly number[] = Array.from({ length: 256 }, (_, byte) => byte);

/* eslint-disable no-control-regex -- of which one class consists */
const classes: ReadonlyMap<string, RegExp> = new Map([
  ['alnum', /[\da-z]/iu],
  ['alpha', /[a-z]/iu],
  ['blank', /[ \t]/u],
  ['cntrl', /[\0-\x1f\x7f]/u],
  ['digit', /\d/u],
  ['graph', /[!-~]/u],
  ['lower', /[a-z]/u],
  ['print', /[ -~]/u],
  ['punct', /[!-/:-@[-`{-~]/u],
  ['space', /[\t-\r ]/u],
  ['upper', /[A-Z]/u],
  ['xdigit', /[\da-f]/iu],
]);
/* eslint-enable no-control-regex */

/** Whether a pattern matches what lies at `path`, below the folder of the pattern and in bytes. Not where the patience ends. */
export function matchesGit(pattern: GitPattern, path: string, isFolder: boolean, patience: Patience): boolean {
  patience.steps--;
  if (pattern.isForFolders && !isFolder) return false;
  const start = pattern.isForNames ? path.lastIndexOf('/') + 1 : 0;
  const { shape } = pattern;
  if (shape.kind === 'tokens') return mayRun(shape.tokens, path, start) && runs(shape.tokens, path, start, patience);
  return path.endsWith(shape.text) && (shape.kind === 'ending' || path.length - start === shape.text.length);
}

/** False where the first or the last byte does not fit: most patterns are left at that. */
const mayRun = (tokens: readonly Token[], path: string, start: number): boolean => fitsByte(tokens[0], path.charCodeAt(start)) && fitsByte(tokens.at(-1), path.charCodeAt(path.length - 1));

/** Whether a byte may be what a pattern has at its beginning or its end. */
const fitsByte = (token: Token | undefined, byte: number): boolean => (typeof token === 'number' ? token === byte : typeof token !== 'object' || token.has(byte));

/** Follows all ways through a pattern at once: at most the product of the lengths. */
function runs(tokens: readonly Token[], path: string, start: number, patience: Patience): boolean {
  /** The step at which a place was entered last. */
  const entered = new Int32Array(tokens.length + 1).fill(-1);
  let reach: number[] = [];
  enter(tokens, 0, reach, entered, start);
  for (let at = start; at < path.length && reach.length > 0; at++) {
    patience.steps -= reach.length;
    if (patience.steps < 0) return false;
    const next: number[] = [];
    for (const from of reach) {
      const place = following(tokens[from], from, path.charCodeAt(at));
      if (place !== undefined) enter(tokens, place, next, entered, at + 1);
    }
    reach = next;
  }
  return reach.includes(tokens.length);
}

/** The place behind a byte; undefined where it does not fit. */
function following(token: Token | undefined, from: number, byte: number): number | undefined {
  if (token === 'rest') return from;
  if (token === 'folder') return byte === SLASH ? from - 1 : from;
  if (token === 'names') return byte === SLASH ? undefined : from;
  const fits = token === 'any' ? byte !== SLASH : typeof token === 'object' ? token.has(byte) : token === byte;
  return fits ? from + 1 : undefined;
}

/** Adds a place, and those that nothing lies before: many may be none. */
function enter(tokens: readonly Token[], place: number, reach: number[], entered: Int32Array, at: number): void {
  while (entered[place] !== at) {
    entered[place] = at;
    reach.push(place);
    const token = tokens[place];
    if (token === 'names' || token === 'rest') place++;
    else if (token === 'folders') {
      if (entered[place + 1] !== at) reach.push(place + 1);
      entered[place + 1] = at;
      place += 2;
    } else return;
  }
}
