import { NO_PROPERTIES, type Cursor, type Properties } from './cursor.js';
import { emptyAt, flowCollection } from './flow.js';
import type { Collection, Leaf, Member, Part } from './layout.js';

/** `---` or `...`. */
const isMarker = (cursor: Cursor): boolean =>
  cursor.pos === cursor.lineStart && (cursor.text.startsWith('---', cursor.pos) || cursor.text.startsWith('...', cursor.pos)) && cursor.isWordEnd(cursor.pos + 3, false);
/** Behind what belongs to the block before. */
const isOver = (cursor: Cursor): boolean => cursor.atEnd || isMarker(cursor);

/** The documents of a text. A text in JSON is one document in flow style. */
export function blockDocuments(cursor: Cursor): readonly Part[] {
  const documents: Part[] = [];
  cursor.skipLines();
  while (!cursor.atEnd) {
    if (cursor.char === '%') cursor.fail();
    if (isMarker(cursor)) cursor.pos += 3;
    documents.push(value(cursor, { indent: -1, aligned: false, compact: true }));
    cursor.skipLines();
    if (!isOver(cursor)) cursor.fail();
  }
  return documents;
}

/** Where a value stands in its block. */
interface Standing {
  /** The column of the block that holds it: what belongs to it stands deeper. */
  readonly indent: number;
  /** A list may stand at the very column of its key. */
  readonly aligned: boolean;
  /** A collection may begin in the line of the `-`. */
  readonly compact: boolean;
}

function value(cursor: Cursor, standing: Standing): Part {
  const line = cursor.lineStart;
  let empty = cursor.pos;
  let properties: Properties = NO_PROPERTIES;
  for (;;) {
    cursor.skipBlanks();
    if (cursor.atLineEnd) {
      cursor.skipLines();
      if (!belongs(cursor, standing)) return cursor.named({ ...emptyAt(empty), from: properties.from ?? empty }, properties);
    }
    if (cursor.char !== '!' && cursor.char !== '&') break;
    properties = cursor.property(properties, false);
    empty = cursor.pos;
    if (!cursor.isWordEnd(cursor.pos, false)) cursor.fail();
  }
  const isInline = cursor.lineStart === line;
  // `&a b: c` and `!Tag - a` mean other things to other readers.
  const mayBegin = isInline ? standing.compact && properties.from === undefined : cursor.text.slice(cursor.lineStart, cursor.pos).trim() === '';
  return cursor.nested(() => content(cursor, standing, properties, mayBegin));
}

/** Whether what comes next in a line of its own belongs to the value. */
function belongs(cursor: Cursor, { indent, aligned }: Pick<Standing, 'indent' | 'aligned'>): boolean {
  if (isOver(cursor)) return false;
  const column = cursor.column();
  return column > indent || (aligned && column === indent && isDash(cursor));
}

const isDash = (cursor: Cursor): boolean => cursor.char === '-' && cursor.isWordEnd(cursor.pos + 1, false);

function content(cursor: Cursor, standing: Standing, properties: Properties, mayBegin: boolean): Part {
  const from = properties.from ?? cursor.pos;
  if (cursor.isAt('%@`,]}') || (cursor.char === '?' && cursor.isWordEnd(cursor.pos + 1, false))) cursor.fail();
  if (cursor.char === '[' || cursor.char === '{') return flow(cursor, properties);
  if (cursor.char === '|' || cursor.char === '>') return cursor.named(blockScalar(cursor, from, standing.indent), properties);
  if (isDash(cursor)) return mayBegin ? cursor.named(list(cursor, from), properties) : cursor.fail();
  const key = keyEnd(cursor);
  if (key !== undefined) return mayBegin ? cursor.named(map(cursor, from), properties) : cursor.fail();
  if (cursor.char === '"' || cursor.char === "'") return cursor.named(cursor.quoted(from), properties);
  if (cursor.char === '*') return cursor.alias();
  return cursor.named(plain(cursor, from, standing.indent), properties);
}

/** A list or map as a key is for nobody. */
function flow(cursor: Cursor, properties: Properties): Collection {
  const read = flowCollection(cursor, properties);
  cursor.skipBlanks();
  return cursor.char === ':' ? cursor.fail() : read;
}

/** Where the key ends that stands here in one line, with `:` and a blank behind it; undefined if there is none. */
function keyEnd(cursor: Cursor): number | undefined {
  if (cursor.char === '*') return undefined;
  const end = cursor.char === '"' || cursor.char === "'" ? cursor.quoteEnd() : cursor.plainEnd(false);
  if (end === cursor.pos || cursor.text.slice(cursor.pos, end).includes('\n')) return undefined;
  let colon = end;
  while (cursor.text.charAt(colon) === ' ' || cursor.text.charAt(colon) === '\t') colon++;
  return cursor.text.charAt(colon) === ':' && cursor.isWordEnd(colon + 1, false) ? end : undefined;
}

function map(cursor: Cursor, from: number): Collection {
  const start = cursor.pos;
  const column = cursor.column();
  const members: Member[] = [];
  do members.push(entry(cursor, column));
  while (continues(cursor, column));
  return { kind: 'map', style: 'block', from, start, end: members.at(-1)?.end ?? start, members };
}

function entry(cursor: Cursor, column: number): Member {
  const start = cursor.pos;
  const end = keyEnd(cursor) ?? cursor.fail();
  // `*a :` is the anchored text; `<<: *a` is met as its value.
  if (cursor.isAt('*&!')) cursor.fail();
  const style = cursor.char === '"' ? 'double' : cursor.char === "'" ? 'single' : 'plain';
  cursor.pos = end;
  cursor.skipBlanks();
  const after = ++cursor.pos;
  const read = value(cursor, { indent: column, aligned: true, compact: false });
  return { start, end: Math.max(after, read.end), key: { kind: 'leaf', style, from: start, start, end }, after, value: read, comma: undefined };
}

function list(cursor: Cursor, from: number): Collection {
  const start = cursor.pos;
  const column = cursor.column();
  const members: Member[] = [];
  do {
    const dash = cursor.pos++;
    const read = value(cursor, { indent: column, aligned: false, compact: true });
    members.push({ start: dash, end: Math.max(dash + 1, read.end), key: undefined, after: dash + 1, value: read, comma: undefined });
  } while (continues(cursor, column) && isDash(cursor));
  return { kind: 'list', style: 'block', from, start, end: members.at(-1)?.end ?? start, members };
}

/** Whether the block at `column` goes on. */
function continues(cursor: Cursor, column: number): boolean {
  cursor.skipLines();
  if (isOver(cursor)) return false;
  const next = cursor.column();
  // What follows in the line of a value, or deeper than its block, is not understood.
  if (next > column || cursor.text.slice(cursor.lineStart, cursor.pos).trim() !== '') cursor.fail();
  return next === column;
}

/** `|` and `>`: all lines that are blank or deeper than the block around them. YAML 1.2.2, section 8.1. */
function blockScalar(cursor: Cursor, from: number, indent: number): Leaf {
  const start = cursor.pos;
  const header = cursor.match(/[|>][-+0-9]*[ \t]*(?:(?<=[ \t])#[^\r\n]*)?(?=\r?\n|$)/uy);
  if (header === undefined || indent < 0) cursor.fail();
  let end = start + header.trimEnd().length;
  cursor.pos = start + header.length;
  for (let line = cursor.match(/\r?\n[^\r\n]*/uy); line !== undefined; line = cursor.match(/\r?\n[^\r\n]*/uy)) {
    const text = line.replace(/^\r?\n/u, '');
    const isBlank = text.trim() === '';
    if (!isBlank && text.length - text.replace(/^ +/u, '').length <= indent) break;
    cursor.moveTo(cursor.pos + line.length);
    if (!isBlank) end = cursor.pos;
  }
  return { kind: 'leaf', style: 'block', from, start, end };
}

function plain(cursor: Cursor, from: number, indent: number): Leaf {
  const start = cursor.pos;
  for (;;) {
    const end = cursor.plainEnd(false);
    if (end === cursor.pos) cursor.fail();
    cursor.pos = end;
    const next = cursor.nextLine('#');
    if (next === undefined || !cursor.ahead(next, () => belongs(cursor, { indent, aligned: false }))) {
      return { kind: 'leaf', style: 'plain', from, start, end };
    }
    cursor.moveTo(next);
  }
}
