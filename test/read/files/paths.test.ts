import { posix, win32 } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isAmong } from '../../../src/core/globs.js';
import { readConfig } from '../../../src/config.js';
import { beginningOf, type Flavour, isWithin, slashed, withSlashes } from '../../../src/read/files/paths.js';
import { candidate, isCandidate } from '../../../src/read/files/walk.js';
import { uriOf } from '../../../src/report/sarif/uri.js';

/** What an argument becomes from a working folder on: whether it lies in the repository, the path as it is reported, and its URI. */
interface Way {
  readonly within: boolean;
  readonly shown: string;
  readonly uri: string;
}

const on = (flavour: typeof posix, root: string, cwd: string, argument: string): Way => {
  const path = flavour.resolve(cwd, argument);
  const shown = slashed(root, path, flavour);
  return { within: isWithin(root, path, flavour), shown, uri: uriOf(shown) };
};

describe('a path of the system is one of the repository, with `/`', () => {
  test.each<readonly [string, string, string, Way]>([
    ['C:\\repo', 'C:\\repo', '.\\infra\\a.yaml', { within: true, shown: 'infra/a.yaml', uri: 'infra/a.yaml' }],
    ['C:\\repo', 'C:\\repo', './infra/a.yaml', { within: true, shown: 'infra/a.yaml', uri: 'infra/a.yaml' }],
    ['C:\\repo', 'C:\\repo\\infra', 'a.yaml', { within: true, shown: 'infra/a.yaml', uri: 'infra/a.yaml' }],
    ['C:\\repo', 'C:\\repo\\infra', '..\\a b.yaml', { within: true, shown: 'a b.yaml', uri: 'a%20b.yaml' }],
    ['C:\\repo', 'C:\\repo', 'C:\\repo\\a.yaml', { within: true, shown: 'a.yaml', uri: 'a.yaml' }],
    ['C:\\repo', 'C:\\repo', 'c:\\Repo\\A.yaml', { within: true, shown: 'A.yaml', uri: 'A.yaml' }],
    ['C:\\repo', 'C:\\repo', 'c:/REPO/infra\\a.yaml', { within: true, shown: 'infra/a.yaml', uri: 'infra/a.yaml' }],
    ['C:\\repo', 'C:\\repo', '\\repo\\a.yaml', { within: true, shown: 'a.yaml', uri: 'a.yaml' }],
    ['C:\\repo', 'C:\\repo', '..\\x\\a.yaml', { within: false, shown: '../x/a.yaml', uri: '../x/a.yaml' }],
    ['C:\\repo', 'C:\\repo', '..', { within: false, shown: '..', uri: '..' }],
    ['C:\\repo', 'C:\\repo', '..a\\b.yaml', { within: true, shown: '..a/b.yaml', uri: '..a/b.yaml' }],
    ['C:\\repo', 'C:\\repo', 'C:\\repository\\a.yaml', { within: false, shown: '../repository/a.yaml', uri: '../repository/a.yaml' }],
    ['C:\\repo', 'C:\\repo', 'D:\\x y\\a.yaml', { within: false, shown: 'D:/x y/a.yaml', uri: 'file:///D:/x%20y/a.yaml' }],
    ['C:\\repo', 'C:\\repo', '\\\\server\\share\\a.yaml', { within: false, shown: '//server/share/a.yaml', uri: 'file://server/share/a.yaml' }],
    ['\\\\server\\share\\repo', '\\\\server\\share\\repo', 'infra\\a.yaml', { within: true, shown: 'infra/a.yaml', uri: 'infra/a.yaml' }],
    ['\\\\server\\share\\repo', '\\\\server\\share\\repo', '\\\\SERVER\\share\\repo\\a.yaml', { within: true, shown: 'a.yaml', uri: 'a.yaml' }],
    ['\\\\server\\share\\repo', '\\\\server\\share\\repo', 'C:\\a.yaml', { within: false, shown: 'C:/a.yaml', uri: 'file:///C:/a.yaml' }],
    ['C:\\', 'C:\\', 'infra\\a.yaml', { within: true, shown: 'infra/a.yaml', uri: 'infra/a.yaml' }],
    // Names that Windows takes for a device, or without what stands at their end: they lie where they lie.
    ['C:\\repo', 'C:\\repo', 'infra\\aux.yaml', { within: true, shown: 'infra/aux.yaml', uri: 'infra/aux.yaml' }],
    ['C:\\repo', 'C:\\repo', 'infra\\a.yaml.', { within: true, shown: 'infra/a.yaml.', uri: 'infra/a.yaml.' }],
  ])('on Windows: %s, in %s: %s', (root, cwd, argument, way) => {
    expect(on(win32, root, cwd, argument)).toEqual(way);
  });

  test.each<readonly [string, string, string, Way]>([
    ['/repo', '/repo', './infra/a.yaml', { within: true, shown: 'infra/a.yaml', uri: 'infra/a.yaml' }],
    ['/repo', '/repo/infra', '../x/../a.yaml', { within: true, shown: 'a.yaml', uri: 'a.yaml' }],
    ['/repo', '/repo', '/Repo/a.yaml', { within: false, shown: '../Repo/a.yaml', uri: '../Repo/a.yaml' }],
    ['/repo', '/repo', '/repository/a.yaml', { within: false, shown: '../repository/a.yaml', uri: '../repository/a.yaml' }],
    ['/repo', '/repo', 'infra\\a.yaml', { within: true, shown: 'infra\\a.yaml', uri: 'infra%5Ca.yaml' }],
    ['/repo', '/repo', 'C:\\repo\\a.yaml', { within: true, shown: 'C:\\repo\\a.yaml', uri: 'file:///C:/repo/a.yaml' }],
    ['/', '/', 'a.yaml', { within: true, shown: 'a.yaml', uri: 'a.yaml' }],
  ])('elsewhere: %s, in %s: %s', (root, cwd, argument, way) => {
    expect(on(posix, root, cwd, argument)).toEqual(way);
  });
});

test('Git writes `/`, and what it names lies where the system has it', () => {
  const top = 'C:\\Users\\A B\\repo';
  for (const name of ['a.yaml', 'infra/modules/m/main.tf', 'd.e/f']) expect(slashed(top, win32.join(top, name), win32)).toBe(name);
  expect(win32.join(top, 'infra/a.yaml').startsWith(beginningOf(top, win32))).toBe(true);
  expect(beginningOf('C:\\', win32)).toBe('C:\\');
  expect(beginningOf('/', posix)).toBe('/');
});

test.each<readonly [Flavour, string, string]>([
  [win32, '..\\x\\a.yaml', '../x/a.yaml'],
  [win32, 'C:\\x/a.yaml', 'C:/x/a.yaml'],
  [posix, '..\\x', '..\\x'],
])('a name from outside, as it is reported: %#', (flavour, name, shown) => {
  expect(withSlashes(name, flavour)).toBe(shown);
});

describe('files that are met in folders are known by their names', () => {
  test.each<readonly [Flavour, string, boolean]>([
    [win32, 'C:\\repo\\Makefile', true],
    [win32, 'C:\\repo\\Dockerfile.prod', true],
    [win32, 'C:\\repo\\MAKEFILE', true],
    [win32, 'C:\\repo\\a.YAML', true],
    [win32, 'C:\\repo\\notMakefile', false],
    [win32, 'C:\\Makefile\\a.md', false],
    [posix, '/repo/Makefile', true],
    [posix, '/repo/a\\Makefile', false],
  ])('%#', (flavour, path, is) => {
    expect(isCandidate(path, flavour)).toBe(is);
  });

  test('as they are where paths have `/`', () => {
    for (const path of ['a/b/Makefile', 'a/dockerfile', 'x.tf', 'a/x.md', 'Containerfile.a']) expect(isCandidate(path, posix)).toBe(candidate.test(path));
  });
});

describe('patterns in a config have `/` on every system', () => {
  const faultsOf = async (text: string): Promise<readonly string[]> => {
    const result = await readConfig('.keytrail.yaml', new TextEncoder().encode(text));
    return result.kind === 'faults' ? result.faults.map(({ message, span }) => `${span.source.text.slice(span.start, span.end)}: ${message}`) : [];
  };

  test('one that is written with backslashes would take nothing, and is told', async () => {
    const faults = await faultsOf("include: ['infra\\*.yaml', 'infra/*.yaml']\nignore:\n  - { rule: sink-not-recording, reason: known, paths: ['a\\b'] }\n");
    expect(faults.map((fault) => fault.slice(0, fault.indexOf(' must be')))).toEqual(["'infra\\*.yaml': 'include.0'", "'a\\b': 'ignore.0.paths.0'"]);
  });

  test('one with `/` takes what Windows has below a folder', () => {
    const shown = slashed('C:\\repo', 'C:\\repo\\infra\\gen\\a.yaml', win32);
    expect(isAmong({ folder: '', globs: ['infra/gen'] }, shown)).toBe(true);
    expect(isAmong({ folder: 'infra', globs: ['gen/*.yaml'] }, shown)).toBe(true);
    expect(isAmong({ folder: '', globs: ['infra/*.yaml'] }, shown)).toBe(false);
  });
});
