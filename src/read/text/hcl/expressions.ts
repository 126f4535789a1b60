import {
  AMPERSAND, BANG, CLOSE_PAREN, COLON, DASH, END, EQUALS, GREATER, isDigit, LESS, nameEnd, OPEN_BRACE, OPEN_BRACKET, OPEN_PAREN, PERCENT, PIPE, PLUS, QUESTION, QUOTE, SLASH, STAR,
} from './characters.js';
import { call, object, tuple } from './collections.js';
import type { Cursor } from './cursor.js';
import { heredoc } from './heredocs.js';
import type { BinaryOperator, Expression, Literal, Unary } from './syntax.js';
import { quotedTemplate } from './templates.js';
import { traversed } from './traversals.js';

/** Reads an expression; the cursor stands behind it. Where that cannot be, it is told and a `refusal` thrown. */
export function expression(cursor: Cursor): Expression {
  cursor.enter();
  const read = conditional(cursor);
  cursor.leave();
  return read;
}

function conditional(cursor: Cursor): Expression {
  const condition = binary(cursor, 1);
  if (cursor.peek() !== QUESTION) return condition;
  cursor.at++;
  const whenTrue = expression(cursor);
  cursor.take(COLON, '`:` of the conditional');
  const whenFalse = expression(cursor);
  return { kind: 'conditional', condition, whenTrue, whenFalse, span: cursor.span(condition.span.start, whenFalse.span.end) };
}

interface Operator {
  readonly text: BinaryOperator;
  /** What binds tighter has more. */
  readonly strength: number;
}

const operator = (text: BinaryOperator, strength: number): Operator => ({ text, strength });
const OR = operator('||', 1);
const AND = operator('&&', 2);
const EQUAL = operator('==', 3);
const UNEQUAL = operator('!=', 3);
const AT_LEAST = operator('>=', 4);
const MORE = operator('>', 4);
const AT_MOST = operator('<=', 4);
const LESS_THAN = operator('<', 4);
const ADD = operator('+', 5);
const SUBTRACT = operator('-', 5);
const MULTIPLY = operator('*', 6);
const DIVIDE = operator('/', 6);
const REMAINDER = operator('%', 6);

/** The operator at the next character, which is not taken. */
function operatorAt(cursor: Cursor): Operator | undefined {
  switch (cursor.peek()) {
    case PIPE:
      return cursor.isFollowedBy(PIPE) ? OR : undefined;
    case AMPERSAND:
      return cursor.isFollowedBy(AMPERSAND) ? AND : undefined;
    case EQUALS:
      return cursor.isFollowedBy(EQUALS) ? EQUAL : undefined;
    case BANG:
      return cursor.isFollowedBy(EQUALS) ? UNEQUAL : undefined;
    case GREATER:
      return cursor.isFollowedBy(EQUALS) ? AT_LEAST : MORE;
    case LESS:
      return cursor.isFollowedBy(EQUALS) ? AT_MOST : LESS_THAN;
    case PLUS:
      return ADD;
    case DASH:
      return SUBTRACT;
    case STAR:
      return MULTIPLY;
    case SLASH:
      return DIVIDE;
    case PERCENT:
      return REMAINDER;
    default:
      return undefined;
  }
}

/** Operators of at least this strength; those of one strength bind to the left. */
function binary(cursor: Cursor, weakest: number): Expression {
  const outer = cursor.beginChain();
  let left = term(cursor);
  for (let found = operatorAt(cursor); found !== undefined && found.strength >= weakest; found = operatorAt(cursor)) {
    cursor.at += found.text.length;
    cursor.link();
    const right = operand(cursor, found.strength + 1);
    left = { kind: 'binary', operator: found.text, left, right, span: cursor.span(left.span.start, right.span.end) };
  }
  cursor.endChain(outer);
  return left;
}

function operand(cursor: Cursor, weakest: number): Expression {
  cursor.enter();
  const read = binary(cursor, weakest);
  cursor.leave();
  return read;
}

/** A term with what is behind it: `.name`, `[key]`, `[*]`. */
const term = (cursor: Cursor): Expression => traversed(cursor, bareTerm);

function bareTerm(cursor: Cursor): Expression {
  const code = cursor.peek();
  switch (code) {
    case QUOTE:
      return quotedTemplate(cursor);
    case OPEN_BRACKET:
      return tuple(cursor);
    case OPEN_BRACE:
      return object(cursor);
    case OPEN_PAREN:
      return parens(cursor);
    case BANG:
      return unary(cursor, '!');
    case DASH:
      return unary(cursor, '-');
    case LESS:
      return heredoc(cursor) ?? cursor.refuse('a value');
    case END:
      return cursor.refuse('a value');
    default:
      return isDigit(code) ? number(cursor) : word(cursor);
  }
}

function parens(cursor: Cursor): Expression {
  const start = cursor.at++;
  const { minds } = cursor;
  cursor.minds = false;
  const inner = expression(cursor);
  cursor.take(CLOSE_PAREN, '`)`');
  cursor.minds = minds;
  return { kind: 'parens', inner, span: cursor.span(start, cursor.at) };
}

function unary(cursor: Cursor, sign: Unary['operator']): Unary {
  const start = cursor.at++;
  cursor.enter();
  const of = term(cursor);
  cursor.leave();
  return { kind: 'unary', operator: sign, operand: of, span: cursor.span(start, of.span.end) };
}

/** A number at the next character. */
export function number(cursor: Cursor): Literal {
  const start = cursor.at;
  const end = cursor.numberEnd();
  const text = cursor.text.slice(start, end);
  const value = Number(text);
  if (Number.isNaN(value)) return cursor.refuseAt('expected a number with one dot at most', start, end);
  cursor.at = end;
  return { kind: 'literal', value, text, span: cursor.span(start, end) };
}

function word(cursor: Cursor): Expression {
  const start = cursor.at;
  const end = nameEnd(cursor.text, start);
  if (end === start) return cursor.refuse('a value');
  cursor.at = end;
  const next = cursor.peek();
  if (next === OPEN_PAREN || (next === COLON && cursor.isFollowedBy(COLON))) return call(cursor, start, end);
  const text = cursor.text.slice(start, end);
  const span = cursor.span(start, end);
  switch (text) {
    case 'true':
      return { kind: 'literal', value: true, text, span };
    case 'false':
      return { kind: 'literal', value: false, text, span };
    case 'null':
      return { kind: 'literal', value: null, text, span };
    default:
      return { kind: 'variable', name: text, span };
  }
}
