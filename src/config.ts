import type { Level } from './check/finding.js';
import { faultsOf, type Validate } from './config/faults.js';
import { isDay } from './core/day.js';
import type { Ignore } from './core/ignore.js';
import { member, textValue, type Node } from './core/node.js';
import { isGlob } from './core/pattern.js';
import { parseError, type Problem } from './core/problem.js';
import { onOneLine, type Source, type Span } from './core/source.js';
import { validate } from './data/config-validator.js';
import { decode } from './read/decode.js';
import { mapped } from './read/parameters/shapes.js';
import type { ParameterValue } from './read/parameters/set.js';
import { parse } from './read/parse.js';

/** What a policy document in a file of its own is; `identity` is meant where nothing is said. */
export const policyKinds = ['boundary', 'scp', 'rcp', 'session'] as const;
export type PolicyKind = (typeof policyKinds)[number];

/** A path as it is written, and where. */
export interface NamedFile {
  readonly path: string;
  readonly span: Span;
}

/** The settings of a repository. Paths and patterns are as written: relative to the folder of the file. */
export interface Config {
  readonly rules: ReadonlyMap<string, 'off' | Level>;
  readonly strict: boolean;
  /** Empty: every file. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** ARNs of sinks elsewhere that log all KMS events. */
  readonly coveredBy: readonly string[];
  /** Globs for the names of roles, users, groups and policies. */
  readonly trusted: readonly string[];
  readonly policies: ReadonlyMap<PolicyKind, readonly string[]>;
  readonly parameters: readonly ParameterValue[];
  readonly parameterFiles: readonly NamedFile[];
  /** Values for variables of Terraform: a map, or absent. */
  readonly variables: Node;
  readonly variableFiles: readonly NamedFile[];
  readonly ignores: readonly IgnoreInFiles[];
}

/** Words that accept findings in some files: in all of them, where there are no patterns. */
export interface IgnoreInFiles extends Ignore {
  readonly globs: readonly string[];
}

/** A config, or everything that is wrong with it. */
export type ConfigRead = { readonly kind: 'config'; readonly config: Config } | { readonly kind: 'faults'; readonly faults: readonly Problem[] };

/** Reads a config file: YAML or JSON that meets `schema/config.json`. An empty one changes nothing. */
export async function readConfig(path: string, bytes: Uint8Array): Promise<ConfigRead> {
  const source = decode(path, bytes);
  if (source === undefined) return { kind: 'faults', faults: [parseError('this is a binary file, not a config', { source: { path, text: '', bom: false }, start: 0, end: 0 })] };
  const { documents, problems } = await parse(source);
  const [root, second] = documents;
  const empty = root === undefined || (root.kind === 'scalar' && root.value === null);
  const faults = [...problems, ...(second === undefined ? [] : [parseError('a config is one document', onOneLine(second.origin.span))])];
  if (faults.length > 0) return { kind: 'faults', faults };
  return empty ? { kind: 'config', config: configOf(nothing(source)) } : settled(root);
}

const nothing = (source: Source): Node => ({ kind: 'absent', origin: { span: { source, start: 0, end: 0 }, via: 'literal' } });

function settled(root: Node): ConfigRead {
  const wrong = faultsOf(root, validate as unknown as Validate, 'the config');
  const faults = wrong.length > 0 ? wrong : [...patterns(root), ...days(root), ...tooMany(root)].sort((a, b) => a.span.start - b.span.start);
  return faults.length > 0 ? { kind: 'faults', faults } : { kind: 'config', config: configOf(root) };
}

/** The lists of patterns for files, by their names. */
function listsIn(root: Node): readonly (readonly [string, Node])[] {
  const policies = member(root, 'policies');
  return [
    ...['include', 'exclude'].map((key) => [key, member(root, key)] as const),
    ...policyKinds.map((kind) => [`policies.${kind}`, member(policies, kind)] as const),
    ...itemsOf(member(root, 'ignore')).map((item, index) => [`ignore.${index}.paths`, member(item, 'paths')] as const),
  ];
}

/** What a schema cannot say: names of files hold no `..`, so that a pattern with one meant files and takes none. */
const patterns = (root: Node): readonly Problem[] =>
  listsIn(root).flatMap(([name, list]) =>
    itemsOf(list).flatMap((item, index) =>
      item.kind === 'scalar' && isPointless(item.text) ? [parseError(`'${name}.${index}' can take no file, for patterns are for what lies in the folder of the config or below: '${item.text}'`, onOneLine(item.origin.span))] : [],
    ),
  );

/** Each of these is held against every file, or every name; what has no wildcard is looked up. */
const MOST_WILDCARDS = 2_000;

function tooMany(root: Node): readonly Problem[] {
  const lists = [...listsIn(root).map(([, list]) => list), member(root, 'trusted')];
  const next = lists.flatMap(itemsOf).filter((item) => item.kind === 'scalar' && isGlob(item.text))[MOST_WILDCARDS];
  return next === undefined ? [] : [parseError(`a config may have ${MOST_WILDCARDS} patterns with '*' or '?', and this is one more`, onOneLine(next.origin.span))];
}

/** What begins with `./` or `/` and what ends in `/` is as good as without. */
const isPointless = (glob: string): boolean => glob.replace(/^\.?\/+/u, '').replace(/\/+$/u, '').split('/').some((name) => name === '' || name === '.' || name === '..');

/** What a schema cannot say: February has no 30th day. */
const days = (root: Node): readonly Problem[] =>
  itemsOf(member(root, 'ignore')).flatMap((item, index) => {
    const until = member(item, 'until');
    return until.kind === 'scalar' && !isDay(until.text) ? [parseError(`'ignore.${index}.until' must be a day that there is, not '${until.text}'`, onOneLine(until.origin.span))] : [];
  });

/** Of a tree that meets the schema. */
function configOf(root: Node): Config {
  const policies = member(root, 'policies');
  const cloudformation = member(root, 'cloudformation');
  const parameters = member(cloudformation, 'parameters');
  const terraform = member(root, 'terraform');
  return {
    rules: new Map(entriesOf(member(root, 'rules')).flatMap(([id, value]) => levelOf(id, value))),
    strict: textValue(member(root, 'strict')) === 'true',
    include: textsOf(member(root, 'include')),
    exclude: textsOf(member(root, 'exclude')),
    coveredBy: textsOf(member(root, 'coveredBy')),
    trusted: textsOf(member(root, 'trusted')),
    policies: new Map(policyKinds.map((kind) => [kind, textsOf(member(policies, kind))])),
    parameters: parameters.kind === 'map' ? mapped(parameters) : [],
    parameterFiles: filesIn(member(cloudformation, 'parameterFiles')),
    variables: member(terraform, 'variables'),
    variableFiles: filesIn(member(terraform, 'varFiles')),
    ignores: itemsOf(member(root, 'ignore')).flatMap(ignoreOf),
  };
}

function ignoreOf(item: Node): readonly IgnoreInFiles[] {
  const rule = member(item, 'rule');
  const text = (name: string): string => textValue(member(item, name)) ?? '';
  return [{ rule: text('rule'), own: true, reason: text('reason'), until: text('until'), at: onOneLine(rule.origin.span), limited: false, globs: textsOf(member(item, 'paths')) }];
}

const levels: readonly ('off' | Level)[] = ['off', 'note', 'warning', 'error'];

/** `off` is false to YAML 1.1. */
function levelOf(id: string, value: Node): readonly (readonly [string, 'off' | Level])[] {
  const level = value.kind === 'scalar' ? levels.find((one) => one === value.text) : undefined;
  return level === undefined ? [] : [[id, level]];
}

const entriesOf = (node: Node): readonly (readonly [string, Node])[] => (node.kind === 'map' ? [...node.entries].map(([name, { value }]) => [name, value] as const) : []);
const itemsOf = (node: Node): readonly Node[] => (node.kind === 'list' ? node.items : []);
const filesIn = (node: Node): readonly NamedFile[] => itemsOf(node).flatMap((item) => (item.kind === 'scalar' ? [{ path: item.text, span: item.origin.span }] : []));
const textsOf = (node: Node): readonly string[] => itemsOf(node).flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
