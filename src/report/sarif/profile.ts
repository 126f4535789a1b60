import type { Finding } from '../../check/finding.js';
import type { SarifProfile } from '../options.js';

/** What those who take a log make use of, and what they would take amiss. */
export interface Profile {
  /** Whether findings that somebody has accepted are results, with why: GitHub and Azure DevOps would show them as open. */
  readonly accepted: boolean;
  /** Whether a result says how it stands to what it is compared with. */
  readonly states: boolean;
  /** Whether what is there no longer is a result as well. */
  readonly gone: boolean;
  /** Whether there is more than code scanning reads: texts and offsets of places, artifacts, fixes, catalogues, properties. */
  readonly details: boolean;
  /** Whether the log is kept below the limits of code scanning, and names no file outside the repository as such. */
  readonly bounded: boolean;
  /**
   * What the run is called: by a name of its own, as the pipeline does, or not at all, because in GitHub's upload a name in the
   * log is stronger than its `category`, by which people tell apart several runs in one repository.
   */
  readonly named: 'fixed' | 'pipeline' | 'no';
}

/**
 * GitHub keeps its own account of alerts: what is known must be in each log, or it counts as fixed there. The Scans tab of
 * Azure DevOps filters by `baselineState`, and would list what is gone among the rest.
 */
export const PROFILES: Readonly<Record<SarifProfile, Profile>> = {
  full: { accepted: true, states: true, gone: true, details: true, bounded: false, named: 'fixed' },
  github: { accepted: false, states: false, gone: false, details: false, bounded: true, named: 'no' },
  azure: { accepted: false, states: true, gone: false, details: true, bounded: false, named: 'pipeline' },
};

/** A message that links to more than a few places is not read. */
export const LINKS = 5;

/**
 * What GitHub code scanning shows of a run ("SARIF support for code scanning" and "Results exceed limits" in its
 * documentation). It takes more, 25,000 results say, and refuses a log with more than that; of what it takes it keeps the
 * first ones. Which those are is decided here, so that it is told.
 */
export const MOST_RESULTS = 5000;
/** With the place of the finding itself it shows a hundred locations. It takes a thousand. */
export const MOST_RELATED = 99;
/** It takes ten thousand. */
export const MOST_STATIONS = 1000;
/** GitHub shows none, and has no limit but the size of the log. */
export const MOST_NOTIFICATIONS = 1000;

/** The findings that are results. */
export const resultsFor = (findings: readonly Finding[], { accepted }: Profile): readonly Finding[] =>
  accepted ? findings : findings.filter(({ suppressions }) => suppressions.length === 0);
