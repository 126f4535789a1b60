import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { summarise } from '../../src/cli/output/summary.js';
import type { Io } from '../../src/cli/io.js';
import type { Report } from '../../src/report/report.js';
import { FULL } from '../report/full.js';
import { many } from '../report/hostile.js';
import { run, scratch, stream, templates, write } from './support.js';

const all = scratch();
let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(all, 'test-'));
  path = join(folder, 'summary.md');
});

/** What is said on standard error. */
async function told(report: Report, env: Io['env']): Promise<string> {
  const stderr = stream();
  await summarise(report, { argv: [], env, cwd: folder, stdin: () => new Uint8Array(), stdout: stream(), stderr, now: () => 0, today: () => '2027-01-01', memory: () => 0 });
  return stderr.text();
}

const MEBIBYTE = 1024 * 1024;

describe('the job summary', () => {
  test('is the markdown report, behind what stands there', async () => {
    writeFileSync(path, 'before');
    expect(await told(FULL, { GITHUB_STEP_SUMMARY: path })).toBe('');
    expect(readFileSync(path, 'utf8')).toMatch(/^before\n<!-- keytrail -->\n## keytrail: 2 errors and 2 notes/u);
  });

  test('is a new file where there is none', async () => {
    await told(FULL, { GITHUB_STEP_SUMMARY: path });
    expect(readFileSync(path, 'utf8')).toMatch(/^<!-- keytrail -->\n/u);
  });

  test.each([[{}], [{ GITHUB_STEP_SUMMARY: '' }]])('is not written where GitHub gives none: %j', async (env) => {
    expect(await told(FULL, env)).toBe('');
    expect(existsSync(path)).toBe(false);
  });

  test('has more than a comment may have, and no more than GitHub takes with what stands there', async () => {
    writeFileSync(path, 'x'.repeat(MEBIBYTE / 2));
    expect(await told(many(9000), { GITHUB_STEP_SUMMARY: path })).toBe('');
    expect(statSync(path).size).toBeLessThanOrEqual(MEBIBYTE);
    expect(statSync(path).size).toBeGreaterThan(MEBIBYTE * 0.9);
    expect(readFileSync(path, 'utf8')).toMatch(/- And \d+ more findings, left out here\n/u);
  });

  test('stays as it is where it has no room, and that is told', async () => {
    writeFileSync(path, 'x'.repeat(MEBIBYTE - 100));
    expect(await told(FULL, { GITHUB_STEP_SUMMARY: path })).toBe('keytrail: the job summary has no room left: the report is not in it\n');
    expect(statSync(path).size).toBe(MEBIBYTE - 100);
  });

  test.each<readonly [string, () => string, string]>([
    ['a folder', () => folder, 'it is a folder'],
    ['in no folder', () => join(folder, 'a', 'b'), 'its folder does not exist'],
    // Where there is such a device, all writing fails for want of room.
    ...(existsSync('/dev/full') ? [['on a full disk', () => '/dev/full', 'no space is left'] as const] : []),
  ])('that cannot be written is told: %s', async (_name, where, why) => {
    expect(await told(FULL, { GITHUB_STEP_SUMMARY: where() })).toBe(`keytrail: cannot write the job summary '${where()}': ${why}\n`);
  });
});

describe('check', () => {
  beforeEach(() => {
    write(folder, { 'a.yaml': templates.error, 'b.yaml': templates.warning });
  });

  test('writes it with annotations, and what fails there does not fail the run otherwise', async () => {
    const good = await run(['check', '-f', 'github', '--no-config'], { cwd: folder, env: { GITHUB_STEP_SUMMARY: path } });
    expect(good.status).toBe(1);
    expect(good.out).toMatch(/^::error file=a\.yaml,line=9,.*\n::warning file=b\.yaml,/u);
    expect(readFileSync(path, 'utf8')).toContain('in `a.yaml:9`');
    const bad = await run(['check', '-f', 'github', '--no-config', '--fail-on', 'never'], { cwd: folder, env: { GITHUB_STEP_SUMMARY: folder } });
    expect([bad.status, bad.out, bad.err]).toEqual([0, good.out, `keytrail: cannot write the job summary '${folder}': it is a folder\n`]);
  });

  test('writes none for other formats', async () => {
    await run(['check', '-f', 'markdown', '--no-config'], { cwd: folder, env: { GITHUB_STEP_SUMMARY: path } });
    expect(existsSync(path)).toBe(false);
  });
});
