import { greatest, least } from '../../core/long.js';
import { columnsOf, draw, seen, through, windowAround } from './window.js';
import type { Columns, Drawn } from './window.js';

/** What to mark in a line, from `start` to `end` in UTF-16 code units. */
export interface Mark<T> {
  readonly start: number;
  readonly end: number;
  readonly of: T;
}

/** A line as it goes to the screen, and where its marks stand under it. */
export interface View<T> {
  readonly code: string;
  readonly marks: readonly { readonly columns: Columns; readonly of: T }[];
}

/** Lines above this many code units are drawn in pieces of about this many: a template of one line can have megabytes. */
const LONG = 4096;

/** A line with its marks (in order of start) in `room` columns; more than once if they cannot be seen together. */
export const views = <T>(line: string, marks: readonly Mark<T>[], room: number): readonly View<T>[] =>
  line.length <= LONG ? viewsOf(draw(line), marks, room) : neighbours(marks).flatMap((near) => viewsOf(pieceAround(line, near), near, room));

/** A line that is shown for its own sake. */
export function plain(line: string, room: number): string {
  const drawn = draw(line, 0, Math.min(line.length, LONG));
  return through(drawn, windowAround({ from: 0, to: 1 }, drawn, room));
}

function neighbours<T>(marks: readonly Mark<T>[]): readonly (readonly Mark<T>[])[] {
  const groups: Mark<T>[][] = [];
  for (const mark of marks) {
    const last = groups.at(-1);
    if (last !== undefined && mark.end - (last[0]?.start ?? 0) <= LONG / 2) last.push(mark);
    else groups.push([mark]);
  }
  return groups;
}

function pieceAround<T>(line: string, marks: readonly Mark<T>[]): Drawn {
  const start = marks[0]?.start ?? 0;
  const end = Math.min(start + LONG, greatest(marks.map((mark) => mark.end)));
  return draw(line, Math.max(0, start - LONG / 2), Math.min(line.length, end + LONG / 2));
}

interface Placed<T> {
  readonly of: T;
  readonly columns: Columns;
}

function viewsOf<T>(line: Drawn, marks: readonly Mark<T>[], room: number): readonly View<T>[] {
  return visibleTogether(line, marks, room).map((group) => {
    const view = windowAround(hull(group), line, room);
    return { code: through(line, view), marks: group.map(({ of, columns }) => ({ of, columns: seen(columns, line, view) })) };
  });
}

function visibleTogether<T>(line: Drawn, marks: readonly Mark<T>[], room: number): readonly (readonly Placed<T>[])[] {
  const fits = line.width <= room && !line.before && !line.behind;
  const groups: Placed<T>[][] = [];
  for (const { start, end, of } of marks) {
    const placed = { of, columns: columnsOf(line, start, end) };
    const last = groups.at(-1);
    // Half of the room: labels want to stand behind the last mark.
    if (last !== undefined && (fits || widthOf(hull([...last, placed])) <= room / 2)) last.push(placed);
    else groups.push([placed]);
  }
  return groups;
}

const hull = <T>(placed: readonly Placed<T>[]): Columns => ({
  from: least(placed.map(({ columns }) => columns.from)),
  to: greatest(placed.map(({ columns }) => columns.to)),
});

const widthOf = ({ from, to }: Columns): number => to - from;
