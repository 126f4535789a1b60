import type { Source, Span } from '../../../core/source.js';
import { DecodedText, Offsets, type Decoded } from '../offsets.js';
import { BACKSLASH, DOLLAR, isWhiteSpace, OPEN_BRACE, PERCENT } from './characters.js';
import type { Run, TemplateText } from './syntax.js';

const known = new WeakMap<TemplateText, Offsets>();

/** The place of the characters `[from, to)` of a text's `value`. */
export function locateInLiteral(text: TemplateText, from: number, to: number): Span {
  const { span, value, runs } = text;
  const start = Math.max(0, Math.min(from, value.length));
  const end = Math.max(start, Math.min(to, value.length));
  // Each escape is longer than what it stands for.
  if (runs.length === 0 && span.end - span.start === value.length) return { source: span.source, start: span.start + start, end: span.start + end };
  if (value === '') return { source: span.source, start: span.start, end: span.start };
  return offsetsOf(text).span(start, end);
}

function offsetsOf(text: TemplateText): Offsets {
  const found = known.get(text);
  if (found !== undefined) return found;
  const made = new Offsets(text.span.source, text.value);
  for (const run of text.runs.length === 0 ? [text.span] : text.runs) decode(text.span.source, run, text.isQuoted, made);
  known.set(text, made);
  return made;
}

/** The text that runs of the source stand for, one behind the other. */
export function decodedText(source: Source, runs: readonly Run[], isQuoted: boolean): string {
  let decoded = '';
  for (const run of runs) {
    const written = source.text.slice(run.start, run.end);
    decoded += mayEscape(written, isQuoted) ? decodedRun(source, run, isQuoted) : written;
  }
  return decoded;
}

/** Most text holds no escape, and to look for one is ten times faster than to decode. */
const mayEscape = (written: string, isQuoted: boolean): boolean => (isQuoted && written.includes('\\')) || written.includes('${') || written.includes('%{');

function decodedRun(source: Source, run: Run, isQuoted: boolean): string {
  const to = new DecodedText(source);
  decode(source, run, isQuoted, to);
  return to.text;
}

function decode({ text }: Source, { start, end }: Run, isQuoted: boolean, to: Decoded): void {
  let from = start;
  let at = start;
  while (at < end) {
    const next = escapeEnd(text, at, end, isQuoted);
    if (next > at) {
      to.copy(from, at);
      to.put(escaped(text.slice(at, next)), at, next);
      from = next;
    }
    at = next > at ? next : at + 1;
  }
  to.copy(from, end);
}

/** Behind the escape that begins at `at`; `at` itself if none does. */
function escapeEnd(text: string, at: number, end: number, isQuoted: boolean): number {
  const code = text.charCodeAt(at);
  if (code === BACKSLASH) return isQuoted ? Math.min(backslashEnd(text, at), end) : at;
  if (code !== DOLLAR && code !== PERCENT) return at;
  return at + 2 < end && text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === OPEN_BRACE ? at + 3 : at;
}

/** `\uXXXX` and `\UXXXXXXXX` with as many digits as there are; anything else is two characters. */
function backslashEnd(text: string, at: number): number {
  const letter = text.charAt(at + 1);
  const most = letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  let end = at + 2;
  while (end < at + 2 + most && isHexDigit(text.charCodeAt(end))) end++;
  return end;
}

const isHexDigit = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);

/** What an escape stands for; one that HCL does not know stands for what is behind its backslash. */
function escaped(escape: string): string {
  if (!escape.startsWith('\\')) return escape.slice(1);
  return codePointOf(escape) ?? ESCAPES.get(escape.charAt(1)) ?? escape.slice(1);
}

function codePointOf(escape: string): string | undefined {
  const wanted = escape.charAt(1) === 'u' ? 6 : escape.charAt(1) === 'U' ? 10 : 0;
  if (escape.length !== wanted) return undefined;
  const code = parseInt(escape.slice(2), 16);
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? undefined : String.fromCodePoint(code);
}

/** What is wrong with the escape at `at`, and where it ends. */
export function checkedEscape(text: string, at: number): { readonly end: number; readonly fault: string | undefined } {
  const end = backslashEnd(text, at);
  const letter = text.charAt(at + 1);
  if (ESCAPES.has(letter) || codePointOf(text.slice(at, end)) !== undefined) return { end, fault: undefined };
  if (letter === 'u') return { end, fault: 'expected four hexadecimal digits of a character behind `\\u`' };
  if (letter === 'U') return { end, fault: 'expected eight hexadecimal digits of a character behind `\\U`' };
  return { end, fault: 'expected one of `\\n`, `\\r`, `\\t`, `\\"`, `\\\\`, `\\u` and `\\U`: a backslash by itself is written `\\\\`' };
}

/** Behind the white space that the decoded text of a run begins with. */
export function withoutLeading({ text }: Source, { start, end }: Run, isQuoted: boolean): number {
  let at = start;
  while (at < end) {
    const next = Math.max(at + 1, escapeEnd(text, at, end, isQuoted));
    if (!isBlankAt(text, at, next)) return at;
    at = next;
  }
  return end;
}

/** Behind the last character of a run's decoded text that is no white space. */
export function withoutTrailing({ text }: Source, { start, end }: Run, isQuoted: boolean): number {
  let last = start;
  let at = start;
  while (at < end) {
    const next = Math.max(at + 1, escapeEnd(text, at, end, isQuoted));
    if (!isBlankAt(text, at, next)) last = next;
    at = next;
  }
  return last;
}

const isBlankAt = (text: string, at: number, next: number): boolean => isWhiteSpace(next === at + 1 ? text.charCodeAt(at) : escaped(text.slice(at, next)).charCodeAt(0));
