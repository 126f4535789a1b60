import { textOf, type Origin, type Span } from '../core/source.js';
import type { Value } from '../core/value.js';
import type { Fix } from './finding.js';

/** Only what is written at the place itself can be changed there; a value that came from elsewhere may be used elsewhere too. */
const isWrittenHere = ({ via, from }: Origin): boolean => via === 'literal' && from === undefined;

/** Writes `value` in place of a literal scalar, in the quotes it had. */
export function replaceScalar(at: Origin, value: string): readonly Fix[] {
  const old = textOf(at.span);
  if (!isWrittenHere(at) || /[\r\n]/u.test(old) || old === '') return [];
  const quote = /^["']/u.exec(old)?.[0] ?? '';
  return [{ description: `Replace \`${old}\` by \`${quote}${value}${quote}\``, edits: [{ span: at.span, text: `${quote}${value}${quote}` }] }];
}

/** Writes `true` in place of a boolean that is false; a status or another word stays. */
export const replaceFalse = (value: Value<boolean>): readonly Fix[] =>
  value.kind === 'known' && /^["']?(?:false|no|off)["']?$/iu.test(textOf(value.origin.span)) ? replaceScalar(value.origin, 'true') : [];

/** Takes a literal item out of a list: in JSON and YAML flow style with its comma, in block style with its line. */
export function removeItem(at: Origin): readonly Fix[] {
  if (!isWrittenHere(at) || /[\r\n]/u.test(textOf(at.span))) return [];
  const edit = isBlockItem(at.span) ? removeBlockItem(at.span) : removeFlowItem(at.span);
  return edit === undefined ? [] : [{ description: `Remove ${textOf(at.span)}`, edits: [edit] }];
}

type Edit = Fix['edits'][number];

const deletion = (span: Span, start: number, end: number, text = ''): Edit => ({ span: { source: span.source, start, end }, text });

function removeFlowItem(span: Span): Edit | undefined {
  const { text } = span.source;
  const after = span.end + (/^\s*/u.exec(text.slice(span.end))?.[0].length ?? 0);
  const before = text.slice(0, span.start).trimEnd().length;
  if (text[after] === ',') return deletion(span, span.start, after + 1 + (/^[ \t]*/u.exec(text.slice(after + 1))?.[0].length ?? 0));
  if (text[before - 1] === ',') return deletion(span, before - 1, span.end);
  return text[before - 1] === '[' && text[after] === ']' ? deletion(span, span.start, span.end) : undefined;
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function lineAround(text: string, offset: number): Line {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const found = text.slice(start).search(/[\r\n]/u);
  const end = found < 0 ? text.length : start + found;
  return { start, end, text: text.slice(start, end) };
}

const isBlockItem = (span: Span): boolean => /^[ \t]*- +$/u.test(span.source.text.slice(lineAround(span.source.text, span.start).start, span.start));

const indentOf = (line: string): number => line.length - line.trimStart().length;
const isItemAt = (line: string, indent: number): boolean => indentOf(line) === indent && line.trimStart().startsWith('- ');

/** The line goes, from the end of the line before it: editors keep the indentation of a line that is emptied from its first column. */
function removeBlockItem(span: Span): Edit | undefined {
  const { text } = span.source;
  const line = lineAround(text, span.start);
  if (line.start === 0 || line.text.slice(span.end - line.start).trim() !== '') return undefined;
  const above = lineAround(text, line.start - (text.slice(line.start - 2, line.start) === '\r\n' ? 2 : 1));
  const nextStart = line.end + (text.startsWith('\r\n', line.end) ? 2 : 1);
  const below = nextStart < text.length ? lineAround(text, nextStart).text : '';
  const indent = indentOf(line.text);
  if (isItemAt(above.text, indent) || isItemAt(below, indent)) return deletion(span, above.end, line.end);
  // The only item: an empty flow list in its place is valid where the list is indented deeper than its key.
  return indentOf(above.text) < indent && /:\s*$/u.test(above.text) && !above.text.trimStart().startsWith('- ') ? deletion(span, line.start + indent, span.end, '[]') : undefined;
}
