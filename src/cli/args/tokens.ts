/** An option as it stands on a command line. */
export interface OptionToken {
  readonly kind: 'option';
  /** The long name; of a short one that there is not, the letter. */
  readonly name: string;
  /** As it is written, without a value. */
  readonly rawName: string;
  readonly value?: string | undefined;
  /** Whether the value is written in the same word. */
  readonly inlineValue?: boolean | undefined;
}
export type Token = OptionToken | { readonly kind: 'positional'; readonly value: string } | { readonly kind: 'option-terminator' };

/** What is known of an option to take a command line apart. */
export interface Form {
  readonly name: string;
  /** A letter, or empty. */
  readonly short: string;
  readonly takesValue: boolean;
}

/**
 * The tokens of a command line, as `parseArgs` of Node has them where it is not strict, by the Utility Syntax Guidelines of POSIX.
 * To load `node:util` for it takes 2 ms of the 40 that a short run lasts; the test compares both.
 */
export function tokensOf(argv: readonly string[], forms: readonly Form[]): readonly Token[] {
  const byName = new Map(forms.map((form) => [form.name, form]));
  const byLetter = new Map(forms.filter(({ short }) => short !== '').map((form) => [form.short, form]));
  const left = [...argv].reverse();
  const tokens: Token[] = [];
  const option = (name: string, rawName: string, takesValue: boolean): void => {
    const value = takesValue ? left.pop() : undefined;
    tokens.push({ kind: 'option', name, rawName, value, inlineValue: value === undefined ? undefined : false });
  };
  for (let word = left.pop(); word !== undefined; word = left.pop()) {
    if (word === '--') {
      tokens.push({ kind: 'option-terminator' }, ...left.splice(0).reverse().map((value) => ({ kind: 'positional' as const, value })));
    } else if (word.startsWith('--')) {
      const equals = word.includes('=', '--x'.length) ? word.indexOf('=') : -1;
      const name = word.slice(2, equals < 0 ? undefined : equals);
      if (equals < 0) option(name, word, byName.get(name)?.takesValue === true);
      else tokens.push({ kind: 'option', name, rawName: `--${name}`, value: word.slice(equals + 1), inlineValue: true });
    } else if (word.startsWith('-') && word.length > 1) {
      const letter = word.charAt(1);
      const form = byLetter.get(letter);
      const name = form?.name ?? letter;
      if (word.length === 2) option(name, word, form?.takesValue === true);
      else if (form?.takesValue === true) tokens.push({ kind: 'option', name, rawName: `-${letter}`, value: word.slice(2), inlineValue: true });
      else for (const one of apart(word.slice(1), byLetter)) left.push(one);
    } else {
      tokens.push({ kind: 'positional', value: word });
    }
  }
  return tokens;
}

/** Letters in one word, each an option, the last one first; what stands behind one that takes a value is that. */
function apart(letters: string, byLetter: ReadonlyMap<string, Form>): readonly string[] {
  const words: string[] = [];
  for (let index = 0; index < letters.length; index++) {
    const takesValue = byLetter.get(letters.charAt(index))?.takesValue === true;
    words.unshift(`-${takesValue ? letters.slice(index) : letters.charAt(index)}`);
    if (takesValue) break;
  }
  return words;
}
