import { append } from '../../core/long.js';
import { member, textValue, type MapNode, type Node } from '../../core/node.js';
import { argumentsOf, callOf } from '../cloudformation/template.js';
import type { Variables } from './variables/evaluate.js';

/** Notes what a template compares with what came from an input, in conditions and as keys of its mappings: those values are worth a world each. */
export function noteComparisons(template: MapNode, variables: Variables): void {
  const mappings = member(template, 'Mappings');
  const seen = new Set<Node>();
  const pending: Node[] = [template];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const call = callOf(node);
    if (call?.name === 'Fn::Equals') equals(argumentsOf(call.argument), variables);
    if (call?.name === 'Fn::FindInMap') keys(argumentsOf(call.argument), mappings, variables);
    if (node.kind === 'list') append(pending, node.items);
    if (node.kind === 'map') for (const { value } of node.entries.values()) pending.push(value);
  }
}

function equals([left, right]: readonly Node[], variables: Variables): void {
  if (left === undefined || right === undefined) return;
  for (const [one, other] of [[left, right], [right, left]] as const) {
    const text = textValue(other);
    if (text !== undefined) note(one, [text], variables);
  }
}

function keys([mapName, top, second]: readonly Node[], mappings: Node, variables: Variables): void {
  if (mapName === undefined || top === undefined || second === undefined) return;
  note(mapName, namesIn(mappings), variables);
  const mapping = member(mappings, textValue(mapName) ?? '');
  note(top, namesIn(mapping), variables);
  if (mapping.kind === 'map') for (const { value } of mapping.entries.values()) note(second, namesIn(value), variables);
}

const namesIn = (node: Node): readonly string[] => (node.kind === 'map' ? [...node.entries.keys()] : []);

function note(node: Node, texts: readonly string[], variables: Variables): void {
  for (const dependence of variables.provenance.of(node)) variables.turns(dependence, texts);
}
