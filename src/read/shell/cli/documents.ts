import { list, map, scalar, type Entry, type Node } from '../../../core/node.js';
import { parseError, type Problem } from '../../../core/problem.js';
import { onOneLine, type Origin, type Source, type Span } from '../../../core/source.js';
import type { Hole, Text } from '../../../core/text.js';
import { unknown, type Unknown } from '../../../core/value.js';
import { parseJson } from '../../text/json/json.js';
import type { Parsed } from '../../text/text.js';
import { MARK, originOfAll, within, type Located, type Missing } from '../values/located.js';

/** A document that was read out of a word, and what was wrong with it. */
export interface ReadDocument {
  readonly node: Node;
  readonly problems: readonly Problem[];
}

/** Reads the document that a text holds, with places in the text. What is missing may stand in its strings; elsewhere the document is unknown. */
export function documentOf(value: Located, parse: (source: Source) => Parsed = parseJson): ReadDocument {
  const source: Source = { path: originOfAll(value).span.source.path, text: value.text, bom: false };
  const { documents, problems } = parse(source);
  const [document] = documents;
  const [first] = value.missing;
  if (first !== undefined && (document === undefined || problems.length > 0)) return { node: unknown(first.reason, originOfAll(value)), problems: [] };
  if (document === undefined) return { node: unknown('it is empty', originOfAll(value)), problems: [] };
  return { node: relocated(document, value), problems: problems.map(({ message, span, level }) => parseError(message, onOneLine(originAt(span, value).span), level)) };
}

const originAt = ({ start, end }: Span, value: Located): Origin => value.originOf(start, end);

function relocated(node: Node, value: Located): Node {
  const origin = originAt(node.origin.span, value);
  switch (node.kind) {
    case 'scalar': {
      const missing = missingIn(node.origin.span, value);
      const [first] = missing;
      return first === undefined ? scalar(node.value, origin, node.text) : unknown(first.reason, origin, 'open', withHoles(node.text, missing));
    }
    case 'list':
      return list(node.items.map((item) => relocated(item, value)), origin, unseenOf(node.unseen, value));
    case 'map': {
      const entries = new Map<string, Entry>();
      const unseen = [...unseenOf(node.unseen, value)];
      for (const [name, entry] of node.entries) {
        const key = originAt(entry.key.span, value);
        const [missing] = missingIn(entry.key.span, value);
        // Any key may stand there.
        if (missing !== undefined) unseen.push(unknown(missing.reason, key));
        else entries.set(name, { key, value: relocated(entry.value, value) });
      }
      return map(entries, origin, unseen);
    }
    case 'unknown':
    case 'absent':
      return { ...node, origin };
  }
}

const missingIn = ({ start, end }: Span, value: Located): readonly Missing[] => within(value.missing, start, end);

const unseenOf = (unseen: readonly Unknown[], value: Located): readonly Unknown[] => unseen.map((one) => ({ ...one, origin: originAt(one.origin.span, value) }));

/** Each mark stands for the next part that is missing; where the text has other marks, nothing is known of it. */
function withHoles(text: string, missing: readonly Missing[]): Text {
  const parts = text.split(MARK);
  if (parts.length !== missing.length + 1) return [{ name: '?', holds: 'any' }];
  return parts.flatMap((part, index): Text => {
    const hole = missing[index];
    const holes: readonly Hole[] = hole === undefined ? [] : [{ name: hole.name.replace(/^\$\{?|\}$/gu, ''), holds: 'any' }];
    return [...(part === '' ? [] : [part]), ...holes];
  });
}
