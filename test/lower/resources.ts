import type { Resource } from '../../src/core/unit.js';
import { list, map, type Entry, type Node } from '../../src/core/node.js';
import type { Problem } from '../../src/core/problem.js';
import type { Source } from '../../src/core/source.js';
import type { Hole, Text } from '../../src/core/text.js';
import { unknown } from '../../src/core/value.js';
import { lowerings } from '../../src/lower/index.js';
import type { Model } from '../../src/model/model.js';
import { compose, scalarPiece, type Piece } from '../../src/read/pieces.js';
import { unfoldDocuments } from '../../src/read/terraform/documents.js';
import { policyDocument } from '../../src/read/terraform/policy-document.js';
import { parseJson } from '../../src/read/text/json/json.js';

/** What a configuration in JSON declares, and what reading it told. */
export interface Declared {
  readonly resources: readonly Resource[];
  readonly problems: readonly Problem[];
}

const entriesOf = (node: Node): readonly (readonly [string, Entry])[] => (node.kind === 'map' ? [...node.entries] : []);
const memberOf = (node: Node, key: string): Node | undefined => (node.kind === 'map' ? node.entries.get(key)?.value : undefined);

/**
 * The resources of one text, `{ "resource": { type: { name: body } }, "data": ... }`, as the reader of Terraform hands them
 * over, as far as the tests of lowering need that: `${type.name.attribute}` in strings, and nothing else, is a reference.
 */
export function declaredIn(text: string, path = 'main.tf.json'): Declared {
  const source: Source = { path, text, bom: false };
  const { documents, problems } = parseJson(source);
  const [root] = documents;
  if (root === undefined || problems.length > 0) throw new Error(`no JSON: ${text}`);
  const told: Problem[] = [];
  const scope = new Scope(root, (problem) => told.push(problem));
  const resources = entriesOf(memberOf(root, 'resource') ?? root).flatMap(([type, { value: named }]) =>
    entriesOf(named).map(([name, { key, value }]): Resource => ({ type, address: `${type}.${name}`, exists: 'yes', name: key, body: unfoldDocuments(type, scope.evaluated(value), (problem) => told.push(problem)) })),
  );
  return { resources, problems: told };
}

/** A text of JSON is given as such, or as what is to be written. */
export const jsonOf = (given: unknown): string => (typeof given === 'string' ? given : JSON.stringify(given, null, 2));

export function loweredFrom(given: unknown): { readonly model: Model; readonly problems: readonly Problem[] } {
  const { resources, problems } = declaredIn(jsonOf(given));
  const lowered = lowerings.terraform(resources);
  return { model: lowered.model, problems: [...problems, ...lowered.problems] };
}

class Scope {
  constructor(
    private readonly root: Node,
    private readonly tell: (problem: Problem) => void,
  ) {}

  evaluated(node: Node): Node {
    switch (node.kind) {
      case 'list':
        return list(node.items.filter((item) => !isSpread(item)).map((item) => this.evaluated(item)), node.origin, node.items.filter(isSpread).map((item) => unknown('it is not known here', item.origin)));
      case 'map':
        return map(new Map([...node.entries].map(([key, entry]): [string, Entry] => [key, { ...entry, value: this.evaluated(entry.value) }])), node.origin);
      case 'scalar':
        return typeof node.value === 'string' && node.text.includes('${') ? this.template(node.text, node) : node;
      case 'unknown':
      case 'absent':
        return node;
    }
  }

  private template(text: string, node: Node): Node {
    const [, type = '', name = ''] = /^\$\{data\.(aws_iam_policy_document)\.(\w+)\.json\}$/u.exec(text) ?? [];
    const data = memberOf(memberOf(memberOf(this.root, 'data') ?? this.root, type) ?? this.root, name);
    if (data !== undefined) return policyDocument(this.evaluated(data), this.tell);
    if (node.kind !== 'scalar') return node;
    let end = 0;
    const pieces = text.split(/(\$\{[\w.]+\})/u).flatMap((part): readonly Piece[] => {
      const start = end;
      end += part.length;
      if (part === '') return [];
      return /^\$\{[\w.]+\}$/u.test(part) && text.charAt(start - 1) !== '&' ? [{ text: referred(part.slice(2, -1)), locate: () => node.origin.span }] : [scalarPiece(node, start, end)];
    });
    const parts = pieces.flatMap((piece) => piece.text);
    return parts.every((part) => typeof part === 'string') ? node : compose(unknown('it is known only after apply', node.origin, 'open', parts), pieces);
  }
}

/** A part of a list that cannot be seen: `"${var.more...}"`. */
const isSpread = (node: Node): boolean => node.kind === 'scalar' && /^\$\{[\w.]+\.\.\.\}$/u.test(node.text);

function referred(path: string): Text {
  const [type = '', name = '', attribute = ''] = path.split('.');
  if (type === 'var') return [{ name: '?', holds: 'any' }];
  const address = `${type}.${name}`;
  const one = (hole: string): Hole => ({ name: hole, holds: 'one' });
  if (attribute !== 'arn') return [one(address)];
  return type === 'aws_cloudtrail' ? ['arn:', one('AWS::Partition'), ':cloudtrail:', one('AWS::Region'), ':', one('AWS::AccountId'), ':trail/', one(address)] : [one(`${address}.Arn`)];
}
