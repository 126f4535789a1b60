import { list, map, member, scalar, textValue, type Entry, type MapNode, type Node } from '../../../core/node.js';
import { gap, type Problem } from '../../../core/problem.js';
import { literal, onOneLine, type Origin, type Span } from '../../../core/source.js';
import type { Truth } from '../../../core/truth.js';
import { absent, unknown, type Unknown } from '../../../core/value.js';
import { Impossible, PARAMETER_FILE, type Choose, type Input } from '../../../core/worlds.js';
import { MAX_MADE, members } from './for-each.js';
import { Conditions } from './conditions.js';
import { isInclude, snippetAt } from './include.js';
import { asParameter, inputsOfNested, partitionInput, partitionOf, partitions, scoped, usedAt, type Given, type Inputs } from '../inputs/inputs.js';
import { functions } from './functions.js';
import { callSpan } from './spans.js';
import { childOf, isNestedStack } from '../stacks/nested.js';
import { MAX_DEPTH, MAX_SNIPPETS, type Place } from '../stacks/place.js';
import { callOf, type Call, type Template } from '../template.js';

/** Nodes evaluated in one world. The largest legal template (1 MB) has fewer than 300,000. */
const MAX_NODES = 1_000_000;

/** What differs between a stack and those in it. */
const stackOwn: ReadonlySet<string> = new Set(['AWS::StackName', 'AWS::StackId']);

/** Evaluates one template in one world: plain data comes out, in which what could not be settled is unknown, with its reason. */
export class Evaluator {
  /** Inputs that are some other value than these: equal to none of them. */
  private readonly excluded = new WeakMap<Node, ReadonlySet<string>>();
  private readonly conditions: Conditions;
  private readonly chosen = new Set<string>();
  private readonly stacks = new Map<string, Evaluator | undefined>();

  constructor(
    readonly template: Template,
    private readonly inputs: Inputs,
    private readonly choose: Choose<Given>,
    readonly place: Place,
  ) {
    this.conditions = new Conditions(this, choose);
    inputs.problems.forEach((problem) => { this.tell(problem); });
  }

  /** An evaluator of another template in the same world. Its stack has a name of its own, and lies in the same Region of the same account. */
  nest(template: Template, place: Place): Evaluator {
    // Values given from outside are those of the stack itself, not of the stacks in it.
    const own = inputsOfNested(template);
    const pseudo = new Map([...own.pseudo].map(([name, input]) => [name, stackOwn.has(name) ? scoped(input, place.scope) : (this.inputs.pseudo.get(name) ?? input)]));
    const parameters = new Map([...own.parameters].map(([name, input]) => [name, scoped(input, place.scope)]));
    return new Evaluator(template, { ...own, parameters, pseudo }, this.choose, place);
  }

  /** The evaluator of the nested stack `id`, which a loop may have made; undefined if there is none, or its template is not at hand. */
  stack(id: string, entry: Entry | undefined = this.template.resources.get(id)): Evaluator | undefined {
    if (this.stacks.has(id)) return this.stacks.get(id);
    if (entry === undefined || !isNestedStack(textValue(member(entry.value, 'Type')) ?? '')) return undefined;
    // Set before it is known: what a stack is given may not come from itself.
    this.stacks.set(id, undefined);
    const child = childOf(id, entry, this);
    this.stacks.set(id, child);
    return child;
  }

  evaluate(node: Node): Node {
    const { ledger } = this.place;
    if (ledger.depth >= MAX_DEPTH) return unknown('it is nested too deeply', node.origin);
    if (++ledger.nodes > MAX_NODES) return unknown('the template is too large to evaluate', node.origin);
    ledger.depth++;
    try {
      const call = callOf(node);
      return call === undefined ? this.data(node) : this.call(call, node);
    } finally {
      ledger.depth--;
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

  /** What the macro `Fn::Transform` brings in, not evaluated yet; unknown, and told, where that is not at hand. */
  snippet(macro: Node, at: Span): Node {
    if (!isInclude(macro)) return this.unread('Fn::Transform', at, literal(at));
    const location = textValue(this.evaluate(member(member(macro, 'Parameters'), 'Location')));
    const found = snippetAt(location, at, macro.origin.span.source, this.place.together);
    if (found.kind === 'away') {
      this.tell(gap(`What \`AWS::Include\` brings in is not read: ${found.reason}`, at));
      return unknown('what `AWS::Include` brings in is not read', literal(at));
    }
    found.problems.forEach((problem) => { this.tell(problem); });
    return found.node;
  }

  /** The same, evaluated. */
  included(macro: Node, at: Span): Node {
    return this.inSnippet(() => this.evaluate(this.snippet(macro, at)), () => this.unread('Fn::Transform', at, literal(at)));
  }

  /** Evaluates what something turns on: the sides of a comparison, the keys of a mapping. */
  deciding(nodes: readonly Node[]): readonly Node[] {
    const { ledger } = this.place;
    ledger.deciding++;
    try {
      return nodes.map((node) => this.evaluate(node));
    } finally {
      ledger.deciding--;
    }
  }

  /** Does something with a snippet, or something else where snippets run in a circle. */
  inSnippet<T>(work: () => T, otherwise: () => T): T {
    const { ledger } = this.place;
    if (ledger.snippets >= MAX_SNIPPETS) return otherwise();
    ledger.snippets++;
    try {
      return work();
    } finally {
      ledger.snippets--;
    }
  }

  unread(name: string, span: Span, origin: Origin): Unknown {
    this.tell(gap(`\`${name}\` is not evaluated: what it yields is unknown`, span));
    return unknown(`\`${name}\` is not evaluated`, origin);
  }

  /** Counts what loops make; false once it is too much. */
  mayMake(count: number): boolean {
    this.place.ledger.made += count;
    return this.place.ledger.made <= MAX_MADE;
  }

  /** Whether a parameter has one value in this world: it was chosen, or there is no choice. */
  isChosen(name: string): boolean {
    const bound = this.place.bound?.get(name);
    if (bound !== undefined) return bound().kind !== 'unknown';
    const input = this.inputs.parameters.get(name);
    if (input === undefined || this.chosen.has(input.name)) return this.chosen.has(name) || input !== undefined;
    return this.isInSet(name) ? this.inputs.sets?.candidates.length === 1 || this.chosen.has(PARAMETER_FILE) : input.candidates.length < 2;
  }

  tell(problem: Problem): void {
    this.place.ledger.problems.push(problem);
  }

  /** The value of a parameter or pseudo parameter used at `at`; undefined if there is none of that name. */
  input(name: string, at: Span): Node | undefined {
    if (name === 'AWS::NoValue') return absent(literal(at));
    if (name === 'AWS::URLSuffix') return this.urlSuffix(at);
    const bound = this.template.parameters.has(name) ? this.place.bound?.get(name)?.() : undefined;
    if (bound !== undefined && bound.kind !== 'absent') return usedAt(asParameter(bound, this.template.parameters.get(name)), at, 'parameter');
    const parameter = this.inputs.parameters.get(name);
    if (parameter !== undefined) return this.given(parameter, at, (node) => usedAt(node, at, 'parameter'));
    const pseudo = this.inputs.pseudo.get(name);
    if (pseudo === undefined) return undefined;
    const { ledger } = this.place;
    // In an ARN it says where the stack is, whatever that is: only what turns on it is worth trying each.
    if (pseudo.candidates.length > 1 && ledger.deciding === 0 && !ledger.asked.has(pseudo.name)) return unknown(`\`${name}\` is known only when the stack is made`, literal(at), 'open', [{ name: pseudo.name, holds: 'one' }]);
    ledger.asked.add(pseudo.name);
    return this.given(pseudo, at, (node) => ({ ...node, origin: { span: at, via: 'parameter' } }));
  }

  private given(input: Input<Given>, at: Span, use: (node: Node) => Node): Node {
    const chosen = this.fromSet(input.name) ?? this.choose(input)?.value;
    this.chosen.add(input.name);
    if (chosen?.kind === 'value' && input.name === 'AWS::Region') this.settleRegion(textValue(chosen.node) ?? '');
    if (chosen?.kind === 'value') return use(chosen.node);
    const reason = chosen === undefined || chosen.kind === 'set' ? `\`${input.name}\` has too many values to try each` : chosen.reason;
    const value = unknown(reason, literal(at), 'open', [{ name: input.name, holds: input.name.startsWith('AWS::') ? 'one' : 'any' }]);
    if (chosen?.kind === 'other') this.excluded.set(value, chosen.not);
    return value;
  }

  /** Whether some file of parameters gives a value for it. The choice among files is made only where that matters. */
  private isInSet(name: string): boolean {
    return this.inputs.sets?.candidates.some(({ value }) => value.kind === 'set' && value.values.has(name)) === true;
  }

  /** What the file of parameters of this world gives; undefined where it leaves the parameter as it is. */
  private fromSet(name: string): Given | undefined {
    const { sets } = this.inputs;
    if (sets === undefined || !this.isInSet(name)) return undefined;
    const chosen = this.choose(sets);
    this.chosen.add(sets.name);
    if (chosen === undefined) return { kind: 'unknown', reason: `\`${name}\` has another value in each of too many files` };
    return chosen.value.kind === 'set' ? chosen.value.values.get(name) : undefined;
  }

  /** Which partition the stack is in, where it makes a difference: a Region of China is in `aws-cn`. */
  private partition(at: Span): string | undefined {
    const compared = this.inputs.pseudo.get('AWS::Partition');
    if (compared !== undefined && compared.candidates.length > 1) return textValue(this.input('AWS::Partition', at) ?? absent(literal(at)));
    const { ledger } = this.place;
    const region = this.inputs.pseudo.get('AWS::Region')?.candidates ?? [];
    // A Region is not chosen for this alone: there may be dozens of them.
    const settled = region.length === 1 && region[0]?.value.kind === 'value' ? region[0].label : ledger.region;
    if (settled !== undefined) return partitionOf(settled);
    ledger.partition = this.choose(partitionInput(this.template.root.origin))?.label;
    return ledger.partition;
  }

  /** A Region and a partition that were chosen each by itself have to go together. */
  private settleRegion(region: string): void {
    const { ledger } = this.place;
    ledger.region = region;
    if (ledger.partition !== undefined && partitionOf(region) !== ledger.partition) this.impossible();
  }

  /** AWS General Reference: `amazonaws.com.cn` in China, `amazonaws.com` elsewhere. */
  private urlSuffix(at: Span): Node {
    const name = this.partition(at);
    if (name === undefined || !partitions.includes(name)) return unknown('`AWS::URLSuffix` depends on the partition', literal(at));
    return scalar(name === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com', { span: at, via: 'parameter' });
  }

  /** A named condition. What cannot be settled is tried both ways. */
  condition(name: string, at: Span): Truth {
    return this.conditions.condition(name, at);
  }

  /** A condition expression: Fn::Equals, And, Or, Not, Condition. */
  decide(node: Node): Truth {
    return this.conditions.decide(node);
  }

  /** Whether `node` is an input that has some other value than `text`. */
  isNot(node: Node, text: string): boolean {
    return this.excluded.get(node)?.has(text) === true;
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
