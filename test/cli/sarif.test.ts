import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Log } from '../../src/report/sarif/log.js';
import { run, scratch, templates, write } from './support.js';

const cwd = scratch();
write(cwd, { 'error.yaml': templates.error, 'warning.yaml': templates.warning });

const AGENT = {
  TF_BUILD: 'True',
  SYSTEM_COLLECTIONURI: 'https://dev.azure.com/contoso/',
  SYSTEM_TEAMPROJECTID: '11111111-1111-4111-8111-111111111111',
  SYSTEM_DEFINITIONID: '7',
  BUILD_DEFINITIONNAME: 'nightly',
  SYSTEM_PHASEID: '22222222-2222-4222-8222-222222222222',
  SYSTEM_PHASENAME: 'Analyze',
  BUILD_SOURCEBRANCH: 'refs/heads/main',
  BUILD_BUILDID: '98',
};

const idIn = (text: string): string | undefined => (JSON.parse(text) as Log).runs[0]?.automationDetails?.id;

test('the place where editors look need not be there', async () => {
  const { status, err } = await run(['error.yaml', '-f', 'pretty', '-f', 'sarif=.sarif/keytrail.sarif'], { cwd });
  expect([status, err]).toEqual([1, '']);
  expect((JSON.parse(readFileSync(join(cwd, '.sarif/keytrail.sarif'), 'utf8')) as Log).runs[0]?.results).toHaveLength(1);
  // And what lies there is no input.
  expect((await run(['.sarif'], { cwd })).status).toBe(3);
});

test.each([
  ['full', {}, 'keytrail/', ''],
  ['github', AGENT, undefined, ''],
  ['azure', {}, 'keytrail/', ''],
  ['azure', AGENT, 'azuredevops/pipeline/build/contoso/11111111-1111-4111-8111-111111111111/7/22222222-2222-4222-8222-222222222222/refs/heads/main/98', ''],
  ['azure', { ...AGENT, BUILD_BUILDID: '' }, 'keytrail/', 'keytrail: the SARIF has no ids of the build, which Advanced Security asks for: not set as Azure Pipelines does: BUILD_BUILDID\n'],
])('the category of the profile %s', async (profile, env, id, told) => {
  const { out, err } = await run(['error.yaml', '-f', 'sarif', '--sarif-profile', profile], { cwd, env });
  expect([idIn(out), err]).toEqual([id, told]);
});

test('nothing is said of a pipeline where there is no SARIF', async () => {
  expect((await run(['error.yaml', '--sarif-profile', 'azure'], { cwd, env: { TF_BUILD: 'True' } })).err).toBe('');
});

test('what a comment or the config accepts is told by the profile full only, with why and where', async () => {
  const accepted = templates.error.replace('        - Exclude', '        # keytrail-ignore kms-events-excluded -- a drill\n        - Exclude');
  write(cwd, { 'comment/a.yaml': accepted, 'config/a.yaml': templates.error, 'config/.keytrail.yaml': 'ignore:\n  - { rule: kms-events-excluded, paths: ["**/*.yaml"], reason: "a test" }\n' });
  const reasonsOf = async (folder: string, profile: string): Promise<unknown> => {
    const { out } = await run(['a.yaml', '-f', 'sarif', '--sarif-profile', profile], { cwd: join(cwd, folder) });
    return (JSON.parse(out) as Log).runs[0]?.results.map(({ ruleId, suppressions }) => [ruleId, suppressions?.map(({ kind, justification, location }) => [kind, justification, location.physicalLocation?.artifactLocation.uri])]);
  };
  expect(await reasonsOf('comment', 'full')).toEqual([['kms-events-excluded', [['inSource', 'a drill', 'a.yaml']]]]);
  expect(await reasonsOf('config', 'full')).toEqual([['kms-events-excluded', [['external', 'a test', '.keytrail.yaml']]]]);
  for (const folder of ['comment', 'config']) for (const profile of ['github', 'azure']) expect(await reasonsOf(folder, profile)).toEqual([]);
});

test('what a baseline knows has a state, and is an alert on GitHub as before', async () => {
  write(cwd, { 'known/a.yaml': templates.error });
  const folder = join(cwd, 'known');
  await run(['a.yaml', '--baseline', 'baseline.json', '--update-baseline'], { cwd: folder });
  write(cwd, { 'known/b.yaml': templates.error });
  const statesIn = async (profile: string): Promise<unknown> => {
    const { out } = await run(['a.yaml', 'b.yaml', '--baseline', 'baseline.json', '-f', 'sarif', '--sarif-profile', profile], { cwd: folder });
    return (JSON.parse(out) as Log).runs[0]?.results.map(({ baselineState }) => baselineState);
  };
  expect(await statesIn('full')).toEqual(['unchanged', 'new']);
  expect(await statesIn('azure')).toEqual(['unchanged', 'new']);
  expect(await statesIn('github')).toEqual([undefined, undefined]);
});
