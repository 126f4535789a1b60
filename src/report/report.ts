import type { Finding, Level } from '../check/finding.js';
import type { RuleMeta } from '../check/rule.js';
import type { Span } from '../core/source.js';
import type { Problem } from '../core/problem.js';
import type { SinkCoverage } from '../check/summary.js';

export type { Presence, SinkCoverage, Tally } from '../check/summary.js';

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
  readonly problems: readonly (Omit<Problem, 'level'> & { readonly level: Level; /** Somebody has accepted it: only machines are told. */ readonly ignored?: true })[];
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
  /** What was found, compared with what was known or there before; undefined where nothing was compared. */
  readonly comparison: Comparison | undefined;
}

/** A baseline: findings that are known. A change: what a commit or a pull request makes better or worse. */
export interface Comparison {
  readonly kind: 'baseline' | 'change';
  /** What it is compared with: the file, `HEAD`, or the commit as it was named. */
  readonly against: string;
  /** Findings that were known, or there before, and are there no longer; by path, rule, subject. */
  readonly gone: readonly Gone[];
  /** What a change does to sinks: only those that keep other events than before; empty for a baseline. */
  readonly sinks: readonly SinkChange[];
  /**
   * Files that a change touches and that could not be read, or only in part, on one side or both: what stands in them is neither told as
   * gone nor as unharmed. Paths, sorted; empty for a baseline.
   */
  readonly unread: readonly string[];
}

export interface Gone {
  readonly rule: string;
  readonly level: Level;
  /** What it said. */
  readonly message: string;
  readonly subject: string;
  readonly path: string;
  /** Where it was before a change; a baseline does not know. */
  readonly span: Span | undefined;
  /** As in `Finding.fingerprint`; a baseline does not know. */
  readonly fingerprint?: string;
}

/** What a change does to the KMS events that one sink logs. */
export interface SinkChange {
  readonly sink: string;
  /** The scalar that causes it where that is known, else the declaration; of a sink that is gone, where it was. */
  readonly span: Span;
  /** Undefined for a sink that is new. */
  readonly before: SinkCoverage | undefined;
  /** Undefined for a sink that is gone. */
  readonly after: SinkCoverage | undefined;
  /** Events that were surely or perhaps logged and are surely lost now; names, sorted. */
  readonly stops: readonly string[];
  /** Events that were surely logged, of which that is no longer known; names, sorted. */
  readonly doubts: readonly string[];
  /** Events that were not surely logged and are now; names, sorted. */
  readonly starts: readonly string[];
}

export interface FileCounts {
  /** Files looked at. */
  readonly seen: number;
  /** Files that keytrail recognised. */
  readonly recognised: number;
}
