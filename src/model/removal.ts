import type { Origin } from '../core/source.js';
import { and, type Truth } from '../core/truth.js';
import { coverage, isRecording } from './coverage.js';
import { losses } from './loss.js';
import type { Culprit } from './selector/selects.js';
import type { Sink } from './sink.js';

/** A change that takes a sink away, or what a sink was told to log. */
export interface Removal {
  /**
   * `replaced`: it is gone until another one is made in its place. `selectors-dropped`: nothing puts others in the place of its
   * selectors. `deleted-by-call`: a call of the API deletes it, which does not say what it logs.
   */
  readonly how: 'deleted' | 'replaced' | 'selectors-dropped' | 'deleted-by-call';
  /** The sink as it is before the change. */
  readonly before: Sink;
  /** Where the change is told. */
  readonly at: Origin;
}

/** KMS events that are not logged because of a removal. */
export interface Vanishing {
  readonly truth: Truth;
  /** Names, sorted. */
  readonly events: readonly string[];
  /** The selectors that may stay. */
  readonly culprits: readonly Culprit[];
}

/** What vanishes with a sink are the events that it logs; what selectors that may stay keep out are those that it does not. */
export function vanishing({ how, before }: Removal): Vanishing {
  if (how === 'selectors-dropped') {
    const lost = losses(before);
    return { truth: lost.length === 0 ? 'no' : and('maybe', isRecording(before)), events: names(lost.flatMap(({ events }) => events)), culprits: lost.flatMap(({ culprits }) => culprits) };
  }
  // That the call takes away whatever there is, is sure.
  if (how === 'deleted-by-call') return { truth: 'yes', events: [], culprits: [] };
  const logged = coverage(before).filter(({ ever }) => ever !== 'no');
  const truth = logged.length === 0 ? 'no' : logged.some(({ ever }) => ever === 'yes') ? 'yes' : 'maybe';
  return { truth, events: names(logged.map(({ event }) => event.name)), culprits: [] };
}

const names = (all: readonly string[]): readonly string[] => [...new Set(all)].sort();
