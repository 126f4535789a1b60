import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { lint, type InputFile } from '../../src/lint.js';
import { candidate } from '../../src/read/files/walk.js';
import { render } from '../../src/report/index.js';
import type { Report } from '../../src/report/report.js';
import { plain, told } from '../helpers/lint.js';

const walked = (texts: Readonly<Record<string, string>>): readonly InputFile[] => Object.entries(texts).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text), explicit: false }));

const both = async (files: readonly InputFile[]): Promise<readonly Report[]> =>
  Promise.all([true, false].map(async (prefilter) => lint(files, rules, { ...plain, strict: true, today: '2026-11-21', prefilter })));

const written = (report: Report): string => ['json', 'sarif', 'pretty'].map((format) => render(format as 'json', report, { color: false, links: false, version: '0', width: 80, quiet: false, sarifProfile: 'full' })).join('\n') + report.read.join('\n');

/** Some fifty files each, so that those of one folder stay together. */
function* examples(): Iterable<readonly InputFile[]> {
  const folders = readdirSync('examples', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && candidate.test(entry.name));
  const files = folders.map(({ parentPath, name }): InputFile => ({ path: join(parentPath, name), bytes: readFileSync(join(parentPath, name)), explicit: false }));
  for (let from = 0; from < files.length; from += 50) yield files.slice(from, from + 50);
}

describe('the prefilter', () => {
  it('changes nothing of what is told of the examples', async () => {
    let count = 0;
    for (const files of examples()) {
      const [filtered, full] = (await both(files)).map(written);
      expect(filtered).toBe(full);
      count += files.length;
    }
    expect(count).toBeGreaterThan(50);
  }, 120_000);

  const exporter = 'Resources: { B: { Type: AWS::S3::Bucket } }\nOutputs: { O: { Value: kms.amazonaws.com, Export: { Name: source } } }\n';
  const importer = 'Resources:\n  T:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      IsLogging: true\n      S3BucketName: b\n      EventSelectors: [{ ExcludeManagementEventSources: [!ImportValue source] }]\n';

  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    ['a value is imported from a template that declares nothing', { 'a.yaml': exporter, 'b.yaml': importer }, ['kms-events-excluded definite error «!ImportValue source»']],
    ['a product makes a template of its own', { 'a.yaml': 'Resources: { P: { Type: AWS::ServiceCatalog::CloudFormationProduct } }\n' }, ['gap definite warning «AWS::ServiceCatalog::CloudFormationProduct»']],
    ['a module of rain stands for resources', { 'a.yaml': 'Resources:\n  S:\n    Type: !Rain::Module m.yaml\n  Q: { Type: AWS::SQS::Queue }\n' }, ['gap definite warning «Type»']],
    ['a resource without a type declares nothing', { 'a.yaml': 'Resources: { A: { Properties: {} }, Q: { Type: AWS::SQS::Queue } }\n' }, []],
    ['what is broken holds no word that matters', { 'a.yaml': 'Resources: { Q: { Type: AWS::SQS::Queue } }\nConditions: [a]\n', 'b.json': '{ "Resources": { "Q": { "Type": "AWS::SQS::Queue" }' }, []],
    ...([['put-event${X}', 'X=-selectors'], ['${X}-selectors', 'X=put-event'], ['put-$X-selectors', 'X=event'], ['$X"event-selectors"', 'X=put-']] as const).map(([operation, settled]): readonly [string, Readonly<Record<string, string>>, readonly string[]] => [
      `the name of a call is made of parts: ${operation}`,
      { 'a.sh': `${settled}\naws \\\n  cloudtrail ${operation} --trail-name t --event-selectors '[{"ExcludeManagementEventSources":["kms.amazonaws.com"]}]'\n` },
      ['kms-events-excluded definite error «"kms.amazonaws.com"»'],
    ]),
    ['a call is spelt in another case', { 'a.yaml': 'Resources: { F: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: "x.DELETETRAIL()" } } } }\n' }, []],
  ])('where %s', async (_, texts, expected) => {
    const [filtered, full] = await both(walked(texts));
    expect(filtered?.findings.filter(({ rule }) => ['kms-events-excluded', 'gap'].includes(rule)).map(told)).toEqual(expected);
    expect(filtered === undefined ? '' : written(filtered)).toBe(full === undefined ? '' : written(full));
  });

  const broad = '{ "Effect": "Allow", "Action": "cloudtrail:*", "Resource": "*" }';
  const bucket = 'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  P:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n      PolicyDocument: { Statement: [{ Effect: Allow, Action: "*", Principal: "*", Resource: "*" }] }\n';
  const step = (run: string): string => `{ "on": "push", "jobs": { "a": { "runs-on": "x", "steps": [{ "run": "${run}" }] } } }\n`;

  it.each<readonly [string, string, string, number]>([
    ['a policy stands in a template of its own', 'a.yaml', bucket, 0],
    ['a policy stands behind a template', 'a.yaml', `${bucket}---\nVersion: 2012-10-17\nStatement: [${broad}]\n`, 1],
    ['a policy stands behind the end of a template', 'a.yaml', `${bucket}...\nVersion: 2012-10-17\nStatement: [${broad}]\n`, 1],
    ['a template says what it is behind comments', 'a.yaml', `---\n# A bucket.\n\n${bucket.replace('AWS::S3::BucketPolicy', 'AWS::IAM::ManagedPolicy').replace('"*", Principal: "*"', '"cloudtrail:*"')}`, 1],
    ['a template does not say first what it is', 'a.yaml', `Statement: [${broad}]\nVersion: 2012-10-17\nId: |\n  AWSTemplateFormatVersion: 1\n`, 1],
    ['escapes stand for letters of a type', 'a.json', `{ "AWSTemplateFormatVersion": "2010-09-09", "Resources": { "P": { "Type": "AWS::\\u0049AM::ManagedPolicy", "Properties": { "PolicyDocument": { "Statement": [${broad}] } } } } }`, 1],
    ['escapes stand for no letters', 'a.json', `{ "Description": "a\\nb\\/c\\"d", "Resources": { "Q": { "Type": "AWS::SQS::Queue" } } }`, 0],
    ['a template has an interface alone', 'a.yaml', 'Metadata: { AWS::CloudFormation::Interface: { ParameterGroups: [] } }\nResources: { Q: { Type: AWS::SQS::Queue, Condition: Missing } }\n', 0],
    ['a script in a string has quotes in a name', 'a.yml', step('aws cloudtrail stop-\\"logging\\" --name t'), 1],
    ['a script in a string has a line end in a name', 'a.yml', step('aws cloudtrail stop-\\\\\\nlogging --name t'), 1],
    ['a script in a string makes a name of parts', 'a.yml', step('X=logging\\naws\\tcloudtrail stop-\\"$X\\" --name t'), 1],
  ])('passes over nothing where %s', async (_, path, text, count) => {
    const [filtered, full] = await both(walked({ [path]: text }));
    expect(filtered?.findings.filter(({ rule }) => rule !== 'gap').length).toBe(count);
    expect(filtered === undefined ? '' : written(filtered)).toBe(full === undefined ? '' : written(full));
  });
});
