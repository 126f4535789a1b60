import { gunzip, gunzipSync, type InputType, type ZlibOptions } from 'node:zlib';
import { type AuditFile, type Chunks, fill, type ReadOptions } from './input.js';
import { Inflater } from './inflater.js';

/** What keeps a file from being read on. What came before is given out. */
export type Cut = 'truncated' | 'corrupt' | 'too-much' | 'too-large';

/** Files of up to so many bytes are read at once. */
const AT_ONCE = 8 * 1024 * 1024;
/** And inflated at once, if they come to no more than this. */
const INFLATED_AT_ONCE = 32 * 1024 * 1024;
/** Packed bytes for which it is worth to wait for a thread. */
const WORTH_A_THREAD = 128 * 1024;
/** Larger ones are read and inflated in pieces: a piece of a gzip file comes to 17 MB at worst. */
const PIECE = 16 * 1024;
const PLAIN_PIECE = 2 * 1024 * 1024;
/** Deflate makes a byte of no more than so many (zlib, "Maximum Compression Factor"). */
const MOST_RATIO = 1032;
/** Bytes that are written at a time where a gzip file is known to be broken: what a piece comes to before it breaks is lost. */
const FINE_PIECE = 32;

/**
 * What a file holds, inflated if it is gzip, whatever its name: that is told by its first bytes. Several gzip members make one
 * text. Where it cannot be read on, or comes to more than is allowed, it ends and `cut` is told why. Throws what the system says.
 */
export async function* contentsOf(file: AuditFile, { maxFileSize = Infinity, maxInflated: most }: ReadOptions, cut: (why: Cut) => void): AsyncGenerator<Buffer> {
  const chunks = file.open();
  try {
    if (Number.isFinite(chunks.size) && chunks.size > maxFileSize) {
      cut('too-large');
      return;
    }
    const head = Buffer.allocUnsafeSlow(Math.min(AT_ONCE, Number.isFinite(chunks.size) ? chunks.size : AT_ONCE) + 1);
    const first = head.subarray(0, fill(chunks, head));
    const isAll = first.length < head.length;
    if (!isGzip(first)) yield* bounded(plain(first, isAll ? undefined : chunks), most, cut);
    else {
      const whole = isAll ? await inflatedAtOnce(first, most) : undefined;
      if (whole !== undefined) yield whole;
      else yield* bounded(inflated(file, first, isAll ? undefined : chunks, cut), most, cut);
    }
  } finally {
    chunks.close();
  }
}

/** RFC 1952, 2.3.1. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Undefined where it is too much, or broken. */
async function inflatedAtOnce(bytes: Buffer, most: number): Promise<Buffer | undefined> {
  // The last four bytes say how much it is; if they lie, or there are several members, it takes one buffer more.
  const said = bytes.length < 18 ? 0 : bytes.readUInt32LE(bytes.length - 4);
  const chunkSize = Math.max(64 * 1024, Math.min(said + 1, bytes.length * MOST_RATIO, INFLATED_AT_ONCE + 1));
  const options = { chunkSize, maxOutputLength: Math.min(INFLATED_AT_ONCE, most) };
  try {
    return bytes.length < WORTH_A_THREAD ? gunzipSync(bytes, options) : await inThread(bytes, options);
  } catch {
    return undefined;
  }
}

/** One turn of a thread of Node's, while another file is looked at here. */
const inThread = (bytes: InputType, options: ZlibOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => { gunzip(bytes, options, (error, inflated) => { if (error === null) resolve(inflated); else reject(error); }); });

function* pieces(first: Buffer, rest: Chunks | undefined, size: number): Generator<Buffer> {
  for (let at = 0; at < first.length; at += size) yield first.subarray(at, at + size);
  if (rest === undefined) return;
  for (;;) {
    const buffer = Buffer.allocUnsafeSlow(size);
    const read = fill(rest, buffer);
    if (read > 0) yield buffer.subarray(0, read);
    if (read < size) return;
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- it stands where what is inflated comes from.
async function* plain(first: Buffer, rest: Chunks | undefined): AsyncGenerator<Buffer> {
  if (rest === undefined) yield first;
  else yield* pieces(first, rest, PLAIN_PIECE);
}

/** While a piece is looked at the next is inflated. */
async function* inflated(file: AuditFile, first: Buffer, rest: Chunks | undefined, cut: (why: Cut) => void): AsyncGenerator<Buffer> {
  const inflater = new Inflater();
  let given = 0;
  let count = 0;
  try {
    let next: Promise<readonly Buffer[]> | undefined;
    const all = pieces(first, rest, PIECE);
    for (let piece = all.next(); ; piece = all.next()) {
      const before = await next;
      next = undefined;
      if (inflater.broken === undefined) {
        next = piece.done === true ? inflater.end() : inflater.write(piece.value);
        if (piece.done !== true) count++;
      }
      for (const buffer of before ?? []) {
        given += buffer.length;
        yield buffer;
      }
      if (inflater.broken !== undefined || piece.done === true) break;
    }
    for (const buffer of (await next) ?? []) {
      given += buffer.length;
      yield buffer;
    }
    if (inflater.broken?.kind === 'corrupt') yield* upToBreak(file, count - 1, given);
    if (inflater.broken !== undefined) cut(inflater.broken.kind);
  } finally {
    inflater.close();
  }
}

/** What is to be had of a broken file behind the first `given` bytes; the break is in the piece number `broken`. */
async function* upToBreak(file: AuditFile, broken: number, given: number): AsyncGenerator<Buffer> {
  const inflater = new Inflater(FINE_PIECE * MOST_RATIO);
  const chunks = file.open();
  let seen = 0;
  try {
    let index = 0;
    for (const piece of pieces(Buffer.alloc(0), chunks, PIECE)) {
      for (const part of index === broken ? pieces(piece, undefined, FINE_PIECE) : [piece]) {
        for (const buffer of await inflater.write(part)) {
          const from = Math.max(0, given - seen);
          seen += buffer.length;
          if (from < buffer.length) yield buffer.subarray(from);
        }
      }
      if (index++ === broken || inflater.broken !== undefined) return;
    }
  } finally {
    chunks.close();
    inflater.close();
  }
}

async function* bounded(buffers: AsyncGenerator<Buffer>, most: number, cut: (why: Cut) => void): AsyncGenerator<Buffer> {
  let left = most;
  for await (const buffer of buffers) {
    if (buffer.length > left) {
      if (left > 0) yield buffer.subarray(0, left);
      cut('too-much');
      return;
    }
    left -= buffer.length;
    yield buffer;
  }
}
