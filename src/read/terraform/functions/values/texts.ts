import { scalar, type Node, type ScalarNode } from '../../../../core/node.js';
import { stations, textOf, type Origin, type Span } from '../../../../core/source.js';
import type { Hole } from '../../../../core/text.js';
import { unknown } from '../../../../core/value.js';
import { compose, piecesOf } from '../../../pieces.js';
import { within } from '../../../text/within.js';
import { madeOf, MAX_RUNS, MAX_TEXT, reasonOf, tooMuch, type CallSite } from '../call.js';

/** A part of a text that was written in one, or a hole, with the way back: offsets count a hole as one character. */
export interface Run {
  readonly text: string | Hole;
  readonly locate: (start: number, end: number) => Span;
}

/** Stands for a hole in a text that is looked through; where there are holes, `hasHoles` tells. */
export const MARK = '\uE000';

/** A text as a row of runs, which can be cut without losing its places. */
export class Row {
  private readonly starts: readonly number[];
  readonly length: number;
  readonly hasHoles: boolean;

  constructor(readonly runs: readonly Run[]) {
    const starts: number[] = [];
    let length = 0;
    for (const run of runs) {
      starts.push(length);
      length += lengthOf(run);
    }
    this.starts = starts;
    this.length = length;
    this.hasHoles = runs.some(({ text }) => typeof text !== 'string');
  }

  /** The text, each hole as one character. */
  get marked(): string {
    return this.runs.map(({ text }) => (typeof text === 'string' ? text : MARK)).join('');
  }

  /** Undefined where the text has holes. */
  get plain(): string | undefined {
    return this.hasHoles ? undefined : this.marked;
  }

  /** The known text before the first hole, and behind the last. */
  get head(): string {
    const hole = this.runs.findIndex(({ text }) => typeof text !== 'string');
    return new Row(hole === -1 ? this.runs : this.runs.slice(0, hole)).marked;
  }

  get tail(): string {
    const hole = this.runs.findLastIndex(({ text }) => typeof text !== 'string');
    return new Row(this.runs.slice(hole + 1)).marked;
  }

  cut(from: number, to: number): readonly Run[] {
    const found: Run[] = [];
    for (let index = this.runAt(from); index < this.runs.length; index++) {
      const run = this.runs[index];
      const start = this.starts[index] ?? 0;
      if (run === undefined || start >= to) break;
      const cut = part(run, Math.max(0, from - start), Math.min(lengthOf(run), to - start));
      if (cut !== undefined) found.push(cut);
    }
    return found;
  }

  /** The run in which the character at `offset` stands. */
  private runAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }
}

const lengthOf = ({ text }: Run): number => (typeof text === 'string' ? text.length : 1);

function part({ text, locate }: Run, from: number, to: number): Run | undefined {
  if (from >= to) return undefined;
  return { text: typeof text === 'string' ? text.slice(from, to) : text, locate: (start, end) => locate(from + start, from + end) };
}

/** The text of a string, or what is known of it. */
export function rowOf(node: Node): Row {
  const runs: Run[] = [];
  for (const piece of piecesOf(node)) {
    let offset = 0;
    for (const text of piece.text) {
      const from = offset;
      offset += typeof text === 'string' ? text.length : 1;
      if (text !== '') runs.push({ text, locate: (start, end) => piece.locate(from + start, from + end) });
    }
  }
  return new Row(runs);
}

/** More runs than there may be arguments of a call in JavaScript. */
export function append(runs: Run[], more: readonly Run[]): void {
  for (const run of more) runs.push(run);
}

/** What the call puts in itself. */
export const inserted = (text: string, { at }: CallSite): Run => ({ text, locate: () => at });

/** A text of which nothing is known but what it comes from. */
export const hole = (name: string, { at }: CallSite): Run => ({ text: { name, holds: 'any' }, locate: () => at });

/** Each character by what `write` makes of it, with the way back. A hole is another value than before: its name says so. */
export function rewritten(run: Run, write: (character: string) => string, name: string): Run {
  if (typeof run.text !== 'string') return { ...run, text: { ...run.text, name: `${name}(${run.text.name})` } };
  const starts: number[] = [];
  const ends: number[] = [];
  let from = 0;
  let text = '';
  for (const character of run.text) {
    const written = write(character);
    // Offsets are code units.
    written.split('').forEach(() => {
      starts.push(from);
      ends.push(from + character.length);
    });
    from += character.length;
    text += written;
  }
  if (text === run.text) return run;
  return { text, locate: (start, end) => run.locate(starts[start] ?? from, end > start ? (ends[end - 1] ?? from) : (starts[end] ?? from)) };
}

/** The string that a call makes of `runs`. The origin leads to the first of `sources` that was written elsewhere. */
export const written = (call: CallSite, runs: readonly Run[], ...sources: readonly Node[]): Node => writtenOf(call, runs, sources);

/** The same of any number of sources. */
export function writtenOf(call: CallSite, runs: readonly Run[], sources: readonly Node[]): Node {
  if (runs.length > MAX_RUNS || runs.reduce((sum, run) => sum + lengthOf(run), 0) > MAX_TEXT) return tooMuch(call);
  const row = new Row(runs);
  const origin = madeOf(call, sources);
  const plain = row.plain;
  const reason = sources.map(reasonOf).find((one) => one !== undefined) ?? `an operand of \`${call.name}\` is not known`;
  const node = plain === undefined ? unknown(reason, origin, 'open', runs.map(({ text }) => text)) : scalar(plain, origin);
  return compose(node, runs.map(({ text, locate }) => ({ text: [text], locate })));
}

/** The characters from `from` to `to` of a string, which is `source` where that is all of it. A part of a literal is pointed at by itself. */
export function partOf(call: CallSite, source: Node, row: Row, from: number, to: number): Node {
  if (from === 0 && to === row.length) return source;
  const runs = row.cut(from, to);
  if (source.kind !== 'scalar' || row.hasHoles) return written(call, runs, source);
  const text = new Row(runs).marked;
  const [run] = runs;
  const node = scalar(text, partOrigin(source, run === undefined ? undefined : run.locate(0, text.length), from, text));
  return compose(node, runs.map((one) => ({ text: [one.text], locate: one.locate })));
}

function partOrigin(source: ScalarNode, span: Span | undefined, from: number, text: string): Origin {
  const candidates = [...(span === undefined ? [] : [span]), within(source, from, from + text.length)];
  const exact = candidates.find((candidate) => textOf(candidate) === text);
  return exact === undefined ? source.origin : narrowed(source.origin, exact);
}

/** The same way, to a part of where it was written. */
function narrowed(origin: Origin, span: Span): Origin {
  const way = stations(origin);
  const last = way.at(-1) ?? origin;
  return way.slice(0, -1).reduceRight<Origin>((from, station) => ({ ...station, from }), { ...last, span });
}
