// `npm test`: brings in the test tools, runs the tests, and closes with a line of its own: `412 passed, 0 failed`.
// Arguments go to vitest: `npm test -- test/cli`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const inCi = Boolean(process.env.CI) && process.env.CI !== 'false';

/** Validators that would weigh down the dependencies of the project. Tests that need them are skipped where they are missing, but not in CI. */
function installTools() {
  const tools = join(root, 'test/tools');
  if (!existsSync(join(tools, 'package.json')) || isFresh(tools)) return;
  const { status } = spawnSync('npm', ['ci', '--prefix', tools, '--no-audit', '--no-fund'], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status === 0) return;
  console.error('The test tools could not be installed (no network?); the tests that need them are skipped.');
  if (inCi) process.exit(1);
}

/** Whether what is installed is what the lock file says: npm keeps a copy of it. */
function isFresh(tools) {
  const installed = join(tools, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const there = packages(installed);
  // The nameless one is the project itself.
  const wanted = Object.entries(packages(join(tools, 'package-lock.json'))).filter(([name]) => name !== '');
  return wanted.every(([name, { version, optional }]) => optional || there[name]?.version === version);
}

function runTests(folder) {
  const results = join(folder, 'results.json');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', cwd: root });
  return { status: status ?? 1, results: existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : undefined };
}

/** Tests that failed, and whatever else made vitest fail: a file that does not load has no tests to count. */
function count({ status, results }) {
  if (results === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const broken = results.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')).length;
  const failed = results.numFailedTests + broken;
  return { passed: results.numPassedTests, failed: status === 0 ? failed : Math.max(failed, 1), skipped: results.numPendingTests };
}

installTools();
const folder = mkdtempSync(join(tmpdir(), 'keytrail-test-'));
try {
  const run = runTests(folder);
  const { passed, failed, skipped } = count(run);
  if (skipped > 0) console.log(`${skipped} skipped`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : run.status;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
