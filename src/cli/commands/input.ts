import { discover, lister, opener, type FoundFile, reportedPath, type Skipped } from '../../read/files.js';
import type { Reading } from '../args/invocation.js';
import { type Io, oneLine, UsageError } from '../io.js';
import { nearest } from '../args/nearest.js';
import { commands } from '../args/options.js';
import { withProgress } from '../output/progress.js';
import { whyNot } from '../output/write.js';
import type { Side } from './side.js';

/** What the arguments stand for. What was read and what was skipped is known when the files have been taken. */
export interface Input {
  readonly files: Iterable<FoundFile>;
  readonly skipped: readonly Skipped[];
  /** How many of the files that the user named were read, or are left out by the config. */
  readonly namedRead: () => number;
  /** Opens files that the ones read name. */
  readonly open: (path: string) => Uint8Array | string;
  /** Lists folders whose files belong together. */
  readonly list: (folder: string) => readonly string[];
}

export async function gather(invocation: Reading, selects: (path: string) => boolean, { overlay }: Side, io: Io): Promise<Input> {
  const paths = invocation.paths.filter((path) => path !== '-');
  const found = await discover(paths, { cwd: io.cwd, maxSize: invocation.maxSize, maxPlanSize: invocation.maxPlanSize, selects, overlay });
  if (found.missing.length > 0) throw missing(found.missing, invocation.paths);
  const skipped: Skipped[] = [];
  const piped = paths.length < invocation.paths.length;
  const isLeftOut = piped && invocation.stdinFilename !== undefined && !selects(reportedPath(invocation.stdinFilename, io.cwd));
  const all = chain(piped && !isLeftOut ? standardInput(invocation, io, skipped) : [], found.files());
  const shown = invocation.progress ? withProgress(all, found.count, io) : all;
  // What the config leaves out is in order as far as it goes: a hook hands over whatever was changed.
  let named = found.leftOut + (isLeftOut ? 1 : 0);
  const files = tap(shown, (file) => (named += file.explicit && file.refusal === undefined ? 1 : 0));
  return {
    files,
    get skipped() {
      return [...skipped, ...found.skipped];
    },
    namedRead: () => named,
    open: opener(paths, { cwd: io.cwd, maxSize: invocation.maxSize, overlay }),
    list: lister(paths, { cwd: io.cwd, overlay }, found.listed),
  };
}

function* chain<T>(...parts: readonly Iterable<T>[]): Iterable<T> {
  for (const part of parts) yield* part;
}

function* tap<T>(items: Iterable<T>, see: (item: T) => void): Iterable<T> {
  for (const item of items) {
    see(item);
    yield item;
  }
}

function* standardInput({ stdinFilename, maxSize, maxPlanSize }: Reading, io: Io, skipped: Skipped[]): Iterable<FoundFile> {
  const path = stdinFilename === undefined ? '<stdin>' : reportedPath(stdinFilename, io.cwd);
  const bytes = piped(io);
  if (bytes.length <= maxSize) yield { path, bytes, explicit: true };
  else if (bytes.length <= maxPlanSize) yield { path, bytes, explicit: true, refusal: tooLarge(maxSize) };
  else skipped.push({ path, cause: 'limit', reason: tooLarge(maxSize), explicit: true });
}

function piped(io: Io): Uint8Array {
  try {
    return io.stdin();
  } catch (error) {
    throw new UsageError(`cannot read standard input: ${whyNot(error)}`);
  }
}

const tooLarge = (maxSize: number): string => `it has more than the ${maxSize} bytes that --max-file-size allows`;

/** A word that names nothing may be a command misspelt. */
function missing(names: readonly string[], paths: readonly string[]): UsageError {
  const [first = ''] = names;
  const command = first === paths[0] && /^\w+$/u.test(first) ? nearest(first, commands) : undefined;
  const shown = names.slice(0, 3).map((name) => `'${oneLine(name)}'`).join(', ');
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return new UsageError(`no such file or folder: ${shown}${more}${command === undefined ? '' : `; did you mean the command '${command}'?`}`);
}
