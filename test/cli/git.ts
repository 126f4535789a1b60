import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from './support.js';

/** Git as on a machine where nobody has configured it. */
export const gitEnv: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  HOME: tmpdir(),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};

/** Texts by path; null: there is no such file. */
export type Files = Readonly<Record<string, string | null>>;

/** A repository of its own, with the real Git: on every machine that checked the project out there is one. */
export interface Scratch {
  readonly root: string;
  readonly git: (...args: readonly string[]) => string;
  readonly put: (files: Files) => void;
  /** Puts files, and commits all there is. */
  readonly commit: (files: Files) => void;
  /** Checks the repository, by the words of a command line. */
  readonly check: (line: string | readonly string[], how?: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> }) => Promise<Told>;
  readonly remove: () => void;
}

export interface Told {
  readonly status: number;
  /** What is judged: rule, certainty, level, place, and the text there where the file lies in the work tree. */
  readonly findings: readonly string[];
  readonly gone: readonly string[];
  /** Sinks with how many events they stop logging, may no longer log, and now log. */
  readonly sinks: readonly string[];
  readonly err: string;
}

export function repository(): Scratch {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'keytrail-git-')));
  const git: Scratch['git'] = (...args) => {
    const { error, status, stdout, stderr } = spawnSync('git', args, { cwd: root, env: gitEnv, encoding: 'utf8' });
    if (error !== undefined || status !== 0) throw new Error(`git ${args.join(' ')}: ${error?.message ?? stderr}`);
    return stdout;
  };
  const put = (files: Files): void => {
    for (const [path, text] of Object.entries(files)) {
      const place = join(root, path);
      if (text === null) rmSync(place, { recursive: true });
      else {
        mkdirSync(dirname(place), { recursive: true });
        writeFileSync(place, text);
      }
    }
  };
  git('init', '--quiet', '--initial-branch=main');
  return {
    root,
    git,
    put,
    commit: (files) => {
      put(files);
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message=x');
    },
    check: async (line, { cwd = root, env = {} } = {}) => {
      const { status, out, err } = await run([...(typeof line === 'string' ? line.split(' ') : line), '-f', 'json'], { cwd, env: { ...gitEnv, ...env } });
      return { status, err, ...(out === '' ? { findings: [], gone: [], sinks: [] } : toldIn(out, root)) };
    },
    remove: () => { rmSync(root, { recursive: true, force: true }); },
  };
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

interface Json {
  readonly findings: readonly (Place & { readonly rule: string; readonly certainty: string; readonly level: string; readonly state: string | null })[];
  readonly comparison: {
    readonly gone: readonly { readonly rule: string; readonly file: string; readonly subject: string }[];
    readonly sinks: readonly (Place & { readonly sink: string; readonly stops: readonly string[]; readonly doubts: readonly string[]; readonly starts: readonly string[] })[];
  };
}

function toldIn(out: string, root: string): Pick<Told, 'findings' | 'gone' | 'sinks'> {
  const { findings, comparison } = JSON.parse(out) as Json;
  const at = ({ file, line, column, endColumn }: Place): string => {
    const place = join(root, file);
    const text = existsSync(place) ? ` «${(readFileSync(place, 'utf8').split(/\r?\n/u)[line - 1] ?? '').slice(column - 1, endColumn - 1)}»` : '';
    return `${file}:${line}${text}`;
  };
  return {
    findings: findings.filter(({ state }) => state === 'new').map((one) => `${one.rule} ${one.certainty} ${one.level} ${at(one)}`),
    gone: comparison.gone.map(({ rule, file, subject }) => `${rule} ${file} ${subject}`),
    sinks: comparison.sinks.map((one) => `${one.sink} ${at(one)} -${one.stops.length} ?${one.doubts.length} +${one.starts.length}`),
  };
}
