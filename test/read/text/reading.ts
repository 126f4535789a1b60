import { map, type scalar, type Node } from '../../../src/core/node.js';
import { literal, textOf, type Origin, type Source, type Span } from '../../../src/core/source.js';
import type { Parsed, Tagged } from '../../../src/read/text/text.js';

export const sourceOf = (text: string): Source => ({ path: 'a.txt', text, bom: false });

/** A tag becomes a map from the tag to what it stands before, at the whole node. */
export const tagAsMap: Tagged = (tag, key, value, whole) => map(new Map([[tag, { key, value }]]), literal(whole));

export const only = ({ documents }: Parsed): Node => {
  const [document, ...others] = documents;
  if (document === undefined || others.length > 0) throw new Error(`${documents.length} documents`);
  return document;
};

/** Values only. A map is a list of pairs, so that `__proto__` and the order are seen. */
export function plain(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plain);
    case 'map':
      return { pairs: [...node.entries].map(([key, { value }]) => [key, plain(value)]) };
    case 'unknown':
    case 'absent':
      return node.kind;
  }
}

/** What JSON.parse and `yaml` make of a text, in the form of `plain`. */
export function plainData(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainData);
  if (value instanceof Map) return { pairs: [...value].map(([key, member]) => [key, plainData(member)]) };
  if (typeof value !== 'object' || value === null) return value;
  return { pairs: Object.entries(value).map(([key, member]) => [key, plainData(member)]) };
}

/** Equal up to the order of keys: JavaScript puts keys that look like numbers first. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const { pairs } = value as { pairs: readonly (readonly [string, unknown])[] };
  return { pairs: pairs.map(([key, member]) => [key, sorted(member)] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) };
}

/** `/Resources/0` and so on: the node at a path of keys and indexes. */
export function at(node: Node, ...path: readonly (string | number)[]): Node {
  const [step, ...rest] = path;
  if (step === undefined) return node;
  const next = typeof step === 'number' && node.kind === 'list' ? node.items[step] : node.kind === 'map' ? node.entries.get(String(step))?.value : undefined;
  if (next === undefined) throw new Error(`nothing at ${step}`);
  return at(next, ...rest);
}

export function keyAt(node: Node, key: string): Origin {
  const entry = node.kind === 'map' ? node.entries.get(key) : undefined;
  if (entry === undefined) throw new Error(`no key ${key}`);
  return entry.key;
}

export const sliced = (node: Node): string => textOf(node.origin.span);
export const problemsOf = ({ problems }: Parsed): readonly (readonly [string, string])[] => problems.map(({ message, span }) => [textOf(span), message]);
export const problemPlaces = ({ problems }: Parsed): readonly string[] => problems.map(({ span }) => textOf(span));

/** What must hold for whatever was read. */
export function faultsOfShape(source: Source, { documents, problems }: Parsed): readonly string[] {
  const faults: string[] = [];
  const check = (what: string, { start, end, source: of }: Span): void => {
    if (of !== source || start < 0 || end < start || end > source.text.length) faults.push(`${what} ${start}-${end}`);
  };
  const visit = (node: Node): void => {
    check(node.kind, node.origin.span);
    if (node.kind === 'list') node.items.forEach(visit);
    if (node.kind !== 'map') return;
    for (const { key, value } of node.entries.values()) {
      check('key', key.span);
      visit(value);
    }
  };
  documents.forEach(visit);
  for (const { span, message } of problems) {
    check('problem', span);
    if (/[\r\n]/u.test(textOf(span))) faults.push(`more than a line: ${message}`);
    if (message === '' || message.includes('\n')) faults.push(`message ${JSON.stringify(message)}`);
    if (span.start === span.end && source.text.trim() !== '') faults.push(`nothing to show: ${message}`);
  }
  return faults;
}

export const scalarAt = (node: Node): ReturnType<typeof scalar> => {
  if (node.kind !== 'scalar') throw new Error(`a ${node.kind}`);
  return node;
};
