import type { Preset } from '../scripts.js';
import type { Located } from '../values/located.js';

/** A script that stands in something else. */
export interface Carried {
  readonly text: Located;
  /** What it is given: variables of the environment. */
  readonly preset: Preset;
  /** Folders in which it may run, besides that of its file and the root. */
  readonly folders: readonly string[];
}
