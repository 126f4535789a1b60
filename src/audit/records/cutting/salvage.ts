import { listNames, type Part } from './elements.js';

/**
 * How an item of a list, or a value that stands for itself, begins, whatever is broken before it: no string of JSON holds a bracket
 * with a bare quote behind it. The map under a key is none, but for a record in an envelope.
 */
const BEGINNING = /(?<!:\s{0,64})\{\s{0,64}"|\{\s{0,64}"[eE]vent(?:Version|Id|ID)"/gu;

const QUOTE = 34;
const BACKSLASH = 92;
const BRACE_BIT = 32;
const OPEN_MAP = 123;
const CLOSE_MAP = 125;

/** Where an element begins; `whole` says whether it also ends, with nothing behind it that is part of it. */
export interface Salvaged extends Part {
  readonly whole: boolean;
}

/** Bytes that are looked at for each byte of the text: what is made up of beginnings is not looked at again and again. */
const EFFORT = 8;
/** Of a window that goes on, so much behind a beginning must be seen before it is taken for broken. */
const PATIENCE = 4 * 1024 * 1024;

/**
 * The elements of a text that is broken somewhere, found by how they begin. Where one is not closed before the next
 * begins, it is the broken one, unless what begins is a part of it and it is sound after all. `isLast`: the text
 * ends here; else an element that is not closed yet is left for the next window, which begins with it.
 */
export function salvage(bytes: Buffer, isLast: boolean): readonly Salvaged[] {
  const beginnings = [...bytes.toString('latin1').matchAll(BEGINNING)].map(({ index }) => index);
  const found: Salvaged[] = [];
  let effort = bytes.length * EFFORT;
  for (let index = 0; index < beginnings.length; ) {
    const start = beginnings[index] ?? 0;
    const next = beginnings[index + 1] ?? bytes.length;
    if (isContainer(bytes, start, next)) {
      index++;
      continue;
    }
    const end = endOf(bytes, start, effort > 0 ? bytes.length : next);
    effort -= (end ?? bytes.length) - start;
    if (end === undefined && !isLast && bytes.length - start < PATIENCE) break;
    if (end === undefined || (end > next && !isSound(bytes, start, end))) {
      found.push({ start, end: next, whole: false });
      index++;
      continue;
    }
    while (index < beginnings.length && (beginnings[index] ?? 0) < end) index++;
    const behind = beginnings[index] ?? bytes.length;
    const whole = endsThere(bytes, end, behind);
    found.push({ start, end: whole ? end : behind, whole });
  }
  return found;
}

/** What stands around elements: its items are looked at one by one. */
function isContainer(bytes: Buffer, start: number, next: number): boolean {
  const opening = bytes.toString('latin1', Math.max(start, next - 256), next);
  const name = /"(\w{1,16})"\s*:\s*\[\s*$/u.exec(opening)?.[1];
  return name !== undefined && listNames.has(name.toLowerCase()) && !/event(?:Name|Version|Source)/iu.test(opening);
}

/** Behind the bracket that closes what opens at `start`; undefined where none does before `limit`. */
function endOf(bytes: Buffer, start: number, limit: number): number | undefined {
  let depth = 0;
  for (let at = start; at < limit; ) {
    const code = bytes[at++] ?? 0;
    if (code === QUOTE) {
      let inside: number | undefined;
      while (at < limit && (inside = bytes[at++]) !== QUOTE) if (inside === BACKSLASH) at++;
    } else if ((code | BRACE_BIT) === OPEN_MAP) depth++;
    else if ((code | BRACE_BIT) === CLOSE_MAP && --depth === 0) return at;
  }
  return undefined;
}

function isSound(bytes: Buffer, start: number, end: number): boolean {
  try {
    JSON.parse(bytes.toString('utf8', start, end));
    return true;
  } catch {
    return false;
  }
}

/** Whether nothing up to the next beginning is a member that has lost its map, or the end of one. Behind the end of a list anything may stand. */
function endsThere(bytes: Buffer, end: number, next: number): boolean {
  const behind = bytes.toString('latin1', end, Math.min(next, end + 256)).trimStart();
  return behind.startsWith(']') || !/^\}|"/u.test(behind);
}
