import type { Report } from './report.js';

export type Format = 'pretty' | 'sarif' | 'json' | 'github' | 'gitlab' | 'junit' | 'markdown';

/** Report in, text out: a reporter reads no file, writes nothing and asks for no time. */
export type Reporter = (report: Report, options: ReportOptions) => string;

/** What the taker of a SARIF file accepts: all that the specification has, GitHub code scanning, or Azure DevOps. */
export type SarifProfile = (typeof SARIF_PROFILES)[number];
export const SARIF_PROFILES = ['full', 'github', 'azure'] as const;

/** What a pipeline calls the run that a report is of. */
export interface Automation {
  /** SARIF 2.1.0 section 3.17.2. */
  readonly id: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** How a report is written. No time, no environment: the same report and options give the same bytes. */
export interface ReportOptions {
  /** ANSI colours (`pretty` only). */
  readonly color: boolean;
  /** OSC 8 hyperlinks (`pretty` only). */
  readonly links: boolean;
  /** Of keytrail itself, as semantic version. */
  readonly version: string;
  /** Columns of the terminal: longer source lines are windowed. */
  readonly width: number;
  /** Findings only: no problems, no closing line (`pretty` only). */
  readonly quiet: boolean;
  /** `sarif` only. */
  readonly sarifProfile: SarifProfile;
  /** `sarif` with the profile `azure` only; without it the log bears no ids of a build. */
  readonly automation?: Automation;
  /** Is told, in a sentence, what a format has no room for; the report says it as well. */
  readonly tell?: (remark: string) => void;
}
