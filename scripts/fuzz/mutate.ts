import type { Random } from './random.js';

/** Words that mean something in the language of an input. */
export type Words = readonly string[];

type Mutation = (text: string, random: Random, words: Words, others: readonly string[]) => string;

const at = (text: string, random: Random): number => random.below(text.length + 1);

const cut = (text: string, from: number, to: number, put = ''): string => text.slice(0, from) + put + text.slice(to);

const linesOf = (text: string): string[] => text.split('\n');

function onLines(change: (lines: string[], random: Random) => void): Mutation {
  return (text, random) => {
    const lines = linesOf(text);
    change(lines, random);
    return lines.join('\n');
  };
}

const odd = ['\u0000', '\u0007', '\t', '\r', '\r\n', '\u2028', '\ufeff', '\u00a0', '\ud83d\ude00', '\ud800', '"', "'", '`', '\\', '{', '}', '[', ']', '(', ')', '<', '>', ':', ',', '#', '//', '/*', '*/', '--', '-', '|', '>', '&a', '*a', '!', '!!', '%', '@', '$', '${', '%{', '~', '=', '\n', '\n\n', ' ', '    ', '0', '1e999', '-0', '\\u0000', '\\', '<<', '<<EOF\n', 'EOF\n', '...', '---\n', '?', '__proto__', 'constructor', 'null', 'true', 'undefined', 'NaN'];

const mutations: readonly Mutation[] = [
  // Characters.
  (text, random) => { const start = at(text, random); return cut(text, start, start + 1); },
  (text, random) => { const start = at(text, random); return cut(text, start, start + 1 + random.below(20)); },
  (text, random) => { const start = at(text, random); return cut(text, start, start, random.pick(odd)); },
  (text, random) => { const start = at(text, random); return cut(text, start, start + 1, random.pick(odd)); },
  // Words.
  (text, random, words) => { const start = at(text, random); return cut(text, start, start, random.pick(words)); },
  (text, random, words) => swapWord(text, random, random.pick(words)),
  (text, random, words) => swapWord(text, random, random.pick(words)),
  (text, random) => swapWord(text, random, wordIn(text, random)),
  // Lines.
  onLines((lines, random) => { lines.splice(random.below(lines.length), 1 + random.below(3)); }),
  onLines((lines, random) => { const line = lines[random.below(lines.length)] ?? ''; lines.splice(random.below(lines.length + 1), 0, line); }),
  onLines((lines, random) => { const [a, b] = [random.below(lines.length), random.below(lines.length)]; [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? '']; }),
  onLines((lines, random) => { const index = random.below(lines.length); lines[index] = ' '.repeat(random.below(6)) + (lines[index] ?? '').trimStart(); }),
  // Parts.
  (text, random) => { const start = at(text, random); return text.slice(0, start); },
  (text, random) => { const start = at(text, random); const part = text.slice(start, start + random.below(80)); return cut(text, at(text, random), at(text, random), part); },
  (text, random, _words, others) => { const other = random.pick(others); const start = at(other, random); const place = at(text, random); return cut(text, place, place, other.slice(start, start + random.below(200))); },
  (text, random, _words, others) => text.slice(0, at(text, random)) + random.pick(others),
  (text, random) => { const start = at(text, random); const part = text.slice(start, start + 1 + random.below(6)); return cut(text, start, start, part.repeat(random.pick([2, 3, 10, 100, 1000]))); },
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => `\ufeff${text}`,
  (text) => text.trimEnd(),
];

const word = /[\w.*:/@-]+/gu;

function spans(text: string): readonly (readonly [number, number])[] {
  return [...text.slice(0, 20_000).matchAll(word)].map((match) => [match.index, match.index + match[0].length] as const);
}

function wordIn(text: string, random: Random): string {
  const found = spans(text);
  if (found.length === 0) return '';
  const [start, end] = random.pick(found);
  return text.slice(start, end);
}

function swapWord(text: string, random: Random, put: string): string {
  const found = spans(text);
  if (found.length === 0) return text + put;
  const [start, end] = random.pick(found);
  return cut(text, start, end, put);
}

const LONGEST = 60_000;

/** An input changed a few times. */
export function mutated(text: string, random: Random, words: Words, others: readonly string[]): string {
  let now = text;
  for (let left = 1 + random.below(random.pick([2, 4, 12])); left > 0; left--) {
    const next = random.pick(mutations)(now, random, words, others);
    if (next.length <= LONGEST) now = next;
  }
  return now;
}
