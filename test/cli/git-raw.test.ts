import { describe, expect, test } from 'vitest';
import { objectsOf } from '../../src/cli/git/objects.js';
import { contents, differences, indexed, present, sizes, texts } from '../../src/cli/git/raw.js';

const A = 'a'.repeat(40);
const B = 'b'.repeat(64);
const NONE = '0'.repeat(40);

describe('what Git says', () => {
  test.each([
    ['', []],
    [`:100644 100755 ${A} ${NONE} M\0a b\n\u00e4\0`, [{ path: 'a b\n\u00e4', before: { mode: '100644', id: A }, after: { mode: '100755', id: NONE }, isUnmerged: false }]],
    [`:000000 120000 ${'0'.repeat(64)} ${B} A\0:x\0`, [{ path: ':x', before: undefined, after: { mode: '120000', id: B }, isUnmerged: false }]],
    [`:100644 000000 ${A} ${NONE} D\0x\0:000000 000000 ${NONE} ${NONE} U\0y\0`, [{ path: 'x', before: { mode: '100644', id: A }, after: undefined, isUnmerged: false }, { path: 'y', before: undefined, after: undefined, isUnmerged: true }]],
  ])('differences %#', (out, told) => {
    expect(differences(Buffer.from(out))).toEqual(told);
  });

  test('what is no difference is a fault of ours', () => {
    expect(() => differences(Buffer.from('warning\0x\0'))).toThrow();
  });

  test('files of the index', () => {
    const out = ['H', 'S', 'h', 's'].map((tag) => `${tag} 100644 ${tag === 'H' ? A : B} 0\ta\t${tag}\n\0`).join('');
    expect(indexed(Buffer.from(out)).map(({ path, version, isAside }) => [path, version.mode, version.id, isAside])).toEqual([
      ['a\tH\n', '100644', A, false],
      ['a\tS\n', '100644', B, true],
      ['a\th\n', '100644', B, true],
      ['a\ts\n', '100644', B, true],
    ]);
    expect(indexed(Buffer.from(''))).toEqual([]);
    expect(() => indexed(Buffer.from('warning\tx\0'))).toThrow();
  });

  test('objects that are there', () => {
    expect([...present(Buffer.from(`${A}\n?${B}\n`))]).toEqual([A]);
  });

  test('paths', () => {
    expect(texts(Buffer.from(''))).toEqual([]);
    expect(texts(Buffer.from('a\nb\0-c\0'))).toEqual(['a\nb', '-c']);
  });

  test('objects', () => {
    expect(sizes(Buffer.from(`${A} blob 12\n${B} missing\n${A} commit 200\n`))).toEqual([12, undefined, undefined]);
    const bytes = [0, 10, 255];
    const out = Buffer.concat([Buffer.from(`${A} blob 3\n`), Buffer.from(bytes), Buffer.from(`\n${B} missing\n${A} blob 0\n\n`)]);
    expect(contents(out).map((one) => one && [...one])).toEqual([bytes, undefined, []]);
    expect(contents(Buffer.from(''))).toEqual([]);
    expect(() => contents(Buffer.from('abc'))).toThrow();
  });
});

describe('objects', () => {
  const texts: ReadonlyMap<string, string> = new Map([['a', '1234'], ['b', '5678'], ['c', '90'], ['d', '123456789']]);
  const idOf = (name: string): string => name.repeat(40);

  /** Git, which remembers for what contents it was asked. */
  const git = (asked: string[]) => (args: readonly string[], input = ''): { readonly status: number; readonly out: Buffer; readonly complaint: string } => {
    const names = input.split('\n').slice(0, -1).map((id) => id.charAt(0));
    if (args.includes('--batch')) asked.push(names.join(''));
    const line = (name: string): string => {
      const text = texts.get(name);
      if (text === undefined) return `${idOf(name)} missing\n`;
      return `${idOf(name)} blob ${text.length}\n${args.includes('--batch') ? `${text}\n` : ''}`;
    };
    return { status: 0, out: Buffer.from(names.map(line).join('')), complaint: '' };
  };

  test('are taken many at once, and those taken first are dropped first', () => {
    const asked: string[] = [];
    const objects = objectsOf(git(asked), () => 8, { batch: 8, kept: 8 });
    const take = (name: string): string | number => {
      const taken = objects.take(idOf(name), `${name}.yaml`);
      return typeof taken === 'number' ? taken : Buffer.from(taken).toString();
    };
    objects.prepare(['a', 'b', 'd', 'c'].map((name) => [idOf(name), `${name}.yaml`]));
    expect(asked).toEqual([]);
    expect(['a', 'b', 'd'].map(take)).toEqual(['1234', '5678', 9]);
    expect(asked).toEqual(['ab']);
    expect(['c', 'b'].map(take)).toEqual(['90', '5678']);
    expect(asked).toEqual(['ab', 'c']);
    expect(['a', 'c'].map(take)).toEqual(['1234', '90']);
    expect(asked).toEqual(['ab', 'c', 'a']);
    expect(() => take('x')).toThrow("Git does not have all of 'x.yaml' at hand");
  });
});
