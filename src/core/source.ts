/** Where a part of a file that is read in parts stands in it. */
export interface Excerpt {
  /** Where it begins and ends in `Source.text`; what is between two of them stands in no file. */
  readonly at: number;
  readonly end: number;
  /** UTF-16 code units before it in the file. */
  readonly offset: number;
  /** Lines that end before it. */
  readonly line: number;
  /** UTF-16 code units before it on its line. */
  readonly column: number;
}

/** A text that was read, and places in it. Offsets are UTF-16 code units everywhere; lines and columns exist only at the edge (`line-index.ts`). */
export interface Source {
  /** Relative to the repository root (or working folder), with `/`; `<stdin>` or the name given for it. */
  readonly path: string;
  /** The decoded text without a byte order mark; offsets count from here. */
  readonly text: string;
  /** Whether a byte order mark was taken off: a fix must put it back. */
  readonly bom: boolean;
  /**
   * For a file that is read in parts because most of it does not matter and all of it may not fit into a string: `text` holds
   * those parts, one behind the other, and these are their places, in order. Nobody writes such files by hand: no fix changes one.
   */
  readonly excerpts?: readonly Excerpt[];
}

/** Half-open: `text.slice(start, end)`. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** How a value came to stand where it is used. `plan`: Terraform has worked it out, and this is where it says so. */
export type Via = 'literal' | 'plan' | 'service-default' | 'parameter' | 'allowed-value' | 'mapping' | 'reference' | 'function';

/** Where a value is used and, through `from`, each place it passed on its way from where it was written. */
export interface Origin {
  readonly span: Span;
  readonly via: Via;
  readonly from?: Origin;
}

export const textOf = (span: Span): string => span.source.text.slice(span.start, span.end);

/** The origin of something written at `span`. */
export const literal = (span: Span): Origin => ({ span, via: 'literal' });

/** The origin of something used at `span` whose value was written at `from`. */
export const through = (span: Span, via: Via, from: Origin): Origin => ({ span, via, from });

/** Every station of an origin, the place of use first, the place where the value was written last. */
export function stations(origin: Origin): readonly Origin[] {
  const found: Origin[] = [];
  for (let at: Origin | undefined = origin; at !== undefined; at = at.from) found.push(at);
  return found;
}

/** Where the value was written. */
export const root = (origin: Origin): Origin => stations(origin).at(-1) ?? origin;

/**
 * The part of `span` on its first line, without trailing blanks or the punctuation that opens a block. Findings
 * stand on one line: GitHub shows an alert in a pull request only if every line of its region is in the diff.
 */
export function onOneLine(span: Span): Span {
  const text = textOf(span);
  // Nearly every span: to make the pattern takes longer than all else here.
  if (!text.includes('\n') && !text.includes('\r')) return span;
  const line = /[\r\n]/.exec(text);
  if (line === null) return span;
  const first = text.slice(0, line.index).replace(/[\s:|>&]+$/u, '');
  return first === '' ? { ...span, end: span.start + line.index } : { ...span, end: span.start + first.length };
}

export const sameSpan = (a: Span, b: Span): boolean => a.source === b.source && a.start === b.start && a.end === b.end;

/** A set of places: what a list of them holds is not searched again and again. */
export class Spans {
  readonly #bySource = new Map<Source, Set<string>>();

  constructor(spans: Iterable<Span> = []) {
    for (const span of spans) this.add(span);
  }

  has({ source, start, end }: Span): boolean {
    return this.#bySource.get(source)?.has(`${start}-${end}`) === true;
  }

  /** Whether it was not there yet. */
  add(span: Span): boolean {
    if (this.has(span)) return false;
    const { source, start, end } = span;
    const known = this.#bySource.get(source) ?? new Set();
    this.#bySource.set(source, known);
    known.add(`${start}-${end}`);
    return true;
  }
}

/** Document order: by path, then by offset. */
export const bySpan = (a: Span, b: Span): number =>
  a.source.path < b.source.path ? -1 : a.source.path > b.source.path ? 1 : a.start - b.start || a.end - b.end;
