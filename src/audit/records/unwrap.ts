import { map, type Entry, type ListNode, type Node, type ScalarNode } from '../../core/node.js';
import type { Problem } from '../../core/problem.js';
import { embeddedJson } from '../../read/embedded.js';
import { columns } from '../query/columns.js';

/** Members of a record by their names in small letters: `eventName`, `EventName` and the column `eventname` are one. */
export type Fields = ReadonlyMap<string, Node>;

export const fieldsOf = (node: Node | undefined): Fields => new Map(node?.kind === 'map' ? [...node.entries].map(([key, { value }]) => [key.toLowerCase(), value]) : []);

/** Envelopes in each other: a message whose text is an event whose detail is a record. Nobody has more. */
const MOST_ENVELOPES = 4;

/**
 * Members that hold the record in an envelope: `lookup-events`, EventBridge, CloudWatch Logs and its queries, SNS, results of queries,
 * SQS, what Splunk, Elasticsearch and collectors of events give out.
 */
const held = ['cloudtrailevent', 'detail', 'message', '@message', 'eventjson', 'record', 'body', 'event', 'result', '_raw', '_source'];

/** A record as it was found, with what was wrong with the text in which it stands; broken: of such a text nothing is used. */
export interface Record {
  readonly fields: Fields;
  readonly problems: readonly Problem[];
  readonly isBroken: boolean;
}

/** The record in an element of a container; undefined where there is none. */
export function recordIn(node: Node, depth = 0): Record | undefined {
  if (depth > MOST_ENVELOPES) return undefined;
  switch (node.kind) {
    case 'list':
      return recordIn(row(node), depth + 1);
    case 'scalar': {
      if (!isJson(node)) return undefined;
      const { node: inner, problems } = embeddedJson(node);
      const fault = problems.find(({ level }) => level === 'error');
      if (fault !== undefined) return { fields: new Map(), problems: [{ ...fault, message: `${fault.message}; the record is not read` }], isBroken: true };
      const found = recordIn(inner, depth + 1);
      return found === undefined ? undefined : { ...found, problems: [...problems, ...found.problems] };
    }
    case 'map': {
      const fields = fieldsOf(node);
      // An event of Insights has a version, and no name.
      if (fields.has('eventversion') || (fields.has('eventname') && fields.has('eventsource') && !fields.has('cloudtrailevent'))) return { fields, problems: [], isBroken: false };
      const cells = cellsOf(fields.get('data'));
      if (cells !== undefined) return recordIn(cells, depth + 1);
      for (const name of held) {
        const value = fields.get(name);
        const found = value === undefined ? undefined : recordIn(value, depth + 1);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    case 'unknown':
    case 'absent':
      return undefined;
  }
}

/** A text that may be a map in JSON. */
export const isJson = (node: ScalarNode): boolean => typeof node.value === 'string' && /^\s*\{/u.test(node.value);

/** A row in pieces: CloudWatch Logs says `{"field": "eventName", "value": "..."}` for each, CloudTrail Lake `{"eventname": "..."}`. */
function row({ items, origin }: ListNode): Node {
  const entries = new Map<string, Entry>();
  for (const item of items) {
    if (item.kind !== 'map') continue;
    const { field, value } = { field: item.entries.get('field'), value: item.entries.get('value') };
    if (field?.value.kind === 'scalar' && value !== undefined) entries.set(field.value.text, { key: field.value.origin, value: value.value });
    else for (const [key, entry] of item.entries) entries.set(key, entry);
  }
  return map(entries, origin);
}

/** A row of Athena (`get-query-results`) has values without names: those of the query that `--print-query` prints are known. */
function cellsOf(node: Node | undefined): Node | undefined {
  if (node?.kind !== 'list' || node.items.length !== columns.length) return undefined;
  const entries = new Map<string, Entry>();
  columns.forEach(({ name }, index) => {
    const value = fieldsOf(node.items[index]).get('varcharvalue');
    if (value !== undefined) entries.set(name, { key: value.origin, value });
  });
  return map(entries, node.origin);
}
