import { scalar, type ScalarNode } from '../../core/node.js';
import { parseError } from '../../core/problem.js';
import { literal, onOneLine, type Span } from '../../core/source.js';
import { within } from '../text/within.js';
import type { ParameterValue } from './set.js';
import type { Tell } from './shapes.js';

/** A part of a text: `[start, end)`. */
interface Range {
  readonly start: number;
  readonly end: number;
}

interface Assignment {
  readonly key: Range;
  readonly value: Range;
  /** Whether backslashes escape in it, as between quotes and in front of blanks. */
  readonly escaped: boolean;
}

type Locate = (range: Range) => Span;

/** Places in a scalar. A text may hold many values: that it stands in the file as it is, is found out once. */
function placesIn(node: ScalarNode): Locate {
  const { source, start, end } = within(node, 0, node.text.length);
  const isVerbatim = end - start === node.text.length && source.text.startsWith(node.text, start);
  return (range) => (isVerbatim ? { source, start: start + range.start, end: start + range.end } : within(node, range.start, range.end));
}

/** One `Key=Value`, whatever the value holds. */
export function assignment(node: ScalarNode, tell: Tell): readonly ParameterValue[] {
  const equals = node.text.indexOf('=');
  if (equals > 0) return [valueAt(node, placesIn(node), { key: { start: 0, end: equals }, value: { start: equals + 1, end: node.text.length }, escaped: false })];
  tell(parseError('expected `Key=Value`', onOneLine(node.origin.span)));
  return [];
}

/**
 * `A=1 B="two words"` and `ParameterKey=A,ParameterValue=1 ...`, as SAM takes them in `parameter_overrides`. AWS SAM Developer
 * Guide, `sam deploy`, `--parameter-overrides`.
 */
export function assignments(node: ScalarNode, tell: Tell): readonly ParameterValue[] {
  const found: ParameterValue[] = [];
  const locate = placesIn(node);
  for (const word of wordsOf(node.text)) {
    const read = readWord(node.text, word);
    if (read === undefined) tell(parseError('expected `Key=Value`', onOneLine(locate(word))));
    else found.push(valueAt(node, locate, read));
  }
  return found;
}

/** Words stand between blanks; blanks in quotes or behind a backslash belong to a word. */
function wordsOf(text: string): readonly Range[] {
  const words: Range[] = [];
  let quote = '';
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const character = text.charAt(i);
    const ends = i === text.length || (quote === '' && /\s/u.test(character));
    if (ends) {
      if (start !== -1) words.push({ start, end: Math.min(i, text.length) });
      start = -1;
      continue;
    }
    if (start === -1) start = i;
    if (character === '\\') i++;
    else if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
  }
  return words;
}

const LONG = /^ParameterKey=([^,=]+),ParameterValue=/u;

function readWord(text: string, { start, end }: Range): Assignment | undefined {
  const word = text.slice(start, end);
  const long = LONG.exec(word);
  const equals = word.indexOf('=');
  if (long === null && equals < 1) return undefined;
  const from = start + (long?.[0].length ?? equals + 1);
  const key = long === null ? { start, end: start + equals } : { start: start + 'ParameterKey='.length, end: start + 'ParameterKey='.length + (long[1]?.length ?? 0) };
  return { key: bare(text, key), value: bare(text, { start: from, end }), escaped: true };
}

/** Without the quotes around it. */
function bare(text: string, { start, end }: Range): Range {
  const quote = text.charAt(start);
  return end - start > 1 && (quote === '"' || quote === "'") && text.charAt(end - 1) === quote ? { start: start + 1, end: end - 1 } : { start, end };
}

function valueAt({ text }: ScalarNode, locate: Locate, { key, value, escaped }: Assignment): ParameterValue {
  const written = text.slice(value.start, value.end);
  const named = literal(locate(key));
  // An empty value has no character to point at: its key stands for it.
  const origin = value.start === value.end ? named : literal(locate(value));
  return { name: text.slice(key.start, key.end), stack: undefined, key: named, node: scalar(escaped ? written.replace(/\\([\\"' ])/gu, '$1') : written, origin) };
}
