import { cells } from './screen.js';
import type { Cell } from './screen.js';

/** Columns of a drawn line, half-open, counted from zero. */
export interface Columns {
  readonly from: number;
  readonly to: number;
}

/** A line as drawn, or a piece of one that is too long to be drawn whole. */
export interface Drawn {
  readonly cells: readonly Cell[];
  readonly width: number;
  /** Where the piece begins in its line, in UTF-16 code units. */
  readonly start: number;
  /** Whether the line goes on before and behind the piece. */
  readonly before: boolean;
  readonly behind: boolean;
}

/** Draws `line` from `start` to `end`. */
export function draw(line: string, start = 0, end = line.length): Drawn {
  const found = cells(line.slice(start, end));
  const width = found.reduce((sum, cell) => sum + cell.width, 0);
  return { cells: found, width, start, before: start > 0, behind: end < line.length };
}

/** The columns of the characters from `start` to `end` of the line; at least one. */
export function columnsOf(drawn: Drawn, start: number, end: number): Columns {
  let from = 0;
  let to = 0;
  for (const { offset, width } of drawn.cells) {
    if (drawn.start + offset < start) from += width;
    if (drawn.start + offset < end) to += width;
  }
  return { from, to: Math.max(to, from + 1) };
}

/**
 * The columns that show `focus` in `room`, two of which the ellipses may take. What is left over goes one third
 * before, two thirds behind: that is where labels stand.
 */
export function windowAround(focus: Columns, { width, before, behind }: Drawn, room: number): Columns {
  if (width <= room && !before && !behind) return { from: 0, to: width };
  const inner = Math.max(1, room - 2);
  const spare = Math.max(0, inner - (focus.to - focus.from));
  const from = Math.max(0, Math.min(focus.from - Math.floor(spare / 3), width - inner));
  return { from, to: Math.min(from + inner, width) };
}

/** What is seen of a line through a window, with `…` where it goes on. */
export function through(line: Drawn, view: Columns): string {
  let text = '';
  let column = 0;
  for (const { shown, width } of line.cells) {
    const inside = column >= view.from && column + width <= view.to;
    // A wide character on the edge leaves blanks, so that nothing behind it shifts.
    if (inside) text += shown;
    else text += ' '.repeat(Math.max(0, Math.min(column + width, view.to) - Math.max(column, view.from)));
    column += width;
  }
  return `${cutBefore(line, view) ? '…' : ''}${text}${view.to < line.width || line.behind ? '…' : ''}`;
}

/** Where columns of a line stand on the screen when it is seen through a window; at least one column. */
export function seen(columns: Columns, line: Drawn, view: Columns): Columns {
  const shift = (cutBefore(line, view) ? 1 : 0) - view.from;
  const from = Math.max(columns.from, view.from);
  const to = Math.min(columns.to, view.to);
  return { from: from + shift, to: Math.max(to, from + 1) + shift };
}

const cutBefore = (line: Drawn, view: Columns): boolean => view.from > 0 || line.before;
