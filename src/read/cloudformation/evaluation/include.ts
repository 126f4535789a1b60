import { append } from '../../../core/long.js';
import { map, member, textValue, type Entry, type MapNode, type Node } from '../../../core/node.js';
import { gap, type Problem } from '../../../core/problem.js';
import { literal, onOneLine, type Source, type Span } from '../../../core/source.js';
import type { Opened } from '../../library.js';
import { MAX_SNIPPETS, type Together } from '../stacks/place.js';

/** What a macro brings in, or why it is not known. */
export type Included = { readonly kind: 'here'; readonly node: Node; readonly problems: readonly Problem[] } | { readonly kind: 'away'; readonly reason: string };

/** `AWS::Include`: its name stands in `Name`. Template Reference, "AWS::Include transform". */
export const isInclude = (macro: Node): boolean => textValue(member(macro, 'Name')) === 'AWS::Include';

/** The snippet at a location: a local file, as `aws cloudformation package` takes it. What lies in a bucket is not at hand. */
export function snippetAt(location: string | undefined, at: Span, from: Source, { library, uses }: Together): Included {
  if (location === undefined) return { kind: 'away', reason: 'where it lies is not known' };
  if (/^[a-z][a-z\d+.-]*:/iu.test(location)) return { kind: 'away', reason: 'it lies elsewhere' };
  const opened: Opened = library.open(location, from.path);
  if (opened.kind === 'closed') return { kind: 'away', reason: `\`${location}\` is not read: ${opened.reason}` };
  const [node] = opened.documents;
  if (node === undefined) return { kind: 'away', reason: `\`${location}\` is empty` };
  if (!uses.some(({ of }) => of === opened.source)) uses.push({ of: opened.source, at: literal(at) });
  return { kind: 'here', node, problems: opened.problems };
}

/** A template, or a section of one, with the snippets that it includes by a literal location, and what was to be told of them. */
export interface Expanded {
  readonly root: MapNode;
  readonly problems: readonly Problem[];
}

const sections: readonly string[] = ['Parameters', 'Rules', 'Mappings', 'Conditions', 'Outputs', 'Globals'];

/** Sections are needed before anything is evaluated; resources and what is in them include as they are evaluated. */
export function withIncludes(root: MapNode, source: Source, together: Together): Expanded {
  const problems: Problem[] = [];
  const whole = included(root, 'Transform', source, together, problems, 0);
  const entries = new Map<string, Entry>();
  for (const [name, { key, value }] of whole.entries) {
    const inner = sections.includes(name) && value.kind === 'map' ? included(value, 'Fn::Transform', value.origin.span.source, together, problems, 0) : value;
    entries.set(name, { key, value: inner });
  }
  return { root: map(entries, root.origin, whole.unseen), problems };
}

function included(node: MapNode, key: 'Transform' | 'Fn::Transform', source: Source, together: Together, problems: Problem[], depth: number): MapNode {
  const entry = node.entries.get(key);
  if (entry === undefined) return node;
  const macros = entry.value.kind === 'list' ? entry.value.items : [entry.value];
  let merged = node;
  for (const macro of macros.filter(isInclude)) {
    const location = member(member(macro, 'Parameters'), 'Location');
    const found: Included = depth >= MAX_SNIPPETS ? { kind: 'away', reason: 'it includes itself' } : snippetAt(textValue(location), onOneLine(macro.origin.span), source, together);
    if (found.kind === 'away') problems.push(gap(`What \`AWS::Include\` brings in is not read: ${found.reason}`, onOneLine((location.kind === 'absent' ? macro : location).origin.span)));
    else {
      append(problems, found.problems);
      if (found.node.kind === 'map') merged = merge(merged, included(found.node, key, found.node.origin.span.source, together, problems, depth + 1));
    }
  }
  return merged;
}

/** Sections are taken together; what the template says itself comes first. */
function merge(own: MapNode, snippet: MapNode): MapNode {
  const entries = new Map<string, Entry>(own.entries);
  for (const [name, entry] of snippet.entries) {
    const before = entries.get(name);
    if (before === undefined) entries.set(name, entry);
    else if (before.value.kind === 'map' && entry.value.kind === 'map') entries.set(name, { key: before.key, value: merge(before.value, entry.value) });
  }
  return map(entries, own.origin, [...own.unseen, ...snippet.unseen]);
}
