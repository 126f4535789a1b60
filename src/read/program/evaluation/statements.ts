import * as ts from 'typescript';
import { append } from '../../../core/long.js';
import { gap } from '../../../core/problem.js';
import { onOneLine, type Origin } from '../../../core/source.js';
import { bindPattern } from './assignments.js';
import { classOf } from './classes.js';
import { evaluate, itemsOf } from './expressions.js';
import { functionOf } from './functions.js';
import { DEFAULT_NAME, exportDefault } from '../project/modules.js';
import { chosen, equalityOf, truthOf } from './operators.js';
import { placeOf } from '../project/places.js';
import { labelOf, type Run } from '../run.js';
import { declare, lookup, within, type Scope } from '../values/scope.js';
import { any, both, isNo, isYes, maybe, NO, not, YES, type Test } from '../values/tests.js';
import { enumOf } from './enums.js';
import type { Value } from '../values/values.js';

/** How a statement ends, other than by its end, and when; `test` counts from what held before it. */
export interface Ending {
  readonly kind: 'return' | 'break' | 'continue' | 'throw';
  readonly test: Test;
  readonly value: Value | undefined;
  readonly label: string | undefined;
}

type Endings = readonly Ending[];

/** Times that a loop over something known is gone through. */
const MOST_TURNS = 1000;

/** Statements in order, in a scope of their own caller: what they declare is declared there. */
export function execute(statements: readonly ts.Statement[], scope: Scope, run: Run): Endings {
  hoist(statements, scope, run);
  const before = run.guards;
  const endings: Ending[] = [];
  for (const statement of statements) {
    const found = withErrors(statement, scope, run);
    if (found.length === 0) continue;
    append(endings, found);
    const over = found.reduce((test, ending) => any(test, ending.test), NO);
    if (isYes(over)) break;
    run.guards = guardedBy(run, not(over));
  }
  run.guards = before;
  return endings;
}

/** How a statement ends, errors of the functions that it calls among it. */
function withErrors(statement: ts.Statement, scope: Scope, run: Run): Endings {
  const [outer, before] = [run.thrown, run.statement];
  run.thrown = NO;
  run.statement = run.guards;
  const found = perform(statement, scope, run);
  const { thrown } = run;
  run.thrown = outer;
  run.statement = before;
  return isNo(thrown) ? found : [{ kind: 'throw', test: thrown, value: undefined, label: undefined }, ...found];
}

const guardedBy = (run: Run, test: Test): Run['guards'] => run.where(test, () => run.guards);

export const executeBody = (body: ts.Block, scope: Scope, run: Run): Endings => execute(body.statements, within(scope), run);

/** What a function gives that ends so. */
export function resultOf(endings: Endings, otherwise: Value, place: Origin): Value {
  let result = otherwise;
  for (const { kind, test, value } of [...endings].reverse()) {
    if (kind === 'return') result = chosen(test, value ?? { kind: 'undefined', origin: place }, result, place);
  }
  return result;
}

/** Functions are there before the statements around them. */
function hoist(statements: readonly ts.Statement[], scope: Scope, run: Run): void {
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement) && statement.body !== undefined) declare(scope, statement.name?.text ?? DEFAULT_NAME, functionOf(statement, scope, undefined), run.guards);
  }
}

function perform(statement: ts.Statement, scope: Scope, run: Run): Endings {
  run.step();
  return performers.get(statement.kind)?.(statement as never, scope, run) ?? [];
}

type Perform<S extends ts.Statement> = (statement: S, scope: Scope, run: Run) => Endings;

const ended = (kind: Ending['kind'], value: Value | undefined, label: string | undefined): Endings => [{ kind, test: YES, value, label }];

/** By the kind of the statement: there are too many to ask one after the other. */
const performers: ReadonlyMap<ts.SyntaxKind, Perform<never>> = new Map<ts.SyntaxKind, Perform<never>>([
  [ts.SyntaxKind.VariableStatement, (statement: ts.VariableStatement, scope, run) => declared(statement.declarationList, scope, run, isAmbient(statement))],
  [ts.SyntaxKind.ExpressionStatement, ({ expression }: ts.ExpressionStatement, scope, run) => done(() => evaluate(expression, scope, run))],
  [ts.SyntaxKind.ReturnStatement, ({ expression }: ts.ReturnStatement, scope, run) => ended('return', expression === undefined ? undefined : evaluate(expression, scope, run), undefined)],
  [ts.SyntaxKind.IfStatement, (statement: ts.IfStatement, scope, run) => branches(truthOf(evaluate(statement.expression, scope, run)), statement.thenStatement, statement.elseStatement, scope, run)],
  [ts.SyntaxKind.Block, ({ statements }: ts.Block, scope, run) => execute(statements, within(scope), run)],
  [ts.SyntaxKind.ClassDeclaration, (statement: ts.ClassDeclaration, scope, run) => done(() => {
    declare(scope, statement.name?.text ?? DEFAULT_NAME, classOf(statement, scope, run), run.guards);
  })],
  [ts.SyntaxKind.EnumDeclaration, (statement: ts.EnumDeclaration, scope, run) => done(() => {
    declare(scope, statement.name.text, enumOf(statement, scope, run), run.guards);
  })],
  [ts.SyntaxKind.ForOfStatement, forOf],
  [ts.SyntaxKind.ForInStatement, forIn],
  [ts.SyntaxKind.ForStatement, forLoop],
  [ts.SyntaxKind.WhileStatement, ({ expression, statement }: ts.WhileStatement, scope, run) => whileLoop(expression, statement, false, scope, run)],
  [ts.SyntaxKind.DoStatement, ({ expression, statement }: ts.DoStatement, scope, run) => whileLoop(expression, statement, true, scope, run)],
  [ts.SyntaxKind.SwitchStatement, switched],
  [ts.SyntaxKind.TryStatement, tried],
  [ts.SyntaxKind.ThrowStatement, thrown],
  [ts.SyntaxKind.BreakStatement, ({ label }: ts.BreakStatement) => ended('break', undefined, label?.text)],
  [ts.SyntaxKind.ContinueStatement, ({ label }: ts.ContinueStatement) => ended('continue', undefined, label?.text)],
  [ts.SyntaxKind.LabeledStatement, ({ statement, label: { text } }: ts.LabeledStatement, scope, run) => perform(statement, scope, run).filter(({ kind, label }) => kind !== 'break' || label !== text)],
  [ts.SyntaxKind.ExportAssignment, (statement: ts.ExportAssignment, scope, run) => done(() => {
    exportDefault(statement, scope, run);
  })],
  [ts.SyntaxKind.ModuleDeclaration, (statement: ts.ModuleDeclaration, scope, run) => (statement.body !== undefined && ts.isModuleBlock(statement.body) ? namespace(statement, statement.body, scope, run) : [])],
]);

function done(work: () => unknown): Endings {
  work();
  return [];
}

/** `declare const x`: it has its value from elsewhere. */
const isAmbient = (statement: ts.VariableStatement): boolean => (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword);

function declared({ declarations }: ts.VariableDeclarationList, scope: Scope, run: Run, ambient = false): Endings {
  for (const { name, initializer } of declarations) {
    const place = placeOf(name, scope.module);
    const value: Value = ambient ? run.unknown(`\`${labelOf(place)}\` has its value from elsewhere`, place) : initializer === undefined ? { kind: 'undefined', origin: place } : evaluate(initializer, scope, run);
    bindPattern(name, value, scope, run);
  }
  return [];
}

function branches(test: Test, then: ts.Statement, otherwise: ts.Statement | undefined, scope: Scope, run: Run): Endings {
  const taken = isNo(test) ? [] : run.where(test, () => perform(then, scope, run));
  const other = otherwise === undefined || isYes(test) ? [] : run.where(not(test), () => perform(otherwise, scope, run));
  return [...conditional(taken, test), ...conditional(other, not(test))];
}

const conditional = (endings: Endings, test: Test): Endings => endings.map((ending) => ({ ...ending, test: both(test, ending.test) }));

/** One turn of a loop after the other. `turns` gives for each what holds in it, and the scope in which it runs. */
function loop(turns: Iterable<{ readonly test: Test; readonly scope: Scope }>, body: ts.Statement, run: Run, after: (scope: Scope) => void = () => undefined): Endings {
  const before = run.guards;
  const left: Ending[] = [];
  for (const turn of turns) {
    const endings = run.where(turn.test, () => {
      const found = perform(body, turn.scope, run);
      after(turn.scope);
      return found;
    });
    const leaving = conditional(endings, turn.test).filter(({ kind }) => kind !== 'continue');
    append(left, leaving);
    const over = leaving.reduce((test, ending) => any(test, ending.test), NO);
    if (isYes(over)) break;
    run.guards = guardedBy(run, not(over));
  }
  run.guards = before;
  return left.filter(({ kind, label }) => kind !== 'break' || label !== undefined);
}

function forOf({ initializer, expression, statement }: ts.ForOfStatement, outer: Scope, run: Run): Endings {
  const items = itemsOf(evaluate(expression, outer, run), run);
  const place = placeOf(expression, outer.module);
  if (items.length > MOST_TURNS) tellLeft(place, run);
  return loop(turnsOf(items.slice(0, MOST_TURNS)), statement, run);
  function* turnsOf(all: typeof items): Iterable<{ readonly test: Test; readonly scope: Scope }> {
    for (const { value, test, rest } of all) {
      const scope = within(outer);
      const one = rest ? run.unknown(`\`${labelOf(place)}\` is not known here`, place) : value;
      if (ts.isVariableDeclarationList(initializer)) for (const { name } of initializer.declarations) bindPattern(name, one, scope, run);
      yield { test: rest ? both(test, maybe(`\`${labelOf(place)}\` is not known here`)) : test, scope };
    }
  }
}

function forIn({ initializer, expression, statement }: ts.ForInStatement, outer: Scope, run: Run): Endings {
  const holder = evaluate(expression, outer, run);
  const place = placeOf(expression, outer.module);
  const names: readonly (string | undefined)[] = holder.kind === 'object' && holder.cell.rest.length === 0 ? [...holder.cell.entries.keys()] : holder.kind === 'list' ? holder.cell.items.map((_, index) => String(index)) : [undefined];
  if (names.length > MOST_TURNS) tellLeft(place, run);
  const turns = names.slice(0, MOST_TURNS).map((name) => {
    const scope = within(outer);
    const value: Value = name === undefined ? run.unknown(`\`${labelOf(place)}\` is not known here`, place) : { kind: 'scalar', value: name, origin: place };
    if (ts.isVariableDeclarationList(initializer)) for (const declaration of initializer.declarations) bindPattern(declaration.name, value, scope, run);
    return { test: name === undefined ? maybe(`\`${labelOf(place)}\` is not known here`) : YES, scope };
  });
  return loop(turns, statement, run);
}

function forLoop({ initializer, condition, incrementor, statement }: ts.ForStatement, outer: Scope, run: Run): Endings {
  const head = within(outer);
  if (initializer !== undefined) {
    if (ts.isVariableDeclarationList(initializer)) declared(initializer, head, run);
    else evaluate(initializer, head, run);
  }
  return loop(conditionTurns(condition, head, run), statement, run, () => incrementor !== undefined && evaluate(incrementor, head, run));
}

const whileLoop = (condition: ts.Expression, body: ts.Statement, first: boolean, scope: Scope, run: Run): Endings => loop(conditionTurns(condition, scope, run, first), body, run);

/** A loop is not followed to its end: what it makes from there on is not seen. */
function tellLeft(place: Origin, run: Run): void {
  run.tell(gap(`This loop is followed for ${String(MOST_TURNS)} turns: what more it makes is not checked`, onOneLine(place.span)));
}

/** Turns as long as a condition surely holds; where it is not known, one that may be or not. */
function* conditionTurns(condition: ts.Expression | undefined, scope: Scope, run: Run, first = false): Iterable<{ readonly test: Test; readonly scope: Scope }> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const test = condition === undefined || (first && turn === 0) ? YES : truthOf(evaluate(condition, scope, run));
    if (isNo(test)) return;
    if (!isYes(test)) {
      yield { test: maybe('how often a loop is gone through is not known here'), scope: within(scope) };
      return;
    }
    yield { test, scope: within(scope) };
  }
  // Without a condition a loop is left from within.
  if (condition !== undefined) tellLeft(placeOf(condition, scope.module), run);
}

function switched({ expression, caseBlock }: ts.SwitchStatement, outer: Scope, run: Run): Endings {
  const scope = within(outer);
  const value = evaluate(expression, scope, run);
  const before = run.guards;
  const { clauses } = caseBlock;
  const tests = clauses.map((clause) => (ts.isCaseClause(clause) ? equalityOf(value, evaluate(clause.expression, scope, run), placeOf(clause.expression, scope.module), run) : NO));
  const none = tests.reduce((test, one) => both(test, not(one)), YES);
  const endings: Ending[] = [];
  let entered: Test = NO;
  let missed: Test = YES;
  for (const [index, clause] of clauses.entries()) {
    const own = tests[index] ?? NO;
    // What is done in a clause hangs on all that were passed by.
    if (missed.kind !== 'fixed') run.step(Math.floor(index / 2));
    // From one clause the next is fallen into, unless it ends.
    entered = ts.isDefaultClause(clause) ? any(entered, none) : any(entered, both(missed, own));
    missed = both(missed, not(own));
    if (isNo(entered)) continue;
    const found = conditional(run.where(entered, () => execute(clause.statements, scope, run)), entered);
    append(endings, found);
    const over = found.reduce((test, ending) => any(test, ending.test), NO);
    entered = both(entered, not(over));
  }
  run.guards = before;
  return endings.filter(({ kind, label }) => kind !== 'break' || label !== undefined);
}

function tried({ tryBlock, catchClause, finallyBlock }: ts.TryStatement, scope: Scope, run: Run): Endings {
  run.trying += catchClause === undefined ? 0 : 1;
  const endings = execute(tryBlock.statements, within(scope), run);
  run.trying -= catchClause === undefined ? 0 : 1;
  const failing = endings.filter(({ kind }) => kind === 'throw').reduce((test, ending) => any(test, ending.test), NO);
  const caught: Ending[] = [];
  if (catchClause !== undefined) {
    const own = within(scope);
    const place = placeOf(catchClause, scope.module);
    if (catchClause.variableDeclaration !== undefined) bindPattern(catchClause.variableDeclaration.name, run.unknown('it is what went wrong', place), own, run);
    // What packages do may fail at any time.
    const test = isYes(failing) ? YES : any(failing, maybe('whether something goes wrong is not known here'));
    append(caught, conditional(run.where(test, () => execute(catchClause.block.statements, own, run)), test).filter(({ kind, test: when }) => kind !== 'throw' || isYes(when)));
  }
  const left = [...endings.filter(({ kind }) => kind !== 'throw' || catchClause === undefined), ...caught];
  return finallyBlock === undefined ? left : [...left, ...execute(finallyBlock.statements, within(scope), run)];
}

function thrown(statement: ts.ThrowStatement, scope: Scope, run: Run): Endings {
  evaluate(statement.expression, scope, run);
  if (run.trying === 0) run.errors.push(run.guards);
  return [{ kind: 'throw', test: YES, value: undefined, label: undefined }];
}

/** What a namespace exports, as an object. */
function namespace(statement: ts.ModuleDeclaration, body: ts.ModuleBlock, scope: Scope, run: Run): Endings {
  const own = within(scope);
  execute(body.statements, own, run);
  const place = placeOf(statement.name, scope.module);
  const before = lookup(scope, statement.name.text)?.value;
  const entries = new Map(before?.kind === 'object' ? before.cell.entries : []);
  for (const [name, { value }] of own.names) if (value !== undefined) entries.set(name, { key: place, value, getter: false });
  declare(scope, statement.name.text, { kind: 'object', cell: { entries, rest: [], made: run.guards }, origin: place }, run.guards);
  return [];
}

