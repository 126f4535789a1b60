/** Letters as Go's `unicode` takes them: one for one, where JavaScript may make several of one. */

/** Those for which JavaScript knows only a mapping to several. */
const single: ReadonlyMap<string, string> = new Map([['İ', 'i'], ['ß', 'ß'], ['ŉ', 'ŉ']]);
/** Digraphs, which have a third case of their own. */
const DIGRAPH = /[\u01c4-\u01cc\u01f1-\u01f3]/u;

/** Undefined for letters whose case Go and JavaScript tell differently. */
export const lowered = (character: string): string | undefined => alone(character, character.toLowerCase());
export const raised = (character: string): string | undefined => alone(character, character.toUpperCase());

const alone = (character: string, changed: string): string | undefined => ([...changed].length === 1 ? changed : single.get(character));

/** Go's `strings.Title` begins a word behind all but letters, digits and underscores. */
export function titled(text: string): string | undefined {
  let before = ' ';
  let result = '';
  for (const character of text) {
    const changed = isSeparator(before) ? capital(character) : character;
    if (changed === undefined) return undefined;
    result += changed;
    before = character;
  }
  return result;
}

const capital = (character: string): string | undefined => (DIGRAPH.test(character) ? undefined : raised(character));

const isSeparator = (character: string): boolean =>
  character <= '\x7f' ? !/\w/u.test(character) : !/[\p{L}\p{Nd}]/u.test(character) && SPACE.test(character);

/** `unicode.IsSpace`. */
export const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/u;

/** The characters that a reader sees, which is what Terraform counts: accents and joined signs belong to the letter before. */
export function graphemes(text: string): readonly string[] {
  // Between plain letters there is nothing to find out.
  if (/^[\x20-\x7e]*$/u.test(text)) return text.split('');
  return Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);
}
