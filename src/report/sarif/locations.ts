import type { Place } from '../../check/finding.js';
import { contiguous, offsetInFile, regionOf } from '../../core/line-index.js';
import { textOf } from '../../core/source.js';
import type { Span } from '../../core/source.js';
import type { Artifacts } from './artifacts.js';
import type { LineRegion, Location, PhysicalLocation, Region } from './log.js';
import { message } from './message.js';

/** Characters shown on either side of a region: a template of one line can be megabytes. */
const CONTEXT = 240;

/** Section 3.28: a place and what is said there. */
export const locationOf = (place: Place, artifacts: Artifacts): Location => ({
  physicalLocation: physicalLocationOf(place.span, artifacts),
  ...(place.message !== '' && { message: message(place.message) }),
});

/** Section 3.29. */
export const physicalLocationOf = (span: Span, artifacts: Artifacts): PhysicalLocation => ({
  artifactLocation: artifacts.at(span.source.path),
  region: artifacts.texts ? withSnippet(span) : lines(span),
});

/** With the lines around, for whoever sees the log without the file. */
export function inContext(location: Location, span: Span, { texts }: Artifacts): Location {
  if (!texts) return location;
  const context = contextOf(span);
  // Section 3.29.5: the context has to be larger than the region.
  const larger = context.start < span.start || context.end > span.end;
  if (!larger || location.physicalLocation === undefined) return location;
  return { ...location, physicalLocation: { ...location.physicalLocation, contextRegion: withSnippet(context) } };
}

/**
 * Section 3.30: by lines and by characters, each complete in itself. Neither counts a byte order mark (section 3.30.2);
 * byte offsets would, and nobody needs them.
 */
export const region = (span: Span): Region => ({ ...lines(span), charOffset: offsetInFile(span.source, span.start), charLength: span.end - span.start });

function lines(span: Span): LineRegion {
  const { start, end } = regionOf(span);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function withSnippet(span: Span): Region {
  const text = textOf(span);
  return { ...region(span), ...(text !== '' && { snippet: { text } }) };
}

/** The lines of `span` and one on either side, as far as they fit and stand together. */
function contextOf({ source, start, end }: Span): Span {
  const { text } = source;
  const part = contiguous(source, start);
  return {
    source,
    start: whole(text, Math.max(part.start, linesBefore(text, start))),
    end: whole(text, Math.min(part.end, linesAfter(text, end))),
  };
}

/** Where the line before that of `offset` begins. */
function linesBefore(text: string, offset: number): number {
  const from = Math.max(0, offset - CONTEXT);
  const own = lineStart(text, from, offset);
  if (own === from) return from;
  const isPair = own - 2 >= from && text.startsWith('\r\n', own - 2);
  return lineStart(text, from, own - (isPair ? 2 : 1));
}

/** Where the line behind that of `offset` ends. */
function linesAfter(text: string, offset: number): number {
  const to = Math.min(text.length, offset + CONTEXT);
  const own = lineEnd(text, offset, to);
  if (own === to) return to;
  const isPair = own + 2 <= to && text.startsWith('\r\n', own);
  return lineEnd(text, own + (isPair ? 2 : 1), to);
}

function lineStart(text: string, from: number, offset: number): number {
  let start = offset;
  while (start > from && !isBreak(text.charCodeAt(start - 1))) start--;
  return start;
}

function lineEnd(text: string, offset: number, to: number): number {
  let end = offset;
  while (end < to && !isBreak(text.charCodeAt(end))) end++;
  return end;
}

const isBreak = (code: number): boolean => code === 10 || code === 13;

/** `offset`, or the one before it if that would part a surrogate pair. */
const whole = (text: string, offset: number): number => {
  const code = text.charCodeAt(offset);
  const inPair = code >= 0xdc00 && code <= 0xdfff && offset > 0 && text.charCodeAt(offset - 1) >= 0xd800 && text.charCodeAt(offset - 1) <= 0xdbff;
  return inPair ? offset - 1 : offset;
};
