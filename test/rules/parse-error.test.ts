import { expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { lint } from '../../src/lint.js';
import { plain } from '../helpers/lint.js';
import { basic, findingsIn, holds, trail, type Case } from './cases.js';

const told = 'parse-error definite error';

const cases: readonly Case[] = [
  ['a key that is written twice', trail(['EventSelectors: []', '«EventSelectors»: []']), told],
  ['JSON without a comma', { 't.json': '{"Resources":{"Trail":{"Type":"AWS::CloudTrail::Trail","Properties":{"IsMultiRegionTrail":true «"IsLogging"»:true}}}}' }, told],
  ['a text where a list belongs', trail(['EventSelectors:', '  - ExcludeManagementEventSources: «rdsdata.amazonaws.com»']), told],
  ['what the text says all the same is told too', trail(['EventSelectors:', '  - ExcludeManagementEventSources: «kms.amazonaws.com»']), 'kms-events-excluded definite error', told],
  ['a list where a text belongs', trail(['EventSelectors:', '  - ReadWriteType: «[All]»']), told],
  ['a word where a boolean belongs', trail(basic('IncludeManagementEvents: «sometimes»')), told],
  ['a map where a boolean belongs', trail(basic('IncludeManagementEvents: «{ is: true }»')), told],
  ['properties that are a list', 'Resources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties: «[IsLogging]»\n', told],
  ['none: a number is a text', trail(['EventSelectors:', '  - ReadWriteType: All', '    DataResources: [{ Type: AWS::S3::Object, Values: [1] }]'])],
  ['none: strings for booleans', trail(basic('IncludeManagementEvents: "true"'))],
  ['none: properties that do not matter', trail(['Tags: none', 'EnableLogFileValidation: [1]'])],
];

it.each(cases)('%s', holds());

const broken = 'on: [push\njobs: {}\n';

it.each([
  ['named', true, broken, ['parse-error']],
  ['met in a folder', false, broken, []],
  ['met in a folder, and one of ours', false, `${broken}AWS::CloudTrail::Trail\n`, ['parse-error']],
])('a broken file, %s', async (_name, explicit, text, expected) => {
  const { findings } = await lint([{ path: 'ci.yml', bytes: new TextEncoder().encode(text), explicit }], rules, plain);
  expect([...new Set(findings.map(({ rule }) => rule))]).toEqual(expected);
});

it('is a problem even where its rule is off', async () => {
  const input = trail(['EventSelectors: []', 'EventSelectors: []']);
  expect(await findingsIn(input, { rules: new Map([['parse-error', 'off']]) })).toEqual([]);
  const report = await lint([{ path: 't.yaml', bytes: new TextEncoder().encode(input), explicit: true }], rules, { ...plain, rules: new Map([['parse-error', 'off']]) });
  expect(report.problems.map(({ rule }) => rule)).toEqual(['parse-error']);
});
