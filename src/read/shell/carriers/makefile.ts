import { append } from '../../../core/long.js';
import { literal, through, type Source } from '../../../core/source.js';
import { joined, missingPart, used, verbatim, whole, type Located } from '../values/located.js';
import type { Stretch } from '../syntax/tree.js';
import type { Carried } from './carried.js';

/** A variable of a makefile: where its value stands. */
interface Variable {
  readonly start: number;
  readonly end: number;
  /** `=`, `:=`, `?=`, `+=`, `!=`. */
  readonly operator: string;
}

const VARIABLE = /^(?:export[ \t]+|override[ \t]+)*([\w.-]+)[ \t]*(:{0,3}=|\?=|\+=|!=)[ \t]*(.*)$/u;
const CHARACTERS = /[^$]+/uy;
const REFERENCE = /\$(?:\(([^()$:]*)\)|\{([^{}$:]*)\}|(\$)|([^$\s({]))/uy;

/** The recipes of a makefile: each line is a script of its own, unless `.ONESHELL` says otherwise. GNU Make, "Recipe Syntax" and "How to Use Variables". */
export function scriptsOfMakefile(source: Source): readonly Carried[] {
  const lines = [...logicalLines(source.text)];
  const variables = variablesOf(source.text, lines);
  const isOneShell = /^\.ONESHELL[ \t]*:/mu.test(source.text);
  const recipes: Located[][] = [];
  let isInRecipe = false;
  for (const { start, end } of lines) {
    if (source.text.charAt(start) !== '\t') {
      isInRecipe = false;
      continue;
    }
    const line = recipe(source, start, end, variables);
    if (isOneShell && isInRecipe) recipes.at(-1)?.push(whole('\n', () => literal({ source, start, end: start })), line);
    else recipes.push([line]);
    isInRecipe = true;
  }
  const exported = exportedNames(source.text);
  const preset = (name: string): Located | undefined => (exported === undefined || exported.has(name) ? valueOf(source, variables, name) : undefined);
  return recipes.map((parts): Carried => ({ text: joined(parts), preset, folders: [] }));
}

/** The comments outside of recipes. GNU Make, "What Makefiles Contain". */
export function commentsOfMakefile({ text }: Source): readonly Stretch[] {
  return [...logicalLines(text)].flatMap(({ start, end }): readonly Stretch[] => {
    const at = text.charAt(start) === '\t' ? -1 : text.slice(start, end).search(/(?<!\\)#/u);
    return at === -1 ? [] : [{ start: start + at, end }];
  });
}

interface Line {
  readonly start: number;
  readonly end: number;
}

/** Lines with those that they are continued on. */
function* logicalLines(text: string): Iterable<Line> {
  for (let start = 0; start < text.length; ) {
    let end = lineEnd(text, start);
    while (end < text.length && /(?:^|[^\\])(?:\\\\)*\\\r?$/u.test(text.slice(Math.max(start, end - 100), end))) end = lineEnd(text, end + 1);
    yield { start, end };
    start = end + 1;
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function variablesOf(text: string, lines: readonly Line[]): ReadonlyMap<string, readonly Variable[]> {
  const found = new Map<string, Variable[]>();
  for (const { start, end } of lines) {
    const line = text.slice(start, Math.min(end, lineEnd(text, start))).trimEnd();
    const [, name, operator = '=', value = ''] = text.charAt(start) === '\t' ? [] : (VARIABLE.exec(line) ?? []);
    if (name === undefined) continue;
    const from = start + line.length - value.length;
    const variable = { start: from, end: start + line.length, operator: end > start + line.length + 1 ? '!=' : operator };
    const known = found.get(name);
    if (known === undefined) found.set(name, [variable]);
    else known.push(variable);
  }
  return found;
}

/** The value of a variable that is set once, to something without other variables. */
function valueOf(source: Source, variables: ReadonlyMap<string, readonly Variable[]>, name: string): Located | undefined {
  const all = variables.get(name) ?? [];
  const [only] = all;
  if (only === undefined || all.length > 1 || !/^(?:\?|:{0,3})=$/u.test(only.operator)) return undefined;
  const text = source.text.slice(only.start, only.end);
  return text.includes('$') || text.includes(' #') ? undefined : verbatim(source, only.start, only.end);
}

/** The names of the variables that Make hands on to the shell; undefined where it hands on all of them. */
function exportedNames(text: string): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const [, said = ''] of text.matchAll(/^export\b[ \t]*([^=:\n]*)/gmu)) {
    if (said.trim() === '') return undefined;
    for (const name of said.trim().split(/[ \t?+!]+/u)) names.add(name);
  }
  return names;
}

/** What the shell gets of a line: without the tab and the signs before the command, with the values of variables. */
function recipe(source: Source, start: number, end: number, variables: ReadonlyMap<string, readonly Variable[]>): Located {
  const { text } = source;
  let at = start;
  while (at < end && /[\t @+-]/u.test(text.charAt(at))) at++;
  const parts: Located[] = [];
  while (at < end) {
    CHARACTERS.lastIndex = at;
    const plain = CHARACTERS.test(text) ? Math.min(CHARACTERS.lastIndex, end) : at;
    if (plain > at) append(parts, withoutTabs(source, at, plain));
    at = plain;
    if (at < end) at = reference(source, at, variables, parts);
  }
  return joined(parts.length === 0 ? [whole('', () => literal({ source, start, end }))] : parts);
}

/** A line that goes on the one before may begin with a tab of its own. */
function* withoutTabs(source: Source, start: number, end: number): Iterable<Located> {
  let from = start;
  for (let at = source.text.indexOf('\n\t', from); at !== -1 && at + 1 < end; at = source.text.indexOf('\n\t', from)) {
    yield verbatim(source, from, at + 1);
    from = at + 2;
  }
  yield verbatim(source, from, end);
}

function reference(source: Source, at: number, variables: ReadonlyMap<string, readonly Variable[]>, parts: Located[]): number {
  REFERENCE.lastIndex = at;
  const [all, round, curly, dollar, letter] = REFERENCE.exec(source.text) ?? [];
  const end = at + (all?.length ?? 1);
  const span = { source, start: at, end };
  const name = (round ?? curly ?? letter ?? '').trim();
  if (dollar !== undefined) parts.push(whole('$', () => literal(span)));
  else {
    const value = name === '' ? undefined : valueOf(source, variables, name);
    const shown = source.text.slice(at, Math.min(end, at + 40));
    parts.push(value !== undefined ? used(value, (from) => through(span, 'reference', from)) : missingPart(shown, `\`${shown}\` is known only when Make runs`, shown, () => literal(span)));
  }
  return end;
}
