import type { Language } from '../../audit/detection/index.js';
import type { Dialect, QueryOptions } from '../../audit/query/options.js';
import type { Level } from '../../check/finding.js';
import type { Format, SarifProfile } from '../../report/options.js';
import type { CommandName } from './options.js';

export type When = 'auto' | 'always' | 'never';
export type FailOn = Level | 'never';

/** A report to write: to standard output where no file is named. */
export interface Output {
  readonly format: Format;
  readonly file: string | undefined;
}

/** What every command may be told. */
export interface Telling {
  readonly outputs: readonly Output[];
  readonly color: When;
  readonly quiet: boolean;
}

/** `--var` or `--var-file`: of one name the last counts, whichever of the two gives it. */
export type VariableArgument = { readonly kind: 'text'; readonly name: string; readonly text: string } | { readonly kind: 'file'; readonly path: string };

/** What commands that read the user's files may be told. */
export interface Reading extends Telling {
  readonly paths: readonly string[];
  readonly parameters: ReadonlyMap<string, string>;
  /** Files of parameters, as they were named. */
  readonly parameterFiles: readonly string[];
  /** Values for variables of Terraform, in the order in which they were given. */
  readonly variables: readonly VariableArgument[];
  /** The config: the nearest one, that of a name, or none. */
  readonly config: 'nearest' | 'none' | { readonly path: string };
  readonly stdinFilename: string | undefined;
  readonly maxSize: number;
  /** The same for plans and states of Terraform. */
  readonly maxPlanSize: number;
  readonly progress: boolean;
  readonly stats: boolean;
  /** Whether words that accept findings count. */
  readonly ignores: boolean;
  /** Whether files are passed over that hold no word that matters. */
  readonly prefilter: boolean;
}

export interface Check extends Reading {
  readonly command: 'check';
  readonly failOn: FailOn;
  readonly levels: ReadonlyMap<string, 'off' | Level>;
  readonly strict: boolean;
  readonly sarifProfile: SarifProfile;
  readonly baseline: Baseline | undefined;
  readonly change: Change | undefined;
  readonly fix: 'apply' | 'dry-run' | undefined;
}

/** The file as it was named. */
export interface Baseline {
  readonly file: string;
  readonly update: boolean;
}

/** A change to judge: that of the index, or of the work tree since it parted from a commit. */
export type Change = { readonly kind: 'staged' } | { readonly kind: 'since'; readonly ref: string };

export interface Coverage extends Reading {
  readonly command: 'coverage';
}

/** Records of CloudTrail, and what to do with them. */
export interface Audit extends Telling {
  readonly command: 'audit';
  readonly task: AuditTask;
  readonly paths: readonly string[];
  /** Milliseconds since 1970, both included. */
  readonly since: number | undefined;
  readonly until: number | undefined;
  /** Names, ids or ARNs; none for all. */
  readonly trails: readonly string[];
  readonly accounts: readonly string[];
  readonly mask: boolean;
  readonly stdinFilename: string | undefined;
  readonly maxSize: number;
  readonly progress: boolean;
  readonly stats: boolean;
}

export type AuditTask =
  | { readonly kind: 'windows'; readonly failOn: FailOn }
  | { readonly kind: 'keys'; readonly key: string | undefined }
  | { readonly kind: 'query'; readonly dialect: Dialect; readonly options: QueryOptions }
  | { readonly kind: 'detection'; readonly language: Language };

export interface Rules extends Telling {
  readonly command: 'rules';
}

export interface Explain extends Telling {
  readonly command: 'explain';
  readonly rule: string;
}

export interface Init extends Telling {
  readonly command: 'init';
}

export interface Information {
  readonly command: 'help' | 'version';
}

/** A command line that was understood. */
export type Invocation = Check | Coverage | Audit | Rules | Explain | Init | Information;

/** The words of a command line, sorted but not yet judged. */
export interface Words {
  readonly command: CommandName;
  readonly operands: readonly string[];
  /** The values of an option in the order given; for a switch an empty text each time. */
  readonly values: (option: string) => readonly string[];
  /** Those of several options, in the order in which they stand on the command line. */
  readonly inOrder: (...options: readonly string[]) => readonly (readonly [option: string, value: string])[];
}
