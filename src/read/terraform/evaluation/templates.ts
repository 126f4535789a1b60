import { scalar, type Node } from '../../../core/node.js';
import { literal } from '../../../core/source.js';
import { plainText } from '../../../core/text.js';
import { unknown } from '../../../core/value.js';
import { compose, type Piece } from '../../pieces.js';
import { locateInLiteral } from '../../text/hcl/index.js';
import { soleInterpolation, type Expression, type TemplatePart } from '../../text/hcl/syntax.js';
import { interpolated } from '../functions/index.js';
import type { Evaluator } from './evaluate.js';
import { itemsOf } from './loops.js';
import { truthOf } from './operators.js';
import { real } from './places.js';
import { MAX_MADE, withLocals, type Scope } from './run.js';

type Template = Extract<Expression, { kind: 'template' }>;

/** Strings that templates make are bounded: loops within loops multiply. */
const MAX_TEXT = 1_000_000;
/** Parts of a string that are told apart; beyond that only the whole is pointed at. */
const MAX_PIECES = 4096;

/** A quoted string or a heredoc. One that is nothing but an interpolation is the very value. HashiCorp, "Strings and Templates". */
export function rendered(template: Template, scope: Scope, evaluator: Evaluator): Node {
  const only = soleInterpolation(template);
  if (only !== undefined) return evaluator.evaluate(only.value, scope);
  const origin = literal(real(template.span));
  const pieces = piecesIn(template.parts, scope, evaluator);
  const text = pieces.flatMap((piece) => piece.text).filter((part) => part !== '');
  if (text.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0) > MAX_TEXT) return unknown('it makes too long a text', origin);
  const plain = plainText(text);
  if (plain === undefined && text.length > MAX_PIECES) return unknown('it is made of too many parts', origin);
  const isWritten = template.parts.every(({ kind }) => kind === 'text');
  const at = isWritten ? origin : { ...origin, via: 'function' as const };
  if (pieces.length > MAX_PIECES && plain !== undefined) return scalar(plain, at);
  return compose(plain === undefined ? unknown('a part of it is not known here', at, 'open', text) : scalar(plain, at), pieces);
}

function piecesIn(parts: readonly TemplatePart[], scope: Scope, evaluator: Evaluator): readonly Piece[] {
  return parts.flatMap((part): readonly Piece[] => {
    switch (part.kind) {
      case 'text':
        return [{ text: [part.value], locate: (start, end) => real(locateInLiteral(part, start, end)) }];
      case 'interpolation':
        return interpolated(evaluator.evaluate(part.value, scope), evaluator.at(part.span));
      case 'ifDirective': {
        const value = evaluator.evaluate(part.condition, scope);
        const settled = truthOf(value);
        return settled === 'maybe' ? [hole(part, evaluator)] : piecesIn(settled === 'yes' ? part.whenTrue : part.whenFalse, scope, evaluator);
      }
      case 'forDirective':
        return repeated(part, scope, evaluator);
    }
  });
}

const hole = ({ span }: { readonly span: Template['span'] }, evaluator: Evaluator): Piece => ({ text: [{ name: '?', holds: 'any' }], locate: () => evaluator.at(span) });

function repeated(part: Extract<TemplatePart, { kind: 'forDirective' }>, scope: Scope, evaluator: Evaluator): readonly Piece[] {
  const collection = evaluator.evaluate(part.collection, scope);
  const items = itemsOf(collection);
  const { ledger } = evaluator.instance.run;
  ledger.made += items?.length ?? 0;
  if (items === undefined || ledger.made > MAX_MADE || ((collection.kind === 'list' || collection.kind === 'map') && collection.unseen.length > 0)) return [hole(part, evaluator)];
  return items.flatMap(({ key, value }) => {
    const names: (readonly [string, Node])[] = [[part.valueName.text, value]];
    if (part.keyName !== undefined) names.unshift([part.keyName.text, key]);
    return piecesIn(part.parts, withLocals(scope, names), evaluator);
  });
}
