import { member, nameIn, textValue, type MapNode, type Node } from '../../core/node.js';
import { isHarmlessAction, isHarmlessPolicy } from '../aws/harmless.js';
import { carriers } from '../calls/carriers.js';
import type { GivenParameters } from '../parameters/set.js';
import { isForEach } from './evaluation/for-each.js';
import { ignoresOf } from './ignores.js';
import { documents, propertiesOf } from './modelled.js';
import { withGlobals } from './sam.js';
import { isNestedStack, isStackSet } from './stacks/nested.js';
import { argumentsOf, callOf, type Template } from './template.js';

/**
 * Whether a template, as it is written, declares nothing but principals and policies of which no statement can reach
 * CloudTrail, in whatever world: to evaluate it would tell nothing, and most templates are so. It is the more false the less
 * common it is how something is written: then the template is evaluated. True only where
 * - every modelled resource is of IAM, IAM Identity Center or SAM: no sink, no call, no nested stack, nothing that a macro or a loop makes;
 * - every statement is written out, and denies, or allows actions by names that are written out and of other services;
 * - every managed policy is a resource of the template (which is one of the above) or one of AWS by a name that is known not to reach it;
 * - all functions are such that evaluating them tells nothing, and all conditions are declared;
 * - no value of a parameter is given from outside, no rule forbids any, and no ignore of ours stands there.
 */
export function isSettled(template: Template, given: GivenParameters): boolean {
  if (given.byHand.size + given.sets.length + given.common.length + template.rules.size > 0) return false;
  const looked = new Look(template);
  for (const [name, { value }] of template.resources) if (!looked.isSettled(name, value)) return false;
  return true;
}

/** Principals and policies, and what names policies without granting them. */
const SETTLED = /^AWS::(?:IAM|SSO|RolesAnywhere|EMR|Chatbot)::|^AWS::Serverless::(?:Function|StateMachine)$/u;

/** Functions that tell nothing when they are evaluated, whatever is in them. */
const plain: ReadonlySet<string> = new Set(['Ref', 'Fn::Sub', 'Fn::GetAtt', 'Fn::Join', 'Fn::Select', 'Fn::Split', 'Fn::Base64', 'Fn::GetAZs', 'Fn::Cidr']);

const logic: ReadonlySet<string> = new Set(['Fn::Equals', 'Fn::And', 'Fn::Or', 'Fn::Not', 'Ref', 'Fn::Sub', 'Fn::Join', 'Fn::Select', 'Fn::Split']);

/** The properties that hold statements, and those that name policies. */
const attachments: ReadonlySet<string> = new Set(['ManagedPolicyArns', 'ManagedPolicies', 'CustomerManagedPolicyReferences', 'SessionPolicyArn', 'GuardrailPolicies']);

/** More than any template needs, and few enough: aliases make a tree a graph, which is as large as it likes. */
const MAX_NODES = 50_000;

class Look {
  private nodes = 0;
  private readonly conditions = new Map<string, boolean>();

  constructor(private readonly template: Template) {}

  isSettled(name: string, resource: Node): boolean {
    const type = textValue(member(resource, 'Type'));
    if (type === undefined || isForEach(name) || name.startsWith('Fn::')) return false;
    if (isNestedStack(type) || isStackSet(type)) return false;
    const written = member(resource, 'Properties');
    const properties = propertiesOf(type, written);
    if (properties === undefined) return true;
    if (!SETTLED.test(type) || ignoresOf(resource, this.template.root) !== undefined) return false;
    const condition = member(resource, 'Condition');
    if (condition.kind !== 'absent' && !this.isDeclared(condition)) return false;
    const body = withGlobals(this.template.root, type, written);
    if (body.kind === 'absent') return true;
    if (body.kind !== 'map' || body.unseen.length > 0) return false;
    return every(body, (key, value) => (properties.includes(key) ? this.property(key, value) : !key.startsWith('Fn::')));
  }

  private property(name: string, value: Node): boolean {
    if (name === 'PolicyDocument' || name === 'InlinePolicy') return this.each(value, (node) => this.document(node));
    if (name === 'Policies') return this.each(value, (node) => this.policy(node));
    if (attachments.has(name)) return this.each(value, (node) => this.attached(node));
    // Anything else of a document may be a string that is read as one.
    if (name === 'AssumeRolePolicyDocument') return value.kind === 'map' && callOf(value) === undefined && this.isPlain(value);
    return name !== 'Definition' && name !== 'InlineCode' && name !== 'DefinitionSubstitutions' && this.isPlain(value);
  }

  /** Every item that a value may come to, through lists and both arms of choices. */
  private each(node: Node, test: (item: Node) => boolean): boolean {
    if (++this.nodes > MAX_NODES) return false;
    if (node.kind === 'list') return node.unseen.length === 0 && node.items.every((item) => this.each(item, test));
    const call = callOf(node);
    if (call?.name === 'Fn::If') {
      const [condition, yes, no] = argumentsOf(call.argument);
      return condition !== undefined && yes !== undefined && no !== undefined && this.isDeclared(condition) && this.each(yes, test) && this.each(no, test);
    }
    if (call?.name === 'Ref' && nameIn(call.argument) === 'AWS::NoValue') return true;
    return test(node);
  }

  /** `{ PolicyName, PolicyDocument }`; of SAM a document, the name of a policy, or a template for one, none of which touches CloudTrail. */
  private policy(node: Node): boolean {
    if (node.kind !== 'map' || callOf(node) !== undefined) return this.attached(node);
    if (node.unseen.length > 0) return false;
    if (node.entries.has('Statement')) return this.document(node);
    return every(node, (key, value) => (key === 'PolicyDocument' ? this.each(value, (one) => this.document(one)) : !key.startsWith('Fn::') && this.isPlain(value)));
  }

  private document(node: Node): boolean {
    if (node.kind !== 'map' || node.unseen.length > 0) return false;
    return every(node, (key, value) => (key === 'Statement' ? this.each(value, (one) => this.statement(one)) : !key.startsWith('Fn::') && key !== 'Ref' && this.isPlain(value)));
  }

  private statement(node: Node): boolean {
    if (node.kind !== 'map' || node.unseen.length > 0 || callOf(node) !== undefined) return false;
    const effect = textValue(member(node, 'Effect'));
    if (effect === undefined) return false;
    return every(node, (key, value) => {
      if (key.startsWith('Fn::') || key === 'Ref') return false;
      if (key === 'Action' && effect === 'Allow') return this.each(value, (item) => isHarmlessAction(textValue(item) ?? ''));
      return (key !== 'NotAction' || effect !== 'Allow') && this.isPlain(value);
    });
  }

  /** A policy by its ARN, or of SAM by its name; one of the template is looked at by itself. */
  private attached(node: Node): boolean {
    const call = callOf(node);
    if (call?.name === 'Ref') return this.template.resources.has(nameIn(call.argument) ?? '') && this.isPlain(node);
    // `{ Name, Path }` of IAM Identity Center: a policy of the template, if it is in view at all.
    if (call === undefined && node.kind === 'map') return this.isPlain(node);
    const text = call === undefined ? textValue(node) : endOf(call.name, call.argument);
    return text !== undefined && isHarmlessPolicy(text) && (call === undefined || (text.includes('policy/') && this.isPlain(node)));
  }

  /** Whether evaluating this tells nothing: no function but simple ones, nothing that is read in a way of its own. */
  private isPlain(node: Node): boolean {
    if (++this.nodes > MAX_NODES) return false;
    if (node.kind === 'list') return node.items.every((item) => this.isPlain(item));
    if (node.kind !== 'map') return true;
    const call = callOf(node);
    if (call?.name === 'Fn::If') return this.each(node, (arm) => this.isPlain(arm));
    if (call !== undefined) return plain.has(call.name) && this.isPlain(call.argument);
    return every(node, (key, value) => !key.startsWith('Fn::') && !documents.has(key) && !carriers.has(key) && key !== 'FilterPattern' && key !== 'ServiceToken' && this.isPlain(value));
  }

  /** Whether a condition is declared, and all that it is made of as well; what runs in a circle is not. */
  private isDeclared(named: Node): boolean {
    const name = nameIn(named);
    if (name === undefined) return false;
    const known = this.conditions.get(name);
    if (known !== undefined) return known;
    const entry = this.template.conditions.get(name);
    this.conditions.set(name, false);
    const declared = entry?.value.kind === 'map' && this.isLogic(entry.value);
    this.conditions.set(name, declared);
    return declared;
  }

  private isLogic(node: Node): boolean {
    if (++this.nodes > MAX_NODES) return false;
    if (node.kind === 'list') return node.items.every((item) => this.isLogic(item));
    if (node.kind !== 'map') return true;
    const condition = node.entries.size === 1 ? node.entries.get('Condition') : undefined;
    if (condition !== undefined) return this.isDeclared(condition.value);
    const call = callOf(node);
    return call !== undefined && logic.has(call.name) && this.isLogic(call.argument);
  }
}

function every({ entries }: MapNode, test: (key: string, value: Node) => boolean): boolean {
  for (const [key, { value }] of entries) if (!test(key, value)) return false;
  return true;
}

/** How a text ends that a function makes of parts, where that is written out. */
function endOf(name: string, argument: Node): string | undefined {
  const [first, second] = argumentsOf(argument);
  if (name === 'Fn::Sub') return first === undefined || argument.kind === 'list' ? undefined : /[^}]*$/u.exec(textValue(first) ?? '')?.[0];
  if (name !== 'Fn::Join' || second?.kind !== 'list' || second.unseen.length > 0) return undefined;
  const last = second.items.at(-1);
  return last?.kind === 'scalar' ? textValue(last) : undefined;
}
