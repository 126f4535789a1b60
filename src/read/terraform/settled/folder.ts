import { reachingPolicies } from '../../aws/harmless.js';
import type { FolderOptions } from '../../reader.js';
import { plainTemplate, type Expression } from '../../text/hcl/syntax.js';
import { documentsOf } from '../documents.js';
import { calledBy } from '../evaluation/modules.js';
import { assignmentsOf } from '../inputs/variables.js';
import { modelled, watching } from '../modelled.js';
import { attribute, type Module, type ResourceDeclaration } from '../module.js';
import { declares, type Part } from '../parts.js';
import { stackTypes } from '../stacks.js';
import { Policies } from './policies.js';
import { noNames, QUOTABLE, Values, type Names } from './values.js';

/**
 * Whether a configuration, as it is written, declares nothing but principals, policies of which no statement can reach
 * CloudTrail, and what watches events without a trail in view, in whatever world: to evaluate it would tell nothing, and most
 * folders are so. It is the more false the less common it is how something is written: then the folder is evaluated. True only where
 * - its files are read without a fault, declare nothing twice and nothing that is told as not followed, and so do files of variables;
 * - every module that it calls is at hand by a local way and declares nothing that is modelled, as far down as it calls others;
 * - every modelled resource is of IAM or of IAM Identity Center, or is no trail and beside none (`modelled.ts`, `watching`), and there are few instances of it, which can be counted;
 * - every document is JSON or an object that is written out, or a data source of the folder; each of its statements is written
 *   out too, and denies, or allows actions by names that are written out and of other services;
 * - no policy of AWS that reaches CloudTrail is named anywhere in its files, and no name of a policy is put together of parts;
 * - every expression that evaluation looks at (`evaluation/bodies.ts`) is one of those few that can neither fail nor tell anything, and
 *   what is not known does not make more worlds than are tried.
 * What stands in files of variables is not looked at: a variable that is given a value there is none of those expressions.
 */
export function isSettled(module: Module, options: FolderOptions): boolean {
  if (module.problems.length > 0 || module.sources.some(({ text }) => mayName(text))) return false;
  const resources = [...module.resources.values()].filter(({ mode, type }) => mode === 'managed' && (modelled.has(type) || stackTypes.has(type)));
  if (resources.length > MAX_RESOURCES || !resources.every(({ type }) => SETTLED.test(type) || watching.has(type))) return false;
  const everything: Part = () => true;
  for (const call of module.calls.values()) {
    const called = calledBy(call, module, options.library);
    if (called === undefined || declares(called, everything, options.library, new Set([module]))) return false;
  }
  const assignments = assignmentsOf(module, options);
  if (assignments.problems.length > 0) return false;
  const looked = new Look(module, new Values(module, options.library, assignments));
  return resources.every((resource) => looked.isSettled(resource));
}

/** Principals, policies, and what attaches these. */
const SETTLED = /^aws_(?:iam|ssoadmin)_/u;

/** Far fewer than the evaluator takes, in all worlds together. */
const MAX_RESOURCES = 500;
const MAX_INSTANCES = 500;

/** Ends of the names of policies of AWS that reach CloudTrail; escapes may hide them. */
const reaching: readonly string[] = [...reachingPolicies, '\\u', '\\U'];

const mayName = (text: string): boolean => reaching.some((name) => text.includes(name));

/** Attributes that name policies which are granted, by their ARNs. */
const naming: ReadonlySet<string> = new Set(['policy_arn', 'policy_arns', 'managed_policy_arn', 'managed_policy_arns']);

class Look {
  private readonly policies: Policies;
  private made = 0;

  constructor(
    module: Module,
    private readonly values: Values,
  ) {
    this.policies = new Policies(module, values);
  }

  isSettled({ type, body }: ResourceDeclaration): boolean {
    this.values.times = 1;
    const counted = this.instances(attribute(body, 'count') ?? attribute(body, 'enabled'), attribute(body, 'for_each'));
    if (counted === undefined || (this.made += counted.count) > MAX_INSTANCES) return false;
    this.values.times = Math.max(1, counted.count);
    const wanted = modelled.get(type) ?? [];
    const blocks = body.blocks.filter((block) => wanted.includes(block.type === 'dynamic' ? (block.labels[0]?.text ?? '') : block.type));
    return (
      body.attributes.every(({ name, value }) => !wanted.includes(name) || this.attribute(type, [name], value, counted.names)) &&
      // Of a block all is evaluated; none within one has blocks of its own.
      blocks.every((block) => block.type !== 'dynamic' && block.body.blocks.length === 0 && block.body.attributes.every(({ name, value }) => this.attribute(type, [block.type, name], value, counted.names)))
    );
  }

  private attribute(type: string, path: readonly string[], value: Expression, names: Names): boolean {
    const places = documentsOf(type).filter((place) => path.every((name, index) => place.path[index] === name));
    const [place] = places;
    // Blocks that are written as a value: there are none, where it is short.
    if (place !== undefined && place.path.length > path.length) return value.kind === 'tuple' && value.items.length === 0;
    if (place !== undefined && place.kind !== 'filter') return this.policies.document(value, names);
    return this.values.tellsNothing(value, naming.has(path.at(-1) ?? '') ? 'named' : 'value', names);
  }

  /** How many instances there are at most, and the names that hold in each. */
  private instances(count: Expression | undefined, forEach: Expression | undefined): Instances | undefined {
    if (count !== undefined) {
      const most = this.counted(count);
      return most === undefined ? undefined : { count: most, names: new Map([['count.index', 'quoted']]) };
    }
    if (forEach === undefined) return { count: 1, names: noNames };
    const texts = this.keyed(forEach);
    return texts === undefined ? undefined : { count: texts.length, names: namesOf(texts) };
  }

  /** A whole number, or a choice of such. */
  private counted(count: Expression): number | undefined {
    if (count.kind === 'literal') return typeof count.value === 'number' && Number.isInteger(count.value) && count.value >= 0 ? count.value : typeof count.value === 'boolean' ? 1 : undefined;
    if (count.kind === 'parens') return this.counted(count.inner);
    if (count.kind !== 'conditional' || !this.isChoice(count.condition)) return undefined;
    const [yes, no] = [this.counted(count.whenTrue), this.counted(count.whenFalse)];
    return yes === undefined || no === undefined ? undefined : Math.max(yes, no);
  }

  /** Texts in a list or a set, or a choice of such. */
  private keyed(forEach: Expression): readonly string[] | undefined {
    if (forEach.kind === 'parens') return this.keyed(forEach.inner);
    if (forEach.kind === 'call' && forEach.name === 'toset' && !forEach.expandsFinal && forEach.arguments.length === 1 && forEach.arguments[0]?.kind === 'tuple') return this.keyed(forEach.arguments[0]);
    if (forEach.kind === 'tuple') {
      const texts = forEach.items.flatMap((item) => (item.kind === 'template' ? (plainTemplate(item) ?? []) : []));
      return texts.length === forEach.items.length && this.values.tellsNothing(forEach, 'value') ? texts : undefined;
    }
    if (forEach.kind !== 'conditional' || !this.isChoice(forEach.condition)) return undefined;
    const [yes, no] = [this.keyed(forEach.whenTrue), this.keyed(forEach.whenFalse)];
    return yes === undefined || no === undefined ? undefined : [...yes, ...no];
  }

  private isChoice(condition: Expression): boolean {
    return this.values.look() && this.values.chooses() && this.values.deeper(() => this.values.tellsNothing(condition, 'value'));
  }
}

interface Instances {
  readonly count: number;
  readonly names: Names;
}

const namesOf = (texts: readonly string[]): Names => {
  const good = texts.every((text) => QUOTABLE.test(text)) ? 'quoted' : 'text';
  return new Map([['each.key', good], ['each.value', good]]);
};
