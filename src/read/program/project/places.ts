import type ts from 'typescript';
import { through, type Origin, type Via } from '../../../core/source.js';
import type { Module } from './modules.js';
import type { Value } from '../values/values.js';

/** The place of a node of the syntax tree. `getStart` leaves out what stands before it: blanks and comments. */
export const placeOf = (node: ts.Node, { source, tree }: Module): Origin => ({ span: { source, start: node.getStart(tree), end: node.end }, via: 'literal' });

/** The same value, used at another place. */
export const at = <V extends Value>(value: V, place: Origin, via: Via = 'reference'): V => ({ ...value, origin: through(place.span, via, value.origin) });

/** A part of something that was used at `outer`: it is used there too, and was written at `inner`. */
export const relayed = (outer: Origin, inner: Origin): Origin => (outer.from === undefined ? inner : { ...outer, from: relayed(outer.from, inner) });

/** A part of a value, told at the place where the whole is used. */
export const partOf = <V extends Value>(whole: Value, part: V): V => (whole.origin.from === undefined ? part : { ...part, origin: relayed(whole.origin, part.origin) });
