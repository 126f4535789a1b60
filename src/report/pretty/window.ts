import { cells } from './screen.js';
import type { Cell } from './screen.js';

/** Columns of a line, half-open, counted from zero. */
export interface Columns {
  readonly from: number;
  readonly to: number;
}

/** A line as drawn: `columns` are those of the whole line, at offsets of UTF-16 code units. */
export interface Drawn {
  readonly cells: readonly Cell[];
  readonly width: number;
}

export function draw(line: string): Drawn {
  const found = cells(line);
  return { cells: found, width: found.reduce((sum, { width }) => sum + width, 0) };
}

/** The columns of the characters from `start` to `end`; at least one. */
export function columnsOf({ cells: drawn }: Drawn, start: number, end: number): Columns {
  let from = 0;
  let to = 0;
  for (const { offset, width } of drawn) {
    if (offset < start) from += width;
    if (offset < end) to += width;
  }
  return { from, to: Math.max(to, from + 1) };
}

/**
 * The part of a line of `width` columns that shows `focus` in `room` columns, two of which the ellipses may take. What
 * is left over goes one third before, two thirds behind: that is where labels stand.
 */
export function windowAround(focus: Columns, width: number, room: number): Columns {
  if (width <= room) return { from: 0, to: width };
  const inner = Math.max(1, room - 2);
  const spare = Math.max(0, inner - (focus.to - focus.from));
  const from = Math.max(0, Math.min(focus.from - Math.floor(spare / 3), width - inner));
  return { from, to: from + inner };
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
  return `${view.from > 0 ? '…' : ''}${text}${view.to < line.width ? '…' : ''}`;
}

/** Where columns of a line stand on the screen when it is seen through a window; at least one column. */
export function seen(columns: Columns, view: Columns): Columns {
  const shift = view.from > 0 ? 1 - view.from : 0;
  const from = Math.max(columns.from, view.from);
  const to = Math.min(columns.to, Math.max(view.to, view.from + 1));
  return { from: from + shift, to: Math.max(to, from + 1) + shift };
}
