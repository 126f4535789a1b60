import { scalar, type Node } from '../../../core/node.js';
import type { Origin } from '../../../core/source.js';
import type { External } from '../../program/values/values.js';
import { madeBy } from '../names.js';

/** Members of enumerations, by the names of their classes. AWS CDK API Reference, `aws_cloudtrail`. */
const values: ReadonlyMap<string, string> = new Map([
  ['aws-cloudtrail.ReadWriteType.READ_ONLY', 'ReadOnly'],
  ['aws-cloudtrail.ReadWriteType.WRITE_ONLY', 'WriteOnly'],
  ['aws-cloudtrail.ReadWriteType.ALL', 'All'],
  ['aws-cloudtrail.ReadWriteType.NONE', 'None'],
  ['aws-cloudtrail.ManagementEventSources.KMS', 'kms.amazonaws.com'],
  ['aws-cloudtrail.ManagementEventSources.RDS_DATA_API', 'rdsdata.amazonaws.com'],
  ['aws-cloudtrail.DataResourceType.LAMBDA_FUNCTION', 'AWS::Lambda::Function'],
  ['aws-cloudtrail.DataResourceType.S3_OBJECT', 'AWS::S3::Object'],
]);

/** A member of an enumeration; undefined for anything else. */
export function enumValue(external: External, place: Origin): Node | undefined {
  const value = external.how.kind === 'import' ? values.get(madeBy(external) ?? '') : undefined;
  return value === undefined ? undefined : scalar(value, place);
}
