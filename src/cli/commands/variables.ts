import { resolve } from 'node:path';
import type { TerraformOptions } from '../../lint.js';
import { readNamed, reportedPath } from '../../read/files.js';
import type { VariableArgument } from '../args/invocation.js';
import { type Io, oneLine, UsageError } from '../io.js';
import type { Side } from './side.js';

export type VariableSource = NonNullable<TerraformOptions['variables']>[number];

/** What `--var` and `--var-file` give, in their order. A file that cannot be read is the user's mistake: values that were meant would not hold. */
export const variablesGiven = (given: readonly VariableArgument[], maxSize: number, io: Io, { overlay, isPast }: Side): readonly VariableSource[] =>
  given.flatMap((one): readonly VariableSource[] => {
    if (one.kind === 'text') return [one];
    const bytes = readNamed(resolve(io.cwd, one.path), maxSize, overlay);
    if (typeof bytes === 'string' && isPast) return [];
    if (typeof bytes === 'string') throw new UsageError(`cannot read the variables in '${oneLine(one.path)}': ${bytes}`);
    return [{ kind: 'file', path: reportedPath(one.path, io.cwd), bytes, standing: false }];
  });

/** What of the environment gives values: nothing else of it is handed on. */
export const variablesIn = (env: Io['env']): ReadonlyMap<string, string> =>
  new Map(Object.keys(env).flatMap((name) => (name.startsWith('TF_VAR_') ? [[name, env[name] ?? ''] as const] : [])));
