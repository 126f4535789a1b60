import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lister, opener } from '../../../src/read/files.js';
import { lintTexts } from '../../helpers/lint.js';
import { trail } from './outcome.js';

const outer = mkdtempSync(join(tmpdir(), 'keytrail-'));
const repository = join(outer, 'repository');
for (const folder of ['repository/.git', 'repository/env', 'repository/modules', 'elsewhere']) mkdirSync(join(outer, folder), { recursive: true });
afterAll(() => {
  rmSync(outer, { recursive: true });
});

const call = (source: string): string => `module "m" {\n  source = "${source}"\n}\n`;
writeFileSync(join(outer, 'elsewhere/main.tf'), trail('["kms.amazonaws.com"]'));
writeFileSync(join(repository, 'modules/main.tf'), trail('["kms.amazonaws.com"]'));
symlinkSync('.', join(repository, 'env/loop'));
symlinkSync('../../elsewhere', join(repository, 'env/out'));
symlinkSync('../modules', join(repository, 'env/within'));

test.each([
  ['a link within the repository', './within', 1, 0],
  ['a way out of the repository', '../../elsewhere', 0, 1],
  ['a link out of the repository', './out', 0, 1],
  ['a link to the folder that it is in', './loop', 0, 1],
  ['the same, again and again', './loop/loop/loop', 0, 1],
])('%s', async (_name, source, findings, gaps) => {
  const text = call(source);
  writeFileSync(join(repository, 'env/main.tf'), text);
  const places = { cwd: repository, maxSize: 1_000_000 };
  const report = await lintTexts({ 'env/main.tf': text }, { open: opener([repository], places), list: lister([repository], places) });
  expect(report.findings.filter(({ rule }) => rule === 'kms-events-excluded')).toHaveLength(findings);
  expect(report.problems.filter(({ rule, span }) => rule === 'gap' && span.source.path === 'env/main.tf')).toHaveLength(gaps);
});
