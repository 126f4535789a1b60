import { member, textValue, type Node } from '../../core/node.js';
import type { Reader } from '../reader.js';
import { hasVariables } from './variables/syntax.js';

/** Services of the Serverless Framework, versions 1 to 4, on AWS. */
export const serverlessReader: Reader = {
  id: 'serverless',
  recognises: isService,
  order: 'last',
  load: async () => (await import('./service.js')).readServices,
};

/** A document is a service if it says so, with a provider that is AWS, or may turn out to be. */
function isService(root: Node): boolean {
  if (root.kind !== 'map' || !root.entries.has('service')) return false;
  const provider = member(root, 'provider');
  const name = provider.kind === 'map' ? member(provider, 'name') : provider;
  const text = textValue(name);
  return text === 'aws' || (text !== undefined && hasVariables(text));
}
