import { member, textValue, type Node } from '../../../src/core/node.js';
import { parseFilterPattern } from '../../../src/read/filter-pattern.js';

/** What CloudWatch Logs does with a pattern of conditions: a list is only ever gone into by a number. The pattern is read as the linter reads it. */
export function matchesCloudWatch(pattern: string, event: unknown): boolean {
  const [document] = parseFilterPattern({ path: 'pattern', text: pattern, bom: false }).documents;
  if (document?.kind !== 'map') throw new Error('no pattern of conditions');
  return holds(document, event);
}

function holds(node: Node, event: unknown): boolean {
  for (const kind of ['all', 'any'] as const) {
    const parts = member(node, kind);
    if (parts.kind === 'list') return kind === 'all' ? parts.items.every((part) => holds(part, event)) : parts.items.some((part) => holds(part, event));
  }
  const value = valueAt(textValue(member(node, 'field')) ?? '', event);
  const operator = textValue(member(node, 'operator'));
  const wanted = textValue(member(node, 'value')) ?? '';
  switch (operator) {
    case 'IS TRUE':
      return value === true;
    case 'IS FALSE':
      return value === false;
    case 'NOT EXISTS':
      return value === undefined;
    case '=':
      return isText(value, wanted);
    case undefined:
    default:
      throw new Error(`no operator that is known here: ${operator ?? ''}`);
  }
}

const isText = (value: unknown, wanted: string): boolean => typeof value === 'string' && new RegExp(`^${wanted.replaceAll(/[.+?^${}()|[\]\\]/gu, '\\$&').replaceAll('*', '.*')}$`, 'su').test(value);

function valueAt(selector: string, event: unknown): unknown {
  const steps = selector.replace(/^\$/u, '').match(/\.\w+|\[\d+\]/gu) ?? [];
  if (`$${steps.join('')}` !== selector) throw new Error(`no selector that is known here: ${selector}`);
  return steps.reduce<unknown>((value, step) => {
    const key = step.startsWith('.') ? step.slice(1) : Number(step.slice(1, -1));
    if (typeof value !== 'object' || value === null || Array.isArray(value) !== (typeof key === 'number')) return undefined;
    return (value as Record<string | number, unknown>)[key];
  }, event);
}
