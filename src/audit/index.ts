import type { Attempt, Audit, AuditedSink, KmsUse, Records, Window } from './audit.js';
import { historyOf } from './history/index.js';
import { EventsSeen } from './history/seen.js';
import { nameIn, placeOf } from './history/sinks.js';

/** What is asked of an audit. The history is always that of all records; these choose what is told of it. */
export interface AuditOptions {
  /** Milliseconds since 1970; a window that touches the time between them is told. */
  readonly since?: number;
  readonly until?: number;
  /** Names or ARNs of trails, ids or ARNs of event data stores; none for all. */
  readonly trails?: readonly string[];
  /** Account ids, of those that have the sinks; none for all. */
  readonly accounts?: readonly string[];
  /** KMS events that were recorded, in any order. */
  readonly uses?: readonly KmsUse[];
}

/** When KMS events were not logged, and by whose calls. */
export function audit(records: Records, options: AuditOptions = {}): Audit {
  const { windows, attempts, unsettled, problems } = historyOf(records.calls);
  const seen = new EventsSeen(options.uses ?? []);
  const { files, recordsRead, first, last } = records;
  return {
    windows: windows.filter((window) => touches(window, options) && isAsked(window.sink, options)).map((window) => seen.told(window)),
    attempts: attempts.filter((attempt) => touches({ from: attempt.call.time, to: attempt.call.time }, options) && isAttemptAsked(attempt, options)),
    unsettled: unsettled.filter(({ sink }) => isAsked(sink, options)),
    problems: [...records.problems, ...problems],
    records: { files, recordsRead, first, last },
  };
}

const touches = ({ from, to = Infinity }: Pick<Window, 'from' | 'to'>, { since = -Infinity, until = Infinity }: AuditOptions): boolean => from <= until && to >= since;

const isAsked = (sink: AuditedSink, options: AuditOptions): boolean => isNamed(sink, options.trails) && isIn(placeOf(sink.arn).account, options.accounts);

/** One that names no sink is that of its account. */
const isAttemptAsked = ({ sink, call }: Attempt, options: AuditOptions): boolean => (sink === undefined ? (options.trails ?? []).length === 0 && isIn(call.account, options.accounts) : isAsked(sink, options));

const isNamed = ({ arn }: AuditedSink, names: readonly string[] = []): boolean => names.length === 0 || names.some((name) => name === arn || name === nameIn(arn));

const isIn = (account: string, accounts: readonly string[] = []): boolean => accounts.length === 0 || accounts.includes(account);
