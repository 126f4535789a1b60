import type { Origin } from './source.js';
import type { Text } from './text.js';

/** A value that evaluation settled. */
export interface Known<T> {
  readonly kind: 'known';
  readonly value: T;
  readonly origin: Origin;
}

/** A value that evaluation could not settle. */
export interface Unknown {
  readonly kind: 'unknown';
  /** Why, in words that fit behind "because": `parameter X has no default`. */
  readonly reason: string;
  /**
   * `open`: it has a value that is not visible here. `invalid`: what is written is no legal value, and `selector-invalid`
   * says so. `malformed`: it has the wrong shape, and a `parse-error` says so. No rule tells the last two once more.
   */
  readonly nature: 'open' | 'invalid' | 'malformed';
  /** As much as is known of a string; a single `any` hole where nothing is. */
  readonly text: Text;
  readonly origin: Origin;
}

/** Not declared; `origin` is where the declaration that lacks it stands. */
export interface Absent {
  readonly kind: 'absent';
  readonly origin: Origin;
}

export type Value<T> = Known<T> | Absent | Unknown;

/** A value for which the service has a default, so that it is never absent (the default is known `via: 'service-default'`). */
export type Setting<T> = Known<T> | Unknown;

/** A list that may have members we cannot see: each unseen part may hold any number of them. */
export interface Many<T> {
  readonly items: readonly T[];
  readonly unseen: readonly Unknown[];
  readonly origin: Origin;
}

export const known = <T>(value: T, origin: Origin): Known<T> => ({ kind: 'known', value, origin });
export const unknown = (reason: string, origin: Origin, nature: Unknown['nature'] = 'open', text: Text = NOTHING): Unknown => ({ kind: 'unknown', reason, nature, text, origin });

const NOTHING: Text = [{ name: '?', holds: 'any' }];
export const absent = (origin: Origin): Absent => ({ kind: 'absent', origin });

/** What the service takes when nothing is declared; `at` is the declaration that lacks it. */
export const serviceDefault = <T>(value: T, at: Origin): Known<T> => known(value, { span: at.span, via: 'service-default' });
