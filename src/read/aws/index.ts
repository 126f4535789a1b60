import type { Reader } from '../reader.js';
import { isPolicy, policyShapeOf } from './policy-shapes.js';
import { piecesOf } from './shapes.js';

/**
 * IAM policies by themselves, and as inputs and outputs of the IAM and Organizations APIs hold them. They are given the form
 * of the resources that CloudFormation would declare. API Reference of IAM; CLI Command Reference, `iam`, `organizations`.
 */
export const policyReader: Reader = {
  id: 'aws-policies',
  recognises: (root) => root.kind === 'map' && (isPolicy(root) || policyShapeOf(root) !== undefined),
  order: 'last',
  load: async () => (await import('./policies.js')).read,
};

/**
 * Event selectors as the CloudTrail API takes and returns them. What several outputs say of one trail (describe-trails,
 * get-trail, get-event-selectors, get-trail-status) is joined on its ARN or name, within one folder.
 */
export const selectorReader: Reader = {
  id: 'aws-selectors',
  recognises: (root) => piecesOf(root).length > 0,
  order: 'together',
  load: async () => (await import('./selectors.js')).read,
};
