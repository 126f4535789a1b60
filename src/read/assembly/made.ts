import type { Ignore } from '../../core/ignore.js';
import { constructOf, type Made } from '../../core/made.js';
import { member, textValue, type Node } from '../../core/node.js';
import type { Source, Span } from '../../core/source.js';
import { isTemplate } from '../cloudformation/recognition.js';
import type { Library } from '../library.js';
import { scopeOf, type Assembly, type Scope } from './assembly.js';
import type { Construct } from './constructs.js';
import { expressionAt, frameOf } from './frames.js';
import type { Stack } from './manifest.js';
import { resourceAt } from './resources.js';

/** How what stands at `place` in a template of an assembly came to be; `declared` is the name of the resource that it is told of. */
export function madeIn(assembly: Assembly, template: Source, place: Span, declared: Span | undefined, library: Library): Made {
  const culprit = constructAt(assembly, place, library);
  const subject = (declared === undefined ? undefined : constructAt(assembly, declared, library)) ?? culprit;
  const at = culprit ?? subject;
  const both = distinct([culprit, subject].flatMap((one) => one?.construct ?? []));
  return {
    construct: subject === undefined ? undefined : constructOf(subject.construct.path),
    created: at === undefined ? undefined : createdAt(at, assembly),
    files: filesOf(both, assembly),
    project: assembly.project,
    within: wordsFor(stackOf(assembly, template, at?.construct)),
    ignores: distinct(both.flatMap(({ path }) => ignoresOn(path, assembly))),
  };
}

const distinct = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

/** The files at hand that were on the stack when constructs were made. */
export const filesOf = (constructs: readonly Construct[], assembly: Assembly): readonly string[] =>
  distinct(constructs.flatMap(({ created }) => created.flatMap((text) => fileOf(text, assembly) ?? [])));

function fileOf(text: string, { locate }: Assembly): string | undefined {
  const frame = frameOf(text);
  return frame === undefined ? undefined : locate(frame)?.path;
}

export function templateIn(source: Source, library: Library): Node | undefined {
  const opened = library.open(source.path.slice(source.path.lastIndexOf('/') + 1), source.path);
  return opened.kind === 'read' ? opened.documents.find(isTemplate) : undefined;
}

interface ConstructAt {
  readonly construct: Construct;
  readonly property: string | undefined;
}

function constructAt(assembly: Assembly, place: Span, library: Library): ConstructAt | undefined {
  const root = templateIn(place.source, library);
  const found = root === undefined ? undefined : resourceAt(root, place);
  const construct = found === undefined ? undefined : constructFor(assembly, place.source, found.id, found.resource);
  return construct === undefined ? undefined : { construct, property: found?.property };
}

/** The construct of a resource: by the path that the CDK writes beside it, else by its logical id among those of its template. */
export function constructFor({ constructs }: Assembly, template: Source, id: string, resource: Node): Construct | undefined {
  const index = constructs();
  const { byPath, byLogicalId, scopes } = index;
  const path = textValue(member(member(resource, 'Metadata'), 'aws:cdk:path'));
  if (path !== undefined) return byPath.get(path) ?? { path, logicalId: id, template: undefined, created: [], assigned: new Map(), acknowledged: [] };
  const named = byLogicalId.get(id) ?? [];
  const own = scopeOf(template.path, index);
  return named.find((one) => innermost(one.path, scopes) === own?.path) ?? (named.length === 1 ? named[0] : undefined);
}

/** The path of the innermost stack that holds a construct. */
const innermost = (path: string, scopes: readonly Scope[]): string =>
  scopes.filter((scope) => path.startsWith(`${scope.path}/`)).reduce((inner, scope) => (scope.path.length > inner.length ? scope.path : inner), '');

function createdAt({ construct, property }: ConstructAt, assembly: Assembly): Span | undefined {
  const assigned = property === undefined ? undefined : construct.assigned.get(property);
  return placeOf(assigned ?? [], assembly) ?? placeOf(construct.created, assembly) ?? placeOf(ownerOf(construct, assembly)?.created ?? [], assembly);
}

/** The innermost frame in the repository. */
function placeOf(frames: readonly string[], { locate }: Assembly): Span | undefined {
  for (const text of frames) {
    const frame = frameOf(text);
    const source = frame === undefined ? undefined : locate(frame);
    if (frame === undefined || source === undefined) continue;
    // An inner frame that is not what it was says that the file has changed; outer ones may be wrong as well.
    return expressionAt(source, frame);
  }
  return undefined;
}

/**
 * The construct that made another one, told by its default child: of what is made late, such as the policy of a bucket, the
 * stack holds no code of the user's. The stack of all says too little.
 */
function ownerOf({ path }: Construct, { constructs }: Assembly): Construct | undefined {
  const { byPath } = constructs();
  const steps = path.split('/');
  for (let length = steps.length - 1; length > 1; length--) {
    const owner = steps.slice(0, length).join('/');
    const candidates = [`${owner}/Resource`, `${owner}/Default`, owner].flatMap((one) => byPath.get(one) ?? []);
    const found = candidates.find((one) => one.path !== path && one.template === undefined && one.created.some((text) => frameOf(text) !== undefined));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What is acknowledged of a construct holds for all those in it. AWS CDK API Reference, `Validations.acknowledge`. */
const ignoresOn = (path: string, assembly: Assembly): readonly Ignore[] =>
  assembly.constructs().acknowledged.filter((one) => path === one.path || path.startsWith(`${one.path}/`)).flatMap((one) => ignoresOf(one, assembly));

const ignores = new WeakMap<Construct, readonly Ignore[]>();

/** Each is made once: what is wrong with it is told once. */
function ignoresOf(construct: Construct, assembly: Assembly): readonly Ignore[] {
  const before = ignores.get(construct);
  if (before !== undefined) return before;
  const made = construct.acknowledged.map(({ rule, reason, at, frames }): Ignore => ({ rule, own: false, reason, at: placeOf(frames, assembly) ?? at, limited: false, until: '' }));
  ignores.set(construct, made);
  return made;
}

function stackOf({ manifest, constructs }: Assembly, template: Source, construct: Construct | undefined): Stack | undefined {
  const own = manifest.stacks.find((one) => one.template === template.path);
  if (own !== undefined || construct === undefined) return own ?? (manifest.stacks.length === 1 ? manifest.stacks[0] : undefined);
  const around = constructs().scopes.filter((one) => construct.path.startsWith(`${one.path}/`));
  return manifest.stacks.find((one) => around.some(({ template: path }) => path === one.template));
}

const wordsFor = (stack: Stack | undefined): string =>
  stack === undefined ? 'the synthesized template' : `stack \`${stack.name}\`${stack.environment.length === 0 ? '' : ` (${stack.environment.join(', ')})`}`;
