import type { Span } from './source.js';

/** Something about the user's input that kept keytrail from reading all of it. Readers collect problems; they do not throw. */
export interface Problem {
  /** `parse-error`: the text is broken. `gap`: it is fine, but something that could matter was not followed. */
  readonly rule: 'parse-error' | 'gap';
  /** `warning`: all of it was read, and may still be another thing than was meant. */
  readonly level: 'error' | 'warning';
  readonly message: string;
  readonly span: Span;
  /** What to do, where that is another thing than for most problems of its kind. */
  readonly advice?: string;
  /** Of a gap: behind `span`, or in the whole file, anything may stand. A gap in a text that nobody has (its `text` is empty) says so by itself. */
  readonly unread?: true;
}

export const parseError = (message: string, span: Span, level: Problem['level'] = 'error', advice?: string): Problem => ({ rule: 'parse-error', level, message, span, ...(advice !== undefined && { advice }) });
export const gap = (message: string, span: Span): Problem => ({ rule: 'gap', level: 'warning', message, span });
/** A gap that leaves out the rest of a text, and not one value. */
export const unreadGap = (message: string, span: Span): Problem => ({ ...gap(message, span), unread: true });

/** Whether a part of the file was not read at all: what is not found there may be there all the same. */
export const leavesUnread = ({ rule, level, unread, span }: Pick<Problem, 'rule' | 'unread' | 'span'> & { readonly level: string }): boolean =>
  rule === 'parse-error' ? level === 'error' : unread === true || span.source.text === '';
