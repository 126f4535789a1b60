import { member, textValue, type MapNode } from '../../core/node.js';
import { gap } from '../../core/problem.js';
import { onOneLine, type Source } from '../../core/source.js';
import type { Unit } from '../../core/unit.js';
import type { Read, ReadOptions } from '../reader.js';
import { byDefault, type Service } from './variables/evaluate.js';
import { unitsOf } from './worlds.js';

export const readServices: Read = (documents, options) => documents.flatMap(({ root, source }) => (root.kind === 'map' ? readService(root, source, options) : []));

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
