import { member, textValue, type Node } from '../../../core/node.js';
import type { Problem } from '../../../core/problem.js';
import { mayCall } from '../names.js';
import { joined, originOfAll, whole, type Located } from '../values/located.js';
import type { Carried } from './carried.js';
import { scriptsOfGithub } from './github.js';
import { kindOf } from './recognised.js';
import { locatedScalar } from './scalars.js';

export interface Scripts {
  readonly scripts: readonly Carried[];
  readonly problems: readonly Problem[];
}

/** The scripts of a pipeline, each with the variables that it is given. */
export function scriptsOfPipeline(root: Node): Scripts {
  switch (kindOf(root)) {
    case 'github':
      return scriptsOfGithub(root);
    case 'gitlab':
      return { scripts: scriptsOfGitlab(root), problems: [] };
    case 'codebuild':
      return { scripts: scriptsOfBuild(root), problems: [] };
    case undefined:
      return { scripts: [], problems: [] };
  }
}

/** `before_script` and `script` of a job run in one shell, `after_script` in another. CI/CD YAML syntax reference. */
function scriptsOfGitlab(root: Node): readonly Carried[] {
  const shared = member(root, 'default');
  return [...valuesOf(root)].filter((job) => job.kind === 'map').flatMap((job) => {
    const own = (name: string): Node => firstOf(member(job, name), member(shared, name), member(root, name));
    const preset = presetOf(member(job, 'variables'), member(root, 'variables'));
    const together = [...linesOf(own('before_script')), ...linesOf(member(job, 'script'))];
    return [together, linesOf(own('after_script'))].flatMap((lines) => scriptOf(lines, preset));
  });
}

/** All commands of a build run in one shell. Build specification reference for CodeBuild, version 0.2. */
function scriptsOfBuild(root: Node): readonly Carried[] {
  const lines = valuesOf(member(root, 'phases')).flatMap((phase) => [...linesOf(member(phase, 'commands')), ...linesOf(member(phase, 'finally'))]);
  return scriptOf(lines, presetOf(member(member(root, 'env'), 'variables')));
}

const valuesOf = (node: Node): readonly Node[] => (node.kind === 'map' ? [...node.entries.values()].map(({ value }) => value) : []);

const firstOf = (...nodes: readonly Node[]): Node => nodes.find(({ kind }) => kind !== 'absent') ?? { kind: 'absent', origin: originOf(nodes) };
const originOf = ([first]: readonly Node[]): Node['origin'] => {
  if (first === undefined) throw new Error('no node');
  return first.origin;
};

/** Lists in lists, as anchors make them. */
const MAX_DEPTH = 10;

function linesOf(node: Node, depth = 0): readonly Located[] {
  if (node.kind === 'scalar') return [locatedScalar(node)];
  return node.kind === 'list' && depth < MAX_DEPTH ? node.items.flatMap((item) => linesOf(item, depth + 1)) : [];
}

function scriptOf(lines: readonly Located[], preset: Carried['preset']): readonly Carried[] {
  if (!lines.some(({ text }) => mayCall(text))) return [];
  return [{ text: joined(lines.flatMap((line) => [line, whole('\n', () => originOfAll(line))])), preset, folders: [] }];
}

/** The first of the maps that has a variable says what it holds; a map with a `value` stands for that. */
function presetOf(...maps: readonly Node[]): Carried['preset'] {
  return (name) => {
    const value = maps.map((node) => (node.kind === 'map' ? node.entries.get(name)?.value : undefined)).find((node) => node !== undefined);
    const scalar = value?.kind === 'map' ? member(value, 'value') : value;
    return scalar?.kind === 'scalar' && !(textValue(scalar) ?? '').includes('$') ? locatedScalar(scalar) : undefined;
  };
}
