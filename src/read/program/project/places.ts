import type ts from 'typescript';
import { through, type Origin, type Via } from '../../../core/source.js';
import type { Module } from './modules.js';
import type { Value } from '../values/values.js';

/** The place of a node of the syntax tree. `getStart` leaves out what stands before it: blanks and comments. */
export const placeOf = (node: ts.Node, { source, tree }: Module): Origin => ({ span: { source, start: node.getStart(tree), end: node.end }, via: 'literal' });

/** The same value, used at another place. */
export const at = <V extends Value>(value: V, place: Origin, via: Via = 'reference'): V => moved(value, through(place.span, via, value.origin)) as V;

/** The same value with another origin. An evaluation makes little else so often: written out for each kind, for to spread what has many shapes is slow. */
function moved(value: Value, origin: Origin): Value {
  switch (value.kind) {
    case 'scalar':
      return value.pieces === undefined ? { kind: 'scalar', value: value.value, origin } : { kind: 'scalar', value: value.value, pieces: value.pieces, origin };
    case 'undefined':
      return { kind: 'undefined', origin };
    case 'unknown':
      return value.input === undefined ? { kind: 'unknown', reason: value.reason, origin } : { kind: 'unknown', reason: value.reason, origin, input: value.input };
    case 'external':
      return { kind: 'external', external: value.external, origin };
    case 'list':
      return { kind: 'list', cell: value.cell, origin };
    case 'object':
      return { kind: 'object', cell: value.cell, origin };
    case 'instance':
      return { kind: 'instance', cell: value.cell, origin };
    case 'class':
      return { kind: 'class', cell: value.cell, origin };
    case 'function':
      return { kind: 'function', declaration: value.declaration, scope: value.scope, self: value.self, origin };
    case 'choice':
      return { kind: 'choice', test: value.test, then: value.then, otherwise: value.otherwise, origin };
    case 'text':
      return { kind: 'text', parts: value.parts, origin };
    case 'json':
      return { kind: 'json', value: value.value, origin };
  }
}

/** A part of something that was used at `outer`: it is used there too, and was written at `inner`. */
export const relayed = (outer: Origin, inner: Origin): Origin => (outer.from === undefined ? inner : { ...outer, from: relayed(outer.from, inner) });

/** A part of a value, told at the place where the whole is used. */
export const partOf = <V extends Value>(whole: Value, part: V): V => (whole.origin.from === undefined ? part : (moved(part, relayed(whole.origin, part.origin)) as V));
