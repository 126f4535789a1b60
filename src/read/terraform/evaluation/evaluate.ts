import { list, map, scalar, textValue, type Entry, type MapNode, type Node } from '../../../core/node.js';
import { gap, type Problem } from '../../../core/problem.js';
import { literal, onOneLine, textOf, through, type Origin, type Source, type Span } from '../../../core/source.js';
import type { Truth } from '../../../core/truth.js';
import { unknown, type Unknown } from '../../../core/value.js';
import { parseTemplate } from '../../text/hcl/index.js';
import type { Expression } from '../../text/hcl/syntax.js';
import { compose, piecesOf } from '../../pieces.js';
import { documentSyntax, marked } from '../functions/documents.js';
import { call } from './calls.js';
import { loop } from './loops.js';
import { binary, truthOf, unary } from './operators.js';
import { real } from './places.js';
import { ITEM, MAX_COPIED, MAX_DEPTH, MAX_NODES, type Given, type Scope } from './run.js';
import type { Instance } from './instance.js';
import { rendered } from './templates.js';
import { traversal } from './traversal.js';

/** Evaluates expressions of one instance of a module in one world: plain data comes out, in which what could not be settled is unknown, with its reason. */
export class Evaluator {
  constructor(readonly instance: Instance) {}

  evaluate(expression: Expression, scope: Scope): Node {
    const { ledger } = this.instance.run;
    const at = literal(this.at(expression.span));
    if (ledger.depth >= MAX_DEPTH) return unknown('it is nested too deeply', at);
    if (++ledger.nodes > MAX_NODES) return this.tooMuch(at.span);
    ledger.depth++;
    try {
      return this.byKind(expression, scope);
    } finally {
      ledger.depth--;
    }
  }

  private byKind(expression: Expression, scope: Scope): Node {
    switch (expression.kind) {
      case 'literal':
        return scalar(expression.value, literal(real(expression.span)), expression.text);
      case 'template':
        return rendered(expression, scope, this);
      case 'parens':
        return this.evaluate(expression.inner, scope);
      case 'tuple':
        return list(expression.items.map((item) => this.evaluate(item, scope)), literal(real(expression.span)));
      case 'object':
        return this.object(expression, scope);
      case 'conditional':
        return this.conditional(expression, scope);
      case 'unary':
        return unary(expression, scope, this);
      case 'binary':
        return binary(expression, scope, this);
      case 'for':
        return loop(expression, scope, this);
      case 'call':
        return call(expression, scope, this);
      case 'variable':
      case 'getAttr':
      case 'index':
      case 'splat':
        return traversal(expression, scope, this);
      case 'item':
        return scope.locals.get(ITEM) ?? unknown('it stands in no splat', literal(this.at(expression.span)), 'invalid');
      case 'invalid':
        return unknown('it cannot be read', literal(this.at(expression.span)), 'malformed');
    }
  }

  private object(expression: Extract<Expression, { kind: 'object' }>, scope: Scope): Node {
    const entries = new Map<string, Entry>();
    const unseen: Unknown[] = [];
    for (const { key, value } of expression.items) {
      const name: Node = key.kind === 'name' ? scalar(key.text, literal(real(key.span))) : this.evaluate(key, scope);
      const text = textValue(name);
      if (text !== undefined) entries.set(text, { key: literal(real(key.span)), value: this.evaluate(value, scope) });
      else unseen.push(name.kind === 'unknown' ? name : unknown('a key is no text', literal(this.at(key.span))));
    }
    return map(entries, literal(real(expression.span)), unseen);
  }

  private conditional({ condition, whenTrue, whenFalse }: Extract<Expression, { kind: 'conditional' }>, scope: Scope): Node {
    const value = this.evaluate(condition, scope);
    const settled = truthOf(value);
    const decided = settled === 'maybe' ? this.eitherWay(condition.span, scope) : settled;
    switch (decided) {
      case 'yes':
        return this.evaluate(whenTrue, scope);
      case 'no':
        return this.evaluate(whenFalse, scope);
      case 'maybe':
        return unknown(value.kind === 'unknown' ? value.reason : 'a condition is not settled', literal(this.at(condition.span)));
    }
  }

  /** What cannot be settled is tried both ways; the same condition comes out the same wherever it stands in an instance. */
  private eitherWay(span: Span, scope: Scope): Truth {
    const text = textOf(real(span)).replaceAll(/\s+/gu, ' ').trim();
    const shown = text.length > 60 ? `${text.slice(0, 57)}...` : text;
    const at = literal(real(span));
    const candidates = [true, false].map((value) => ({ value: { kind: 'value', node: scalar(value, at) } as const, label: String(value), default: false }));
    const chosen = this.instance.run.choose({ name: `${this.instance.prefix === '' ? '' : `${this.instance.prefix.slice(0, -1)}: `}${shown}${scope.instance}`, candidates });
    this.instance.run.ledger.guessed ||= chosen !== undefined;
    return chosen === undefined ? 'maybe' : chosen.label === 'true' ? 'yes' : 'no';
  }

  /** The place to point at for an expression: all of it where it stands on one line. */
  at(span: Span): Span {
    return onOneLine(real(span));
  }

  tell(problem: Problem): void {
    this.instance.run.ledger.problems.push(problem);
  }

  /** A value that a resource is made with. What fails in it is told, where it fails whatever is chosen. */
  settled(expression: Expression, scope: Scope): Node {
    const value = this.evaluate(expression, scope);
    const failure = this.instance.run.ledger.guessed ? undefined : failureIn(value);
    if (failure !== undefined) this.tell(gap(`This has no value: ${failure.reason}`, onOneLine(failure.origin.span)));
    return value;
  }

  /** What is referred to and declared nowhere: no configuration with it can be applied, whatever is chosen. */
  undeclared(what: string, at: Span): Unknown {
    this.tell(gap(`There is no ${what} here`, at));
    return unknown(`there is no ${what}`, literal(at), 'malformed');
  }

  /** Told once in a world, at what would have been evaluated next. */
  tooMuch(at: Span): Unknown {
    const { ledger } = this.instance.run;
    if (!ledger.full) this.tell(gap('The configuration is too large to evaluate all of it', at));
    ledger.full = true;
    return unknown('the configuration is too large to evaluate', literal(at));
  }

  unread(name: string, span: Span): Unknown {
    this.tell(gap(`\`${name}\` is not evaluated: what it yields is unknown`, this.at(span)));
    return unknown(`\`${name}\` is not evaluated`, literal(this.at(span)));
  }

  /** The value of an input in this world. */
  given(given: Given | undefined, name: string, at: Origin, use: (node: Node) => Node): Node {
    if (given?.kind === 'value') return use(given.node);
    const value = unknown(given === undefined ? `\`${name}\` has too many values to try each` : given.reason, at, 'open', [{ name, holds: 'any' }]);
    if (given?.kind === 'other') {
      excluded.set(value, given.not);
      this.instance.run.ledger.guessed = true;
    }
    return value;
  }

  /** Whether `node` is an input that has some other value than `text`. */
  isNot(node: Node, text: string): boolean {
    return excluded.get(node)?.has(text) === true;
  }

  /** A template in a file, with nothing in scope but `variables`. */
  render(template: Source, variables: MapNode): Node {
    const { expression, problems } = parseTemplate(template);
    problems.forEach((problem) => { this.tell(problem); });
    return this.evaluate(expression, { locals: new Map([...variables.entries].map(([name, { value }]) => [name, value])), instance: '' });
  }
}

/** Inputs that are some other value than these: equal to none of them. */
const excluded = new WeakMap<Node, ReadonlySet<string>>();

/**
 * A value used at `at` that was written elsewhere: every scalar in it leads back to where that is. A document is a
 * declaration of its own: what is in it stands where it is written. Values in values double, so that there is an end to it.
 */
export function usedAt(node: Node, at: Span, via: Origin['via'], evaluator: Evaluator): Node {
  const origin = through(at, via, node.origin);
  if (++evaluator.instance.run.ledger.copied > MAX_COPIED) return evaluator.tooMuch(at);
  if (documentSyntax(node) !== undefined) return marked({ ...node, origin }, node);
  const inner = (value: Node): Node => usedAt(value, at, via, evaluator);
  switch (node.kind) {
    case 'list':
      return marked({ ...node, items: node.items.map(inner), origin }, node);
    case 'map':
      return { ...node, entries: new Map([...node.entries].map(([key, entry]) => [key, { key: entry.key, value: inner(entry.value) }])), origin };
    case 'scalar':
      return node.text.includes('{') ? compose({ ...node, origin }, piecesOf(node)) : { ...node, origin };
    case 'unknown': {
      const copy = node.text.length > 1 ? compose({ ...node, origin }, piecesOf(node)) : { ...node, origin };
      const others = excluded.get(node);
      if (others !== undefined) excluded.set(copy, others);
      return copy;
    }
    case 'absent':
      return { ...node, origin };
  }
}

/** What fails for sure in a value that is used: Terraform refuses it. */
function failureIn(start: Node): Unknown | undefined {
  const seen = new Set<Node>();
  const pending: Node[] = [start];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind === 'unknown' && node.nature === 'invalid') return node;
    if ((node.kind !== 'list' && node.kind !== 'map') || seen.has(node)) continue;
    seen.add(node);
    // One by one: a list may be longer than a call takes arguments.
    if (node.kind === 'list') for (const item of node.items) pending.push(item);
    else for (const { value } of node.entries.values()) pending.push(value);
    for (const one of node.unseen) pending.push(one);
  }
  return undefined;
}
