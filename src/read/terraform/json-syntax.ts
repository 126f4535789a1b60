import { append } from '../../core/long.js';
import { asText, type Entry, type MapNode, type Node, type ScalarNode } from '../../core/node.js';
import { parseError, type Problem } from '../../core/problem.js';
import { onOneLine, type Source } from '../../core/source.js';
import type { Opened } from '../library.js';
import { parseExpression, parseTemplate } from '../text/hcl/index.js';
import { soleInterpolation, type Attribute, type Block, type Body, type Expression, type Label, type Name } from '../text/hcl/syntax.js';
import { within } from '../text/within.js';
import { virtual } from './evaluation/places.js';

/**
 * A file in the JSON syntax as the native syntax would have it: strings are templates, an object may stand for a list of one at
 * every level, `"//"` is a comment. HashiCorp, "JSON Configuration Syntax".
 */
export function bodyOfJson(opened: Extract<Opened, { kind: 'read' }>): { readonly body: Body; readonly problems: readonly Problem[] } {
  const reader = new JsonBody(true);
  const roots = opened.documents.flatMap(objectsIn);
  const blocks = roots.flatMap((root) => [...root.entries].flatMap(([name, entry]) => reader.topLevel(name, entry)));
  const attributes = roots.flatMap((root) => reader.attributes(root, () => true));
  const span = { source: opened.source, start: 0, end: opened.source.text.length };
  return { body: { kind: 'body', items: [...attributes, ...blocks], attributes, blocks, span }, problems: [...opened.problems, ...reader.problems] };
}

/** The values that a map gives: what stands in them is what it is. HashiCorp, "Variable Definitions (.tfvars) Files". */
export const valuesOfJson = (root: Node): readonly Attribute[] => objectsIn(root).flatMap((object) => new JsonBody(false).attributes(object, () => true));

/** An object, or those in a list of them. */
const objectsIn = (node: Node): readonly MapNode[] => (node.kind === 'map' ? [node] : node.kind === 'list' ? node.items.flatMap(objectsIn) : []);

/** How many labels the blocks of a type have. */
const labelled: ReadonlyMap<string, number> = new Map([['resource', 2], ['data', 2], ['variable', 1], ['output', 1], ['module', 1], ['locals', 0]]);

/** What stands in these is no template: a type, a reference to a provider configuration. */
const bare: ReadonlySet<string> = new Set(['type', 'provider', 'iterator']);

class JsonBody {
  /** What stands where a block is expected and is none. */
  readonly problems: Problem[] = [];

  constructor(private readonly hasTemplates: boolean) {}

  topLevel(type: string, entry: Entry): readonly Block[] {
    const labels = labelled.get(type);
    return labels === undefined ? [] : this.blocks(type, entry, entry.value, labels, []);
  }

  private blocks(type: string, entry: Entry, node: Node, count: number, labels: readonly Label[]): readonly Block[] {
    if (node.kind === 'scalar' && node.value !== null) this.problems.push(parseError('Expected an object', onOneLine(node.origin.span)));
    if (count === 0) return objectsIn(node).map((object) => this.block(type, entry, object, labels));
    return objectsIn(node).flatMap((object) =>
      [...object.entries].flatMap(([text, inner]) => (text === '//' ? [] : this.blocks(type, entry, inner.value, count - 1, [...labels, { text, span: inner.key.span }]))),
    );
  }

  private block(type: string, { key }: Entry, object: MapNode, labels: readonly Label[]): Block {
    const body = this.body(object, type);
    return { kind: 'block', type, typeSpan: labels.at(-1)?.span ?? key.span, labels, header: key.span, body, span: object.origin.span };
  }

  private body(object: MapNode, type: string): Body {
    const made = new Set(objectsIn(object.entries.get('dynamic')?.value ?? object).flatMap((one) => (one === object ? [] : [...one.entries.keys()])));
    const isBlock = (name: string, value: Node): boolean => name === 'dynamic' || made.has(name) || (type !== 'locals' && type !== 'variable' && type !== 'output' && type !== 'module' && holdsDynamic(value)) || (type === 'variable' && name === 'validation') || (type === 'dynamic' && name === 'content');
    const attributes = this.attributes(object, (name, value) => !isBlock(name, value), type);
    const blocks = [...object.entries].filter(([name, { value }]) => isBlock(name, value)).flatMap(([name, entry]) => this.blocks(name, entry, entry.value, name === 'dynamic' ? 1 : 0, []));
    return { kind: 'body', items: [...attributes, ...blocks], attributes, blocks, span: object.origin.span };
  }

  attributes(object: MapNode, isAttribute: (name: string, value: Node) => boolean, type = ''): readonly Attribute[] {
    return [...object.entries].flatMap(([name, { key, value }]): readonly Attribute[] => {
      if (name === '//' || !isAttribute(name, value)) return [];
      const isBare = this.hasTemplates && bare.has(name) && (name !== 'type' || type === 'variable');
      const expression = isBare && value.kind === 'scalar' ? reference(value) : this.hasTemplates && name === 'providers' ? this.references(value) : this.expression(value);
      return [{ kind: 'attribute', name, nameSpan: key.span, value: expression, span: { ...key.span, end: value.origin.span.end } }];
    });
  }

  private references(node: Node): Expression {
    if (node.kind !== 'map') return this.expression(node);
    return { kind: 'object', items: [...node.entries].map(([text, { key, value }]) => ({ key: name(text, key), value: value.kind === 'scalar' ? reference(value) : this.expression(value), span: key.span })), span: node.origin.span };
  }

  private expression(node: Node): Expression {
    const { span } = node.origin;
    switch (node.kind) {
      case 'scalar':
        return typeof node.value === 'string' ? this.text(node) : { kind: 'literal', value: node.value, text: node.text, span };
      case 'list':
        return { kind: 'tuple', items: node.items.map((item) => this.expression(item)), span };
      case 'map':
        return { kind: 'object', items: [...node.entries].flatMap(([text, { key, value }]) => (text === '//' ? [] : [{ key: name(text, key), value: this.expression(value), span: key.span }])), span };
      case 'unknown':
      case 'absent':
        return { kind: 'invalid', span };
    }
  }

  private text(node: ScalarNode): Expression {
    const { span } = node.origin;
    const source = inside(node);
    if (!this.hasTemplates || !/[$%]\{/u.test(node.text)) {
      const whole = { source, start: 0, end: node.text.length };
      return { kind: 'template', form: 'quoted', parts: node.text === '' ? [] : [{ kind: 'text', value: node.text, span: whole, isQuoted: false, runs: [] }], span };
    }
    const { expression } = parseTemplate(source);
    if (expression.kind !== 'template') return expression;
    return soleInterpolation(expression)?.value ?? { ...expression, span };
  }
}

/** Whether something in a value is made by `dynamic`: only in blocks it is. */
function holdsDynamic(start: Node): boolean {
  const pending: Node[] = [...objectsIn(start)];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind !== 'map') continue;
    const made = node.entries.get('dynamic');
    if (made !== undefined && objectsIn(made.value).length > 0) return true;
    append(pending, [...node.entries.values()].flatMap(({ value }) => objectsIn(value)));
  }
  return false;
}

const name = (text: string, { span }: Entry['key']): Name => ({ kind: 'name', text, span });

/** The text of a JSON string, with its places in the file. */
const inside = (node: ScalarNode): Source => virtual(node.origin.span.source.path, asText(node), (start, end) => within(node, start, end));

const reference = (node: ScalarNode): Expression => parseExpression(inside(node)).expression;
