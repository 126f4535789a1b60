/** A file in a commit, in the index or in the work tree. */
export interface Version {
  /** As Git writes it: `100644`. */
  readonly mode: string;
  /** The object; only zeros for what is not in Git, such as a file of the work tree that may have changed. */
  readonly id: string;
}

/** A path that differs between two trees. */
export interface Difference {
  readonly path: string;
  /** Undefined where there is no such file. */
  readonly before: Version | undefined;
  readonly after: Version | undefined;
  /** The index holds several versions of it: a merge waits for somebody to decide. */
  readonly isUnmerged: boolean;
}

const header = /^:(?<oldMode>[0-7]{6}) (?<newMode>[0-7]{6}) (?<oldId>[\da-f]+) (?<newId>[\da-f]+) (?<status>[A-Z])\d*$/u;

/** What `git diff-index` and `git diff-files` say with `--raw -z --no-abbrev --no-renames`. */
export function differences(out: Buffer): readonly Difference[] {
  const parts = texts(out);
  const found: Difference[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const { groups } = header.exec(parts[i] ?? '') ?? {};
    if (groups === undefined) throw new Error(`git tells a difference as ${JSON.stringify(parts[i])}`);
    found.push({ path: parts[i + 1] ?? '', before: version(groups['oldMode'], groups['oldId']), after: version(groups['newMode'], groups['newId']), isUnmerged: groups['status'] === 'U' });
  }
  return found;
}

const version = (mode = '', id = ''): Version | undefined => (mode === '000000' ? undefined : { mode, id });

/** A file of the index. */
export interface Indexed {
  readonly path: string;
  readonly version: Version;
  /** Git does not look at what lies there: a sparse checkout left it out (skip-worktree), or it is taken to be unchanged (assume-unchanged). */
  readonly isAside: boolean;
}

const entry = /^\S [0-7]{6} [\da-f]+ \d$/u;

/** What `git ls-files` says with `--stage -v -z`. A small letter is for files that are taken to be unchanged, S for those left out. There may be very many. */
export const indexed = (out: Buffer): readonly Indexed[] =>
  texts(out).map((line, number) => {
    const tab = line.indexOf('\t');
    const tag = line.charAt(0);
    if (tab < 0 || (number === 0 && !entry.test(line.slice(0, tab)))) throw new Error(`git tells a file as ${JSON.stringify(line)}`);
    return { path: line.slice(tab + 1), version: { mode: line.slice(2, 8), id: line.slice(9, tab - 2) }, isAside: tag === 'S' || tag !== tag.toUpperCase() };
  });

/** What `git rev-list` says with `--missing=print`: the ids of what is there. */
export const present = (out: Buffer): ReadonlySet<string> => new Set(out.toString('latin1').split('\n').filter((line) => /^[\da-f]/u.test(line)));

/** Texts that end in a zero byte each. */
export const texts = (out: Buffer): readonly string[] => out.toString('utf8').split('\0').slice(0, -1);

export const isUnwritten = ({ id }: Version): boolean => /^0+$/u.test(id);

/** A symbolic link: its object is the way that it leads. */
export const isLink = ({ mode }: Version): boolean => mode === '120000';

/** A submodule: its object is a commit elsewhere. */
export const isSubmodule = ({ mode }: Version): boolean => mode === '160000';

/** What `git cat-file --batch-check` says of objects, in the order asked for: their sizes; undefined for those that are not there. */
export const sizes = (out: Buffer): readonly (number | undefined)[] =>
  out.toString('latin1').split('\n').slice(0, -1).map((line) => {
    const [, size] = /^[\da-f]+ blob (\d+)$/u.exec(line) ?? [];
    return size === undefined ? undefined : Number(size);
  });

/** What `git cat-file --batch` gives, in the order asked for: their bytes; undefined for those that are not there. */
export function contents(out: Buffer): readonly (Uint8Array | undefined)[] {
  const found: (Uint8Array | undefined)[] = [];
  for (let at = 0; at < out.length; ) {
    const end = out.indexOf(10, at);
    if (end < 0) throw new Error('git cat-file ends within a line');
    const [, size] = /^[\da-f]+ \w+ (\d+)$/u.exec(out.toString('latin1', at, end)) ?? [];
    const start = end + 1;
    const length = size === undefined ? undefined : Number(size);
    found.push(length === undefined ? undefined : out.subarray(start, start + length));
    at = length === undefined ? start : start + length + 1;
  }
  return found;
}
