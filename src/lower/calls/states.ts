import { list, map, member, scalar, textValue, type Entry, type Node } from '../../core/node.js';
import { widest } from '../../core/text.js';
import { unknown } from '../../core/value.js';
import { callOf, type Call } from './call.js';

/** Step Functions and Scheduler name a call of an API in the ARN of what they start: `arn:aws:states:::aws-sdk:cloudtrail:putEventSelectors`. */
const INTEGRATION = /^arn:[^:]*:(?:states|scheduler):::aws-sdk:(\w+):(\w+)(?:\.\w+)?$/u;

/** The call of an integration with the AWS SDK, if `arn` is one. Step Functions Developer Guide, "AWS SDK service integrations". */
export function integration(arn: Node, parameters: Node, maker: string): readonly Call[] {
  const [, service, action] = INTEGRATION.exec(arn.kind === 'unknown' ? widest(arn.text) : (textValue(arn) ?? '')) ?? [];
  return service === undefined || action === undefined ? [] : callOf(scalar(service, arn.origin), scalar(action, arn.origin), parameters, maker);
}

/** The calls of a state machine: of its states, and of those nested in branches and maps. Amazon States Language. */
export function callsOfStates(machine: Node): readonly Call[] {
  const states = member(machine, 'States');
  return states.kind === 'map' ? [...states.entries].flatMap(([name, { value }]) => callsOfState(name, value)) : [];
}

function callsOfState(name: string, state: Node): readonly Call[] {
  const branches = member(state, 'Branches');
  const nested = [...(branches.kind === 'list' ? branches.items : []), member(state, 'Iterator'), member(state, 'ItemProcessor')];
  return [...integration(member(state, 'Resource'), input(state), name), ...nested.flatMap(callsOfStates)];
}

/** `Arguments` with the query language JSONata, `Parameters` with JSONPath. */
function input(state: Node): Node {
  const written = member(state, 'Arguments');
  return settled(written.kind === 'absent' ? member(state, 'Parameters') : written);
}

/** Without what is settled only when the machine runs: `Name.$` for a value by JSONPath, `{% %}` for an expression in JSONata. */
function settled(node: Node): Node {
  switch (node.kind) {
    case 'list':
      return list(node.items.map(settled), node.origin, node.unseen);
    case 'map':
      return map(new Map([...node.entries].map(settledMember)), node.origin, node.unseen);
    case 'scalar':
      return /^\s*\{%/u.test(node.text) ? unknown('an expression in JSONata has a value only when the state machine runs', node.origin) : node;
    case 'unknown':
    case 'absent':
      return node;
  }
}

const settledMember = ([name, { key, value }]: readonly [string, Entry]): [string, Entry] =>
  name.endsWith('.$')
    ? [name.slice(0, -2), { key, value: unknown(`\`${name}\` has a value only when the state machine runs`, value.origin) }]
    : [name, { key, value: settled(value) }];
