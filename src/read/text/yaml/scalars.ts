import type { ScalarNode } from '../../../core/node.js';
import { BOOLEANS, isNumber, NULLS } from './plain.js';

export { plainValue } from './plain.js';

export const STANDARD = 'tag:yaml.org,2002:';
/** Those that the YAML reader resolves itself; every other tag is the caller's. */
export const STANDARD_TAGS: ReadonlySet<string> = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq', 'binary'].map((name) => STANDARD + name),
);

/**
 * What a scalar with a standard tag means; undefined if it is not what the tag says. `!!binary` stays in base64: that is
 * how every consumer of such a value takes it.
 */
export function standardValue(tag: string, text: string): ScalarNode['value'] | undefined {
  switch (tag.slice(STANDARD.length)) {
    case 'int':
    case 'float':
      return isNumber(text) ? Number(text) : undefined;
    case 'bool':
      return BOOLEANS.get(text);
    case 'null':
      return NULLS.has(text) ? null : undefined;
    case 'map':
    case 'seq':
      return undefined;
    default:
      return text;
  }
}
