import type { Level } from '../../check/finding.js';

/** Our own dozen of ANSI codes: a dependency for this would be larger than the reporter. */
const CODES = {
  error: '1;31',
  warning: '1;33',
  note: '1;36',
  bold: '1',
  frame: '1;34',
} as const;

export type Style = keyof typeof CODES;

/** Writes text in a style, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

export const painter = (color: boolean): Paint => (color ? (style, text) => `\u001B[${CODES[style]}m${text}\u001B[0m` : (_style, text) => text);

/** OSC 8: terminals that know it make the text clickable, the others show it alone. The target is always ours. */
export const hyperlink = (url: string, links: boolean): string => (links ? `\u001B]8;;${url}\u001B\\${url}\u001B]8;;\u001B\\` : url);

export const LEVELS: readonly Level[] = ['error', 'warning', 'note'];
