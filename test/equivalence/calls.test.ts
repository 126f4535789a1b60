import { describe, expect, test } from 'vitest';
import { shellForms } from './cli.js';
import { modelOf, withoutPlaces } from './model.js';
import { policies } from './policies.js';
import { inputFile, sdkForms, type CallText } from './sdk.js';
import { trails } from './trails.js';

const selectors: readonly (readonly [string, CallText])[] = Object.entries(trails).flatMap(([name, { EventSelectors, AdvancedEventSelectors }]) => {
  const said = EventSelectors !== undefined ? { EventSelectors } : AdvancedEventSelectors !== undefined ? { AdvancedEventSelectors } : undefined;
  return said === undefined ? [] : [[name, { service: 'cloudtrail', operation: 'PutEventSelectors', input: { TrailName: 'main', ...said } }] as const];
});

const holders = { role: 'Role', user: 'User', group: 'Group', 'permission-set': undefined } as const;

const documents: readonly (readonly [string, CallText])[] = Object.entries(policies).flatMap(([name, { holder, loose }]): readonly (readonly [string, CallText])[] => {
  const [inline] = holder?.inline ?? [];
  const kind = holder === undefined ? undefined : holders[holder.kind];
  if (kind !== undefined && inline !== undefined) return [[name, { service: 'iam', operation: `Put${kind}Policy`, input: { [`${kind}Name`]: 'main', PolicyName: 'p', PolicyDocument: inline } }]];
  return loose === undefined ? [] : [[name, { service: 'iam', operation: 'CreatePolicy', input: { PolicyName: 'p', PolicyDocument: loose } }]];
});

describe.each([...selectors, ...documents])('%s', (_name, call) => {
  test.each(Object.entries({ ...sdkForms, ...shellForms }))('%s', async (_form, write) => {
    const expected = await modelOf(inputFile(call));
    const actual = await modelOf(write(call));
    expect(expected.sinks.length + expected.permissions.principals.length).toBe(1);
    expect(withoutPlaces(actual)).toEqual(withoutPlaces(expected));
  });
});

/** The function of a template whose source text is a program. */
const embedded = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  't.json': JSON.stringify({ Resources: { F: { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: Object.values(files)[0] } } } } }),
});

describe.each(selectors)('in a template and in a file: %s', (_name, call) => {
  test.each(['a command', 'version 2', 'Boto3'])('%s', async (form) => {
    const files = sdkForms[form]?.(call) ?? {};
    const [actual, expected] = [await modelOf(files), await modelOf(embedded(files))];
    // A call in a template is told as that of its resource.
    expect(expected.sinks.map(({ declaredBy }) => declaredBy)).toEqual(['code']);
    expect(withoutPlaces(actual.sinks)).toEqual(withoutPlaces(expected.sinks.map((sink) => ({ ...sink, declaredBy: 'call' }))));
  });
});
