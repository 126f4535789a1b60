import { describe, expect, test } from 'vitest';
import { pipelineOf } from '../../src/cli/output/azure.js';

/** As an agent of Azure Pipelines sets them. */
const AGENT: Readonly<Record<string, string>> = {
  TF_BUILD: 'True',
  SYSTEM_COLLECTIONURI: 'https://dev.azure.com/contoso/',
  SYSTEM_TEAMPROJECTID: '11111111-1111-4111-8111-111111111111',
  SYSTEM_DEFINITIONID: '7',
  BUILD_DEFINITIONNAME: 'nightly build',
  SYSTEM_PHASEID: '22222222-2222-4222-8222-222222222222',
  SYSTEM_PHASENAME: 'Analyze',
  BUILD_SOURCEBRANCH: 'refs/heads/main',
  BUILD_BUILDID: '98',
};
const without = (...names: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(AGENT).filter(([name]) => !names.includes(name)));

describe('what Azure Pipelines says of a run', () => {
  test('is the id that Advanced Security asks for, and four properties', () => {
    expect(pipelineOf(AGENT)).toEqual({
      kind: 'run',
      automation: {
        id: 'azuredevops/pipeline/build/contoso/11111111-1111-4111-8111-111111111111/7/22222222-2222-4222-8222-222222222222/refs/heads/main/98',
        properties: {
          'azuredevops/pipeline/build/buildDefinitionId': '7',
          'azuredevops/pipeline/build/buildDefinitionName': 'nightly build',
          'azuredevops/pipeline/build/phaseId': '22222222-2222-4222-8222-222222222222',
          'azuredevops/pipeline/build/phaseName': 'Analyze',
        },
      },
    });
  });

  test.each([
    ['https://dev.azure.com/contoso', 'contoso'],
    ['https://vsrm.dev.azure.com/contoso/', 'contoso'],
    ['https://contoso.visualstudio.com/', 'contoso'],
    ['https://contoso.vsrm.visualstudio.com/', 'contoso'],
  ])('has its organisation from %s', (uri, name) => {
    const pipeline = pipelineOf({ ...AGENT, SYSTEM_COLLECTIONURI: uri });
    expect(pipeline.kind === 'run' && pipeline.automation.id.split('/')[3]).toBe(name);
  });

  test('takes the job where there is no phase', () => {
    const job = { ...without('SYSTEM_PHASEID', 'SYSTEM_PHASENAME'), SYSTEM_JOBID: '33333333-3333-4333-8333-333333333333', SYSTEM_JOBNAME: 'Job' };
    expect(pipelineOf(job)).toMatchObject({ kind: 'run', automation: { properties: { 'azuredevops/pipeline/build/phaseId': job.SYSTEM_JOBID, 'azuredevops/pipeline/build/phaseName': 'Job' } } });
  });

  test.each([
    ['nothing at all', {}],
    ['variables of another server', without('TF_BUILD')],
    ['TF_BUILD that is not true', { ...AGENT, TF_BUILD: 'no' }],
  ])('is nothing with %s', (_, env) => {
    expect(pipelineOf(env)).toEqual({ kind: 'none' });
  });

  test.each([
    ['SYSTEM_COLLECTIONURI', 'https://tfs.contoso.com/DefaultCollection/'],
    ['SYSTEM_COLLECTIONURI', 'https://dev.azure.com/'],
    ['SYSTEM_COLLECTIONURI', 'https://dev.azure.com.example/contoso'],
    ['SYSTEM_TEAMPROJECTID', 'My project'],
    ['SYSTEM_TEAMPROJECTID', '00000000-0000-0000-0000-000000000000'],
    ['SYSTEM_DEFINITIONID', '0'],
    ['BUILD_BUILDID', '-1'],
    ['BUILD_DEFINITIONNAME', '  '],
  ])('lacks %s where it is %j', (name, value) => {
    expect(pipelineOf({ ...AGENT, [name]: value })).toEqual({ kind: 'incomplete', variables: [name] });
  });

  test('lacks all that is not there', () => {
    expect(pipelineOf({ TF_BUILD: 'True' })).toEqual({ kind: 'incomplete', variables: Object.keys(AGENT).filter((name) => name !== 'TF_BUILD') });
  });
});
