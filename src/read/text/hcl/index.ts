import type { Problem } from '../../../core/problem.js';
import type { Source } from '../../../core/source.js';
import { BodyReader } from './bodies.js';
import { END } from './characters.js';
import { Cursor, refusal } from './cursor.js';
import { expression } from './expressions.js';
import { bareTemplate } from './heredocs.js';
import type { Expression, Syntax } from './syntax.js';

export { locateInLiteral } from './literals.js';
export * from './syntax.js';

/**
 * Reads HCL as Terraform writes it, in a file of its own. What is broken is told and left out, up to the next item: an
 * attribute is kept with an `invalid` value. Where blocks are not closed, the text is read once more by its indentation.
 */
export function parseHcl(source: Source): Syntax {
  const first = read(source, false);
  return first.isUnclosed ? read(source, true).syntax : first.syntax;
}

function read(source: Source, byColumn: boolean): { readonly syntax: Syntax; readonly isUnclosed: boolean } {
  const cursor = new Cursor(source);
  const reader = new BodyReader(cursor, byColumn);
  const body = reader.file();
  return { syntax: { body, comments: cursor.comments, problems: cursor.faults.problems() }, isUnclosed: reader.isUnclosed };
}

/** An expression that is a text of its own, and what is wrong with it: then it is `invalid`. */
export interface ParsedExpression {
  readonly expression: Expression;
  readonly problems: readonly Problem[];
}

/** Reads one expression, such as the value of a variable on the command line; line ends mean nothing in it. */
export const parseExpression = (source: Source): ParsedExpression => parsed(source, wholeExpression);

/** Reads a text as a template, such as a file that `templatefile` names. */
export const parseTemplate = (source: Source): ParsedExpression => parsed(source, bareTemplate);

function wholeExpression(cursor: Cursor): Expression {
  cursor.minds = false;
  const read = expression(cursor);
  return cursor.peek() === END ? read : cursor.refuse('nothing behind the expression');
}

function parsed(source: Source, reader: (cursor: Cursor) => Expression): ParsedExpression {
  const cursor = new Cursor(source);
  try {
    return { expression: reader(cursor), problems: cursor.faults.problems() };
  } catch (thrown) {
    if (thrown !== refusal) throw thrown;
    return { expression: { kind: 'invalid', span: cursor.span(0, source.text.length) }, problems: cursor.faults.problems() };
  }
}
