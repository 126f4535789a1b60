import type { Attempt, Audit, Call, Caveat, KmsUse, Unsettled, Window } from '../../audit/audit.js';
import type { Level } from '../../check/finding.js';
import { positionAt } from '../../core/line-index.js';
import type { Problem } from '../../core/problem.js';
import { kmsEvents } from '../../data/kms-events.js';
import { type JsonPlace, placeEntry } from '../json/entries.js';
import { jsonText } from '../json-text.js';
import { ATTEMPT, levelOf } from './blackouts.js';
import { onScreen } from './on-screen.js';
import { caveatText, timeText } from './words.js';

/**
 * `audit --format json`. What stands here stays: members may be added under the same `version`, none is renamed, removed or
 * given another meaning without a new one. Times are ISO 8601 in UTC.
 */
export interface JsonAudit {
  readonly version: 1;
  /** By `from`, then sink, then scope. */
  readonly windows: readonly JsonWindow[];
  /** By time. */
  readonly attempts: readonly JsonAttempt[];
  /** Sinks of which it is not known what they logged at first. */
  readonly unsettled: readonly { readonly sink: string; readonly kind: Window['sink']['kind']; /** The call that settles it; null where none does. */ readonly until: JsonCall | null }[];
  readonly problems: readonly JsonAuditProblem[];
  readonly records: {
    readonly files: number;
    /** As far as they were counted: files without a call of interest are not taken apart. */
    readonly recordsRead: number;
    readonly first: string | null;
    readonly last: string | null;
  };
}

export interface JsonWindow {
  /** An ARN. */
  readonly sink: string;
  readonly kind: Window['sink']['kind'];
  readonly scope: Window['scope'];
  readonly certainty: Window['certainty'];
  /** What counts for the exit status. */
  readonly level: Level;
  readonly from: string;
  /** Null while it is open. */
  readonly to: string | null;
  readonly events: 'all' | readonly string[];
  readonly opened: JsonCall;
  /** Null while it is open. */
  readonly closed: JsonCall | null;
  readonly caveats: readonly JsonCaveat[];
}

/** A record. Null: the record does not say. */
export interface JsonCall {
  readonly eventID: string | null;
  readonly eventName: string;
  readonly time: string;
  readonly principal: string | null;
  readonly principalType: string | null;
  readonly role: string | null;
  readonly session: string | null;
  readonly accessKeyId: string | null;
  readonly sourceIPAddress: string | null;
  readonly userAgent: string | null;
  readonly awsRegion: string | null;
  /** Of the record: its `recipientAccountId`. */
  readonly account: string | null;
  readonly file: string;
  /** Of the value of `eventName`, from 1; columns in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
}

export interface JsonAttempt {
  /** Null where the call names none. */
  readonly sink: string | null;
  readonly kind: Window['sink']['kind'] | null;
  readonly level: Level;
  readonly denied: boolean;
  readonly error: { readonly code: string; readonly message: string } | null;
  /** What would have been lost of what was logged; empty where nothing, or where that is not known. */
  readonly events: 'all' | readonly string[];
  readonly call: JsonCall;
}

/** `message` is for people. */
export type JsonCaveat = { readonly message: string } & (
  | { readonly kind: 'before-unknown' | 'changes-unseen' }
  | { readonly kind: 'depends'; readonly reason: string }
  | { readonly kind: 'covered-by'; readonly sink: string }
  | { readonly kind: 'events-seen'; readonly count: number; readonly first: JsonSeen }
);

export interface JsonSeen {
  readonly eventID: string | null;
  readonly eventName: string;
  readonly time: string;
  readonly awsRegion: string | null;
  readonly file: string;
}

export interface JsonAuditProblem extends JsonPlace {
  readonly rule: Problem['rule'];
  readonly level: Problem['level'];
  readonly message: string;
}

export function renderAuditJson({ windows, attempts, unsettled, problems, records }: Audit): string {
  const json: JsonAudit = {
    version: 1,
    windows: windows.map(windowEntry),
    attempts: attempts.map(attemptEntry),
    unsettled: unsettled.map(unsettledEntry),
    problems: problems.map(problemEntry),
    records: { files: records.files, recordsRead: records.recordsRead, first: timeEntry(records.first), last: timeEntry(records.last) },
  };
  return onScreen(jsonText(json));
}

export const problemEntry = ({ rule, level, message, span }: Problem): JsonAuditProblem => ({ rule, level, message, ...placeEntry(span) });

const timeEntry = (time: number | undefined): string | null => (time === undefined ? null : timeText(time));

const windowEntry = (window: Window): JsonWindow => ({
  sink: window.sink.arn,
  kind: window.sink.kind,
  scope: window.scope,
  certainty: window.certainty,
  level: levelOf(window),
  from: timeText(window.from),
  to: timeEntry(window.to),
  events: eventsEntry(window.events),
  opened: callEntry(window.opened),
  closed: window.closed === undefined ? null : callEntry(window.closed),
  caveats: window.caveats.map(caveatEntry),
});

const eventsEntry = (events: readonly string[]): 'all' | readonly string[] => (events.length === kmsEvents.length ? 'all' : events);

const attemptEntry = ({ sink, call, denied, events }: Attempt): JsonAttempt => ({
  sink: sink?.arn ?? null,
  kind: sink?.kind ?? null,
  level: ATTEMPT,
  denied,
  error: call.failure === undefined ? null : { code: call.failure.code, message: call.failure.message },
  events: eventsEntry(events),
  call: callEntry(call),
});

const unsettledEntry = ({ sink, until }: Unsettled): JsonAudit['unsettled'][number] => ({ sink: sink.arn, kind: sink.kind, until: until === undefined ? null : callEntry(until) });

function callEntry({ eventId, name, time, caller, sourceIPAddress, userAgent, region, account, at }: Call): JsonCall {
  const { line, column } = positionAt(at.source, at.start);
  return {
    eventID: eventId ?? null,
    eventName: name,
    time: timeText(time),
    principal: said(caller.principal),
    principalType: said(caller.type),
    role: caller.role ?? null,
    session: caller.session ?? null,
    accessKeyId: caller.accessKeyId ?? null,
    sourceIPAddress: said(sourceIPAddress),
    userAgent: said(userAgent),
    awsRegion: said(region),
    account: said(account),
    file: at.source.path,
    line,
    column,
  };
}

const said = (text: string): string | null => (text === '' ? null : text);

function caveatEntry(caveat: Caveat): JsonCaveat {
  const message = caveatText(caveat);
  switch (caveat.kind) {
    case 'before-unknown':
    case 'changes-unseen':
      return { kind: caveat.kind, message };
    case 'depends':
      return { kind: caveat.kind, reason: caveat.reason, message };
    case 'covered-by':
      return { kind: caveat.kind, sink: caveat.arn, message };
    case 'events-seen':
      return { kind: caveat.kind, count: caveat.count, first: seenEntry(caveat.first), message };
  }
}

const seenEntry = ({ eventId, name, time, region, file }: KmsUse): JsonSeen => ({ eventID: eventId ?? null, eventName: name, time: timeText(time), awsRegion: said(region), file });
