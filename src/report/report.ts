import type { Finding, Level } from '../check/finding.js';
import type { RuleMeta } from '../check/rule.js';
import type { Problem } from '../core/problem.js';
import type { Place } from '../check/finding.js';
import type { Span } from '../core/source.js';

/** How many events of a kind are surely logged, surely lost, or depend on something unknown or on the caller. They add up to 27 reads or 31 writes. */
export interface Tally {
  readonly logged: number;
  readonly lost: number;
  readonly depends: number;
}

/** What one sink keeps of the 58 KMS events. */
export interface SinkCoverage {
  readonly sink: string;
  readonly kind: 'trail' | 'event-data-store';
  /** The name of the declaration. */
  readonly span: Span;
  readonly reads: Tally;
  readonly writes: Tally;
  readonly lost: readonly string[];
  readonly depends: readonly string[];
  /** The scalars that take events away; empty when all are logged. */
  readonly culprits: readonly Place[];
}

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
  readonly problems: readonly (Problem & { readonly level: Level })[];
  readonly coverage: readonly SinkCoverage[];
  readonly internalErrors: readonly InternalError[];
  /** Every rule there is, in the order of the catalogue. */
  readonly rules: readonly RuleMeta[];
  readonly files: FileCounts;
  /** The paths of the files that keytrail recognised and read, sorted. */
  readonly read: readonly string[];
}

export interface FileCounts {
  /** Files looked at. */
  readonly seen: number;
  /** Files that keytrail recognised. */
  readonly recognised: number;
}
