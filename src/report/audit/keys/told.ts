import type { KeyReport } from '../../../audit/keys.js';
import type { Problem } from '../../../core/problem.js';

/** What `keytrail audit keys` tells. */
export interface KeysTold {
  readonly report: KeyReport;
  /** What could not be read. */
  readonly problems: readonly Problem[];
}
