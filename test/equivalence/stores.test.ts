import { describe, expect, test } from 'vitest';
import { levelOneForms } from './cdk.js';
import { shellForms } from './cli.js';
import { bodyOf } from './hcl.js';
import { modelOf, withoutPlaces, type Files } from './model.js';
import { camelCase, respelt, typescript } from './programs.js';
import { sdkForms, type CallText } from './sdk.js';
import { stores, type StoreText } from './stores.js';
import { templateForms } from './templates.js';
import { awsStore } from './terraform.js';

const TYPE = 'AWS::CloudTrail::EventDataStore';

const cdktfSpelling = (name: string): string => (name === 'equals' ? 'equalTo' : camelCase(name));
const plural: Readonly<Record<string, string>> = { advanced_event_selector: 'advancedEventSelectors', field_selector: 'fieldSelectors', starts_with: 'startsWiths', not_ends_with: 'notEndsWiths' };

const forms: Readonly<Record<string, (store: StoreText) => Files>> = {
  ...Object.fromEntries(Object.entries(templateForms).map(([name, write]) => [name, (store: StoreText) => write(TYPE, { ...store })])),
  ...Object.fromEntries(Object.entries(levelOneForms).map(([name, write]) => [`CDK L1: ${name}`, (store: StoreText) => write({ name: 'CfnEventDataStore', type: TYPE, properties: { ...store } })])),
  Terraform: (store) => ({ 'main.tf': `resource "aws_cloudtrail_event_data_store" "sink" {\nname = "sink"\n${bodyOf(awsStore(store))}}\n` }),
  cdktf: (store) => ({ 'main.ts': `import { App, TerraformStack } from 'cdktf';\nimport { CloudtrailEventDataStore } from '@cdktf/provider-aws/lib/cloudtrail-event-data-store';\nnew CloudtrailEventDataStore(new TerraformStack(new App(), 's'), 'sink', ${typescript(respelt(awsStore(store), cdktfSpelling))});\n` }),
  Pulumi: (store) => ({ 'index.ts': `import * as aws from '@pulumi/aws';\nnew aws.cloudtrail.EventDataStore('sink', ${typescript(respelt(awsStore(store), (name) => plural[name] ?? camelCase(name)))});\n` }),
};

describe.each(Object.entries(stores))('%s', (_name, store) => {
  test.each(Object.entries(forms))('%s', async (_form, write) => {
    const expected = await modelOf(forms['JSON']?.(store) ?? {});
    const actual = await modelOf(write(store));
    expect(actual.sinks).toHaveLength(1);
    expect(withoutPlaces(actual.sinks)).toEqual(withoutPlaces(expected.sinks));
  });

  test.each(Object.entries({ ...sdkForms, ...shellForms }))('a call: %s', async (_form, write) => {
    const { IngestionEnabled, ...rest } = store;
    const call: CallText = { service: 'cloudtrail', operation: 'CreateEventDataStore', input: { Name: 'sink', ...rest, ...(IngestionEnabled !== undefined && { StartIngestion: IngestionEnabled }) } };
    const [declared] = (await modelOf(forms['JSON']?.(store) ?? {})).sinks;
    const actual = await modelOf(write(call));
    expect(withoutPlaces(actual.sinks)).toEqual(withoutPlaces([{ ...declared, declaredBy: 'call' }]));
  });
});

test('no two of them are the same', async () => {
  const models = await Promise.all(Object.values(stores).map(async (store) => JSON.stringify(withoutPlaces((await modelOf(forms['JSON']?.(store) ?? {})).sinks))));
  expect(new Set(models).size).toBe(models.length);
});
