import type { Random } from '../random.js';

/** A text in which one value that was known is known no more, and where that is. */
export interface Changed {
  readonly text: string;
  readonly place: string;
}

/** Puts an unknown in place of a value; undefined where there is none, or where more hangs on it than a value. */
export type Change = (text: string, random: Random) => Changed | undefined;

/** In place of one of the literals that stand in what `values` finds in a text. */
export function replacedIn(text: string, values: RegExp, unknown: string, random: Random): Changed | undefined {
  const places = [...text.matchAll(values)].flatMap((value) => [...value[0].matchAll(literal)].map((found) => ({ start: value.index + found.index, length: found[0].length })));
  if (places.length === 0) return undefined;
  const { start, length } = random.pick(places);
  return { text: text.slice(0, start) + unknown + text.slice(start + length), place: `${start}, for ${text.slice(start, start + length)}` };
}

/** Texts without escapes or anything put in, and truths. What comes before the equals sign or the colon has no quotes. */
const literal = /"[^"\\\n$%]*"|'[^'\\\n]*'|(?<=[\s:=[(,])(?:true|false)\b/gu;
