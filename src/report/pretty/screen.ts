/** Text of the user's as a terminal may have it: nothing in it can move the cursor, and every column is known. */

const TAB = '    ';

/** One code point of a line. */
export interface Cell {
  /** Offset in the line, in UTF-16 code units. */
  readonly offset: number;
  readonly shown: string;
  /** Terminal columns that `shown` takes. */
  readonly width: number;
}

/** A terminal would obey control characters, and bidirectional controls make code read otherwise than it runs (CVE-2021-42574). */
const UNSAFE = /[\p{Cc}\p{Surrogate}\p{Bidi_Control}\u2028\u2029]/u;
/** Drawn onto the character before, or not at all. */
const NO_WIDTH = /[\p{Mn}\p{Me}\u200B-\u200D\u2060\uFEFF]/u;
/** East Asian Wide and Fullwidth (Unicode Annex 11), in blocks: a caret needs no more. */
const WIDE =
  /[\p{Emoji_Presentation}\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u;

export function cells(line: string): readonly Cell[] {
  const found: Cell[] = [];
  let offset = 0;
  for (const char of line) {
    found.push({ offset, ...drawn(char) });
    offset += char.length;
  }
  return found;
}

function drawn(char: string): { readonly shown: string; readonly width: number } {
  // What most text is, before anything is asked of Unicode.
  if (char >= ' ' && char <= '~') return { shown: char, width: 1 };
  if (char === '\t') return { shown: TAB, width: TAB.length };
  if (UNSAFE.test(char)) {
    const shown = picture(char);
    return { shown, width: shown.length };
  }
  return { shown: char, width: NO_WIDTH.test(char) ? 0 : WIDE.test(char) ? 2 : 1 };
}

/** Control pictures for ASCII (`␛` for escape), the code point for the rest. */
function picture(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Safe to print; on one line whatever it held. */
export const visible = (text: string): string => (PLAIN.test(text) ? text : cells(text).map(({ shown }) => shown).join(''));

const PLAIN = /^[ -~]*$/u;

export const widthOf = (text: string): number => cells(text).reduce((sum, { width }) => sum + width, 0);
