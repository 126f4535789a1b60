import { append } from '../../core/long.js';
import { gap, type Problem } from '../../core/problem.js';
import { literal, type Source, type Span } from '../../core/source.js';
import { and, type Truth } from '../../core/truth.js';
import type { Resource, Unit, Use } from '../../core/unit.js';
import { explore, exploreWhole, WORLD_CAP, type Choose, type Exploration } from '../../core/worlds.js';
import type { FolderOptions, LoadedFolderReader } from '../reader.js';
import { unfoldDocuments } from './documents.js';
import type { Library } from '../library.js';
import { bodyOf } from './evaluation/bodies.js';
import { Instance, nameOf } from './evaluation/instance.js';
import { instancesOf } from './evaluation/instances.js';
import { calledBy, ELSEWHERE } from './evaluation/modules.js';
import { emptyLedger, noScope, type Given, type Run } from './evaluation/run.js';
import { remoteTrails } from './remote.js';
import { assignmentsOf, inputOf, type Assignments } from './inputs/variables.js';
import { modelled, watching } from './modelled.js';
import { stackAttributes, stackTypes, unitsOfStack, type DeclaredStack } from './stacks.js';
import { attribute, forget, moduleIn, type Module, type ResourceDeclaration } from './module.js';
import { declares, partsOf, trailOf, type Part } from './parts.js';
import { isSettled } from './settled/folder.js';

export { commentsOfHcl } from '../text/hcl/comments.js';

/** The files of a folder as the module that they are. */
export const terraformFolders: LoadedFolderReader = {
  usedBy: (folder, library) => [...calledFrom(folder, library)],
  settled: (folder, options) => {
    const module = moduleIn(folder, options.library);
    if (module === undefined || !isSettled(module, options)) return undefined;
    // Of thousands of folders most are so, and hardly anybody asks for one again: their trees are not kept.
    forget(folder, options.library);
    return module.sources[0];
  },
  read: (folder, _given, options) => {
    const module = moduleIn(folder, options.library);
    return module === undefined ? [] : readModule(module, options);
  },
};

function calledFrom(folder: string, library: Library): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const module = moduleIn(next, library);
    for (const call of module?.calls.values() ?? []) {
      const called = module === undefined ? undefined : calledBy(call, module, library);
      if (called === undefined || called.folder === folder || found.has(called.folder)) continue;
      found.add(called.folder);
      pending.push(called.folder);
    }
  }
  return found;
}

/** A root module with what it is read with. */
interface Reading {
  readonly module: Module;
  readonly options: FolderOptions;
  readonly assignments: Assignments;
  readonly uses: Use[];
}

/** For what is read apart because it is too much together. */
const PART_CAP = 4 * WORLD_CAP;

function readModule(module: Module, options: FolderOptions): readonly Unit[] {
  const reading: Reading = { module, options, assignments: assignmentsOf(module, options), uses: [] };
  const whole = explored(reading, () => true, WORLD_CAP);
  if (whole !== undefined) return unitsOf(whole, reading);
  return partsOf(module, options.library).flatMap((part) => unitsOf(explored(reading, part, PART_CAP) ?? explored(reading, part), reading));
}

interface Explored extends Exploration<readonly Found[]> {
  readonly problems: readonly Problem[];
}

/** A resource with the provider configuration that it is made with: another one is another Region, or another account. */
interface Found {
  readonly resource: Resource;
  readonly provider: string;
}

function explored(reading: Reading, part: Part): Explored;
function explored(reading: Reading, part: Part, wholeBelow: number): Explored | undefined;
function explored(reading: Reading, part: Part, wholeBelow?: number): Explored | undefined {
  const problems: Problem[] = [];
  const evaluate = (choose: Choose<Given>): readonly Found[] => {
    const run: Run = { library: reading.options.library, choose, ledger: emptyLedger(), uses: reading.uses, root: reading.module };
    const found = resourcesOf(rootOf(run, reading), 'yes', part);
    append(problems, run.ledger.problems);
    return found;
  };
  const exploration = wholeBelow === undefined ? explore(evaluate, WORLD_CAP, ({ length }) => length) : exploreWhole(evaluate, wholeBelow, ({ length }) => length);
  return exploration === undefined ? undefined : { ...exploration, problems };
}

/** The root module as whoever applies it gives it values, or as one of the choices there are. */
function rootOf(run: Run, { module, options, assignments }: Reading): Instance {
  const root: Instance = new Instance(
    module,
    run,
    '',
    '.',
    [module],
    (name, at) => {
      const declaration = module.variables.get(name);
      const assigned = assignments.values.get(name);
      if (assigned !== undefined) return root.evaluator.evaluate(assigned, noScope);
      if (declaration === undefined) return undefined;
      const fallback = declaration.default;
      const input = inputOf(declaration, module, options, () => (fallback === undefined ? undefined : root.evaluator.evaluate(fallback, noScope)));
      const [only] = input.candidates;
      // Nothing turns on it: the default is taken as it is.
      if (input.candidates.length === 1 && only?.default === true) return undefined;
      return root.evaluator.given(run.choose(input)?.value, input.name, literal(at), (node) => node);
    },
    new Map(),
  );
  return root;
}

function resourcesOf(instance: Instance, exists: Truth, part: Part): readonly Found[] {
  const own = [...instance.module.resources.values()].filter((declaration) => declaration.mode === 'managed' && part(instance.module, declaration)).flatMap((declaration) => found(declaration, instance, exists));
  const inner = [...instance.module.calls.values()].flatMap((call) => {
    const called = calledBy(call, instance.module, instance.run.library);
    // Of what declares nothing that is looked for, not even the number of its instances is worth a world.
    if (called !== undefined && !declares(called, part, instance.run.library, new Set(instance.within))) return [];
    const children = instance.children(call.name);
    if (children === undefined) return part(instance.module, trailOf(call)) ? remoteTrails(call, instance, exists).map((resource) => ({ resource, provider: '' })) : [];
    return children.items.flatMap((child) => resourcesOf(child.value, and(exists, child.exists), part));
  });
  return [...own, ...inner];
}

function found(declaration: ResourceDeclaration, instance: Instance, exists: Truth): readonly Found[] {
  const wanted = stackTypes.has(declaration.type) ? stackAttributes : modelled.get(declaration.type);
  if (wanted === undefined) return [];
  const { evaluator } = instance;
  const provider = providerOf(declaration, instance);
  return instancesOf(declaration.body, noScope, evaluator).items.map((item) => {
    const body = bodyOf(declaration.body, wanted, item.scope, evaluator);
    const tell = (problem: Problem): void => { evaluator.tell(problem); };
    return {
      provider,
      resource: {
        type: declaration.type,
        address: `${instance.prefix}${declaration.type}.${declaration.name}${item.suffix}`,
        exists: and(exists, item.exists),
        name: declaration.at,
        body: unfoldDocuments(declaration.type, body, tell),
      },
    };
  });
}

/** The configuration that a resource names, as the root module knows it; empty for the one without an alias. */
function providerOf({ body }: ResourceDeclaration, instance: Instance): string {
  const named = attribute(body, 'provider');
  const name = named === undefined ? 'aws' : (nameOf(named) ?? 'aws');
  const outer = instance.providers.get(name) ?? name;
  return outer.includes('.') ? outer : '';
}

/** Sinks of other provider configurations make up for nothing: they are units of their own. */
function unitsOf({ worlds, givenUp, problems }: Explored, reading: Reading): readonly Unit[] {
  const { module, uses, assignments } = reading;
  const [source = nowhere] = module.sources;
  const told = [...module.problems, ...assignments.problems, ...problems, ...givenUp.map((name) => gap(`Too many combinations: \`${name}\` is left open`, placeOf(name, module, source)))];
  const providers = new Set(['', ...worlds.flatMap(({ value }) => value.filter(({ resource }) => isSink(resource.type)).map(({ provider }) => provider))]);
  const own = [...providers].map((provider): Unit => ({
    vocabulary: 'terraform',
    source,
    uses,
    worlds: worlds.map(({ assumptions, value }) => ({
      assumptions,
      value: value.filter((one) => !stackTypes.has(one.resource.type) && (isSink(one.resource.type) && providers.has(one.provider) ? one.provider === provider : provider === '')).map(({ resource }) => resource),
    })),
    problems: provider === '' ? distinct(told) : [],
  }));
  return [...own, ...stacksIn(worlds).flatMap((stack) => unitsOfStack(stack, reading.options))];
}

/** Each stack once, with the template of the first world that has it. */
function stacksIn(worlds: Explored['worlds']): readonly DeclaredStack[] {
  const found = new Map<string, { readonly resource: Resource; count: number }>();
  for (const { value } of worlds) {
    for (const { resource } of value) {
      if (!stackTypes.has(resource.type)) continue;
      const before = found.get(resource.address);
      if (before === undefined) found.set(resource.address, { resource, count: 1 });
      else before.count++;
    }
  }
  return [...found.values()].map(({ resource, count }) => ({ resource, exists: and(resource.exists, count === worlds.length ? 'yes' : 'maybe') }));
}

const isSink = (type: string): boolean => watching.has(type) || type.includes('cloudtrail');

const nowhere: Source = { path: '', text: '', bom: false };

function placeOf(name: string, { variables }: Module, source: Source): Span {
  return variables.get(name.replace(/^var\./u, ''))?.at.span ?? { source, start: 0, end: 0 };
}

const distinct = (problems: readonly Problem[]): readonly Problem[] =>
  [...new Map(problems.map((problem) => [problem.message.endsWith(ELSEWHERE) ? problem.message : `${problem.span.source.path} ${String(problem.span.start)} ${String(problem.span.end)} ${problem.message}`, problem] as const).reverse()).values()].reverse();
