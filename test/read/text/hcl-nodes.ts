// The nodes of a tree as scripts/hcl-oracle/main.go prints those of HashiCorp's parser.
import type { Source } from '../../../src/core/source.js';
import type { Body, Expression, GetAttr, Index, Name, Syntax, Template, TemplatePart } from '../../../src/read/text/hcl/index.js';

/** Kind, start byte, end byte, values. */
export type HclNode = readonly [string, number, number, ...(string | number | boolean | null)[]];

/** What the oracle says of one file. */
export interface OracleResult {
  readonly path: string;
  readonly accepted: boolean;
  readonly fault?: string;
  readonly nodes: readonly HclNode[];
}

export function nodesOf({ body }: Syntax, source: Source): readonly HclNode[] {
  const list = new NodeList(source);
  list.body(body);
  return list.nodes;
}

/** The first place where two lists differ, for people; undefined if none does.  */
export function differenceBetween(ours: readonly HclNode[], theirs: readonly HclNode[]): string | undefined {
  for (let i = 0; i < Math.max(ours.length, theirs.length); i++) {
    const [our, their] = [ours[i], theirs[i]];
    if (our === undefined || their === undefined || !isSame(our, their)) return `${JSON.stringify(our)} here, ${JSON.stringify(their)} there`;
  }
  return undefined;
}

/** The oracle leaves what `~` takes away in the place of a text. */
function isSame([kind, start, end, ...values]: HclNode, [theirKind, theirStart, theirEnd, ...theirValues]: HclNode): boolean {
  const isPlace = kind === 'text' ? start >= theirStart && end <= theirEnd : start === theirStart && end === theirEnd;
  return kind === theirKind && isPlace && JSON.stringify(values) === JSON.stringify(theirValues);
}

class NodeList {
  readonly nodes: HclNode[] = [];
  /** Byte offsets by UTF-16 offset; undefined for a text that is ASCII. */
  private readonly bytes: Int32Array | undefined;

  constructor(private readonly source: Source) {
    this.bytes = byteOffsets(source);
  }

  private add(kind: string, start: number, end: number, ...values: (string | number | boolean | null)[]): void {
    const normal = values.map((value) => (typeof value === 'string' ? value.normalize('NFC') : value));
    this.nodes.push([kind, this.bytes?.[start] ?? start, this.bytes?.[end] ?? end, ...normal]);
  }

  body({ items, attributes }: Body): void {
    for (const item of items) {
      const { start, end } = item.span;
      if (item.kind === 'attribute') {
        if (!attributes.includes(item)) continue;
        this.add('attribute', start, end, item.name);
        this.expression(item.value);
      } else {
        this.add('block', start, end, item.type);
        for (const { text, span } of item.labels) this.add('label', span.start, span.end, text);
        this.body(item.body);
      }
    }
  }

  private expression(node: Expression | Name): void {
    const { start, end } = node.span;
    switch (node.kind) {
      case 'literal':
        return this.add('literal', start, end, node.value === Infinity ? 'infinite' : node.value);
      case 'template':
        this.add('template', start, end);
        return this.parts(node.parts);
      case 'name':
        return this.add('traversal', start, end, node.text);
      case 'variable':
        return this.add('traversal', start, end, node.name);
      case 'getAttr':
      case 'index':
        return this.chain(node);
      case 'splat':
        this.add('splat', start, end);
        this.expression(node.collection);
        return node.form === 'full' ? this.expression(node.each) : this.attributes(node.each);
      case 'item':
        return this.add('item', start, end);
      case 'call':
        this.add('call', start, end, node.name, node.expandsFinal);
        return node.arguments.forEach((argument) => this.expression(argument));
      case 'tuple':
        this.add('tuple', start, end);
        return node.items.forEach((item) => this.expression(item));
      case 'object':
        this.add('object', start, end);
        return node.items.forEach(({ key, value }) => {
          this.expression(key);
          this.expression(value);
        });
      case 'for':
        this.add('for', start, end, node.keyName?.text ?? '', node.valueName.text, node.groups);
        for (const part of [node.collection, node.key, node.value, node.condition]) if (part !== undefined) this.expression(part);
        return;
      case 'conditional':
        this.add('conditional', start, end);
        return [node.condition, node.whenTrue, node.whenFalse].forEach((part) => this.expression(part));
      case 'unary':
        this.add('unary', start, end);
        return this.expression(node.operand);
      case 'binary':
        this.add('binary', start, end, node.operator);
        this.expression(node.left);
        return this.expression(node.right);
      case 'parens':
        this.add('parens', start, end);
        return this.expression(node.inner);
      case 'invalid':
        return this.add('invalid', start, end);
    }
  }

  /** The oracle keeps the steps of a traversal with what it begins with, and those behind something else together. */
  private chain(node: GetAttr | Index): void {
    const steps: (GetAttr | Index)[] = [];
    let root: Expression = node;
    while (isStep(root)) {
      steps.unshift(root);
      root = root.kind === 'getAttr' ? root.object : root.collection;
    }
    if (steps.length === 0) {
      const { collection, key } = node as Index;
      this.add('index', node.span.start, node.span.end);
      this.expression(collection);
      return this.expression(key);
    }
    if (root.kind === 'variable') this.add('traversal', node.span.start, node.span.end, root.name);
    else {
      this.add('relative', node.span.start, node.span.end);
      this.expression(root);
    }
    for (const step of steps) this.step(step);
  }

  /** Behind `.*` the oracle shows the steps from their first dot on. */
  private attributes(each: Expression): void {
    if (each.kind !== 'getAttr' && each.kind !== 'index') return this.expression(each);
    const { length } = this.nodes;
    this.chain(each);
    const whole = this.nodes[length];
    const first = this.nodes[length + 2];
    if (whole !== undefined && first !== undefined) this.nodes[length] = [whole[0], first[1], whole[2]];
  }

  private step(step: GetAttr | Index): void {
    const from = (step.kind === 'getAttr' ? step.object : step.collection).span.end;
    const start = this.behindBlanks(from);
    if (step.kind === 'getAttr') return this.add('attr', start, step.span.end, step.name);
    const { key } = step;
    this.add('key', start, step.span.end, key.kind === 'literal' ? key.value : key.kind === 'template' ? (textOfKey(key) ?? '') : '');
  }

  /** The `.` or `[` at which a step begins: blanks, line ends and comments may stand before it. */
  private behindBlanks(from: number): number {
    const blanks = /(?:\s|#[^\n]*\n|\/\/[^\n]*\n|\/\*[^]*?\*\/)*/uy;
    blanks.lastIndex = from;
    blanks.test(this.source.text);
    return blanks.lastIndex;
  }

  private parts(parts: readonly TemplatePart[]): void {
    for (const part of parts) {
      const { start, end } = part.span;
      switch (part.kind) {
        case 'text':
          if (part.value !== '') this.add('text', start, end, part.value);
          break;
        case 'interpolation':
          this.add('interpolation', part.value.span.start, part.value.span.end);
          this.expression(part.value);
          break;
        case 'ifDirective':
          this.add('if directive', start, end);
          this.expression(part.condition);
          this.parts(part.whenTrue);
          this.parts(part.whenFalse);
          break;
        case 'forDirective':
          this.add('for directive', start, end, part.keyName?.text ?? '', part.valueName.text);
          this.expression(part.collection);
          this.parts(part.parts);
      }
    }
  }
}

/** Whether the oracle makes a step of a traversal of it: a key that is spelt out in one token is one. */
function isStep(node: Expression): node is GetAttr | Index {
  if (node.kind === 'getAttr') return true;
  return node.kind === 'index' && (node.key.kind === 'literal' || (node.key.kind === 'template' && textOfKey(node.key) !== undefined));
}

/** The text of a key in one token: a dollar or percent sign beside other characters, or a line end, makes several. */
function textOfKey({ parts, form }: Template): string | undefined {
  const [only] = parts;
  if (only === undefined) return '';
  if (parts.length > 1 || only.kind !== 'text') return undefined;
  const written = only.span.source.text.slice(only.span.start, only.span.end);
  if (form === 'quoted') return !/[$%]/u.test(written) || /^(?:[$%]|\$\$\{|%%\{)$/u.test(written) ? only.value : undefined;
  return /^(?:[^$%\n]*|\$\$\{|%%\{)\n$/u.test(written) ? only.value : undefined;
}

function byteOffsets({ text, bom }: Source): Int32Array | undefined {
  const first = bom ? 3 : 0;
  if (first === 0 && Buffer.byteLength(text) === text.length) return undefined;
  const offsets = new Int32Array(text.length + 1);
  let at = first;
  for (let i = 0; i < text.length; i++) {
    offsets[i] = at;
    const code = text.charCodeAt(i);
    // A surrogate is half of a character of four bytes.
    at += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
  }
  offsets[text.length] = at;
  return offsets;
}
