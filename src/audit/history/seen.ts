import type { KmsUse, Window } from '../audit.js';
import { placeOf } from './sinks.js';
import { compare } from './text.js';

/** KMS events that were recorded while a window says that they were not. */
export class EventsSeen {
  /** By account, then Region, then event, in time. */
  private readonly uses = new Map<string, Map<string, Map<string, KmsUse[]>>>();

  constructor(uses: readonly KmsUse[]) {
    for (const use of [...uses].sort((a, b) => a.time - b.time || compare(a.eventId ?? '', b.eventId ?? '') || compare(a.file, b.file))) {
      const regions = inside(this.uses, use.account, () => new Map<string, Map<string, KmsUse[]>>());
      const events = inside(regions, use.region, () => new Map<string, KmsUse[]>());
      inside(events, use.name, (): KmsUse[] => []).push(use);
    }
  }

  /** The window with what was seen in it, if anything. */
  told(window: Window): Window {
    const found = this.within(window).flatMap((uses) => between(uses, window.from, window.to ?? Infinity));
    const first = found.reduce<KmsUse | undefined>((earliest, { first: one }) => (earliest === undefined || one.time < earliest.time ? one : earliest), undefined);
    if (first === undefined) return window;
    const count = found.reduce((sum, one) => sum + one.count, 0);
    return { ...window, caveats: [...window.caveats, { kind: 'events-seen', count, first }] };
  }

  /** Events that the window says were lost, of the places it says so of. Which accounts are members of an organization is not known here. */
  private within({ sink, scope, events }: Window): readonly (readonly KmsUse[])[] {
    const { account, region } = placeOf(sink.arn);
    if (scope === 'member-accounts') return [];
    const places = [...(this.uses.get(account) ?? [])].flatMap(([place, uses]) => ((place === region) === (scope === 'own') ? [uses] : []));
    return places.flatMap((uses) => events.flatMap((name) => [uses.get(name) ?? []]));
  }
}

/** Those after `from` and before `to`: at the very second of a call it is not known which was first. */
function between(uses: readonly KmsUse[], from: number, to: number): readonly { readonly count: number; readonly first: KmsUse }[] {
  const start = before(uses, (time) => time <= from);
  const count = before(uses, (time) => time < to) - start;
  const first = uses[start];
  return first === undefined || count <= 0 ? [] : [{ count, first }];
}

/** How many uses, which are in order, come first for which `holds`. */
function before(uses: readonly KmsUse[], holds: (time: number) => boolean): number {
  let low = 0;
  let high = uses.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(uses[middle]?.time ?? Infinity)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function inside<K, V>(of: Map<K, V>, key: K, make: () => V): V {
  const value = of.get(key) ?? make();
  of.set(key, value);
  return value;
}
