import type { Alarm } from './alarm/alarm.js';
import type { Permissions } from './policy.js';
import type { Sink } from './sink.js';

/** What rules see: one unit in one world. */
export interface Model {
  readonly sinks: readonly Sink[];
  readonly permissions: Permissions;
  /** What watches events while they happen; empty where no trail is in view. */
  readonly alarms: readonly Alarm[];
}
