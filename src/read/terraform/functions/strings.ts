import { list, scalar, type Node } from '../../../core/node.js';
import type { Truth } from '../../../core/truth.js';
import { dependsOn, fails, isNull, made, MAX_ITEMS, one, taking, three, tooMuch, two, unsettled, type FunctionCall, type TerraformFunction } from './call.js';
import { asInteger, asList, asString, isList, isMap, plainString, textRow } from './values/conversion.js';
import { documentSyntax, isLoose } from './documents.js';
import { graphemes, lowered, raised, SPACE, titled } from './values/letters.js';
import { hole, MARK, partOf, rewritten, rowOf, written, writtenOf, type Row, type Run } from './values/texts.js';

/** HashiCorp, "Functions - Configuration Language", "String Functions". */

/** A string letter by letter. */
const lettered = (write: (character: string) => string | undefined): TerraformFunction =>
  one((call, argument) => {
    const source = asString(call, argument);
    const { runs } = rowOf(source);
    if (runs.some(({ text }) => typeof text === 'string' && [...text].some((character) => write(character) === undefined))) return unsettled(call, 'the case of a letter is not known');
    const changed = runs.map((run) => rewritten(run, (character) => write(character) ?? character, call.name));
    return changed.every((run, index) => run === runs[index]) ? source : written(call, changed, source);
  });

const title = one((call, argument) => {
  const source = asString(call, argument);
  if (source.kind === 'unknown') return written(call, [hole(call.name, call)], source);
  const text = titled(source.text);
  if (text === undefined) return unsettled(call, 'the case of a letter is not known');
  if (text === source.text) return source;
  // One letter for each letter, so that each stays where it is.
  let start = 0;
  return written(call, rowOf(source).runs.map((run) => ({ ...run, text: text.slice(start, (start += typeof run.text === 'string' ? run.text.length : 1)) })), source);
});

/** The string without what is cut off its ends; a hole that comes to stand there may go on with what is cut. */
function trimmed(call: FunctionCall, argument: Node, isCut: (character: string) => boolean, ends: 'both' | 'end' = 'both'): Node {
  const source = asString(call, argument);
  const row = rowOf(source);
  const characters = [...row.marked];
  let from = 0;
  let to = row.length;
  let first = 0;
  let last = characters.length;
  const goes = (character = ''): boolean => isCut(character) && !(row.hasHoles && character === MARK);
  while (ends === 'both' && first < last && goes(characters[first])) from += characters[first++]?.length ?? 1;
  while (last > first && goes(characters[last - 1])) to -= characters[--last]?.length ?? 1;
  const runs = row.cut(from, to);
  const open = [ends === 'both' ? runs[0] : undefined, runs.at(-1)];
  if (!open.some((run) => run !== undefined && typeof run.text !== 'string')) return partOf(call, source, row, from, to);
  return written(call, runs.map((run) => (open.includes(run) ? rewritten(run, (character) => character, call.name) : run)), source);
}

const trim = two((call, text, cutset) => {
  const cut = plainString(call, cutset);
  if (typeof cut !== 'string') return written(call, [hole(call.name, call)], cut);
  const characters = new Set(cut);
  return trimmed(call, text, (character) => characters.has(character));
});

const trimspace = one((call, text) => trimmed(call, text, (character) => SPACE.test(character)));
const chomp = one((call, text) => trimmed(call, text, (character) => character === '\n' || character === '\r', 'end'));

/** Whether a text begins, ends or is found where `at` says; holes may hold it. */
function beginsWith(row: Row, part: string): Truth {
  const { head } = row;
  if (head.startsWith(part)) return 'yes';
  return row.hasHoles && part.startsWith(head) ? 'maybe' : 'no';
}

function endsWith(row: Row, part: string): Truth {
  const { tail } = row;
  if (tail.endsWith(part)) return 'yes';
  return row.hasHoles && part.endsWith(tail) ? 'maybe' : 'no';
}

function contains(row: Row, part: string): Truth {
  if (part === '' || row.runs.length === 0) return part === '' ? 'yes' : 'no';
  if (stretches(row).some((text) => text.includes(part))) return 'yes';
  return row.hasHoles ? 'maybe' : 'no';
}

/** The known texts between holes. */
function stretches({ runs }: Row): readonly string[] {
  const found: string[] = [''];
  for (const { text } of runs) {
    if (typeof text === 'string') found.push((found.pop() ?? '') + text);
    else found.push('');
  }
  return found;
}

const asked = (ask: (row: Row, part: string) => Truth): TerraformFunction =>
  two((call, text, part) => {
    const source = asString(call, text);
    const wanted = plainString(call, part);
    if (typeof wanted !== 'string') return wanted;
    const answer = ask(rowOf(source), wanted);
    return answer === 'maybe' ? dependsOn(call, source) : scalar(answer === 'yes', made(call, source));
  });

const trimprefix = two((call, text, prefix) => affixed(call, text, prefix, beginsWith, (row, length) => [length, row.length]));
const trimsuffix = two((call, text, suffix) => affixed(call, text, suffix, endsWith, (row, length) => [0, row.length - length]));

function affixed(call: FunctionCall, text: Node, affix: Node, ask: (row: Row, part: string) => Truth, rest: (row: Row, length: number) => readonly [number, number]): Node {
  const source = asString(call, text);
  const row = rowOf(source);
  const wanted = plainString(call, affix);
  const answer = typeof wanted === 'string' ? ask(row, wanted) : 'maybe';
  if (typeof wanted !== 'string' || answer === 'maybe') return written(call, [hole(call.name, call)], source.kind === 'unknown' ? source : asString(call, affix));
  return answer === 'no' ? source : partOf(call, source, row, ...rest(row, wanted.length));
}

/** Offsets count what a reader sees as one character; any length below zero means the rest. */
const substr = three((call, text, offset, length) => {
  const source = asString(call, text);
  const [from, count] = [asInteger(call, offset), asInteger(call, length)];
  if (typeof from !== 'number' || typeof count !== 'number') return written(call, [hole(call.name, call)], typeof from === 'number' ? asString(call, length) : asString(call, offset));
  const row = rowOf(source);
  const characters = graphemes(row.head);
  const start = from < 0 ? Math.max(0, characters.length + from) : from;
  const end = count < 0 ? characters.length : Math.min(characters.length, start + count);
  // What is known reaches far enough only if neither end depends on the length of the whole; the last character may go on.
  if (row.hasHoles && (from < 0 || count < 0 || start + count >= characters.length)) return written(call, [hole(call.name, call)], source);
  const at = (index: number): number => characters.slice(0, index).reduce((sum, character) => sum + character.length, 0);
  return start >= end ? scalar('', made(call, source)) : partOf(call, source, row, at(start), at(end));
});

const strrev = one((call, text) => {
  const source = asString(call, text);
  if (source.kind === 'unknown') return written(call, [hole(call.name, call)], source);
  return scalar([...graphemes(source.text)].reverse().join(''), made(call, source));
});

const indent = two((call, spaces, text) => {
  const source = asString(call, text);
  const count = asInteger(call, spaces);
  if (typeof count !== 'number') return written(call, [hole(call.name, call)], count);
  if (count < 0 || count > MAX_ITEMS) return fails(call, 'an operand is not in its range');
  const pad = ' '.repeat(count);
  const lines = rowOf(source).runs.reduce((sum, run) => sum + (typeof run.text === 'string' ? run.text.split('\n').length : 1), 0);
  if (lines * count > MAX_ITEMS * 10) return tooMuch(call);
  return written(call, rowOf(source).runs.map((run) => rewritten(run, (character) => (character === '\n' ? `\n${pad}` : character), call.name)), source);
});

/** The parts of a literal are pointed at one by one. Parts that hold a hole may be several. */
const split = two((call, separator, text) => {
  const by = plainString(call, separator);
  const source = asString(call, text);
  if (typeof by !== 'string') return by;
  const row = rowOf(source);
  const parts = by === '' ? [...row.marked] : row.marked.split(by);
  if (parts.length > MAX_ITEMS) return tooMuch(call);
  if (source.kind === 'unknown' || row.hasHoles) return splitOpen(call, source, row, by);
  let start = 0;
  return list(
    parts.map((part) => {
      const from = start;
      start += part.length + by.length;
      return partOf(call, source, row, from, from + part.length);
    }),
    made(call, source),
  );
});

/** What stands before the first separator of the head and behind the last of the tail is whole; holes may begin or end a separator. */
function splitOpen(call: FunctionCall, source: Node, row: Row, by: string): Node {
  const items: Node[] = [];
  const before = by.length === 1 ? row.head.split(by).slice(0, -1) : [];
  const after = by.length === 1 ? row.tail.split(by).slice(1) : [];
  let start = 0;
  for (const part of before) {
    items.push(partOf(call, source, row, start, start + part.length));
    start += part.length + 1;
  }
  start = row.length - after.reduce((sum, part) => sum + part.length + 1, 0);
  for (const part of after) {
    items.push(partOf(call, source, row, start + 1, start + 1 + part.length));
    start += part.length + 1;
  }
  return list(items, made(call, source), [dependsOn(call, source)]);
}

const isNoText = (item: Node): boolean => isNull(item) || isList(item) || isMap(item);

/** All lists in a row. Where items are not known, nothing of the order is. */
const join = taking(2, Infinity, (call, [separator, ...lists]) => {
  const found = lists.map((one) => asList(call, one));
  const open = found.find((one) => one.kind === 'unknown' || one.unseen.length > 0 || isLoose(one));
  if (open !== undefined || separator === undefined) return written(call, [hole(call.name, call)], open ?? unsettled(call, 'there is no separator'));
  const items = found.flatMap((one) => (one.kind === 'list' ? one.items : []));
  if (items.length > MAX_ITEMS) return tooMuch(call);
  const [only] = items;
  // Nothing is put together: a document that is the only one stays what it is.
  if (only !== undefined && items.length === 1 && documentSyntax(only) !== undefined) return only;
  const texts = items.map((item) => asString(call, item));
  const wrong = texts.find((text, at) => text.kind === 'unknown' && isNoText(items[at] ?? text));
  if (wrong !== undefined) return wrong;
  const by = textRow(call, separator).runs;
  return writtenOf(call, texts.flatMap((text, index): readonly Run[] => (index === 0 ? rowOf(text).runs : [...by, ...rowOf(text).runs])), [...texts, separator]);
});

export const strings: readonly (readonly [string, TerraformFunction])[] = [
  ['lower', lettered(lowered)],
  ['upper', lettered(raised)],
  ['title', title],
  ['trim', trim],
  ['trimspace', trimspace],
  ['chomp', chomp],
  ['trimprefix', trimprefix],
  ['trimsuffix', trimsuffix],
  ['startswith', asked(beginsWith)],
  ['endswith', asked(endsWith)],
  ['strcontains', asked(contains)],
  ['substr', substr],
  ['strrev', strrev],
  ['indent', indent],
  ['split', split],
  ['join', join],
];
