import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
// The build is plain JavaScript.
// @ts-expect-error -- without types
import * as scripts from '../../scripts/build.mjs';
import { built } from './built.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { warmUp } = scripts as { readonly warmUp: (out: string) => void };

/** The package as it would be published. */
export interface Packed {
  readonly tarball: string;
  /** What is in it. */
  readonly files: readonly { readonly path: string; readonly size: number; readonly mode: number }[];
  /** Bytes, packed and unpacked. */
  readonly size: number;
  readonly unpackedSize: number;
}

/** Builds the sources as they are, with types, and packs them below `folder`. */
export function pack(folder: string): Packed {
  const place = join(folder, 'package');
  mkdirSync(place, { recursive: true });
  const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly files: readonly string[] };
  for (const name of ['package.json', ...files.filter((one) => !/^!|^dist$/u.test(one))]) cpSync(join(root, name), join(place, name), { recursive: true });
  built(join(place, 'dist'));
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json'), '--outDir', join(place, 'dist/types')]);
  // What a build leaves behind and must not be published: the parser of programs is not needed for it.
  warmUp(join(place, 'dist'));
  writeFileSync(join(place, '.npmrc'), 'x=1\n');
  const { stdout } = npm(place, 'pack', '--ignore-scripts', '--json', '--pack-destination', folder);
  const [packed] = JSON.parse(stdout) as readonly [Omit<Packed, 'tarball'> & { readonly filename: string }];
  return { ...packed, tarball: join(folder, packed.filename) };
}

/** As from a shell: what npm tells the scripts that it runs itself is left out. */
export function npm(cwd: string, ...args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
  return spawnSync('npm', args, { cwd, env, encoding: 'utf8', shell: process.platform === 'win32' });
}
