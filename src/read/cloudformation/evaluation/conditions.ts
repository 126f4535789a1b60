import { nameIn, scalar, textValue, type Node } from '../../../core/node.js';
import { gap } from '../../../core/problem.js';
import { onOneLine, type Origin, type Span } from '../../../core/source.js';
import { all, any, not, truth, type Truth } from '../../../core/truth.js';
import type { Choose } from '../../../core/worlds.js';
import type { Evaluator } from './evaluate.js';
import type { Given } from '../inputs/inputs.js';
import { MAX_DEPTH } from '../stacks/place.js';
import { argumentsOf, callOf, type Call } from '../template.js';

/** The conditions of one template in one world. Template Reference, "Condition functions". */
export class Conditions {
  private readonly settled = new Map<string, Truth>();
  private readonly pending = new Set<string>();

  constructor(
    private readonly evaluator: Evaluator,
    private readonly choose: Choose<Given>,
  ) {}

  /** A named condition. What cannot be settled is tried both ways. */
  condition(name: string, at: Span): Truth {
    const known = this.settled.get(name);
    if (known !== undefined) return known;
    const entry = this.evaluator.template.conditions.get(name);
    if (entry === undefined || this.pending.has(name)) {
      this.evaluator.tell(gap(entry === undefined ? `There is no condition \`${name}\`` : `Condition \`${name}\` refers to itself`, at));
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
    const chosen = this.choose({ name: `condition ${this.evaluator.place.scope}${name}`, candidates });
    return chosen === undefined ? 'maybe' : truth(chosen.label === 'true');
  }

  /** A condition expression: Fn::Equals, And, Or, Not, Condition. */
  decide(node: Node): Truth {
    if (node.kind === 'map' && node.entries.size === 1 && node.entries.has('Condition')) {
      const name = nameIn(node.entries.get('Condition')?.value ?? node);
      return name === undefined ? 'maybe' : this.condition(name, onOneLine(node.origin.span));
    }
    const call = callOf(node);
    const { ledger } = this.evaluator.place;
    if (call === undefined || ledger.depth >= MAX_DEPTH) return 'maybe';
    ledger.depth++;
    try {
      return this.decideCall(call);
    } finally {
      ledger.depth--;
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
    const [a = left, b = right] = this.evaluator.deciding([left, right]);
    return this.same(a, b);
  }

  private same(a: Node, b: Node): Truth {
    const left = textValue(a);
    const right = textValue(b);
    if (left !== undefined && right !== undefined) return truth(left === right);
    if ((right !== undefined && this.evaluator.isNot(a, right)) || (left !== undefined && this.evaluator.isNot(b, left))) return 'no';
    if (a.kind === 'list' && b.kind === 'list' && a.unseen.length + b.unseen.length === 0) {
      if (a.items.length !== b.items.length) return 'no';
      return all(a.items.map((item, index) => this.same(item, b.items[index] ?? item)));
    }
    return 'maybe';
  }
}
