import { and, type Truth } from '../core/truth.js';
import { plainText, shown } from '../core/text.js';
import type { Origin } from '../core/source.js';
import { PUT_EVENT_SELECTORS, sabotage } from './action.js';
import { capOf, type Cap } from './cap.js';
import { gradeConditions, type GradedCondition } from './conditions.js';
import { managedStatement } from './managed.js';
import { actionReach, denialsOf, resourceReach, type ActionReach, type ResourceReach } from './reach.js';
import type { Permissions, PolicyDocument, Principal, Statement } from './policy.js';
import type { Scope } from './trails.js';

/** The rule that tells a grant: the first of the catalogue that fits. */
export type GrantKind = 'cloudtrail-admin' | 'full-admin' | 'not-action' | 'wildcard-action' | 'any-trail' | 'one-trail' | 'trail-sabotage';

/** Steps of gravity; `none` is not told. */
export const steps = ['none', 'note', 'warning', 'error'] as const;
export type Step = (typeof steps)[number];

/** What one Allow statement gives one principal over PutEventSelectors (or its siblings), after Denies, conditions and caps. */
export interface Grant {
  readonly kind: GrantKind;
  readonly step: Exclude<Step, 'none'>;
  readonly truth: Exclude<Truth, 'no'>;
  readonly statement: Statement;
  readonly principal: Principal;
  /** The action, the key `NotAction`, or the name of the managed policy that gives it. */
  readonly at: Origin;
  /** As written: `cloudtrail:Put*`; empty for NotAction. */
  readonly action: string;
  /** The actions that are reached, where it is not PutEventSelectors. */
  readonly siblings: readonly string[];
  readonly scope: Scope;
  /** The resource pattern as written; empty for NotResource. */
  readonly resource: string;
  /** The name of the AWS managed policy, if it is one that is attached. */
  readonly managed: string;
  /** What moves the step up or down, or why it does not, in words that fit between commas. */
  readonly because: readonly string[];
  /** Why it is only possible; empty where it is sure. */
  readonly unknown: string;
}

/** Conditions that let everyone, or nobody, pass, on statements that reach PutEventSelectors. */
export interface IdleCondition {
  readonly condition: GradedCondition;
  readonly principal: Principal;
  readonly truth: Exclude<Truth, 'no'>;
}

/** A statement that allows something to a principal, with what may take it away again. */
interface Held {
  readonly statement: Statement;
  readonly principal: Principal;
  readonly hasVariables: boolean;
  /** Of a managed policy. */
  readonly managed: string;
  /** The documents whose Denies count: all that the principal holds. */
  readonly documents: readonly PolicyDocument[];
}

function heldBy(principal: Principal): readonly Held[] {
  const { documents } = principal;
  const own = documents.flatMap((document) => document.statements.items.map((statement) => ({ statement, principal, hasVariables: document.hasVariables, managed: '', documents })));
  const managed = principal.attachments.flatMap((attachment): readonly Held[] => {
    const statement = managedStatement(attachment);
    return statement === undefined ? [] : [{ statement, principal, hasVariables: true, managed: plainText(attachment.name.text) ?? '', documents }];
  });
  return [...own, ...managed];
}

/** Seven rules ask for the grants of a unit. */
const found = new WeakMap<Permissions, readonly Grant[]>();

/** Every grant in a unit, once for each statement and principal. */
export function grantsOf(permissions: Permissions): readonly Grant[] {
  const grants = found.get(permissions) ?? permissions.principals.flatMap((principal) => heldBy(principal).flatMap((held) => gradeStatement(held, permissions)));
  found.set(permissions, grants);
  return grants;
}

/** Conditions without effect, on statements that would reach PutEventSelectors. */
export function idleConditions(permissions: Permissions): readonly IdleCondition[] {
  return permissions.principals.flatMap((principal) =>
    heldBy(principal).flatMap((held): readonly IdleCondition[] => {
      const reached = reachOf(held, PUT_EVENT_SELECTORS);
      if (reached === undefined || held.managed !== '') return [];
      const truth = sure(held, reached);
      if (truth === 'no') return [];
      const graded = gradeConditions(held.statement.conditions.items);
      return graded.filter(({ grade }) => grade === 'void' || grade === 'dead').map((condition) => ({ condition, principal, truth }));
    }),
  );
}

interface Reached {
  readonly action: ActionReach;
  readonly resource: ResourceReach;
}

/** What a statement allows of an action once unconditional Denies are taken away. */
function reachOf({ statement, documents, hasVariables }: Held, name: string): Reached | undefined {
  if (statement.effect.kind === 'known' && statement.effect.value !== 'Allow') return undefined;
  const action = actionReach(statement, name);
  if (action === undefined) return undefined;
  const target = name.includes('EventDataStore') ? 'eventdatastore' : 'trail';
  const resource = resourceReach(statement, denialsOf(documents, name), hasVariables, target);
  return resource === undefined ? undefined : { action, resource };
}

const sure = ({ statement, principal }: Held, { action, resource }: Reached): Truth =>
  [action.truth, resource.truth, statement.exists, principal.exists, statement.effect.kind === 'known' ? 'yes' : 'maybe'].reduce<Truth>((a, b) => and(a, b as Truth), 'yes');

function gradeStatement(held: Held, permissions: Permissions): readonly Grant[] {
  const reached = reachOf(held, PUT_EVENT_SELECTORS);
  if (reached !== undefined) return grade(held, reached, kindOf(reached), baseStep(reached), [], permissions);
  const siblings = sabotage.filter((name) => isWide(reachOf(held, name)));
  const [first] = siblings;
  const other = first === undefined ? undefined : reachOf(held, first);
  return other === undefined ? [] : grade(held, other, 'trail-sabotage', 'warning', siblings, permissions);
}

const isWide = (reached: Reached | undefined): boolean => reached !== undefined && (reached.resource.scope === 'all' || reached.resource.scope === 'account') && reached.action.truth === 'yes' && reached.resource.truth === 'yes';

function kindOf({ action, resource }: Reached): GrantKind {
  if (resource.scope === 'one') return 'one-trail';
  switch (action.breadth) {
    case 'everything':
      return /^\*+$/u.test(plainText(resource.pattern?.text ?? []) ?? '') ? 'full-admin' : 'cloudtrail-admin';
    case 'service':
      return 'cloudtrail-admin';
    case 'not-action':
      return 'not-action';
    case 'wildcard':
      return 'wildcard-action';
    case 'named':
      return 'any-trail';
  }
}

/** Name patterns of trails that a service makes for itself. */
const ownTrails = /:trail\/(?:codepipeline-source-trail|aws-controltower)[^/]*$/u;

function baseStep({ resource }: Reached): Step {
  switch (resource.scope) {
    case 'all':
    case 'account':
      return 'error';
    case 'region':
      return 'warning';
    case 'some':
      return ownTrails.test(resource.pattern === undefined ? '' : shown(resource.pattern.text)) ? 'note' : 'warning';
    case 'one':
      return 'note';
    case 'none':
      return 'none';
  }
}

const lower = (step: Step): Step => steps[Math.max(0, steps.indexOf(step) - 1)] ?? 'none';
const higher = (step: Step): Step => steps[Math.min(steps.length - 1, steps.indexOf(step) + 1)] ?? 'error';

/** A step so far, and why. */
interface Standing {
  readonly step: Step;
  readonly because: readonly string[];
  readonly truth: Truth;
  readonly unknown: string;
}

function grade(held: Held, reached: Reached, kind: GrantKind, base: Step, siblings: readonly string[], permissions: Permissions): readonly Grant[] {
  const { action, resource } = reached;
  const unknown = [action.unknown, resource.unknown].find((why) => why !== '') ?? '';
  const certain = sure(held, reached);
  // What cannot be resolved is told low: never an error on a guess.
  const unresolved = action.truth === 'maybe' || resource.truth === 'maybe';
  const start: Standing = { step: unresolved ? 'note' : base, because: resource.reduced ? ['a Deny takes a part of it away'] : [], truth: certain, unknown };
  const standing = [byConditions(held), byDenials(held, siblings[0] ?? PUT_EVENT_SELECTORS), byHolder(held, kind), byCaps(held, reached, siblings[0] ?? PUT_EVENT_SELECTORS, permissions)].reduce(
    (at, move) => move(at),
    start,
  );
  if (standing.step === 'none' || standing.truth === 'no') return [];
  return [
    {
      kind,
      step: standing.step,
      truth: standing.truth,
      statement: held.statement,
      principal: held.principal,
      at: action.at,
      action: action.text === undefined ? '' : shown(action.text.text),
      siblings,
      scope: resource.scope,
      resource: resource.pattern === undefined ? '' : shown(resource.pattern.text),
      managed: held.managed,
      because: standing.because,
      unknown: standing.unknown,
    },
  ];
}

type Move = (standing: Standing) => Standing;

const moved = (standing: Standing, step: Step, why: string): Standing => ({ ...standing, step, because: [...standing.because, why] });

/** Rows 9 to 11 of the graded table. */
const byConditions =
  ({ statement }: Held): Move =>
  (standing) => {
    const { items, unseen } = statement.conditions;
    if (unseen[0] !== undefined) return { ...standing, truth: and(standing.truth, 'maybe'), unknown: standing.unknown || unseen[0].reason };
    const [first] = gradeConditions(items);
    if (first === undefined) return standing;
    const { condition, key } = { condition: first, key: first.test.key };
    switch (condition.grade) {
      case 'dead':
        return { ...standing, step: 'none' };
      case 'strong':
        return moved(standing, lower(standing.step), `narrowed by its condition on \`${key}\``);
      case 'open':
        return { ...standing, truth: and(standing.truth, 'maybe'), unknown: standing.unknown || `the condition on \`${key}\` is not known here` };
      case 'weak':
      case 'void':
        return moved(standing, standing.step, `its condition on \`${key}\` does not help: ${condition.because}`);
      case 'none':
        return standing;
    }
  };

/** Row 13: a conditional Deny that exempts named principals. */
const byDenials =
  ({ documents }: Held, action: string): Move =>
  (standing) =>
    documents.some(({ statements }) => statements.items.some((statement) => exempts(statement, action)))
      ? moved(standing, lower(standing.step), 'a conditional Deny leaves it to named principals')
      : standing;

const exemptingKeys = /^aws:(?:principalarn|principaltag\/.+|userid|username)$/iu;

function exempts(statement: Statement, action: string): boolean {
  const { effect, conditions } = statement;
  if (effect.kind !== 'known' || effect.value !== 'Deny' || conditions.items.length === 0 || conditions.unseen.length > 0) return false;
  const pure = conditions.items.every(({ operator, key }) => /^(?:string|arn)not(?:equals|like)/iu.test(operator) && exemptingKeys.test(key));
  return pure && actionReach(statement, action)?.truth === 'yes' && resourceReach({ ...statement, conditions: { ...conditions, items: [] } }, [], true, 'trail')?.scope === 'all';
}

/** Rows 14 and 15: boundaries and service control policies in view. */
const byCaps =
  (held: Held, reached: Reached, action: string, { controls }: Permissions): Move =>
  (standing) => {
    const cap: Cap = capOf(held.principal, controls, action, reached.resource.pattern?.text ?? ['*']);
    switch (cap.kind) {
      case 'none':
        return standing;
      case 'boundary':
        return moved(standing, standing.step === 'none' ? 'none' : 'note', `held only by the permissions boundary ${cap.name}`);
      case 'control':
        return moved(standing, lower(standing.step), `the service control policy ${cap.name} denies it, where it is attached`);
    }
  };

/** Who holds it: one step up at most, for whoever is easily impersonated; a deployer of the very trail goes one down. */
const byHolder =
  ({ principal, statement }: Held, kind: GrantKind): Move =>
  (standing) => {
    if (standing.step === 'none') return standing;
    if (kind === 'one-trail' && deploys(statement)) return moved(standing, lower(standing.step), 'its statement looks like that of a deployer of the trail');
    const why = exposure(principal);
    return why === undefined ? standing : moved(standing, higher(standing.step), why);
  };

const deploys = (statement: Statement): boolean => ['cloudtrail:CreateTrail', 'cloudtrail:UpdateTrail'].every((name) => actionReach(statement, name)?.truth === 'yes');

function exposure({ kind, trust }: Principal): string | undefined {
  if (kind === 'user' || kind === 'group') return 'users hold long-lived keys';
  if (kind !== 'role') return undefined;
  if (trust.by === 'open') return 'its trust policy lets strangers in';
  return trust.by === 'compute' ? 'whatever runs on the compute resource holds it' : undefined;
}
