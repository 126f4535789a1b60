import { spawnSync } from 'node:child_process';
import { type Io, UsageError } from '../io.js';

/** What a call of Git came to. */
export interface Answer {
  readonly status: number;
  readonly out: Buffer;
  /** Its first complaint, without what Git begins it with. */
  readonly complaint: string;
}

/** Calls Git. It throws a UsageError where there is no Git. */
export type Git = (args: readonly string[], input?: string) => Answer;

/**
 * Nothing is written, nobody's program is called: no hooks, no monitor of the file system, no pager. Where Git looks for the
 * repository and the index is left to the environment: hooks are told there what is being committed.
 */
const always = ['--no-optional-locks', '--no-pager', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];

/** Git in a folder; `option` is what needs it, `settings` are `-c` arguments. */
export function gitIn(folder: string, option: string, io: Io, settings: readonly string[] = []): Git {
  // Complaints are read, in English.
  const env = { ...io.env, LC_ALL: 'C', LANGUAGE: 'C', GIT_PAGER: '' };
  return (args, input = '') => {
    const { error, status, signal, stdout, stderr } = spawnSync('git', [...always, ...settings, ...args], { cwd: folder, env, input, maxBuffer: Infinity, windowsHide: true });
    if (error !== undefined) throw new UsageError(isMissing(error) ? `${option} needs Git, and there is no program 'git'` : `${option} needs Git, which cannot be started: ${error.message}`);
    if (status === null) throw new UsageError(`Git was ended by ${signal ?? 'a signal'}`);
    return { status, out: stdout, complaint: firstLine(stderr.toString('utf8')) };
  };
}

const isMissing = (error: Error): boolean => 'code' in error && error.code === 'ENOENT';

const firstLine = (text: string): string => (/^(?:fatal|error): (.*)$/mu.exec(text)?.[1] ?? text.split('\n')[0] ?? '').trim();

/** What Git says, where it must say something. */
export function say(git: Git, args: readonly string[], input?: string): Buffer {
  const { status, out, complaint } = git(args, input);
  if (status !== 0) throw new UsageError(`git ${args[0] ?? ''} failed: ${complaint}`);
  return out;
}
