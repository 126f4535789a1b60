import * as ts from 'typescript';
import type { Origin } from '../../../core/source.js';
import { evaluate, nameOf, shortened, spreadInto } from './expressions.js';
import { elementOf, member } from './members.js';
import { writtenName } from './literals.js';
import { computed, nullishOf, overChoices, truthOf } from './operators.js';
import { at, partOf, placeOf } from '../project/places.js';
import { labelOf, type Run } from '../run.js';
import { declare, lookup, replaced, type Scope } from '../values/scope.js';
import { both, either, isNo, isYes, maybe, NO, not, since, type Guards, type Test } from '../values/tests.js';
import type { External, Item, ListCell, ObjectCell, Value } from '../values/values.js';

/** A value that goes to a place: `x`, `x.y`, `x[y]`, or a pattern. */
interface Step {
  readonly left: ts.Expression;
  readonly value: Value;
}

const operators: ReadonlyMap<ts.SyntaxKind, ts.SyntaxKind> = new Map([
  [ts.SyntaxKind.PlusEqualsToken, ts.SyntaxKind.PlusToken],
  [ts.SyntaxKind.MinusEqualsToken, ts.SyntaxKind.MinusToken],
  [ts.SyntaxKind.AsteriskEqualsToken, ts.SyntaxKind.AsteriskToken],
  [ts.SyntaxKind.SlashEqualsToken, ts.SyntaxKind.SlashToken],
  [ts.SyntaxKind.PercentEqualsToken, ts.SyntaxKind.PercentToken],
]);

export function assign(node: ts.BinaryExpression | Step, place: Origin, scope: Scope, run: Run): Value {
  if ('value' in node) return put(node.left, node.value, place, scope, run);
  const operator = node.operatorToken.kind;
  const right = (): Value => evaluate(node.right, scope, run);
  if (operator === ts.SyntaxKind.EqualsToken) return put(node.left, right(), place, scope, run);
  const before = evaluate(node.left, scope, run);
  const arithmetic = operators.get(operator);
  if (arithmetic !== undefined) return put(node.left, computed(arithmetic, before, right(), place, run), place, scope, run);
  if (operator === ts.SyntaxKind.QuestionQuestionEqualsToken) return put(node.left, shortened(nullishOf(before), right, before, place, run), place, scope, run);
  if (operator === ts.SyntaxKind.BarBarEqualsToken) return put(node.left, shortened(not(truthOf(before)), right, before, place, run), place, scope, run);
  if (operator === ts.SyntaxKind.AmpersandAmpersandEqualsToken) return put(node.left, shortened(truthOf(before), right, before, place, run), place, scope, run);
  right();
  return put(node.left, run.unknown(`\`${labelOf(place)}\` is not evaluated`, place), place, scope, run);
}

function put(left: ts.Expression, value: Value, place: Origin, scope: Scope, run: Run): Value {
  if (ts.isParenthesizedExpression(left) || ts.isAsExpression(left) || ts.isNonNullExpression(left) || ts.isSatisfiesExpression(left) || ts.isTypeAssertionExpression(left)) return put(left.expression, value, place, scope, run);
  if (ts.isIdentifier(left)) {
    const variable = lookup(scope, left.text);
    if (variable !== undefined && variable.read === undefined) variable.value = replaced(variable.value, value, run.guards, variable.declared, place);
  } else if (ts.isPropertyAccessExpression(left)) setMember(evaluate(left.expression, scope, run), left.name.text, value, place, run);
  else if (ts.isElementAccessExpression(left)) {
    const key = evaluate(left.argumentExpression, scope, run);
    const holder = evaluate(left.expression, scope, run);
    if (key.kind === 'scalar') setMember(holder, String(key.value), value, place, run);
    else spoil(holder, run.unknown(`\`${labelOf(key.origin)}\` is not known here`, place), run);
  } else if (ts.isArrayLiteralExpression(left)) for (const [index, element] of left.elements.entries()) {
    if (!ts.isOmittedExpression(element) && !ts.isSpreadElement(element)) put(element, elementOf(value, { kind: 'scalar', value: index, origin: place }, place, run), place, scope, run);
  } else if (ts.isObjectLiteralExpression(left)) for (const property of left.properties) {
    if (ts.isShorthandPropertyAssignment(property)) put(property.name, member(value, property.name.text, place, run), place, scope, run);
    else if (ts.isPropertyAssignment(property)) put(property.initializer, member(value, writtenName(property.name) ?? '', place, run), place, scope, run);
  }
  return value;
}

/** Sets a member, where what holds now holds. */
export function setMember(holder: Value, name: string, value: Value, place: Origin, run: Run): void {
  overChoices(holder, run, (one) => {
    if (one.kind === 'object') setSlot(one.cell, name, value, place, run.guards);
    else if (one.kind === 'class') setSlot(one.cell.statics, name, value, place, run.guards);
    else if (one.kind === 'instance') {
      setSlot(one.cell.fields, name, value, place, run.guards);
      if (one.cell.base !== undefined) setOn(one.cell.base, name, value, place, run);
    } else if (one.kind === 'external') setOn(one.external, name, value, place, run);
    else if (one.kind === 'list') {
      if (/^\d+$/u.test(name)) setItem(one.cell, Number(name), value, run);
      else if (name === 'length') shorten(one.cell, value, place, run);
    }
    return one;
  });
}

function setOn(external: External, name: string, value: Value, place: Origin, run: Run): void {
  run.effect(external, { name, kind: 'set', args: [{ value, rest: false }], at: place, result: undefined });
}

function setSlot(cell: ObjectCell, name: string, value: Value, place: Origin, guards: Guards): void {
  const before = cell.entries.get(name);
  const key = before?.key ?? place;
  cell.entries.set(name, { key, value: replaced(before?.value ?? cell.rest[0], value, guards, cell.made, place), getter: false });
}

function setItem(cell: ListCell, index: number, value: Value, run: Run): void {
  const test = since(run.guards, cell.made);
  const item = cell.items[index];
  if (item !== undefined) cell.items = cell.items.map((one, i) => (i === index ? { ...one, value: replaced(one.value, value, run.guards, cell.made, value.origin) } : one));
  else cell.items = [...cell.items, { value, test, rest: false }];
}

/** `list.length = 0` takes away all that there is; any other length, what nobody knows. */
function shorten(cell: ListCell, value: Value, place: Origin, run: Run): void {
  const test = value.kind === 'scalar' && value.value === 0 ? since(run.guards, cell.made) : maybe(`\`${labelOf(place)}\` may take it out`);
  cell.items = cell.items.map((item) => ({ ...item, test: both(item.test, not(test)) })).filter(({ test: left }) => !isNo(left));
}

/** Takes a member away, where what holds now holds. */
export function removeMember(holder: Value, name: string, place: Origin, run: Run): void {
  overChoices(holder, run, (one) => {
    const cell = one.kind === 'object' ? one.cell : one.kind === 'instance' ? one.cell.fields : undefined;
    if (cell !== undefined && isYes(since(run.guards, cell.made)) && cell.rest.length === 0) cell.entries.delete(name);
    else setMember(one, name, { kind: 'undefined', origin: place }, place, run);
    return one;
  });
}

/** Something is set of which it is not known what. */
function spoil(holder: Value, by: Value & { kind: 'unknown' }, run: Run): void {
  overChoices(holder, run, (one) => {
    if (one.kind === 'object') spreadInto(one.cell, by, run, since(run.guards, one.cell.made));
    if (one.kind === 'list') one.cell.items = [...one.cell.items, { value: by, test: since(run.guards, one.cell.made), rest: true }];
    return one;
  });
}

/** Adds to the end of a list, where what holds now holds. */
export function push(cell: ListCell, items: readonly Item[], run: Run): void {
  const test = since(run.guards, cell.made);
  run.step(cell.items.length);
  cell.items = [...cell.items, ...items.map((item) => ({ ...item, test: either(test, item.test, NO) }))];
}

/** Declares what a pattern names, with the parts of a value. */
export function bindPattern(name: ts.BindingName, value: Value, scope: Scope, run: Run): void {
  if (ts.isIdentifier(name)) declare(scope, name.text, value, run.guards);
  else if (ts.isArrayBindingPattern(name)) {
    for (const [index, element] of name.elements.entries()) if (!ts.isOmittedExpression(element)) bindElement(element, index, value, scope, run);
  } else for (const element of name.elements) bindElement(element, undefined, value, scope, run, name);
}

function bindElement(element: ts.BindingElement, index: number | undefined, whole: Value, scope: Scope, run: Run, pattern?: ts.ObjectBindingPattern): void {
  const place = placeOf(element.name, scope.module);
  const part = element.dotDotDotToken === undefined ? partAt(element, index, whole, place, scope, run) : restOf(index, whole, place, scope, run, pattern);
  bindPattern(element.name, element.initializer === undefined ? part : withDefault(part, element.initializer, place, scope, run), scope, run);
}

/** What is undefined takes its default. */
export function withDefault(value: Value, initializer: ts.Expression, place: Origin, scope: Scope, run: Run): Value {
  const missing = undefinedTest(value);
  return isNo(missing) ? value : shortened(missing, () => evaluate(initializer, scope, run), value, place, run);
}

/** Whether a value is undefined; null is none. */
const undefinedTest = (value: Value): Test => (value.kind === 'choice' ? either(value.test, undefinedTest(value.then), undefinedTest(value.otherwise)) : value.kind === 'scalar' ? NO : nullishOf(value));

function partAt(element: ts.BindingElement, index: number | undefined, whole: Value, place: Origin, scope: Scope, run: Run): Value {
  if (index !== undefined) return elementOf(whole, { kind: 'scalar', value: index, origin: place }, place, run);
  const name = element.propertyName === undefined ? writtenName(element.name) : nameOf(element.propertyName, scope, run);
  return name === undefined ? run.unknown('the name of a member is not known here', place) : member(whole, name, place, run);
}

function restOf(index: number | undefined, whole: Value, place: Origin, scope: Scope, run: Run, pattern?: ts.ObjectBindingPattern): Value {
  return overChoices(whole, run, (one) => {
    if (index !== undefined) return one.kind === 'list' ? { kind: 'list', cell: { items: one.cell.items.slice(index).map((item) => ({ ...item, value: partOf(one, item.value) })), made: run.guards }, origin: at(one, place).origin } : run.unknown(`\`${labelOf(place)}\` is not known here`, place);
    if (one.kind !== 'object') return one;
    const taken = new Set(pattern?.elements.map((element) => (element.propertyName === undefined ? writtenName(element.name) : nameOf(element.propertyName, scope, run))));
    return { kind: 'object', cell: { entries: new Map([...one.cell.entries].filter(([name]) => !taken.has(name))), rest: one.cell.rest, made: run.guards }, origin: at(one, place).origin };
  });
}

