import { member, textValue, type Node } from '../../core/node.js';
import type { Origin } from '../../core/source.js';
import { folderOf, type Library } from '../library.js';
import { fromNode } from '../program/evaluation/data.js';
import { calleeName } from '../program/evaluation/externals.js';
import { chosen, scalarAt } from '../program/evaluation/operators.js';
import { at as usedAt } from '../program/project/places.js';
import type { Native, NativeCall, Run } from '../program/run.js';
import { open } from '../program/values/tests.js';
import type { External, ProgramInput, Value } from '../program/values/values.js';
import { coreName } from './names.js';

/** The folder with the project's `Pulumi.yaml`, and its name. */
interface Project {
  readonly folder: string;
  readonly name: string | undefined;
  /** What is configured for all stacks. */
  readonly root: Node | undefined;
  /** By the names of the stacks, what each configures. */
  readonly stacks: ReadonlyMap<string, Node>;
}

const PROJECT = /^Pulumi\.ya?ml$/u;
const STACK = /^Pulumi\.([\w.-]+)\.ya?ml$/u;

const known = new WeakMap<Run, Map<string, Project | undefined>>();

/** The project of a file. Pulumi documentation, "Pulumi project file reference" and "Stack settings file reference". */
function projectOf(path: string, run: Run): Project | undefined {
  const folders = known.get(run) ?? new Map<string, Project | undefined>();
  known.set(run, folders);
  const start = folderOf(path);
  if (!folders.has(start)) folders.set(start, found(start, run.library));
  return folders.get(start);
}

function found(start: string, library: Library): Project | undefined {
  for (let folder = start; ; folder = folderOf(folder)) {
    const names = library.list(folder).map((path) => path.slice(folder === '' ? 0 : folder.length + 1));
    const own = names.find((name) => PROJECT.test(name));
    if (own !== undefined) {
      const root = documentIn(folder, own, library);
      const stacks = names.flatMap((name): (readonly [string, Node])[] => {
        const stack = STACK.exec(name)?.[1];
        const document = stack === undefined ? undefined : documentIn(folder, name, library);
        return stack === undefined || document === undefined ? [] : [[stack, document]];
      });
      return { folder, name: root === undefined ? undefined : textValue(member(root, 'name')), root, stacks: new Map(stacks) };
    }
    if (folder === '') return undefined;
  }
}

function documentIn(folder: string, name: string, library: Library): Node | undefined {
  const opened = library.open(name, `${folder}${folder === '' ? '' : '/'}x`);
  return opened.kind === 'read' ? opened.documents[0] : undefined;
}

const stackInputs = new WeakMap<Run, Map<string, ProgramInput>>();

/** The stack is one of those that are configured here; where none is, any. */
function stackInput(project: Project | undefined, run: Run): ProgramInput {
  if (project === undefined || project.stacks.size === 0) return run.input('stack');
  const inputs = stackInputs.get(run) ?? new Map<string, ProgramInput>();
  stackInputs.set(run, inputs);
  const known = inputs.get(project.folder) ?? { name: 'stack', default: undefined, literals: new Set(project.stacks.keys()), closed: true, outside: false, optional: false, tested: false };
  inputs.set(project.folder, known);
  return known;
}

export const stack: Native = ({ at }, run) => run.unknown('the stack is not known here', at, stackInput(projectOf(at.span.source.path, run), run));

export const project: Native = ({ at }, run) => {
  const name = projectOf(at.span.source.path, run)?.name;
  return name === undefined ? run.unknown('the project is not known here', at) : scalarAt(name, at);
};

/** What a method of `Config` makes of the text that a stack configures; `required` where it ends in an error without one. */
interface Reading {
  readonly required: boolean;
  readonly as: 'text' | 'boolean' | 'number' | 'object';
}

const readings: ReadonlyMap<string, Reading> = new Map(
  (['get', 'require'] as const).flatMap((verb) =>
    (['', 'Secret'] as const).flatMap((secret) =>
      ([['', 'text'], ['Boolean', 'boolean'], ['Number', 'number'], ['Object', 'object']] as const).map(([kind, as]) => [`${verb}${secret}${kind}`, { required: verb === 'require', as }] as const),
    ),
  ),
);

/** The `Config` on which a method is called. */
function configOf({ callee }: NativeCall): External | undefined {
  const holder = callee.kind === 'external' && callee.external.how.kind === 'member' ? callee.external.how.of : undefined;
  const external = holder?.kind === 'external' ? holder.external : holder?.kind === 'instance' ? holder.cell.base : undefined;
  return external?.how.kind === 'new' && coreName(calleeName(external)) === 'Config' ? external : undefined;
}

const read =
  (reading: Reading): Native =>
  (call, run) => {
    const config = configOf(call);
    const [key] = call.args;
    if (config === undefined || key?.rest !== false || key.value.kind !== 'scalar') return undefined;
    const found = projectOf(call.at.span.source.path, run);
    const [space] = config.how.kind === 'new' ? config.how.args : [];
    const namespace = space === undefined || space.value.kind === 'undefined' ? (found?.name ?? '') : space.value.kind === 'scalar' ? String(space.value.value) : undefined;
    return namespace === undefined ? undefined : valueOf(String(key.value.value), namespace, reading, found, call.at, run);
  };

/** What each stack configures, and for any other one something that is chosen there. */
function valueOf(key: string, namespace: string, reading: Reading, project: Project | undefined, place: Origin, run: Run): Value {
  const name = namespace === '' || namespace === project?.name ? key : `${namespace}:${key}`;
  const byDefault = project?.root === undefined ? undefined : configured(project.root, key, namespace, project);
  const inStack = (node: Node): Value => usedAt(converted(node, reading, place, run), place, 'parameter');
  let value: Value = byDefault === undefined ? run.unknown(`\`config ${name}\` is not known here`, place, run.input(`config ${name}`, !reading.required)) : inStack(byDefault);
  const input = stackInput(project, run);
  for (const [stackName, document] of [...(project?.stacks ?? [])].reverse()) {
    const own = configured(document, key, namespace, project) ?? byDefault;
    // A stack that lacks what is required is not deployed as it is.
    if (own === undefined && reading.required) continue;
    value = chosen(open({ kind: 'equals', input, value: stackName }), own === undefined ? { kind: 'undefined', origin: place } : inStack(own), value, place);
  }
  return value;
}

/** `config: { 'project:key': value }`; in the project's file the value may stand under `value` or `default`. */
function configured(document: Node, key: string, namespace: string, project: Project | undefined): Node | undefined {
  const config = member(document, 'config');
  const names = [`${namespace}:${key}`, ...(namespace === project?.name ? [key] : [])];
  const node = names.map((name) => member(config, name)).find(({ kind }) => kind !== 'absent');
  if (node === undefined || document !== project?.root || node.kind !== 'map') return node;
  return [member(node, 'value'), member(node, 'default')].find(({ kind }) => kind !== 'absent');
}

function converted(node: Node, { as }: Reading, place: Origin, run: Run): Value {
  if (node.kind === 'map' && node.entries.has('secure')) return run.unknown('it is a secret', place);
  if (as === 'object' || node.kind !== 'scalar') return fromNode(node, run);
  if (as === 'boolean') return /^(?:true|false)$/u.test(node.text) ? scalarAt(node.text === 'true', node.origin) : run.unknown('it is no boolean', node.origin);
  return as === 'number' ? scalarAt(Number(node.text), node.origin) : scalarAt(node.text, node.origin);
}

export const configuration: readonly (readonly [string, Native])[] = [...readings].map(([name, reading]) => [`.${name}`, read(reading)] as const);
