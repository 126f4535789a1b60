import { basename, dirname, resolve } from 'node:path';
import type { Config, NamedFile } from '../../config.js';
import { isAmong } from '../../core/globs.js';
import { parseError } from '../../core/problem.js';
import type { LintOptions } from '../../lint.js';
import { folderOfFile, isWithin, leadsOut, nearestOf, opener, readNamed, reportedPath } from '../../read/files.js';
import type { Reading } from '../args/invocation.js';
import { ConfigError } from '../config-error.js';
import { type Io, oneLine, UsageError } from '../io.js';
import { filesOfParameters } from './parameters.js';
import { type Side, workTree } from './side.js';
import { variablesGiven, variablesIn, type VariableSource } from './variables.js';

const names = ['.keytrail.yaml', '.keytrail.yml', '.keytrail.json'];

/** What the config says of a run; where the command line says otherwise it wins. */
export interface Settings {
  readonly rules: LintOptions['rules'];
  readonly strict: boolean;
  /** What both commands that lint take. */
  readonly reading: Omit<LintOptions, 'rules' | 'strict'>;
  /** Whether a file, by its reported path, is to be read. */
  readonly selects: (path: string) => boolean;
}

/** A config is read only where there is one: it takes a part of keytrail that is loaded by need. */
export async function settingsFor(invocation: Reading, io: Io, side: Side = workTree): Promise<Settings> {
  const { parameters, maxSize } = invocation;
  const variables = variablesGiven(invocation.variables, maxSize, io, side);
  const environment = variablesIn(io.env);
  const parameterFiles = filesOfParameters(invocation.parameterFiles, maxSize, io, side);
  const judging = { noIgnores: !invocation.ignores, prefilter: invocation.prefilter, today: io.today() };
  const path = configFile(invocation, io, side);
  if (path === undefined) return { rules: new Map(), strict: false, reading: { parameters, parameterFiles, terraform: { variables, environment }, ...judging }, selects: isNoConfig };
  const config = await read(path, maxSize, io, side);
  const folder = folderOfFile(path, io.cwd);
  const own = reportedPath(path, io.cwd);
  return {
    rules: config.rules,
    strict: config.strict,
    reading: {
      parameters,
      parameterFiles: parameterFiles.length > 0 ? parameterFiles : namedIn(config.parameterFiles, 'parameters', path, maxSize, io, side).map((file) => ({ ...file, standing: true })),
      commonParameters: config.parameters,
      terraform: { variables: [{ kind: 'map', values: config.variables }, ...filesOf(config, variables, path, maxSize, io, side), ...variables], environment },
      coveredBy: config.coveredBy,
      trusted: config.trusted,
      notGranting: [...config.policies.values()].map((globs) => ({ folder, globs })),
      ignores: config.ignores.map(({ globs, ...ignore }) => ({ ...ignore, paths: { folder, globs }, complete: takesAll(globs, path, invocation, io) })),
      ...judging,
    },
    selects: (file) =>
      isNoConfig(file) && file !== own && (config.include.length === 0 || isAmong({ folder, globs: config.include }, file)) && !isAmong({ folder, globs: config.exclude }, file),
  };
}

/** Whether a run takes all files that the patterns of a config at `path` may mean, and judges all of what is in them. */
function takesAll(globs: readonly string[], path: string, invocation: Reading, io: Io): boolean {
  if ('change' in invocation && invocation.change !== undefined) return false;
  const given = invocation.paths.map((one) => resolve(io.cwd, one));
  const wanted = globs.length === 0 ? [dirname(path)] : globs.map((glob) => resolve(dirname(path), ...standing(glob)));
  return wanted.every((one) => given.some((root) => isWithin(root, one)));
}

/** The names that a pattern begins with, up to the first that may be several; one without a slash holds at any depth. */
function standing(glob: string): readonly string[] {
  const names = glob.replace(/^\.?\/+/u, '').replace(/\/+$/u, '').split('/');
  const isAnchored = /^\.?\//u.test(glob) || names.length > 1;
  const first = names.findIndex((name) => /[*?]/u.test(name));
  return isAnchored ? names.slice(0, first === -1 ? undefined : first) : [];
}

/** A config speaks of trails without being one. */
const isNoConfig = (path: string): boolean => !names.includes(basename(path));

function configFile({ config }: Reading, io: Io, { overlay }: Side): string | undefined {
  if (config === 'none') return undefined;
  if (config !== 'nearest') return resolve(io.cwd, config.path);
  const [first, second] = nearestOf(names, io.cwd, overlay);
  if (first !== undefined && second !== undefined) throw new UsageError(`two config files, '${shownAs(first, io)}' and '${shownAs(second, io)}'; keep one of them`);
  // Nobody named it: who wrote it may have meant what messages about it would show of another file.
  if (first !== undefined && leadsOut(first, io.cwd)) throw new UsageError(`cannot read the config '${shownAs(first, io)}': it is a symbolic link that leads out of the repository; --config names a config that lies elsewhere`);
  return first;
}

const shownAs = (path: string, io: Io): string => oneLine(reportedPath(path, io.cwd));

async function read(path: string, maxSize: number, io: Io, { overlay }: Side): Promise<Config> {
  const bytes = readNamed(path, maxSize, overlay);
  if (typeof bytes === 'string') throw new UsageError(`cannot read the config '${shownAs(path, io)}': ${bytes}`);
  const { readConfig } = await import('../../config.js');
  const result = await readConfig(reportedPath(path, io.cwd), bytes);
  if (result.kind === 'faults') throw new ConfigError(result.faults);
  return result.config;
}

/** Files of variables on the command line take the place of those that the config names: another deployment is meant. */
const filesOf = ({ variableFiles }: Config, given: readonly VariableSource[], path: string, maxSize: number, io: Io, side: Side): readonly VariableSource[] =>
  given.some(({ kind }) => kind === 'file') ? [] : namedIn(variableFiles, 'variables', path, maxSize, io, side).map((file) => ({ ...file, kind: 'file', standing: true }));

interface ReadFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The files that the config names, relative to itself. */
function namedIn(files: readonly NamedFile[], what: string, path: string, maxSize: number, io: Io, { overlay, isPast }: Side): readonly ReadFile[] {
  // As what templates name: from a repository, a config may not have read what lies elsewhere.
  const open = opener([path], { cwd: io.cwd, maxSize, overlay });
  const read = files.map(({ path: name, span }) => ({ span, name: resolve(dirname(path), name), bytes: open(resolve(dirname(path), name)) }));
  const faults = read.flatMap(({ span, bytes }) => (typeof bytes === 'string' ? [parseError(`cannot read these ${what}: ${bytes}`, span)] : []));
  if (faults.length > 0 && !isPast) throw new ConfigError(faults);
  return read.flatMap(({ name, bytes }) => (typeof bytes === 'string' ? [] : [{ path: reportedPath(name, io.cwd), bytes }]));
}
