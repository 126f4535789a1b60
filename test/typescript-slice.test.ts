import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { scratch } from './cli/support.js';
// The build is plain JavaScript.
// @ts-expect-error -- without types
import * as script from '../scripts/typescript-slice.mjs';

const { sliced, typescriptSlice } = script as { readonly sliced: (text?: string) => string; readonly typescriptSlice: (whenWhole?: (reason: string) => void) => never };
const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

/** What the readers of programs ask of the package. */
const asked = [...new Set(readdirSync(join(root, 'src/read/program'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).flatMap((name) => [...readFileSync(join(root, 'src/read/program', name), 'utf8').matchAll(/\bts\.([a-z]\w*)\(/gu)].map(([, called = '']) => called)))];

/** The parser as it is published, so far as names go. */
async function bundled(): Promise<typeof ts> {
  const outfile = join(scratch(), 'parser.cjs');
  const names = [...asked, 'SyntaxKind', 'ScriptKind', 'ScriptTarget', 'JSDocParsingMode'].join(', ');
  const { warnings } = await build({ stdin: { contents: `export { ${names} } from 'typescript';`, resolveDir: root }, bundle: true, format: 'cjs', platform: 'node', outfile, plugins: [typescriptSlice((reason) => { throw new Error(reason); })], logLevel: 'silent' });
  expect(warnings).toEqual([]);
  return require(outfile) as typeof ts;
}

let parser: typeof ts;
beforeAll(async () => { parser = await bundled(); });

const kinds: ReadonlyMap<string, ts.ScriptKind> = new Map([['tsx', ts.ScriptKind.TSX], ['js', ts.ScriptKind.JSX], ['mjs', ts.ScriptKind.JS], ['cjs', ts.ScriptKind.JS]]);

type Traits = readonly (number | string | boolean)[];

interface Seen {
  /** The traits of each node, one node behind the other: as one list they are compared fast. */
  readonly nodes: Traits;
  readonly faults: readonly string[];
}

/** All that anybody can see of a tree, and what is wrong with it. */
function seen(by: typeof ts, path: string, text: string): Seen {
  const kind = kinds.get(path.slice(path.lastIndexOf('.') + 1)) ?? ts.ScriptKind.TS;
  const tree = by.createSourceFile(path, text, { languageVersion: by.ScriptTarget.Latest, jsDocParsingMode: by.JSDocParsingMode.ParseNone }, false, kind);
  const nodes: (number | string | boolean)[] = [];
  const pending: ts.Node[] = [tree];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const own = 'text' in node ? node.text : 'escapedText' in node ? node.escapedText : '';
    nodes.push(node.kind, node.pos, node.end, node.getStart(tree), node.flags, typeof own === 'string' ? own : JSON.stringify(own), by.isOptionalChain(node), by.canHaveModifiers(node) ? (by.getModifiers(node) ?? []).map((modifier) => modifier.kind).join('+') : '');
    by.forEachChild(node, (child) => { pending.push(child); });
  }
  const { parseDiagnostics } = tree as unknown as { readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[] };
  return { nodes, faults: parseDiagnostics.map(({ start, length, code, messageText }) => [start, length, code, JSON.stringify(messageText)].join(' ')) };
}

/** What is long is compared slowly by `expect`: that is shown the first of what differs. */
function alike(one: Seen, other: Seen, where: string): void {
  for (const [own, others] of [[one.nodes, other.nodes], [one.faults, other.faults]] as const) {
    const from = own.findIndex((trait, index) => trait !== others[index]);
    if (from !== -1) expect(own.slice(from, from + 50), where).toEqual(others.slice(from, from + 50));
    expect(own.length, where).toBe(others.length);
  }
}

function* programsIn(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') yield* programsIn(path);
    else if (entry.isFile() && /\.[cm]?[jt]sx?$/u.test(entry.name)) yield path;
  }
}

const own = ['src', 'rules', 'test', 'scripts', 'bench', 'examples'].flatMap((folder) => [...programsIn(join(root, folder))]);
/** Generated code of another style, and types. */
const others = ['fast-check', 'constructs', '@typescript-eslint/utils', 'yaml', 'ajv'].flatMap((name) => [...programsIn(join(root, 'node_modules', name))]);

describe('the parser that was cut out', () => {
  test('there is something to hold it against', () => {
    expect(asked.length).toBeGreaterThan(60);
    expect(own.length).toBeGreaterThan(400);
    expect(others.length).toBeGreaterThan(200);
  });

  test('its trees are those of the whole package', () => {
    for (const path of [...own, ...others]) {
      const text = readFileSync(path, 'utf8');
      if (text.length > 200_000) continue;
      alike(seen(parser, path, text), seen(ts, path, text), relative(root, path));
    }
  }, 120_000);

  test('of what is broken too, with the same words', () => {
    let faults = 0;
    for (const [index, path] of own.filter((_, at) => at % 3 === 0).entries()) {
      const text = readFileSync(path, 'utf8');
      if (text.length > 20_000) continue;
      const place = (index * 7919) % (text.length + 1);
      const junk = ['}', '(', '`${', "'", '@', '<a', '/*', '\\', '#!', 'class {', 'await', '\u0000', '=> =>', '&&=', 'enum', '0x', '1__0'][index % 17] ?? '';
      for (const broken of [text.slice(0, place), text.slice(0, place) + junk + text.slice(place), text.slice(place)]) {
        const expected = seen(ts, path, broken);
        faults += expected.faults.length;
        alike(seen(parser, path, broken), expected, `${relative(root, path)} at ${String(place)}`);
      }
    }
    expect(faults).toBeGreaterThan(500);
  }, 120_000);

  test('a text that looks otherwise is not cut', () => {
    const text = readFileSync(require.resolve('typescript'), 'utf8');
    expect(() => sliced(text.replace('\n// src/compiler/scanner.ts\n', '\n'))).toThrow("'// src/compiler/scanner.ts' does not stand there once");
    expect(() => sliced(`${text}\n// src/compiler/parser.ts\n`)).toThrow("'// src/compiler/parser.ts' does not stand there once");
    expect(() => sliced(text.replace(/^ {2}Identifier_expected: diag\(.*$/mu, ''))).toThrow('there is no message Identifier_expected');
    expect(() => sliced('')).toThrow('does not stand there once');
  });
});
