import type { Word } from '../syntax/tree.js';

/** Whether a shell that knows brace expansion makes several words of a word: `{a,b}`, `{1..3}`, without quotes. Bash Reference Manual, "Brace Expansion". */
export function expandsBraces({ parts }: Word): boolean {
  const open: boolean[] = [];
  for (const part of parts) {
    if (part.kind !== 'literal' || part.quoted) continue;
    for (let at = 0; at < part.text.length; at++) {
      const character = part.text.charAt(at);
      if (character === '{') open.push(false);
      else if (open.length > 0 && (character === ',' || (character === '.' && part.text.charAt(at + 1) === '.'))) open[open.length - 1] = true;
      else if (character === '}' && open.pop() === true) return true;
    }
  }
  return false;
}
