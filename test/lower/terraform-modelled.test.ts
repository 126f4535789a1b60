import { expect, test } from 'vitest';
import { alarmTypes } from '../../src/lower/terraform/alarms.js';
import { awsccTypes } from '../../src/lower/terraform/awscc.js';
import { permissionTypes } from '../../src/lower/terraform/permissions.js';
import { computed, modelled, watching } from '../../src/read/terraform/modelled.js';

/** What lowering looks at is evaluated. */
test.each([...permissionTypes, ...alarmTypes, ...awsccTypes])('%s', (type, { properties }) => {
  expect(modelled.get(type)).toEqual(expect.arrayContaining(properties.map(({ attribute }) => attribute)));
});

test('no other types are evaluated', () => {
  const lowered = new Set([...permissionTypes.keys(), ...alarmTypes.keys(), ...awsccTypes.keys(), 'aws_cloudtrail_event_data_store', 'awscc_cloudtrail_event_data_store', 'data.aws_iam_policy_document']);
  expect([...modelled.keys()].filter((type) => !lowered.has(type))).toEqual([]);
  expect([...computed].filter(([type, attributes]) => !attributes.every((attribute) => modelled.get(type)?.includes(attribute)))).toEqual([]);
  expect([...watching].filter((type) => !modelled.has(type))).toEqual([]);
});
