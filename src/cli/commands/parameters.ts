import { resolve } from 'node:path';
import type { LintOptions } from '../../lint.js';
import { readNamed, reportedPath } from '../../read/files.js';
import { type Io, oneLine, UsageError } from '../io.js';
import type { Side } from './side.js';

export type ParameterFile = NonNullable<LintOptions['parameterFiles']>[number];

/** The files of parameters that `--params` names. What cannot be read is the user's mistake: values that were meant would not hold. */
export const filesOfParameters = (names: readonly string[], maxSize: number, io: Io, { overlay, isPast }: Side): readonly ParameterFile[] =>
  names.flatMap((name): readonly ParameterFile[] => {
    const bytes = readNamed(resolve(io.cwd, name), maxSize, overlay);
    if (typeof bytes === 'string' && isPast) return [];
    if (typeof bytes === 'string') throw new UsageError(`cannot read the parameters in '${oneLine(name)}': ${bytes}`);
    return [{ path: reportedPath(name, io.cwd), bytes, standing: false }];
  });
