import type { BlockScalar } from './block-scalars.js';
import { linesIn, type Line } from './decode-quoted.js';
import type { Offsets } from '../offsets.js';

/** A line of the body; `content` is where its indentation ends. */
interface Row extends Line {
  readonly content: number;
  /** A tab opens the content: it counts as indented more when lines are folded. */
  readonly isTabbed: boolean;
}

/** The part of a block scalar's body that is text: rows from `first`, behind `end` only what `+` keeps. */
interface Shape {
  readonly rows: readonly Row[];
  readonly indent: number;
  readonly first: number;
  readonly end: number;
}

/** A block scalar, https://yaml.org/spec/1.2.2/#81-block-scalar-styles, in the reading of the `yaml` package. */
export function decodeBlock(block: BlockScalar, to: Offsets): void {
  const shape = shapeOf(block);
  const isKeeping = block.header.includes('+');
  if (shape.end === 0) {
    if (isKeeping) shape.rows.slice(0, Math.max(1, shape.rows.length - 1)).forEach((row) => putBreak(row, to));
    return;
  }
  for (const row of shape.rows.slice(0, shape.first)) {
    copyFrom(row, shape.indent, to, row.content);
    putBreak(row, to);
  }
  if (block.header.startsWith('>')) foldRows(shape, to);
  else literalRows(shape, to);
  if (isKeeping) keepRest(shape, to);
  else if (!block.header.includes('-')) putBreak(shape.rows[shape.end - 1], to);
}

const isText = ({ content, end }: Row): boolean => content < end;
const width = ({ start, content }: Row): number => content - start;

function shapeOf({ header, parentIndent, body }: BlockScalar): Shape {
  const { text } = body.source;
  const rows = (body.start === body.end ? [] : linesIn(text, body.start, body.end)).map((line): Row => {
    let content = line.start;
    while (content < line.end && text.charCodeAt(content) === 32) content++;
    return { ...line, content, isTabbed: content < line.end && text.charCodeAt(content) === 9 };
  });
  let end = rows.findLastIndex(isText) + 1;
  if (end === 0) return { rows, indent: 0, first: 0, end };
  const explicit = Number(/[1-9]/u.exec(header)?.[0] ?? 0);
  const first = rows.findIndex(isText);
  const firstRow = rows[first];
  const indent = explicit > 0 ? parentIndent + explicit : firstRow === undefined ? 0 : width(firstRow);
  // Blank lines that are indented more than the text belong to it.
  end = Math.max(end, rows.findLastIndex((row) => width(row) > indent) + 1);
  return { rows, indent, first, end };
}

function copyFrom(row: Row, indent: number, to: Offsets, end = row.end): void {
  to.copy(Math.min(row.start + indent, end), end);
}

const putBreak = (row: Row | undefined, to: Offsets): void => {
  if (row !== undefined) to.put('\n', row.end, row.next);
};

function literalRows({ rows, indent, first, end }: Shape, to: Offsets): void {
  for (let i = first; i < end; i++) {
    const row = rows[i];
    if (row === undefined) return;
    if (i > first) putBreak(rows[i - 1], to);
    copyFrom(row, indent, to);
  }
}

/** A line end between two lines of text is a blank; around blank lines and lines indented more it is one. */
function foldRows({ rows, indent, first, end }: Shape, to: Offsets): void {
  let separator = '';
  let isMoreBefore = false;
  for (let i = first; i < end; i++) {
    const row = rows[i];
    const before = rows[i - 1];
    if (row === undefined) return;
    const separate = (text: string): void => to.put(text, before?.end ?? row.start, before?.next ?? row.start);
    const isMore = width(row) > indent || row.isTabbed;
    if (isMore) {
      separate(separator === ' ' ? '\n' : !isMoreBefore && separator === '\n' ? '\n\n' : separator);
      copyFrom(row, indent, to);
      separator = '\n';
      isMoreBefore = true;
    } else if (row.content === row.end) {
      if (separator === '\n') separate('\n');
      separator = '\n';
    } else {
      separate(separator);
      copyFrom(row, indent, to);
      separator = ' ';
      isMoreBefore = false;
    }
  }
}

/** `+`: every line end behind the text is kept. */
function keepRest({ rows, indent, end }: Shape, to: Offsets): void {
  for (let i = end; i < rows.length; i++) {
    const row = rows[i];
    if (row === undefined) return;
    putBreak(rows[i - 1], to);
    copyFrom(row, indent, to, row.content);
  }
  if (end === rows.length) putBreak(rows[end - 1], to);
}
