import { member, scalar, textValue, type Node, type ScalarNode } from '../../../core/node.js';
import { gap, parseError, type Problem } from '../../../core/problem.js';
import { onOneLine, type Span } from '../../../core/source.js';
import { PARAMETER_FILE, type Candidate, type Input } from '../../../core/worlds.js';
import { valuesFor, type GivenParameters, type ParameterSet, type ParameterValue } from '../../parameters/set.js';
import type { Given } from './inputs.js';
import { isInSsm, isList, isSecret, items, typeOf } from './parameter-types.js';
import type { Template } from '../template.js';

/** What is given for the parameters of one template from outside of it. */
export interface FromOutside {
  /** The choice among the sets that fit the template; undefined where none gives anything. */
  readonly sets: Input<Given> | undefined;
  /** By name, what holds where neither a set nor a value by hand says otherwise. */
  readonly common: ReadonlyMap<string, ParameterValue>;
  readonly problems: readonly Problem[];
}

export function fromOutside(template: Template, { byHand, sets, common }: GivenParameters): FromOutside {
  const { path } = template.root.origin.span.source;
  const fitting = fittingOf(template, sets, path);
  const candidates = fitting.taken.map(({ set, own }): Candidate<Given> => ({ value: { kind: 'set', values: givenBy(own, byHand, template) }, label: set.name, default: true }));
  const shared = valuesFor(common, path);
  const given = [...fitting.taken.flatMap(({ own }) => own), ...shared.values()].filter(({ name }) => !byHand.has(name));
  return {
    sets: candidates.some(({ value }) => value.kind === 'set' && value.values.size > 0) ? { name: PARAMETER_FILE, candidates } : undefined,
    common: shared,
    problems: [...fitting.problems, ...given.flatMap((value) => refused(value, template)), ...[...byHand].flatMap(([name, text]) => refusedByHand(name, text, template))],
  };
}

interface Fit {
  readonly set: ParameterSet;
  /** Those that the template has. */
  readonly own: readonly ParameterValue[];
  /** Those that it has not. */
  readonly foreign: readonly ParameterValue[];
}

/**
 * The sets that are for this template: those that give nothing but parameters of it. Only where there are none, those that
 * give some: `aws cloudformation deploy` and SAM pass over the others, `create-stack` refuses them. A set without any values stands
 * for a deployment as well, with what the template itself says.
 */
function fittingOf(template: Template, sets: readonly ParameterSet[], path: string): { readonly taken: readonly Fit[]; readonly problems: readonly Problem[] } {
  const fits = sets.flatMap((set): readonly Fit[] => {
    const values = [...valuesFor(set.values, path).values()];
    const own = values.filter(({ name }) => template.parameters.has(name));
    return own.length === 0 && set.values.length > 0 ? [] : [{ set, own, foreign: values.filter(({ name }) => !template.parameters.has(name)) }];
  });
  const whole = fits.filter(({ foreign }) => foreign.length === 0);
  const taken = whole.some(({ own }) => own.length > 0) ? whole : fits;
  return { taken, problems: fits.filter((fit) => !taken.includes(fit)).flatMap((fit) => leftOut(fit, path)) };
}

const leftOut = ({ set, foreign }: Fit, path: string): readonly Problem[] =>
  foreign.slice(0, 1).map(({ name, key }) => gap(`\`${set.name}\` is not taken for ${path}, which has no parameter \`${name}\`: others fit`, onOneLine(key.span)));

function givenBy(values: readonly ParameterValue[], byHand: ReadonlyMap<string, string>, template: Template): ReadonlyMap<string, Given> {
  const given = values.filter(({ name }) => !byHand.has(name));
  return new Map(given.map((value) => [value.name, settled(value, member(template.root, 'Parameters'))]));
}

/** The value in the form that the type of the parameter has. */
export function settled({ name, node }: ParameterValue, parameters: Node): Given {
  const type = typeOf(member(parameters, name));
  if (isInSsm(type)) return { kind: 'unknown', reason: `parameter \`${name}\` is read from SSM` };
  if (node.kind === 'unknown') return { kind: 'unknown', reason: node.reason };
  if (node.kind === 'list' && isList(type)) return { kind: 'value', node };
  const text = textOf(node);
  if (text === undefined) return { kind: 'unknown', reason: `the value given for \`${name}\` is no text` };
  if (text.text.includes('{{resolve:')) return { kind: 'unknown', reason: 'a dynamic reference is resolved when the stack is deployed' };
  return { kind: 'value', node: isList(type) ? items(text) : text };
}

/** What tools hand to CloudFormation, which knows no lists. */
function textOf(node: Node): ScalarNode | undefined {
  if (node.kind === 'scalar') return node;
  const texts = node.kind === 'list' && node.unseen.length === 0 ? node.items.map(textValue) : [undefined];
  return texts.every((text) => text !== undefined) ? scalar(texts.join(','), node.origin) : undefined;
}

/** A stack cannot be deployed with a value that AllowedValues leave out. It is looked at with it all the same. */
function refused({ name, node }: ParameterValue, template: Template): readonly Problem[] {
  const values = node.kind === 'list' ? node.items : [node];
  return values.flatMap((value) => (value.kind === 'scalar' ? notAllowed(name, value, value.origin.span, template) : []));
}

function refusedByHand(name: string, text: string, template: Template): readonly Problem[] {
  const entry = template.parameters.get(name);
  return entry === undefined ? [] : notAllowed(name, scalar(text, entry.key), entry.key.span, template);
}

function notAllowed(name: string, given: ScalarNode, at: Span, { parameters }: Template): readonly Problem[] {
  const declaration = parameters.get(name)?.value;
  const allowed = declaration === undefined ? undefined : member(declaration, 'AllowedValues');
  if (declaration === undefined || allowed?.kind !== 'list' || isInSsm(typeOf(declaration)) || given.text.includes('{{resolve:')) return [];
  const texts = allowed.items.map(textValue);
  if (texts.includes(undefined)) return [];
  const type = typeOf(declaration);
  const parts = isList(type) ? partsOf(items(given)) : [given.text];
  const wrong = parts.find((part) => !texts.some((text) => text === part || (type.includes('Number') && Number(text) === Number(part))));
  if (wrong === undefined) return [];
  const shown = isSecret(declaration) ? 'the value given' : `\`${wrong}\``;
  const choice = texts.slice(0, MOST_SHOWN).map((text) => `\`${text ?? ''}\``).join(', ');
  return [parseError(`${shown} is not among the AllowedValues of \`${name}\`: CloudFormation refuses it`, onOneLine(at), 'warning', texts.length === 0 ? 'Correct one of them.' : `Give one of ${choice}${texts.length > MOST_SHOWN ? ', ...' : ''}.`)];
}

const MOST_SHOWN = 6;

const partsOf = (node: Node): readonly string[] => (node.kind === 'list' ? node.items.flatMap((item) => textValue(item) ?? []) : []);
