import type { Table } from '../program/tables.js';

/** AWS CDK, in the words of CloudFormation. */
export const cdkTable: Table = {
  id: 'cdk',
  vocabulary: 'cloudformation',
  value: () => undefined,
  resources: () => [],
  mayMake: () => false,
  group: () => '',
};
