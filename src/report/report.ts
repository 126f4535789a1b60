import type { Finding, Level } from '../check/finding.js';
import type { RuleMeta } from '../check/rule.js';
import type { Problem } from '../core/problem.js';
import type { SinkCoverage } from '../check/summary.js';

export type { SinkCoverage, Tally } from '../check/summary.js';

/** An exception of ours, caught for one rule or reader and one file. */
export interface InternalError {
  readonly where: string;
  readonly file: string;
  readonly error: Error;
}

/** Everything that a run found out; what reporters take. */
export interface Report {
  /** In order of path, offset, rule. */
  readonly findings: readonly Finding[];
  readonly problems: readonly (Omit<Problem, 'level'> & { readonly level: Level })[];
  readonly coverage: readonly SinkCoverage[];
  readonly internalErrors: readonly InternalError[];
  /** Every rule there is, in the order of the catalogue. */
  readonly rules: readonly RuleMeta[];
  readonly files: FileCounts;
  /** The paths of the files that keytrail recognised and read, sorted. */
  readonly read: readonly string[];
  /** Parameters that were given by hand, and that no template has. */
  readonly undeclaredParameters: readonly string[];
  /** The same for variables of Terraform. */
  readonly undeclaredVariables: readonly string[];
}

export interface FileCounts {
  /** Files looked at. */
  readonly seen: number;
  /** Files that keytrail recognised. */
  readonly recognised: number;
}
