import type ts from 'typescript';
import type { Problem } from '../../core/problem.js';
import { root, type Origin, type Source } from '../../core/source.js';
import type { Library } from '../library.js';
import type { Module } from './project/modules.js';
import { any, both, NO, since, START, under, type Guards, type Test } from './values/tests.js';
import type { Argument, Effect, External, FunctionValue, How, InstanceValue, ProgramInput, Scalar, UnknownValue, Value } from './values/values.js';

/** Expressions and statements that are looked at in one program: far more than any has, unless it is made to hang. */
const MOST_STEPS = 200_000;
const PASSED_IN_A_STEP = 16;
/** The same in all the ways into a project. */
const MOST_IN_ALL = 5_000_000;
/** Inputs of one project, and members of members of one. */
const MOST_INPUTS = 2_000;
/** Calls within calls. */
const MOST_CALLS = 48;
/** Calls of a function within itself: each that decides anew whether to go on makes twice as much of everything. */
const MOST_TIMES = 4;
/** Externals of one way into a program. */
const MOST_EXTERNALS = 50_000;

/** Thrown where a program takes more than is spent on one; what was found up to there stays. */
export class TooMuch extends Error {
  override readonly name = 'TooMuch';
}

/** Thrown where something is nested deeper than the stack of calls. */
export const isTooDeep = (error: unknown): boolean => error instanceof RangeError && error.message.includes('call stack');

/** What a call of a package does at once, because the program needs its value to go on: `tryGetContext`, `path.join`. */
export type Native = (call: NativeCall, run: Run) => Value | undefined;

export interface NativeCall {
  readonly callee: Value;
  readonly args: readonly Argument[];
  readonly at: Origin;
}

/** One program being evaluated: what is true right now, and what came of it so far. */
export class Run {
  guards: Guards = START;
  /** In the order of their making; those that are calls or made with `new`. */
  readonly made: External[] = [];
  readonly problems: Problem[] = [];
  /** Functions and constructors that were entered. */
  readonly entered = new Set<ts.Node>();
  /** Those that were not entered once more, because calls were nested too deep. */
  readonly refused = new Map<ts.Node, Source>();
  /** Under which the program ends in an error. */
  readonly errors: Guards[] = [];
  /** What held where the statement at hand begins, and under which it ends in an error that a function within it throws. */
  statement: Guards = START;
  thrown: Test = NO;
  /** Whether what goes wrong now is caught. */
  trying = 0;
  readonly modules = new Map<string, Module>();
  /** Functions that are values, and instances of the classes of the program: of each declaration the first. */
  readonly handedOut = new Map<ts.Node, FunctionValue | InstanceValue>();
  private readonly inputs = new Map<string, ProgramInput>();
  private readonly told = new Set<string>();
  private steps = 0;
  private total = 0;
  private madeBefore = 0;
  private calls = 0;
  private orders = 0;
  /** How often each function is being called within itself. */
  private readonly depths = new Map<ts.Node, number>();

  constructor(
    readonly library: Library,
    /** By `module:name` for what a package exports, and `.name` for a method of anything from a package. */
    readonly natives: ReadonlyMap<string, Native>,
    /** Each file is parsed once. */
    readonly parse: (source: Source) => ts.SourceFile,
  ) {}

  /** Counts a step, or as many as there are things that are gone through. It throws `TooMuch`. */
  step(count = 1): void {
    this.steps += count;
    this.total += count;
    if (this.steps > MOST_STEPS) throw new TooMuch();
  }

  /** Counts members, or characters by the hundred, that are gone through in one go: some take no longer than a step. */
  pass(count: number): void {
    this.step(Math.floor(count / PASSED_IN_A_STEP));
  }

  /** What is spent is counted anew. */
  restart(): void {
    this.steps = 0;
    this.madeBefore = this.made.length;
    this.guards = START;
    this.statement = START;
    this.thrown = NO;
  }

  /** How much was evaluated so far. */
  get evaluated(): number {
    return this.total;
  }

  /** Whether as much was spent on the project as is spent on one. */
  get isSpent(): boolean {
    return this.total > MOST_IN_ALL;
  }

  /** Whether another input can be told apart from those that are known. */
  mayHaveInput(name: string): boolean {
    return this.inputs.has(name) || (this.inputs.size < MOST_INPUTS && name.length < 200);
  }

  /** Does something where `test` holds. */
  where<T>(test: Test, work: () => T): T {
    const before = this.guards;
    this.guards = under(before, test);
    try {
      return work();
    } finally {
      this.guards = before;
    }
  }

  /** Tells something that may be met again and again. */
  tell(problem: Problem): void {
    const key = `${problem.span.source.path} ${String(problem.span.start)} ${problem.message}`;
    if (this.told.has(key)) return;
    this.told.add(key);
    this.problems.push(problem);
  }

  /** Runs the body of a function: where it ends in an error, so does what calls it, as far as that is within the statement at hand. */
  calling<E extends { readonly kind: string; readonly test: Test }>(work: () => readonly E[]): readonly E[] {
    const [statement, here] = [this.statement, this.guards];
    const endings = work();
    this.statement = statement;
    for (const { kind, test } of endings) if (kind === 'throw') this.thrown = any(this.thrown, both(since(here, statement), test));
    return endings;
  }

  /** Goes into a function; undefined where calls are too deep, or the function calls itself without end in sight. */
  enter<T>(declaration: ts.Node, source: Source, work: () => T): T | undefined {
    const depth = this.depths.get(declaration) ?? 0;
    if (this.calls >= MOST_CALLS || depth >= MOST_TIMES) {
      this.refused.set(declaration, source);
      return undefined;
    }
    this.entered.add(declaration);
    this.calls++;
    this.depths.set(declaration, depth + 1);
    try {
      return work();
    } finally {
      this.calls--;
      this.depths.set(declaration, depth);
    }
  }

  external(how: How, at: Origin, guards = this.guards): External {
    const made = new Made(how, guards, at);
    if (how.kind === 'new' || how.kind === 'call') {
      if (this.made.length - this.madeBefore >= MOST_EXTERNALS) throw new TooMuch();
      this.made.push(made);
    }
    return made;
  }

  /** Remembers what somebody who is not in view may call. */
  handOut<V extends FunctionValue | InstanceValue>(declaration: ts.Node, value: V): V {
    if (!this.handedOut.has(declaration)) this.handedOut.set(declaration, value);
    return value;
  }

  effect(on: External, effect: Omit<Effect, 'guards' | 'order'>): void {
    const { name, kind, args, at, result } = effect;
    on.effects.push({ name, kind, args, at, result, guards: this.guards, order: this.orders++ });
  }

  /** `outside`: a part of the environment or of a context, where everything may be missing. */
  input(name: string, outside = false, given?: Scalar): ProgramInput {
    const known = this.inputs.get(name) ?? { name, default: given, outside, literals: new Set(), optional: false, tested: false };
    this.inputs.set(name, known);
    return known;
  }

  unknown(reason: string, origin: Origin, input?: ProgramInput): UnknownValue {
    return input === undefined ? { kind: 'unknown', reason, origin } : { kind: 'unknown', reason, origin, input };
  }
}

/** Most have no member that anybody asks for, and most of what is made has no effects. */
class Made implements External {
  private ownMembers: Map<string, External> | undefined;

  readonly effects: Effect[] = [];

  constructor(
    readonly how: How,
    readonly guards: Guards,
    readonly at: Origin,
  ) {}

  get members(): Map<string, External> {
    return (this.ownMembers ??= new Map());
  }
}

/** The source text of an expression on one line, for messages. */
export function labelOf(origin: Origin): string {
  const { source, start, end } = origin.span;
  const text = source.text.slice(start, Math.min(end, start + 200)).replaceAll(/\s+/gu, ' ');
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Tells one unknown value from others. */
export function keyOf(origin: Origin): string {
  const { span } = root(origin);
  return `${span.source.path}:${String(span.start)}:${String(span.end)}`;
}
