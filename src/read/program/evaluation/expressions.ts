import * as ts from 'typescript';
import { append } from '../../../core/long.js';
import type { Origin } from '../../../core/source.js';
import { assign, removeMember } from './assignments.js';
import { callExpression, newExpression } from './calls.js';
import { classOf, superMember } from './classes.js';
import { functionOf } from './functions.js';
import { pieceOf, writtenName } from './literals.js';
import { elementOf, member } from './members.js';
import { chosen, computed, equalityOf, expressionAt, nullishOf, overChoices, scalarAt, truthOf, typeName } from './operators.js';
import { at, partOf, placeOf } from '../project/places.js';
import { tagged, template } from './templates.js';
import { labelOf, type Run } from '../run.js';
import { lookup, type Scope } from '../values/scope.js';
import { either, isNo, isYes, NO, not, YES, type Test } from '../values/tests.js';
import { globalNamed } from '../builtins/globals.js';
import type { Item, ListCell, ObjectCell, ObjectValue, UnknownValue, Value } from '../values/values.js';

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
  const evaluated = evaluators.get(node.kind);
  return evaluated === undefined ? run.unknown(`\`${labelOf(place)}\` is not evaluated`, place) : evaluated(node as never, place, scope, run);
}

type Evaluate<N extends ts.Node> = (node: N, place: Origin, scope: Scope, run: Run) => Value;

/** What means nothing when the program runs, or is waited for. */
const inner: Evaluate<ts.Node & { readonly expression: ts.Expression }> = ({ expression }, _place, scope, run) => evaluate(expression, scope, run);

const textLiteral: Evaluate<ts.StringLiteral | ts.NoSubstitutionTemplateLiteral> = (node, place, { module }) => ({ kind: 'scalar', value: node.text, pieces: [pieceOf(node, module)], origin: place });
const functionLiteral: Evaluate<ts.ArrowFunction | ts.FunctionExpression> = (node, _place, scope, run) => run.handOut(node, functionOf(node, scope, undefined));

function voided({ expression }: ts.VoidExpression, place: Origin, scope: Scope, run: Run): Value {
  evaluate(expression, scope, run);
  return { kind: 'undefined', origin: place };
}

function yielded({ expression }: ts.YieldExpression, place: Origin, scope: Scope, run: Run): Value {
  if (expression !== undefined) evaluate(expression, scope, run);
  return run.unknown('what is given back to a generator is not known here', place);
}

/** By the kind of the node: there are too many to ask one after the other. */
const evaluators: ReadonlyMap<ts.SyntaxKind, Evaluate<never>> = new Map<ts.SyntaxKind, Evaluate<never>>([
  [ts.SyntaxKind.StringLiteral, textLiteral],
  [ts.SyntaxKind.NoSubstitutionTemplateLiteral, textLiteral],
  [ts.SyntaxKind.NumericLiteral, ({ text }: ts.NumericLiteral, place) => scalarAt(Number(text), place)],
  [ts.SyntaxKind.Identifier, identifier],
  [ts.SyntaxKind.PropertyAccessExpression, (node: ts.PropertyAccessExpression, place, scope, run) => accessed(node, node.name.text, place, scope, run)],
  [ts.SyntaxKind.ElementAccessExpression, (node: ts.ElementAccessExpression, place, scope, run) => accessed(node, node.argumentExpression, place, scope, run)],
  [ts.SyntaxKind.CallExpression, callExpression],
  [ts.SyntaxKind.NewExpression, newExpression],
  [ts.SyntaxKind.ObjectLiteralExpression, objectLiteral],
  [ts.SyntaxKind.ArrayLiteralExpression, arrayLiteral],
  [ts.SyntaxKind.TemplateExpression, template],
  [ts.SyntaxKind.TaggedTemplateExpression, tagged],
  [ts.SyntaxKind.ConditionalExpression, conditional],
  [ts.SyntaxKind.BinaryExpression, binary],
  [ts.SyntaxKind.ArrowFunction, functionLiteral],
  [ts.SyntaxKind.FunctionExpression, functionLiteral],
  [ts.SyntaxKind.ClassExpression, (node: ts.ClassExpression, _place, scope, run) => classOf(node, scope, run)],
  [ts.SyntaxKind.ParenthesizedExpression, inner],
  [ts.SyntaxKind.AsExpression, inner],
  [ts.SyntaxKind.NonNullExpression, inner],
  [ts.SyntaxKind.SatisfiesExpression, inner],
  [ts.SyntaxKind.TypeAssertionExpression, inner],
  [ts.SyntaxKind.ExpressionWithTypeArguments, inner],
  [ts.SyntaxKind.AwaitExpression, inner],
  [ts.SyntaxKind.PrefixUnaryExpression, prefixed],
  [ts.SyntaxKind.PostfixUnaryExpression, (node: ts.PostfixUnaryExpression, place, scope, run) => stepped(node.operand, node.operator, true, place, scope, run)],
  [ts.SyntaxKind.TypeOfExpression, (node: ts.TypeOfExpression, place, scope, run) => typeOf(evaluate(node.expression, scope, run), place, run)],
  [ts.SyntaxKind.VoidExpression, voided],
  [ts.SyntaxKind.DeleteExpression, removed],
  [ts.SyntaxKind.MetaProperty, (_node: ts.MetaProperty, place, scope, run) => globalNamed('import.meta', place, scope, run)],
  [ts.SyntaxKind.YieldExpression, yielded],
]);

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
  const inherited = isSuper && typeof key === 'string' ? superMember(scope, key, place, run) : undefined;
  if (inherited !== undefined) return inherited;
  const read = (): Value => (typeof key === 'string' ? member(holder, key, place, run) : elementOf(holder, evaluate(key, scope, run), place, run));
  if (!ts.isOptionalChain(node)) return read();
  return optional(holder, place, run, read);
}

/** What stands behind `?.` where there is something in front of it. */
export function optional(holder: Value, place: Origin, run: Run, read: () => Value): Value {
  // Whoever asks something of a member of what a package made (`handler.role?.addToPolicy`) has one there.
  const nothing = holder.kind === 'external' ? NO : nullishOf(holder);
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
      const value = ts.isPropertyAssignment(property) ? evaluate(property.initializer, scope, run) : run.handOut(property, functionOf(property, scope, whole));
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
      run.step(from.entries.size);
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
    if (ts.isSpreadElement(element)) append(items, itemsOf(evaluate(element.expression, scope, run), run));
    else if (!ts.isOmittedExpression(element)) items.push({ value: evaluate(element, scope, run), test: YES, rest: false });
  }
  cell.items = items;
  return { kind: 'list', cell, origin: place };
}

/** The members of a list as they are used where the list is. */
export function itemsOf(value: Value, run: Run, test: Test = YES): readonly Item[] {
  switch (value.kind) {
    case 'list':
      run.step(value.cell.items.length);
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
      return instanceOf(left, right(), place, run);
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

function instanceOf(left: Value, right: Value, place: Origin, run: Run): Value {
  const settled = run.natives.get('instanceof')?.({ callee: right, args: [{ value: left, rest: false }], at: place }, run);
  if (settled !== undefined) return settled;
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
  const { expression } = node;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
  const key = ts.isElementAccessExpression(expression) ? evaluate(expression.argumentExpression, scope, run) : undefined;
  const written = name ?? (key?.kind === 'scalar' ? String(key.value) : undefined);
  if (written !== undefined && (ts.isPropertyAccessExpression(expression) || ts.isElementAccessExpression(expression))) removeMember(evaluate(expression.expression, scope, run), written, place, run);
  else assign({ left: expression, value: { kind: 'undefined', origin: place } }, place, scope, run);
  return scalarAt(true, place);
}
