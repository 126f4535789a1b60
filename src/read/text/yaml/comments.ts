import { Lexer } from 'yaml';
import type { Source } from '../../../core/source.js';

/** Lexemes that are no text of their own: a document, the end of flow mode, a scalar begins behind them. `yaml`, `CST.tokenType`. */
const DOCUMENT = '\u0002';
const FLOW_END = '\u0018';
const SCALAR = '\u001F';

/** The comments of a YAML text, as its lexer tells them from scalars. */
export function* commentsOfYaml({ text }: Source): Iterable<{ readonly start: number; readonly end: number }> {
  let at = 0;
  let isScalar = false;
  // The library takes a lone CR for a character, YAML and editors for a line end. One for one, so that offsets stay.
  for (const lexeme of new Lexer().lex(text.replace(/\r(?!\n)/gu, '\n'))) {
    const wasScalar: boolean = isScalar;
    isScalar = !wasScalar && lexeme === SCALAR;
    if (!wasScalar && (lexeme === SCALAR || lexeme === DOCUMENT || lexeme === FLOW_END)) continue;
    if (!wasScalar && lexeme.startsWith('#')) yield { start: at, end: at + lexeme.length };
    at += lexeme.length;
  }
}
