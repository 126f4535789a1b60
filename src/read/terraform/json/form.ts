import { textValue, type MapNode, type Node } from '../../../core/node.js';

/**
 * What Terraform and OpenTofu write in JSON: a plan or a state as `terraform show -json` puts it (Terraform documentation,
 * "JSON Output Format"), and a state as it is stored, of version 4, which has been the version since Terraform 0.12.
 */
export type Form = 'plan' | 'state' | 'stored-state';

/** Told by its keys alone; other documents may have some of them. */
export function formOf(has: (key: string) => boolean, version: string | undefined): Form | undefined {
  if (has('format_version') && (has('resource_changes') || has('planned_values'))) return 'plan';
  if (has('format_version') && has('terraform_version') && has('values')) return 'state';
  return version === '4' && has('terraform_version') && has('resources') && (has('lineage') || has('serial')) ? 'stored-state' : undefined;
}

export const formOfNode = (root: Node): Form | undefined => (root.kind === 'map' ? formOf((key) => root.entries.has(key), versionOf(root)) : undefined);

const versionOf = (root: MapNode): string | undefined => {
  const version = root.entries.get('version');
  return version === undefined ? undefined : textValue(version.value);
};
