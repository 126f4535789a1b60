import { list, map, member, textValue, type Entry, type Node } from '../core/node.js';
import type { Resource } from '../core/unit.js';
import { shown } from '../core/text.js';

/**
 * A custom resource of the CDK that calls an API (`AwsCustomResource`) as what its calls to IAM make; any other resource as
 * it is. Each of `Create`, `Update` and `Delete` is one call in JSON; what two of them do alike is taken once.
 * CDK API Reference, `AwsSdkCall`.
 */
export function resourcesOf(resource: Resource): readonly Resource[] {
  if (resource.type !== 'Custom::AWS') return [resource];
  const made = ['Create', 'Update', 'Delete'].flatMap((property) => madeBy(member(resource.body, property), resource));
  return made.filter((one, index) => made.findIndex((other) => printed(other.body) === printed(one.body)) === index);
}

const putTypes: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['role', ['AWS::IAM::RolePolicy', 'RoleName']],
  ['user', ['AWS::IAM::UserPolicy', 'UserName']],
  ['group', ['AWS::IAM::GroupPolicy', 'GroupName']],
]);

function madeBy(call: Node, resource: Resource): readonly Resource[] {
  const service = textValue(member(call, 'service')) ?? '';
  // `putRolePolicy`, or with version 3 of the SDK `PutRolePolicyCommand`.
  const [, verb, kind] = /^(put|attach|create)(role|user|group|)policy(?:version)?(?:command)?$/u.exec((textValue(member(call, 'action')) ?? '').toLowerCase()) ?? [];
  if (!/^(?:@aws-sdk\/client-)?iam$/iu.test(service) || verb === undefined || kind === undefined) return [];
  const parameters = member(call, 'parameters');
  const made = (type: string, members: readonly (readonly [string, Node])[]): readonly Resource[] => [{ ...resource, type, body: map(new Map(members.flatMap(entry)), resource.name) }];
  const property = putTypes.get(kind);
  if (verb === 'attach') return made(resource.type, [['PolicyArn', member(parameters, 'PolicyArn')]]);
  if (property === undefined) return made('AWS::IAM::ManagedPolicy', [['PolicyDocument', member(parameters, 'PolicyDocument')]]);
  return made(property[0], [[property[1], list([member(parameters, property[1])], call.origin)], ['PolicyDocument', member(parameters, 'PolicyDocument')]]);
}

const entry = ([name, value]: readonly [string, Node]): readonly [string, Entry][] => (value.kind === 'absent' ? [] : [[name, { key: value.origin, value }]]);

/** What a node holds, to be compared. */
function printed(node: Node): string {
  switch (node.kind) {
    case 'scalar':
      return JSON.stringify(node.text);
    case 'list':
      return `[${node.items.map(printed).join()}]`;
    case 'map':
      return `{${[...node.entries].map(([name, { value }]) => `${JSON.stringify(name)}:${printed(value)}`).join()}}`;
    case 'unknown':
      return JSON.stringify(shown(node.text));
    case 'absent':
      return '';
  }
}
