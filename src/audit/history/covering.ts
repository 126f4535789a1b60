import { kmsEvents } from '../../data/kms-events.js';
import type { Scope, Window } from '../audit.js';
import { ALL_LOGGED, type Statuses } from './statuses.js';
import { placeOf } from './sinks.js';
import { compare } from './text.js';
import { segmentAt, type Timeline } from './timeline.js';

const indexes: ReadonlyMap<string, number> = new Map(kmsEvents.map(({ name }, index) => [name, index]));

/**
 * Sinks that are known to have logged what another one lost. Only those of the same account: that an account belongs to the
 * organization of another one's trail is nothing that records of these calls tell.
 */
export class Covering {
  /** Of each account those that ever logged anything for sure, by ARN. */
  private readonly byAccount = new Map<string, Candidate[]>();

  constructor(timelines: readonly Timeline[]) {
    const logging = timelines.filter(({ segments }) => segments.some(({ judged }) => judged.own.of.includes('logged')));
    for (const timeline of [...logging].sort((a, b) => compare(a.sink.arn, b.sink.arn))) {
      const { account } = placeOf(timeline.sink.arn);
      const some = this.byAccount.get(account);
      if (some === undefined) this.byAccount.set(account, [candidate(timeline)]);
      else some.push(candidate(timeline));
    }
  }

  /** The ARN of a sink that logged all events of the window all the time, where the window says they were lost; the first by ARN. */
  of(window: Window): string | undefined {
    const { account, region } = placeOf(window.sink.arn);
    const events = window.events.flatMap((name) => indexes.get(name) ?? []);
    const here = scopesToLog(window.scope, true);
    const elsewhere = scopesToLog(window.scope, false);
    const { from, to = Infinity } = window;
    const other = this.byAccount.get(account)?.find((one) => one.first <= from && one.last >= to && one.timeline.sink !== window.sink && loggedThroughout(one.timeline, window, one.region === region ? here : elsewhere, events));
    return other?.timeline.sink.arn;
  }
}

/** A sink that may make up for others: thousands are asked for each of thousands of windows. */
interface Candidate {
  readonly timeline: Timeline;
  readonly region: string;
  /** It logged nothing before, and nothing from `last` on: most are out of the question by that alone. */
  readonly first: number;
  readonly last: number;
}

function candidate(timeline: Timeline): Candidate {
  const { segments, sink } = timeline;
  const logs = segments.map(({ judged }) => judged.own.of.includes('logged'));
  return { timeline, region: placeOf(sink.arn).region, first: segments[logs.indexOf(true)]?.from ?? Infinity, last: segments[logs.lastIndexOf(true) + 1]?.from ?? Infinity };
}

/** The scopes in which another sink has to log so that it saw whatever the one saw. */
function scopesToLog(scope: Scope, sameRegion: boolean): readonly Scope[] {
  switch (scope) {
    case 'own':
      return sameRegion ? ['own'] : ['other-regions'];
    case 'other-regions':
      // What a sink logs elsewhere it logs in its own Region, which is another one's elsewhere.
      return ['other-regions'];
    case 'member-accounts':
      return ['other-regions', 'member-accounts'];
  }
}

function loggedThroughout(timeline: Timeline, { from, to }: Window, scopes: readonly Scope[], events: readonly number[]): boolean {
  const logs = (statuses: Statuses): boolean => statuses === ALL_LOGGED || events.every((event) => statuses.of[event] === 'logged');
  for (let index = segmentAt(timeline, from); ; index++) {
    const segment = timeline.segments[index];
    if (segment === undefined) return index > 0 && index === timeline.segments.length;
    if (to !== undefined && segment.from >= to) return true;
    if (!scopes.every((scope) => logs(segment.judged[scope]))) return false;
  }
}
