import type { Scope } from '../audit.js';
import type { Reach, State } from './state.js';
import { ALL_LOST, ALL_UNKNOWN, allDepend, either, NOT_BEGUN, type Statuses } from './statuses.js';

export const scopes = ['own', 'other-regions', 'member-accounts'] as const satisfies readonly Scope[];

/** What becomes of the events, in every scope. */
export interface Judged {
  readonly own: Statuses;
  readonly 'other-regions': Statuses;
  readonly 'member-accounts': Statuses;
  /** It surely does not record the calls that change it. */
  readonly blind: boolean;
}

/** The state of a sink, or what it may be: the same for each event where all say the same. */
export function judged(states: readonly State[]): Judged {
  const all = states.map(judgedOne);
  const [first] = all;
  if (all.length === 1 && first !== undefined) return first;
  return {
    own: either(all.map(({ own }) => own)),
    'other-regions': either(all.map((one) => one['other-regions'])),
    'member-accounts': either(all.map((one) => one['member-accounts'])),
    blind: all.length > 0 && all.every(({ blind }) => blind),
  };
}

function judgedOne(state: State): Judged {
  const own = ownStatuses(state);
  const begun = own !== NOT_BEGUN;
  return {
    own,
    'other-regions': begun ? beyond(own, state.regions, BEFORE_REGIONS) : NOT_BEGUN,
    'member-accounts': begun ? beyond(own, state.accounts, BEFORE_ACCOUNTS) : NOT_BEGUN,
    blind: begun && (own === ALL_LOST || state.selectors.recordsChanges === 'no'),
  };
}

/** What is begun has not stopped being so: a new life in which nothing logs yet is told as lost, not as not begun. */
function ownStatuses({ exists, logging, selectors, otherEvents }: State): Statuses {
  if (otherEvents || logging === 'not-begun') return NOT_BEGUN;
  if (exists === 'no' || logging === 'no') return ALL_LOST;
  if (logging === 'hidden') return perhaps(selectors.logging, 'whether the sink logs is not known');
  return logging === 'yes' ? selectors.logging : selectors.perhapsLogging;
}

const BEFORE_REGIONS = 'whether it logged other Regions before is not known';
const BEFORE_ACCOUNTS = 'whether it logged member accounts before is not known';
/** What becomes of the events that are seen only by a sink which reaches beyond its own account and Region. */
function beyond(own: Statuses, { flag, covered }: Reach, before: string): Statuses {
  switch (flag) {
    case 'yes':
      return own;
    case 'no':
      return covered === 'yes' ? ALL_LOST : covered === 'no' ? NOT_BEGUN : allDepend(before);
    case 'unknown':
      return ALL_UNKNOWN;
    case 'hidden':
      return covered === 'no' ? ALL_UNKNOWN : perhaps(own, 'how far the sink reaches is not known');
  }
}

const perhapsOf = new WeakMap<Statuses, Map<string, Statuses>>();

/** What is lost anyway is lost; the rest depends. */
function perhaps(own: Statuses, reason: string): Statuses {
  const known = perhapsOf.get(own) ?? new Map<string, Statuses>();
  perhapsOf.set(own, known);
  const statuses = known.get(reason) ?? { of: own.of.map((status) => (status === 'lost' ? 'lost' : 'depends')), reason: own.reason ?? reason };
  known.set(reason, statuses);
  return statuses;
}
