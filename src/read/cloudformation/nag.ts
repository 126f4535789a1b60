import type { Ignore } from '../../core/ignore.js';
import { member, textValue, type MapNode, type Node } from '../../core/node.js';
import { onOneLine } from '../../core/source.js';

/**
 * What `Metadata.cdk_nag` of a resource says, and that of the whole template: `rules_to_suppress`, each with `id` and `reason`.
 * https://github.com/cdklabs/cdk-nag, "Using on CloudFormation templates".
 */
export const nagIgnores = (resource: Node, template: MapNode): readonly Ignore[] => [...ignoresIn(resource), ...ignoresIn(template)];

const read = new WeakMap<Node, readonly Ignore[]>();

/** Each is one, whatever resource it is asked for: what is wrong with it is told once. */
function ignoresIn(owner: Node): readonly Ignore[] {
  const rules = member(member(member(owner, 'Metadata'), 'cdk_nag'), 'rules_to_suppress');
  if (rules.kind !== 'list') return [];
  const before = read.get(rules);
  if (before !== undefined) return before;
  const found = rules.items.flatMap(ignoreOf);
  read.set(rules, found);
  return found;
}

function ignoreOf(item: Node): readonly Ignore[] {
  const id = member(item, 'id');
  const rule = textValue(id);
  if (rule === undefined) return [];
  const reason = textValue(member(item, 'reason')) ?? '';
  const encoded = textValue(member(item, 'is_reason_encoded')) === 'true';
  return [{ rule, reason: encoded ? decoded(reason) : reason, at: onOneLine(id.origin.span), limited: member(item, 'applies_to').kind !== 'absent' }];
}

/** cdk-nag writes reasons that are not Latin-1 as UTF-8 in base64. */
function decoded(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
  } catch {
    return text;
  }
}
