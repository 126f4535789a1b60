import { kmsEvents } from '../../../src/data/kms-events.js';
import type { Attempt, Caveat, Unsettled, Window } from '../../../src/audit/audit.js';
import { historyOf, type History } from '../../../src/audit/history/index.js';
import { nameIn } from '../../../src/audit/history/sinks.js';
import { callsOf, timeOf, type RawRecord } from '../support.js';

export const history = (records: readonly RawRecord[]): History => historyOf(callsOf(records));

/** Seconds since the start of the tests' time. */
const seconds = (time: number): number => (time - timeOf(0)) / 1000;

const names = (readOnly: boolean): string => kmsEvents.filter((event) => event.readOnly === readOnly).map(({ name }) => name).sort().join();
const groups: ReadonlyMap<string, string> = new Map([
  [kmsEvents.map(({ name }) => name).sort().join(), 'all'],
  [names(true), 'reads'],
  [names(false), 'writes'],
  ['', 'none'],
]);

/** `all`, `reads`, `writes`, `none` or the names. */
export const toldEvents = (events: readonly string[]): string => groups.get(events.join()) ?? events.join();

function toldCaveat(caveat: Caveat): string {
  switch (caveat.kind) {
    case 'covered-by':
      return `covered-by ${nameIn(caveat.arn)}`;
    case 'events-seen':
      return `events-seen ${caveat.count} ${caveat.first.name}@${seconds(caveat.first.time)}`;
    case 'depends':
    case 'before-unknown':
    case 'changes-unseen':
      return caveat.kind;
  }
}

/** `t own definite 10-20 all PutEventSelectors-StopLogging (caveats)`. */
export const toldWindow = ({ sink, scope, certainty, from, to, events, opened, closed, caveats }: Window): string =>
  `${nameIn(sink.arn)} ${scope} ${certainty} ${seconds(from)}-${to === undefined ? '' : seconds(to)} ${toldEvents(events)} ${opened.name}-${closed?.name ?? ''} (${caveats.map(toldCaveat).join(', ')})`;

export const toldWindows = (records: readonly RawRecord[]): readonly string[] => history(records).windows.map(toldWindow);

/** `t StopLogging denied all`. */
export const toldAttempt = ({ sink, call, denied, events }: Attempt): string => `${sink === undefined ? 'no sink' : nameIn(sink.arn)} ${call.name} ${denied ? 'denied' : 'failed'} ${toldEvents(events)}`;

export const toldUnsettled = ({ sink, until }: Unsettled): string => `${nameIn(sink.arn)} ${until?.name ?? 'never'}`;
