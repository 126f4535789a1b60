import { realpathSync } from 'node:fs';
import { repositoryRoot } from '../../read/files.js';
import { didYouMean } from '../args/nearest.js';
import { type Io, UsageError } from '../io.js';
import { type Git, gitIn, say } from './program.js';

export interface Repository {
  readonly git: Git;
  /** The top of the work tree: absolute, real. */
  readonly top: string;
  /** The commit that is checked out; undefined where there is none yet. */
  readonly head: string | undefined;
  /** Only some of the history is there. */
  readonly isShallow: boolean;
  /** It may lack files of the commits that it has: Git fetches them when they are asked for. */
  readonly isPartial: boolean;
  /** Names that the file system takes for one become one of them. */
  readonly same: (path: string) => string;
}

/** The repository that the working folder is in. Git is called where paths of hooks are relative to: at the top. `option` is what needs it. */
export function openRepository(option: string, io: Io): Repository {
  const folder = repositoryRoot(io.cwd) ?? io.cwd;
  const bare = gitIn(folder, option, io);
  const { status, out, complaint } = bare(['rev-parse', '--show-toplevel', '--is-shallow-repository']);
  if (status !== 0) throw refusal(complaint, option);
  const [, top = '', shallow] = /^([^]*)\n(\w+)\n$/u.exec(out.toString('utf8')) ?? [];
  const config = configOf(bare);
  const git = gitIn(folder, option, io, withoutFilters(config));
  return { git, top: realpathSync.native(top), head: commitOf(git, 'HEAD'), isShallow: shallow === 'true', isPartial: [...config].some(([name, value]) => name.endsWith('.promisor') && value !== 'false'), same: sameNames(config) };
}

function refusal(complaint: string, option: string): UsageError {
  if (complaint.startsWith('not a git repository')) return new UsageError(`${option} needs a Git repository, and this is none`);
  if (complaint.startsWith('detected dubious ownership')) return new UsageError(`Git does not trust this repository: ${complaint}; 'git config --global --add safe.directory <folder>' lets it`);
  return new UsageError(`${option} needs a work tree of Git: ${complaint}`);
}

type Config = ReadonlyMap<string, string>;

/** The settings that matter, by name. */
function configOf(git: Git): Config {
  const { out } = git(['config', '-z', '--get-regexp', '^(core\\.(ignorecase|precomposeunicode)|remote\\..*\\.promisor|filter\\..*\\.(clean|smudge|process|required))$']);
  const entries = out.toString('utf8').split('\0').slice(0, -1);
  return new Map(entries.map((entry) => [entry.split('\n', 1)[0] ?? '', entry.slice(entry.indexOf('\n') + 1)]));
}

/** Git passes files through these to see whether they have changed. A name with `=` cannot be set on the command line. */
const withoutFilters = (config: Config): readonly string[] =>
  [...config.keys()].filter((name) => name.startsWith('filter.') && !name.includes('=')).flatMap((name) => ['-c', `${name}=${name.endsWith('.required') ? 'false' : ''}`]);

function sameNames(config: Config): Repository['same'] {
  const folds = config.get('core.ignorecase') === 'true';
  const composes = config.get('core.precomposeunicode') === 'true';
  if (!folds && !composes) return (path) => path;
  return (path) => {
    const composed = path.normalize('NFC');
    return folds ? composed.toLowerCase() : composed;
  };
}

function commitOf(git: Git, name: string): string | undefined {
  const { status, out } = git(['rev-parse', '--quiet', '--verify', '--end-of-options', `${name}^{commit}`]);
  return status === 0 ? out.toString('latin1').trim() : undefined;
}

const DEEPEN = "fetch its history first ('git fetch --unshallow', or 'fetch-depth: 0' for actions/checkout)";

/** The last commit that `ref` and what is checked out have in common. */
export function mergeBase(ref: string, { git, head, isShallow }: Repository): string {
  if (ref.startsWith('-')) throw new UsageError(`--changed-since cannot be '${ref}': it is the name of a commit`);
  const commit = commitOf(git, ref);
  if (commit === undefined) throw new UsageError(`Git knows no commit '${ref}'${isShallow ? `; this is a shallow clone: ${DEEPEN}` : nearestName(ref, git)}`);
  if (head === undefined) throw new UsageError('--changed-since needs a commit to compare with, and this branch has none yet');
  const { status, out, complaint } = git(['merge-base', commit, head]);
  const [base = ''] = out.toString('latin1').split('\n');
  if (status === 0 && base !== '') return base;
  if (status !== 1) throw new UsageError(`git merge-base failed: ${complaint}`);
  if (isShallow) throw new UsageError(`this is a shallow clone, without the commit at which '${ref}' and HEAD parted: ${DEEPEN}`);
  throw new UsageError(`'${ref}' and HEAD have no commit in common`);
}

/** A branch of a remote has its name in front; what is misspelt has neighbours. */
function nearestName(ref: string, git: Git): string {
  const { out } = git(['for-each-ref', '--format=%(refname:short)', 'refs/heads', 'refs/remotes', 'refs/tags']);
  const names = out.toString('utf8').split('\n').slice(0, -1);
  const remote = names.find((name) => name.endsWith(`/${ref}`));
  return remote === undefined ? didYouMean(ref, names) : `; did you mean '${remote}'?`;
}

/** The tree of a commit; of no commit, the tree without files. */
export const treeOf = (commit: string | undefined, git: Git): string => commit ?? say(git, ['hash-object', '-t', 'tree', '--stdin']).toString('latin1').trim();
