import { constructOf, mayHaveMade, type Made } from '../../core/made.js';
import type { Problem } from '../../core/problem.js';
import type { Source, Span } from '../../core/source.js';
import { folderOf, type Library } from '../library.js';
import { assemblyIn, type Assembly } from './assembly.js';
import type { Construct } from './constructs.js';
import { constructFor, filesOf, madeIn, templateIn } from './made.js';
import { resourcesIn } from './resources.js';

export { sourcesNamedBy, type Assembly } from './assembly.js';

/** What the assemblies around some templates tell of them. */
export interface Outputs {
  /** How something came to be; undefined where no assembly holds it. `declared` is the name of the resource that it is told of. */
  readonly made: (place: Span, declared: Span | undefined) => Made | undefined;
  /** Whether one of the templates holds a construct, by its path, that one of some files of a program may have made. */
  readonly holds: (construct: string, files: readonly string[]) => boolean;
  readonly assemblies: readonly Assembly[];
  /** What kept from being read what was asked for so far. */
  readonly problems: () => readonly Problem[];
}

/** The assemblies to which templates belong. It, and what it gives, throws `FullReaderNeeded` as `parseNow` does. */
export function outputsOf(templates: Iterable<Source>, library: Library): Outputs {
  const byFolder = new Map<string, Assembly | undefined>();
  const around = ({ path }: Source): Assembly | undefined => {
    // The CDK writes templates as JSON: whatever else lies in its folder is the user's.
    if (!path.endsWith('.json')) return undefined;
    const folder = folderOf(path);
    if (!byFolder.has(folder)) byFolder.set(folder, assemblyIn(folder, library));
    return byFolder.get(folder);
  };
  const generated = [...templates].flatMap((template): readonly Generated[] => {
    const assembly = around(template);
    return assembly === undefined ? [] : [{ template, assembly }];
  });
  const assemblies = [...new Set(generated.map(({ assembly }) => assembly))];
  let held: ReadonlyMap<string, readonly Held[]> | undefined;
  return {
    made: (place, declared) => {
      const span = [place, declared].find((one) => one !== undefined && around(one.source) !== undefined);
      const assembly = span === undefined ? undefined : around(span.source);
      return span === undefined || assembly === undefined ? undefined : madeIn(assembly, span.source, place, declared, library);
    },
    holds: (construct, files) => {
      held ??= heldBy(generated, library);
      return (held.get(constructOf(construct)) ?? []).some(({ assembly, made }) => files.some((file) => mayHaveMade({ project: assembly.project, files: filesOf([made], assembly) }, file)));
    },
    assemblies,
    problems: () => assemblies.flatMap((assembly) => assembly.problems()),
  };
}

interface Generated {
  readonly template: Source;
  readonly assembly: Assembly;
}

interface Held {
  readonly assembly: Assembly;
  readonly made: Construct;
}

/** The constructs that the resources of templates are of, by their paths as people know them. */
function heldBy(templates: readonly Generated[], library: Library): ReadonlyMap<string, readonly Held[]> {
  const held = new Map<string, Held[]>();
  for (const { template, assembly } of templates) {
    const root = templateIn(template, library);
    for (const [id, { value }] of root === undefined ? [] : resourcesIn(root)) {
      const made = constructFor(assembly, template, id, value);
      if (made === undefined) continue;
      const path = constructOf(made.path);
      const others = held.get(path) ?? [];
      held.set(path, others);
      others.push({ assembly, made });
    }
  }
  return held;
}
