import type { ScalarNode } from '../../../core/node.js';

/**
 * CloudFormation reads YAML 1.1, as PyYAML and SnakeYAML do; neither takes `y` and `n` for booleans.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map((text): [string, boolean] => [text, true]),
  ...['no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map((text): [string, boolean] => [text, false]),
]);
export const NULLS: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);

/**
 * Only numbers that every reader takes for the same number. `012` (10 or 12), `1_000`, `12:30` (750 in YAML 1.1), `0x1F`,
 * `1e3` (a string in YAML 1.1) and `.inf` stay text.
 */
const INTEGER = /^[-+]?(?:0|[1-9][0-9]*)$/u;
const FLOAT = /^[-+]?(?:(?:0|[1-9][0-9]*)\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]+)?$/u;
/** No boolean, null or number begins with another character; most scalars are decided by their first one. */
const TYPED_START = /^[-+.0-9~nNyYoOtTfF]/u;

export const isNumber = (text: string): boolean => INTEGER.test(text) || FLOAT.test(text);

/** What a plain scalar without a tag means. */
export function plainValue(text: string): ScalarNode['value'] {
  if (text === '') return null;
  if (!TYPED_START.test(text)) return text;
  if (NULLS.has(text)) return null;
  return BOOLEANS.get(text) ?? (isNumber(text) ? Number(text) : text);
}
