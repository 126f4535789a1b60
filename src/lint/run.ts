import type { RuleOptions } from '../check/levels.js';
import type { Finding } from '../check/finding.js';
import type { Catalogue, ListedRule, Rule } from '../check/rule.js';
import type { SinkCoverage } from '../check/summary.js';
import type { Cover } from '../check/ignores/suppress.js';
import type { ConfiguredIgnore } from '../check/ignores/configured.js';
import type { Paths } from '../core/globs.js';
import { mayHoldMark } from '../core/ignore.js';
import type { Problem } from '../core/problem.js';
import type { Source } from '../core/source.js';
import type { ListFolder, OpenFile } from '../read/library.js';
import type { Outside, ParameterSources } from '../read/parameters/outside.js';
import type { GivenVariables, VariableSource } from '../read/terraform/inputs/given.js';
import type { InternalError } from '../report/report.js';

/** `parameters` and their like are those of CloudFormation. */
export interface LintOptions extends RuleOptions, ParameterSources {
  /** ARNs of sinks elsewhere that log all KMS events of whatever the sinks here see. */
  readonly coveredBy?: readonly string[];
  /** Globs for names of roles, users, groups and policies whose grants are not told. */
  readonly trusted?: readonly string[];
  /** Files whose policy documents are no identity policies: they grant nothing. */
  readonly notGranting?: readonly Paths[];
  /** Opens files that the given ones name, such as the template of a nested stack; without it only the given ones are looked at. */
  readonly open?: OpenFile;
  /** Lists the files of a folder, for syntaxes in which those belong together. */
  readonly list?: ListFolder;
  readonly terraform?: TerraformOptions;
  /** Words of the config that accept findings. */
  readonly ignores?: readonly ConfiguredIgnore[];
  /** Whether words that accept findings are left aside, so that all is shown. */
  readonly noIgnores?: boolean;
  /** `false` reads in full what holds no word that matters, too, and evaluates what need not be evaluated. The report is the same: a test of `mayMatter` and of what settles a document or a folder. */
  readonly prefilter?: boolean;
  /** `YYYY-MM-DD`, for what is accepted until a day; today where it is not given. */
  readonly today?: string;
}

/** Values for the variables of Terraform's root modules. */
export interface TerraformOptions {
  /** In the order in which they are given: of one name the last counts. They come before what folders hold. */
  readonly variables?: readonly VariableSource[];
  /** The environment, of which `TF_VAR_name` counts. */
  readonly environment?: ReadonlyMap<string, string>;
}

/** What has been found out so far. */
export interface Run {
  readonly rules: readonly ListedRule[];
  /** Loads them. */
  readonly load: Catalogue['rules'];
  readonly options: LintOptions;
  readonly outside: Outside;
  readonly variables: GivenVariables;
  readonly findings: Finding[];
  readonly problems: Problem[];
  readonly coverage: SinkCoverage[];
  readonly internalErrors: InternalError[];
  readonly read: Set<string>;
  /** Texts that are parts of others. */
  readonly shared: Set<Source>;
  /** Texts of which one declaration may stand for several sinks: instances of `count`, of a module. */
  readonly repeated: Set<Source>;
  /** What is settled of a configuration, by its files, because something that was made from it tells. */
  readonly settled: Map<Source, Set<string>>;
  /** What declarations say of rules. */
  readonly covers: Cover[];
  /** The ignores that hid something, by `keyOf`. */
  readonly used: Set<string>;
  /** Findings as they were before something that knows better took their place: an ignore of one is not unused. */
  readonly former: Finding[];
  /** Texts that were recognised and in which words of keytrail may stand. */
  readonly marked: Set<Source>;
  /** The others that were recognised. */
  readonly unmarked: Set<Source>;
  /** Texts that make something together: what is not followed in one may matter to what is found in another. */
  readonly together: (readonly Source[])[];
  /** Texts of walked files in which no word stands that matters: `mayMatter`. */
  readonly idle: Set<Source>;
  /** Texts that may be output of the CDK. */
  readonly templates: Set<Source>;
}

/** `rules`: themselves, or what is known of them before they are loaded. */
export const newRun = (rules: Catalogue | readonly Rule[], options: LintOptions, outside: Outside, variables: GivenVariables): Run => ({
  ...('listed' in rules ? { rules: rules.listed, load: rules.rules } : { rules, load: async () => Promise.resolve(rules) }),
  options,
  outside,
  variables,
  findings: [],
  problems: [...outside.problems, ...variables.faults],
  coverage: [],
  internalErrors: [],
  read: new Set(),
  shared: new Set(),
  repeated: new Set(),
  settled: new Map(),
  covers: [],
  used: new Set(),
  former: [],
  marked: new Set(),
  unmarked: new Set(),
  together: [],
  idle: new Set(),
  templates: new Set(),
});

/** Remembers a text that was recognised, and may hold words of keytrail. */
export function mark(source: Source, run: Run): void {
  // A text may hold thousands of units.
  if (run.marked.has(source) || run.unmarked.has(source)) return;
  (mayHoldMark(source.text) ? run.marked : run.unmarked).add(source);
}

/** An exception of ours costs only what it interrupts. */
export async function guarded(run: Run, where: string, file: string, work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    run.internalErrors.push({ where, file, error: error instanceof Error ? error : new Error(String(error)) });
  }
}
