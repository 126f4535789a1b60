import { resolve } from 'node:path';
import { rules as catalogue } from '../rules/index.js';
import type { Level, Place } from './check/finding.js';
import { engine } from './cli/engine.js';
import type { Reading, VariableArgument } from './cli/args/invocation.js';
import { DEFAULT_MAX_PLAN_SIZE, DEFAULT_MAX_SIZE, levels } from './cli/args/parse.js';
import { settingsFor } from './cli/commands/config.js';
import { runOver } from './cli/commands/run.js';
import type { Io, Stream } from './cli/io.js';
import { version } from './cli/version.js';
import { regionOf } from './core/line-index.js';
import { lint as lintFiles } from './lint.js';
import { candidate } from './read/files/walk.js';
import { folderOf } from './read/library.js';
import { FORMATS, render as renderReport, type Format, type ReportOptions } from './report/index.js';
import { SARIF_PROFILES } from './report/options.js';
import type { Report } from './report/report.js';

/** What holds for texts and for paths. All of it may be left out. */
export interface Options {
  /** Levels that differ from the catalogue's, by rule id. */
  readonly rules?: Readonly<Record<string, 'off' | Level>>;
  /** Turns on the rules that are off by default. */
  readonly strict?: boolean;
  /** Values of CloudFormation parameters, by name. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Values of variables of Terraform's root modules, by name: texts, or expressions where the type is no primitive one. */
  readonly variables?: Readonly<Record<string, string>>;
  /** ARNs of sinks elsewhere that log all KMS events of whatever the sinks here see. */
  readonly coveredBy?: readonly string[];
  /** Globs for names of roles, users, groups and policies whose grants are not told. */
  readonly trusted?: readonly string[];
  /** `false` shows what comments, metadata and the config ignore. */
  readonly ignores?: boolean;
}

/** What holds for files on disk. */
export interface PathOptions extends Options {
  /** What paths are relative to; the working folder of the process where it is not given. */
  readonly cwd?: string;
  /** A config file, or `false` for none; where it is not given the nearest one, as for the command. */
  readonly config?: string | false;
  /** Files of CloudFormation parameters: each is a deployment. */
  readonly parameterFiles?: readonly string[];
  /** Files of variables of Terraform; `variables` come after them. */
  readonly variableFiles?: readonly string[];
  /** The environment, of which `TF_VAR_name` counts: none where it is not given. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Larger files are skipped, and told in `problems`. */
  readonly maxFileSize?: number;
}

/** A text to lint, or one that others name. Its name tells its syntax; modules, nested templates and files of variables are found by it. */
export interface TextFile {
  /** With `/`, relative to the root of the repository if there is one. */
  readonly path: string;
  readonly text: string | Uint8Array;
}

/** Where a place is: lines and columns count from 1, columns in UTF-16 code units, and the end is behind the last character. */
export interface Location {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Lints texts, together. Reads nothing from disk. It throws for rules and levels that there are not; what is wrong with the texts is in the report. */
export async function lint(files: Iterable<TextFile>, options: Options = {}): Promise<Report> {
  const { coveredBy = [], trusted = [], ignores = true, strict = false } = options;
  const encoder = new TextEncoder();
  const given = new Map(textsIn(files).map(({ path, text }) => [path, typeof text === 'string' ? encoder.encode(text) : text]));
  // What keytrail would not look for in a folder is there for others that name it: a file of variables, a text to include.
  const asked = [...given].map(([path, bytes]) => ({ path, bytes, explicit: candidate.test(path) }));
  const folders = new Map<string, string[]>();
  for (const path of given.keys()) {
    const names = folders.get(folderOf(path)) ?? [];
    if (names.push(path.slice(path.lastIndexOf('/') + 1)) === 1) folders.set(folderOf(path), names);
  }
  return lintFiles(asked, catalogue, {
    open: (path) => given.get(path) ?? 'it was not given',
    list: (folder) => folders.get(folder) ?? [],
    rules: levelsIn(options),
    strict,
    parameters: new Map(Object.entries(options.parameters ?? {})),
    terraform: { variables: variablesIn(options) },
    coveredBy,
    trusted,
    noIgnores: !ignores,
  });
}

/**
 * Lints files and folders as the command does, with the config that holds there. It throws with the words of the command where a path
 * leads nowhere, the config is wrong or a rule does not exist; what cannot be read of a folder is in `problems`.
 */
export async function lintPaths(paths: readonly string[], options: PathOptions = {}): Promise<Report> {
  const { cwd, environment = {}, ignores = true } = options;
  if (paths.includes('-')) throw new Error("'-' is no path: give texts to lint()");
  const io: Io = { argv: [], env: environment, cwd: resolve(cwd ?? ''), stdin: () => new Uint8Array(), stdout: silent, stderr: silent, now: () => 0, today: () => new Date().toISOString().slice(0, 'YYYY-MM-DD'.length), memory: () => 0 };
  const levels = levelsIn(options);
  const invocation = readingOf(paths, options);
  const settings = await settingsFor(invocation, io);
  const { reading } = settings;
  const lintOptions = {
    ...reading,
    coveredBy: [...(reading.coveredBy ?? []), ...(options.coveredBy ?? [])],
    trusted: [...(reading.trusted ?? []), ...(options.trusted ?? [])],
    noIgnores: !ignores,
    rules: new Map([...settings.rules, ...levels]),
    strict: options.strict ?? settings.strict,
  };
  return (await runOver(invocation, lintOptions, settings, io, engine)).report;
}

/** Writes a report as one of the formats, without colours. The same report and options give the same bytes. It throws for formats that there are not. */
export function render(format: Format, report: Report, options: Partial<ReportOptions> = {}): string {
  const given = { color: false, links: false, version, width: 120, quiet: false, sarifProfile: 'full' as const, ...options };
  oneOf('format', format, FORMATS);
  oneOf('SARIF profile', given.sarifProfile, SARIF_PROFILES);
  return renderReport(format, report, given);
}

/** Where a place of a finding is in its file. */
export function locationOf({ span }: Pick<Place, 'span'>): Location {
  const { start, end } = regionOf(span);
  return { path: span.source.path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

const silent: Stream = { write: () => undefined, isTerminal: () => false, columns: () => undefined };

/** As the command line would have it. */
function readingOf(paths: readonly string[], options: PathOptions): Reading {
  const { config, maxFileSize, ignores = true, parameters = {}, parameterFiles = [], variableFiles = [] } = options;
  return {
    outputs: [],
    color: 'never',
    quiet: true,
    paths,
    parameters: new Map(Object.entries(parameters)),
    parameterFiles,
    variables: [...variableFiles.map((path): VariableArgument => ({ kind: 'file', path })), ...variablesIn(options)],
    config: config === false ? 'none' : config === undefined ? 'nearest' : { path: config },
    stdinFilename: undefined,
    maxSize: maxFileSize ?? DEFAULT_MAX_SIZE,
    maxPlanSize: maxFileSize ?? DEFAULT_MAX_PLAN_SIZE,
    progress: false,
    stats: false,
    ignores,
    prefilter: true,
  };
}

const variablesIn = ({ variables = {} }: Options): readonly { readonly kind: 'text'; readonly name: string; readonly text: string }[] =>
  Object.entries(variables).map(([name, text]) => ({ kind: 'text', name, text }));

/** Not every caller has its types checked. */
function oneOf(what: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) throw new Error(`unknown ${what} '${value}'; there are ${known.join(', ')}`);
}

function textsIn(files: Iterable<TextFile>): readonly TextFile[] {
  // The letters of a text can be gone through as well.
  const texts: readonly Partial<TextFile>[] | undefined = typeof files === 'object' && Symbol.iterator in files ? [...files] : undefined;
  const isText = (one: Partial<TextFile>): one is TextFile => typeof one.path === 'string' && (typeof one.text === 'string' || one.text instanceof Uint8Array);
  if (texts?.every(isText) !== true) throw new Error('lint() takes a list of texts, each { path, text }; lintPaths() takes paths');
  return texts;
}

/** A rule or level misspelt would change nothing and say nothing. */
function levelsIn({ rules = {} }: Options): ReadonlyMap<string, 'off' | Level> {
  const known = new Set(catalogue.map(({ meta }) => meta.id));
  const unknown = Object.keys(rules).find((id) => !known.has(id));
  if (unknown !== undefined) throw new Error(`unknown rule '${unknown}'; the export \`rules\` has them all`);
  for (const [id, level] of Object.entries(rules)) oneOf(`level of ${id}`, level, levels);
  return new Map(Object.entries(rules));
}
