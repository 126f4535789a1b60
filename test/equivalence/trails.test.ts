import { describe, expect, test } from 'vitest';
import { beyondLevelTwo, hatchForms, levelOneForms, levelTwoTrails } from './cdk.js';
import { cdktfForms } from './cdktf.js';
import { configurationForms } from './configurations.js';
import { modelOf, withoutPlaces, type Files } from './model.js';
import { pulumiForms } from './pulumi.js';
import { templateForms } from './templates.js';
import { trails, type TrailText } from './trails.js';

const forms: Readonly<Record<string, (trail: TrailText) => Files>> = {
  ...Object.fromEntries(Object.entries(templateForms).map(([name, write]) => [name, (trail: TrailText) => write('AWS::CloudTrail::Trail', { ...trail })])),
  ...Object.fromEntries(Object.entries(configurationForms).map(([name, write]) => [`Terraform: ${name}`, write])),
  ...Object.fromEntries(Object.entries(cdktfForms).map(([name, write]) => [`cdktf: ${name}`, write])),
  ...Object.fromEntries(Object.entries(pulumiForms).map(([name, write]) => [`Pulumi: ${name}`, write])),
  ...Object.fromEntries(Object.entries(levelOneForms).map(([name, write]) => [`CDK L1: ${name}`, (trail: TrailText) => write({ name: 'CfnTrail', type: 'AWS::CloudTrail::Trail', properties: { S3BucketName: 'logs', ...trail } })])),
  ...Object.fromEntries(Object.entries(hatchForms).map(([name, write]) => [`CDK L2: ${name}`, write])),
};

describe.each(Object.entries(trails))('%s', (_name, trail) => {
  test.each(Object.entries(forms))('%s', async (_form, write) => {
    const expected = await modelOf(forms['JSON']?.(trail) ?? {});
    const actual = await modelOf(write(trail));
    expect(actual.sinks).toHaveLength(1);
    expect(withoutPlaces(actual.sinks)).toEqual(withoutPlaces(expected.sinks));
  });
});

test('no two of them are the same', async () => {
  const models = await Promise.all(Object.values(trails).map(async (trail) => JSON.stringify(withoutPlaces((await modelOf(forms['JSON']?.(trail) ?? {})).sinks))));
  expect(new Set(models).size).toBe(models.length);
});

describe('CDK L2', () => {
  test.each(levelTwoTrails)('%s', async (_name, trail, program) => {
    const expected = await modelOf(forms['JSON']?.(trail) ?? {});
    const actual = await modelOf({ 'app.ts': program });
    expect(actual.sinks).toHaveLength(1);
    expect(withoutPlaces(actual.sinks)).toEqual(withoutPlaces(expected.sinks));
  });

  test('every trail is there, or has a reason', () => {
    expect([...levelTwoTrails, ...beyondLevelTwo].map(([name]) => name).sort()).toEqual(Object.keys(trails).sort());
  });
});
