// `prepare`: builds after `npm ci`, and where npm installs keytrail from its repository, as pre-commit does.
//
// There `npm install -g git+...` brings in no devDependencies before it runs this (npm/cli#8440), and all of them would be 300 MB
// for nothing: only what the command is bundled from is installed, at the versions of the lock file.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** What the bundles of the command are made with and of. */
const needed = ['esbuild', 'typescript', 'yaml'];

const isThere = (name) => existsSync(join(root, 'node_modules', name, 'package.json'));

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', cwd: root, ...options });
  if (status !== 0) throw error ?? new Error(`${args.join(' ')} failed`);
}

/** Installs the few packages beside the sources. That the npm which runs this installs globally does not hold for them. */
function install() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const dependencies = Object.fromEntries(needed.map((name) => [name, packages[`node_modules/${name}`].version]));
  const folder = mkdtempSync(join(root, '.prepare-'));
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_config_(?:global|location|prefix|omit|include|package_lock_only|dry_run)$/iu.test(name)));
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--install-links=false'];
    const { npm_execpath: npm } = process.env;
    if (npm === undefined) run('npm', args, { cwd: folder, env, shell: process.platform === 'win32' });
    else run(process.execPath, [npm, ...args], { cwd: folder, env });
    for (const name of packagesIn(join(folder, 'node_modules'))) bringIn(join(folder, 'node_modules', name), join(root, 'node_modules', name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const packagesIn = (folder) =>
  readdirSync(folder).filter((name) => !name.startsWith('.')).flatMap((name) => (name.startsWith('@') ? readdirSync(join(folder, name)).map((inner) => join(name, inner)) : [name]));

function bringIn(from, to) {
  if (existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}

if (needed.every(isThere) && isThere('@types/node')) {
  run(process.execPath, [join(root, 'scripts/build.mjs')]);
} else {
  install();
  const { build, warmUp } = await import('./build.mjs');
  await build();
  warmUp();
}
