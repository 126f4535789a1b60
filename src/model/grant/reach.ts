import { and, any, not, or, type Truth } from '../../core/truth.js';
import { isSettled, plainText } from '../../core/text.js';
import type { Origin } from '../../core/source.js';
import { actionMatches, actionMayMatch, breadthOf, type Breadth } from './action.js';
import type { PolicyDocument, PolicyText, Selection, Statement } from './policy.js';
import { common, covers, coversTrail, scopeOf, wider, type Scope, type Target } from '../trails.js';

/** How a statement names an action. */
export interface ActionReach {
  readonly truth: Exclude<Truth, 'no'>;
  readonly breadth: Breadth | 'not-action';
  /** The broadest pattern that reaches it, or the key `NotAction`. */
  readonly at: Origin;
  readonly text: PolicyText | undefined;
  readonly unknown: string;
}

const order: readonly Breadth[] = ['named', 'wildcard', 'service', 'everything'];

/** Whether a statement's actions take `action` in; undefined where they surely do not. */
export function actionReach({ actions }: Statement, action: string): ActionReach | undefined {
  return actions.negated ? notActionReach(actions, action) : listedReach(actions, action);
}

function listedReach({ values }: Selection, action: string): ActionReach | undefined {
  let broadest: PolicyText | undefined;
  let breadth: Breadth = 'named';
  let open: PolicyText | undefined;
  for (const value of values.items) {
    const truth = actionMayMatch(value.text, action);
    if (truth === 'maybe') open ??= value;
    if (truth !== 'yes') continue;
    const own = breadthOf(plainText(value.text) ?? '');
    if (broadest === undefined || order.indexOf(own) > order.indexOf(breadth)) [broadest, breadth] = [value, own];
  }
  if (broadest !== undefined) return { truth: 'yes', breadth, at: broadest.origin, text: broadest, unknown: '' };
  if (open !== undefined) return { truth: 'maybe', breadth: 'named', at: open.origin, text: open, unknown: open.unknown };
  const [unseen] = values.unseen;
  return unseen === undefined ? undefined : { truth: 'maybe', breadth: 'named', at: unseen.origin, text: undefined, unknown: unseen.reason };
}

function notActionReach({ values }: Selection, action: string): ActionReach | undefined {
  const listed = or(any(values.items.map(({ text }) => actionMayMatch(text, action))), values.unseen.length > 0 ? 'maybe' : 'no');
  const truth = not(listed);
  if (truth === 'no') return undefined;
  const why = values.unseen[0]?.reason ?? values.items.find(({ unknown }) => unknown !== '')?.unknown ?? '';
  return { truth, breadth: 'not-action', at: values.origin, text: undefined, unknown: truth === 'maybe' ? why : '' };
}

/** What of a statement's resources is left after Denies, as patterns; `everything` is what a NotResource leaves. */
export interface ResourceReach {
  readonly scope: Scope;
  readonly truth: Exclude<Truth, 'no'>;
  /** The pattern that gives the scope; undefined for NotResource. */
  readonly pattern: PolicyText | undefined;
  readonly unknown: string;
  /** Some Deny took a part away. */
  readonly reduced: boolean;
}

/** An unconditional Deny of the action that holds for the same principal. */
export interface Denial {
  readonly statement: Statement;
  readonly truth: Exclude<Truth, 'no'>;
}

/** What a principal holds is asked for each of its statements, and never changes. */
const known = new WeakMap<readonly PolicyDocument[], Map<string, readonly Denial[]>>();

/** Unconditional Denies of `action` among documents. A Deny that may not hold for sure can only make a grant possible. */
export function denialsOf(documents: readonly PolicyDocument[], action: string): readonly Denial[] {
  const byAction = known.get(documents) ?? new Map<string, readonly Denial[]>();
  known.set(documents, byAction);
  const denials = byAction.get(action) ?? findDenials(documents, action);
  byAction.set(action, denials);
  return denials;
}

function findDenials(documents: readonly PolicyDocument[], action: string): readonly Denial[] {
  return documents.flatMap(({ statements }) =>
    statements.items.flatMap((statement): readonly Denial[] => {
      const { effect, conditions, exists } = statement;
      if ((effect.kind === 'known' && effect.value !== 'Deny') || conditions.items.length > 0) return [];
      const reach = actionReach(statement, action);
      if (reach === undefined) return [];
      const truth = [reach.truth, exists, effect.kind === 'known' ? 'yes' : 'maybe', conditions.unseen.length > 0 ? 'maybe' : 'yes'] as const;
      const sure = truth.reduce<Truth>(and, 'yes');
      return sure === 'no' ? [] : [{ statement, truth: sure }];
    }),
  );
}

/** The widest scope of trails that a statement's resources cover once Denies are taken away; undefined where none is left. */
export function resourceReach(statement: Statement, denials: readonly Denial[], hasVariables: boolean, target: Target): ResourceReach | undefined {
  const { negated, values } = statement.resources;
  const whole = negated ? [EVERYTHING] : values.items.map(pieceOf);
  // NotResource: everything but what denying its patterns would take away.
  const taken: readonly Denial[] = negated ? [{ statement: { ...statement, resources: { negated: false, values } }, truth: 'yes' }, ...denials] : denials;
  const reaches = whole.flatMap((piece) => reachesOf(left(piece, taken, target), hasVariables, target));
  const [unseen] = values.unseen;
  const open: readonly ResourceReach[] = unseen === undefined || negated ? [] : [{ scope: 'some', truth: 'maybe', pattern: undefined, unknown: unseen.reason, reduced: false }];
  return [...reaches, ...open].reduce<ResourceReach | undefined>(broader, undefined);
}

const reachesOf = (pieces: readonly Piece[], hasVariables: boolean, target: Target): readonly ResourceReach[] =>
  pieces.flatMap(({ text, ...piece }): readonly ResourceReach[] => {
    const scope = scopeOf(text, hasVariables, target);
    return scope === 'none' ? [] : [{ ...piece, scope }];
  });

/** What is sure counts before what is possible, unless that is one trail, which says nothing of what else there may be. */
function broader(a: ResourceReach | undefined, b: ResourceReach): ResourceReach {
  if (a === undefined) return b;
  if (a.truth !== b.truth) {
    const [sure, open] = a.truth === 'yes' ? [a, b] : [b, a];
    return sure.scope === 'one' && open.scope !== 'one' ? open : sure;
  }
  return wider(a.scope, b.scope) === a.scope ? a : b;
}

/** Trails that one pattern of a statement covers, or a part of them. */
interface Piece {
  /** As the statement has it; undefined for NotResource. */
  readonly pattern: PolicyText | undefined;
  readonly text: PolicyText['text'];
  readonly truth: ResourceReach['truth'];
  readonly unknown: string;
  readonly reduced: boolean;
}

const EVERYTHING: Piece = { pattern: undefined, text: ['*'], truth: 'yes', unknown: '', reduced: false };

const pieceOf = (pattern: PolicyText): Piece => ({ pattern, text: pattern.text, truth: isSettled(pattern.text) ? 'yes' : 'maybe', unknown: pattern.unknown, reduced: false });

/**
 * What Denies leave of one piece. Those with NotResource come first: what they leave, another may take away. A pattern that
 * no single pattern of a Deny covers stays whole, be it that some of its trails, or all of them one by one, are denied.
 */
function left(piece: Piece, denials: readonly Denial[], target: Target): readonly Piece[] {
  const negated = ({ statement }: Denial): boolean => statement.resources.negated;
  const inOrder = [...denials.filter(negated), ...denials.filter((denial) => !negated(denial))];
  let pieces: readonly Piece[] = [piece];
  for (const denial of inOrder) {
    pieces = pieces.flatMap((one) => (negated(denial) ? within(one, denial, target) : without(one, denial, target)));
    if (pieces.length > MOST_PIECES) return [possible(piece, denial)];
  }
  return pieces;
}

/** Each Deny with NotResource may leave as many pieces of a piece as it has patterns. */
const MOST_PIECES = 1000;

function without(piece: Piece, denial: Denial, target: Target): readonly Piece[] {
  const covered = and(denial.truth, coveredBy(denial, piece, target));
  return covered === 'yes' ? [] : covered === 'maybe' ? [possible(piece, denial)] : [piece];
}

/** A Deny with NotResource leaves exactly what it lists. */
function within(piece: Piece, denial: Denial, target: Target): readonly Piece[] {
  const { items, unseen } = denial.statement.resources.values;
  if (any(items.map(({ text }) => covers(text, piece.text, target))) === 'yes') return [piece];
  // It may leave less, or other things than are seen here.
  if (denial.truth === 'maybe' || unseen.length > 0) return [possible(piece, denial)];
  return items.flatMap(({ text, unknown }): readonly Piece[] => {
    const shared = common(piece.text, text, target);
    if (shared === undefined) return [];
    const part: Piece = { ...piece, text: shared, reduced: true };
    return [isSettled(text) ? part : { ...part, truth: 'maybe', unknown: part.unknown || unknown }];
  });
}

function coveredBy({ statement }: Denial, { text }: Piece, target: Target): Truth {
  const { items, unseen } = statement.resources.values;
  return or(any(items.map((one) => covers(one.text, text, target))), unseen.length > 0 ? 'maybe' : 'no');
}

function possible(piece: Piece, { statement }: Denial): Piece {
  const { items, unseen } = statement.resources.values;
  const why = [piece.unknown, unseen[0]?.reason ?? '', ...items.map(({ unknown }) => unknown)].find((reason) => reason !== '');
  return { ...piece, truth: 'maybe', unknown: why ?? 'a Deny may take it away' };
}

/** One request, as the simulators ask it. */
export interface Request {
  readonly action: string;
  readonly trail: string;
}

/**
 * IAM's verdict on one request for documents without conditions, unknowns or variables: an explicit Deny wins, else one
 * Allow suffices. For tests against another simulator; rules ask for scopes.
 */
export function decides(documents: readonly PolicyDocument[], request: Request): 'allowed' | 'denied' | 'implicitly-denied' {
  const applying = documents.flatMap(({ statements }) => statements.items.filter((statement) => applies(statement, request)));
  const effects = applying.map(({ effect }) => (effect.kind === 'known' ? effect.value : 'Deny'));
  return effects.includes('Deny') ? 'denied' : effects.includes('Allow') ? 'allowed' : 'implicitly-denied';
}

const selected = ({ negated, values }: Selection, hit: (text: string) => boolean): boolean =>
  values.items.some(({ text }) => hit(plainText(text) ?? '')) !== negated;

const applies = ({ actions, resources }: Statement, { action, trail }: Request): boolean =>
  selected(actions, (pattern) => actionMatches(pattern, action)) && selected(resources, (pattern) => coversTrail(pattern, trail));
