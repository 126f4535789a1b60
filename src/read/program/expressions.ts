import ts from 'typescript';
import type { Origin } from '../../core/source.js';
import { assign } from './assignments.js';
import { callExpression, newExpression } from './calls.js';
import { classOf } from './classes.js';
import { functionOf } from './functions.js';
import { pieceOf, writtenName } from './literals.js';
import { elementOf, member } from './members.js';
import { chosen, computed, equalityOf, expressionAt, joined, nullishOf, overChoices, scalarAt, truthOf, typeName } from './operators.js';
import { at, partOf, placeOf } from './places.js';
import { labelOf, type Run } from './run.js';
import { lookup, type Scope } from './scope.js';
import { either, isNo, isYes, NO, not, YES, type Test } from './tests.js';
import { globalNamed } from './builtins/globals.js';
import type { Item, ListCell, ObjectCell, ObjectValue, UnknownValue, Value } from './values.js';

/** What an expression comes to. Its effects on what it touches are done. */
export function evaluate(node: ts.Expression, scope: Scope, run: Run): Value {
  run.step();
  const place = placeOf(node, scope.module);
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return scalarAt(true, place);
    case ts.SyntaxKind.FalseKeyword:
      return scalarAt(false, place);
    case ts.SyntaxKind.NullKeyword:
      return scalarAt(null, place);
    case ts.SyntaxKind.ThisKeyword:
      return scope.self === undefined ? run.unknown('`this` is not known here', place) : at(scope.self, place);
    case ts.SyntaxKind.SuperKeyword:
      return scope.self ?? run.unknown('`super` is not known here', place);
    default:
      return compound(node, place, scope, run);
  }
}

function compound(node: ts.Expression, place: Origin, scope: Scope, run: Run): Value {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return { kind: 'scalar', value: node.text, pieces: [pieceOf(node, scope.module)], origin: place };
  if (ts.isNumericLiteral(node)) return scalarAt(Number(node.text), place);
  if (ts.isIdentifier(node)) return identifier(node, place, scope, run);
  if (ts.isPropertyAccessExpression(node)) return accessed(node, node.name.text, place, scope, run);
  if (ts.isElementAccessExpression(node)) return accessed(node, node.argumentExpression, place, scope, run);
  if (ts.isCallExpression(node)) return callExpression(node, place, scope, run);
  if (ts.isNewExpression(node)) return newExpression(node, place, scope, run);
  if (ts.isObjectLiteralExpression(node)) return objectLiteral(node, place, scope, run);
  if (ts.isArrayLiteralExpression(node)) return arrayLiteral(node, place, scope, run);
  if (ts.isTemplateExpression(node)) return template(node, place, scope, run);
  if (ts.isConditionalExpression(node)) return conditional(node, place, scope, run);
  if (ts.isBinaryExpression(node)) return binary(node, place, scope, run);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return functionOf(node, scope, undefined);
  if (ts.isClassExpression(node)) return classOf(node, scope, run);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node) || ts.isExpressionWithTypeArguments(node)) return evaluate(node.expression, scope, run);
  if (ts.isAwaitExpression(node)) return evaluate(node.expression, scope, run);
  if (ts.isPrefixUnaryExpression(node)) return prefixed(node, place, scope, run);
  if (ts.isPostfixUnaryExpression(node)) return stepped(node.operand, node.operator, true, place, scope, run);
  if (ts.isTypeOfExpression(node)) return typeOf(evaluate(node.expression, scope, run), place, run);
  if (ts.isVoidExpression(node)) {
    evaluate(node.expression, scope, run);
    return { kind: 'undefined', origin: place };
  }
  if (ts.isMetaProperty(node)) return globalNamed('import.meta', place, scope, run);
  if (ts.isDeleteExpression(node)) return removed(node, place, scope, run);
  if (ts.isYieldExpression(node) && node.expression !== undefined) evaluate(node.expression, scope, run);
  return run.unknown(`\`${labelOf(place)}\` is not evaluated`, place);
}

function identifier(node: ts.Identifier, place: Origin, scope: Scope, run: Run): Value {
  if (node.text === 'undefined') return { kind: 'undefined', origin: place };
  const variable = lookup(scope, node.text);
  if (variable === undefined) return globalNamed(node.text, place, scope, run);
  const value = variable.read === undefined ? variable.value : variable.read();
  if (value === undefined) return run.unknown(`\`${node.text}\` has no value yet`, place);
  return at(value, place);
}

function accessed(node: ts.PropertyAccessExpression | ts.ElementAccessExpression, key: string | ts.Expression, place: Origin, scope: Scope, run: Run): Value {
  const isSuper = node.expression.kind === ts.SyntaxKind.SuperKeyword;
  const holder = isSuper ? scope.self : evaluate(node.expression, scope, run);
  if (holder === undefined) return run.unknown('`super` is not known here', place);
  const read = (): Value => (typeof key === 'string' ? member(holder, key, place, run) : elementOf(holder, evaluate(key, scope, run), place, run));
  if (!ts.isOptionalChain(node)) return read();
  return optional(holder, place, run, read);
}

/** What stands behind `?.` where there is something in front of it. */
export function optional(holder: Value, place: Origin, run: Run, read: () => Value): Value {
  const nothing = nullishOf(holder);
  if (isYes(nothing)) return { kind: 'undefined', origin: place };
  return chosen(nothing, { kind: 'undefined', origin: place }, isNo(nothing) ? read() : run.where(not(nothing), read), place);
}

function objectLiteral(node: ts.ObjectLiteralExpression, place: Origin, scope: Scope, run: Run): ObjectValue {
  const cell: ObjectCell = { entries: new Map(), rest: [], made: run.guards };
  const whole: ObjectValue = { kind: 'object', cell, origin: place };
  const put = (name: string, key: Origin, value: Value, getter = false): void => {
    // What is written twice counts last, and where it stands last.
    cell.entries.delete(name);
    cell.entries.set(name, { key, value, getter });
  };
  for (const property of node.properties) {
    run.step();
    if (ts.isSpreadAssignment(property)) spreadInto(cell, evaluate(property.expression, scope, run), run);
    else if (ts.isShorthandPropertyAssignment(property)) put(property.name.text, placeOf(property.name, scope.module), evaluate(property.name, scope, run));
    else {
      const name = nameOf(property.name, scope, run);
      const key = placeOf(property.name, scope.module);
      const value = ts.isPropertyAssignment(property) ? evaluate(property.initializer, scope, run) : functionOf(property, scope, whole);
      if (name === undefined) cell.rest = [...cell.rest, run.unknown('the name of a member is not known here', key)];
      else if (!ts.isSetAccessor(property)) put(name, key, value, ts.isGetAccessor(property));
    }
  }
  return whole;
}

/** The name of a property; undefined where it is computed from something unknown. */
export function nameOf(name: ts.PropertyName, scope: Scope, run: Run): string | undefined {
  if (!ts.isComputedPropertyName(name)) return writtenName(name);
  const value = evaluate(name.expression, scope, run);
  return value.kind === 'scalar' ? String(value.value) : undefined;
}

/** `{...value}`: each member as it is used here. */
export function spreadInto(cell: ObjectCell, value: Value, run: Run, test: Test = YES): void {
  switch (value.kind) {
    case 'choice':
      spreadInto(cell, { ...value.then, origin: partOf(value, value.then).origin }, run, either(test, value.test, NO));
      spreadInto(cell, { ...value.otherwise, origin: partOf(value, value.otherwise).origin }, run, either(test, not(value.test), NO));
      return;
    case 'object':
    case 'instance': {
      const from = value.kind === 'object' ? value.cell : value.cell.fields;
      for (const [name, slot] of from.entries) {
        const read = slot.getter ? member(value, name, value.origin, run) : partOf(value, slot.value);
        const before = cell.entries.get(name)?.value ?? cell.rest[0];
        if (isYes(test)) cell.entries.delete(name);
        cell.entries.set(name, { key: slot.key, value: chosen(test, read, before ?? { kind: 'undefined', origin: value.origin }, value.origin), getter: false });
      }
      for (const part of from.rest) addRest(cell, part, test);
      return;
    }
    case 'unknown':
      addRest(cell, value, test);
      return;
    case 'external':
      addRest(cell, run.unknown(`the members of \`${labelOf(value.origin)}\` are not known here`, value.origin), test);
      return;
    case 'scalar':
    case 'undefined':
    case 'text':
    case 'json':
    case 'list':
    case 'function':
    case 'class':
      return;
  }
}

/** What comes before may be replaced by what is not known. */
function addRest(cell: ObjectCell, part: UnknownValue, test: Test): void {
  if (isNo(test)) return;
  cell.rest = [...cell.rest, part];
  for (const [name, slot] of cell.entries) cell.entries.set(name, { ...slot, value: { kind: 'choice', test: { kind: 'maybe', reason: part.reason }, then: slot.value, otherwise: part, origin: slot.value.origin } });
}

function arrayLiteral(node: ts.ArrayLiteralExpression, place: Origin, scope: Scope, run: Run): Value {
  const cell: ListCell = { items: [], made: run.guards };
  const items: Item[] = [];
  for (const element of node.elements) {
    if (ts.isSpreadElement(element)) items.push(...itemsOf(evaluate(element.expression, scope, run), run));
    else if (!ts.isOmittedExpression(element)) items.push({ value: evaluate(element, scope, run), test: YES, rest: false });
  }
  cell.items = items;
  return { kind: 'list', cell, origin: place };
}

/** The members of a list as they are used where the list is. */
export function itemsOf(value: Value, run: Run, test: Test = YES): readonly Item[] {
  switch (value.kind) {
    case 'list':
      return value.cell.items.map((item) => ({ ...item, value: partOf(value, item.value), test: either(test, item.test, NO) }));
    case 'choice':
      return [...itemsOf(partOf(value, value.then), run, either(test, value.test, NO)), ...itemsOf(partOf(value, value.otherwise), run, either(test, not(value.test), NO))];
    case 'undefined':
      return [];
    case 'scalar':
      return typeof value.value === 'string' ? [...value.value].map((letter) => ({ value: scalarAt(letter, value.origin), test, rest: false })) : [];
    case 'unknown':
      return [{ value, test, rest: true }];
    case 'text':
    case 'json':
    case 'object':
    case 'function':
    case 'class':
    case 'instance':
    case 'external':
      return [{ value: run.unknown(`the items of \`${labelOf(value.origin)}\` are not known here`, value.origin), test, rest: true }];
  }
}

function template(node: ts.TemplateExpression, place: Origin, scope: Scope, run: Run): Value {
  const parts = node.templateSpans.flatMap(({ expression, literal }) => [evaluate(expression, scope, run), pieceOf(literal, scope.module)]);
  return joined([pieceOf(node.head, scope.module), ...parts], place, run);
}

function conditional(node: ts.ConditionalExpression, place: Origin, scope: Scope, run: Run): Value {
  const test = truthOf(evaluate(node.condition, scope, run));
  if (isYes(test)) return evaluate(node.whenTrue, scope, run);
  if (isNo(test)) return evaluate(node.whenFalse, scope, run);
  const then = run.where(test, () => evaluate(node.whenTrue, scope, run));
  return chosen(test, then, run.where(not(test), () => evaluate(node.whenFalse, scope, run)), place);
}

function binary(node: ts.BinaryExpression, place: Origin, scope: Scope, run: Run): Value {
  const operator = node.operatorToken.kind;
  const right = (): Value => evaluate(node.right, scope, run);
  if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment) return assign(node, place, scope, run);
  const left = evaluate(node.left, scope, run);
  switch (operator) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return shortened(truthOf(left), right, left, place, run);
    case ts.SyntaxKind.BarBarToken:
      return shortened(not(truthOf(left)), right, left, place, run);
    case ts.SyntaxKind.QuestionQuestionToken:
      return shortened(nullishOf(left), right, left, place, run);
    case ts.SyntaxKind.CommaToken:
      return right();
    case ts.SyntaxKind.EqualsEqualsToken:
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
      return asBoolean(equalityOf(left, right(), place, run), place);
    case ts.SyntaxKind.ExclamationEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
      return asBoolean(not(equalityOf(left, right(), place, run)), place);
    case ts.SyntaxKind.InKeyword:
      return contained(left, right(), place, run);
    case ts.SyntaxKind.InstanceOfKeyword:
      return instanceOf(left, right(), place);
    default:
      return computed(operator, left, right(), place, run);
  }
}

/** `left` unless `test` holds: then the other side, which is looked at only in that case. */
export function shortened(test: Test, right: () => Value, left: Value, place: Origin, run: Run): Value {
  if (isNo(test)) return left;
  const other = isYes(test) ? right() : run.where(test, right);
  return chosen(test, other, left, place);
}

export const asBoolean = (test: Test, place: Origin): Value => chosen(test, scalarAt(true, place), scalarAt(false, place), place);

function contained(key: Value, holder: Value, place: Origin, run: Run): Value {
  return overChoices(holder, run, (one) => {
    if (one.kind !== 'object' || key.kind !== 'scalar' || one.cell.rest.length > 0) return asBoolean(expressionAt(place), place);
    return scalarAt(one.cell.entries.has(String(key.value)), place);
  });
}

function instanceOf(left: Value, right: Value, place: Origin): Value {
  if (left.kind === 'instance' && right.kind === 'class') {
    for (let at: Value | undefined = { kind: 'class', cell: left.cell.of, origin: place }; at?.kind === 'class'; at = at.cell.base) if (at.cell === right.cell) return scalarAt(true, place);
    return scalarAt(false, place);
  }
  if (left.kind === 'external' && right.kind === 'external' && left.external.how.kind === 'new') {
    const { callee } = left.external.how;
    if (callee.kind === 'external' && callee.external === right.external) return scalarAt(true, place);
  }
  return asBoolean(expressionAt(place), place);
}

function prefixed(node: ts.PrefixUnaryExpression, place: Origin, scope: Scope, run: Run): Value {
  if (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken) return stepped(node.operand, node.operator, false, place, scope, run);
  const value = evaluate(node.operand, scope, run);
  if (node.operator === ts.SyntaxKind.ExclamationToken) return asBoolean(not(truthOf(value)), place);
  return overChoices(value, run, (one) => {
    if (one.kind !== 'scalar') return run.unknown(`\`${labelOf(place)}\` is not known here`, place);
    const number = Number(one.value);
    return scalarAt(node.operator === ts.SyntaxKind.MinusToken ? -number : node.operator === ts.SyntaxKind.TildeToken ? ~number : number, place);
  });
}

/** `x++` and its like. */
function stepped(operand: ts.Expression, operator: ts.SyntaxKind, isPostfix: boolean, place: Origin, scope: Scope, run: Run): Value {
  const before = evaluate(operand, scope, run);
  const after = computed(operator === ts.SyntaxKind.PlusPlusToken ? ts.SyntaxKind.PlusToken : ts.SyntaxKind.MinusToken, before, scalarAt(1, place), place, run);
  assign({ left: operand, value: after }, place, scope, run);
  return isPostfix ? before : after;
}

const typeOf = (value: Value, place: Origin, run: Run): Value =>
  overChoices(value, run, (one) => {
    const name = typeName(one);
    return name === undefined ? run.unknown(`\`${labelOf(place)}\` is not known here`, place) : scalarAt(name, place);
  });

function removed(node: ts.DeleteExpression, place: Origin, scope: Scope, run: Run): Value {
  assign({ left: node.expression, value: { kind: 'undefined', origin: place } }, place, scope, run);
  return scalarAt(true, place);
}
