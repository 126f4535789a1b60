import { map, scalar, withOrigin, list, type Entry, type Node } from '../../../src/core/node.js';
import { literal, textOf, type Source } from '../../../src/core/source.js';
import { shown, type Text } from '../../../src/core/text.js';
import { unknown, type Unknown } from '../../../src/core/value.js';
import { piecesOf } from '../../../src/read/pieces.js';
import { documentSyntax } from '../../../src/read/terraform/functions/documents.js';
import { functions, type FunctionCall } from '../../../src/read/terraform/functions/index.js';
import { parseJson } from '../../../src/read/text/json/json.js';

/**
 * A call whose arguments are written as JSON, in a row. In a string, `${name}` is a single value that is not known and
 * `${*name}` any text; in a list, `"${...name}"` is a part that is not known, as is the key of that name in a map.
 */
export function call(name: string, json: string, more: Partial<FunctionCall> = {}): Node {
  const source: Source = { path: 'main.tf', text: `${name}(${json})`, bom: false };
  const shifted: Source = { path: 'main.tf', text: `[${json}]`, bom: false };
  const [root] = parseJson(shifted).documents;
  const shift = name.length;
  const at = { source, start: 0, end: source.text.length };
  const args = root?.kind === 'list' ? root.items.map((item) => evaluated(item, source, shift)) : [];
  const run = functions.get(name);
  if (run === undefined) throw new Error(`there is no function ${name}`);
  return run({
    name,
    arguments: args,
    open: undefined,
    at,
    files: { open: (path) => ({ kind: 'closed', reason: `${path} is not there` }) },
    render: (template) => scalar(template.text, literal({ source: template, start: 0, end: template.text.length })),
    ...more,
  });
}

function evaluated(node: Node, source: Source, shift: number): Node {
  const { span } = node.origin;
  const origin = literal({ source, start: span.start + shift, end: span.end + shift });
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'string' && node.value.includes('${') ? open(node.value, origin) : withOrigin(node, origin);
    case 'list': {
      const parts = node.items.map((item) => evaluated(item, source, shift));
      return list(parts.filter((part) => !isUnseen(part)), origin, parts.filter(isUnseen));
    }
    case 'map': {
      const entries = [...node.entries].filter(([key]) => !key.startsWith('${...')).map(([key, entry]): [string, Entry] => [key, { key: literal({ source, start: entry.key.span.start + shift, end: entry.key.span.end + shift }), value: evaluated(entry.value, source, shift) }]);
      return map(new Map(entries), origin, [...node.entries.keys()].filter((key) => key.startsWith('${...')).map((key) => open(key, origin)));
    }
    case 'unknown':
    case 'absent':
      return node;
  }
}

const isUnseen = (node: Node): node is Unknown => node.kind === 'unknown' && node.reason.startsWith('...');

function open(text: string, origin: Node['origin']): Unknown {
  const parts = text.split(/(\$\{[^}]*\})/u).filter((part) => part !== '');
  const [, name = ''] = /\$\{\*?([^}]*)\}/u.exec(text) ?? [];
  const holes = parts.map((part): Text[number] => (part.startsWith('${') ? { name: part.replace(/[${}*]/gu, ''), holds: part.startsWith('${*') ? 'any' : 'one' } : part));
  return unknown(name, origin, 'open', holes);
}

/** A value as a test says it: JSON, with `?` and what is known of a text for what is not known, `...` for parts unseen. */
export function said(node: Node): string {
  const mark = documentSyntax(node) === undefined ? '' : `${documentSyntax(node) ?? ''}:`;
  switch (node.kind) {
    case 'scalar':
      return mark + (typeof node.value === 'string' ? JSON.stringify(node.value) : String(node.value));
    case 'list':
      return `${mark}[${[...node.items.map(said), ...node.unseen.map(() => '...')].join(',')}]`;
    case 'map':
      return `${mark}{${[...[...node.entries].map(([key, { value }]) => `${key}:${said(value)}`), ...node.unseen.map(() => '...')].join(',')}}`;
    case 'unknown':
      return shown(node.text) === '${?}' ? '?' : `?${shown(node.text)}`;
    case 'absent':
      return 'absent';
  }
}

/** What each part of a text that was put together points at. */
export const pointedAt = (node: Node): readonly string[] => piecesOf(node).map((piece) => textOf(piece.locate(0, piece.text.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0))));
