import { map, scalar, type Entry, type MapNode } from '../../core/node.js';
import { literal, type Source } from '../../core/source.js';
import type { Part } from './cutting/elements.js';

const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const OPEN_LIST = 91;
const OPEN_MAP = 123;

/** How a table of calls is written: RFC 4180, with commas or tabs. */
export interface Table {
  /** Names of columns, in small letters. */
  readonly columns: readonly string[];
  readonly separator: string;
}

/** A column without which no row is a call. */
const needed: ReadonlySet<string> = new Set(['eventname', 'record', 'eventjson']);

/** Bytes in which the first line of a table ends. */
const HEAD = 16_384;

/** The table that a text is, by its first line; undefined for another text. */
export function tableOf(bytes: Buffer): Table | undefined {
  // JSON is the rule.
  if (bytes[0] === OPEN_MAP || bytes[0] === OPEN_LIST) return undefined;
  const line = /^[^\r\n]*/u.exec(bytes.toString('latin1', 0, HEAD))?.[0] ?? '';
  const separator = line.includes('\t') ? '\t' : ',';
  const columns = line.split(separator).map((name) => name.trim().replace(/^"(.*)"$/u, '$1').toLowerCase());
  return columns.some((name) => needed.has(name)) ? { columns, separator } : undefined;
}

/** Goes through a table, piece by piece, and tells where its rows stand; a line end in quotes ends none. */
export class Rows {
  private bytes: Buffer = Buffer.alloc(0);
  private at = 0;
  private start = 0;
  private inString = false;
  readonly isBroken = false;

  feed(bytes: Buffer): void {
    this.start -= this.bytes.length;
    this.bytes = bytes;
    this.at = 0;
  }

  get open(): number | undefined {
    return this.start < this.bytes.length ? this.start : undefined;
  }

  get isComplete(): boolean {
    return !this.inString;
  }

  next(): Part | undefined {
    const { bytes } = this;
    let { inString } = this;
    for (let { at } = this; at < bytes.length; ) {
      const code = bytes[at++];
      if (code === QUOTE) inString = !inString;
      else if (code === LINE_FEED && !inString) {
        const part = { start: this.start, end: at - 1 };
        this.start = this.at = at;
        this.inString = false;
        return part;
      }
    }
    this.at = bytes.length;
    this.inString = inString;
    return undefined;
  }
}

/** A row as a map of its cells. Nothing stands in a cell that is empty. */
export function rowOf(source: Source, { columns, separator }: Table): MapNode {
  const entries = new Map<string, Entry>();
  const { text } = source;
  let start = 0;
  for (const name of columns) {
    const end = endOfCell(text, start, separator);
    const origin = literal({ source, start, end });
    const value = cell(text.slice(start, end));
    if (value !== '') entries.set(name, { key: origin, value: scalar(value, origin) });
    if (end >= text.length) break;
    start = end + 1;
  }
  return map(entries, literal({ source, start: 0, end: text.length }));
}

const cell = (written: string): string => (written.startsWith('"') ? written.slice(1, written.endsWith('"') && written.length > 1 ? -1 : undefined).replaceAll('""', '"') : written);

function endOfCell(text: string, start: number, separator: string): number {
  let at = start;
  if (text.charCodeAt(at) === QUOTE) {
    for (at++; at < text.length; at++) {
      if (text.charCodeAt(at) !== QUOTE) continue;
      if (text.charCodeAt(at + 1) !== QUOTE) break;
      at++;
    }
  }
  const end = text.indexOf(separator, at);
  const last = text.charCodeAt(text.length - 1) === CARRIAGE_RETURN ? text.length - 1 : text.length;
  return end === -1 ? last : end;
}
