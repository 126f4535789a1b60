import type { Problem } from '../../core/problem.js';
import type { ParameterFile } from './file.js';
import type { GivenParameters, ParameterSet, ParameterValue } from './set.js';
import { Values } from './values.js';

/** Where values for parameters come from, beside the templates. */
export interface ParameterSources {
  /** Values given by hand, by name: they override those of files. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Each file, and each environment of a config file of SAM, stands for a deployment. */
  readonly parameterFiles?: readonly ParameterFile[];
  /** What holds where neither says otherwise. */
  readonly commonParameters?: readonly ParameterValue[];
}

/** What is known of parameters from outside of the templates. */
export interface Outside {
  /** What is wrong with the files. */
  readonly problems: readonly Problem[];
  /** What is given: `known`, once all texts of the run were seen. */
  readonly values: Values;
}

/** Reads the files of parameters. A file that is named twice is read once. */
export async function outsideOf({ parameters, parameterFiles = [], commonParameters = [] }: ParameterSources): Promise<Outside> {
  const files = [...new Map(parameterFiles.map((file) => [file.path, file])).values()];
  const read = await Promise.all(files.map(async (file) => ({ file, ...(await (await import('./file.js')).readParameters(file)) })));
  const sets = named(read.flatMap((one) => one.sets));
  const given: GivenParameters = { byHand: parameters, sets, common: commonParameters };
  return {
    problems: read.flatMap(({ problems }) => problems),
    values: new Values(given, read.filter(({ file }) => !file.standing).flatMap((one) => one.sets)),
  };
}

/** A file may be called as an environment of another is. */
function named(sets: readonly ParameterSet[]): readonly ParameterSet[] {
  const seen = new Set<string>();
  return sets.map((set) => {
    let { name } = set;
    for (let count = 2; seen.has(name); count++) name = `${set.name} (${String(count)})`;
    seen.add(name);
    return { ...set, name };
  });
}
