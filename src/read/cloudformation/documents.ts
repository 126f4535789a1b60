import { type Entry, type MapNode, type Node } from '../../core/node.js';
import { gap, type Problem } from '../../core/problem.js';
import { onOneLine } from '../../core/source.js';
import { carriers, unfoldCustom } from '../calls/carriers.js';
import { knownText, mentionsCall } from '../calls/mentions.js';
import { embeddedJson, embeddedText } from '../embedded.js';
import { parseFilterPattern } from '../filter-pattern.js';
import { calling, documents, granting } from './modelled.js';

/**
 * Property values in which policy documents written as JSON strings are read, and calls in whatever syntax, wherever in
 * `node` they stand. Only custom resources have a `ServiceToken`: what else they are given is for their provider alone.
 */
export function unfoldDocuments(node: Node, tell: (problem: Problem) => void): Node {
  switch (node.kind) {
    case 'map':
      if (node.entries.has('ServiceToken')) return unfoldCustom(node);
      return { ...node, entries: new Map([...node.entries].map(([name, { key, value }]): [string, Entry] => [name, { key, value: property(name, value, node, tell) }])) };
    case 'list':
      return { ...node, items: node.items.map((item) => unfoldDocuments(item, tell)) };
    case 'scalar':
    case 'unknown':
    case 'absent':
      return node;
  }
}

/** The property of a metric filter that has a language of its own. */
const FILTER_PATTERN = 'FilterPattern';

const filterPattern = (node: Node): Node => (isText(node) ? embeddedText(node, parseFilterPattern).node : node);

function property(name: string, value: Node, holder: MapNode, tell: (problem: Problem) => void): Node {
  const called = carriers.get(name)?.(value, holder, tell);
  if (called !== undefined) return called;
  if (name === FILTER_PATTERN) return filterPattern(value);
  return documents.has(name) ? document(name, value, tell) : unfoldDocuments(value, tell);
}

/** A document that is not written as a string is one already. */
function document(name: string, node: Node, tell: (problem: Problem) => void): Node {
  const read = isText(node) ? unfolded(node, tell) : node;
  if (read.kind === 'unknown' && granting.has(name)) tell(gap(`What this policy allows is not known: ${read.reason}`, onOneLine(read.origin.span)));
  if (read.kind === 'unknown' && calling.has(name) && mentionsCall(knownText(node))) tell(gap(`What this custom resource calls is not known: ${read.reason}`, onOneLine(read.origin.span)));
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
