export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const BANG = 33;
export const QUOTE = 34;
export const HASH = 35;
export const DOLLAR = 36;
export const PERCENT = 37;
export const AMPERSAND = 38;
export const OPEN_PAREN = 40;
export const CLOSE_PAREN = 41;
export const STAR = 42;
export const PLUS = 43;
export const COMMA = 44;
export const DASH = 45;
export const DOT = 46;
export const SLASH = 47;
export const COLON = 58;
export const LESS = 60;
export const EQUALS = 61;
export const GREATER = 62;
export const QUESTION = 63;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const PIPE = 124;
export const CLOSE_BRACE = 125;
export const TILDE = 126;
/** Behind the last character. */
export const END = -1;

const NAME_START = 1;
const NAME_PART = 2;

/** What the ASCII characters are good for. A table, since names are half of the text: a tenth faster than comparing. */
const classes = Uint8Array.from({ length: 128 }, (_, code) => {
  const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
  if (isLetter) return NAME_START | NAME_PART;
  return isDigit(code) || code === DASH ? NAME_PART : 0;
});

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Behind the name that begins at `start`; `start` itself if none does. */
export function nameEnd(text: string, start: number): number {
  let at = start;
  let wanted = NAME_START;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code < 128) {
      if (((classes[code] ?? 0) & wanted) === 0) return at;
      at++;
    } else {
      const width = code >= 128 ? widthInName(text, at, wanted) : 0;
      if (width === 0) return at;
      at += width;
    }
    wanted = NAME_PART;
  }
}

/** Code units of the character beyond ASCII at `at`; 0 where it belongs into no name. */
function widthInName(text: string, at: number, wanted: number): number {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const pattern = wanted === NAME_START ? /^\p{ID_Start}$/u : /^\p{ID_Continue}$/u;
  return pattern.test(character) ? character.length : 0;
}

/** White space as Unicode has it (White_Space), which is what `~` and `<<-` take away: JavaScript's `\s` is another set. */
export function isWhiteSpace(code: number): boolean {
  if (code < 128) return code === SPACE || (code >= TAB && code <= CR);
  return code === 0x85 || code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}
