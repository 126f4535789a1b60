import { map, member, type Entry, type MapNode } from '../../core/node.js';
import { literal } from '../../core/source.js';
import type { Value } from '../../core/value.js';
import { apiSink } from '../../lower/aws-api.js';
import type { Sink, SinkKind } from '../../model/sink.js';
import type { Call, CallName } from '../audit.js';
import { kindOf } from './sinks.js';
import { OMITTED, says, type Verdict, type Verdicts } from './verdict.js';

/** A setting that a call tells. `hidden`: it may have set it, and to what is not known. */
export type Flag = 'yes' | 'no' | 'hidden';

/** How far a sink reaches, as a call tells it. */
export interface ToldReach {
  /** Undefined where the call says nothing of it. */
  readonly flag: Flag | undefined;
  /** Whether the call set it; else it only tells what was so before. */
  readonly set: boolean;
}

/** What a call makes of a sink. */
export interface Change {
  readonly call: Call;
  readonly kind: SinkKind;
  readonly does: 'create' | 'restore' | 'change' | 'start' | 'stop' | 'delete';
  /** Undefined where it leaves the selectors as they are. */
  readonly selectors: Verdict | undefined;
  /** Whether the sink logs then. Undefined where the call says nothing of it. */
  readonly logs: Flag | undefined;
  readonly regions: ToldReach;
  readonly accounts: ToldReach;
}

const doings: Readonly<Record<CallName, Change['does']>> = {
  CreateTrail: 'create',
  UpdateTrail: 'change',
  DeleteTrail: 'delete',
  StartLogging: 'start',
  StopLogging: 'stop',
  PutEventSelectors: 'change',
  CreateEventDataStore: 'create',
  UpdateEventDataStore: 'change',
  DeleteEventDataStore: 'delete',
  RestoreEventDataStore: 'restore',
  StartEventDataStoreIngestion: 'start',
  StopEventDataStoreIngestion: 'stop',
};

const NOTHING_TOLD: ToldReach = { flag: undefined, set: false };

/** Lowers calls by the linter's own words for them, each once. */
export class Changes {
  private readonly known = new Map<Call, Change>();

  constructor(private readonly verdicts: Verdicts) {}

  of(call: Call): Change {
    const known = this.known.get(call) ?? this.told(call);
    this.known.set(call, known);
    return known;
  }

  private told(call: Call): Change {
    const kind = kindOf(call.name);
    const does = doings[call.name];
    if (does !== 'create' && does !== 'restore' && does !== 'change') return { call, kind, does, selectors: undefined, logs: undefined, regions: NOTHING_TOLD, accounts: NOTHING_TOLD };
    const body = together(call);
    const sink = this.lowered(call, kind === 'trail' ? 'Trail' : 'EventDataStore', body);
    const settles = call.name !== 'PutEventSelectors' && does !== 'restore';
    return {
      call,
      kind,
      does,
      selectors: this.selectors(call, kind, body),
      logs: kind === 'trail' ? undefined : this.ingests(call, sink, body),
      regions: toldReach(call, sink?.multiRegion, kind === 'trail' ? 'IsMultiRegionTrail' : 'MultiRegionEnabled', settles),
      accounts: toldReach(call, sink?.organization, kind === 'trail' ? 'IsOrganizationTrail' : 'OrganizationEnabled', settles),
    };
  }

  /** As the service answers, who normalises what it was sent; else as they were sent. */
  private selectors(call: Call, kind: SinkKind, body: MapNode): Verdict | undefined {
    const { name, request, response, omitted, at } = call;
    if (name === 'CreateTrail') return this.verdicts.ofDefault('trail', at);
    if (name === 'UpdateTrail') return undefined;
    const spoken = [response, request].find((one) => hasSelectors(one, true)) ?? (hasSelectors(body, false) ? body : undefined);
    if (spoken !== undefined) return this.verdicts.of(kind, only(spoken, selectorKeys), at);
    if (omitted) return OMITTED;
    if (name === 'CreateEventDataStore') return this.verdicts.ofDefault(kind, at);
    return name === 'PutEventSelectors' ? OMITTED : undefined;
  }

  /** API Reference, `EventDataStoreStatus`; for a new one also `CreateEventDataStore.StartIngestion`. */
  private ingests(call: Call, sink: Sink | undefined, body: MapNode): Flag | undefined {
    const status = flagOf(sink?.recording);
    if (status === 'yes' || status === 'no' || call.name !== 'CreateEventDataStore') return status;
    if (call.omitted && !says(body, 'StartIngestion')) return 'hidden';
    return flagOf(this.lowered(call, 'CreateEventDataStore', only(body, ['StartIngestion']))?.recording);
  }

  private lowered(call: Call, type: string, body: MapNode): Sink | undefined {
    const others = new Map([...body.entries].filter(([key]) => !selectorKeys.includes(key)));
    return apiSink({ type, address: '', exists: 'yes', name: literal(call.at), body: map(others, body.origin, body.unseen) }, this.verdicts.settings)[0];
  }
}

const selectorKeys = ['EventSelectors', 'AdvancedEventSelectors'];

/** Whether a body has selectors; `some`: at least one. An empty list means that none were set, or that the other kind was. */
const hasSelectors = (body: MapNode | undefined, some: boolean): boolean =>
  selectorKeys.some((key) => {
    if (!says(body, key)) return false;
    const value = member(body, key);
    return !some || value.kind !== 'list' || value.items.length + value.unseen.length > 0;
  });

const only = (body: MapNode, keys: readonly string[]): MapNode => map(new Map([...body.entries].filter(([key]) => keys.includes(key) && says(body, key))), body.origin, body.unseen);

/** Request and response as one, the response first, key by key. */
function together({ request, response, at }: Call): MapNode {
  const entries = new Map<string, Entry>(request?.entries);
  for (const [key, entry] of response?.entries ?? []) if (says(response, key)) entries.set(key, entry);
  return map(entries, request?.origin ?? response?.origin ?? literal(at), [...(request?.unseen ?? []), ...(response?.unseen ?? [])]);
}

function toldReach({ request, omitted }: Call, value: Value<boolean> | undefined, key: string, settles: boolean): ToldReach {
  const flag = flagOf(value);
  // What was left out may have set it.
  if (flag === undefined) return { flag: omitted && settles ? 'hidden' : undefined, set: omitted };
  return { flag, set: omitted || says(request, key) };
}

function flagOf(value: Value<boolean> | undefined): Flag | undefined {
  if (value === undefined || value.kind === 'absent') return undefined;
  return value.kind === 'unknown' ? 'hidden' : value.value ? 'yes' : 'no';
}
