import { list, map, scalar, type Entry, type Node, type ScalarNode } from '../../../core/node.js';
import type { Unknown } from '../../../core/value.js';
import { fails, made, MAX_ITEMS, three, tooMuch, two, unsettled, type FunctionCall, type TerraformFunction } from './call.js';
import { asString, plainString, textRow } from './values/conversion.js';
import { patternOf, type Pattern } from './values/patterns.js';
import { append, hole, inserted, MARK, partOf, rowOf, written, type Row, type Run } from './values/texts.js';

/** HashiCorp, "Functions - Configuration Language": `regex`, `regexall`, `replace`. */

interface Searched {
  readonly pattern: Pattern;
  readonly source: ScalarNode;
  readonly row: Row;
}

/** A pattern and the text in which it is looked for, where both are known and the search ends soon. */
function searched(call: FunctionCall, expression: Node, text: Node): Searched | Unknown {
  const wanted = plainString(call, expression);
  if (typeof wanted !== 'string') return wanted;
  const source = asString(call, text);
  if (source.kind === 'unknown') return unsettled(call, source.reason);
  const pattern = patternOf(wanted);
  if (pattern === undefined) return unsettled(call, `the pattern of \`${call.name}\` is not followed`);
  if (!pattern.isQuickOn(source.text.length)) return unsettled(call, `\`${call.name}\` takes too many steps`);
  return { pattern, source, row: rowOf(source) };
}

/** All matches as Go finds them: an empty one right behind another is none. */
function matchesOf({ pattern: { expression }, source: { text } }: Searched, most: number): readonly RegExpMatchArray[] {
  const found: RegExpMatchArray[] = [];
  let end = -1;
  for (const match of text.matchAll(expression)) {
    const start = match.index;
    if (match[0] === '' && start === end) continue;
    end = start + match[0].length;
    found.push(match);
    if (found.length > most) break;
  }
  return found;
}

/** A match as the value that the pattern makes of it: the text, or the groups as a list or an object. Undefined where only some groups have names. */
function valueOf(call: FunctionCall, { pattern: { groups }, source, row }: Searched, match: RegExpMatchArray): Node | undefined {
  const places = match.indices ?? [];
  const part = (index: number): Node => {
    const [from, to] = places[index] ?? [];
    return from === undefined || to === undefined ? scalar(null, made(call, source)) : partOf(call, source, row, from, to);
  };
  if (groups.length === 0) return part(0);
  if (groups.every((name) => name === undefined)) return list(groups.map((_, index) => part(index + 1)), made(call, source));
  if (groups.includes(undefined)) return undefined;
  const entries = groups.map((name, index): [string, Entry] => [name ?? '', { key: made(call, source), value: part(index + 1) }]);
  return map(new Map(entries), made(call, source));
}

const someNames = (call: FunctionCall): Unknown => fails(call, 'only some of its groups have names');

const regex = two((call, expression, text) => {
  const found = searched(call, expression, text);
  if ('kind' in found) return found;
  const [match] = matchesOf(found, 1);
  return match === undefined ? fails(call, 'the pattern does not match') : (valueOf(call, found, match) ?? someNames(call));
});

const regexall = two((call, expression, text) => {
  const found = searched(call, expression, text);
  if ('kind' in found) return found;
  const matches = matchesOf(found, MAX_ITEMS);
  if (matches.length > MAX_ITEMS) return tooMuch(call);
  const values = matches.map((match) => valueOf(call, found, match));
  return values.includes(undefined) ? someNames(call) : list(values.filter((value) => value !== undefined), made(call, found.source));
});

/** A search text between slashes is a pattern. */
const replace = three((call, text, search, replacement) => {
  const wanted = plainString(call, search);
  if (typeof wanted !== 'string') return written(call, [hole(call.name, call)], wanted);
  return wanted.length > 1 && wanted.startsWith('/') && wanted.endsWith('/') ? byPattern(call, text, scalar(wanted.slice(1, -1), search.origin), replacement) : byText(call, text, wanted, replacement);
});

function byText(call: FunctionCall, text: Node, wanted: string, replacement: Node): Node {
  const source = asString(call, text);
  const row = rowOf(source);
  const put = textRow(call, replacement).runs;
  if (row.hasHoles && (wanted === '' || wanted.includes(MARK) || mayRunOver(row, wanted))) return written(call, [hole(call.name, call)], source);
  const { marked } = row;
  const starts = wanted === '' ? characterStarts(marked) : occurrences(marked, wanted);
  if (starts.length === 0 && !row.hasHoles) return source;
  if (starts.length * Math.max(1, put.length) > MAX_ITEMS) return tooMuch(call);
  const runs: Run[] = [];
  let end = 0;
  for (const start of starts) {
    append(runs, row.cut(end, start));
    append(runs, put);
    end = start + wanted.length;
  }
  // What a hole holds is replaced as well.
  return written(call, [...runs, ...row.cut(end, row.length)].map((run) => (typeof run.text === 'string' || put.includes(run) ? run : { ...run, text: { name: `replace(${run.text.name}, ${wanted})`, holds: 'any' } })), source, asString(call, replacement));
}

/** Whether an occurrence may begin in a hole and end outside, or the other way round. */
function mayRunOver({ runs }: Row, wanted: string): boolean {
  const stretches: string[] = [''];
  for (const { text } of runs) {
    if (typeof text === 'string') stretches.push((stretches.pop() ?? '') + text);
    else stretches.push('');
  }
  const overlaps = (index: number): boolean => {
    const part = wanted.slice(index);
    const before = wanted.slice(0, index);
    return stretches.some((stretch, at) => (at > 0 && (stretch.startsWith(part) || part.startsWith(stretch))) || (at < stretches.length - 1 && (stretch.endsWith(before) || before.endsWith(stretch))));
  };
  return wanted.length > 100 || Array.from({ length: wanted.length - 1 }, (_, index) => index + 1).some(overlaps);
}

function occurrences(text: string, wanted: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(wanted); at !== -1 && found.length <= MAX_ITEMS; at = text.indexOf(wanted, at + wanted.length)) found.push(at);
  return found;
}

/** Between all characters, and at both ends. */
function characterStarts(text: string): readonly number[] {
  const starts: number[] = [0];
  for (const character of text) starts.push((starts.at(-1) ?? 0) + character.length);
  return starts;
}

function byPattern(call: FunctionCall, text: Node, expression: Node, replacement: Node): Node {
  const found = searched(call, expression, text);
  const put = plainString(call, replacement);
  if ('kind' in found || typeof put !== 'string') return written(call, [hole(call.name, call)], 'kind' in found ? found : asString(call, replacement));
  const matches = matchesOf(found, MAX_ITEMS);
  if (matches.length === 0) return found.source;
  const parts = templateOf(put);
  if (matches.length * parts.length > MAX_ITEMS) return tooMuch(call);
  const runs: Run[] = [];
  let end = 0;
  for (const match of matches) {
    const start = match.index ?? 0;
    append(runs, found.row.cut(end, start));
    append(runs, expanded(call, found, match, parts));
    end = start + match[0].length;
  }
  return written(call, [...runs, ...found.row.cut(end, found.row.length)], found.source);
}

/** Text, and names of groups. */
type Part = { readonly text: string } | { readonly group: string };

/** Go, `Regexp.Expand`: `$name` reaches as far as letters, digits and underscores go; what is no name stands for itself. */
function templateOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$(?:(\$)|(\w+)|\{(\w+)\})/gu)) {
    parts.push({ text: text.slice(end, match.index) }, match[1] === '$' ? { text: '$' } : { group: match[2] ?? match[3] ?? '' });
    end = match.index + match[0].length;
  }
  return [...parts, { text: text.slice(end) }];
}

function expanded(call: FunctionCall, { pattern: { groups }, row }: Searched, match: RegExpMatchArray, parts: readonly Part[]): readonly Run[] {
  return parts.flatMap((part): readonly Run[] => {
    if ('text' in part) return part.text === '' ? [] : [inserted(part.text, call)];
    const index = /^\d{1,4}$/u.test(part.group) ? Number(part.group) : groups.indexOf(part.group) + 1;
    const [from, to] = (index === 0 && !/^0+$/u.test(part.group) ? undefined : match.indices?.[index]) ?? [];
    return from === undefined || to === undefined ? [] : row.cut(from, to);
  });
}

export const expressions: readonly (readonly [string, TerraformFunction])[] = [
  ['regex', regex],
  ['regexall', regexall],
  ['replace', replace],
];
