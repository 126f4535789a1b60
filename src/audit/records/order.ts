import { offsetInFile } from '../../core/line-index.js';
import { type Node, textValue } from '../../core/node.js';
import type { Call } from '../audit.js';
import type { Told } from './calls.js';

/**
 * Calls by time, then eventID, each once, whatever the order in which they were met. Trails, Regions and exports tell the same call
 * again with the same eventID; copies for several accounts have their own, and share `sharedEventID`, or the request that they tell of.
 */
export function inOrder(told: readonly Told[]): readonly Call[] {
  const groups = new Groups(told.length);
  const met = new Map<string, number>();
  const texts = told.map(({ call }) => new Lazy(() => canonical(call)));
  told.forEach((one, index) => {
    for (const key of keysOf(one, texts[index])) {
      const before = met.get(key);
      if (before === undefined) met.set(key, index);
      else groups.join(before, index);
    }
  });
  const best = new Map<number, number>();
  told.forEach(({ call }, index) => {
    const group = groups.of(index);
    const before = best.get(group);
    const other = before === undefined ? undefined : told[before]?.call;
    if (other === undefined || isBetter(call, other)) best.set(group, index);
  });
  const kept = [...best.values()].flatMap((index) => {
    const one = told[index];
    const text = texts[index];
    return one === undefined || text === undefined ? [] : [{ call: one.call, text }];
  });
  kept.sort((a, b) => a.call.time - b.call.time || compare(a.call.eventId ?? '', b.call.eventId ?? '') || compare(a.text.value, b.text.value));
  return kept.map(({ call }) => call);
}

/** What two records of one call have in common, each alone enough. */
function keysOf({ call, sharedEventId, requestId }: Told, text: Lazy | undefined): readonly string[] {
  return [
    call.eventId === undefined ? `all ${text?.value ?? ''}` : `event ${call.eventId}`,
    ...(sharedEventId === undefined ? [] : [`shared ${sharedEventId} ${call.name} ${call.time}`]),
    ...(requestId === undefined ? [] : [`request ${requestId} ${call.name} ${call.time} ${sinkOf(call)}`]),
  ];
}

/** One that says what was set; then that of the account whose sink it is; then the one that is written first. */
function isBetter(call: Call, other: Call): boolean {
  const rank = (one: Call): number => (one.omitted ? 2 : 0) + (isOfOwner(one) ? 0 : 1);
  const order = rank(call) - rank(other) || compare(call.eventId ?? '\uFFFF', other.eventId ?? '\uFFFF') || compare(call.at.source.path, other.at.source.path) || placeOf(call) - placeOf(other);
  return order < 0;
}

const placeOf = ({ at }: Call): number => offsetInFile(at.source, at.start);

const sinkNames = ['TrailARN', 'EventDataStoreArn', 'TrailName', 'Name', 'EventDataStore'];

/** What a call names, as it names it. */
function sinkOf({ request, response }: Call): string {
  for (const node of [response, request]) {
    for (const name of sinkNames) {
      const value = node?.entries.get(name)?.value;
      const text = value === undefined ? undefined : textValue(value);
      if (text !== undefined) return text;
    }
  }
  return '';
}

function isOfOwner(call: Call): boolean {
  const owner = /^arn:[^:]*:cloudtrail:[^:]*:(\d+):/u.exec(sinkOf(call))?.[1];
  return owner === undefined || owner === call.account;
}

/** All that a call says, but for where it is written. */
function canonical({ at: _at, request, response, ...rest }: Call): string {
  return JSON.stringify([Object.entries(rest).sort(([a], [b]) => compare(a, b)), valueOf(request), valueOf(response)]);
}

function valueOf(node: Node | undefined): unknown {
  switch (node?.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(valueOf);
    case 'map':
      return [...node.entries].sort(([a], [b]) => compare(a, b)).map(([key, { value }]) => [key, valueOf(value)]);
    case 'unknown':
    case 'absent':
    case undefined:
      return undefined;
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

class Lazy {
  private made: string | undefined;

  constructor(private readonly make: () => string) {}

  get value(): string {
    return (this.made ??= this.make());
  }
}

/** Which indexes belong together. */
class Groups {
  private readonly parents: Int32Array;

  constructor(size: number) {
    this.parents = Int32Array.from({ length: size }, (_, index) => index);
  }

  of(index: number): number {
    let at = index;
    for (let up = this.up(at); up !== at; up = this.up(at)) {
      this.parents[at] = this.up(up);
      at = up;
    }
    return at;
  }

  join(a: number, b: number): void {
    this.parents[this.of(b)] = this.of(a);
  }

  private up(index: number): number {
    return this.parents[index] ?? index;
  }
}
