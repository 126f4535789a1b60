import * as ts from 'typescript';
import type { Origin } from '../../../core/source.js';
import { call } from './calls.js';
import { evaluate } from './expressions.js';
import { pieceOf } from './literals.js';
import { joined } from './operators.js';
import { placeOf } from '../project/places.js';
import type { Run } from '../run.js';
import type { Scope } from '../values/scope.js';
import { YES } from '../values/tests.js';
import type { Item, Value } from '../values/values.js';

/** A text with values in it. */
export function template(node: ts.TemplateExpression, place: Origin, scope: Scope, run: Run): Value {
  const parts = node.templateSpans.flatMap(({ expression, literal }) => [evaluate(expression, scope, run), pieceOf(literal, scope.module)]);
  return joined([pieceOf(node.head, scope.module), ...parts], place, run);
}

/** A call of the tag with the texts in one list, and what stands between them one by one. */
export function tagged(node: ts.TaggedTemplateExpression, place: Origin, scope: Scope, run: Run): Value {
  const { template: written } = node;
  const texts = ts.isNoSubstitutionTemplateLiteral(written) ? [written] : [written.head, ...written.templateSpans.map(({ literal }) => literal)];
  const items = texts.map((text): Item => {
    const piece = pieceOf(text, scope.module);
    return { value: { kind: 'scalar', value: piece.text, pieces: [piece], origin: piece.origin }, test: YES, rest: false };
  });
  const between = ts.isNoSubstitutionTemplateLiteral(written) ? [] : written.templateSpans.map(({ expression }) => ({ value: evaluate(expression, scope, run), rest: false }));
  return call(evaluate(node.tag, scope, run), [{ value: { kind: 'list', cell: { items, made: run.guards }, origin: placeOf(written, scope.module) }, rest: false }, ...between], place, run);
}
