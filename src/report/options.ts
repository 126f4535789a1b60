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
}
