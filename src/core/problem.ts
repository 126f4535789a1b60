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
}

export const parseError = (message: string, span: Span, level: Problem['level'] = 'error', advice?: string): Problem => ({ rule: 'parse-error', level, message, span, ...(advice !== undefined && { advice }) });
export const gap = (message: string, span: Span): Problem => ({ rule: 'gap', level: 'warning', message, span });
