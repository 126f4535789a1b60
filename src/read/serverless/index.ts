import { member, textValue, type MapNode, type Node } from '../../core/node.js';
import { gap } from '../../core/problem.js';
import { onOneLine, type Source } from '../../core/source.js';
import type { Unit } from '../../core/unit.js';
import type { Reader, ReadOptions } from '../reader.js';
import { hasVariables } from './variables/syntax.js';
import { byDefault, type Service } from './variables/evaluate.js';
import { unitsOf } from './worlds.js';

/** Services of the Serverless Framework, versions 1 to 4, on AWS. */
export const serverlessReader: Reader = {
  id: 'serverless',
  recognises: isService,
  order: 'last',
  read: (documents, options) => documents.flatMap(({ root, source }) => (root.kind === 'map' ? readService(root, source, options) : [])),
};

/** A document is a service if it says so, with a provider that is AWS, or may turn out to be. */
function isService(root: Node): boolean {
  if (root.kind !== 'map' || !root.entries.has('service')) return false;
  const provider = member(root, 'provider');
  const name = provider.kind === 'map' ? member(provider, 'name') : provider;
  const text = textValue(name);
  return text === 'aws' || (text !== undefined && hasVariables(text));
}

/** What Serverless deploys of a service, read as the template that it makes. */
function readService(root: MapNode, source: Source, options: ReadOptions): readonly Unit[] {
  const ownSyntax = member(member(root, 'provider'), 'variableSyntax');
  const service: Service = { root, source, library: options.library, given: options.parameters.byHand, ownSyntax: ownSyntax.kind !== 'absent' };
  if (!isOnAws(service)) return [];
  const units = unitsOf(service, { ...options, others: [] });
  if (!service.ownSyntax) return units;
  const told = gap('Variables in a syntax of their own are not followed', onOneLine(ownSyntax.origin.span));
  return units.map((unit) => ({ ...unit, problems: [told, ...unit.problems] }));
}

/** Whether the provider is AWS, by default; a provider that is not known may be. */
function isOnAws(service: Service): boolean {
  const variables = byDefault(service);
  const provider = variables.value(member(service.root, 'provider'));
  const name = textValue(provider.kind === 'map' ? variables.value(member(provider, 'name')) : provider);
  return name === undefined || name === 'aws';
}
