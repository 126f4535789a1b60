// The programs to compare with, those that are here. KEYTRAIL_BENCH_PEERS names a folder in which packages of npm were installed
// for this: npm install --prefix <folder> @cdklabs/cdk-validator-cfnguard oxlint
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { env, root } from './measure.mjs';

const folders = [process.env.KEYTRAIL_BENCH_PEERS, root].flatMap((folder) => (folder === undefined ? [] : [join(folder, 'node_modules')]));

/** The first that there is. */
const find = (paths) => paths.find((path) => existsSync(path));
const inPackages = (path) => find(folders.map((folder) => join(folder, path)));

const output = (command, args) => {
  const { status, stdout } = spawnSync(command, args, { env, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};

/** A command on the PATH. The stand-ins of pyenv, which take time of their own, lead to the real one. */
function onPath(name) {
  if (output(name, ['--version']) === undefined) return undefined;
  return output('pyenv', ['which', name]) ?? name;
}

const GUARD = '@cdklabs/cdk-validator-cfnguard';
const PLATFORMS = { linux: 'ubuntu', darwin: 'macos' };
const MACHINES = { x64: 'x86_64', arm64: 'aarch64' };

/** Four rules about CloudTrail come with the package; two of ours ask what keytrail asks. */
function cfnGuard() {
  const command = inPackages(join(GUARD, 'bin', PLATFORMS[process.platform] ?? '', MACHINES[process.arch] ?? '', 'cfn-guard'));
  const rules = inPackages(join(GUARD, 'rules/control-tower/cfn-guard/cloudtrail'));
  if (command === undefined || rules === undefined || output(command, ['--version']) === undefined) return undefined;
  const files = [...readdirSync(rules).filter((name) => name.endsWith('.guard')).map((name) => join(rules, name)), join(root, 'bench/parts/kms.guard')];
  return { name: output(command, ['--version']), command, rules: files.flatMap((file) => ['-r', file]) };
}

function oxlint() {
  const script = inPackages('oxlint/bin/oxlint');
  const version = script === undefined ? undefined : output(process.execPath, [script, '--version']);
  return version === undefined ? undefined : { name: `oxlint ${version.replace(/^Version: /, '')}`, script };
}

function eslint() {
  const script = inPackages('eslint/bin/eslint.js');
  const plugin = inPackages('@typescript-eslint/eslint-plugin');
  if (script === undefined || plugin === undefined) return undefined;
  return { name: `ESLint ${output(process.execPath, [script, '--version'])}, typescript-eslint`, script, plugin };
}

function named(name, pattern) {
  const command = onPath(name);
  return command === undefined ? undefined : { name: pattern.exec(output(command, ['--version']) ?? '')?.[0] ?? name, command };
}

/** Builds the reader of HashiCorp, hcl/v2 for Go, as Debian packages it. */
export function hclOracle(folder) {
  const command = join(folder, 'hcl-oracle');
  const { status } = spawnSync('go', ['build', '-o', command, '.'], { cwd: join(root, 'scripts/hcl-oracle'), env: { ...env, GO111MODULE: 'off', GOPATH: process.env.GOPATH ?? '/usr/share/gocode' } });
  return status === 0 ? command : undefined;
}

export function peersHere() {
  return { cfnLint: named('cfn-lint', /cfn-lint [\d.]+/), cfnGuard: cfnGuard(), terraform: named('terraform', /Terraform v[\d.]+/), eslint: eslint(), oxlint: oxlint() };
}

/** What there is of them, in words. */
export function describePeers(peers) {
  const there = Object.values(peers).flatMap((peer) => (peer === undefined ? [] : [peer.name]));
  const absent = Object.entries({ 'cfn-lint': peers.cfnLint, 'cfn-guard': peers.cfnGuard, terraform: peers.terraform, ESLint: peers.eslint, oxlint: peers.oxlint }).flatMap(([name, peer]) => (peer === undefined ? [name] : []));
  return `${there.join('; ')}${absent.length === 0 ? '' : `; not here: ${absent.join(', ')}`}`;
}
