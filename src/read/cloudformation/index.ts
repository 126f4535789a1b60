import { map, member, nameIn, textValue, type Entry, type MapNode, type Node } from '../../core/node.js';
import { gap, parseError, type Problem } from '../../core/problem.js';
import { onOneLine, type Source } from '../../core/source.js';
import type { Resource, Unit } from '../../core/unit.js';
import { explore } from '../../core/worlds.js';
import { applyRules } from './constraints.js';
import { unfoldDocuments } from './documents.js';
import { Evaluator } from './evaluate.js';
import { isForEach, members } from './for-each.js';
import { inputsOf, type Given, type GivenParameters } from './inputs.js';
import { modelled } from './modelled.js';
import { withGlobals } from './sam.js';
import type { Reader } from '../reader.js';
import { isTemplate, templateOf, type Template } from './template.js';

export const templateReader: Reader = {
  id: 'cloudformation',
  recognises: isTemplate,
  joins: false,
  read: (documents, { parameters }) => documents.flatMap(({ root, source }) => (root.kind === 'map' ? [readTemplate(root, source, parameters)] : [])),
};

/** Reads a CloudFormation template into its modelled resources, once for each world. */
export function readTemplate(root: MapNode, source: Source, parameters: GivenParameters): Unit {
  const template = templateOf(root);
  const problems: Problem[] = [...template.problems, ...notFollowed(template)];
  const inputs = inputsOf(template, parameters);
  const { worlds, givenUp } = explore<Given, readonly Resource[]>((choose) => {
    const evaluator = new Evaluator(template, inputs, choose);
    const declared = map(template.resources, template.root.origin);
    const resources = members(declared, evaluator).entries.flatMap(([name, entry]) => resource(name, entry, evaluator));
    applyRules(evaluator);
    problems.push(...evaluator.problems);
    return resources;
  });
  for (const name of givenUp) problems.push(gap(`Too many combinations: ${inputLabel(name)} is left open`, placeOf(name, template)));
  if (worlds.length === 0) problems.push(gap('No combination of parameters can be deployed: a mapping lacks a key for each of them', onOneLine(root.origin.span)));
  return { vocabulary: 'cloudformation', source, worlds, problems: distinct(problems) };
}

const inputLabel = (name: string): string => (name.startsWith('condition ') ? `condition \`${name.slice(10)}\`` : `\`${name}\``);

function placeOf(name: string, { parameters, conditions, root }: Template): Problem['span'] {
  const entry = parameters.get(name) ?? conditions.get(name.replace(/^condition /u, ''));
  return entry?.key.span ?? onOneLine(root.origin.span);
}

function resource(address: string, { key, value }: Entry, evaluator: Evaluator): readonly Resource[] {
  const type = textValue(member(value, 'Type'));
  const properties = type === undefined ? undefined : modelled.get(type);
  if (type === undefined || properties === undefined) return [];
  const condition = nameIn(member(value, 'Condition'));
  const exists = condition === undefined ? 'yes' : evaluator.condition(condition, member(value, 'Condition').origin.span);
  if (exists === 'no') return [];
  const body = withGlobals(evaluator.template.root, type, member(value, 'Properties'));
  if (body.kind === 'list' || (body.kind === 'scalar' && body.value !== null)) {
    evaluator.tell(parseError(`Properties of \`${address}\` must be a map`, onOneLine(body.origin.span)));
    return [];
  }
  return [{ type, address, exists, name: key, body: unfoldDocuments(evaluator.evaluate(only(body, properties)), (problem) => { evaluator.tell(problem); }) }];
}

/** The properties that matter, and whatever could set them without naming them: Fn::Transform, Fn::If around all of them. */
function only(body: Node, properties: readonly string[]): Node {
  if (body.kind !== 'map' || [...body.entries.keys()].every((name) => name.startsWith('Fn::'))) return body;
  return map(new Map([...body.entries].filter(([name]) => properties.includes(name) || name.startsWith('Fn::'))), body.origin, body.unseen);
}

/** What may declare trails out of our sight. */
function notFollowed(template: Template): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [name, { key, value }] of template.resources) {
    const type = member(value, 'Type');
    const text = textValue(type);
    if (name.startsWith('Fn::') && !isForEach(name)) problems.push(gap(`\`${name}\` is not evaluated: the resources it makes are unknown`, key.span));
    else if (text === 'AWS::CloudFormation::Stack') problems.push(gap(`The template of the nested stack \`${name}\` is not read`, type.origin.span));
    else if (text?.endsWith('::MODULE') === true) problems.push(gap(`The CloudFormation module \`${text}\` is not read`, type.origin.span));
  }
  return [...problems, ...macros(template)];
}

/** Macros of AWS that leave trails as they are. */
const harmless: ReadonlySet<string> = new Set(['AWS::Serverless-2016-10-31', 'AWS::LanguageExtensions', 'AWS::CodeDeployBlueGreen', 'AWS::ServiceCatalog', 'AWS::SecretsManager-2020-07-23', 'AWS::SecretsManager-2024-09-16']);

function macros({ root }: Template): readonly Problem[] {
  const transform = member(root, 'Transform');
  const named = transform.kind === 'list' ? transform.items : transform.kind === 'absent' ? [] : [transform];
  return named.flatMap((macro) => {
    const name = textValue(macro) ?? textValue(member(macro, 'Name'));
    if ((name !== undefined && harmless.has(name)) || (macro.kind === 'unknown' && macro.nature === 'malformed')) return [];
    const span = onOneLine(macro.origin.span);
    return [gap(name === undefined ? 'A macro may change this template' : `The macro \`${name}\` may change this template`, span)];
  });
}

/** Every world tells its own; a place is told once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [`${String(problem.span.start)} ${String(problem.span.end)} ${problem.message}`, problem])).values()];
}
