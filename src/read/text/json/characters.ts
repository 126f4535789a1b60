import type { ScalarNode } from '../../../core/node.js';
import type { Unknown } from '../../../core/value.js';

// Characters by their codes, and what is common to both readers of JSON.
export const END = -1;
export const QUOTE = 34;
export const APOSTROPHE = 39;
export const COMMA = 44;
export const COLON = 58;
export const OPEN_LIST = 91;
export const CLOSE_LIST = 93;
export const OPEN_MAP = 123;
export const CLOSE_MAP = 125;
export const BACKSLASH = 92;
export const FIRST_PRINTABLE = 32;

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/u;

const words: ReadonlyMap<string, ScalarNode['value']> = new Map([['true', true], ['false', false], ['null', null]]);

/** Shared by every list and map that was read in full. */
export const NONE: readonly Unknown[] = [];

/** What a word that stands without quotes means; undefined where JSON has no such word. */
export function wordValue(word: string): ScalarNode['value'] | undefined {
  const value = words.get(word);
  return value === undefined && NUMBER.test(word) ? Number(word) : value;
}
