import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { lint } from '../../src/lint.js';
import { plain } from '../helpers/lint.js';
import { basic, findingsIn, holds, trail, type Case } from './cases.js';

const told = 'parse-error definite error';

const cases: readonly Case[] = [
  ['a key that is written twice', trail(['EventSelectors: []', '«EventSelectors»: []']), 'parse-error definite warning'],
  ['a JSON key that is written twice', { 't.json': '{"Resources":{"Trail":{"Type":"AWS::CloudTrail::Trail","Properties":{"IsMultiRegionTrail":true,«"IsMultiRegionTrail"»:true}}}}' }, 'parse-error definite warning'],
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

const fileOf = (path: string, text: string, explicit: boolean) => ({ path, bytes: new TextEncoder().encode(text), explicit });

const broken = 'on: [push\njobs: {}\n';

it.each([
  ['named', true, broken, ['parse-error']],
  ['met in a folder', false, broken, []],
  ['met in a folder, and one of ours', false, `${broken}AWS::CloudTrail::Trail\n`, ['parse-error']],
])('a broken file, %s', async (_name, explicit, text, expected) => {
  const { findings } = await lint([fileOf('ci.yml', text, explicit)], rules, plain);
  expect([...new Set(findings.map(({ rule }) => rule))]).toEqual(expected);
});

it.each([
  ['without a level of its own', [], ['parse-error warning']],
  ['with one', [['parse-error', 'error'] as const], ['parse-error error']],
])('a repeated key, %s', async (_name, rulesLevels, expected) => {
  const report = await lint([fileOf('t.yaml', trail(['EventSelectors: []', 'EventSelectors: []']), false)], rules, { ...plain, rules: new Map(rulesLevels) });
  expect(report.findings.map(({ rule, level, advice }) => [`${rule} ${level}`, advice])).toEqual(expected.map((one) => [one, 'Remove one of them: the last one counts.']));
  expect(report.problems.map(({ level }) => level)).toEqual(['warning']);
});

describe('a broken file', () => {
  const policy = (action: string): string => `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "${action}", "Resource": "*"}${', {{% if a %}}'.repeat(60)}]}`;

  it.each([
    ['met in a folder', false, ['gap note']],
    ['named', true, [...Array.from({ length: 11 }, () => 'parse-error error')]],
  ])('that looks like a policy, %s', async (_name, explicit, expected) => {
    const { findings, problems, files } = await lint([fileOf('policy.json', policy('cloudtrail:PutEventSelectors'), explicit)], rules, plain);
    expect(problems.map(({ rule, level }) => `${rule} ${level}`)).toEqual(expected);
    expect([findings.some(({ rule }) => rule.startsWith('grant-')), files.recognised]).toEqual([explicit, explicit ? 1 : 0]);
    if (!explicit) expect(problems[0]?.message).toMatch(/^This looks like a policy, but cannot be read \(expected .+\): nothing in it is checked$/u);
  });

  it('that is a policy with a repeated key is read', async () => {
    const text = policy('*').replace(/, \{\{% if a %\}\}/gu, '').replace('"Effect"', '"Effect": "Allow", "Effect"');
    const { findings, problems } = await lint([fileOf('policy.json', text, false)], rules, plain);
    expect(problems.map(({ rule, level }) => `${rule} ${level}`)).toEqual(['parse-error warning']);
    expect(findings.some(({ rule }) => rule.startsWith('grant-'))).toBe(true);
  });

  it('that is a template has ten faults told and the others counted', async () => {
    const text = `{"Resources": {"T": {"Type": "AWS::CloudTrail::Trail", "Properties": {"IsLogging": true, "Tags": [${'{{% if a %}}, '.repeat(60)}1]}}}}`;
    const { problems } = await lint([fileOf('t.json', text, false)], rules, plain);
    expect(problems).toHaveLength(11);
    expect(problems.filter(({ message }) => /^\d+ more faults are not listed/u.test(message))).toHaveLength(1);
  });
});

it('is a problem even where its rule is off', async () => {
  const input = trail(['EventSelectors: []', 'EventSelectors: []']);
  expect(await findingsIn(input, { rules: new Map([['parse-error', 'off']]) })).toEqual([]);
  const report = await lint([fileOf('t.yaml', input, true)], rules, { ...plain, rules: new Map([['parse-error', 'off']]) });
  expect(report.problems.map(({ rule }) => rule)).toEqual(['parse-error']);
});
