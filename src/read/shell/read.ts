import { append } from '../../core/long.js';
import type { Problem } from '../../core/problem.js';
import type { Source } from '../../core/source.js';
import type { Unit } from '../../core/unit.js';
import { folderOf } from '../library.js';
import type { Read, ReadOptions, ReadTexts } from '../reader.js';
import type { Carried } from './carriers/carried.js';
import { scriptsOfDockerfile } from './carriers/dockerfile.js';
import { scriptsOfMakefile } from './carriers/makefile.js';
import { scriptsOfPipeline } from './carriers/pipelines.js';
import { isDockerfile, isMakefile, mayCall } from './names.js';
import { callsIn } from './scripts.js';
import { verbatim } from './values/located.js';

export { commentsOfPipeline, commentsOfScripts } from './comments.js';

/** Texts of shells and of what holds scripts, each by itself. */
export const readScripts: ReadTexts = (sources, options) => sources.map((source) => ({ path: source.path, read: () => unitsOf(source, carriedBy(source), options) }));

/** Pipelines, each by itself. */
export const readPipelines: Read = (documents, options) => documents.flatMap(({ source, root }) => unitsOf(source, mayCall(source.text) || source.text.includes('\\') ? scriptsOfPipeline(root) : nothing, options));

interface Carrying {
  readonly scripts: readonly Carried[];
  readonly problems: readonly Problem[];
}

const nothing: Carrying = { scripts: [], problems: [] };

function carriedBy(source: Source): Carrying {
  if (isMakefile(source.path)) return { scripts: scriptsOfMakefile(source), problems: [] };
  if (isDockerfile(source.path)) return { scripts: scriptsOfDockerfile(source), problems: [] };
  return { scripts: [{ text: verbatim(source, 0, source.text.length), preset: () => undefined, folders: [] }], problems: [] };
}

function unitsOf(source: Source, { scripts, problems }: Carrying, { library }: ReadOptions): readonly Unit[] {
  const units: Unit[] = [];
  const told: Problem[] = [...problems];
  const beside = folderOf(source.path);
  for (const { text, preset, folders } of scripts) {
    const found = callsIn(text, { library, folders: [...new Set([...folders, beside, ''])], path: source.path }, preset);
    append(units, found.units);
    append(told, found.problems);
  }
  if (told.length > 0) units.push({ vocabulary: 'aws-api', source, uses: [], worlds: [{ assumptions: [], value: [] }], problems: told });
  return units;
}
