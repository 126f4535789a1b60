import { list, map, type Entry, type ListNode, type MapNode, type Node } from '../../../core/node.js';
import type { Text } from '../../../core/text.js';
import { unknown, type Unknown } from '../../../core/value.js';

/** What is said of what is marked, by its path: `event_selector`, `event_selector[0].read_write_type`. */
export type Meaning = (path: string) => { readonly reason: string; readonly text: Text };

/**
 * A value with what is marked in it made unknown. Marks have the shape of the value, with `true` where it holds: `after_unknown`
 * ("known only after apply", and left out of the value), `after_sensitive`. Terraform documentation, "JSON Output Format".
 */
export function marked(value: Node, marks: Node, meaning: Meaning, path = ''): Node {
  if (isMark(marks)) return marking(marks, meaning, path);
  if (value.kind === 'map' && marks.kind === 'map') return markedMap(value, marks, meaning, path);
  if (value.kind === 'list' && marks.kind === 'list') return markedList(value, marks, meaning, path);
  // What is marked somewhere and is not there at all: nothing can be said of it.
  if (holdsMark(marks) && (value.kind === 'absent' || isNull(value))) return marking(marks, meaning, path);
  return value;
}

function marking(marks: Node, meaning: Meaning, path: string): Unknown {
  const { reason, text } = meaning(path);
  return unknown(reason, marks.origin, 'open', text);
}

function markedMap(value: MapNode, marks: MapNode, meaning: Meaning, path: string): Node {
  if (![...marks.entries.values()].some((entry) => holdsMark(entry.value))) return value;
  const entries = new Map<string, Entry>(value.entries);
  for (const [key, mark] of marks.entries) {
    if (!holdsMark(mark.value)) continue;
    const entry = value.entries.get(key);
    entries.set(key, { key: entry?.key ?? mark.key, value: marked(entry?.value ?? { kind: 'absent', origin: mark.key }, mark.value, meaning, path === '' ? key : `${path}.${key}`) });
  }
  return map(entries, value.origin, value.unseen);
}

/**
 * A list keeps the place of an item that is not known, as null; a set leaves it out, so that marks and items go together only
 * without it, and somewhere among them is what is not known.
 */
function markedList(value: ListNode, marks: ListNode, meaning: Meaning, path: string): Node {
  if (!marks.items.some(holdsMark)) return value;
  const isAligned = marks.items.length === value.items.length;
  const own = isAligned ? marks.items : marks.items.filter((mark) => !isMark(mark));
  const items = value.items.map((item, index) => {
    const mark = own[index];
    return mark === undefined ? item : marked(item, mark, meaning, `${path}[${index}]`);
  });
  if (isAligned) return list(items, value.origin, value.unseen);
  const unseen = marks.items.filter((mark, index) => isMark(mark) || (index >= value.items.length && holdsMark(mark)));
  return list(items, value.origin, [...value.unseen, ...unseen.map((mark) => marking(mark, meaning, path))]);
}

const isMark = (node: Node): boolean => node.kind === 'scalar' && node.value === true;

const isNull = (node: Node): boolean => node.kind === 'scalar' && node.value === null;

/** Whether anything is marked, however deep. */
export function holdsMark(marks: Node): boolean {
  switch (marks.kind) {
    case 'scalar':
      return marks.value === true;
    case 'list':
      return marks.items.some(holdsMark);
    case 'map':
      return [...marks.entries.values()].some(({ value }) => holdsMark(value));
    case 'unknown':
    case 'absent':
      return false;
  }
}
