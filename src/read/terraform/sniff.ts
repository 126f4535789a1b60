import type { Source } from '../../core/source.js';

/** Texts that every folder holds in which something could be found, or which could call such a one; escapes may hide them. */
const markers = ['cloudtrail', 'aws_iam', 'awscc_', 'ssoadmin', 'aws_organizations_policy', 'module', 'budget_action', 'aws_cloudformation_stack', 'event-selectors', 'EventSelectors', '\\u'];

/** Whether the files of a folder may declare anything that is modelled, or call a module that may. */
export const mayMatter = (given: readonly Source[]): boolean => given.some(({ path, text }) => path.includes('.tfvars') || markers.some((marker) => text.includes(marker)));
