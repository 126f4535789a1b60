import { member, type Node } from '../../../core/node.js';

/** Whether a document is a pipeline that holds scripts. What is none by its form is read by nobody. */
export const isPipeline = (root: Node): boolean => root.kind === 'map' && kindOf(root) !== undefined;

export type Pipeline = 'github' | 'gitlab' | 'codebuild';

/**
 * Workflow syntax and metadata syntax of GitHub Actions: `jobs` and `runs`. CI/CD YAML syntax of GitLab: jobs have a `script`.
 * Build specification of CodeBuild: `phases`.
 */
export function kindOf(root: Node): Pipeline | undefined {
  if (root.kind !== 'map') return undefined;
  const values = (node: Node): readonly Node[] => (node.kind === 'map' ? [...node.entries.values()].map(({ value }) => value) : []);
  const has = (node: Node, name: string): boolean => node.kind === 'map' && node.entries.has(name);
  if (member(root, 'Resources').kind === 'map') return undefined;
  if (values(member(root, 'jobs')).some((job) => has(job, 'steps')) || member(member(root, 'runs'), 'steps').kind === 'list') return 'github';
  if (values(member(root, 'phases')).some((phase) => has(phase, 'commands'))) return 'codebuild';
  return values(root).some((job) => ['script', 'before_script', 'after_script'].some((name) => has(job, name))) ? 'gitlab' : undefined;
}
