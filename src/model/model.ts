import type { Alarm } from './alarm/alarm.js';
import type { Permissions } from './grant/policy.js';
import type { Removal } from './removal.js';
import type { Sink } from './sink.js';

/** What rules see: one unit in one world. */
export interface Model extends Declarations {
  /** What a plan or a call takes away. */
  readonly removals: readonly Removal[];
}

/** What there will be. */
export interface Declarations {
  readonly sinks: readonly Sink[];
  readonly permissions: Permissions;
  /** What watches events while they happen; empty where no trail is in view. */
  readonly alarms: readonly Alarm[];
}
