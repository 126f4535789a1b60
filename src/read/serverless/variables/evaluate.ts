import { append } from '../../../core/long.js';
import { list, map, scalar, textValue, type Entry, type ListNode, type MapNode, type Node, type ScalarNode } from '../../../core/node.js';
import { gap, type Problem } from '../../../core/problem.js';
import { literal, onOneLine, through, type Source as Text, type Span } from '../../../core/source.js';
import type { Use } from '../../../core/unit.js';
import { unknown } from '../../../core/value.js';
import { Impossible } from '../../../core/worlds.js';
import type { Library } from '../../library.js';
import { within } from '../../text/within.js';
import { Choices, Turns, type Dependence } from './choices.js';
import { found, type Outcome } from './lookup.js';
import { sourceOf } from './sources.js';
import { isElsewhere, isResource } from './statements.js';
import { substitution } from './substitution.js';
import { hasVariables, partsOf, type Part, type Source, type Variable } from './syntax.js';
import { Provenance, slice } from './texts.js';

/** A service, as it is written. */
export interface Service {
  readonly root: MapNode;
  readonly source: Text;
  readonly library: Library;
  /** Values of inputs that the user gives, by their names: `opt:stage`. */
  readonly given: ReadonlyMap<string, string>;
  /** Variables are written in a way of their own (`variableSyntax`), which is not followed. */
  readonly ownSyntax: boolean;
}

/** What one world has cost so far, and what was found out in it. */
export interface Ledger {
  depth: number;
  nodes: number;
  readonly problems: Problem[];
  readonly uses: Use[];
}

export const emptyLedger = (): Ledger => ({ depth: 0, nodes: 0, problems: [], uses: [] });

/** Values in values. Serverless gives up at ten; Node's default stack holds this. */
const MAX_DEPTH = 200;
/** As for templates: the largest legal one has fewer than 300,000 nodes. */
const MAX_NODES = 1_000_000;

/** The variables of a service as they are if nobody chooses anything. Nothing is told of them. */
export const byDefault = (service: Service, ledger = emptyLedger()): Variables =>
  new Variables(service, new Choices(new Turns(), ({ candidates }) => candidates[0], new Map(), new Set()), ledger, true);

/** Where variables are written in another way: what looks like the inside of one. */
const INSIDE = /\b(?:self|opt|env|file|cf|s3|ssm|sls|param|strToBool)\s*[:(.]/u;

/** Evaluates the variables of a service in one world: plain data comes out, in which what could not be settled is unknown, with its reason. */
export class Variables {
  readonly provenance = new Provenance();
  private readonly values = new Map<Node, Node>();
  private readonly expanded = new Map<Node, Node>();
  private readonly pending = new Set<Node>();

  constructor(
    readonly service: Service,
    readonly choices: Choices,
    readonly ledger: Ledger,
    /** Looks only what holds by default: nothing is told, noted or dropped. */
    private readonly isTrial: boolean,
  ) {}

  /** What a node stands for: variables within what it stands for stay as they are. */
  value(node: Node): Node {
    if (node.kind !== 'scalar' || typeof node.value !== 'string') return node;
    if (this.service.ownSyntax && INSIDE.test(node.text)) return unknown('variables are written in a syntax of their own', node.origin);
    if (!hasVariables(node.text)) return node;
    const known = this.values.get(node);
    if (known !== undefined) return known;
    const value = this.bounded(node, () => this.resolved(node));
    this.values.set(node, value);
    return value;
  }

  /** The same with all that is in it. */
  expand(node: Node): Node {
    switch (node.kind) {
      case 'scalar': {
        const value = this.value(node);
        const expanded = value.kind === 'list' || value.kind === 'map' ? this.expand(value) : value;
        return expanded.kind === 'list' && isFlat(expanded) ? this.usedAt(expanded, node.origin.span) : expanded;
      }
      case 'list':
      case 'map': {
        const known = this.expanded.get(node);
        if (known !== undefined) return known;
        const expanded = this.bounded(node, () => (node.kind === 'list' ? this.expandedList(node) : this.expandedMap(node)));
        this.expanded.set(node, expanded);
        return expanded;
      }
      case 'unknown':
      case 'absent':
        return node;
    }
  }

  private expandedList(node: ListNode): Node {
    return list(node.items.map((item) => this.expand(item)), node.origin, node.unseen);
  }

  private expandedMap(node: MapNode): Node {
    const entries = new Map<string, Entry>();
    const leavesResources = isElsewhere(node, this);
    for (const [name, { key, value }] of node.entries) {
      const expanded = leavesResources && isResource(name) ? value : this.expand(value);
      entries.set(name, { key, value: name === 'Fn::Sub' ? substitution(expanded) : expanded });
    }
    return map(entries, node.origin, node.unseen);
  }

  /** Does not follow circles, nor what is nested too deeply or grows too large. */
  private bounded(node: Node, work: () => Node): Node {
    const { ledger } = this;
    const at = onOneLine(node.origin.span);
    if (this.pending.has(node)) return this.refused('This variable refers to itself: Serverless refuses it', 'a variable refers to itself', at);
    if (ledger.depth >= MAX_DEPTH) return this.refused('Variables are nested too deeply here: what they stand for is unknown', 'variables are nested too deeply', at);
    if (!this.spend(1)) return this.refused('The service is too large to evaluate: not all of it is read', 'the service is too large to evaluate', at);
    this.pending.add(node);
    try {
      return this.deeper(work) ?? node;
    } finally {
      this.pending.delete(node);
    }
  }

  /** One level deeper; undefined where that is too deep. */
  deeper<T>(work: () => T): T | undefined {
    if (this.ledger.depth >= MAX_DEPTH) return undefined;
    this.ledger.depth++;
    try {
      return work();
    } finally {
      this.ledger.depth--;
    }
  }

  private refused(message: string, reason: string, at: Span): Node {
    this.tell(gap(message, at));
    return unknown(reason, literal(at));
  }

  /** Counts work; false once it is too much. */
  spend(nodes: number): boolean {
    this.ledger.nodes += nodes;
    return this.ledger.nodes <= MAX_NODES;
  }

  /** One problem for each place: the first knows best. */
  tell(problem: Problem): void {
    const { problems } = this.ledger;
    const isTold = problems.some(({ span }) => span.source === problem.span.source && span.start === problem.span.start && span.end === problem.span.end);
    if (!this.isTrial && !isTold) problems.push(problem);
  }

  noteUse(of: Text, at: Span): void {
    if (!this.ledger.uses.some((use) => use.of === of && use.at.span.start === at.start)) this.ledger.uses.push({ of, at: literal(at) });
  }

  turns(dependence: Dependence, texts: Iterable<string>): void {
    if (!this.isTrial) this.choices.turns.add(dependence, texts);
  }

  private resolved(node: ScalarNode): Node {
    const parts = partsOf(node.text);
    if (parts === undefined) return unknown('a variable is not written as it should be', node.origin);
    const [only] = parts;
    if (parts.length === 1 && only?.kind === 'variable') return this.variable(only, node, node.origin.span);
    return this.text(parts, node);
  }

  /** A text with its variables filled in. */
  text(parts: readonly Part[], node: ScalarNode): Node {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return this.part(only, node);
    return this.provenance.joined(node, parts.map((part) => this.part(part, node)));
  }

  private part(part: Part, node: ScalarNode): Node {
    return part.kind === 'verbatim' ? slice(node, part.start, part.end) : this.variable(part, node, within(node, part.start, part.end));
  }

  /** The value of the first source that has one. */
  private variable({ sources }: Variable, node: ScalarNode, at: Span): Node {
    const asked: string[] = [];
    let last: Outcome | undefined;
    for (const [index, source] of sources.entries()) {
      last = this.sourceValue(source, sources.slice(index + 1), node, at);
      if (last.kind === 'found') return this.usedHere(last.node, at, asked);
      append(asked, last.asked);
    }
    if (last?.kind !== 'missing') return unknown('a variable is not written as it should be', literal(at));
    // Serverless does not deploy then; under another choice it may.
    if (last.turns && !this.isTrial) throw new Impossible();
    return unknown(last.reason, literal(at));
  }

  private sourceValue(source: Source, others: readonly Source[], node: ScalarNode, at: Span): Outcome {
    if (source.kind === 'literal') return found(scalar(source.value, literal(at)));
    return sourceOf({ lookup: source, others, node, at }, this);
  }

  /** What `${...}` would stand for at a place. */
  written(text: string, at: Span): Node {
    return this.resolved(scalar(text, literal(at)));
  }

  /** What the sources yield by default, in words. */
  label(sources: readonly Source[], node: ScalarNode, at: Span): string {
    const trial = byDefault(this.service, this.ledger);
    return textValue(trial.variable({ kind: 'variable', start: 0, end: 0, sources }, node, at)) ?? 'not given';
  }

  /** A single value leads back from where it is used; a structure is told of where it is written. */
  private usedHere(node: Node, at: Span, asked: readonly string[]): Node {
    if (node.kind === 'map' || node.kind === 'list') return node;
    const { provenance } = this;
    const origin = node.origin.span === at ? node.origin : through(at, 'reference', node.origin);
    const dependences = [...asked.map((input) => ({ input, before: '', after: '' })), ...provenance.of(node)];
    return provenance.note({ ...node, origin }, dependences, provenance.isOther(node));
  }

  private usedAt(node: ListNode, at: Span): Node {
    this.spend(node.items.length);
    return list(node.items.map((item) => this.provenance.moved(item, through(at, 'reference', item.origin))), through(at, 'reference', node.origin), node.unseen);
  }
}

const isFlat = ({ items }: ListNode): boolean => items.every(({ kind }) => kind === 'scalar' || kind === 'unknown');
