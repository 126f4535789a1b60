import { lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot, reportedPath } from '../../read/files.js';
import type { Init } from '../args/invocation.js';
import { hookConfigPath, hookEntry, type InitFile, initFiles } from '../init/texts.js';
import { exit, type Io, tell } from '../io.js';
import { whyNot, writeWhole } from '../output/write.js';
import { version } from '../version.js';

/** What became of a file. */
type Outcome =
  | { readonly kind: 'written'; readonly path: string }
  /** It was there, under this name. */
  | { readonly kind: 'kept'; readonly path: string; readonly lacks: string | undefined }
  | { readonly kind: 'failed'; readonly path: string; readonly reason: string };

/**
 * Writes what a repository needs to use keytrail, at its root (outside a repository, in the working folder), and tells of each
 * file. What is there is left as it is. A file that cannot be written does not keep the others from being written.
 */
export function init({ quiet }: Init, io: Io): number {
  const root = repositoryRoot(io.cwd) ?? io.cwd;
  const outcomes = initFiles(installable(version)).map((file) => place(file, root));
  if (!quiet) io.stdout.write(outcomes.map(toldOf).join(''));
  const failed = outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? [outcome] : []));
  for (const { path, reason } of failed) tell(io, `cannot write '${reportedPath(join(root, path), io.cwd)}': ${reason}`);
  return failed.length > 0 ? exit.failure : exit.ok;
}

/** A version that a registry can have: not that of sources which were never built. */
const installable = (running: string): string => (running.endsWith('-source') ? 'latest' : running);

function place(file: InitFile, root: string): Outcome {
  const { path, text } = file;
  try {
    const there = [path, ...file.otherNames].find((name) => isThere(join(root, name)));
    if (there !== undefined) return { kind: 'kept', path: there, lacks: there === hookConfigPath ? lackingHook(join(root, there)) : undefined };
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeWhole(join(root, path), text);
    return { kind: 'written', path };
  } catch (error) {
    return { kind: 'failed', path, reason: isTaken(error) ? 'its folder is a file' : whyNot(error) };
  }
}

/** A folder cannot be made where a file is. */
const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';

/** A link that leads nowhere is there too: to write through it would make a file elsewhere. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // A folder above it is a file.
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return false;
    throw error;
  }
}

/** The entry that hooks of others lack. To put it in would have to keep their layout, their anchors and their order: people do that better. */
function lackingHook(path: string): string | undefined {
  try {
    return /^[\s-]*id:\s*["']?keytrail\b/mu.test(readFileSync(path, 'utf8')) ? undefined : hookEntry(installable(version));
  } catch {
    return hookEntry(installable(version));
  }
}

function toldOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'written':
      return `wrote ${outcome.path}\n`;
    case 'kept':
      return outcome.lacks === undefined ? `kept ${outcome.path}\n` : `kept ${outcome.path}; to run keytrail before each commit, add this to its repos:\n\n${outcome.lacks}\n`;
    case 'failed':
      return '';
  }
}
