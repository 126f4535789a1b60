import { expect, it } from 'vitest';
import { lintTexts, unmark } from '../helpers/lint.js';
import { holds, resource, trail, type Case } from './cases.js';

const told = 'gap definite warning';
const arn = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/t';

const cases: readonly Case[] = [
  ['a nested stack', 'Resources:\n  Logging:\n    Type: «AWS::CloudFormation::Stack»\n    Properties: { TemplateURL: https://example.com/t.yaml }\n', told],
  ['a module', 'Resources:\n  Logging:\n    Type: «Company::Logging::Trail::MODULE»\n', told],
  ['a macro', `Transform: «Defaults»\n${trail([])}`, told],
  ['a macro among those of AWS', `Transform: [AWS::LanguageExtensions, «Defaults»]\n${trail([])}`, told],
  ['resources that a function makes', 'Resources:\n  «Fn::ForEach::Regions»:\n    - Region\n    - !Split [",", !ImportValue regions]\n    - { "Trail${Region}": { Type: AWS::CloudTrail::Trail } }\n', told],
  ['selectors that are not among the files', { 'a.json': `{"trailList":[{"TrailARN":«"${arn}"»,"IsMultiRegionTrail":true,"HasCustomEventSelectors":true}]}` }, told],
  ['none: they are', { 'a.json': `{"trailList":[{"TrailARN":"${arn}","IsMultiRegionTrail":true,"HasCustomEventSelectors":true}]}`, 'b.json': `{"TrailARN":"${arn}","EventSelectors":[{}]}` }],
  ['none: there are none of its own', { 'a.json': `{"trailList":[{"TrailARN":"${arn}","IsMultiRegionTrail":true,"HasCustomEventSelectors":false}]}` }],
  ['none: macros of AWS that leave trails alone', `Transform: AWS::Serverless-2016-10-31\n${trail([])}`],
  ['none: a function in what is not modelled', `${trail([])}  Queue:\n    Type: AWS::SQS::Queue\n    Properties: { Fn::Transform: { Name: AWS::Include } }\n`],
];

it.each(cases)('strict: %s', holds({ strict: true }));

const unknown = 'kms-events-excluded possible warning';

it.each<Case>([
  ['selectors that a function may write', trail(['«Fn::Transform»: { Name: AWS::Include, Parameters: { Location: s3://b/k } }', 'IsOrganizationTrail: false']), told, unknown],
  ['a condition that is not there', trail(['EventSelectors: «!If [Missing, [], !Ref AWS::NoValue]»']), told, unknown],
])('and what hangs on it is possible: %s', holds({ strict: true }));

it.each(cases)('else: %s, as a problem alone', async (_name, input, ...expected) => {
  const files = typeof input === 'string' ? { 't.yaml': input } : input;
  const report = await lintTexts(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, unmark(text).text])));
  expect(report.findings).toEqual([]);
  expect(report.problems.map(({ rule, level }) => `${rule} ${level}`)).toEqual(expected.map(() => 'gap note'));
});

it('does not hide a loss beside it', async () => {
  const input = `Transform: Defaults\n${trail([])}${resource('Other', ['IsLogging: false', 'IsMultiRegionTrail: true'])}`;
  const { findings } = await lintTexts({ 't.yaml': input }, { strict: true });
  expect(findings.map(({ rule }) => rule)).toEqual(['gap', 'sink-not-recording']);
});
