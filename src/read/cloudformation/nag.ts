import type { Ignore } from '../../core/ignore.js';
import { member, textValue, type Node } from '../../core/node.js';
import { onOneLine } from '../../core/source.js';

/**
 * What `Metadata.cdk_nag` says: `rules_to_suppress`, each with `id` and `reason`.
 * https://github.com/cdklabs/cdk-nag, "Using on CloudFormation templates".
 */
export function nagIgnores(metadata: Node): readonly Ignore[] {
  const rules = member(member(metadata, 'cdk_nag'), 'rules_to_suppress');
  return rules.kind === 'list' ? rules.items.flatMap(ignoreOf) : [];
}

function ignoreOf(item: Node): readonly Ignore[] {
  const id = member(item, 'id');
  const rule = textValue(id);
  if (rule === undefined) return [];
  const reason = textValue(member(item, 'reason')) ?? '';
  const encoded = textValue(member(item, 'is_reason_encoded')) === 'true';
  return [{ rule, own: false, reason: encoded ? decoded(reason) : reason, at: onOneLine(id.origin.span), limited: member(item, 'applies_to').kind !== 'absent', until: '' }];
}

/** cdk-nag writes reasons that are not Latin-1 as UTF-8 in base64. */
function decoded(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
  } catch {
    return text;
  }
}
