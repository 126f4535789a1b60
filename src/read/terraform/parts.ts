import type { Library } from '../library.js';
import type { Expression } from '../text/hcl/syntax.js';
import { plainTemplate, type Body } from '../text/hcl/syntax.js';
import { everyOf } from './inputs/compared.js';
import { calledBy } from './evaluation/modules.js';
import { modelled, watching } from './modelled.js';
import type { Module, ModuleCall, ResourceDeclaration } from './module.js';
import { stackTypes } from './stacks.js';

/** Whether a resource of a module belongs to a part of a configuration. */
export type Part = (module: Module, declaration: ResourceDeclaration) => boolean;

/**
 * The parts of a configuration that say nothing of each other: sinks with what watches them, and principals with the policies
 * that they hold. What decides on one need not be tried together with what decides on another.
 */
export function partsOf(root: Module, library: Library): readonly Part[] {
  const ties = new Ties(library);
  ties.module(root, new Set([root]));
  const others: Part = (_module, { type }) => !isPermission(type);
  if (ties.isWhole) return [others, (_module, { type }) => isPermission(type)];
  const groups = new Set(ties.nodes.map((node) => ties.groupOf(node)));
  return [others, ...[...groups].map((group): Part => (module, declaration) => isPermission(declaration.type) && ties.groupOf(nodeOf(module, keyOf(declaration))) === group)];
}

const isPermission = (type: string): boolean => modelled.has(type) && !watching.has(type) && !type.includes('cloudtrail');

/** A control concerns every principal. */
const isEverywhere = (type: string): boolean => type.endsWith('_organizations_policy');

const keyOf = ({ type, name }: ResourceDeclaration): string => `${type}.${name}`;
const nodeOf = ({ folder }: Module, key: string): string => `resource ${folder} ${key}`;

/** Attributes by which principals and policies name each other. */
const naming = /^(?:name|arn|roles?|users?|groups?|policy_arns?|managed_policy_arns?|managed_policies|permissions_boundary|.*_name|permission_set_arn|customer_managed_policy_references?|definition|session_policy_arn|guardrail_polic.*)$/u;

/** Local values in local values that are followed. */
const MAX_LOCALS = 16;

/** Ties together what mentions the same thing. */
class Ties {
  readonly nodes: string[] = [];
  isWhole = false;
  private readonly parents = new Map<string, string>();

  constructor(private readonly library: Library) {}

  /** Each module once: called again it ties nothing else together. */
  module(module: Module, seen: Set<Module>): void {
    for (const declaration of module.resources.values()) {
      if (declaration.mode !== 'managed' || !isPermission(declaration.type)) continue;
      if (isEverywhere(declaration.type)) this.isWhole = true;
      const node = nodeOf(module, keyOf(declaration));
      this.nodes.push(node);
      for (const expression of namingIn(declaration.body)) for (const mention of mentionsIn(expression, module)) this.join(node, mention);
    }
    for (const call of module.calls.values()) {
      const called = calledBy(call, module, this.library);
      if (called === undefined) continue;
      this.handedOver(call.name, call.body, module, called);
      if (!seen.has(called)) this.module(called, seen.add(called));
    }
  }

  /** What a module is given, and what it hands out. */
  private handedOver(name: string, body: Body, caller: Module, called: Module): void {
    for (const attribute of body.attributes) for (const mention of mentionsIn(attribute.value, caller)) if (!mention.startsWith('text ')) this.join(`var ${called.folder} ${attribute.name}`, mention);
    for (const { value } of called.outputs.values()) for (const mention of mentionsIn(value, called)) if (mention.startsWith('resource ') || mention.startsWith('module ')) this.join(`module ${caller.folder} ${name}`, mention);
  }

  groupOf(node: string): string {
    let group = node;
    for (let parent = this.parents.get(group); parent !== undefined; parent = this.parents.get(group)) group = parent;
    return group;
  }

  private join(a: string, b: string): void {
    const [left, right] = [this.groupOf(a), this.groupOf(b)];
    if (left !== right) this.parents.set(left, right);
  }
}

function* namingIn(body: Body): Iterable<Expression> {
  for (const { name, value } of body.attributes) if (naming.test(name)) yield value;
  for (const block of body.blocks) if (block.type !== 'inline_policy') yield* allIn(block.body);
}

function* allIn(body: Body): Iterable<Expression> {
  for (const { value } of body.attributes) yield value;
  for (const block of body.blocks) yield* allIn(block.body);
}

/** What an expression mentions, through local values: resources, modules, variables, and texts that may be names. */
function mentionsIn(start: Expression, module: Module): ReadonlySet<string> {
  const found = new Set<string>();
  const pending: (readonly [Expression, number])[] = [[start, 0]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [whole, depth] = next;
    everyOf(whole, (expression) => {
      const text = expression.kind === 'template' ? plainTemplate(expression) : undefined;
      // Policies of AWS are in no configuration: that two roles have the same one does not tie them.
      if (text !== undefined && text !== '' && !text.includes(':iam::aws:policy/')) found.add(`text ${text}`);
      if (expression.kind !== 'getAttr' || expression.object.kind !== 'variable') return;
      const { name: root } = expression.object;
      const { name } = expression;
      if (root === 'module') found.add(`module ${module.folder} ${name}`);
      else if (root === 'var') found.add(`var ${module.folder} ${name}`);
      else if (root === 'local') {
        const local = module.locals.get(name);
        if (local !== undefined && depth < MAX_LOCALS) pending.push([local.value, depth + 1]);
      } else if (module.resources.has(`${root}.${name}`)) found.add(nodeOf(module, `${root}.${name}`));
    });
  }
  return found;
}

const declared = new WeakMap<Part, Map<Module, boolean>>();

/** Whether a module, or one that it calls, declares a resource of a part, as far as that is at hand. */
export function declares(module: Module, part: Part, library: Library, within: ReadonlySet<Module>): boolean {
  const known = declared.get(part) ?? new Map<Module, boolean>();
  declared.set(part, known);
  const before = known.get(module);
  if (before !== undefined) return before;
  if (within.has(module)) return true;
  const own = [...module.resources.values()].some((declaration) => declaration.mode === 'managed' && (modelled.has(declaration.type) || stackTypes.has(declaration.type)) && part(module, declaration));
  const result =
    own ||
    [...module.calls.values()].some((call) => {
      const called = calledBy(call, module, library);
      return called === undefined ? part(module, trailOf(call)) : declares(called, part, library, new Set([...within, module]));
    });
  known.set(module, result);
  return result;
}

/** What a module that is not at hand may declare. */
export const trailOf = ({ name, at, body }: ModuleCall): ResourceDeclaration => ({ mode: 'managed', type: 'aws_cloudtrail', name, at, body });
