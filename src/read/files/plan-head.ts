/** What `show` and stored states begin with, sorted by name or not. */
const firstKeys: ReadonlySet<string> = new Set([
  ...['applicable', 'applyable', 'action_invocations', 'check_results', 'checks', 'complete', 'configuration', 'deferred_changes', 'errored', 'format_version', 'lineage', 'output_changes', 'outputs'],
  ...['planned_values', 'prior_state', 'proposed_unknown', 'relevant_attributes', 'resource_changes', 'resource_drift', 'resources', 'serial', 'terraform_version', 'timestamp', 'values', 'variables', 'version'],
]);

/** Bytes that are looked at to tell whether the rest is worth a look. */
export const HEAD = 4096;

/** By its first key; false for nearly every other JSON file. */
export function looksLikePlan(bytes: Uint8Array): boolean {
  // Most files begin with a letter: of those nothing is decoded.
  const [first = 0] = bytes;
  if (first > BLANK && first < BEYOND_ASCII && first !== BRACE) return false;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD)).toString(isUtf16(bytes) ? 'utf16le' : 'utf8');
  const [, key] = /^\s*\{\s*"([a-z_]+)"\s*:/u.exec(head) ?? [];
  return key !== undefined && firstKeys.has(key);
}

const [BLANK, BRACE, BEYOND_ASCII] = [0x20, 0x7b, 0x80];

/** What PowerShell makes of `terraform show -json > plan.json`. */
export const isUtf16 = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xfe;
