import type { Entry, Node, ScalarNode } from '../../../core/node.js';
import type { Origin, Source } from '../../../core/source.js';
import { withCodes } from '../codes.js';
import { MAX_DEPTH } from '../text.js';
import { BACKSLASH, CLOSE_LIST, CLOSE_MAP, COLON, COMMA, FIRST_PRINTABLE, NONE, OPEN_LIST, OPEN_MAP, QUOTE, wordValue } from './characters.js';

/** Thrown where the tolerant reader has to read the text. */
class Faulty extends Error {}

/** A text and the place in it. */
interface Reading {
  readonly source: Source;
  readonly text: string;
  /** Those of the text, and a 0. */
  readonly codes: Uint16Array;
  /** Behind the value that was read last. */
  at: number;
  /** Lists and maps that are open. */
  depth: number;
}

/** Reads the value that begins at `start`, and leaves `at` behind it. */
type ReadValue = (reading: Reading, start: number) => Node;

/**
 * Reads JSON without a fault; undefined means that the tolerant reader has to read the text. What is given back is what that one
 * would give.
 *
 * A run reads few texts, and most of the time goes by before V8 has compiled what reads them, on a busy machine most of it with compiling.
 * Thus a function for each kind of value, called through a table, over which V8 copies none into another; and tables of characters in place
 * of comparisons, for compiled code is thrown away at the first comparison that was never made before. One loop for all kinds of values took as
 * long to compile as everything else together, and for public templates was compiled five times.
 */
export function readFaultless(source: Source): Node | undefined {
  try {
    return withCodes(source.text, (codes) => root({ source, text: source.text, codes, at: 0, depth: 0 }));
  } catch (error) {
    if (error instanceof Faulty) return undefined;
    throw error;
  }
}

function root(reading: Reading): Node {
  const { codes, text } = reading;
  const start = behind(BLANK, codes, 0);
  const node = valueAt(codes[start])(reading, start);
  return behind(BLANK, codes, reading.at) === text.length ? node : fault();
}

function fault(): never {
  throw new Faulty();
}

/** Kinds of characters, as bits. */
const BLANK = 1;
const OF_WORD = 2;
/** What does not stand for itself in a string. */
const SPECIAL = 4;

const kinds = new Uint8Array(128);
kinds.fill(SPECIAL, 0, FIRST_PRINTABLE);
for (const code of [QUOTE, BACKSLASH]) kinds[code] = SPECIAL;
for (const code of [9, 10, 13, 32]) kinds[code] = (kinds[code] ?? 0) | BLANK;
for (const letter of 'abcdefghijklmnopqrstuvwxyzE0123456789+-.') kinds[letter.charCodeAt(0)] = OF_WORD;

/** The first place from `from` on at which there is nothing of a kind. */
function behind(kind: number, codes: Uint16Array, from: number): number {
  let at = from;
  while (((kinds[codes[at] ?? 0] ?? 0) & kind) !== 0) at++;
  return at;
}

/** The first special character from `from` on: the 0 behind the text is one. */
function specialFrom(codes: Uint16Array, from: number): number {
  let at = from;
  while (((kinds[codes[at] ?? 0] ?? 0) & SPECIAL) === 0) at++;
  return at;
}

const place = (source: Source, start: number, end: number): Origin => ({ span: { source, start, end }, via: 'literal' });

/** The string whose quote stands at `start`. */
function string(reading: Reading, start: number): string {
  const end = specialFrom(reading.codes, start + 1);
  if (reading.codes[end] !== QUOTE) return escaped(reading, start, end);
  reading.at = end + 1;
  return reading.text.slice(start + 1, end);
}

/** The same from the first escape on, at `special`. */
function escaped(reading: Reading, start: number, special: number): string {
  const { codes } = reading;
  let at = special;
  while (codes[at] === BACKSLASH) {
    // The end of the text is looked at as well.
    if ((codes[at + 1] ?? 0) < FIRST_PRINTABLE) fault();
    at = specialFrom(codes, at + 2);
  }
  if (codes[at] !== QUOTE) fault();
  reading.at = at + 1;
  try {
    return JSON.parse(reading.text.slice(start, at + 1)) as string;
  } catch {
    return fault();
  }
}

function stringNode(reading: Reading, start: number): ScalarNode {
  const value = string(reading, start);
  return { kind: 'scalar', value, text: value, origin: place(reading.source, start, reading.at) };
}

function mapNode(reading: Reading, start: number): Node {
  const { source, codes } = reading;
  const entries = new Map<string, Entry>();
  let keys = 0;
  if (++reading.depth > MAX_DEPTH) fault();
  let at = behind(BLANK, codes, start + 1);
  if (codes[at] !== CLOSE_MAP) {
    for (;;) {
      if (codes[at] !== QUOTE) fault();
      const name = string(reading, at);
      const key = place(source, at, reading.at);
      at = behind(BLANK, codes, reading.at);
      if (codes[at] !== COLON) fault();
      at = behind(BLANK, codes, at + 1);
      entries.set(name, { key, value: valueAt(codes[at])(reading, at) });
      keys++;
      at = behind(BLANK, codes, reading.at);
      if (codes[at] === CLOSE_MAP) break;
      if (codes[at] !== COMMA) fault();
      at = behind(BLANK, codes, at + 1);
    }
  }
  // A key that is written twice is one entry.
  if (entries.size < keys) fault();
  reading.depth--;
  reading.at = at + 1;
  return { kind: 'map', entries, unseen: NONE, origin: place(source, start, at + 1) };
}

function listNode(reading: Reading, start: number): Node {
  const { source, codes } = reading;
  const items: Node[] = [];
  if (++reading.depth > MAX_DEPTH) fault();
  let at = behind(BLANK, codes, start + 1);
  if (codes[at] !== CLOSE_LIST) {
    for (;;) {
      items.push(valueAt(codes[at])(reading, at));
      at = behind(BLANK, codes, reading.at);
      if (codes[at] === CLOSE_LIST) break;
      if (codes[at] !== COMMA) fault();
      at = behind(BLANK, codes, at + 1);
    }
  }
  reading.depth--;
  reading.at = at + 1;
  return { kind: 'list', items, unseen: NONE, origin: place(source, start, at + 1) };
}

/** A number, `true`, `false`, `null`. */
function wordNode(reading: Reading, start: number): ScalarNode {
  const end = behind(OF_WORD, reading.codes, start);
  const word = reading.text.slice(start, end);
  const value = wordValue(word);
  if (value === undefined) return fault();
  reading.at = end;
  return { kind: 'scalar', value, text: value === null ? '' : word, origin: place(reading.source, start, end) };
}

/** By the first character of a value. */
const values: readonly ReadValue[] = Array.from({ length: 128 }, (_, code) => (code === QUOTE ? stringNode : code === OPEN_MAP ? mapNode : code === OPEN_LIST ? listNode : wordNode));

const valueAt = (code: number | undefined): ReadValue => values[code ?? 0] ?? wordNode;
