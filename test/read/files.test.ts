import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { discover, type FoundFile, lister, opener, reportedPath } from '../../src/read/files.js';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'keytrail-files-')));
});
afterEach(() => { rmSync(root, { recursive: true, force: true }); });

/** Makes files; one that is named twice or has no text given holds its own path. */
function make(...paths: readonly (string | readonly [string, string])[]): void {
  for (const entry of paths) {
    const [path, text] = typeof entry === 'string' ? [entry, entry] : entry;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(join(root, path), text);
    else mkdirSync(join(root, path), { recursive: true });
  }
}

const repository = (at = '.'): void => { mkdirSync(join(root, at, '.git', 'info'), { recursive: true }); };
const link = (path: string, target: string): void => { symlinkSync(target, join(root, path)); };

interface Found {
  readonly files: readonly FoundFile[];
  readonly paths: readonly string[];
  readonly skipped: readonly string[];
  readonly missing: readonly string[];
}

async function find(paths: readonly string[] = ['.'], { from = '.', maxSize = 1e6, then = () => {} } = {}): Promise<Found> {
  const found = await discover(paths, { cwd: join(root, from), maxSize, selects: () => true });
  then();
  const files = [...found.files()];
  return { files, paths: files.map(({ path }) => path), skipped: found.skipped.map(({ path, reason }) => `${path}: ${reason}`), missing: found.missing };
}

describe('which files', () => {
  test('a folder gives its candidates, sorted by path, with their bytes', async () => {
    make('b.yaml', 'a.yml', 'c.json', 'd.template', 'e.cfn', 'f.cform', 'G.YAML', 'sub/z.json', 'sub/a/y.yaml', 'h.txt', 'i', 'yaml', 'k.yaml.bak', 'folder.yaml/l.txt');
    const { files, paths, skipped } = await find();
    expect(paths).toEqual(['G.YAML', 'a.yml', 'b.yaml', 'c.json', 'd.template', 'e.cfn', 'f.cform', 'sub/a/y.yaml', 'sub/z.json']);
    expect(files.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(paths);
    expect(files.every(({ explicit }) => !explicit)).toBe(true);
    expect(skipped).toEqual([]);
  });

  test('folders of Terraform are listed while they are met, as they are listed afterwards', async () => {
    repository();
    make(['.gitignore', 'secret.*\n'], 'main.tf', 'secret.auto.tfvars', 'Makefile', 'm/x.tofu', 'm/deep/y.tf.json', 'm/deep/README', 'other/a.yaml', '.terraform/z.tf', 'values/v.tfvars');
    link('m/a.tf', '../main.tf');
    link('again', 'm');
    const { listed } = await discover(['.'], { cwd: root, maxSize: 1e6, selects: () => true });
    const folders = [...listed.keys()].sort();
    expect(folders.map((folder) => folder.slice(root.length + 1))).toEqual(['', 'm', 'm/deep', 'values']);
    const [afresh, known] = [lister(['.'], { cwd: root }), lister(['.'], { cwd: root }, listed)];
    for (const folder of ['', 'm', 'm/deep', 'values', 'other', 'again', 'again/deep', 'missing', '.terraform']) expect(known(folder), folder).toEqual(afresh(folder));
    expect(known('')).toEqual(['.gitignore', 'Makefile', 'again', 'main.tf', 'secret.auto.tfvars']);
    expect(known('again')).toEqual(['a.tf', 'x.tofu']);
  });

  test('a file that is named counts whatever it is called and wherever it is', async () => {
    repository();
    make(['.gitignore', '*.yaml\nout/\n'], 'a.yaml', 'b.txt', 'out/c', 'node_modules/d.json');
    const { files, paths } = await find(['a.yaml', 'b.txt', 'out/c', 'node_modules/d.json']);
    expect(paths).toEqual(['a.yaml', 'b.txt', 'node_modules/d.json', 'out/c']);
    expect(files.every(({ explicit }) => explicit)).toBe(true);
  });

  test('each file once; to be named outweighs being met', async () => {
    make('a.yaml', 'sub/b.yaml');
    link('same.yaml', 'a.yaml');
    const { files } = await find(['.', 'sub', './sub/b.yaml', 'sub/b.yaml', '.']);
    expect(files.map(({ path, explicit }) => [path, explicit])).toEqual([['a.yaml', false], ['sub/b.yaml', true]]);
  });

  test('packages, Git and Terraform have folders that nobody wrote', async () => {
    make('node_modules/a.json', 'sub/node_modules/a.json', '.terraform/b.json', '.git/c.json', '.github/d.yml', 'sub/.hidden.yaml');
    expect((await find()).paths).toEqual(['.github/d.yml', 'sub/.hidden.yaml']);
  });

  test('odd names', async () => {
    const names = [' .yaml', '-f.yaml', 'a\nb.yaml', 'a\\b.yaml', 'a\u001B[31m.yaml', '*.yaml', '[x].yaml', '#.yaml', '!.yaml', '..yaml', '\u00FC\u{1F511}.yaml', "'\"$(x).yaml"];
    make(...names, ['.gitignore', 'ignored.yaml\n'], ...names.map((name) => `[d]*/${name}`), ['[d]*/.gitignore', 'a*b.yaml\n']);
    const { paths, skipped } = await find();
    expect(new Set(paths)).toEqual(new Set([...names, ...names.filter((name) => !/^a.b/su.test(name)).map((name) => `[d]*/${name}`)]));
    expect(skipped).toEqual([]);
  });

  test('what does not exist', async () => {
    make('a.yaml');
    expect((await find(['a.yaml', 'b.yaml', 'a.yaml/c', 'd/e'])).missing).toEqual(['b.yaml', 'a.yaml/c', 'd/e']);
  });
});

describe('paths', () => {
  test.each([
    ['inside a repository, from its root', 'sub', ['a.yaml', '../b.yaml'], ['b.yaml', 'sub/a.yaml']],
    ['outside it, up from there', 'sub', ['../../other/c.yaml'], ['../other/c.yaml']],
  ])('%s', async (_, from, paths, expected) => {
    make('repo/sub/a.yaml', 'repo/b.yaml', 'other/c.yaml');
    repository('repo');
    expect((await find(paths, { from: `repo/${from}` })).paths).toEqual(expected);
  });

  test('outside any repository, from the working folder', async () => {
    make('sub/a.yaml', 'b.yaml');
    expect((await find(['.', '../b.yaml'], { from: 'sub' })).paths).toEqual(['../b.yaml', 'a.yaml']);
  });

  test('of what has only a name', () => {
    repository();
    make('sub/');
    expect(reportedPath('a.yaml', join(root, 'sub'))).toBe('sub/a.yaml');
    expect(reportedPath(join(root, 'b/c.yaml'), join(root, 'sub'))).toBe('b/c.yaml');
    expect(reportedPath('/elsewhere/a.yaml', root)).toBe('/elsewhere/a.yaml');
  });
});

describe('what Git ignores', () => {
  const ignoring: readonly (readonly [string, string])[] = [
    ['.gitignore', 'out\n/only-top.yaml\n*.json\n!keep.json\ndeep/**/x.yaml\nfolder-only/\n# a comment\n\\#hash.yaml\ntrail.yaml   \n\\!bang.yaml\ncrlf.yaml\r\n'],
    ['sub/.gitignore', '/tied.yaml\nloose.yaml\n!out\nin/here.yaml\n!*.json\nnest*/\n!/nest-not/\n'],
    ['sub/lower/.gitignore', '!loose.yaml\n*\n!.gitignore\n!kept.yaml\n'],
    ['deny/.gitignore', '*\n'],
  ];
  const names = [
    'out/a.yaml', 'sub/out/a.yaml', 'sub/lower/out/a.yaml', 'only-top.yaml', 'sub/only-top.yaml', 'a.json', 'keep.json', 'sub/b.json', 'sub/keep.json',
    'deep/x.yaml', 'deep/1/2/x.yaml', 'sub/deep/x.yaml', 'folder-only/a.yaml', 'sub/folder-only/a.yaml', 'x/folder-only', '#hash.yaml', 'trail.yaml',
    '!bang.yaml', 'crlf.yaml', 'sub/tied.yaml', 'sub/x/tied.yaml', 'sub/loose.yaml', 'sub/x/loose.yaml', 'sub/lower/loose.yaml', 'sub/lower/kept.yaml',
    'sub/in/here.yaml', 'sub/x/in/here.yaml', 'sub/nest1/a.yaml', 'sub/nest-not/a.yaml', 'deny/a.yaml', 'excluded.yaml', 'sub/excluded.yaml', 'OUT/a.yaml',
  ];

  test('as Git itself has it', async () => {
    execFileSync('git', ['init', '-q', root]);
    make(...names, ...ignoring, ['.git/info/exclude', 'excluded.yaml\n']);
    const listed = execFileSync('git', ['-c', 'core.excludesFile=/dev/null', '-C', root, 'ls-files', '-z', '--others', '--exclude-standard'], { encoding: 'utf8' });
    const expected = listed.split('\0').filter((path) => /\.(?:yaml|json)$/u.test(path)).sort();
    expect(expected.length).toBeGreaterThan(8);
    expect((await find()).paths).toEqual(expected);
    // From below: the rules between the root and there hold as well.
    expect((await find(['.'], { from: 'sub' })).paths).toEqual(expected.filter((path) => path.startsWith('sub/')));
    expect((await find(['x', 'lower'], { from: 'sub' })).paths).toEqual(expected.filter((path) => /^sub\/(?:x|lower)\//u.test(path)));
  });

  test('a folder that is named is read even if it is ignored itself', async () => {
    repository();
    make(['.gitignore', 'cdk.out\n*.json\n'], 'cdk.out/a.template.json', 'cdk.out/sub/b.json', ['cdk.out/sub/.gitignore', 'c.json'], 'cdk.out/sub/c.json');
    expect((await find(['cdk.out'])).paths).toEqual(['cdk.out/a.template.json', 'cdk.out/sub/b.json']);
  });

  test('a repository inside has its own rules', async () => {
    repository();
    repository('inner');
    make(['.gitignore', '*.yaml\n'], ['inner/.git/info/exclude', 'b.yaml\n'], 'a.yaml', 'inner/a.yaml', 'inner/b.yaml');
    expect((await find()).paths).toEqual(['inner/a.yaml']);
  });

  test('in a worktree, whose .git is a file', async () => {
    repository('main');
    make(['main/.git/info/exclude', 'a.yaml\n'], ['main/.git/worktrees/w/commondir', '../..\n'], ['w/.git', `gitdir: ${root}/main/.git/worktrees/w\n`], 'w/a.yaml', 'w/b.yaml');
    expect((await find(['.'], { from: 'w' })).paths).toEqual(['b.yaml']);
  });

  test('outside any repository, the files on the way down', async () => {
    make(['.gitignore', 'a.yaml\n'], 'a.yaml', 'sub/a.yaml', 'sub/b.yaml', ['sub/.gitignore', 'b.yaml\n'], 'c.yaml');
    expect((await find()).paths).toEqual(['c.yaml']);
  });
});

describe('symbolic links', () => {
  test('inside the repository lead to what is there, under its own name', async () => {
    repository();
    make('common/a.yaml', 'infra/b.yaml', 'common/c.txt');
    link('infra/link', '../common');
    link('infra/d.yaml', '../common/c.txt');
    expect((await find(['infra'])).paths).toEqual(['common/a.yaml', 'common/c.txt', 'infra/b.yaml']);
  });

  test('in circles', async () => {
    repository();
    make('a.yaml', 'sub/b.yaml');
    link('self', '.');
    link('sub/up', '..');
    link('sub/self', '../sub');
    link('one', 'two');
    link('two', 'one');
    link('three.yaml', 'three.yaml');
    const { paths, skipped } = await find();
    expect(paths).toEqual(['a.yaml', 'sub/b.yaml']);
    expect(skipped).toEqual(['three.yaml: it is a symbolic link that leads nowhere: symbolic links run in a circle']);
    // Up and out of what was named is no way either.
    expect((await find(['sub'])).paths).toEqual(['sub/b.yaml']);
  });

  test('out of the repository are not followed but told', async () => {
    repository('repo');
    make('repo/a.yaml', 'out/b.yaml', 'out/c.txt');
    link('repo/folder', '../out');
    link('repo/file.yaml', '../out/b.yaml');
    link('repo/other', '../out/c.txt');
    link('repo/gone.yaml', 'nowhere');
    const { paths, skipped } = await find(['.'], { from: 'repo' });
    expect(paths).toEqual(['a.yaml']);
    expect(skipped).toEqual([
      'file.yaml: it is a symbolic link that leads out of the repository',
      'folder: it is a symbolic link that leads out of the repository',
      'gone.yaml: it is a symbolic link that leads nowhere: there is no such file',
    ]);
  });

  test('to what is passed over or ignored do not bring it in', async () => {
    repository();
    make(['.gitignore', 'build\nhidden.yaml\n'], 'node_modules/p/a.yaml', 'build/b.yaml', 'c.yaml');
    link('package', 'node_modules/p');
    link('result', 'build');
    link('hidden.yaml', 'c.yaml');
    expect((await find()).paths).toEqual(['c.yaml']);
  });

  test('that are named are read, wherever they lead', async () => {
    repository('repo');
    make('repo/a.yaml', 'out/b.yaml', 'out/sub/c.yaml');
    link('repo/in.yaml', 'a.yaml');
    link('repo/out.yaml', '../out/b.yaml');
    link('repo/folder', '../out/sub');
    expect((await find(['in.yaml', 'out.yaml', 'folder'], { from: 'repo' })).paths).toEqual(['../out/sub/c.yaml', 'a.yaml', 'out.yaml']);
  });
});

describe('what cannot be read is told, and the rest is read', () => {
  test('files that are no files', async () => {
    make('a.yaml');
    execFileSync('mkfifo', [join(root, 'pipe.yaml'), join(root, 'pipe')]);
    link('to-pipe.yaml', 'pipe');
    expect(await find()).toMatchObject({ paths: ['a.yaml'], skipped: ['pipe.yaml: it is not a regular file', 'to-pipe.yaml: it is not a regular file'] });
    expect(await find(['pipe', '/dev/null', 'a.yaml'])).toMatchObject({ paths: ['a.yaml'], skipped: ['pipe: it is not a regular file', expect.stringMatching(/dev\/null: it is not a regular file$/u)] });
  });

  test('files that vanish, or turn into something else, after they were found', async () => {
    make('a.yaml', 'b.yaml', 'c.yaml', 'd.yaml');
    const then = (): void => {
      for (const name of ['b.yaml', 'c.yaml', 'd.yaml']) rmSync(join(root, name));
      execFileSync('mkfifo', [join(root, 'c.yaml')]);
      mkdirSync(join(root, 'd.yaml'));
    };
    expect(await find(['.'], { then })).toMatchObject({
      paths: ['a.yaml'],
      skipped: ['b.yaml: there is no such file', 'c.yaml: it is not a regular file', 'd.yaml: it is not a regular file'],
    });
  });

  test('files that are too large', async () => {
    make(['a.yaml', '12345'], ['b.yaml', '123456']);
    expect(await find(['.'], { maxSize: 5 })).toMatchObject({ paths: ['a.yaml'], skipped: ['b.yaml: it has 6 bytes, more than the 5 that --max-file-size allows'] });
  });

  test('names that are not UTF-8', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${root}/bad`), Buffer.from([0xff]), Buffer.from('.yaml')]), '');
    expect((await find()).skipped).toEqual(['bad\uFFFD.yaml: its name is not valid UTF-8']);
  });

  test('what one may not read', async () => {
    make('a.yaml', 'b.yaml', 'sub/c.yaml');
    chmodSync(root, 0o755);
    chmodSync(join(root, 'b.yaml'), 0);
    chmodSync(join(root, 'sub'), 0);
    const { paths, skipped } = await asNobody(() => find());
    chmodSync(join(root, 'sub'), 0o700);
    expect({ paths, skipped }).toEqual({ paths: ['a.yaml'], skipped: ['sub: permission denied', 'b.yaml: permission denied'] });
  });
});

/** The superuser may read everything, so that it has to be somebody else for a while. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

test('only one file is open and held at a time', async () => {
  make('a.yaml', 'b.yaml');
  const found = await discover(['.'], { cwd: root, maxSize: 100, selects: () => true });
  const files = found.files()[Symbol.iterator]();
  expect(found.count).toBe(2);
  files.next();
  writeFileSync(join(root, 'b.yaml'), 'changed');
  expect(Buffer.from((files.next().value as FoundFile).bytes).toString()).toBe('changed');
});

describe('files that others name', () => {
  const opened = (path: string, arguments_: readonly string[] = ['.'], from = 'repo'): string => {
    const content = opener(arguments_, { cwd: join(root, from), maxSize: 100 })(path);
    return typeof content === 'string' ? `not: ${content}` : new TextDecoder().decode(content);
  };

  beforeEach(() => {
    repository('repo');
    make('repo/in/a.yaml', 'secret.yaml', 'beside/b.yaml', ['repo/large.yaml', 'x'.repeat(101)], 'repo/folder/');
    link('repo/to-inside.yaml', 'in/a.yaml');
    link('repo/to-outside.yaml', '../secret.yaml');
    link('repo/out', '..');
    link('repo/circle', 'circle');
  });

  test.each([
    ['in/a.yaml', 'repo/in/a.yaml'],
    ['in/../in/a.yaml', 'repo/in/a.yaml'],
    ['to-inside.yaml', 'repo/in/a.yaml'],
    ['not-there.yaml', 'not: there is no such file'],
    ['../secret.yaml', 'not: it lies outside the repository'],
    ['in/../../secret.yaml', 'not: it lies outside the repository'],
    ['to-outside.yaml', 'not: it lies outside the repository'],
    ['out/secret.yaml', 'not: it lies outside the repository'],
    ['circle', 'not: there is no such file'],
    ['folder', 'not: it is not a regular file'],
    ['large.yaml', 'not: it has 101 bytes, more than the 100 that --max-file-size allows'],
  ])('%s', (path, expected) => {
    expect(opened(path)).toBe(expected);
  });

  test('beside an argument outside the repository, and no further', () => {
    expect(opened('../beside/b.yaml', ['../beside/b.yaml'])).toBe('beside/b.yaml');
    expect(opened('../secret.yaml', ['../beside/b.yaml'])).toBe('not: it lies outside the repository');
  });
});
