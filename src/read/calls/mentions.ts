import type { Node } from '../../core/node.js';

/** The calls that are looked for, in the spellings of the API, of its SDKs and of scripts. */
const CALL = /event_?selectors|event_?data_?store|stop_?logging|delete_?trail/iu;

/** False for texts in which no call can be that sets selectors, stops a recording or deletes what records: most have none, and are not read. */
export const mentionsCall = (text: string): boolean => CALL.test(text);

/** What is known of the text of a string. */
export function knownText(node: Node): string {
  if (node.kind === 'scalar') return node.text;
  return node.kind === 'unknown' ? node.text.map((part) => (typeof part === 'string' ? part : '')).join('') : '';
}

const found = new WeakMap<Node, boolean>();

/** Whether a call, or selectors, may be in a part of a template as it is written. The same in every world, so it is looked for once. */
export function mentionedIn(start: Node): boolean {
  const known = found.get(start);
  if (known !== undefined) return known;
  const result = search(start);
  found.set(start, result);
  return result;
}

/** Aliases make a tree a graph: a node is visited once. */
function search(start: Node): boolean {
  const seen = new Set<Node>();
  const pending: Node[] = [start];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'scalar' && mentionsCall(node.text)) return true;
    if (node.kind === 'list') for (const item of node.items) pending.push(item);
    if (node.kind !== 'map') continue;
    for (const [name, { value }] of node.entries) {
      if (mentionsCall(name)) return true;
      pending.push(value);
    }
  }
  return false;
}
