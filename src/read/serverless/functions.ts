import { member, textValue, type Node } from '../../core/node.js';
import { merged } from './merge.js';
import type { Variables } from './variables/evaluate.js';

/** A function of a service, as far as its permissions go. */
export interface ServiceFunction {
  readonly name: string;
  readonly value: Node;
}

/** The functions of a service: a map, or a list of maps. Undefined where it is not known which there are. */
export function functionsOf(variables: Variables): readonly ServiceFunction[] | undefined {
  const all = variables.value(member(variables.service.root, 'functions'));
  const parts = all.kind === 'list' ? all.items : [all];
  const whole = parts.slice(1).reduce((before, part) => merged(before, part, variables), variables.value(parts[0] ?? all));
  if (whole.kind === 'unknown' || (whole.kind === 'map' && whole.unseen.length > 0) || (all.kind === 'list' && all.unseen.length > 0)) return undefined;
  return whole.kind === 'map' ? [...whole.entries].map(([name, { value }]) => ({ name, value: variables.value(value) })) : [];
}

/** What stands at a way within a node, variables in between resolved; absent where nothing or null does. */
export function at(node: Node, way: readonly string[], variables: Variables): Node {
  const found = way.reduce((within, key) => variables.value(member(within, key)), variables.value(node));
  return found.kind === 'scalar' && found.value === null ? { kind: 'absent', origin: found.origin } : found;
}

/** Whether a node is true as JavaScript takes it; undefined where that is not known. */
export function isTruthy(node: Node): boolean | undefined {
  if (node.kind === 'unknown') return undefined;
  return node.kind === 'scalar' ? node.value !== false && node.value !== 0 && textValue(node) !== '' : node.kind !== 'absent';
}

/** Logical ids hold letters and digits only. Serverless Framework, "AWS - Resources". */
export const logicalName = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
