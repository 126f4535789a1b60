/**
 * What the published command runs: loads the program (`src/cli.ts`, bundled) with the bytecode that V8 kept from an
 * earlier run. To compile it anew takes 10 ms of the 40 that a short run lasts; with its bytecode it takes 3.
 *
 * The bytecode lies beside the program, written by the first run that has judged a trail or event data store, and anew
 * where V8 refuses it (other flags, a damaged file). Where nothing can be written the program is compiled each time.
 */
import { closeSync, openSync, readFileSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** Put in by the build: a hash over all that is bundled. V8 itself tells sources apart by their length alone. */
declare const KEYTRAIL_BUNDLE: string;
type Exports = Readonly<Record<string, unknown>>;

/** The build wraps each pack so. */
type Wrapped = (give: (part: string, exports: Exports) => void, require: (id: string) => unknown, load: (id: string) => Promise<unknown>) => void;

/** Parts that are loaded together: a file that V8 compiles at once. */
interface Pack {
  readonly script: Script;
  readonly cache: string;
  readonly isNew: boolean;
}

interface Program {
  /** Whether the run was one whose bytecode is worth keeping. */
  readonly finished: Promise<boolean>;
}

const packs = new Map<string, Pack>();

/** What parts export, as far as they are loaded or asked for. */
const given = new Map<string, Exports>();
const late = new Map<string, Exports>();

/** Loads a pack, once. */
function open(name: string): void {
  if (packs.has(name)) return;
  const file = join(__dirname, name);
  const cache = `${file}.${KEYTRAIL_BUNDLE}-${process.versions.v8}-${process.arch}.v8`;
  // All that is bundled is ASCII, and to decode that as Latin-1 costs nothing.
  const source = bytesOf(file).toString('latin1');
  const cachedData = attempt(() => bytesOf(cache));
  const script = new Script(source, { filename: file, ...(cachedData === undefined ? {} : { cachedData }) });
  packs.set(name, { script, cache, isNew: script.cachedDataRejected !== false });
  (script.runInThisContext() as Wrapped)(give, demand, async (id) => Promise.resolve().then(() => demand(id)));
}

/** Packs may need each other: what is asked for while its pack is being loaded is filled then. */
function give(part: string, exports: Exports): void {
  const asked = given.get(part);
  if (asked === undefined) given.set(part, exports);
  else Object.assign(asked, exports);
}

/** The program's `require`: its own parts are loaded here. The build asks for all that one pack takes of another, or names a part with its pack and says which are loaded late. */
function demand(id: string): unknown {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- what the bundle asks for are Node's own modules
  if (!id.startsWith('./')) return require(id);
  const [, pack = '', name = pack, isLate] = id.split('/');
  return isLate === undefined ? exportsOf(name, pack) : lateExports(name, pack);
}

function exportsOf(part: string, pack: string): Exports {
  open(pack);
  const known = given.get(part) ?? {};
  given.set(part, known);
  return known;
}

/** Exports of a part whose pack is loaded when the first of them is asked for: what stands behind an object is asked for what it does not have. */
function lateExports(part: string, pack: string): Exports {
  const known = late.get(part);
  if (known !== undefined) return known;
  const get = (_: unknown, name: string): unknown => {
    const loaded = exportsOf(part, pack);
    Object.assign(exports, loaded);
    return loaded[name];
  };
  const exports = Object.create(new Proxy({}, { get })) as Exports;
  late.set(part, exports);
  return exports;
}

/** What files are read into, one after the other: memory that is used for the first time costs more than to read what is put there. */
const room = Buffer.allocUnsafeSlow(1024 * 1024);

/** What a file holds, until the next one is read. */
function bytesOf(file: string): Buffer {
  const opened = openSync(file, 'r');
  try {
    const length = readSync(opened, room);
    return length < room.length ? room.subarray(0, length) : readFileSync(file);
  } finally {
    closeSync(opened);
  }
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** A reader sees all of a file or none of it. Not being able to write is no fault: the next run takes a little longer. */
function keep({ script, cache }: Pack): void {
  const draft = `${cache}.${process.pid}`;
  try {
    writeFileSync(draft, script.createCachedData());
    renameSync(draft, cache);
  } catch {
    // A read-only installation, or another run was first.
    rmSync(draft, { force: true });
  }
}

const program = demand('./program.cjs/program.js') as Program;
void program.finished.then((isWorthKeeping) => {
  const made = isWorthKeeping ? [...packs.values()].filter(({ isNew }) => isNew) : [];
  // The work is done: a signal now would only leave a draft behind.
  if (made.length > 0) for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
  made.forEach(keep);
  // All is written. Node would clear up its memory, piece by piece, which takes a millisecond.
  process.exit();
});
