import { and, type Truth } from '../../core/truth.js';
import { plainText, shown, type Text } from '../../core/text.js';
import type { Origin } from '../../core/source.js';
import { PUT_EVENT_SELECTORS, sabotage } from './action.js';
import { capOf, type Cap } from './cap.js';
import { gradeConditions, type GradedCondition } from './conditions.js';
import { heldBy, isUnresolved, mayGrant, reachOf, sure, type Held, type Reached } from './held.js';
import { actionReach } from './reach.js';
import type { Permissions, Principal, Statement } from './policy.js';
import { patternContains, type Scope } from '../trails.js';

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
  /** The resource that declares the statement, or attaches the managed policy. */
  readonly address: string;
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
  /** How much of `because` is so whoever holds it. */
  readonly general: number;
  /** Why it is only possible; empty where it is sure. */
  readonly unknown: string;
}

/** Conditions that let everyone, or nobody, pass, on statements that reach PutEventSelectors. */
export interface IdleCondition {
  readonly condition: GradedCondition;
  readonly principal: Principal;
  readonly truth: Exclude<Truth, 'no'>;
}

const graded = new WeakMap<Permissions, readonly Grant[]>();

/** Every grant in a unit, once for each statement and principal. Each rule about grants asks for all of them. */
export function grantsOf(permissions: Permissions): readonly Grant[] {
  const known = graded.get(permissions);
  if (known !== undefined) return known;
  const grants = permissions.principals.flatMap((principal) => heldBy(principal).flatMap((held) => gradeStatement(held, permissions)));
  graded.set(permissions, grants);
  return grants;
}

/** Conditions without effect, on statements that would reach PutEventSelectors. */
export function idleConditions(permissions: Permissions): readonly IdleCondition[] {
  return permissions.principals.flatMap((principal) =>
    heldBy(principal).flatMap((held): readonly IdleCondition[] => {
      if (held.managed !== '' || held.statement.conditions.items.length === 0) return [];
      const reached = reachOf(held, PUT_EVENT_SELECTORS);
      const truth = reached === undefined ? 'no' : sure(held, reached);
      if (truth === 'no') return [];
      return gradeConditions(held.statement.conditions.items)
        .filter(({ grade }) => grade === 'void' || grade === 'dead')
        .map((condition) => ({ condition, principal, truth }));
    }),
  );
}

function gradeStatement(held: Held, permissions: Permissions): readonly Grant[] {
  const reached = reachOf(held, PUT_EVENT_SELECTORS);
  if (reached !== undefined) return grade(held, reached, kindOf(reached), baseStep(reached), [], permissions);
  const siblings = sabotage.filter((name) => isWide(reachOf(held, name)));
  const [first] = siblings;
  const other = first === undefined ? undefined : reachOf(held, first);
  return other === undefined ? [] : grade(held, other, 'trail-sabotage', 'warning', siblings, permissions);
}

/** On all trails, as far as is known: a list of resources out of sight may hold them all. */
const isWide = (reached: Reached | undefined): boolean => {
  if (reached === undefined) return false;
  const { scope, pattern, truth } = reached.resource;
  return scope === 'all' || scope === 'account' || (pattern === undefined && truth === 'maybe');
};

function kindOf({ action, resource }: Reached): GrantKind {
  if (resource.scope === 'one') return 'one-trail';
  switch (action.breadth) {
    case 'everything':
      // NotResource has no pattern: it is everything but what it lists.
      return resource.pattern === undefined || /^\*+$/u.test(plainText(resource.pattern.text) ?? '') ? 'full-admin' : 'cloudtrail-admin';
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
  const start: Standing = { step: isUnresolved(held, reached) ? 'note' : base, because: resource.reduced ? ['a Deny takes a part of it away'] : [], truth: certain, unknown };
  const conditioned = byConditions(held)(start);
  const standing = [byDenials(held, reached, siblings[0] ?? PUT_EVENT_SELECTORS), byHolder(held, reached, kind), byCaps(held, reached, siblings[0] ?? PUT_EVENT_SELECTORS, permissions)].reduce(
    (at, move) => move(at),
    conditioned,
  );
  if (standing.step === 'none' || standing.truth === 'no') return [];
  return [
    {
      kind,
      step: standing.step,
      truth: standing.truth,
      statement: held.statement,
      principal: held.principal,
      address: held.address,
      at: action.at,
      action: action.text === undefined ? '' : shown(action.text.text),
      siblings,
      scope: resource.scope,
      resource: resource.pattern === undefined ? '' : shown(resource.pattern.text),
      managed: held.managed,
      because: standing.because,
      general: conditioned.because.length,
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
  ({ taken }: Held, { resource }: Reached, action: string): Move =>
  (standing) => {
    const text = resource.pattern?.text ?? EVERYTHING;
    const covers = ({ resources }: Statement): boolean => !resources.negated && resources.values.items.some((one) => patternContains(one.text, text));
    return taken.exempting(action).some(covers) ? moved(standing, lower(standing.step), 'a conditional Deny leaves it to named principals') : standing;
  };

const EVERYTHING: Text = ['*'];

/** Rows 14 and 15: boundaries and service control policies in view. */
const byCaps =
  (held: Held, reached: Reached, action: string, { controls }: Permissions): Move =>
  (standing) => {
    const cap: Cap = capOf(held.principal, controls, action, reached.resource.pattern?.text ?? EVERYTHING);
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
  (held: Held, { resource }: Reached, kind: GrantKind): Move =>
  (standing) => {
    const { principal } = held;
    if (standing.step === 'none') return standing;
    if (kind === 'one-trail' && resource.pattern !== undefined && deploys(held, resource.pattern.text)) return moved(standing, lower(standing.step), 'its holder looks like the deployer of the trail');
    if (kind === 'full-admin' && principal.trust.by === 'deployment') return moved(standing, lower(standing.step), 'only CloudFormation takes this role on');
    const why = exposure(principal);
    return why === undefined ? standing : moved(standing, higher(standing.step), why);
  };

const isNamed = (statement: Statement, name: string): boolean => {
  const reach = actionReach(statement, name);
  return reach?.truth === 'yes' && reach.breadth === 'named';
};

/** Whether the documents of the holder make and change the one trail as well. */
const deploys = ({ taken }: Held, trail: Text): boolean =>
  ['cloudtrail:CreateTrail', 'cloudtrail:UpdateTrail'].every((name) =>
    taken.documents.some(({ statements }) =>
      statements.items.some((statement) => mayGrant(statement) && isNamed(statement, name) && !statement.resources.negated && statement.resources.values.items.some(({ text }) => shown(text) === shown(trail))),
    ),
  );

function exposure({ kind, trust }: Principal): string | undefined {
  if (kind === 'user' || kind === 'group') return 'users hold long-lived keys';
  if (kind !== 'role') return undefined;
  if (trust.by === 'open') return 'its trust policy lets strangers in';
  return trust.by === 'compute' ? 'whatever runs on the compute resource holds it' : undefined;
}
