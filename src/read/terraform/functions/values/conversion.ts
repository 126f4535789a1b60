import { list, scalar, type ListNode, type MapNode, type Node, type ScalarNode } from '../../../../core/node.js';
import type { Span } from '../../../../core/source.js';
import type { Unknown } from '../../../../core/value.js';
import type { Piece } from '../../../pieces.js';
import { dependsOn, fails, isNull, tooMuch, unsettled, type CallSite } from '../call.js';
import { asDecimal, decimalText } from './decimal.js';
import { asLoose, documentRuns, documentSyntax, isLoose } from '../documents.js';
import { hole, rowOf, written, type Row } from './texts.js';

/** Conversions between types. HashiCorp, "Types and Values", "Type Conversion". What fails is unknown, with the reason. */

/** A value where a string is wanted: a scalar that is a string, or unknown with what is known of it. */
export function asString(call: CallSite, node: Node): ScalarNode | Unknown {
  if (isNull(node)) return fails(call, 'an operand is null');
  const syntax = documentSyntax(node);
  if (syntax !== undefined) return documentText(call, node, syntax);
  switch (node.kind) {
    case 'unknown':
      return node;
    case 'scalar':
      return typeof node.value === 'string' ? node : scalarText(call, node);
    case 'list':
    case 'map':
    case 'absent':
      return fails(call, 'an operand is no text');
  }
}

function scalarText(call: CallSite, node: ScalarNode): ScalarNode | Unknown {
  const text = typeof node.value === 'boolean' ? String(node.value) : asDecimal(node);
  return text === undefined ? unsettled(call, 'a number is too large') : scalar(text, node.origin);
}

function documentText(call: CallSite, node: Node, syntax: 'json' | 'yaml'): ScalarNode | Unknown {
  const runs = syntax === 'yaml' ? [hole('yamlencode', call)] : documentRuns(node, call);
  const text = runs === undefined ? tooMuch(call) : written(call, runs, node);
  return text.kind === 'scalar' || text.kind === 'unknown' ? text : tooMuch(call);
}

/** What an interpolation at `at` puts into a template: numbers and booleans as strings, documents as their text, with places. */
export const interpolated = (node: Node, at: Span): readonly Piece[] => textRow({ name: 'a template', at }, node).runs.map(({ text, locate }) => ({ text: [text], locate }));

/** The text of a value where a string is wanted. */
export const textRow = (call: CallSite, node: Node): Row => rowOf(asString(call, node));

/** The string that a value is, where all of it is known. */
export function plainString(call: CallSite, node: Node): string | Unknown {
  const text = asString(call, node);
  return text.kind === 'scalar' ? text.text : unsettled(call, text.reason);
}

/** Numbers that can be counted with: integers up to 2^53, and fractions as near as they come. */
export function asNumber(call: CallSite, node: Node): number | Unknown {
  if (node.kind === 'unknown') return unsettled(call, node.reason);
  if (documentSyntax(node) !== undefined || node.kind !== 'scalar' || typeof node.value === 'boolean' || node.value === null) return fails(call, 'an operand is no number');
  const text = typeof node.value === 'number' ? asDecimal(node) : decimalText(node.value);
  if (text === undefined) return /^[\d.eE+-]{9,}$/u.test(node.text) ? unsettled(call, 'a number is too large') : fails(call, 'an operand is no number');
  const value = Number(text);
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : unsettled(call, 'a number is too large');
}

export function asInteger(call: CallSite, node: Node): number | Unknown {
  const value = asNumber(call, node);
  return typeof value !== 'number' || Number.isInteger(value) ? value : fails(call, 'an operand is no whole number');
}

/** How strings spell booleans. */
const booleans: ReadonlyMap<string, boolean> = new Map([['true', true], ['1', true], ['false', false], ['0', false]]);

export function asBoolean(call: CallSite, node: Node): boolean | Unknown {
  if (node.kind === 'unknown') return unsettled(call, node.reason);
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  const value = node.kind === 'scalar' && typeof node.value === 'string' && documentSyntax(node) === undefined ? booleans.get(node.value) : undefined;
  return value ?? fails(call, 'an operand is no boolean');
}

/** A list, tuple or set. */
export function asList(call: CallSite, node: Node): ListNode | Unknown {
  if (node.kind === 'unknown') return unsettled(call, node.reason);
  return isList(node) ? node : fails(call, 'an operand is no list');
}

/** A map or object. */
export function asMap(call: CallSite, node: Node): MapNode | Unknown {
  if (node.kind === 'unknown') return unsettled(call, node.reason);
  return isMap(node) ? node : fails(call, 'an operand is no map');
}

export const isList = (node: Node): node is ListNode => node.kind === 'list' && documentSyntax(node) === undefined;
export const isMap = (node: Node): node is MapNode => node.kind === 'map' && documentSyntax(node) === undefined;

/** A list whose items are all known to be where they are. */
export function inOrder(call: CallSite, node: Node): ListNode | Unknown {
  const found = asList(call, node);
  if (found.kind === 'unknown') return found;
  if (found.unseen.length > 0) return dependsOn(call, found);
  return isLoose(node) ? unsettled(call, 'in which order the items are is not known') : found;
}

/** The kinds of value between which there is no conversion. */
type Shape = 'primitive' | 'list' | 'map';

const shapeOf = (node: Node): Shape | undefined => {
  if (isNull(node) || node.kind === 'unknown' || node.kind === 'absent') return undefined;
  return isList(node) ? 'list' : isMap(node) ? 'map' : 'primitive';
};

const typeOf = (node: Node): 'string' | 'number' | 'boolean' | undefined => {
  if (documentSyntax(node) !== undefined) return 'string';
  if (node.kind !== 'scalar' || node.value === null) return undefined;
  return typeof node.value === 'string' ? 'string' : typeof node.value === 'number' ? 'number' : 'boolean';
};

/** Values as the items of one list: beside a string, numbers and booleans become strings. Unknown where no type fits all. */
export function unified(call: CallSite, items: readonly Node[]): readonly Node[] | Unknown {
  const shapes = new Set(items.map(shapeOf).filter((shape) => shape !== undefined));
  if (shapes.size > 1) return fails(call, 'the items have no type in common');
  const types = new Set(items.map(typeOf).filter((type) => type !== undefined));
  if (types.has('string') && types.size > 1) return items.map((item) => (typeOf(item) === 'number' || typeOf(item) === 'boolean' ? asString(call, item) : item));
  if (types.size > 1 && !items.some(({ kind }) => kind === 'unknown')) return fails(call, 'the items have no type in common');
  return items;
}

/** What is made of the items of a list or of several, known as far as they are. */
export const listOf = (items: readonly Node[], origin: Node['origin'], unseen: readonly Unknown[], isOpen: boolean): ListNode => {
  const found = list(items, origin, unseen);
  return isOpen ? asLoose(found) : found;
};

/** Whether values found a type in common. */
export const isMany = (items: readonly Node[] | Unknown): items is readonly Node[] => Array.isArray(items);
