import { wholeLines, type Range } from '../lines.js';

/**
 * The lines of attributes and blocks that stand beside each other in a body. Of the blank lines around what goes, those on
 * one side go with it, so that there is no more space than there was: `terraform fmt` does not mind, readers do.
 */
export function bodyRun(text: string, members: readonly Range[]): readonly Range[] | undefined {
  const ranges: Range[] = [];
  for (const { start, end } of stretches(text, members)) {
    const lines = wholeLines(text, start, end);
    if (lines === undefined) return undefined;
    ranges.push(withBlankLines(text, lines));
  }
  return ranges;
}

/** Members with nothing but blanks between them, as one. */
function stretches(text: string, members: readonly Range[]): readonly Range[] {
  const found: Range[] = [];
  for (const { start, end } of members) {
    const last = found.at(-1);
    if (last !== undefined && text.slice(last.end, start).trim() === '') found[found.length - 1] = { start: last.start, end };
    else found.push({ start, end });
  }
  return found;
}

/** `start` is the end of the line before, `end` that of the last line. */
function withBlankLines(text: string, { start, end }: Range): Range {
  const before = blanksBefore(text, start);
  const after = blanksBehind(text, end);
  const hasBlankBehind = text.slice(end, after).split('\n').length > 2;
  if (text.slice(before, start).includes('\n') && (hasBlankBehind || text.charAt(after) === '}')) return { start: before, end };
  if (!hasBlankBehind || text.charAt(before - 1) !== '{') return { start, end };
  const lineBreak = text.lastIndexOf('\n', after - 1);
  return { start, end: text.charAt(lineBreak - 1) === '\r' ? lineBreak - 1 : lineBreak };
}

function blanksBefore(text: string, from: number): number {
  let at = from;
  while (at > 0 && /\s/u.test(text.charAt(at - 1))) at--;
  return at;
}

function blanksBehind(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/u.test(text.charAt(at))) at++;
  return at;
}
