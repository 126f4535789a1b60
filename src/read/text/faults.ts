import { parseError, type Problem } from '../../core/problem.js';
import type { Source, Span } from '../../core/source.js';

/** Told one by one, of each level; what is beyond is counted, for a binary file with the wrong name holds one fault per byte. */
const MAX_TOLD = 10;

const isBreak = (code: number): boolean => code === 10 || code === 13;
const isBlank = (code: number): boolean => isBreak(code) || code === 32 || code === 9;

/**
 * `[start, end)` moved into the text and onto one line. A fault behind the end of a line is shown at what stands
 * last before it, so that there is a character to show.
 */
function place(source: Source, start: number, end: number): Span {
  const { text } = source;
  let from = Math.max(0, Math.min(start, text.length));
  while (from > 0 && (from === text.length || isBreak(text.charCodeAt(from)))) {
    from--;
    while (from > 0 && isBlank(text.charCodeAt(from))) from--;
  }
  let to = from;
  const last = Math.min(Math.max(end, from + 1), text.length);
  while (to < last && !isBreak(text.charCodeAt(to))) to++;
  return { source, start: from, end: to };
}

/** A piece of the text in a message: on one line, short, every character visible. */
export function quoted(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 37)}...` : text;
  return `\`${JSON.stringify(short).slice(1, -1).replace(/\\(["\\])/gu, '$1')}\``;
}

/** The faults of one level. */
interface Told {
  readonly problems: Problem[];
  count: number;
  /** Where the first that is not among `problems` begins. */
  beyond: number;
}

/** The faults found in one text. */
export class Faults {
  private readonly told: Readonly<Record<Problem['level'], Told>> = { error: { problems: [], count: 0, beyond: 0 }, warning: { problems: [], count: 0, beyond: 0 } };

  constructor(private readonly source: Source) {}

  /** How many keep the text from being read in full. */
  get errors(): number {
    return this.told.error.count;
  }

  /** Of several faults in a row at one place the first is told: the others follow from it. */
  add(message: string, start: number, end: number, level: Problem['level'] = 'error'): void {
    const told = this.told[level];
    if (told.problems.length >= MAX_TOLD) {
      if (told.count++ === told.problems.length) told.beyond = start;
      return;
    }
    const span = place(this.source, start, end);
    if (told.problems.at(-1)?.span.start === span.start) return;
    told.problems.push(parseError(message, span, level));
    told.count++;
  }

  /** In document order, those that are only counted last. */
  problems(): readonly Problem[] {
    const all = [this.told.error, this.told.warning];
    const told = all.flatMap(({ problems }) => problems).sort((a, b) => a.span.start - b.span.start);
    return [...told, ...this.counted('error', 'faults are not listed: is this the format it seems to be?'), ...this.counted('warning', 'keys that are written more than once are not listed')];
  }

  private counted(level: Problem['level'], what: string): readonly Problem[] {
    const { problems, count, beyond } = this.told[level];
    return count === problems.length ? [] : [parseError(`${count - problems.length} more ${what}`, place(this.source, beyond, beyond), level)];
  }
}
