/**
 * What the published command runs: loads the program (`src/cli.ts`, bundled) with the bytecode that V8 kept from an
 * earlier run. To compile it anew takes 10 ms of the 40 that a short run lasts; with its bytecode it takes 3.
 *
 * The bytecode lies beside the program, written by the first run that has judged a trail or event data store, and anew
 * where V8 refuses it (other flags, a damaged file). Where nothing can be written the program is compiled each time.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** Put in by the build: a hash over all that is bundled. V8 itself tells sources apart by their length alone. */
declare const KEYTRAIL_BUNDLE: string;
/** Put in by the build: of each part of the program the pack that holds it, and its name there. */
declare const KEYTRAIL_PARTS: Readonly<Record<string, readonly [pack: string, name: string]>>;

/** The build wraps each pack as Node wraps a CommonJS module. */
type Wrapped = (exports: unknown, load: (id: string) => unknown, module: { exports: unknown }, file: string, folder: string) => void;

/** Parts that are loaded together: a file that V8 compiles at once. */
interface Pack {
  readonly module: { readonly exports: Readonly<Record<string, unknown>> };
  readonly script: Script;
  readonly cache: string;
  readonly isNew: boolean;
}

interface Program {
  /** Whether the run was one whose bytecode is worth keeping. */
  readonly finished: Promise<boolean>;
}

const packs = new Map<string, Pack>();

/** Loads a pack, once. */
function packOf(name: string): Pack {
  const known = packs.get(name);
  if (known !== undefined) return known;
  const file = join(__dirname, name);
  const cache = `${file}.${KEYTRAIL_BUNDLE}-${process.versions.v8}-${process.arch}.v8`;
  const cachedData = bytesOf(cache);
  // All that is bundled is ASCII, and to decode that as Latin-1 costs nothing.
  const script = new Script(readFileSync(file, 'latin1'), { filename: file, ...(cachedData === undefined ? {} : { cachedData }) });
  const pack: Pack = { module: { exports: {} }, script, cache, isNew: script.cachedDataRejected !== false };
  packs.set(name, pack);
  (script.runInThisContext() as Wrapped)(pack.module.exports, demand, pack.module, file, __dirname);
  return pack;
}

/** The program's `require`: its own parts are loaded here. */
function demand(id: string): unknown {
  const part = KEYTRAIL_PARTS[id];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- what the bundle asks for are Node's own modules
  if (part === undefined) return require(id);
  const exports = packOf(part[0]).module.exports[part[1]];
  // So that whoever imports it takes `default` for its default export, and not for all of it.
  return typeof exports === 'object' && exports !== null ? Object.defineProperty(exports, '__esModule', { value: true, configurable: true }) : exports;
}

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
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

const program = demand('./program.js') as Program;
void program.finished.then((isWorthKeeping) => {
  if (!isWorthKeeping) return;
  // The work is done: a signal now would only leave a draft behind.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
  [...packs.values()].filter(({ isNew }) => isNew).forEach(keep);
});
