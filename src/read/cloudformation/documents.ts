import { type Entry, type Node } from '../../core/node.js';
import { gap, type Problem } from '../../core/problem.js';
import { onOneLine } from '../../core/source.js';
import { embeddedJson } from '../embedded.js';
import { documents, granting } from './modelled.js';

/** Property values in which policy documents written as JSON strings are read, wherever in `node` they stand. */
export function unfoldDocuments(node: Node, tell: (problem: Problem) => void): Node {
  switch (node.kind) {
    case 'map':
      return { ...node, entries: new Map([...node.entries].map(([name, entry]): [string, Entry] => [name, { key: entry.key, value: documents.has(name) ? document(name, entry.value, tell) : unfoldDocuments(entry.value, tell) }])) };
    case 'list':
      return { ...node, items: node.items.map((item) => unfoldDocuments(item, tell)) };
    case 'scalar':
    case 'unknown':
    case 'absent':
      return node;
  }
}

/** A document that is not written as a string is one already. */
function document(name: string, node: Node, tell: (problem: Problem) => void): Node {
  const read = isText(node) ? unfolded(node, tell) : node;
  if (read.kind === 'unknown' && granting.has(name)) tell(gap(`What this policy allows is not known: ${read.reason}`, onOneLine(read.origin.span)));
  return read;
}

const isText = (node: Node): boolean =>
  (node.kind === 'scalar' && typeof node.value === 'string' && node.text.trim() !== '') || (node.kind === 'unknown' && node.text.some((part) => typeof part === 'string'));

/** The input of a call holds documents of its own, as strings within the string. */
function unfolded(node: Node, tell: (problem: Problem) => void): Node {
  const { node: read, problems } = embeddedJson(node);
  problems.forEach(tell);
  return unfoldDocuments(read, tell);
}
