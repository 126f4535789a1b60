import { offsetInFile } from '../../core/line-index.js';
import { append } from '../../core/long.js';
import type { Problem } from '../../core/problem.js';
import { bySpan } from '../../core/source.js';
import { callNames, type KmsUse, type Records } from '../audit.js';
import { callOf, type Told } from './calls.js';
import { type AuditFile, MOST_INFLATED, type ReadOptions } from './bytes/input.js';
import { CLOUDTRAIL, KMS } from './cutting/marks.js';
import { inOrder } from './order.js';
import { type Notes, recordsOf } from './reading.js';
import { Seen } from './seen.js';
import { useOf } from './uses.js';

export { type AuditFile, type Chunks, inMemory, MOST_INFLATED, type ReadOptions } from './bytes/input.js';

const sought = { source: CLOUDTRAIL, names: new Set<string>(callNames) };

/**
 * The calls that change what sinks log, from records in whatever container they lie: files as CloudTrail delivers them, output of
 * `lookup-events`, EventBridge envelopes, exports of CloudWatch Logs, results of queries, lists, a record in each line; gzip or not.
 */
export async function readRecords(files: Iterable<AuditFile>, options: ReadOptions = { maxInflated: MOST_INFLATED }): Promise<Records> {
  const all = new Collection();
  const waiting = files[Symbol.iterator]();
  const readOn = async (): Promise<void> => {
    for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
      const own = new Collection();
      for await (const record of recordsOf(next.value, { ...options, sought }, own)) own.take(callOf(record));
      all.add(own);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, readOn));
  return all.records();
}

/** While one file is looked at, another is inflated by a thread of Node's. With a third there are 32 MB more in memory, and nothing is gained on two cores. */
const AT_A_TIME = 2;

/** What came of one file, or of several. */
class Collection implements Notes {
  private told: Told[] = [];
  private problems: Problem[] = [];
  private count = 0;
  private files = 0;
  private first = Infinity;
  private last = -Infinity;

  problem(problem: Problem): void {
    this.problems.push(problem);
  }

  time(time: number): void {
    this.first = Math.min(this.first, time);
    this.last = Math.max(this.last, time);
  }

  passed(count: number): void {
    this.count += count;
  }

  again(): void {
    this.told = [];
    this.problems = [];
    this.count = 0;
  }

  take({ told, problems }: ReturnType<typeof callOf>): void {
    append(this.problems, problems);
    if (told === undefined) return;
    this.told.push(told);
    this.time(told.call.time);
  }

  add(file: Collection): void {
    append(this.told, file.told);
    append(this.problems, file.problems);
    this.count += file.count;
    this.files++;
    this.first = Math.min(this.first, file.first);
    this.last = Math.max(this.last, file.last);
  }

  records(): Records {
    return {
      calls: inOrder(this.told),
      problems: this.problems.sort(byPlace),
      files: this.files,
      recordsRead: this.count,
      first: Number.isFinite(this.first) ? this.first : undefined,
      last: Number.isFinite(this.last) ? this.last : undefined,
    };
  }
}

/** Files are read in no order; those that are told of as a whole have one place in all. */
const byPlace = (a: Problem, b: Problem): number => bySpan(a.span, b.span) || offsetInFile(a.span.source, a.span.start) - offsetInFile(b.span.source, b.span.start) || (a.message < b.message ? -1 : 1);

export interface UseOptions extends Partial<ReadOptions> {
  /** Milliseconds since 1970, both included. */
  readonly from?: number;
  readonly to?: number;
  /** How many are given out at most. */
  readonly limit?: number;
}

/**
 * The KMS events that records tell of, file by file, each eventID once. Nothing is kept of what was given out but the eventIDs, as numbers;
 * what is wrong with the files is told by `readRecords`.
 */
export async function* readKmsUses(files: Iterable<AuditFile>, { from = -Infinity, to = Infinity, limit = Infinity, ...options }: UseOptions = {}): AsyncGenerator<KmsUse> {
  const seen = new Seen();
  let given = 0;
  for (const file of files) {
    for await (const record of recordsOf(file, { maxInflated: MOST_INFLATED, ...options, sought: { source: KMS, from, to } }, silent)) {
      const use = useOf(record, file.path);
      if (use === undefined || use.time < from || use.time > to || (use.eventId !== undefined && seen.has(use.eventId))) continue;
      if (given++ === limit) return;
      yield use;
    }
  }
}

const silent: Notes = { problem: () => undefined, time: () => undefined, passed: () => undefined, again: () => undefined };
