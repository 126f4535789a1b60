import { append } from '../../core/long.js';
import { list, map, scalar, type Entry, type Node } from '../../core/node.js';
import type { Problem } from '../../core/problem.js';
import type { Origin } from '../../core/source.js';
import type { Hole, Text } from '../../core/text.js';
import { and, type Truth } from '../../core/truth.js';
import type { Use } from '../../core/unit.js';
import { absent, unknown, type Unknown } from '../../core/value.js';
import type { Choose, Input } from '../../core/worlds.js';
import { compose, piecesOf, type Piece } from '../pieces.js';
import { doneAlike, standingOf, type Done } from './effects.js';
import { answered, expressionInput, inputOf, isUndecided, type Given } from './inputs.js';
import { isValue } from './evaluation/operators.js';
import { partOf, relayed } from './project/places.js';
import type { Asked, Remembered, Trail } from './remembered.js';
import { labelOf } from './run.js';
import { reasonOf, type Answered, type Guards, type Question, type Test } from './values/tests.js';
import { opaque, pieceOf, withPieces } from './values/texts.js';
import type { Argument, Choice, External, Item, ListValue, ObjectValue, Value } from './values/values.js';

export type { Done } from './effects.js';

/** What an external stands for where its value is wanted, such as a policy statement or the ARN of a role; undefined where a table does not know it. */
export type ValueOf = (external: External, place: Origin, resolver: Resolver) => Node | undefined;

/** How a test comes out; there are only so many ways, so that none has to be made. */
interface Weighed {
  readonly truth: Truth;
  readonly undecided: boolean;
  /** By which it is found again. */
  readonly number: number;
  /** In words that tell it from the others. */
  readonly answer: string;
}

const truths: readonly Truth[] = ['yes', 'no', 'maybe'];
const numberOf: Readonly<Record<Truth, number>> = { yes: 0, no: 1, maybe: 2 };
const ways: readonly Weighed[] = [false, true].flatMap((undecided, half) => truths.map((truth, number) => ({ truth, undecided, number: half * truths.length + number, answer: undecided ? `${truth}, undecided` : truth })));
const [SURE, NEVER, PERHAPS] = ways as readonly [Weighed, Weighed, Weighed];

const weighedAs = (truth: Truth, undecided: boolean): Weighed => ways[numberOf[truth] + (undecided ? truths.length : 0)] ?? PERHAPS;

const NOTHING: readonly Done[] = [];

const sureness = ({ truth, undecided }: Weighed): Truth => (truth === 'yes' && undecided ? 'maybe' : truth);

/** What expressions that are asked for are called in all worlds of a unit: each has a name of its own, though two may look the same. */
export class Labels {
  private readonly inputs = new Map<string, Input<Given>>();
  private readonly used = new Set<string>();

  inputOf(key: string, label: string): Input<Given> {
    const known = this.inputs.get(key);
    if (known !== undefined) return known;
    const name = this.used.has(label) ? `${label} (${String(this.inputs.size + 1)})` : label;
    const input = expressionInput(name);
    this.inputs.set(key, input);
    this.used.add(name);
    return input;
  }
}

/** A value nested deeper than any that somebody writes. */
const MOST_DEPTH = 100;

let worlds = 0;

/** What a program has made, in one world. */
export class Resolver {
  private depth = 0;
  private readonly world = ++worlds;
  private readonly doneTo = new Map<External, { readonly of: number; readonly done: readonly Done[]; readonly answer: string }>();
  /** What is asked while something is evaluated that is to be remembered. */
  private trail: Trail | undefined;
  /** Texts that are read as a part of the program: templates that it takes in. */
  readonly uses: Use[] = [];

  constructor(
    private readonly choose: Choose<Given>,
    private readonly valueOf: ValueOf,
    readonly tell: (problem: Problem) => void,
    private readonly labels: Labels,
  ) {}

  /** How a test comes out in this world; `undecided` where it hangs on something that nobody in view decides. Tests share their parts: each is answered once. */
  private weigh(test: Test): Weighed {
    const known = this.weightOf(test);
    if (known !== undefined) return known;
    const first = this.missingFor(test);
    if (first === undefined) return this.weightOf(test) ?? PERHAPS;
    // Each case of a `switch` lies within all before it: what is gone down here may be deeper than the stack of calls.
    const pending: Test[] = [test, first];
    for (let last = pending.at(-1); last !== undefined; last = pending.at(-1)) {
      const next = this.missingFor(last);
      if (next === undefined) pending.pop();
      else pending.push(next);
    }
    return this.weightOf(test) ?? PERHAPS;
  }

  private weightOf(test: Test): Weighed | undefined {
    switch (test.kind) {
      case 'fixed':
        return test.holds ? SURE : NEVER;
      case 'maybe':
        return PERHAPS;
      case 'open':
      case 'if':
        return test.world === this.world ? ways[test.answer] : undefined;
    }
  }

  private answer(of: Answered, answer: number): void {
    of.world = this.world;
    of.answer = answer;
  }

  /** Weighs a test of which all that decides on it is weighed; else tells what has to be weighed first. */
  private missingFor(test: Test): Test | undefined {
    if (this.weightOf(test) !== undefined) return undefined;
    if (test.kind === 'open') this.answer(test, this.asked(test.question).number);
    if (test.kind !== 'if') return undefined;
    const asked = this.weightOf(test.test);
    if (asked === undefined) return test.test;
    // Of both arms only where it is not known which one it is.
    const one = asked.truth === 'no' ? test.otherwise : test.then;
    const other = asked.truth === 'yes' ? test.then : test.otherwise;
    const first = this.weightOf(one);
    if (first === undefined) return one;
    const second = this.weightOf(other);
    if (second === undefined) return other;
    this.answer(test, weighedAs(first.truth === second.truth ? first.truth : 'maybe', asked.undecided || first.undecided || second.undecided).number);
    return undefined;
  }

  private asked(question: Question): Weighed {
    const chosen = this.choose(question.kind === 'expression' ? this.labels.inputOf(question.key, question.label) : inputOf(question.input));
    const answer = chosen === undefined ? undefined : answered(question, chosen.value);
    return weighedAs(answer === undefined ? 'maybe' : answer ? 'yes' : 'no', question.kind === 'true' && isUndecided(question.input));
  }

  /** What `evaluate` comes to, which is not done where the world answers as one before. */
  remembered<T>(memory: Remembered<External, T>, key: External, evaluate: () => T): T {
    return memory.result(key, (asked) => this.answerTo(asked), () => {
      const trail: Trail = new Map();
      this.trail = trail;
      try {
        return { result: evaluate(), trail };
      } finally {
        this.trail = undefined;
      }
    });
  }

  private answerTo({ kind, of }: Asked): string {
    switch (kind) {
      case 'test':
        return this.weigh(of).answer;
      case 'guards':
        return this.exists(of);
      case 'effects':
        this.done(of);
        return this.doneTo.get(of)?.answer ?? '';
    }
  }

  private ask(test: Test): Weighed {
    const weighed = this.weigh(test);
    if (test.kind === 'open' || test.kind === 'if') this.note({ kind: 'test', of: test }, weighed.answer);
    return weighed;
  }

  private note(asked: Asked, answer: string): void {
    if (this.trail !== undefined && !this.trail.has(asked.of)) this.trail.set(asked.of, { asked, answer });
  }

  holds(test: Test): Truth {
    return sureness(this.ask(test));
  }

  private truthOf(test: Test): Truth {
    return sureness(this.weigh(test));
  }

  /**
   * Whether what holds under these guards is there in this world. The outermost are asked first: where one does not hold, what lies
   * within it makes no worlds of its own.
   */
  exists(guards: Guards): Truth {
    if (guards.depth === 0) return 'yes';
    const truth = this.guardedBy(guards);
    this.note({ kind: 'guards', of: guards }, truth);
    return truth;
  }

  private guardedBy(guards: Guards): Truth {
    if (guards.world === this.world) return truths[guards.answer] ?? 'yes';
    const pending: Guards[] = [];
    let at: Guards | undefined = guards;
    for (; at !== undefined && at.depth > 0 && at.world !== this.world; at = at.outer) pending.push(at);
    let truth = at === undefined || at.depth === 0 ? 'yes' : (truths[at.answer] ?? 'yes');
    for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
      if (truth !== 'no') truth = and(truth, this.truthOf(one.test));
      this.answer(one, numberOf[truth]);
    }
    return truth;
  }

  /** Whether it is there in this world, even where that hangs on something that nobody in view decides. */
  supposes(guards: Guards): boolean {
    for (let at: Guards | undefined = guards; at !== undefined; at = at.outer) if (this.ask(at.test).truth !== 'yes') return false;
    return true;
  }

  /** What is done to an external, in order. */
  done(external: External): readonly Done[] {
    const { effects } = external;
    if (effects.length === 0) return NOTHING;
    const alike = doneAlike(external);
    if (alike !== undefined) return alike;
    const before = this.doneTo.get(external);
    const { done, answer } = before?.of === effects.length ? before : this.perform(external);
    this.note({ kind: 'effects', of: external }, answer);
    return done;
  }

  private perform(external: External): { readonly done: readonly Done[]; readonly answer: string } {
    const { effects } = external;
    const done: Done[] = [];
    let answer = '';
    for (const effect of effects) {
      const { test, sure, unsure } = standingOf(effect, external);
      const exists = this.truthOf(test);
      if (exists !== 'no') done.push(exists === 'yes' ? sure : unsure);
      answer += exists.charAt(0);
    }
    const performed = { of: effects.length, done, answer };
    this.doneTo.set(external, performed);
    return performed;
  }

  /** A value without alternatives: the one of this world. Where that is not known, the choice itself. */
  settled(value: Value): Value {
    if (value.kind !== 'choice') return value;
    const arm = this.arm(value);
    return arm === undefined ? value : this.settled(arm);
  }

  private arm(value: Choice): Value | undefined {
    const { truth, undecided } = this.ask(value.test);
    if (truth === 'maybe') return undefined;
    const arm = partOf(value, truth === 'yes' ? value.then : value.otherwise);
    return undecided ? { ...arm, origin: { ...arm.origin, via: 'allowed-value' } } : arm;
  }

  /** The external that a value is; of an instance of a class of the program, what it extends. */
  external(value: Value | undefined): External | undefined {
    const one = value === undefined ? undefined : this.settled(value);
    if (one?.kind === 'external') return one.external;
    return one?.kind === 'instance' ? one.cell.base : undefined;
  }

  /** An argument as a value; undefined where there is none, or none that is known. */
  argument(args: readonly Argument[], index: number): Value | undefined {
    const before = args.slice(0, index + 1);
    return before.some(({ rest }) => rest) ? undefined : before[index]?.value;
  }

  /** A value in the words of whoever takes it: `at` is told where there is none. */
  node(value: Value | undefined, at: Origin): Node {
    if (value === undefined) return absent(at);
    if (this.depth >= MOST_DEPTH) return unknown('it is nested too deep', value.origin);
    this.depth++;
    try {
      return this.resolve(value);
    } finally {
      this.depth--;
    }
  }

  private resolve(value: Value): Node {
    const { origin } = value;
    switch (value.kind) {
      case 'scalar':
        return withPieces(scalar(value.value, origin), value);
      case 'undefined':
        return absent(origin);
      case 'text':
        return this.text(value.parts, origin);
      case 'list':
        return this.list(value);
      case 'object':
        return this.object(value);
      case 'json':
        return this.node(value.value, origin);
      case 'choice': {
        const arm = this.arm(value);
        return arm === undefined ? this.either(value) : this.node(arm, origin);
      }
      case 'external':
        return this.valueOf(value.external, origin, this) ?? unknownAt(value);
      case 'instance':
        return (value.cell.base === undefined ? undefined : this.valueOf(value.cell.base, origin, this)) ?? unknownAt(value);
      case 'unknown':
        return value.input === undefined ? unknown(value.reason, origin) : unknown(value.reason, origin, 'open', [{ name: value.input.name, holds: 'any' }]);
      case 'function':
      case 'class':
        return unknown(`\`${labelOf(origin)}\` is a function`, origin);
    }
  }

  /** Of a value that may be one or the other the reason; where both are the same, that. */
  private either(value: Choice): Node {
    return unknown(reasonOf(value.test), value.origin);
  }

  private list(value: ListValue): Node {
    const items: Node[] = [];
    const unseen: Unknown[] = [];
    for (const item of value.cell.items) {
      const truth = this.holds(item.test);
      if (truth === 'no') continue;
      const node = this.item(value, item);
      if (node.kind === 'absent') continue;
      if (item.rest) unseen.push(node.kind === 'unknown' ? node : unknown('it is not known how many there are', node.origin));
      // Its text is told: it may be one that does not matter.
      else if (truth === 'maybe') unseen.push(unknown(reasonOf(item.test), node.origin, 'open', node.kind === 'scalar' ? [node.text] : node.kind === 'unknown' ? node.text : undefined));
      else items.push(node);
    }
    return list(items, value.origin, unseen);
  }

  private item(whole: ListValue, item: Item): Node {
    return this.node(partOf(whole, item.value), whole.origin);
  }

  private object(value: ObjectValue): Node {
    const entries = new Map<string, Entry>();
    for (const [name, slot] of value.cell.entries) {
      const node = this.node(partOf(value, slot.value), value.origin);
      if (node.kind !== 'absent') entries.set(name, { key: relayed(value.origin, slot.key), value: node });
    }
    return map(entries, value.origin, value.cell.rest.map((part) => unknown(part.reason, part.origin)));
  }

  /** A text with what its parts stand for put in. */
  private text(parts: readonly (Parameters<typeof isValue>[0])[], origin: Origin): Node {
    const pieces: Piece[] = [];
    const holds: (string | Hole)[] = [];
    for (const part of parts) {
      if (!isValue(part)) {
        pieces.push(pieceOf(part));
        holds.push(part.text);
        continue;
      }
      const node = this.node(part, origin);
      const text: Text = node.kind === 'scalar' ? [node.text] : node.kind === 'unknown' ? node.text : [{ name: '?', holds: 'any' }];
      append(holds, text);
      append(pieces, (node.kind === 'scalar' || node.kind === 'unknown' ? piecesOf(node) : [opaque(text, part.origin.span)]));
    }
    const isPlain = holds.every((part) => typeof part === 'string');
    const node = isPlain ? scalar(holds.join(''), origin) : unknown('a part of it is not known here', origin, 'open', holds);
    return compose(node, pieces);
  }
}

const unknownAt = ({ origin }: Value): Unknown => {
  const label = labelOf({ span: origin.span, via: 'literal' });
  return unknown(`\`${label}\` is not known here`, origin, 'open', [{ name: label, holds: 'any' }]);
};
