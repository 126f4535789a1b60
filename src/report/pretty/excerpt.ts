import type { Level, Place } from '../../check/finding.js';
import { addTo, greatest } from '../../core/long.js';
import { lineAround, lineBehind, positionAt } from '../../core/line-index.js';
import { onOneLine, textOf } from '../../core/source.js';
import type { Source, Span } from '../../core/source.js';
import { plain, views } from './line.js';
import type { Mark } from './line.js';
import { visible } from './screen.js';
import type { Paint } from './style.js';
import type { Columns } from './window.js';

/** What is drawn under a line: `^^^^` for what it is about, `----` for what belongs to it. */
export interface Label {
  readonly place: Place;
  readonly primary: boolean;
}

export interface Canvas {
  readonly paint: Paint;
  readonly level: Level;
  readonly width: number;
}

interface Row {
  readonly line: number;
  /** As much of the line as is known. */
  readonly text: Span;
  readonly labels: readonly Label[];
}

/** The picture of a finding: each file with its labelled lines, the file of the first label first. */
export function excerpt(labels: readonly Label[], canvas: Canvas): readonly string[] {
  const gutter = gutterOf(labels);
  const files = [...new Set(labels.map(({ place }) => place.span.source.path))];
  return files.flatMap((path, i) => {
    const own = labels.filter(({ place }) => place.span.source.path === path);
    return i === 0 ? fileOf(own, '-->', gutter, canvas) : [frame('', gutter, canvas), ...fileOf(own, ':::', gutter, canvas)];
  });
}

/** Columns that line numbers take. */
export const gutterOf = (labels: readonly Label[]): number =>
  greatest(labels.map(({ place: { span } }) => String(positionAt(span.source, span.start).line).length));

function fileOf(labels: readonly Label[], arrow: string, gutter: number, canvas: Canvas): readonly string[] {
  const [first] = labels;
  if (first === undefined) return [];
  const { source, start } = first.place.span;
  const { line, column } = positionAt(source, start);
  const head = `${' '.repeat(gutter)}${canvas.paint('frame', arrow)} ${visible(source.path)}:${line}:${column}`;
  // A file that could not be read has nothing to show.
  if (source.text === '') return [head];
  return [head, frame('', gutter, canvas), ...linesOf(source, labels, gutter, canvas)];
}

function linesOf(source: Source, labels: readonly Label[], gutter: number, canvas: Canvas): readonly string[] {
  let previous: Row | undefined;
  return rowsOf(labels).flatMap((row) => {
    const before = between(previous, row, source, gutter, canvas);
    previous = row;
    return [...before, ...rowOf(row, gutter, canvas)];
  });
}

function rowsOf(labels: readonly Label[]): readonly Row[] {
  const rows = new Map<number, Label[]>();
  const texts = new Map<number, Span>();
  for (const label of labels) {
    const { source, start } = label.place.span;
    // Of one long line several parts may be known.
    const text = lineAround(source, start);
    addTo(rows, text.start, label);
    texts.set(text.start, text);
  }
  return [...texts].map(([start, text]) => ({ line: positionAt(text.source, start).line, text, labels: (rows.get(start) ?? []).sort(byStart) })).sort((a, b) => a.text.start - b.text.start);
}

const byStart = (a: Label, b: Label): number => a.place.span.start - b.place.span.start || Number(b.primary) - Number(a.primary);

/** `...` for lines left out; a single one is shown instead, as it takes no more room. */
function between(previous: Row | undefined, { line }: Row, source: Source, gutter: number, canvas: Canvas): readonly string[] {
  if (previous === undefined || line - previous.line < 2) return [];
  const single = line - previous.line === 2 ? lineBehind(source, previous.text.start) : undefined;
  if (single === undefined) return [canvas.paint('frame', '...')];
  return [frame(String(line - 1), gutter, canvas, plain(textOf(single), roomIn(gutter, canvas)))];
}

/** A line with its labels; a line too long for the screen once for each group of labels that can be seen together. */
function rowOf({ line, text, labels }: Row, gutter: number, canvas: Canvas): readonly string[] {
  return views(textOf(text), labels.map((label) => markOf(label, text.start)), roomIn(gutter, canvas)).flatMap(({ code, marks }) => [
    frame(String(line), gutter, canvas, code),
    ...marks.map(({ of, columns }) => frame('', gutter, canvas, underline(of, columns, canvas))),
  ]);
}

function markOf(label: Label, from: number): Mark<Label> {
  const { start, end } = onOneLine(label.place.span);
  return { start: start - from, end: end - from, of: label };
}

function underline({ place, primary }: Label, { from, to }: Columns, { paint, level }: Canvas): string {
  const text = `${(primary ? '^' : '-').repeat(to - from)} ${visible(place.message)}`.trimEnd();
  return ' '.repeat(from) + paint(primary ? level : 'frame', text);
}

/** Columns left for source text: a narrow terminal still gets something to see. */
const roomIn = (gutter: number, { width }: Canvas): number => Math.max(20, width - gutter - 3);

/** A line of the picture: number, bar, text. */
function frame(number: string, gutter: number, { paint }: Canvas, text = ''): string {
  const bar = paint('frame', `${number.padStart(gutter)} |`);
  return text.trimEnd() === '' ? bar : `${bar} ${text.trimEnd()}`;
}
