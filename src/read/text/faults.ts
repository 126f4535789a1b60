import { parseError, type Problem } from '../../core/problem.js';
import type { Source, Span } from '../../core/source.js';

/** Told one by one; what is beyond is counted, for a binary file with the wrong name holds one fault per byte. */
const MAX_TOLD = 100;

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

/** The faults found in one text. */
export class Faults {
  private readonly told: Problem[] = [];
  private untold = 0;
  private firstUntold = 0;

  constructor(private readonly source: Source) {}

  /** Of several faults in a row at one place the first is told: the others follow from it. */
  add(message: string, start: number, end: number): void {
    if (this.told.length >= MAX_TOLD) {
      if (this.untold++ === 0) this.firstUntold = start;
      return;
    }
    const span = place(this.source, start, end);
    if (this.told.at(-1)?.span.start !== span.start) this.told.push(parseError(message, span));
  }

  /** In document order. */
  problems(): readonly Problem[] {
    const sorted = this.told.sort((a, b) => a.span.start - b.span.start);
    if (this.untold === 0) return sorted;
    const at = place(this.source, this.firstUntold, this.firstUntold);
    return [...sorted, parseError(`${this.untold} more faults are not listed: is this the format it seems to be?`, at)];
  }
}
