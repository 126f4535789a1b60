import { append } from '../../../core/long.js';
import { textValue, type Node } from '../../../core/node.js';
import type { Origin } from '../../../core/source.js';
import type { Text } from '../../../core/text.js';
import { unknown } from '../../../core/value.js';
import { compose, piecesOf, type Piece } from '../../pieces.js';
import { argumentsIn, methodCall } from '../../program/evaluation/externals.js';
import type { Resolver } from '../../program/resolver.js';
import type { External, Value } from '../../program/values/values.js';
import { conditional } from './conditions.js';
import { madeBy } from '../names.js';
import { chosenOf, parameterNode, parameterOf, pseudoNode, pseudoValue, usedAt } from './parameters.js';
import { memberOf } from '../props.js';
import { formattedArn, laterText, memberValue, split, textIn, textNode } from './references.js';
import { idIn } from '../scopes.js';

/** Values that the CDK makes for templates: parameters, intrinsic functions, references. Undefined for anything else. */
export function intrinsicValue(external: External, place: Origin, resolver: Resolver): Node | undefined {
  const { how } = external;
  const parameter = parameterOf(external);
  if (parameter !== undefined) return parameterNode(parameter, place, resolver);
  if (how.kind === 'import') return pseudoValue(madeBy(external) ?? '', place, resolver);
  if (how.kind === 'member') return memberValue(external, place, resolver);
  if (how.kind !== 'call') return undefined;
  const values = argumentsIn(external);
  if (values.some(({ rest }) => rest)) return undefined;
  const args = values.map(({ value }) => value);
  const method = methodCall(external);
  if (method !== undefined) return ofMethod(method.receiver, method.name, args, place, resolver);
  const name = madeBy(external);
  return name === undefined ? undefined : functions.get(name)?.(args, place, resolver);
}

function ofMethod(receiver: Value, name: string, args: readonly Value[], place: Origin, resolver: Resolver): Node | undefined {
  if (name === 'toString' || name === 'resolve') return resolver.node(name === 'resolve' ? args[0] : receiver, place);
  if (name === 'formatArn') return formattedArn(args[0], place, resolver);
  const external = resolver.external(receiver);
  if (name === 'findInMap' && external !== undefined && madeBy(external) === 'core.CfnMapping') return inMapping(external, args, place, resolver);
  return name === 'getAtt' || name === 'getAttString' || name === 'getResponseField' ? laterText([{ name: '?', holds: 'any' }], place) : undefined;
}

type Intrinsic = (args: readonly Value[], place: Origin, resolver: Resolver) => Node;

const same: Intrinsic = (args, place, resolver) => resolver.node(args[0], place);

const later = (what: string): Intrinsic => (_args, place) => unknown(`${what} is known only when the stack is deployed`, place);

/** AWS CDK API Reference, `Fn`, `Token`, `Arn`. */
const functions: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['core.Token.asString', same],
  ['core.Token.asList', same],
  ['core.Token.asNumber', same],
  ['core.Token.asAny', same],
  ['core.Fn.conditionIf', (args, place, resolver) => conditional(args.map((value) => ({ value, rest: false })), place, resolver)],
  ['core.Fn.join', ([separator, items], place, resolver) => joined(textValue(resolver.node(separator, place)), resolver.node(items, place), place)],
  ['core.Fn.split', ([separator, text], place, resolver) => split(resolver.node(text, place), textValue(resolver.node(separator, place)) ?? '', place)],
  ['core.Fn.select', ([index, items], place, resolver) => selected(resolver.node(index, place), resolver.node(items, place), place)],
  ['core.Fn.sub', ([text, variables], place, resolver) => substituted(resolver.node(text, place), variables, place, resolver)],
  ['core.Fn.ref', ([name], place, resolver) => pseudoNode(textValue(resolver.node(name, place)) ?? '?', place)],
  ['core.Fn.getAtt', ([id, name], place, resolver) => laterText([{ name: `${textValue(resolver.node(id, place)) ?? '?'}.${textValue(resolver.node(name, place)) ?? '?'}`, holds: 'any' }], place)],
  ['core.Fn.importValue', later('what another stack exports')],
  ['core.Fn.base64', later('it')],
  ['core.Arn.format', ([components], place, resolver) => formattedArn(components, place, resolver)],
]);

function joined(separator: string | undefined, items: Node, place: Origin): Node {
  if (separator === undefined || items.kind !== 'list' || items.unseen.length > 0) return unknown('a part of it is not known here', place);
  const between: Piece = { text: [separator], locate: () => place.span };
  const pieces = items.items.flatMap((item, index): readonly Piece[] => [...(index === 0 ? [] : [between]), ...(item.kind === 'scalar' || item.kind === 'unknown' ? piecesOf(item) : [{ text: textIn(item), locate: () => item.origin.span }])]);
  return composed(pieces, place);
}

const composed = (pieces: readonly Piece[], place: Origin): Node => compose(textNode(pieces.flatMap(({ text }) => text), place), pieces);

/** An item of a list by its index. */
function selected(index: Node, items: Node, place: Origin): Node {
  const item = items.kind === 'list' && items.unseen.length === 0 ? items.items[Number(textValue(index))] : undefined;
  return item === undefined ? unknown('a part of it is not known here', place) : usedAt(item, place);
}

const REFERENCE = /\$\{([^}]*)\}/gu;

/** `${Name}` is what the variables say, else a parameter or a resource; `${!Name}` stands for itself. */
function substituted(text: Node, variables: Value | undefined, place: Origin, resolver: Resolver): Node {
  if (text.kind !== 'scalar') return unknown('a part of it is not known here', place);
  const parts: Text[number][] = [];
  let last = 0;
  for (const { 0: whole, 1: name = '', index } of text.text.matchAll(REFERENCE)) {
    parts.push(text.text.slice(last, index));
    const given = name.startsWith('!') ? undefined : memberOf(variables, name, resolver);
    if (name.startsWith('!')) parts.push(`\${${name.slice(1)}}`);
    else append(parts, (given === undefined ? [{ name, holds: 'one' } as const] : textIn(resolver.node(given, place))));
    last = index + whole.length;
  }
  return textNode([...parts, text.text.slice(last)].filter((part) => part !== ''), place);
}

/** A value of a mapping: by a pseudo parameter or parameter one of those that there are. */
function inMapping(mapping: External, [first, second]: readonly Value[], place: Origin, resolver: Resolver): Node {
  const table = memberOf(argumentsIn(mapping)[2]?.value, 'mapping', resolver);
  const rows = table?.kind === 'object' ? [...table.cell.entries.keys()] : [];
  const row = keyIn(resolver.node(first, place), rows, place, resolver);
  const cells = row === undefined ? undefined : memberOf(table, row, resolver);
  const column = cells?.kind === 'object' ? keyIn(resolver.node(second, place), [...cells.cell.entries.keys()], place, resolver) : undefined;
  const value = column === undefined ? undefined : memberOf(cells, column, resolver);
  return value === undefined ? unknown(`what \`${idIn(mapping, resolver) ?? '?'}\` holds is known only when the stack is deployed`, place) : usedAt(resolver.node(value, place), place);
}

function keyIn(key: Node, keys: readonly string[], place: Origin, resolver: Resolver): string | undefined {
  if (key.kind === 'scalar') return keys.find((one) => one === key.text);
  const [hole, ...more] = key.kind === 'unknown' ? key.text : [];
  return typeof hole === 'object' && hole.name !== '?' && more.length === 0 && keys.length > 0 ? chosenOf(hole.name, keys, undefined, place, resolver) : undefined;
}
