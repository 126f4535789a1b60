import type { Problem } from '../../core/problem.js';
import { folderOf, type Library } from '../library.js';
import { constructsOf, type Construct, type Constructs } from './constructs.js';
import { frameOf, locatorOf, type Frame, type Locate } from './frames.js';
import { manifestIn, type Manifest } from './manifest.js';

/** A cloud assembly: a folder that the CDK synthesized (`cdk.out`), or the one of a stage within it. What only findings need is read when it is asked for. */
export interface Assembly {
  readonly manifest: Manifest;
  /** The folder in which the outermost assembly lies. */
  readonly project: string;
  readonly constructs: () => ConstructIndex;
  readonly locate: Locate;
  /** What has kept something from being read so far. */
  readonly problems: () => readonly Problem[];
}

export interface ConstructIndex {
  readonly byPath: ReadonlyMap<string, Construct>;
  readonly byLogicalId: ReadonlyMap<string, readonly Construct[]>;
  readonly scopes: readonly Scope[];
  /** Those of which rules are acknowledged. */
  readonly acknowledged: readonly Construct[];
}

/** A stack, be it a nested one: the logical ids in it are its own. */
export interface Scope {
  readonly path: string;
  /** The path of its template; where that is not told, what its name begins with. */
  readonly template: string | { readonly beginning: string };
}

/** The assembly that a folder is; undefined for other folders. */
export function assemblyIn(folder: string, library: Library): Assembly | undefined {
  const manifest = manifestIn(folder, library);
  if (manifest === undefined) return undefined;
  const project = projectOf(folder, library);
  let read: Constructs | undefined;
  let index: ConstructIndex | undefined;
  let locate: Locate | undefined;
  const constructs = (): ConstructIndex => (index ??= indexOf((read ??= constructsOf(manifest, library)).byPath, manifest));
  return {
    manifest,
    project,
    constructs,
    locate: (frame) => (locate ??= locatorOf(framesOf(constructs()), project, library))(frame),
    problems: () => [...manifest.problems, ...(read?.problems ?? [])],
  };
}

/** The folder around the outermost assembly. */
function projectOf(folder: string, library: Library): string {
  const above = folderOf(folder);
  return folder !== '' && manifestIn(above, library)?.nested.includes(folder) === true ? projectOf(above, library) : above;
}

function indexOf(byPath: ReadonlyMap<string, Construct>, manifest: Manifest): ConstructIndex {
  const all = [...byPath.values()];
  const byLogicalId = new Map<string, Construct[]>();
  for (const construct of all) {
    if (construct.logicalId === undefined) continue;
    const others = byLogicalId.get(construct.logicalId) ?? [];
    byLogicalId.set(construct.logicalId, others);
    others.push(construct);
  }
  return { byPath, byLogicalId, scopes: scopesIn(all, manifest), acknowledged: all.filter(({ acknowledged }) => acknowledged.length > 0) };
}

/** Older schemas tell the templates of nested stacks by nothing but their names. */
function scopesIn(constructs: readonly Construct[], { stacks }: Manifest): readonly Scope[] {
  const told = constructs.flatMap(({ path, template }): readonly Scope[] => (template === undefined ? [] : [{ path, template }]));
  if (told.length > 0) return told;
  const roots = stacks.flatMap(({ name, template }): readonly Scope[] => (template === undefined ? [] : [{ path: name, template }]));
  const nested = constructs.flatMap(({ path }) => /^(.+)\.NestedStack\/[^/]+\.NestedStackResource$/u.exec(path)?.[1] ?? []);
  return [...roots, ...nested.map((path): Scope => ({ path, template: { beginning: nameOf(path) } }))];
}

/** How the CDK begins a name made of a path: without what a step repeats of the one before, letters and digits only (`makeUniqueId` of aws-cdk-lib). */
function nameOf(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) if (step !== 'Resource' && step !== 'Default' && steps.at(-1)?.endsWith(step) !== true) steps.push(step);
  return steps.join('').replaceAll(/[^A-Za-z\d]/gu, '');
}

/** The stack, nested or not, that a template is of; undefined where two may be meant. */
export function scopeOf(template: string, { scopes }: ConstructIndex): Scope | undefined {
  const beginning = /([^/]+)[\dA-F]{8}\.nested\.template\.json$/u.exec(template)?.[1];
  const found = scopes.filter((one) => (typeof one.template === 'string' ? one.template === template : one.template.beginning === beginning));
  return found.length === 1 ? found[0] : undefined;
}

function* framesOf({ byPath }: ConstructIndex): Iterable<Frame> {
  for (const { created, acknowledged } of byPath.values()) {
    for (const text of [...created, ...acknowledged.flatMap(({ frames }) => frames)]) {
      const frame = frameOf(text);
      if (frame !== undefined) yield frame;
    }
  }
}

/** The files of programs that are on the stacks of an assembly, as far as they are at hand, by their paths, in order. */
export function sourcesNamedBy({ constructs, locate }: Assembly): readonly string[] {
  const paths = new Set<string>();
  for (const frame of framesOf(constructs())) {
    const source = locate(frame);
    if (source !== undefined) paths.add(source.path);
  }
  return [...paths].sort();
}
