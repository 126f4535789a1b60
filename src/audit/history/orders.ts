import type { Change } from './change.js';
import { after, stateKey, UNSEEN, type State } from './state.js';
import { hidden } from './verdict.js';
import { SAME_SECOND } from './statuses.js';

/** Above so many calls in one second on one sink all orders are too many to look at; CloudTrail's own limit for such calls is one or two a second. */
const MOST_CALLS = 6;
/** Above so many states that a sink may have nothing is said of it any more. */
const MOST_STATES = 32;

/**
 * What calls of the same second make of a sink. Records have no finer time, and eventIDs no order: what was called first is not
 * known, but for what could not have succeeded otherwise. Every order that may have been is looked at.
 */
export function afterAll(states: readonly State[], changes: readonly Change[]): readonly State[] {
  const [only, second] = changes;
  if (only !== undefined && second === undefined) return distinct(explained(states, only).map((state) => after(state, only)));
  if (changes.length > MOST_CALLS) return [vague(states)];
  const found = [outcomes(states, changes, 'possible'), outcomes(states, changes, 'possible-but-for-the-first'), outcomes(states, changes, 'any')].find((some) => some.length > 0) ?? states;
  return found.length > MOST_STATES ? [vague(found)] : found;
}

/** Which orders count: a record of a call in between may be missing. */
type Orders = 'possible' | 'possible-but-for-the-first' | 'any';

function outcomes(states: readonly State[], changes: readonly Change[], orders: Orders): readonly State[] {
  const ends = new Map<string, State>();
  const seen = new Set<string>();
  const go = (state: State, done: number): void => {
    const key = `${done} ${stateKey(state)}`;
    if (seen.has(key)) return;
    seen.add(key);
    if (done === 2 ** changes.length - 1) ends.set(stateKey(state), state);
    changes.forEach((change, index) => {
      const bit = 2 ** index;
      if (Math.floor(done / bit) % 2 === 1) return;
      if (orders === 'any' || (orders !== 'possible' && done === 0) || succeeds(state, change)) go(after(state, change), done + bit);
    });
  };
  for (const state of states) go(state, 0);
  return sorted(ends);
}

/** API Reference: `TrailAlreadyExistsException`, `TrailNotFoundException`. */
const succeeds = ({ exists }: State, { does }: Change): boolean => (does === 'create' || does === 'restore' ? exists !== 'yes' : exists !== 'no');

/** That a call succeeded shows which of several states it was; where it was none of them a record is missing. */
function explained(states: readonly State[], change: Change): readonly State[] {
  const possible = states.length === 1 ? states : states.filter((state) => succeeds(state, change));
  return possible.length === 0 ? states : possible;
}

function distinct(states: readonly State[]): readonly State[] {
  return states.length === 1 ? states : sorted(new Map(states.map((state) => [stateKey(state), state])));
}

const sorted = (states: ReadonlyMap<string, State>): readonly State[] => [...states.keys()].sort().flatMap((key) => states.get(key) ?? []);

const ANYTHING = hidden(SAME_SECOND);

/** Something of all the states it may be in, and nothing for sure but what they share. */
function vague(states: readonly State[]): State {
  const [first = UNSEEN] = states;
  const covered = (of: 'regions' | 'accounts') => (states.every((state) => state[of].covered === first[of].covered) ? first[of].covered : 'maybe');
  return { exists: 'yes', logging: 'hidden', selectors: ANYTHING, otherEvents: false, regions: { flag: 'hidden', covered: covered('regions') }, accounts: { flag: 'hidden', covered: covered('accounts') } };
}

const rank: Readonly<Record<Change['does'], number>> = { create: 0, restore: 1, change: 2, start: 3, stop: 4, delete: 5 };

/** One order that may have been, in which those that lose most come last: so that the one is named that may be to blame. */
export function likelyOrder(state: State, changes: readonly Change[]): readonly Change[] {
  const rest = [...changes].sort((a, b) => rank[a.does] - rank[b.does]);
  if (changes.length > MOST_CALLS) return rest;
  const order: Change[] = [];
  let current = state;
  while (rest.length > 0) {
    const index = Math.max(0, rest.findIndex((change) => succeeds(current, change)));
    for (const change of rest.splice(index, 1)) {
      order.push(change);
      current = after(current, change);
    }
  }
  return order;
}
