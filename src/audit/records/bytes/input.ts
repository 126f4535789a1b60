/** A file with records, opened when its turn comes, so that one is held at a time. */
export interface AuditFile {
  /** As problems are told with: relative to the repository root (or the working folder), with `/`; `<stdin>`. */
  readonly path: string;
  /** Named by the user, not met in a folder: then it is told if it holds no records. */
  readonly explicit: boolean;
  /** Opened anew each time; throws what the system says. */
  readonly open: () => Chunks;
}

/** Bytes of a file, in order. */
export interface Chunks {
  /** Bytes of the file as far as that is known beforehand, else Infinity. Not to be trusted: it may grow. */
  readonly size: number;
  /** Fills the buffer from its beginning; how many bytes that were, 0 at the end of the file. */
  readonly read: (buffer: Uint8Array) => number;
  readonly close: () => void;
}

export interface ReadOptions {
  /** Bytes of a file as it lies there; larger ones are told and not read. */
  readonly maxFileSize?: number;
  /** Bytes of a file when it is inflated; of larger ones what comes first is read, and that is told. */
  readonly maxInflated: number;
}

/** 4 GiB. Files that CloudTrail writes have 50 MB at most (User Guide, "Quotas in AWS CloudTrail"); what others put together is larger. */
export const MOST_INFLATED = 4 * 1024 ** 3;

/** Bytes that are at hand, such as those of standard input. */
export const inMemory = (path: string, bytes: Uint8Array): AuditFile => ({
  path,
  explicit: true,
  open: () => {
    let at = 0;
    return {
      size: bytes.length,
      read: (buffer) => {
        const piece = bytes.subarray(at, at + buffer.length);
        buffer.set(piece);
        at += piece.length;
        return piece.length;
      },
      close: () => undefined,
    };
  },
});

/** As many bytes as fit into the buffer, fewer only at the end of the file. */
export function fill(chunks: Chunks, buffer: Uint8Array): number {
  let filled = 0;
  while (filled < buffer.length) {
    const read = chunks.read(buffer.subarray(filled));
    if (read === 0) break;
    filled += read;
  }
  return filled;
}
