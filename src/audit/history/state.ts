import type { Truth } from '../../core/truth.js';
import type { Change, Flag, ToldReach } from './change.js';
import { UNTOLD, type Verdict } from './verdict.js';

/** Whether a sink sees more than its own account and Region. */
export interface Reach {
  readonly flag: Flag | 'unknown';
  /** Whether it has seen more at some time while it logged, so that there is something to lose. */
  readonly covered: Truth;
}

/** A sink at one moment, as far as the records tell. */
export interface State {
  /** `maybe`: no call has spoken of it so far. */
  readonly exists: Truth;
  /** `not-begun`: it was made, and has never logged. */
  readonly logging: Flag | 'unknown' | 'not-begun';
  readonly selectors: Verdict;
  /** An event data store of something else than CloudTrail events, and always was. */
  readonly otherEvents: boolean;
  readonly regions: Reach;
  readonly accounts: Reach;
}

const UNKNOWN: Reach = { flag: 'unknown', covered: 'maybe' };

/** Before the first call that speaks of a sink nothing is known of it, not even that it has the defaults. */
export const UNSEEN: State = { exists: 'maybe', logging: 'unknown', selectors: UNTOLD, otherEvents: false, regions: UNKNOWN, accounts: UNKNOWN };

/** Equal for states in which nothing can turn out differently. */
export const stateKey = ({ exists, logging, selectors, otherEvents, regions, accounts }: State): string =>
  [exists, logging, String(otherEvents), regions.flag, regions.covered, accounts.flag, accounts.covered, selectors.id].join(' ');

/** What a successful call makes of a sink. */
export function after(state: State, change: Change): State {
  const next = settled(state, change);
  const begun = next.logging !== 'not-begun' && !next.otherEvents;
  return begun ? { ...next, regions: reached(next.regions), accounts: reached(next.accounts) } : next;
}

const reached = (reach: Reach): Reach => (reach.flag === 'yes' && reach.covered !== 'yes' ? { flag: 'yes', covered: 'yes' } : reach);

function settled(state: State, change: Change): State {
  switch (change.does) {
    case 'create':
      return created(state, change);
    case 'delete':
      return { ...state, exists: 'no', logging: stopped(state) };
    case 'start':
      return { ...alive(state, change), logging: 'yes' };
    case 'stop': {
      const living = alive(state, change);
      return { ...living, logging: stopped(living) };
    }
    case 'restore':
      return told({ ...state, exists: 'yes', logging: state.logging === 'not-begun' ? 'not-begun' : 'unknown' }, change);
    case 'change':
      return told(alive(state, change), change);
  }
}

/** What has never logged cannot stop. */
const stopped = ({ logging }: State): State['logging'] => (logging === 'not-begun' ? 'not-begun' : 'no');

/** A call that succeeds on what was deleted: it was made or restored again, and no record at hand tells how. */
function alive(state: State, { kind }: Change): State {
  if (state.exists !== 'no') return state.exists === 'yes' ? state : { ...state, exists: 'yes' };
  const again: State = { ...state, exists: 'yes', logging: 'unknown' };
  return kind === 'event-data-store' ? again : { ...again, selectors: UNTOLD, regions: unsaid(state.regions), accounts: unsaid(state.accounts) };
}

const unsaid = ({ covered }: Reach): Reach => ({ flag: 'unknown', covered });

/**
 * A new life. What logged before under the same ARN, or may have, is lost until it logs again; where there was nothing, nothing
 * can be lost. API Reference, `CreateTrail`: it does not log before StartLogging.
 */
function created(state: State, change: Change): State {
  const first = state.exists === 'maybe' || state.logging === 'not-begun';
  const begins = first ? 'not-begun' : 'no';
  const logging = change.kind === 'trail' || change.logs === 'no' ? begins : change.logs === 'hidden' ? 'unknown' : 'yes';
  const selectors = change.selectors ?? UNTOLD;
  const multiRegion = change.kind === 'event-data-store' ? 'yes' : 'no';
  return { exists: 'yes', logging, selectors, otherEvents: selectors.otherEvents, regions: made(state.regions, change.regions, multiRegion), accounts: made(state.accounts, change.accounts, 'no') };
}

/** With the service's default: API Reference, `CreateTrail.IsMultiRegionTrail` (false), `CreateEventDataStore.MultiRegionEnabled` (true). */
const made = (reach: Reach, { flag }: ToldReach, fallback: Flag): Reach => ({ flag: flag ?? fallback, covered: reach.covered === 'yes' ? 'yes' : flag === 'hidden' ? 'maybe' : 'no' });

function told(state: State, { selectors, logs, regions, accounts }: Change): State {
  return {
    ...state,
    selectors: selectors ?? state.selectors,
    otherEvents: selectors === undefined ? state.otherEvents : selectors.otherEvents && (state.otherEvents || state.selectors === UNTOLD),
    logging: logs === undefined ? state.logging : logs === 'no' ? stopped(state) : logs === 'hidden' ? 'hidden' : 'yes',
    regions: extended(state.regions, regions),
    accounts: extended(state.accounts, accounts),
  };
}

/** A call that tells the setting without having set it tells what was so before. */
function extended(reach: Reach, { flag, set }: ToldReach): Reach {
  if (flag === undefined) return reach;
  const neverSeen = flag === 'no' && !set && reach.flag === 'unknown' && reach.covered === 'maybe';
  return { flag, covered: neverSeen ? 'no' : reach.covered };
}
