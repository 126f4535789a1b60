import { CLOSE_BRACKET, DOT, isDigit, OPEN_BRACKET, STAR } from './characters.js';
import type { Cursor } from './cursor.js';
import { expression, number } from './expressions.js';
import type { Expression, GetAttr, Index, Item, Splat } from './syntax.js';

/** What `read` reads, with `.name`, `.0`, `.*`, `[key]` and `[*]` behind it. */
export function traversed(cursor: Cursor, read: (cursor: Cursor) => Expression): Expression {
  const outer = cursor.beginChain();
  let made = read(cursor);
  for (;;) {
    const code = cursor.peek();
    if (code === OPEN_BRACKET) made = bracket(cursor, made);
    else if (code === DOT && !isEllipsis(cursor)) made = dotted(cursor, made);
    else break;
    cursor.link();
  }
  cursor.endChain(outer);
  return made;
}

const isEllipsis = ({ text, at }: Cursor): boolean => text.startsWith('...', at);

/** At a dot. */
function dotted(cursor: Cursor, object: Expression): Expression {
  const dot = cursor.at++;
  const code = cursor.peek();
  if (code !== STAR) return isDigit(code) ? legacyIndex(cursor, object) : getAttr(cursor, object);
  cursor.at++;
  const item: Item = { kind: 'item', span: cursor.span(dot, cursor.at) };
  return splat(cursor, 'attributes', object, attributesOf(cursor, item));
}

/** Behind `.*` only names and numbers belong to the item. */
function attributesOf(cursor: Cursor, item: Item): Expression {
  let each: Expression = item;
  while (cursor.peek() === DOT && !isEllipsis(cursor)) {
    cursor.at++;
    each = isDigit(cursor.peek()) ? legacyIndex(cursor, each) : getAttr(cursor, each);
    cursor.link();
  }
  return each;
}

function getAttr(cursor: Cursor, object: Expression): GetAttr {
  const { text, span } = cursor.name('a name behind `.`');
  return { kind: 'getAttr', object, name: text, nameSpan: span, span: cursor.span(object.span.start, span.end) };
}

function legacyIndex(cursor: Cursor, collection: Expression): Index {
  const start = cursor.at;
  const key = number(cursor);
  if (key.text.includes('.')) cursor.refuseAt('expected one number behind `.`: two are written `[0][1]`', start, key.span.end);
  return { kind: 'index', collection, key, isLegacy: true, span: cursor.span(collection.span.start, key.span.end) };
}

/** At `[`. */
function bracket(cursor: Cursor, collection: Expression): Expression {
  const open = cursor.at++;
  if (cursor.peek() === STAR) {
    cursor.at++;
    cursor.take(CLOSE_BRACKET, '`]` behind `[*`');
    const item: Item = { kind: 'item', span: cursor.span(open, cursor.at) };
    cursor.enter();
    const each = traversed(cursor, () => item);
    cursor.leave();
    return splat(cursor, 'full', collection, each);
  }
  const { minds } = cursor;
  cursor.minds = false;
  const key = expression(cursor);
  cursor.take(CLOSE_BRACKET, '`]`');
  cursor.minds = minds;
  return { kind: 'index', collection, key, isLegacy: false, span: cursor.span(collection.span.start, cursor.at) };
}

const splat = (cursor: Cursor, form: Splat['form'], collection: Expression, each: Expression): Splat => ({ kind: 'splat', form, collection, each, span: cursor.span(collection.span.start, each.span.end) });
