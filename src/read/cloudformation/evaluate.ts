import { list, map, nameIn, scalar, textValue, type Entry, type MapNode, type Node } from '../../core/node.js';
import { gap, type Problem } from '../../core/problem.js';
import { literal, onOneLine, type Origin, type Span } from '../../core/source.js';
import { all, any, not, truth, type Truth } from '../../core/truth.js';
import { absent, unknown, type Unknown } from '../../core/value.js';
import { Impossible, type Choose, type Input } from '../../core/worlds.js';
import { MAX_MADE, members } from './for-each.js';
import { partitionInput, partitions, usedAt, type Given, type Inputs } from './inputs.js';
import { functions } from './functions.js';
import { callSpan } from './spans.js';
import { argumentsOf, callOf, type Call, type Template } from './template.js';

/** Deeper than any legal template; YAML and JSON readers bound nesting too, but functions nest through conditions. */
const MAX_DEPTH = 256;
/** Nodes evaluated in one world. The largest legal template (1 MB) has fewer than 300,000. */
const MAX_NODES = 1_000_000;

/** Evaluates one template in one world: plain data comes out, in which what could not be settled is unknown, with its reason. */
export class Evaluator {
  readonly problems: Problem[] = [];
  /** Inputs that are some other value than these: equal to none of them. */
  private readonly excluded = new WeakMap<Node, ReadonlySet<string>>();
  private readonly settled = new Map<string, Truth>();
  private readonly pending = new Set<string>();
  private depth = 0;
  private nodes = 0;
  private made = 0;
  private readonly chosen = new Set<string>();

  constructor(
    readonly template: Template,
    private readonly inputs: Inputs,
    private readonly choose: Choose<Given>,
  ) {}

  evaluate(node: Node): Node {
    if (this.depth >= MAX_DEPTH) return unknown('it is nested too deeply', node.origin);
    if (++this.nodes > MAX_NODES) return unknown('the template is too large to evaluate', node.origin);
    this.depth++;
    try {
      const call = callOf(node);
      return call === undefined ? this.data(node) : this.call(call, node);
    } finally {
      this.depth--;
    }
  }

  private data(node: Node): Node {
    switch (node.kind) {
      case 'list':
        return list(node.items.map((item) => this.evaluate(item)).filter((item) => item.kind !== 'absent'), node.origin, node.unseen);
      case 'map':
        return this.mapNode(node);
      case 'scalar':
        return dynamicReference(node) ?? node;
      case 'unknown':
      case 'absent':
        return node;
    }
  }

  private mapNode(node: MapNode): Node {
    const entries = new Map<string, Entry>();
    const made = members(node, this);
    const unseen: Unknown[] = [...made.unseen];
    for (const [name, { key, value }] of made.entries) {
      // A function beside other keys adds what cannot be seen here (Fn::Transform).
      if (name.startsWith('Fn::')) unseen.push(this.unread(name, onOneLine(key.span), key));
      else {
        const evaluated = this.evaluate(value);
        if (evaluated.kind !== 'absent') entries.set(name, { key, value: evaluated });
      }
    }
    return map(entries, node.origin, unseen);
  }

  private call(call: Call, node: Node): Node {
    const at = callSpan(node);
    const implementation = functions.get(call.name);
    return implementation === undefined ? this.unread(call.name, at, literal(at)) : implementation(call.argument, at, this);
  }

  private unread(name: string, span: Span, origin: Origin): Unknown {
    this.tell(gap(`\`${name}\` is not evaluated: what it yields is unknown`, span));
    return unknown(`\`${name}\` is not evaluated`, origin);
  }

  /** Counts what loops make; false once it is too much. */
  mayMake(count: number): boolean {
    this.made += count;
    return this.made <= MAX_MADE;
  }

  /** Whether a parameter has one value in this world: it was chosen, or there is no choice. */
  isChosen(name: string): boolean {
    return this.chosen.has(name) || (this.inputs.parameters.get(name)?.candidates.length ?? 1) < 2;
  }

  tell(problem: Problem): void {
    this.problems.push(problem);
  }

  /** The value of a parameter or pseudo parameter used at `at`; undefined if there is none of that name. */
  input(name: string, at: Span): Node | undefined {
    if (name === 'AWS::NoValue') return absent(literal(at));
    if (name === 'AWS::URLSuffix') return this.urlSuffix(at);
    const parameter = this.inputs.parameters.get(name);
    if (parameter !== undefined) return this.given(parameter, at, (node) => usedAt(node, at, 'parameter'));
    const pseudo = this.inputs.pseudo.get(name);
    if (pseudo === undefined) return undefined;
    return this.given(pseudo, at, (node) => ({ ...node, origin: { span: at, via: 'parameter' } }));
  }

  private given(input: Input<Given>, at: Span, use: (node: Node) => Node): Node {
    const chosen = this.choose(input);
    this.chosen.add(input.name);
    if (chosen === undefined) return unknown(`\`${input.name}\` has too many values to try each`, literal(at), 'open', [{ name: input.name, holds: input.name.startsWith('AWS::') ? 'one' : 'any' }]);
    if (chosen.value.kind === 'value') return use(chosen.value.node);
    const value = unknown(chosen.value.reason, literal(at), 'open', [{ name: input.name, holds: input.name.startsWith('AWS::') ? 'one' : 'any' }]);
    this.excluded.set(value, chosen.value.not);
    return value;
  }

  /** Which partition the stack is in, where it makes a difference: a Region of China is in `aws-cn`. */
  private partition(at: Span): string | undefined {
    const compared = this.inputs.pseudo.get('AWS::Partition');
    if (compared !== undefined && compared.candidates.length > 1) return textValue(this.input('AWS::Partition', at) ?? absent(literal(at)));
    const region = this.inputs.pseudo.get('AWS::Region');
    const text = region !== undefined && region.candidates.length > 1 ? textValue(this.input('AWS::Region', at) ?? absent(literal(at))) : undefined;
    if (text !== undefined) return text.startsWith('cn-') ? 'aws-cn' : text.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
    return this.choose(partitionInput(this.template.root.origin))?.label;
  }

  /** AWS General Reference: `amazonaws.com.cn` in China, `amazonaws.com` elsewhere. */
  private urlSuffix(at: Span): Node {
    const name = this.partition(at);
    if (name === undefined || !partitions.includes(name)) return unknown('`AWS::URLSuffix` depends on the partition', literal(at));
    return scalar(name === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com', { span: at, via: 'parameter' });
  }

  /** A named condition. What cannot be settled is tried both ways. */
  condition(name: string, at: Span): Truth {
    const known = this.settled.get(name);
    if (known !== undefined) return known;
    const entry = this.template.conditions.get(name);
    if (entry === undefined || this.pending.has(name)) {
      this.tell(gap(entry === undefined ? `There is no condition \`${name}\`` : `Condition \`${name}\` refers to itself`, at));
      return 'maybe';
    }
    this.pending.add(name);
    const result = this.decide(entry.value);
    this.pending.delete(name);
    const settled = result === 'maybe' ? this.eitherWay(name, entry.key) : result;
    this.settled.set(name, settled);
    return settled;
  }

  private eitherWay(name: string, key: Origin): Truth {
    const candidates = [true, false].map((value) => ({ value: { kind: 'value', node: scalar(value, key) } as const, label: String(value), default: false }));
    const chosen = this.choose({ name: `condition ${name}`, candidates });
    return chosen === undefined ? 'maybe' : truth(chosen.label === 'true');
  }

  /** A condition expression: Fn::Equals, And, Or, Not, Condition. */
  decide(node: Node): Truth {
    if (node.kind === 'map' && node.entries.size === 1 && node.entries.has('Condition')) {
      const name = nameIn(node.entries.get('Condition')?.value ?? node);
      return name === undefined ? 'maybe' : this.condition(name, onOneLine(node.origin.span));
    }
    const call = callOf(node);
    if (call === undefined || this.depth >= MAX_DEPTH) return 'maybe';
    this.depth++;
    try {
      return this.decideCall(call);
    } finally {
      this.depth--;
    }
  }

  private decideCall({ name, argument }: Call): Truth {
    const operands = argumentsOf(argument);
    switch (name) {
      case 'Fn::Equals':
        return this.equal(operands);
      case 'Fn::And':
        return all(operands.map((operand) => this.decide(operand)));
      case 'Fn::Or':
        return any(operands.map((operand) => this.decide(operand)));
      case 'Fn::Not':
        return operands[0] === undefined ? 'maybe' : not(this.decide(operands[0]));
      default:
        return 'maybe';
    }
  }

  private equal([left, right]: readonly Node[]): Truth {
    if (left === undefined || right === undefined) return 'maybe';
    const a = this.evaluate(left);
    const b = this.evaluate(right);
    return this.same(a, b);
  }

  private same(a: Node, b: Node): Truth {
    const left = textValue(a);
    const right = textValue(b);
    if (left !== undefined && right !== undefined) return truth(left === right);
    if (this.isNone(a, right) || this.isNone(b, left)) return 'no';
    if (a.kind === 'list' && b.kind === 'list' && a.unseen.length + b.unseen.length === 0) {
      if (a.items.length !== b.items.length) return 'no';
      return all(a.items.map((item, index) => this.same(item, b.items[index] ?? item)));
    }
    return 'maybe';
  }

  private isNone(node: Node, text: string | undefined): boolean {
    return text !== undefined && this.excluded.get(node)?.has(text) === true;
  }

  /** A key that is none of the keys of a mapping: a deployment with it fails. */
  isOther(node: Node): boolean {
    return this.excluded.has(node);
  }

  impossible(): never {
    throw new Impossible();
  }
}

/** `{{resolve:ssm:...}}`: the value is read when the stack is deployed. User Guide, "Dynamic references". */
function dynamicReference(node: Node): Node | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || !node.text.includes('{{resolve:')) return undefined;
  return unknown('a dynamic reference is resolved when the stack is deployed', node.origin);
}
