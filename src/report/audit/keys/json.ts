import type { KmsUse, Window } from '../../../audit/audit.js';
import type { Around, Counted, EventCount, Gap, KeyUses, PrincipalCount } from '../../../audit/keys.js';
import { jsonText } from '../../json-text.js';
import { type JsonAuditProblem, problemEntry } from '../json.js';
import { onScreen } from '../on-screen.js';
import { timeText } from '../words.js';
import type { KeysTold } from './told.js';

/** `audit keys --format json`, under the same promise as `JsonAudit`. */
export interface JsonKeys {
  readonly version: 1;
  /** By `key`. */
  readonly keys: readonly JsonKey[];
  /** Events of no key, such as ListKeys; null where there are none, or where one key is asked for. */
  readonly keyless: JsonCounted | null;
  /** Events that may be about any key: their records are from before keys were named in them. Null where there are none. */
  readonly gap: { readonly count: number; readonly events: readonly string[]; readonly first: JsonUse | null; readonly last: JsonUse | null } | null;
  /** KMS events of all keys; one that names two keys is one. */
  readonly count: number;
  readonly problems: readonly JsonAuditProblem[];
}

interface JsonCounted {
  readonly count: number;
  /** The most frequent first, then by name. */
  readonly events: readonly EventCount[];
  /** The same; sessions of a role are counted as the role. */
  readonly principals: readonly PrincipalCount[];
  readonly first: JsonUse | null;
  readonly last: JsonUse | null;
  /** What is recorded before, in and behind windows in which such events were not logged. */
  readonly windows: readonly JsonAround[];
}

export interface JsonKey extends JsonCounted {
  /** Its ARN, else its id, else an alias. */
  readonly key: string;
  readonly names: readonly string[];
}

interface JsonAround {
  readonly sink: string;
  readonly scope: Window['scope'];
  readonly certainty: Window['certainty'];
  readonly from: string;
  readonly to: string | null;
  readonly before: JsonUse | null;
  /** How many were recorded all the same, by another sink. */
  readonly meanwhile: number;
  readonly after: JsonUse | null;
}

interface JsonUse {
  readonly eventID: string | null;
  readonly eventName: string;
  readonly time: string;
  readonly principal: string | null;
  readonly sourceIPAddress: string | null;
  readonly awsRegion: string | null;
  readonly account: string | null;
  readonly error: string | null;
  readonly file: string;
}

export function renderKeysJson({ report: { keys, keyless, gap, count }, problems }: KeysTold): string {
  const json: JsonKeys = {
    version: 1,
    keys: keys.map(keyEntry),
    keyless: keyless === undefined ? null : countedEntry(keyless),
    gap: gap === undefined ? null : gapEntry(gap),
    count,
    problems: problems.map(problemEntry),
  };
  return onScreen(jsonText(json));
}

const keyEntry = (uses: KeyUses): JsonKey => ({ key: uses.key, names: uses.names, ...countedEntry(uses) });

const countedEntry = ({ count, events, principals, first, last, around }: Counted): JsonCounted => ({
  count,
  events: events.map(({ name, count: times, failed }) => ({ name, count: times, failed })),
  principals: principals.map(({ principal, count: times }) => ({ principal, count: times })),
  first: useEntry(first),
  last: useEntry(last),
  windows: around.map(aroundEntry),
});

const gapEntry = ({ count, events, first, last }: Gap): JsonKeys['gap'] => ({ count, events, first: useEntry(first), last: useEntry(last) });

const aroundEntry = ({ window, last, meanwhile, next }: Around): JsonAround => ({
  sink: window.sink.arn,
  scope: window.scope,
  certainty: window.certainty,
  from: timeText(window.from),
  to: window.to === undefined ? null : timeText(window.to),
  before: useEntry(last),
  meanwhile,
  after: useEntry(next),
});

function useEntry(use: KmsUse | undefined): JsonUse | null {
  if (use === undefined) return null;
  const { eventId, name, time, caller, sourceIPAddress, region, account, failure, file } = use;
  return { eventID: eventId ?? null, eventName: name, time: timeText(time), principal: said(caller.principal), sourceIPAddress: said(sourceIPAddress), awsRegion: said(region), account: said(account), error: failure ?? null, file };
}

const said = (text: string): string | null => (text === '' ? null : text);
