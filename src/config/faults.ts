import { keyOrigin, member, type Node } from '../core/node.js';
import { parseError, type Problem } from '../core/problem.js';
import { onOneLine, type Span } from '../core/source.js';
import { didYouMean } from '../cli/args/nearest.js';
import { dataOf } from './data.js';

/** What ajv says of a value that does not meet the schema. https://ajv.js.org/api.html#error-objects */
interface SchemaError {
  /** A JSON pointer: `/rules/gap`. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The part of the schema that holds the keyword. */
  readonly parentSchema: { readonly title?: string; readonly properties?: Readonly<Record<string, unknown>>; readonly enum?: readonly string[] };
}

/** What ajv compiles of a schema. */
export type Validate = ((data: unknown) => boolean) & { readonly errors: readonly SchemaError[] | null };

/** Where `root` does not meet a schema, in the order of the text. `whole` is what messages call all of it. */
export function faultsOf(root: Node, check: Validate, whole: string): readonly Problem[] {
  if (check(dataOf(root))) return [];
  const faults = (check.errors ?? []).map((error) => faultOf(error, root, whole));
  return distinct(faults).sort((a, b) => a.span.start - b.span.start);
}

function faultOf({ instancePath, keyword, params, parentSchema }: SchemaError, root: Node, whole: string): Problem {
  const path = pathOf(instancePath);
  const at = nodeAt(root, path);
  const name = path.length === 0 ? whole : `'${path.join('.')}'`;
  const told = (message: string, span: Span = at.origin.span): Problem => parseError(message, onOneLine(span));
  switch (keyword) {
    case 'additionalProperties': {
      const key = textOf(params['additionalProperty']);
      return told(unknownKey(key, path, Object.keys(parentSchema.properties ?? {})), keyOrigin(at, key).span);
    }
    case 'enum': {
      const legal = parentSchema.enum ?? [];
      const meant = at.kind === 'scalar' ? didYouMean(at.text, legal) : '';
      return told(`${name} cannot be ${shown(at)}${meant || `; it is one of ${legal.slice(0, MOST_LISTED).join(', ')}${legal.length > MOST_LISTED ? ', ...' : ''}`}`);
    }
    case 'required':
      return told(`${name} lacks '${textOf(params['missingProperty'])}'`);
    default:
      return told(`${name} must be ${path.length === 0 ? 'a map' : (parentSchema.title ?? 'another value')}, not ${shown(at)}`);
  }
}

const MOST_LISTED = 12;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function unknownKey(key: string, path: readonly string[], legal: readonly string[]): string {
  const what = path[0] === 'rules' ? 'rule' : 'key';
  const others = what === 'rule' ? 'keytrail rules lists them' : `it is one of ${legal.filter((name) => !name.startsWith('$')).join(', ')}`;
  return `unknown ${what} '${key}'${didYouMean(key, legal) || `; ${others}`}`;
}

function shown(node: Node): string {
  switch (node.kind) {
    case 'scalar':
      return node.value === null ? 'nothing' : typeof node.value === 'number' ? `the number ${node.text}` : `'${node.text}'`;
    case 'list':
      return 'a list';
    case 'map':
      return 'a map';
    case 'unknown':
    case 'absent':
      return 'this';
  }
}

/** RFC 6901. */
const pathOf = (pointer: string): readonly string[] => pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

const nodeAt = (root: Node, path: readonly string[]): Node =>
  path.reduce<Node>((node, step) => (node.kind === 'list' ? (node.items[Number(step)] ?? node) : member(node, step)), root);

/** Several keywords of the schema may say the same of one place. */
const distinct = (faults: readonly Problem[]): Problem[] => [...new Map(faults.map((fault) => [`${String(fault.span.start)} ${fault.message}`, fault])).values()];
