/** Values of the API in the spellings that enumerations have of them: those of the CDK, and of the SDK for JavaScript. */
const ALL_IN_PLACE_OF: ReadonlyMap<string, string> = new Map([
  ['READ_ONLY', 'ALL'],
  ['WRITE_ONLY', 'ALL'],
  // In the CDK: no management events at all.
  ['NONE', 'ALL'],
  ['ReadOnly', 'All'],
  ['WriteOnly', 'All'],
]);

/**
 * The member of the same enumeration that has the value `All`, where a member of one stands that has less; undefined for
 * anything else.
 */
export function otherMember(written: string, value: string): string | undefined {
  const [, enumeration, member] = /^((?:[^]*\.\s*)?ReadWriteType\s*\.\s*)(\w+)$/u.exec(written) ?? [];
  const all = value === 'All' || (value === 'true' && member === 'NONE') ? ALL_IN_PLACE_OF.get(member ?? '') : undefined;
  return enumeration === undefined || all === undefined ? undefined : enumeration + all;
}

/** How programs spell the name of a property: `isMultiRegionTrail`, for `IsMultiRegionTrail` of templates and `is_multi_region_trail` of Terraform. */
export const inCamelCase = (name: string): string => name.replace(/^[A-Z]/u, (first) => first.toLowerCase()).replaceAll(/_([a-z])/gu, (_, letter: string) => letter.toUpperCase());
