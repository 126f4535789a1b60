import { member, type Node } from '../../core/node.js';
import type { Origin } from '../../core/source.js';
import { fromNode } from '../program/evaluation/data.js';
import { at as usedAt } from '../program/project/places.js';
import { folderOf } from '../library.js';
import { labelOf, type Native, type Run } from '../program/run.js';
import { isYes, open, since, START } from '../program/values/tests.js';
import type { Scalar, Value } from '../program/values/values.js';

/** What the program itself puts into the context, by the names. */
const given = new WeakMap<Run, Map<string, Value>>();

const contextOf = (run: Run): Map<string, Value> => {
  const known = given.get(run) ?? new Map<string, Value>();
  given.set(run, known);
  return known;
};

/** AWS CDK Developer Guide, "Context values and the AWS CDK": the files of a project that hold context, the first that has a name counts. */
const files = ['cdk.json', 'cdk.context.json'];

/** `node.tryGetContext(name)`: what the program has set, else what the files of the project say unless the command line says otherwise. */
const lookup: Native = ({ args, at }, run) => {
  const [name] = args;
  if (name?.value.kind !== 'scalar' || name.rest) return undefined;
  const key = String(name.value.value);
  const set = contextOf(run).get(key);
  if (set !== undefined) return set.kind === 'scalar' ? outside(key, set, at, run) : set;
  const found = inFiles(key, at, run);
  if (found === undefined) return run.unknown(`context \`${key}\` is not set here`, at, run.input(`context ${key}`, true));
  const value = fromNode(found, run);
  return value.kind === 'scalar' ? outside(key, value, at, run) : usedAt(value, at);
};

/** The files nearest to the program, on the way up. */
function inFiles(key: string, { span }: Origin, run: Run): Node | undefined {
  for (let folder: string | undefined = folderOf(span.source.path); folder !== undefined; folder = folder === '' ? undefined : folderOf(folder)) {
    const documents = files.map((file) => documentAt(folder === '' ? file : `${folder}/${file}`, run));
    const [settings, kept] = documents;
    if (settings === undefined && kept === undefined) continue;
    const values = [...(settings === undefined ? [] : [member(settings, 'context')]), ...(kept === undefined ? [] : [kept])];
    return values.map((one) => member(one, key)).find(({ kind }) => kind !== 'absent');
  }
  return undefined;
}

function documentAt(path: string, { library }: Run): Node | undefined {
  const opened = library.open(path, '');
  return opened.kind === 'read' ? opened.documents[0] : undefined;
}

/** A scalar that is what it is unless somebody gives another one: `cdk deploy --context name=value`. */
function outside(key: string, value: Scalar, at: Origin, run: Run): Value {
  const input = run.input(`context ${key}`, true, value);
  const otherwise = run.unknown(`context \`${key}\` can be given any value`, at, input);
  const placed: Scalar = { ...value, origin: { span: at.span, via: 'parameter', from: value.origin } };
  return { kind: 'choice', test: open({ kind: 'equals', input, value: value.value }), then: placed, otherwise, origin: at };
}

/** `node.setContext(name, value)` before anything asks for it. */
const setting: Native = ({ args }, run) => {
  const [name, value] = args;
  if (name?.value.kind === 'scalar' && value !== undefined && isYes(since(run.guards, START))) contextOf(run).set(String(name.value.value), value.value);
  return undefined;
};

/** `new App({ context: {...} })`: it gives way to nothing but the command line. */
const app: Native = ({ args }, run) => {
  const [props] = args;
  const context = props?.value.kind === 'object' ? props.value.cell.entries.get('context')?.value : undefined;
  if (context?.kind === 'object') for (const [name, { value }] of context.cell.entries) contextOf(run).set(name, value);
  return undefined;
};

/** `node.getAllContext()` is all that is in the files. */
const all: Native = ({ at }, run) => run.unknown(`\`${labelOf(at)}\` is not known here`, at);

export const contextNatives: readonly (readonly [string, Native])[] = [
  ['.tryGetContext', lookup],
  ['.getContext', lookup],
  ['.getAllContext', all],
  ['.setContext', setting],
  ...['aws-cdk-lib', '@aws-cdk/core', 'monocdk'].map((module) => [`new ${module}:App`, app] as const),
];
