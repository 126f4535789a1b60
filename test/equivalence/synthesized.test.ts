import { beforeAll, describe, expect, test } from 'vitest';
import { hatchForms, levelOneForms, levelTwoTrails } from './cdk.js';
import { modelOf, withoutPlaces, type Files } from './model.js';
import { policies } from './policies.js';
import { cdkPolicyForms } from './policies-cdk.js';
import { synthesized } from './synthesis.js';
import { trails } from './trails.js';

// Version 1 is not a dependency.
const runnable = Object.entries(levelOneForms).filter(([name]) => name !== 'version 1');

const programs: readonly (readonly [name: string, files: Files])[] = [
  ...Object.entries(trails).flatMap(([trail, text]) => [
    ...runnable.map(([form, write]) => [`${trail}: L1, ${form}`, write({ name: 'CfnTrail', type: 'AWS::CloudTrail::Trail', properties: { S3BucketName: 'logs', ...text } })] as const),
    ...Object.entries(hatchForms).map(([form, write]) => [`${trail}: L2, ${form}`, write(text)] as const),
  ]),
  ...levelTwoTrails.map(([trail, , program]) => [`${trail}: L2`, { 'app.ts': program }] as const),
  ...Object.entries(policies).flatMap(([policy, text]) =>
    Object.entries(cdkPolicyForms).flatMap(([form, write]) => {
      const files = write(text);
      return files === undefined ? [] : [[`${policy}: ${form}`, files] as const];
    }),
  ),
];

let outputs: ReadonlyMap<string, Files>;

beforeAll(async () => {
  const templates = await synthesized(programs.map(([, files]) => files));
  outputs = new Map(programs.map(([name], index) => [name, templates[index] ?? {}]));
}, 180_000);

describe('a program and what the CDK makes of it', () => {
  test.each(programs)('%s', async (name, files) => {
    const expected = await modelOf(outputs.get(name) ?? {});
    const actual = await modelOf(files);
    expect(expected.sinks.length + expected.permissions.principals.length).toBeGreaterThan(0);
    expect(withoutPlaces(actual.sinks)).toEqual(withoutPlaces(expected.sinks));
    expect(inOrder(actual.permissions.principals)).toEqual(inOrder(expected.permissions.principals));
    expect(withoutPlaces(actual.permissions.controls)).toEqual(withoutPlaces(expected.permissions.controls));
  });
});

/** That of declarations says nothing. */
const inOrder = (items: readonly object[]): readonly unknown[] => items.map((one) => ('documents' in one && Array.isArray(one.documents) ? { ...one, documents: one.documents.map(withoutPlaces).sort(byText) } : one)).map(withoutPlaces).sort(byText);
const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
