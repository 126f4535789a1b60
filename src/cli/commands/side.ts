import type { Overlay } from '../../read/files.js';

/** The files that a run is about. */
export interface Side {
  /** What stands in place of what lies there; undefined: nothing does. */
  readonly overlay: Overlay | undefined;
  /** Whether it is what was there before: files that are named and were not there yet are left out. */
  readonly isPast: boolean;
}

/** The files as they lie. */
export const workTree: Side = { overlay: undefined, isPast: false };
