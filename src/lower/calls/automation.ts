import { list, map, member, textValue, type Entry, type Node } from '../../core/node.js';
import type { Hole, Text } from '../../core/text.js';
import { unknown } from '../../core/value.js';
import { callOf, type Call } from './call.js';

/** The calls of an automation: of its steps, and of those in loops. Systems Manager Automation runbook reference. */
export const callsOfAutomation = (document: Node): readonly Call[] => callsOfSteps(member(document, 'mainSteps'));

const callsOfSteps = (steps: Node): readonly Call[] => (steps.kind === 'list' ? steps.items.flatMap(callsOfStep) : []);

function callsOfStep(step: Node): readonly Call[] {
  const name = textValue(member(step, 'name')) ?? '';
  const inputs = member(step, 'inputs');
  const action = textValue(member(step, 'action'));
  if (action === 'aws:executeAwsApi') return callOf(member(inputs, 'Service'), member(inputs, 'Api'), settled(inputs), name);
  if (action === 'aws:executeScript') return callsInCode(member(inputs, 'Script'), name);
  return action === 'aws:loop' ? callsOfSteps(member(inputs, 'Steps')) : [];
}

/** The calls that the reader found in the source text of a function. */
export const callsInCode = (calls: Node, maker: string): readonly Call[] =>
  calls.kind === 'list' ? calls.items.flatMap((call) => callOf(member(call, 'service'), member(call, 'action'), member(call, 'parameters'), maker)) : [];

const REFERENCE = /\{\{([^{}]*)\}\}/gu;

/** Without what is settled only when the automation runs: `{{ Parameter }}`, `{{ step.output }}`. */
function settled(node: Node): Node {
  switch (node.kind) {
    case 'list':
      return list(node.items.map(settled), node.origin, node.unseen);
    case 'map':
      return map(new Map([...node.entries].map(([name, { key, value }]): [string, Entry] => [name, { key, value: settled(value) }])), node.origin, node.unseen);
    case 'scalar': {
      const text = withHoles(node.text);
      return text.length === 1 && text[0] === node.text ? node : unknown(`\`${node.text}\` has a value only when the automation runs`, node.origin, 'open', text);
    }
    case 'unknown':
    case 'absent':
      return node;
  }
}

function withHoles(text: string): Text {
  if (!text.includes('{{')) return [text];
  const parts: (string | Hole)[] = [];
  let last = 0;
  for (const { 0: reference, 1: name, index } of text.matchAll(REFERENCE)) {
    if (index > last) parts.push(text.slice(last, index));
    parts.push({ name: (name ?? '').trim(), holds: 'any' });
    last = index + reference.length;
  }
  return last < text.length ? [...parts, text.slice(last)] : parts;
}
