import { member, textValue, type Node } from '../../core/node.js';
import { gap, parseError } from '../../core/problem.js';
import { onOneLine } from '../../core/source.js';
import { assignments } from './assignments.js';
import type { ParameterSet, ParameterValue } from './set.js';
import { mapped, once, type Tell } from './shapes.js';

/** The commands that deploy; an environment is taken by the first that it has. */
const commands = ['deploy', 'sync'];

/** A config file of SAM: tables of environments, of commands, of `parameters`. AWS SAM Developer Guide, "AWS SAM CLI configuration file". */
export const isSamConfig = (root: Node): boolean => root.kind === 'map' && [...root.entries.values()].some(({ value }) => isEnvironment(value));

const isEnvironment = (node: Node): boolean => node.kind === 'map' && [...node.entries.values()].some(({ value }) => member(value, 'parameters').kind === 'map');

/** One set an environment: it has what `global` gives, and what its command for deploying gives above that. */
export function environments(root: Node, file: string, tell: Tell): readonly ParameterSet[] {
  if (root.kind !== 'map') return [];
  return [...root.entries].flatMap(([name, { value: environment }]) => {
    if (!isEnvironment(environment)) return [];
    const shared = overrides(environment, 'global');
    const command = commands.find((one) => member(environment, one).kind !== 'absent');
    if (command === undefined && shared.kind === 'absent') return [];
    // What the command gives replaces what `global` gives: it is one key.
    const own = command === undefined ? shared : overrides(environment, command);
    return [{ name: `${file} ${name}`, values: once(valuesIn(own.kind === 'absent' ? shared : own, tell), tell) }];
  });
}

const overrides = (environment: Node, command: string): Node => member(member(member(environment, command), 'parameters'), 'parameter_overrides');

/** A text, a list of texts, or a table. */
function valuesIn(node: Node, tell: Tell): readonly ParameterValue[] {
  switch (node.kind) {
    case 'scalar':
      if (!/^\s*file:\/\//u.test(node.text)) return assignments(node, tell);
      tell(gap(`the parameters in \`${textValue(node) ?? ''}\` are not read: hand the file over by itself`, onOneLine(node.origin.span)));
      return [];
    case 'list':
      return node.items.flatMap((item) => valuesIn(item, tell));
    case 'map':
      return mapped(node);
    case 'unknown':
      tell(parseError(`parameter_overrides cannot be read: ${node.reason}`, onOneLine(node.origin.span)));
      return [];
    case 'absent':
      return [];
  }
}
