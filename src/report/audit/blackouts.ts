import type { Audit, AuditedSink, Call, Caveat, Scope, Window } from '../../audit/audit.js';
import type { Certainty, Level } from '../../check/finding.js';
import { caveatText, durationText, lostText, placeText, scopesText, sinkText, timeText } from './words.js';

/** Windows that are alike in all but where the events are lost: for people they are one. */
export interface Blackout {
  readonly sink: AuditedSink;
  readonly scopes: readonly Scope[];
  readonly certainty: Certainty;
  readonly level: Level;
  readonly from: number;
  readonly to: number | undefined;
  readonly events: readonly string[];
  readonly opened: Call;
  readonly closed: Call | undefined;
  readonly caveats: readonly Caveat[];
}

/** A possible window counts one level lower; one whose events another sink has all the same is a note. */
export function levelOf({ certainty, caveats }: Pick<Window, 'certainty' | 'caveats'>): Level {
  if (caveats.some(({ kind }) => kind === 'covered-by')) return 'note';
  return certainty === 'definite' ? 'error' : 'warning';
}

/** The level of each attempt: nothing was lost by it. */
export const ATTEMPT: Level = 'note';

/** In the order of the windows. */
export function blackoutsOf({ windows }: Audit): readonly Blackout[] {
  const byKey = new Map<string, Blackout>();
  for (const window of windows) {
    const { scope, ...same } = window;
    const key = keyOf(window);
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? { ...same, level: levelOf(window), scopes: [scope] } : { ...known, scopes: [...known.scopes, scope] });
  }
  return [...byKey.values()];
}

const keyOf = ({ sink, certainty, from, to, events, opened, closed, caveats }: Window): string =>
  JSON.stringify([sink.arn, certainty, from, to ?? '', events, callKey(opened), closed === undefined ? '' : callKey(closed), caveats.map(caveatText)]);

const callKey = (call: Call): readonly string[] => [placeText(call), call.eventId ?? ''];

/** A sentence without its full stop: what was lost, by what, from when to when. */
export function blackoutText(blackout: Blackout): string {
  const { sink, scopes, certainty, from, to, events } = blackout;
  const open = to === undefined;
  const verb = certainty === 'possible' ? 'may not have logged' : open ? 'has not logged' : 'did not log';
  const time = open ? `since ${timeText(from)}` : `from ${timeText(from)} to ${timeText(to)} (${durationText(to - from)})`;
  return `${sinkText(sink)} ${verb} ${lostText(events).replace(/^all /u, 'any of the ')} of ${scopesText(scopes)} ${time}`;
}
