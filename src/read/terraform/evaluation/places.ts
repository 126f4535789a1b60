import type { Source, Span } from '../../../core/source.js';

/** From a place in a text that was put together to the place where it was written. */
export type Locate = (start: number, end: number) => Span;

const locators = new WeakMap<Source, Locate>();

/** A text that stands in no file by itself, such as an expression in a JSON string: places in it are places of the string. */
export function virtual(path: string, text: string, locate: Locate): Source {
  const source: Source = { path, text, bom: false };
  locators.set(source, locate);
  return source;
}

/** The place in a file. */
export function real(span: Span): Span {
  const locate = locators.get(span.source);
  return locate === undefined ? span : real(locate(span.start, span.end));
}
