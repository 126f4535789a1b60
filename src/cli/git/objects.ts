import { UsageError } from '../io.js';
import { type Git, say } from './program.js';
import { contents, sizes } from './raw.js';

/** An object, and the path that it is the content of. */
export type Wanted = readonly [id: string, path: string];

/** The contents of objects, of which it takes many at once. */
export interface Objects {
  /** Takes those that will surely be asked for. */
  readonly prepare: (wanted: readonly Wanted[]) => void;
  /** The bytes of one, or how many it has where they are too many. */
  readonly take: (...wanted: Wanted) => Uint8Array | number;
}

/** What a batch may hold in memory besides what is kept. */
const MOST_BYTES = 1 << 28;

/** `maxSize`: in bytes, by the path. */
export function objectsOf(git: Git, maxSize: (path: string) => number): Objects {
  const known = new Map<string, Uint8Array | number | undefined>();
  const prepare = (wanted: readonly Wanted[]): void => {
    const limits = new Map(wanted.filter(([id]) => !known.has(id)).map(([id, path]) => [id, maxSize(path)] as const));
    const ids = [...limits.keys()];
    if (ids.length === 0) return;
    const found = sizes(say(git, ['cat-file', '--batch-check'], lines(ids)));
    ids.forEach((id, index) => known.set(id, found[index]));
    const wantedSizes = ids.flatMap((id, index) => ((found[index] ?? Infinity) <= (limits.get(id) ?? 0) ? [[id, found[index] ?? 0] as const] : []));
    for (const batch of batches(wantedSizes)) {
      const bytes = contents(say(git, ['cat-file', '--batch'], lines(batch)));
      batch.forEach((id, index) => known.set(id, bytes[index]));
    }
  };
  return {
    prepare,
    take: (id, path) => {
      prepare([[id, path]]);
      const taken = known.get(id);
      if (taken === undefined) throw new UsageError(`Git does not have all of '${path}' at hand: a partial clone has to fetch it`);
      return taken;
    },
  };
}

const lines = (ids: readonly string[]): string => ids.map((id) => `${id}\n`).join('');

/** So many at once as fit. */
function* batches(objects: readonly (readonly [id: string, size: number])[]): Iterable<readonly string[]> {
  let batch: string[] = [];
  let total = 0;
  for (const [id, size] of objects) {
    if (batch.length > 0 && total + size > MOST_BYTES) {
      yield batch;
      batch = [];
      total = 0;
    }
    batch.push(id);
    total += size;
  }
  if (batch.length > 0) yield batch;
}
