import { UsageError } from '../io.js';
import { type Git, say } from './program.js';
import { contents, sizes } from './raw.js';

/** An object, and the path that it is the content of. */
export type Wanted = readonly [id: string, path: string];

/** The contents of objects, of which it takes many at once. */
export interface Objects {
  /** Tells it what will surely be asked for, in the order in which it will be. */
  readonly prepare: (wanted: readonly Wanted[]) => void;
  /** The bytes of one, or how many it has where they are too many. */
  readonly take: (...wanted: Wanted) => Uint8Array | number;
}

/** In bytes. */
export interface Room {
  /** What is taken at once. */
  readonly batch: number;
  /** What is kept: of more, what was taken first goes, and is taken anew if it is asked for again. */
  readonly kept: number;
}

const room: Room = { batch: 1 << 25, kept: 1 << 28 };

/** `maxSize`: in bytes, by the path. */
export function objectsOf(git: Git, maxSize: (path: string) => number, { batch, kept }: Room = room): Objects {
  const known = new Map<string, number | undefined>();
  /** Those that are small enough, in the order in which they were wanted. */
  const order: string[] = [];
  const placeOf = new Map<string, number>();
  const held = new Map<string, Uint8Array | undefined>();
  let total = 0;
  const prepare = (wanted: readonly Wanted[]): void => {
    const ids = [...new Set(wanted.map(([id]) => id))].filter((id) => !known.has(id));
    if (ids.length > 0) sizes(say(git, ['cat-file', '--batch-check'], lines(ids))).forEach((size, index) => known.set(ids[index] ?? '', size));
    for (const [id, path] of wanted) {
      if (placeOf.has(id) || (known.get(id) ?? Infinity) > maxSize(path)) continue;
      placeOf.set(id, order.length);
      order.push(id);
    }
  };
  const fill = (from: number): void => {
    const ids: string[] = [];
    for (let at = from, size = 0; at < order.length; at++) {
      const id = order[at] ?? '';
      if (held.has(id)) continue;
      size += known.get(id) ?? 0;
      if (ids.length > 0 && size > batch) break;
      ids.push(id);
    }
    const bytes = contents(say(git, ['cat-file', '--batch'], lines(ids)));
    ids.forEach((id, index) => {
      held.set(id, bytes[index]);
      total += bytes[index]?.length ?? 0;
    });
    const latest = new Set(ids);
    for (const [id, old] of held) {
      if (total <= kept || latest.has(id)) break;
      held.delete(id);
      total -= old?.length ?? 0;
    }
  };
  return {
    prepare,
    take: (id, path) => {
      if (!placeOf.has(id)) prepare([[id, path]]);
      const size = known.get(id);
      const place = placeOf.get(id);
      if (size !== undefined && (place === undefined || size > maxSize(path))) return size;
      if (place !== undefined && !held.has(id)) fill(place);
      const bytes = held.get(id);
      if (bytes === undefined) throw new UsageError(`Git does not have all of '${path}' at hand: a partial clone has to fetch it`);
      return bytes;
    },
  };
}

const lines = (ids: readonly string[]): string => ids.map((id) => `${id}\n`).join('');
