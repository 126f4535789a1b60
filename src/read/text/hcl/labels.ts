import { LF, nameEnd, QUOTE } from './characters.js';
import { type Cursor, refusal } from './cursor.js';
import { plainTemplate, type Label } from './syntax.js';
import { quotedTemplate } from './templates.js';

/** The label at the next character; undefined if there is none. */
export function labelAt(cursor: Cursor): Label | undefined {
  if (cursor.peek() === QUOTE) return quotedLabel(cursor);
  const start = cursor.at;
  const end = nameEnd(cursor.text, start);
  if (end === start) return undefined;
  cursor.at = end;
  return { text: cursor.text.slice(start, end), span: cursor.span(start, end) };
}

function quotedLabel(cursor: Cursor): Label {
  const { level, text } = cursor;
  const start = cursor.at;
  try {
    const template = quotedTemplate(cursor);
    const plain = plainTemplate(template);
    if (plain === undefined) cursor.faults.add('expected a label without interpolations', start, cursor.at);
    return { text: plain ?? text.slice(start + 1, cursor.at - 1), span: template.span };
  } catch (thrown) {
    if (thrown !== refusal) throw thrown;
    cursor.resume(level);
    cursor.minds = true;
    cursor.at = labelEnd(text, start);
    return { text: text.slice(start + 1, cursor.at), span: cursor.span(start, cursor.at) };
  }
}

/** Of a label that cannot be read: the next quote on its line, or where its line ends. */
function labelEnd(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length && text.charCodeAt(at) !== LF; at++) if (text.charCodeAt(at) === QUOTE) return at + 1;
  return at;
}
