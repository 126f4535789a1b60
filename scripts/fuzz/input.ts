/** Texts by their paths. */
export type Texts = Readonly<Record<string, string>>;

/** What keytrail is given, and how. */
export interface Input {
  /** What they are read as. */
  readonly as: 'files' | 'config' | 'baseline';
  /** As named on the command line. */
  readonly read: Texts;
  /** What those may name. */
  readonly beside?: Texts;
  /** Files of values for parameters of CloudFormation. */
  readonly parameters?: Texts;
  /** Files of values for variables of Terraform. */
  readonly variables?: Texts;
}
