import { through, type Origin } from '../../../core/source.js';
import type { Assignment, Command, Literal, Output, Part, Use, Word } from '../syntax/tree.js';
import { isUnder, type Assignments } from './assignments.js';
import { expandsBraces } from './braces.js';
import { joined, missingPart, originOfAll, slice, used, whole, within, type Located } from './located.js';
import { FOLDER, FOLDER_OF_SCRIPT, WORKING, workingFolders } from './places.js';

/** One word of a command as the command gets it. */
export interface Field {
  readonly value: Located;
  /** The word as it is written, with its quotes. */
  readonly origin: Origin;
  /** Whether it may be no word, or several: what is put in without quotes. */
  readonly many: boolean;
}

/** Where a word stands: what is set before it counts. */
export type Point = Pick<Command, 'block' | 'start'>;

/** What the script itself does not say. */
export interface Outside {
  /** A variable that is set outside of the script, where that is visible. */
  readonly preset: (name: string) => Located | undefined;
  /** What commands write, where that can be told without running them. */
  readonly outputOf: (output: Output, at: Point) => Located | undefined;
}

/** Variables in variables. */
const MAX_DEPTH = 32;
/** Characters that values may hold, all together: more than scripts have. */
const BUDGET = 4_000_000;

/** Gives words the values that they have when the script runs, as far as they are written in it. Nothing is run. */
export class Expander {
  private readonly values = new Map<Assignment, Located | undefined>();
  private depth = 0;
  private budget = BUDGET;

  constructor(
    private readonly script: Located,
    private readonly assignments: Assignments,
    private readonly outside: Outside,
  ) {}

  /** The words that a word comes to. */
  fields(word: Word, at: Point): readonly Field[] {
    const origin = this.origin(word.start, word.end);
    if (word.parts.every((part) => part.kind !== 'use' || !part.every)) return this.split(word, at, origin);
    const uses = word.parts.filter((part) => part.kind === 'use');
    const [use] = uses;
    const items = use === undefined || uses.length > 1 || word.parts.some((part) => part.kind !== 'use' && (part.kind !== 'literal' || part.text !== '')) ? undefined : this.items(use, at);
    if (items !== undefined) return items;
    const name = this.textOf(word.start, word.end);
    return [{ value: missingPart(name, `\`${name}\` stands for any number of words`, '', () => origin), origin, many: true }];
  }

  /** What a word holds where it stays one word. */
  value(word: Word, at: Point): Located {
    const parts = word.parts.map((part) => this.part(part, at));
    return parts.length === 0 ? whole('', () => this.origin(word.start, word.end)) : this.join(parts);
  }

  /** What a variable holds at a place, as far as that is known; undefined where it is not set at all. */
  variable(name: string, at: Point): Located | undefined {
    const found = this.lookup(name, at);
    if (typeof found === 'object') return found;
    return found === UNSET ? undefined : missingPart(`$${name}`, `\`$${name}\` ${found}`, '', () => this.origin(0, 0));
  }

  private textOf(start: number, end: number): string {
    const text = this.script.text.slice(start, Math.min(end, start + 40)).replaceAll(/\s+/gu, ' ');
    return end - start > 40 ? `${text}...` : text;
  }

  private origin(start: number, end: number): Origin {
    return this.script.originOf(start, end);
  }

  private join(parts: readonly Located[]): Located {
    const [first] = parts;
    if (parts.length === 1 && first !== undefined) return first;
    const length = parts.reduce((sum, { text }) => sum + text.length, 0);
    this.budget -= length;
    return this.budget < 0 && first !== undefined ? missingPart('...', 'there is too much of it', '', () => originOfAll(first)) : joined(parts);
  }

  private split(word: Word, at: Point, origin: Origin): readonly Field[] {
    if (expandsBraces(word)) return [{ value: missingPart(this.textOf(word.start, word.end), 'the shell takes it apart at its braces', '', () => origin), origin, many: true }];
    const parts = word.parts.map((part) => ({ part, value: this.part(part, at) }));
    const isSplit = ({ part, value }: (typeof parts)[number]): boolean => part.kind !== 'literal' && !part.quoted && /[ \t\n]/u.test(value.text);
    const many = parts.length === 1 && parts[0] !== undefined && parts[0].part.kind !== 'literal' && !parts[0].part.quoted && parts[0].value.missing.length > 0;
    if (!parts.some(isSplit)) {
      const value = this.join(parts.map((one) => one.value));
      // What is empty and has no quotes is no word at all.
      if (parts.length === 0 || (value.text === '' && parts.every(({ part }) => part.kind !== 'literal' && !part.quoted))) return [];
      return [{ value, origin: parts.length === 1 ? { ...originOfAll(value), span: origin.span } : origin, many }];
    }
    const fields: Located[][] = [[]];
    for (const one of parts) {
      if (!isSplit(one)) fields.at(-1)?.push(one.value);
      else for (const piece of pieces(one.value)) {
        if (piece === undefined) fields.push([]);
        else fields.at(-1)?.push(piece);
      }
    }
    return fields.filter((some) => some.length > 0).map((some) => {
      const value = this.join(some);
      return { value, origin: originOfAll(value), many: false };
    });
  }

  private part(part: Part, at: Point): Located {
    switch (part.kind) {
      case 'literal':
        return this.literal(part);
      case 'use':
        return this.use(part, at);
      case 'output':
        return this.output(part, at);
      case 'unread':
        return this.missing(part, FOLDER_OF_SCRIPT.test(this.script.text.slice(part.start, Math.min(part.end, part.start + 60))) ? FOLDER : '', 'is known only when the script runs');
    }
  }

  private literal({ verbatim, text, start, end }: Literal): Located {
    if (!verbatim) return whole(text, () => this.origin(start, end));
    const missing = within(this.script.missing, start, end).map((one) => ({ ...one, at: one.at - start }));
    return { text, missing, originOf: (from, to) => this.origin(start + from, start + to), uses: this.script.uses };
  }

  private missing({ start, end }: { readonly start: number; readonly end: number }, identity: string, reason: string): Located {
    const name = this.textOf(start, end);
    return missingPart(name, `\`${name}\` ${reason}`, identity, () => this.origin(start, end));
  }

  private output(part: Output, at: Point): Located {
    const known = this.deeper(() => this.outside.outputOf(part, at));
    if (known !== undefined) return this.through(known, part);
    const text = this.script.text.slice(part.start, Math.min(part.end, part.start + 200));
    const identity = FOLDER_OF_SCRIPT.test(text) ? FOLDER : /^(?:\$\(|`)\s*pwd\s*[)`]$/u.test(text) ? WORKING : `output ${part.start}`;
    return this.missing(part, identity, 'is known only when the script runs');
  }

  private through(value: Located, { start, end }: { readonly start: number; readonly end: number }): Located {
    const { span } = this.origin(start, end);
    return used(value, (from) => through(span, 'reference', from));
  }

  private deeper<T>(read: () => T): T | undefined {
    if (this.depth >= MAX_DEPTH) return undefined;
    this.depth++;
    try {
      return read();
    } finally {
      this.depth--;
    }
  }

  private use(part: Use, at: Point): Located {
    const found = this.lookup(part.name, at);
    if (typeof found === 'object' && (found.text !== '' || part.fallback === undefined)) return this.through(found, part);
    const { fallback } = part;
    if (fallback !== undefined && fallback.parts.length > 0 && (typeof found === 'object' || found === UNSET || found === ARGUMENT)) {
      const value = this.deeper(() => this.value(fallback, at));
      if (value !== undefined && value.text !== '') return value;
    }
    const identity = found === UNSET ? (workingFolders.has(part.name) ? WORKING : `$${part.name}`) : '';
    return this.missing(part, identity, typeof found === 'string' ? found : UNSET);
  }

  /** What a variable holds, or why that is not known. */
  private lookup(name: string, at: Point): Located | string {
    if (/^\W|^\d/u.test(name)) return /^\d|[@*]/u.test(name) ? ARGUMENT : 'is known only when the script runs';
    const only = this.assignments.reaching(name, at);
    if (only === undefined || (only !== 'several' && this.values.has(only) && this.values.get(only) === undefined)) return this.outside.preset(name) ?? UNSET;
    if (only === 'several' || only.kind === 'append') return 'is set in several places';
    if (!isUnder(only, at)) return only.start > at.start ? 'is set only further down' : 'is set under a condition';
    const { kind, items, value } = only;
    const word = items === undefined ? value : items.length === 1 || kind === 'set' ? items[0] : undefined;
    if (word === undefined) return items === undefined ? 'is known only when the script runs' : 'takes several values';
    return this.assigned(only, word) ?? 'is made of too many variables';
  }

  /** The value of an assignment, worked out once; while that is done, it is as if it were not there: `X=${X:-a}`. */
  private assigned(assignment: Assignment, word: Word): Located | undefined {
    const known = this.values.get(assignment);
    if (known !== undefined) return known;
    this.values.set(assignment, undefined);
    const value = this.deeper(() => this.value(word, assignment));
    if (value === undefined) this.values.delete(assignment);
    else this.values.set(assignment, value);
    return value;
  }

  /** The items of an array that is written out once, each a word. */
  private items(use: Use, at: Point): readonly Field[] | undefined {
    const only = this.assignments.reaching(use.name, at);
    if (only === undefined || only === 'several' || only.kind !== 'set' || only.items === undefined || !isUnder(only, at)) return undefined;
    const { items } = only;
    const { span } = this.origin(use.start, use.end);
    return this.deeper(() => items.flatMap((item) => this.fields(item, only)))?.map(({ value, origin, many }) => ({ value: this.through(value, use), origin: through(span, 'reference', origin), many }));
  }
}

const UNSET = 'is set outside of this script';
const ARGUMENT = 'is an argument of the script';

/** The words in a value that is put in without quotes; undefined stands for the blanks between two of them. */
function* pieces(value: Located): Iterable<Located | undefined> {
  for (const { 0: run, index } of value.text.matchAll(/[ \t\n]+|[^ \t\n]+/gu)) yield /^[ \t\n]/u.test(run) ? undefined : slice(value, index, index + run.length);
}
