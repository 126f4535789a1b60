import type { Source } from '../../core/source.js';
import { isSign, type Language } from './language.js';
import { LiteralReader, type Resolve } from './literals.js';
import type { Token } from './tokens.js';

/** Variables in variables, each written once: more than scripts have. */
const MAX_DEPTH = 32;

/** What is handed to these comes back as it was. */
const onlooking: ReadonlySet<string> = new Set(['print', 'log', 'info', 'debug', 'dumps', 'stringify', 'dir']);

/**
 * What a variable holds, if that can be told without running the code: it is assigned once, and nothing but the one place
 * that asks uses it, lest it be changed in between.
 */
export function variables(source: Source, tokens: readonly Token[], language: Language): Resolve {
  let places: ReadonlyMap<string, readonly number[]> | undefined;
  const resolve: Resolve = (name, depth) => {
    if (depth > MAX_DEPTH) return undefined;
    places ??= placesOf(tokens, language);
    const used = places.get(name) ?? [];
    const assigned = used.filter((at) => isSign(tokens[at + 1], '='));
    const [only] = assigned;
    if (only === undefined || used.length !== 2 || assigned.length !== 1 || !isStatement(tokens, only, language)) return undefined;
    const node = new LiteralReader(source, tokens, language, resolve, only + 2, depth + 1).value('statement');
    // Where it is used says more than what it is made of.
    return node.kind === 'unknown' ? undefined : node;
  };
  return resolve;
}

/** Where each name stands for a variable: not as a member, a key, a named argument, or for a reader that leaves it as it is. */
function placesOf(tokens: readonly Token[], language: Language): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  let open = 0;
  tokens.forEach((token, at) => {
    if (isSign(token, '(', '[', '{')) open++;
    if (isSign(token, ')', ']', '}')) open = Math.max(0, open - 1);
    if (token.kind !== 'name' || isSign(tokens[at - 1], '.', '?.') || isKey(tokens, at, open, language) || isShown(tokens, at)) return;
    const known = places.get(token.text);
    if (known === undefined) places.set(token.text, [at]);
    else known.push(at);
  });
  return places;
}

const isKey = (tokens: readonly Token[], at: number, open: number, { named }: Language): boolean =>
  named ? open > 0 && isSign(tokens[at + 1], '=') : isSign(tokens[at - 1], '{', ',') && isSign(tokens[at + 1], ':');

const isShown = (tokens: readonly Token[], at: number): boolean =>
  isSign(tokens[at - 1], '(', ',') && isSign(tokens[at + 1], ')') && [at - 2, at - 3, at - 4].some((index) => onlooking.has(tokens[index]?.text ?? ''));

/** `name = ...` on a line of its own in Python, `const name = ...` in JavaScript: there, a name with a value may be a default as well. */
const isStatement = (tokens: readonly Token[], at: number, { named }: Language): boolean =>
  named ? tokens[at]?.opensLine === true : ['const', 'let', 'var'].includes(tokens[at - 1]?.text ?? '');
