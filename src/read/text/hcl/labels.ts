import { nameEnd, QUOTE } from './characters.js';
import { type Cursor, refusal } from './cursor.js';
import { type Label, plainTemplate } from './syntax.js';
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
    return { text: text.slice(start + 1, cursor.at).replace(/[\s"]+$/u, ''), span: cursor.span(start, cursor.at) };
  }
}

/** Of a label that cannot be read: the next quote on its line, or the brace at the end of its line, or that end. */
function labelEnd(text: string, start: number): number {
  const lineEnd = text.indexOf('\n', start);
  const line = text.slice(start, lineEnd < 0 ? text.length : lineEnd).trimEnd();
  const quote = line.indexOf('"', 1);
  if (quote > 0) return start + quote + 1;
  return start + (line.endsWith('{') ? line.length - 1 : line.length);
}
