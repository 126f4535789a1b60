import { firstOfEach } from '../../../core/long.js';
import { member, scalar, textValue, withOrigin, type Entry, type Node, type ScalarNode } from '../../../core/node.js';
import type { Problem } from '../../../core/problem.js';
import { through, type Origin } from '../../../core/source.js';
import type { Candidate, Input } from '../../../core/worlds.js';
import { noParameters, type GivenParameters } from '../../parameters/set.js';
import { comparedWith } from './compared.js';
import { fromOutside, settled } from './given.js';
import { isInSsm, isList, isSecret, items, typeOf } from './parameter-types.js';
import type { Template } from '../template.js';

/**
 * What a parameter is in a world: a value, any value but the ones it is compared with, or one that is not known. What a file of
 * parameters is: the values that it gives, by name.
 */
export type Given =
  | { readonly kind: 'value'; readonly node: Node }
  | { readonly kind: 'other'; readonly not: ReadonlySet<string>; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'set'; readonly values: ReadonlyMap<string, Given> };

export interface Inputs {
  readonly parameters: ReadonlyMap<string, Input<Given>>;
  readonly pseudo: ReadonlyMap<string, Input<Given>>;
  /** The files of parameters that fit the template, where they give any: their values hold together. */
  readonly sets: Input<Given> | undefined;
  /** What is wrong with the values given from outside. */
  readonly problems: readonly Problem[];
}

const ofNested = new WeakMap<Template, Inputs>();

/** The inputs of a template that is nested in another: nothing is given from outside. They are the same in every world. */
export function inputsOfNested(template: Template): Inputs {
  const known = ofNested.get(template);
  if (known !== undefined) return known;
  const found = inputsOf(template, noParameters);
  ofNested.set(template, found);
  return found;
}

export function inputsOf(template: Template, given: GivenParameters): Inputs {
  const compared = comparedWith(template);
  const literalsOf = (name: string): ReadonlySet<string> => compared.literals.get(name) ?? new Set();
  const { sets, common, problems } = fromOutside(template, given);
  const single = (name: string): Given | undefined => {
    const value = common.get(name);
    return value === undefined ? undefined : settled(value, member(template.root, 'Parameters'));
  };
  return {
    parameters: new Map([...template.parameters].map(([name, entry]) => [name, parameter(name, entry, literalsOf(name), compared.taken.has(name), given.byHand.get(name), single(name))])),
    pseudo: new Map(pseudoNames.map((name) => [name, pseudo(name, literalsOf(name), template.root.origin, given.byHand.get(name))])),
    sets,
    problems,
  };
}

function parameter(name: string, { key, value: declaration }: Entry, literals: ReadonlySet<string>, isTaken: boolean, given: string | undefined, common: Given | undefined): Input<Given> {
  const type = typeOf(declaration);
  const make = (node: ScalarNode, label: string, isDefault: boolean): Candidate<Given> => ({
    value: { kind: 'value', node: isList(type) ? items(node) : node },
    label,
    default: isDefault,
  });
  if (given !== undefined) return { name, candidates: [make(scalar(given, key), given, true)] };
  if (common !== undefined) return { name, candidates: [{ value: common, label: 'the value given', default: true }] };
  const fallback = member(declaration, 'Default');
  const inSsm = isInSsm(type);
  const byDefault = fallback.kind === 'scalar' && !inSsm ? [make(fallback, textValue(fallback) ?? '', true)] : [];
  const permitted = allowed(declaration, make);
  const others = permitted.length > 0 ? permitted : [...literals].map((text) => make(scalar(text, key), text, false));
  const choices = isTaken ? distinct([...byDefault, ...others]) : inClasses(distinct([...byDefault, ...others]), literals);
  // AllowedValues close the set. Without them a parameter that nothing compares keeps its default.
  const closed = permitted.length > 0 || (byDefault.length > 0 && literals.size === 0);
  const why = inSsm ? `parameter \`${name}\` is read from SSM` : byDefault.length > 0 ? `parameter \`${name}\` can be given any value` : `parameter \`${name}\` has no default`;
  const candidates = closed ? choices : [...choices, other(literals, why)];
  return { name, candidates: isSecret(declaration) ? hidden(candidates) : candidates };
}

/** Of a value that is only compared, all those that it is not compared with are alike: one stands for them. */
function inClasses(candidates: readonly Candidate<Given>[], literals: ReadonlySet<string>): readonly Candidate<Given>[] {
  const isAlike = (candidate: Candidate<Given>): boolean => !candidate.default && !literals.has(candidate.label);
  const [first, second] = candidates.filter(isAlike);
  if (first === undefined || second === undefined) return candidates;
  return [...candidates.filter((candidate) => !isAlike(candidate)), { ...first, label: 'another value' }];
}

/** What is not echoed is not quoted in a message either. */
const hidden = (candidates: readonly Candidate<Given>[]): readonly Candidate<Given>[] =>
  candidates.map((candidate, index) => ({ ...candidate, label: `hidden value ${String(index + 1)}` }));

const other = (not: ReadonlySet<string>, reason: string): Candidate<Given> => ({ value: { kind: 'other', not, reason }, label: 'another value', default: false });

type Make = (node: ScalarNode, label: string, isDefault: boolean) => Candidate<Given>;

/** AllowedValues that are not written as scalars are no concern of ours: CloudFormation refuses them. */
function allowed(declaration: Node, make: Make): readonly Candidate<Given>[] {
  const values = member(declaration, 'AllowedValues');
  if (values.kind !== 'list') return [];
  return values.items.flatMap((value) => {
    if (value.kind !== 'scalar') return [];
    const origin: Origin = { ...value.origin, via: 'allowed-value' };
    return [make(withOrigin(value, origin), textValue(value) ?? '', false)];
  });
}

const distinct = (candidates: readonly Candidate<Given>[]): readonly Candidate<Given>[] => firstOfEach(candidates, ({ label }) => label);

/** The partitions that differ in what is written in templates; most stacks are in the first. */
export const partitionInput = (at: Origin): Input<Given> => ({
  name: 'AWS::Partition',
  candidates: partitions.map((text) => ({ value: { kind: 'value', node: scalar(text, at) }, label: text, default: text === 'aws' })),
});

/** User Guide, "Pseudo parameters reference". `AWS::URLSuffix` follows from the partition, `AWS::NoValue` is no value. */
const pseudoNames = ['AWS::Region', 'AWS::AccountId', 'AWS::StackName', 'AWS::StackId', 'AWS::NotificationARNs', 'AWS::Partition'];

export const partitions = ['aws', 'aws-cn', 'aws-us-gov'];

/** AWS General Reference, "Amazon Resource Names (ARNs)". */
export const partitionOf = (region: string): string => (region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws');

function pseudo(name: string, literals: ReadonlySet<string>, at: Origin, given: string | undefined): Input<Given> {
  const make = (text: string, isDefault: boolean): Candidate<Given> => ({ value: { kind: 'value', node: scalar(text, at) }, label: text, default: isDefault });
  if (given !== undefined) return { name, candidates: [make(given, true)] };
  return { name, candidates: [...[...literals].map((text) => make(text, false)), other(literals, `\`${name}\` is known only when the stack is made`)] };
}

/** A value used at `at` that came through a parameter or a mapping: every scalar in it leads back to where it was written. */
export function usedAt(node: Node, at: Origin['span'], via: Origin['via']): Node {
  const origin = through(at, via, node.origin);
  switch (node.kind) {
    case 'list':
      return { ...node, items: node.items.map((item) => usedAt(item, at, via)), origin };
    case 'map':
      return { ...node, entries: new Map([...node.entries].map(([key, entry]) => [key, { key: entry.key, value: usedAt(entry.value, at, via) }])), origin };
    case 'scalar':
    case 'unknown':
    case 'absent':
      return withOrigin(node, origin);
  }
}

/** The same input of a stack that is nested in another. */
export const scoped = (input: Input<Given>, scope: string): Input<Given> => ({ ...input, name: scope + input.name });

/** What a parent stack gives for a parameter, in the form that its type has. */
export const asParameter = (node: Node, declaration: Entry | undefined): Node =>
  node.kind === 'scalar' && declaration !== undefined && isList(typeOf(declaration.value)) ? items(node) : node;
