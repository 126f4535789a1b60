import { kmsEvents } from '../../data/kms-events.js';

/**
 * What becomes of a KMS event at a sink. `depends`: lost perhaps, for some callers only or because what was set is not known.
 * `unknown`: the records do not tell. `not-begun`: there is nothing yet that could lose it.
 */
export type Status = 'logged' | 'lost' | 'depends' | 'unknown' | 'not-begun';

/** For each of the 58 KMS events, in the order of the data. The same object where nothing changed. */
export interface Statuses {
  readonly of: readonly Status[];
  /** Why it depends, in words without anything of a record's text; undefined where nothing does. */
  readonly reason: string | undefined;
}

const all = (status: Status, reason?: string): Statuses => ({ of: kmsEvents.map(() => status), reason });

export const ALL_LOGGED = all('logged');
export const ALL_LOST = all('lost');
export const ALL_UNKNOWN = all('unknown');
export const NOT_BEGUN = all('not-begun');

const depending = new Map<string, Statuses>();

export function allDepend(reason: string): Statuses {
  const known = depending.get(reason) ?? all('depends', reason);
  depending.set(reason, known);
  return known;
}

export const SAME_SECOND = 'several calls were made in the same second, and which of them came last is not known';

/** What holds if each of several is possible: where they differ and one of them loses the event, it depends. */
export function either(several: readonly Statuses[]): Statuses {
  const [first = ALL_UNKNOWN, ...rest] = new Set(several);
  if (rest.length === 0) return first;
  const of = first.of.map((status, index): Status => {
    const others = rest.map((one) => one.of[index] ?? 'unknown');
    if (others.every((other) => other === status)) return status;
    return [status, ...others].some((one) => one === 'lost' || one === 'depends') ? 'depends' : 'unknown';
  });
  const differ = of.some((status, index) => status === 'depends' && first.of[index] !== 'depends');
  return { of, reason: differ ? SAME_SECOND : (first.reason ?? rest.find(({ reason }) => reason !== undefined)?.reason) };
}
