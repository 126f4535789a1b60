import { member, textValue, type Node } from '../../core/node.js';
import { Ties } from '../../core/ties.js';
import { mentionedIn } from '../calls/mentions.js';
import { modelled } from './modelled.js';
import { isNestedStack } from './stacks/nested.js';
import { argumentsOf, callOf, type Template } from './template.js';

/** Whether a resource, by its address, belongs to a part of a template. */
export type Part = (address: string) => boolean;

/**
 * The parts of a template that say nothing of each other: principals with the policies they hold, and all the rest. What
 * decides on one of them need not be tried together with what decides on another, so that conditions which would make
 * thousands of worlds make a few each. One part where nothing can be told apart.
 */
export function partsOf(template: Template): readonly Part[] {
  const walk = new Walk();
  walk.template(template, '', new Set());
  if (walk.isWhole) return [() => true];
  const groups = new Map<string, Set<string>>();
  for (const address of walk.permissions) {
    const group = walk.ties.first(address);
    groups.set(group, (groups.get(group) ?? new Set()).add(address));
  }
  const parts = [...groups.values()];
  const told = new Set(walk.permissions);
  return [(address) => !told.has(address), ...parts.map((part): Part => (address) => part.has(address))];
}

/** Only who holds what is lowered from them. */
const isPermission = (type: string): boolean => modelled.has(type) && /^AWS::(?:IAM|SSO|Serverless|Budgets|RolesAnywhere|EMR|Chatbot)::/u.test(type);

/** They concern every principal, or any. */
const isEverywhere = (type: string): boolean => type === 'AWS::Organizations::Policy' || type === 'Custom::AWS';

/** Joins what mentions the same thing. */
class Walk {
  readonly permissions: string[] = [];
  isWhole = false;
  /** Addresses, and what they name or are named by. */
  readonly ties = new Ties<string>();

  template(template: Template, scope: string, within: Set<Template>): void {
    const children = template.children();
    for (const [id, { value }] of template.resources) {
      const type = textValue(member(value, 'Type')) ?? '';
      const address = scope + id;
      const child = children.get(id);
      // A function of SAM is a principal, and may hold code with calls.
      if (isEverywhere(type) || (type.startsWith('AWS::Serverless::') && mentionedIn(value))) this.isWhole = true;
      if (isNestedStack(type)) {
        // What a stack is given, and what it hands out, ties it to whatever mentions that.
        this.mentions(`stack ${address}`, member(value, 'Properties'), scope);
        this.ties.join(`stack ${address}`, `name ${address}`);
        if (child === undefined || within.has(child)) continue;
        this.template(child, `${address}.`, new Set([...within, child]));
      } else if (isPermission(type)) {
        this.permissions.push(address);
        this.ties.join(address, `name ${address}`);
        if (this.mentions(address, member(value, 'Properties'), scope) && scope !== '') this.ties.join(address, `stack ${scope.slice(0, -1)}`);
      }
    }
  }

  /** Ties `address` to all by which its properties name others; tells whether they take anything from the template. */
  private mentions(address: string, properties: Node, scope: string): boolean {
    let takes = false;
    for (const node of namingIn(properties)) {
      for (const name of referencesOf(node)) {
        takes = true;
        if (!name.startsWith('AWS::')) this.ties.join(address, `name ${scope}${name}`);
      }
      // Policies of AWS are in no template: that two roles have the same one does not tie them.
      if (node.kind === 'scalar' && typeof node.value === 'string' && !node.text.includes(':iam::aws:policy/')) this.ties.join(address, `text ${node.text}`);
    }
    return takes;
  }
}

/** Properties by which principals, policies and stacks name each other. */
const naming: ReadonlySet<string> = new Set([
  'RoleName', 'UserName', 'GroupName', 'ManagedPolicyName', 'Name', 'Roles', 'Users', 'Groups', 'ManagedPolicyArns', 'ManagedPolicies', 'CustomerManagedPolicyReferences',
  'PermissionsBoundary', 'SessionPolicyArn', 'GuardrailPolicies', 'Definition', 'Policies', 'Parameters',
]);

/** Every node of those properties, but for policies that are written out there. */
function* namingIn(properties: Node): Iterable<Node> {
  if (properties.kind !== 'map') return;
  const pending: Node[] = [];
  for (const [name, { value }] of properties.entries) if (naming.has(name) || name.startsWith('Fn::')) pending.push(value);
  const seen = new Set<Node>();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    // Aliases make a tree a graph.
    if (seen.has(node)) continue;
    seen.add(node);
    yield node;
    if (node.kind === 'list') for (const item of node.items) pending.push(item);
    if (node.kind === 'map' && !node.entries.has('PolicyDocument') && !node.entries.has('Statement')) for (const { value } of node.entries.values()) pending.push(value);
  }
}

function* referencesOf(node: Node): Iterable<string> {
  const call = callOf(node);
  if (call === undefined) return;
  const [first] = argumentsOf(call.argument);
  const text = first === undefined ? '' : (textValue(first) ?? '');
  if (call.name === 'Ref') yield text;
  if (call.name === 'Fn::GetAtt') yield text.split('.')[0] ?? '';
  if (call.name === 'Fn::Sub') for (const match of text.matchAll(/\$\{([\w:]+)/gu)) yield match[1] ?? '';
}
