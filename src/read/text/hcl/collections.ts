import { CLOSE_BRACE, CLOSE_BRACKET, CLOSE_PAREN, COLON, COMMA, EQUALS, GREATER, LF, OPEN_PAREN } from './characters.js';
import type { Cursor } from './cursor.js';
import { expression } from './expressions.js';
import type { Call, Expression, For, Name, ObjectExpression, ObjectItem, Tuple } from './syntax.js';

/** At `[`. */
export function tuple(cursor: Cursor): Tuple | For {
  const start = cursor.at++;
  const { minds } = cursor;
  cursor.minds = false;
  const read = cursor.isAtWord('for') ? forExpression(cursor, start, 'tuple') : bareTuple(cursor, start);
  cursor.minds = minds;
  return read;
}

function bareTuple(cursor: Cursor, start: number): Tuple {
  const items: Expression[] = [];
  while (!cursor.takes(CLOSE_BRACKET)) {
    items.push(expression(cursor));
    if (cursor.takes(CLOSE_BRACKET)) break;
    cursor.take(COMMA, '`,` or `]`');
  }
  return { kind: 'tuple', items, span: cursor.span(start, cursor.at) };
}

/** At `{`. */
export function object(cursor: Cursor): ObjectExpression | For {
  const start = cursor.at++;
  const { minds } = cursor;
  cursor.minds = false;
  const isFor = cursor.isAtWord('for');
  cursor.minds = !isFor;
  const read = isFor ? forExpression(cursor, start, 'object') : bareObject(cursor, start);
  cursor.minds = minds;
  return read;
}

function bareObject(cursor: Cursor, start: number): ObjectExpression {
  const items: ObjectItem[] = [];
  for (;;) {
    passLines(cursor);
    if (cursor.takes(CLOSE_BRACE)) break;
    items.push(objectItem(cursor));
    if (cursor.takes(CLOSE_BRACE)) break;
    if (cursor.peek() !== LF) cursor.take(COMMA, '`,`, a new line or `}`');
  }
  return { kind: 'object', items, span: cursor.span(start, cursor.at) };
}

function passLines(cursor: Cursor): void {
  while (cursor.peek() === LF) cursor.passLineEnd();
}

function objectItem(cursor: Cursor): ObjectItem {
  const written = expression(cursor);
  const key: Name | Expression = written.kind === 'variable' ? { kind: 'name', text: written.name, span: written.span } : written;
  const code = cursor.peek();
  const isSeparator = code === COLON ? !cursor.isFollowedBy(COLON) : code === EQUALS && !cursor.isFollowedBy(GREATER);
  if (!isSeparator) cursor.refuse('`=` behind the key');
  cursor.at++;
  const value = expression(cursor);
  return { key, value, span: cursor.span(key.span.start, value.span.end) };
}

/** At `for`, in brackets or braces. */
function forExpression(cursor: Cursor, start: number, makes: For['makes']): For {
  cursor.at += 'for'.length;
  const { keyName, valueName, collection } = forIntroduction(cursor);
  cursor.take(COLON, '`:` behind the collection');
  const first = expression(cursor);
  const key = takesArrow(cursor, makes) ? first : undefined;
  const value = key === undefined ? first : expression(cursor);
  const groups = takesEllipsis(cursor);
  if (groups && makes === 'tuple') cursor.refuseAt('expected no `...`: only what makes an object can group', cursor.at - 3, cursor.at);
  const condition = cursor.takesWord('if') ? expression(cursor) : undefined;
  cursor.take(makes === 'tuple' ? CLOSE_BRACKET : CLOSE_BRACE, makes === 'tuple' ? '`]`' : '`}`');
  return { kind: 'for', makes, keyName, valueName, collection, key, value, groups, condition, span: cursor.span(start, cursor.at) };
}

/** The `=>` that an object needs and a tuple must not have. */
function takesArrow(cursor: Cursor, makes: For['makes']): boolean {
  const isThere = cursor.peek() === EQUALS && cursor.isFollowedBy(GREATER);
  if (isThere && makes === 'tuple') cursor.refuse('no key: only what makes an object has keys');
  if (!isThere && makes === 'object') cursor.refuse('`=>` and a value');
  if (isThere) cursor.at += 2;
  return isThere;
}

/** `key, value in collection`, in expressions and in directives. */
export function forIntroduction(cursor: Cursor): { readonly keyName: Name | undefined; readonly valueName: Name; readonly collection: Expression } {
  const first = cursor.name('a name behind `for`');
  const second = cursor.takes(COMMA) ? cursor.name('a name for the value') : undefined;
  if (!cursor.takesWord('in')) cursor.refuse('`in` behind the names');
  const collection = expression(cursor);
  return { keyName: second === undefined ? undefined : first, valueName: second ?? first, collection };
}

function takesEllipsis(cursor: Cursor): boolean {
  cursor.peek();
  if (!cursor.text.startsWith('...', cursor.at)) return false;
  cursor.at += 3;
  return true;
}

/** Behind the name of a function, or the first of its names. */
export function call(cursor: Cursor, start: number, end: number): Call {
  let name = cursor.text.slice(start, end);
  let nameStop = end;
  while (cursor.peek() === COLON && cursor.isFollowedBy(COLON)) {
    cursor.at += 2;
    const { text, span } = cursor.name('a name behind `::`');
    name += `::${text}`;
    nameStop = span.end;
  }
  cursor.take(OPEN_PAREN, '`(` and arguments');
  const { minds } = cursor;
  cursor.minds = false;
  const args: Expression[] = [];
  let expandsFinal = false;
  while (!cursor.takes(CLOSE_PAREN)) {
    args.push(expression(cursor));
    expandsFinal = takesEllipsis(cursor);
    if (cursor.takes(CLOSE_PAREN)) break;
    if (expandsFinal) cursor.refuse('`)` behind `...`');
    cursor.take(COMMA, '`,` or `)`');
  }
  cursor.minds = minds;
  return { kind: 'call', name, nameSpan: cursor.span(start, nameStop), arguments: args, expandsFinal, span: cursor.span(start, cursor.at) };
}
