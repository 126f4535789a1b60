/**
 * A string of which parts are not known: `arn:aws:cloudtrail:`, a Region, `:`, an account, `:trail/main`.
 */
export type Text = readonly (string | Hole)[];

/** A part that is not known here. */
export interface Hole {
  /** What stands there, for messages: `AWS::Region`. */
  readonly name: string;
  /** `one`: some single value without wildcards, such as an account id. `any`: whatever text there may be. */
  readonly holds: 'one' | 'any';
}

/** Stands for a hole of kind `one` in a glob: no wildcard, and no character of a name. */
export const ONE = '\uFFFC';

/** The text with nothing left out; undefined if it has holes. */
export function plainText(text: Text): string | undefined {
  const [only] = text;
  // Nearly every text is one string.
  if (text.length === 1) return typeof only === 'string' ? only : undefined;
  return text.every((part) => typeof part === 'string') ? text.join('') : undefined;
}

/** A glob that matches whatever the text may turn out to match: an `any` hole may hold anything. */
export const widest = (text: Text): string => text.map((part) => (typeof part === 'string' ? part : part.holds === 'one' ? ONE : '*')).join('');

/**
 * The texts as globs that can be compared: holes of one name become one character of their own in all of them, since
 * they hold the same value; holes of different names may or may not.
 */
export function comparable(...texts: readonly Text[]): readonly string[] {
  const names = new Map<string, string>();
  const mark = (name: string): string => {
    const known = names.get(name) ?? String.fromCharCode(0xe000 + names.size);
    names.set(name, known);
    return known;
  };
  return texts.map((text) => text.map((part) => (typeof part === 'string' ? part : part.holds === 'one' ? mark(part.name) : '*')).join(''));
}

/** Whether nothing but single values is missing. */
export const isSettled = (text: Text): boolean => text.every((part) => typeof part === 'string' || part.holds === 'one');

/** As a person would write it: `arn:aws:cloudtrail:${AWS::Region}:...`. */
export const shown = (text: Text): string => text.map((part) => (typeof part === 'string' ? part : `\${${part.name}}`)).join('');
