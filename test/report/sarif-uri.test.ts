import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { repositoryUriOf, uriOf } from '../../src/report/sarif/uri.js';

describe('the URI of a path', () => {
  test.each([
    ['templates/trail.yaml', 'templates/trail.yaml'],
    ['a b/c#d?e%f.tf', 'a%20b/c%23d%3Fe%25f.tf'],
    ['ä/漢/😀.ts', '%C3%A4/%E6%BC%A2/%F0%9F%98%80.ts'],
    ['[slug]/@scope/a+b,c;d=e&f!g$h(i)*.ts', '%5Bslug%5D/@scope/a+b,c;d=e&f!g$h(i)*.ts'],
    ['a"b<c>d\\e^f`g{h}|i', 'a%22b%3Cc%3Ed%5Ce%5Ef%60g%7Bh%7D%7Ci'],
    ['git:x/y.tf', 'git%3Ax/y.tf'],
    ['<stdin>', '%3Cstdin%3E'],
    ['./a//b/./c', 'a/b/c'],
    ['../outside/x.tf', '../outside/x.tf'],
    ['', '.'],
    ['.', '.'],
    ['/abs/a b/../x.tf', 'file:///abs/x.tf'],
    ['C:\\code\\a b.tf', 'file:///C:/code/a%20b.tf'],
    ['d:/x/./y.tf', 'file:///d:/x/y.tf'],
    ['\\\\host\\share\\x.tf', 'file://host/share/x.tf'],
    ['half\uD800', 'half%EF%BF%BD'],
  ])('%s', (path, uri) => {
    expect(uriOf(path)).toBe(uri);
  });

  test.each([
    ['templates/a b.yaml', 'templates/a%20b.yaml'],
    ['<stdin>', '%3Cstdin%3E'],
    ['a/../b.tf', 'b.tf'],
    ['', '.'],
    ['a/..', '.'],
    ['../modules/x.tf', 'outside-the-repository/up-1/modules/x.tf'],
    ['a/../../../x.tf', 'outside-the-repository/up-2/x.tf'],
    ['..', 'outside-the-repository/up-1'],
    ['/abs/a b.json', 'outside-the-repository/abs/a%20b.json'],
    ['C:\\code\\a.tf', 'outside-the-repository/C%3A/code/a.tf'],
    ['\\\\host\\share\\x.tf', 'outside-the-repository/host/share/x.tf'],
    ['git::https://example.com/x', 'git%3A%3Ahttps%3A/example.com/x'],
  ])('%s as GitHub takes it', (path, uri) => {
    expect(repositoryUriOf(path)).toBe(uri);
  });

  /** RFC 3986, section 4.1, for what we make: a relative path without a scheme, or a `file` URI. */
  const PCHAR = `(?:[\\w.~!$&'()*+,;=@-]|%[0-9A-F]{2})`;
  const LEGAL = new RegExp(`^(?:file://${PCHAR}*/(?:[A-Za-z]:/)?)?(?:${PCHAR}+(?:/${PCHAR}+)*)?$`, 'u');
  const segment = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !/[/\\]/u.test(text) && text !== '.' && text !== '..');

  test('is legal whatever the path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '/', 'C:\\', '\\\\', '../', './'), (path, prefix) => {
        expect(uriOf(prefix + path)).toMatch(LEGAL);
        expect(uriOf(prefix + path)).not.toBe('');
      }),
    );
  });

  test('has no scheme and leads nowhere out of the repository, for GitHub', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '/', 'C:\\', '\\\\', '../', './', 'a/../../'), (path, prefix) => {
        const uri = repositoryUriOf(prefix + path);
        expect(uri).toMatch(LEGAL);
        expect(uri).not.toMatch(/^$|^\/|:|(?:^|\/)\.\.(?:\/|$)/u);
      }),
    );
  });

  test('leads back to the path', () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1 }), (segments) => {
        const path = segments.join('/');
        fc.pre(!/^[A-Za-z]:$/u.test(segments[0] ?? '') && !/\p{Surrogate}/u.test(path));
        expect(uriOf(path).split('/').map(decodeURIComponent)).toEqual(segments);
      }),
    );
  });
});
