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
const FLOAT = /^[-+]?(?:(?:0|[1-9][0-9]*)\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]+)?$/u;
/** No boolean, null or number begins with another character; most scalars are decided by their first one. */
const TYPED_STARTS = '-+.0123456789~nNyYoOtTfF';

export const isNumber = (text: string): boolean => isInteger(text) || (text.includes('.') && FLOAT.test(text));

/** Without a pattern, which V8 makes anew in each run: most numbers in templates are integers. */
function isInteger(text: string): boolean {
  const start = text.startsWith('-') || text.startsWith('+') ? 1 : 0;
  if (start === text.length || (text.charAt(start) === '0' && text.length > start + 1)) return false;
  for (let at = start; at < text.length; at++) if (text.charCodeAt(at) < 48 || text.charCodeAt(at) > 57) return false;
  return true;
}

/** What a plain scalar without a tag means. */
export function plainValue(text: string): ScalarNode['value'] {
  if (text === '') return null;
  if (!TYPED_STARTS.includes(text.charAt(0))) return text;
  if (NULLS.has(text)) return null;
  return BOOLEANS.get(text) ?? (isNumber(text) ? Number(text) : text);
}
