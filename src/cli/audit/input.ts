import { type AuditFile, inMemory } from '../../audit/records/index.js';
import { gap, type Problem } from '../../core/problem.js';
import { reportedPath } from '../../read/files.js';
import { recordFiles } from '../../read/files/records.js';
import type { Audit } from '../args/invocation.js';
import { nearest } from '../args/nearest.js';
import { type Io, oneLine, UsageError } from '../io.js';
import { whyNot } from '../output/write.js';

/** The files that the arguments stand for. */
export interface AuditInput {
  /** May be gone through several times. */
  readonly files: readonly AuditFile[];
  /** What was met in folders and cannot be read. */
  readonly problems: readonly Problem[];
  /** What was named and could not be read; complete when the files have been gone through. */
  readonly refused: () => ReadonlyMap<string, string>;
}

export function auditInput({ paths, stdinFilename }: Audit, io: Io): AuditInput {
  const named = paths.filter((path) => path !== '-');
  const found = recordFiles(named, io.cwd);
  if (found.missing.length > 0) throw missing(found.missing, named.length === paths.length ? paths : []);
  const refused = new Map<string, string>();
  for (const { path, reason, explicit } of found.skipped) if (explicit) refused.set(path, reason);
  const stdin = named.length < paths.length ? [inMemory(stdinFilename === undefined ? '<stdin>' : reportedPath(stdinFilename, io.cwd), piped(io))] : [];
  return {
    files: [...stdin, ...found.files.map((file) => (file.explicit ? watched(file, refused) : file))],
    problems: found.skipped.flatMap(({ path, reason, explicit }) => (explicit ? [] : [gap(`it cannot be read: ${reason}`, { source: { path, text: '', bom: false }, start: 0, end: 0 })])),
    refused: () => refused,
  };
}

/** Remembers why it could not be opened or read, which is told as a problem as well. */
function watched(file: AuditFile, refused: Map<string, string>): AuditFile {
  const act = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      refused.set(file.path, error instanceof Error ? error.message : String(error));
      throw error;
    }
  };
  return {
    ...file,
    open: () => {
      const chunks = act(() => file.open());
      return { ...chunks, read: (buffer) => act(() => chunks.read(buffer)) };
    },
  };
}

function piped(io: Io): Uint8Array {
  try {
    return io.stdin();
  } catch (error) {
    throw new UsageError(`cannot read standard input: ${whyNot(error)}`);
  }
}

/** The first word may be `keys`, misspelt. */
function missing(names: readonly string[], paths: readonly string[]): UsageError {
  const [first = ''] = names;
  const isKeys = first === paths[0] && /^\w+$/u.test(first) && nearest(first, ['keys']) !== undefined;
  const shown = names.slice(0, 3).map((name) => `'${oneLine(name)}'`).join(', ');
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return new UsageError(`no such file or folder: ${shown}${more}${isKeys ? "; did you mean 'audit keys'?" : ''}`);
}
