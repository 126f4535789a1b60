import { gap, parseError, type Problem } from '../../core/problem.js';
import type { Node } from '../../core/node.js';
import { parseJson } from '../../read/text/json/json.js';
import { Cutter, type Marks, type Piece } from './cutting/cutter.js';
import { Elements } from './cutting/elements.js';
import { contentsOf, type Cut } from './bytes/inflate.js';
import type { AuditFile, ReadOptions } from './bytes/input.js';
import { looksLikeRecords, marksIn, type Sought, timesIn } from './cutting/marks.js';
import { type Place, Places, sourceOf } from './bytes/places.js';
import { rowOf, Rows, type Table, tableOf } from './rows.js';
import { Salvager } from './cutting/salvager.js';
import { type Record, recordIn } from './unwrap.js';
import { inUtf8 } from './bytes/utf8.js';

/** What is looked for in files. */
export interface Search extends ReadOptions {
  readonly sought: Sought;
}

/** What is told of a file while it is read. */
export interface Notes {
  problem(problem: Problem): void;
  time(time: number): void;
  /** Elements that were passed. */
  passed(count: number): void;
  /** It is read once more: what came of it before does not count. */
  again(): void;
}

/**
 * The records of a file that may be sought. What is of no interest is not taken apart: of a file of a few megabytes without a mark
 * nothing is, of others the elements with a mark are. Where the JSON is broken, the file is read once more, element by element.
 */
export async function* recordsOf(file: AuditFile, search: Search, notes: Notes): AsyncGenerator<Record> {
  try {
    const isSound = yield* new Reading(file, search, notes, true).records();
    if (isSound) return;
    notes.again();
    yield* new Reading(file, search, notes, false).records();
  } catch (error) {
    notes.problem(parseError(`it cannot be read: ${error instanceof Error ? error.message : String(error)}`, nowhere(file.path)));
  }
}

const nowhere = (path: string, place: Place = { offset: 0, line: 0, column: 0 }): Problem['span'] => ({ source: sourceOf(path, Buffer.alloc(0), place), start: 0, end: 0 });

/** Broken elements of a file that are told one by one. */
const MOST_TOLD = 10;
/** Where the fault in larger ones is, is not looked for. */
const MOST_EXPLAINED = 1024 * 1024;

/** One time through a file, trusting its brackets or not. */
class Reading {
  private readonly path: string;
  private readonly contents: AsyncGenerator<Buffer>;
  private cut: Cut | undefined;
  private table: Table | undefined;
  private isRecognised = false;
  private broken = 0;
  private isBehindBroken = false;
  /** Whether there was a record, and the first element with a mark and none. */
  private hasRecords = false;
  private strange: Problem['span'] | undefined;

  constructor(
    private readonly file: AuditFile,
    private readonly search: Search,
    private readonly notes: Notes,
    private readonly trusting: boolean,
  ) {
    this.path = file.path;
    this.contents = inUtf8(contentsOf(file, search, (cut) => (this.cut = cut)));
  }

  /** False where the file must be read once more: nothing was told of it then that still counts. */
  async *records(): AsyncGenerator<Record, boolean> {
    try {
      const [first, second] = [await this.contents.next(), await this.contents.next()];
      const opening = first.done === true ? Buffer.alloc(0) : first.value;
      this.table = tableOf(opening);
      this.look(opening);
      if (second.done === true && this.trusting && this.cut === undefined && this.isRecognised && endsInside(opening)) return false;
      if (second.done === true && this.trusting && this.marks(opening).length === 0) {
        this.tellEnd(() => placeBehind(opening), opening.length === 0);
        return true;
      }
      return yield* this.elements(second.done === true ? [opening] : [opening, second.value], second.done === true);
    } finally {
      await this.contents.return(undefined);
    }
  }

  private readonly marks: Marks = (bytes) => marksIn(bytes, this.search.sought);

  private look(bytes: Buffer): void {
    this.isRecognised ||= this.table !== undefined || looksLikeRecords(bytes);
    timesIn(bytes).forEach((time) => this.notes.time(time));
  }

  private async *elements(begun: readonly Buffer[], isAll: boolean): AsyncGenerator<Record, boolean> {
    const { table } = this;
    const cutter = table !== undefined ? new Cutter(new Rows(), this.marks) : this.trusting ? new Cutter(new Elements(), this.marks) : undefined;
    const salvager = new Salvager(this.marks);
    const used = cutter ?? salvager;
    for await (const bytes of followed(begun, this.contents)) {
      this.look(bytes);
      for (const piece of used.push(bytes, isAll)) {
        const record = this.recordOf(piece);
        if (record === 'broken') return false;
        if (record !== undefined) yield record;
      }
      if (cutter?.isBroken === true && table === undefined) return false;
    }
    if (cutter?.isComplete === false && table === undefined && this.cut === undefined) return false;
    for (const piece of used.end(this.cut !== undefined)) {
      const record = this.recordOf(piece);
      if (record !== undefined && record !== 'broken') yield record;
    }
    if (cutter?.isComplete === false && this.cut === undefined) this.notes.problem(parseError('a quote is not closed before the end of the table: what stands behind it is not read', nowhere(this.path, cutter.place)));
    if (cutter === undefined) this.tellBroken(used.place);
    if (this.strange !== undefined && !this.hasRecords && this.isRecognised) this.notes.problem(gap('what stands there speaks of calls that are looked for, but not as any record or envelope that is known here does: it is not read', this.strange));
    this.notes.passed(used.count);
    this.tellEnd(() => (isAll ? placeBehind(begun[0] ?? Buffer.alloc(0)) : used.place), false);
    return true;
  }

  private recordOf({ bytes, place, isBroken }: Piece): Record | 'broken' | undefined {
    if (isBroken && bytes.length > MOST_EXPLAINED) {
      this.tell(parseError('this is no sound JSON; it is not read', nowhere(this.path, place)));
      return undefined;
    }
    const source = sourceOf(this.path, bytes, place);
    const { node, problems } = this.table === undefined ? parsed(source) : { node: rowOf(source, this.table), problems: [] };
    const fault = problems.find(({ level }) => level === 'error');
    if (fault === undefined && !isBroken) {
      this.isBehindBroken = false;
      const record = node === undefined ? undefined : recordIn(node);
      if (record === undefined) this.strange ??= { source, start: 0, end: 0 };
      else this.hasRecords = true;
      return record === undefined ? undefined : { ...record, problems: [...problems, ...record.problems] };
    }
    if (this.trusting) return 'broken';
    // What follows within a broken element is a part of it.
    if (!this.isBehindBroken || this.marks(bytes).length > 0) this.tell(parseError(`${fault?.message ?? 'expected the end of the record'}; the record is not read`, fault?.span ?? nowhere(this.path, place)));
    this.isBehindBroken = true;
    return undefined;
  }

  private tell(problem: Problem): void {
    if (this.broken++ < MOST_TOLD && this.isRecognised) this.notes.problem(problem);
  }

  private tellBroken(place: Place): void {
    if (!this.isRecognised) return;
    if (this.broken > MOST_TOLD) this.notes.problem(parseError(`${this.broken - MOST_TOLD} more records are broken and not read`, nowhere(this.path, place)));
    else if (this.broken === 0) this.notes.problem(parseError('the JSON is broken: each record was looked for by how records begin, and others may have been missed', nowhere(this.path)));
  }

  private tellEnd(place: () => Place, isEmpty: boolean): void {
    const { path, file, cut } = this;
    if (cut !== undefined && (this.isRecognised || file.explicit || isEmpty)) this.notes.problem(parseError(this.reason(cut), nowhere(path, place())));
    else if (isEmpty && (file.explicit || path.endsWith('.gz'))) this.notes.problem(gap('it is empty', nowhere(path)));
    else if (!this.isRecognised && file.explicit && cut === undefined) this.notes.problem(gap('it holds no records of CloudTrail', nowhere(path)));
  }

  private reason(cut: Cut): string {
    switch (cut) {
      case 'truncated':
        return 'the gzip data end too early; what stands before was read';
      case 'corrupt':
        return 'the gzip data are corrupt; what could be inflated before was read';
      case 'too-much':
        return `it comes to more than ${this.search.maxInflated} bytes; what comes first was read`;
      case 'too-large':
        return `it has more bytes than the ${this.search.maxFileSize ?? Infinity} that are allowed; it is not read`;
    }
  }
}

function parsed(source: ReturnType<typeof sourceOf>): { readonly node: Node | undefined; readonly problems: readonly Problem[] } {
  const { documents: [node], problems } = parseJson(source);
  return { node, problems };
}

/** Whether JSON ends where it cannot: the file was cut off. What is behind the last mark is not looked at otherwise. */
function endsInside(bytes: Buffer): boolean {
  const [first = ''] = bytes.toString('latin1', 0, EDGE).trimStart();
  const last = bytes.toString('latin1', Math.max(0, bytes.length - EDGE)).trimEnd().slice(-1);
  return '{['.includes(first) && first !== '' && last !== '' && !'}]'.includes(last);
}

/** Bytes in which there is more than blanks. */
const EDGE = 256;

function placeBehind(bytes: Buffer): Place {
  const places = new Places();
  places.advance(bytes, 0, bytes.length);
  return places.place;
}

async function* followed(begun: readonly Buffer[], rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield* begun;
  yield* rest;
}
