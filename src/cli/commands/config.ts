import { basename, dirname, resolve } from 'node:path';
import type { Config, NamedFile } from '../../config.js';
import { isAmong } from '../../core/globs.js';
import { parseError } from '../../core/problem.js';
import type { LintOptions } from '../../lint.js';
import { folderOfFile, nearestOf, readNamed, reportedPath } from '../../read/files.js';
import type { Reading } from '../args/invocation.js';
import { ConfigError } from '../config-error.js';
import { type Io, oneLine, UsageError } from '../io.js';
import { filesOfParameters } from './parameters.js';
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
export async function settingsFor(invocation: Reading, io: Io): Promise<Settings> {
  const { parameters, maxSize } = invocation;
  const variables = variablesGiven(invocation.variables, maxSize, io);
  const environment = variablesIn(io.env);
  const parameterFiles = filesOfParameters(invocation.parameterFiles, maxSize, io);
  const path = configFile(invocation, io);
  if (path === undefined) return { rules: new Map(), strict: false, reading: { parameters, parameterFiles, terraform: { variables, environment } }, selects: isNoConfig };
  const config = await read(path, maxSize, io);
  const folder = folderOfFile(path, io.cwd);
  const own = reportedPath(path, io.cwd);
  return {
    rules: config.rules,
    strict: config.strict,
    reading: {
      parameters,
      parameterFiles: parameterFiles.length > 0 ? parameterFiles : namedIn(config.parameterFiles, 'parameters', path, maxSize, io).map((file) => ({ ...file, standing: true })),
      commonParameters: config.parameters,
      terraform: { variables: [{ kind: 'map', values: config.variables }, ...filesOf(config, variables, path, maxSize, io), ...variables], environment },
      coveredBy: config.coveredBy,
      trusted: config.trusted,
      notGranting: [...config.policies.values()].map((globs) => ({ folder, globs })),
    },
    selects: (file) =>
      isNoConfig(file) && file !== own && (config.include.length === 0 || isAmong({ folder, globs: config.include }, file)) && !isAmong({ folder, globs: config.exclude }, file),
  };
}

/** A config speaks of trails without being one. */
const isNoConfig = (path: string): boolean => !names.includes(basename(path));

function configFile({ config }: Reading, io: Io): string | undefined {
  if (config === 'none') return undefined;
  if (config !== 'nearest') return resolve(io.cwd, config.path);
  const [first, second] = nearestOf(names, io.cwd);
  if (first !== undefined && second !== undefined) throw new UsageError(`two config files, '${shownAs(first, io)}' and '${shownAs(second, io)}'; keep one of them`);
  return first;
}

const shownAs = (path: string, io: Io): string => oneLine(reportedPath(path, io.cwd));

async function read(path: string, maxSize: number, io: Io): Promise<Config> {
  const bytes = readNamed(path, maxSize);
  if (typeof bytes === 'string') throw new UsageError(`cannot read the config '${shownAs(path, io)}': ${bytes}`);
  const { readConfig } = await import('../../config.js');
  const result = await readConfig(reportedPath(path, io.cwd), bytes);
  if (result.kind === 'faults') throw new ConfigError(result.faults);
  return result.config;
}

/** Files of variables on the command line take the place of those that the config names: another deployment is meant. */
const filesOf = ({ variableFiles }: Config, given: readonly VariableSource[], path: string, maxSize: number, io: Io): readonly VariableSource[] =>
  given.some(({ kind }) => kind === 'file') ? [] : namedIn(variableFiles, 'variables', path, maxSize, io).map((file) => ({ ...file, kind: 'file', standing: true }));

interface ReadFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The files that the config names, relative to itself. */
function namedIn(files: readonly NamedFile[], what: string, path: string, maxSize: number, io: Io): readonly ReadFile[] {
  const read = files.map(({ path: name, span }) => ({ span, name: resolve(dirname(path), name), bytes: readNamed(resolve(dirname(path), name), maxSize) }));
  const faults = read.flatMap(({ span, bytes }) => (typeof bytes === 'string' ? [parseError(`cannot read these ${what}: ${bytes}`, span)] : []));
  if (faults.length > 0) throw new ConfigError(faults);
  return read.flatMap(({ name, bytes }) => (typeof bytes === 'string' ? [] : [{ path: reportedPath(name, io.cwd), bytes }]));
}
