import { NO_PROPERTIES, type Cursor, type Properties } from './cursor.js';
import type { Collection, Leaf, Member, Part } from './layout.js';

/** Reads a list or map in brackets, JSON or YAML. The cursor stands at the bracket. */
export function flowCollection(cursor: Cursor, properties: Properties): Collection {
  const start = cursor.pos;
  const kind = cursor.char === '[' ? 'list' : 'map';
  const close = kind === 'list' ? ']' : '}';
  const members: Member[] = [];
  cursor.pos++;
  cursor.nested(() => {
    cursor.skipLines();
    while (cursor.char !== close) {
      members.push(member(cursor, kind, close));
      cursor.skipLines();
    }
  });
  cursor.pos++;
  return cursor.named({ kind, style: 'flow', from: properties.from ?? start, start, end: cursor.pos, members }, properties);
}

function member(cursor: Cursor, kind: Collection['kind'], close: string): Member {
  const first = part(cursor);
  cursor.skipLines();
  const made = kind === 'list' ? { start: first.from, end: first.end, key: undefined, after: first.from, value: first } : entry(cursor, first);
  cursor.skipLines();
  if (cursor.char === close) return { ...made, comma: undefined };
  if (cursor.char !== ',') cursor.fail();
  return { ...made, comma: cursor.pos++ };
}

function entry(cursor: Cursor, key: Part): Omit<Member, 'comma'> {
  if (key.kind !== 'leaf' || key.from !== key.start || cursor.char !== ':') cursor.fail();
  const after = ++cursor.pos;
  cursor.skipLines();
  const value = cursor.isAt(',}') ? emptyAt(after) : part(cursor);
  return { start: key.start, end: value.end, key, after, value };
}

export const emptyAt = (at: number): Leaf => ({ kind: 'leaf', style: 'empty', from: at, start: at, end: at });

function part(cursor: Cursor): Part {
  let properties = NO_PROPERTIES;
  while (cursor.char === '!' || cursor.char === '&') {
    properties = cursor.property(properties, true);
    cursor.skipLines();
  }
  switch (cursor.char) {
    case '[':
    case '{':
      return flowCollection(cursor, properties);
    case '"':
    case "'":
      return cursor.named(cursor.quoted(properties.from ?? cursor.pos), properties);
    case '*':
      return cursor.alias();
    default:
      return cursor.named(plain(cursor, properties), properties);
  }
}

/** Whether a plain scalar begins here, surely and nothing else. */
const begins = (cursor: Cursor): boolean => !cursor.atEnd && !cursor.isAt(',]}#|>%@`') && !(cursor.isAt('-?:') && cursor.isWordEnd(cursor.pos + 1, true));

function plain(cursor: Cursor, { from }: Properties): Leaf {
  const start = cursor.pos;
  if (!begins(cursor)) cursor.fail();
  for (;;) {
    const end = cursor.plainEnd(true);
    if (end === cursor.pos) cursor.fail();
    cursor.pos = end;
    const next = cursor.nextLine(`,[]{}:#"'&*!|>`);
    if (next === undefined) return { kind: 'leaf', style: 'plain', from: from ?? start, start, end };
    cursor.moveTo(next);
  }
}
