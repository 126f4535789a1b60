import { isSettled, shown, type Text } from '../core/text.js';
import type { PolicyDocument, PolicyText, Statement } from './grant/policy.js';
import { actionReach, denialsOf, type Denial } from './grant/reach.js';
import { scopeOf, type Target } from './trails.js';

export const targetOf = (action: string): Target => (action.includes('EventDataStore') ? 'eventdatastore' : 'trail');

/**
 * The unconditional Denies of an action among documents. One that covers every trail is as good as one of everything: it
 * takes `*` away too.
 */
export function denials(documents: readonly PolicyDocument[], action: string): readonly Denial[] {
  return documents.flatMap((document) =>
    denialsOf([document], action).map(({ statement, truth }) => ({ statement: overEverything(statement, document.hasVariables, targetOf(action)), truth })),
  );
}

function overEverything(statement: Statement, hasVariables: boolean, target: Target): Statement {
  const { resources } = statement;
  const items = resources.values.items.map((item): PolicyText => (coversAll(item.text, hasVariables, target) ? { ...item, text: ['*'] } : item));
  return { ...statement, resources: { ...resources, values: { ...resources.values, items } } };
}

/** Those of the own account are all that an identity can reach: there are no resource policies on trails. */
function coversAll(text: Text, hasVariables: boolean, target: Target): boolean {
  if (!isSettled(text)) return false;
  const scope = scopeOf(text, hasVariables, target);
  return scope === 'all' || (scope === 'account' && text.some((part) => typeof part !== 'string' && part.name === 'AWS::AccountId'));
}

/** Patterns of what is allowed times patterns of what is denied. */
const MOST_PAIRS = 500_000;

const patternsIn = (statements: readonly Statement[]): number => statements.reduce((sum, { resources }) => sum + resources.values.items.length, 0);

/** What the documents of a principal take away: their Denies of an action, without conditions and with. Found once for all its statements. */
export class Taken {
  private readonly found = new Map<string, readonly Denial[]>();
  private readonly exemptions = new Map<string, readonly Statement[]>();
  private readonly tooMuch = new Map<string, boolean>();
  private count: number | undefined;

  constructor(readonly documents: readonly PolicyDocument[]) {}

  of(action: string): readonly Denial[] {
    return remembered(this.found, action, () => denials(this.documents, action));
  }

  /** Whether there are more patterns to hold against each other than IAM takes for a principal: its policies have some thousands of characters each. */
  isTooMuch(action: string): boolean {
    const known = this.tooMuch.get(action) ?? patternsIn(this.of(action).map(({ statement }) => statement)) * this.patterns() > MOST_PAIRS;
    this.tooMuch.set(action, known);
    return known;
  }

  private patterns(): number {
    return (this.count ??= patternsIn(this.documents.flatMap(({ statements }) => statements.items)));
  }

  /** Denies that leave the action to named principals. */
  exempting(action: string): readonly Statement[] {
    return remembered(this.exemptions, action, () =>
      this.documents.flatMap(({ statements, hasVariables }) => statements.items.filter((statement) => exempts(statement, action)).map((statement) => overEverything(statement, hasVariables, targetOf(action)))),
    );
  }
}

function remembered<T>(found: Map<string, T>, key: string, find: () => T): T {
  const known = found.get(key);
  if (known !== undefined) return known;
  const value = find();
  found.set(key, value);
  return value;
}

const exemptingKeys = /^aws:(?:principalarn|principaltag\/.+|userid|username)$/iu;

/** A Deny of which the condition does nothing but exempt named principals. */
function exempts(statement: Statement, action: string): boolean {
  const { effect, conditions, exists } = statement;
  if (effect.kind !== 'known' || effect.value !== 'Deny' || exists !== 'yes' || conditions.items.length === 0 || conditions.unseen.length > 0) return false;
  const pure = conditions.items.every(({ operator, key, values }) => /^(?:string|arn)not(?:equals|like)/iu.test(operator) && exemptingKeys.test(key) && values.unseen.length === 0 && values.items.every(isNamed));
  return pure && actionReach(statement, action)?.truth === 'yes';
}

/** Whoever is spared by `*`, or by a value that is not known, may be everybody. */
const isNamed = ({ text }: PolicyText): boolean => isSettled(text) && !/^(?:\*+|arn:[^:]*:(?:iam|sts|\*)::\*:\*+)$/u.test(shown(text));
