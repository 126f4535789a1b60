import { type Entry, type Node } from '../../core/node.js';
import type { Problem } from '../../core/problem.js';
import { embeddedJson } from '../embedded.js';
import { documents } from './modelled.js';

/** Property values in which policy documents written as JSON strings are read, wherever in `node` they stand. */
export function unfoldDocuments(node: Node, tell: (problem: Problem) => void): Node {
  switch (node.kind) {
    case 'map':
      return { ...node, entries: new Map([...node.entries].map(([name, entry]): [string, Entry] => [name, { key: entry.key, value: documents.has(name) ? document(entry.value, tell) : unfoldDocuments(entry.value, tell) }])) };
    case 'list':
      return { ...node, items: node.items.map((item) => unfoldDocuments(item, tell)) };
    case 'scalar':
    case 'unknown':
    case 'absent':
      return node;
  }
}

/** A document that is not written as a string is one already. */
function document(node: Node, tell: (problem: Problem) => void): Node {
  const isText = (node.kind === 'scalar' && typeof node.value === 'string') || (node.kind === 'unknown' && node.text.some((part) => typeof part === 'string'));
  if (!isText) return node;
  const { node: read, problems } = embeddedJson(node);
  problems.forEach(tell);
  return read;
}
