import { append } from '../../core/long.js';
import type { Remark } from '../../core/ignore.js';
import type { Node } from '../../core/node.js';
import type { Source, Span } from '../../core/source.js';
import { parseJson } from '../text/json/json.js';
import { within } from '../text/within.js';
import { directivesIn } from './directives.js';

/** The name of what is a comment in the JSON of Terraform: a text, or a list of texts. HashiCorp, "JSON Configuration Syntax", "Comment Properties". */
const COMMENT = '//';

/** What the comments of a Terraform configuration in JSON say: each is about the object that it stands in, with the name of that. */
export function remarksInJson(source: Source): readonly Remark[] {
  const remarks: Remark[] = [];
  const pending: (readonly [node: Node, over: Span])[] = parseJson(source).documents.map((root) => [root, root.origin.span]);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [node, over] = next;
    if (node.kind === 'list') append(pending, node.items.map((item): readonly [Node, Span] => [item, item.origin.span]));
    if (node.kind !== 'map') continue;
    for (const [name, { key, value }] of node.entries) {
      if (name === COMMENT) append(remarks, remarksOf(value, over));
      else pending.push([value, { ...value.origin.span, start: key.span.start }]);
    }
  }
  return remarks;
}

const remarksOf = (node: Node, over: Span): readonly Remark[] => (node.kind === 'list' ? node.items : [node]).flatMap((text) => remarkIn(text, over));

function remarkIn(node: Node, over: Span): readonly Remark[] {
  if (node.kind !== 'scalar') return [];
  const { start, end, source } = within(node, 0, node.text.length);
  const ignores = directivesIn(source, { start, end });
  return ignores.length === 0 ? [] : [{ ignores, over, sure: true }];
}
