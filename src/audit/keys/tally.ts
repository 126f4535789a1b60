import type { KmsUse, Window } from '../audit.js';
import type { Lost } from './window.js';

/** An event of a key. */
export interface EventCount {
  readonly name: string;
  readonly count: number;
  /** How many of them failed. */
  readonly failed: number;
}

export interface PrincipalCount {
  /** The role of a role session, else the ARN or whatever else says who called; empty where nothing does. */
  readonly principal: string;
  readonly count: number;
}

/** What is recorded of a key before a window, in it, and behind it: of the events that the window lost, where it lost them. */
export interface Around {
  readonly window: Window;
  readonly last: KmsUse | undefined;
  /** Recorded all the same, by another sink. */
  readonly meanwhile: number;
  /** Undefined too while the window is open. */
  readonly next: KmsUse | undefined;
}

/** Counts the uses of one key; what it keeps does not grow with their number. */
export class Tally {
  readonly names = new Set<string>();
  private readonly counts = new Map<string, { count: number; failed: number }>();
  private readonly callers = new Map<string, number>();
  private readonly around: { last: KmsUse | undefined; meanwhile: number; next: KmsUse | undefined }[];
  private first: KmsUse | undefined;
  private last: KmsUse | undefined;

  constructor(private readonly windows: readonly Lost[]) {
    this.around = windows.map(() => ({ last: undefined, meanwhile: 0, next: undefined }));
  }

  add(use: KmsUse): void {
    count(this.counts, use.name, use.failure !== undefined);
    const caller = use.caller.role ?? use.caller.principal;
    this.callers.set(caller, (this.callers.get(caller) ?? 0) + 1);
    this.first = earlier(this.first, use);
    this.last = later(this.last, use);
    for (const [at, { window, includes }] of this.windows.entries()) {
      const found = this.around[at];
      if (found !== undefined && includes(use)) place(found, window, use);
    }
  }

  counted(): Counted {
    const events = [...this.counts].map(([name, { count: times, failed }]) => ({ name, count: times, failed }));
    const principals = [...this.callers].map(([principal, times]) => ({ principal, count: times }));
    return {
      count: events.reduce((sum, event) => sum + event.count, 0),
      events: events.sort((a, b) => b.count - a.count || compare(a.name, b.name)),
      principals: principals.sort((a, b) => b.count - a.count || compare(a.principal, b.principal)),
      first: this.first,
      last: this.last,
      around: this.windows.flatMap(({ window }, at) => {
        const { last, meanwhile = 0, next } = this.around[at] ?? {};
        return last === undefined && meanwhile === 0 && next === undefined ? [] : [{ window, last, meanwhile, next }];
      }),
    };
  }
}

export interface Counted {
  readonly count: number;
  /** The most frequent first, then by name. */
  readonly events: readonly EventCount[];
  /** The same. */
  readonly principals: readonly PrincipalCount[];
  /** By time, then eventID. */
  readonly first: KmsUse | undefined;
  readonly last: KmsUse | undefined;
  /** Only windows of which there is something to tell. */
  readonly around: readonly Around[];
}

function count(counts: Map<string, { count: number; failed: number }>, name: string, failed: boolean): void {
  const known = counts.get(name) ?? { count: 0, failed: 0 };
  known.count++;
  if (failed) known.failed++;
  counts.set(name, known);
}

function place(found: { last: KmsUse | undefined; meanwhile: number; next: KmsUse | undefined }, window: Window, use: KmsUse): void {
  if (use.time < window.from) found.last = later(found.last, use);
  else if (window.to === undefined || use.time < window.to) found.meanwhile++;
  else found.next = earlier(found.next, use);
}

/** The same whatever order they come in. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const order = (a: KmsUse, b: KmsUse): number => a.time - b.time || compare(a.eventId ?? '', b.eventId ?? '') || compare(a.name, b.name) || compare(a.file, b.file);

export const earlier = (a: KmsUse | undefined, b: KmsUse | undefined): KmsUse | undefined => (a === undefined || (b !== undefined && order(b, a) < 0) ? b : a);
export const later = (a: KmsUse | undefined, b: KmsUse | undefined): KmsUse | undefined => (a === undefined || (b !== undefined && order(b, a) > 0) ? b : a);
