import { member, textValue, type MapNode, type Node } from '../../core/node.js';

const sections: ReadonlySet<string> = new Set([
  'AWSTemplateFormatVersion', 'Description', 'Metadata', 'Parameters', 'Rules', 'Mappings', 'Conditions', 'Transform', 'Globals', 'Resources', 'Outputs', 'Hooks',
]);

/** A document is a template if it says so, if a member of its `Resources` has a type, or if it has `Resources` and nothing foreign to templates. */
export function isTemplate(node: Node): node is MapNode {
  if (node.kind !== 'map') return false;
  if (node.entries.has('AWSTemplateFormatVersion')) return true;
  const resources = node.entries.get('Resources')?.value;
  if (resources === undefined) return false;
  if (resources.kind === 'map' && [...resources.entries.values()].some(({ value }) => textValue(member(value, 'Type'))?.includes('::') === true)) return true;
  return [...node.entries.keys()].every((name) => sections.has(name));
}
