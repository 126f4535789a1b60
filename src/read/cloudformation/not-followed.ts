import { append } from '../../core/long.js';
import { keyOrigin, member, textValue, type Entry, type Node } from '../../core/node.js';
import { gap, type Problem } from '../../core/problem.js';
import { onOneLine, type Span } from '../../core/source.js';
import { isForEach } from './evaluation/for-each.js';
import type { Template } from './template.js';

/** What may declare trails out of our sight, as far as a template tells without being evaluated; nested stacks are told where they are read. */
export function notFollowed(template: Template): readonly Problem[] {
  const told: Problem[] = [];
  for (const [name, resource] of template.resources) append(told, unseen(name, resource));
  append(told, macros(template));
  return told;
}

/** Types that make resources of templates that are not in the template. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ['AWS::ServiceCatalog::CloudFormationProduct', 'product'],
  ['AWS::ServiceCatalog::CloudFormationProvisionedProduct', 'product'],
]);

function unseen(name: string, { key, value }: Entry): readonly Problem[] {
  if (isForEach(name) || name === 'Fn::Transform') return [];
  if (name.startsWith('Fn::')) return [gap(`\`${name}\` is not evaluated: the resources it makes are unknown`, key.span)];
  const type = member(value, 'Type');
  const text = textValue(type);
  if (text === undefined || text === '') return [gap(`The type of \`${name}\` is not known: it is not read`, placeOf(type, value, key.span))];
  const what = elsewhere.get(text);
  if (what !== undefined) return [gap(`The template of the ${what} \`${name}\` is not read`, type.origin.span)];
  return text.endsWith('::MODULE') ? [gap(`The CloudFormation module \`${text}\` is not read`, type.origin.span)] : [];
}

const placeOf = (type: Node, resource: Node, key: Span): Span => onOneLine(type.kind === 'absent' ? key : resource.kind === 'map' ? keyOrigin(resource, 'Type').span : type.origin.span);

/** Macros of AWS that leave trails as they are; what `AWS::Include` brings in is read, or told. */
const harmless: ReadonlySet<string> = new Set(['AWS::Include', 'AWS::Serverless-2016-10-31', 'AWS::LanguageExtensions', 'AWS::CodeDeployBlueGreen', 'AWS::ServiceCatalog', 'AWS::SecretsManager-2020-07-23', 'AWS::SecretsManager-2024-09-16']);

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
