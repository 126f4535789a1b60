import { list, member, nameIn, scalar, textValue, type MapNode, type Node, type ScalarNode } from '../../core/node.js';
import { parseError, type Problem } from '../../core/problem.js';
import { onOneLine, type Origin } from '../../core/source.js';
import { unknown } from '../../core/value.js';
import { assignment } from './assignments.js';
import type { ParameterValue } from './set.js';

export type Tell = (problem: Problem) => void;

/**
 * The values in a file of parameters, by its shape:
 * - `[{ ParameterKey, ParameterValue }]` or `[{ ParameterKey, UsePreviousValue: true }]`: CLI Command Reference, `cloudformation create-stack`,
 *   and the same under `Parameters`, as `--cli-input-json` has it;
 * - `["Key=Value"]`: CLI Command Reference, `cloudformation deploy`, `--parameter-overrides`;
 * - `{ Parameters: { Key: Value } }`: CloudFormation User Guide, "CloudFormation artifacts" of CodePipeline, template configuration file;
 * - `{ Key: Value }`, or `{ "Stack:Key": Value }` as the CDK has it: CDK Developer Guide, "Use CloudFormation parameters".
 */
export function valuesOf(root: Node, tell: Tell): readonly ParameterValue[] {
  const parameters = member(root, 'Parameters');
  const values = parameters.kind === 'map' || parameters.kind === 'list' ? parameters : root;
  if (values.kind === 'list') return once(values.items.flatMap((item) => listed(item, tell)), tell);
  if (values.kind === 'map') return mapped(values);
  if (values.kind !== 'unknown') tell(parseError('this is no list or map of parameters', onOneLine(values.origin.span)));
  return [];
}

/** `{ Key: Value }`. */
export const mapped = (root: MapNode): readonly ParameterValue[] => [...root.entries].map(([name, { key, value }]) => made(name, key, settled(value)));

function listed(item: Node, tell: Tell): readonly ParameterValue[] {
  if (item.kind === 'scalar') return assignment(item, tell);
  const key = member(item, 'ParameterKey');
  const name = nameIn(key);
  if (item.kind === 'unknown') return [];
  if (name === undefined) {
    tell(parseError('expected a parameter: `{ "ParameterKey": "...", "ParameterValue": "..." }` or `"Key=Value"`', onOneLine(item.origin.span)));
    return [];
  }
  const value = member(item, 'ParameterValue');
  if (textValue(member(item, 'UsePreviousValue')) === 'true') return [made(name, key.origin, unknown(`\`${name}\` keeps the value that the stack has (UsePreviousValue)`, key.origin))];
  if (value.kind === 'absent') tell(parseError(`\`${name}\` has neither a ParameterValue nor \`UsePreviousValue: true\``, onOneLine(key.origin.span)));
  return [made(name, key.origin, value.kind === 'absent' ? unknown(`no value of \`${name}\` is written`, key.origin) : settled(value))];
}

/** A value as CloudFormation gets it: it knows texts only, and lists as texts between commas. */
function settled(value: Node): Node {
  switch (value.kind) {
    case 'scalar':
      return value.value === null ? unknown('no value is written', value.origin) : text(value);
    case 'list':
      return list(value.items.map((item) => (item.kind === 'scalar' ? text(item) : item)), value.origin, value.unseen);
    case 'map':
      return unknown('its value is made by a function', value.origin);
    case 'unknown':
    case 'absent':
      return value;
  }
}

const text = (node: ScalarNode): ScalarNode => scalar(textValue(node) ?? '', node.origin);

/** `Stack:Key` is for that stack, `*:Key` for any. */
function made(name: string, key: Origin, node: Node): ParameterValue {
  const [, stack, rest] = /^([^:]*):(?!:)(.+)$/u.exec(name) ?? [];
  return rest === undefined ? { name, stack: undefined, key, node } : { name: rest, stack: stack === '*' || stack === '' ? undefined : stack, key, node };
}

/** CloudFormation refuses a parameter that is given twice. */
export function once(values: readonly ParameterValue[], tell: Tell): readonly ParameterValue[] {
  const seen = new Map<string, ParameterValue>();
  for (const value of values) {
    const name = `${value.stack ?? ''}:${value.name}`;
    if (seen.delete(name)) tell(parseError(`the parameter \`${value.name}\` is given more than once`, onOneLine(value.key.span), 'warning'));
    seen.set(name, value);
  }
  return [...seen.values()];
}
