import type { Origin } from '../../../core/source.js';
import type { Collection, Layout } from '../layout.js';

/**
 * The properties of a resource that is called by what is written at `name`: the map that is the next argument, where it surely
 * holds those of a trail. `CfnResource` of the CDK has them deeper.
 */
export function propertiesBehind(layout: Layout, { span }: Origin): Collection | undefined {
  if (layout.leafAt(span) === undefined) return undefined;
  const gap = /\s*,\s*/uy;
  gap.lastIndex = span.end;
  const properties = gap.test(layout.source.text) ? layout.mapFrom(gap.lastIndex) : undefined;
  return properties?.members.some((member) => layout.keyOf(member) === 's3BucketName') === true && layout.memberOf(properties) === undefined ? properties : undefined;
}
