import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rules } from '../../../rules/index.js';
import { parse } from '../../../src/cli/args/parse.js';
import { lint } from '../../../src/lint.js';
import { discover, type FoundFile, type Skipped } from '../../../src/read/files.js';
import { basicOf, changeOf, planOf, trailOf } from '../../helpers/plans.js';
import { plain } from '../../helpers/lint.js';

let folder = '';
const plan = planOf(changeOf('aws_cloudtrail.t', { actions: '["create"]', after: trailOf(basicOf('"kms.amazonaws.com"')) }));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keytrail-large-'));
  writeFileSync(join(folder, 'plan.json'), plan);
  writeFileSync(join(folder, 'lock.json'), `{"version":1,"packages":"${'x'.repeat(1000)}"}`);
  writeFileSync(join(folder, 'template.json'), `{"Resources":{},"Description":"${'x'.repeat(1000)}"}`);
  writeFileSync(join(folder, 'terraform.tfstate'), '{"version":4}');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function found(maxSize: number, maxPlanSize: number): Promise<{ readonly files: readonly FoundFile[]; readonly skipped: readonly Skipped[] }> {
  const discovery = await discover(['.'], { cwd: folder, maxSize, maxPlanSize, selects: () => true });
  return { files: [...discovery.files()], skipped: discovery.skipped };
}

it('plans are read though they are larger than other files may be, and what only begins like one is told', async () => {
  const { files, skipped } = await found(100, 10_000);
  expect(files.map(({ path, refusal }) => [path, refusal === undefined])).toEqual([['lock.json', false], ['plan.json', false], ['terraform.tfstate', true]]);
  expect(skipped.map(({ path }) => path)).toEqual(['template.json']);
  const { findings, problems, read } = await lint(files, rules, plain);
  expect(findings.map(({ rule }) => rule)).toEqual(['kms-events-excluded']);
  expect(read).toEqual(['plan.json']);
  expect(problems.map(({ rule, message, span }) => [rule, span.source.path, message])).toEqual([['gap', 'lock.json', 'This was not read: it has 1027 bytes, more than the 100 that --max-file-size allows']]);
});

it('plans above their own limit are skipped', async () => {
  const { files, skipped } = await found(100, 200);
  expect(files.map(({ path }) => path)).toEqual(['terraform.tfstate']);
  expect(skipped.map(({ path }) => path)).toEqual(['lock.json', 'plan.json', 'template.json']);
});

it.each([
  [[], 10 * 1024 * 1024, 2 ** 31 - 1],
  [['--max-file-size', '500'], 500, 500],
])('the limits of %j', (argv, maxSize, maxPlanSize) => {
  expect(parse(argv)).toMatchObject({ maxSize, maxPlanSize });
});
