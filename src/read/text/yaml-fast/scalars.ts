import { scalar, type ScalarNode } from '../../../core/node.js';
import { plainValue } from '../yaml/plain.js';
import { bail, type Cursor, DOUBLE_QUOTE, SINGLE_QUOTE } from './cursor.js';
import { plain, plainInFlow } from './plain.js';
import { doubleQuoted, singleQuoted } from './quoted.js';

/**
 * Reads a scalar, a plain one as far as it stands on its first line; gives its text and leaves its place in the cursor.
 * What is quoted may go on below, indented more than `parentIndent`.
 */
export function scalarText(cursor: Cursor, parentIndent: number, isFlow: boolean): string {
  const { code } = cursor;
  cursor.start = cursor.at;
  cursor.isOnOneLine = true;
  cursor.isPlain = code !== DOUBLE_QUOTE && code !== SINGLE_QUOTE;
  if (cursor.isPlain) return isFlow ? plainInFlow(cursor) : plain(cursor);
  return code === DOUBLE_QUOTE ? doubleQuoted(cursor, parentIndent) : singleQuoted(cursor, parentIndent);
}

/** The node of the scalar that was read last; with a tag a plain one is a string. */
export function scalarNode(cursor: Cursor, text: string, isTagged: boolean): ScalarNode {
  const value = cursor.isPlain && !isTagged ? plainValue(text) : text;
  return scalar(value, cursor.origin(cursor.start, cursor.end), value === null ? '' : text);
}

/** Where nothing is written: behind the last token. */
export const emptyNode = (cursor: Cursor): ScalarNode => scalar(null, cursor.origin(cursor.end, cursor.end));

/** Reads a key up to its colon. */
export const keyText = (cursor: Cursor, isFlow: boolean): string => asKey(cursor, scalarText(cursor, 0, isFlow));

/** An implicit key may have 1,024 characters: https://yaml.org/spec/1.2.2/#742-flow-mappings */
const LONGEST_KEY = 1000;

/** The text that was read last, which turned out to be a key. */
export function asKey(cursor: Cursor, text: string): string {
  if (!cursor.isOnOneLine || cursor.at - cursor.start > LONGEST_KEY) bail('a key over several lines, or a long one');
  return cursor.isPlain && text === '<<' ? bail('a merge key') : text;
}
