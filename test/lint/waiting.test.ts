import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { newRun, type LintOptions } from '../../src/lint/run.js';
import { newWaiting, takeAll } from '../../src/lint/waiting.js';
import type { Node } from '../../src/core/node.js';
import { outsideOf } from '../../src/read/parameters/outside.js';
import { loadFullReader, parseNow } from '../../src/read/parse.js';
import type { Document } from '../../src/read/reader.js';
import { givenVariables } from '../../src/read/terraform/inputs/given.js';
import { lintTexts, plain, toldAll } from '../helpers/lint.js';

const role = (properties = '{ RoleName: r }'): string => `Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties: ${properties}\n`;
const exporting = (value: string): string => `${role()}Outputs:\n  O: { Value: ${value}, Export: { Name: source } }\n`;
const trail = (source: string): string => `  T:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      IsLogging: true\n      IsMultiRegionTrail: true\n      S3BucketName: b\n      EventSelectors: [{ ExcludeManagementEventSources: [${source}] }]\n`;

/** What is kept of a text, with its documents as they were read. */
async function kept(text: string, options: Partial<LintOptions> = {}): Promise<{ readonly roots: readonly Node[]; readonly documents: readonly Document[] }> {
  const source = { path: 'a.yaml', text, bom: false };
  await loadFullReader();
  const roots = parseNow(source).documents;
  const waiting = newWaiting();
  const all = { ...plain, ...options };
  await takeAll(source, roots, waiting, newRun(rules, all, await outsideOf(all), await givenVariables([])));
  return { roots, documents: [...waiting.documents.values()].flat() };
}

describe('a template that tells nothing', () => {
  it.each([
    ['roles without policies', role()],
    ['nothing that is modelled', 'Resources: { B: { Type: AWS::S3::Bucket } }\n'],
    ['in JSON', '{ "Resources": { "R": { "Type": "AWS::IAM::Role" } } }'],
    ['as few write YAML', 'Resources: { ? R : { Type: AWS::IAM::Role } }\n'],
  ])('is kept as its text alone, and read again where one asks: %s', async (_, text) => {
    const { roots, documents } = await kept(text);
    expect(documents.map(({ settled }) => settled?.worlds)).toEqual([[{ assumptions: [], value: [] }]]);
    expect(documents[0]?.root).not.toBe(roots[0]);
    expect(documents[0]?.root).toEqual(roots[0]);
    expect(documents[0]?.root).toBe(documents[0]?.root);
  });

  it.each<readonly [string, string, Partial<LintOptions>]>([
    ['a policy reaches CloudTrail', role('{ Policies: [{ PolicyName: p, PolicyDocument: { Statement: [{ Effect: Allow, Action: "*", Resource: "*" }] } }] }'), {}],
    ['it takes in another file', `${role()}  S: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: a.yaml } }\n`, {}],
    ['an escape may hide that it does', role('{ RoleName: "\\x41" }'), {}],
    ['there are other documents in the text', `${role()}---\n${role()}`, {}],
    ['a value is given to parameters', role(), { parameters: new Map([['A', 'b']]) }],
  ])('is kept as it was read where %s', async (_, text, options) => {
    const { roots, documents } = await kept(text, options);
    expect(documents.map(({ settled, root }) => [settled, roots.includes(root)])).toEqual(roots.map(() => [undefined, true]));
  });
});

describe('what others take from a template that tells nothing by itself', () => {
  it('a value that it exports', async () => {
    const report = await lintTexts({ 'a.yaml': exporting('kms.amazonaws.com'), 'b.yaml': `Resources:\n${trail('!ImportValue source')}` });
    expect(toldAll(report)).toEqual(['kms-events-excluded definite error «!ImportValue source»']);
    expect(report.findings[0]?.related.map(({ span }) => span.source.path)).toContain('a.yaml');
  });

  it('an output of it as a nested stack, with which it is told once', async () => {
    const report = await lintTexts({
      'main.yaml': `Resources:\n  S: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }\n${trail('!GetAtt S.Outputs.O')}`,
      'child.yaml': `${role()}  A: { Properties: {} }\nOutputs: { O: { Value: kms.amazonaws.com } }\n`,
    });
    expect(toldAll(report).filter((one) => one.startsWith('kms'))).toEqual(['kms-events-excluded definite error «!GetAtt S.Outputs.O»']);
    expect(report.problems.map(({ message, span }) => [message, span.source.path])).toEqual([['The type of `A` is not known: it is not read', 'child.yaml']]);
  });

  it('the resources of a service', async () => {
    const service = 'service: s\nprovider: { name: aws }\nresources: ${file(res.yaml)}\n';
    const report = await lintTexts({ 'serverless.yml': service, 'res.yaml': `${role()}  A: { Properties: {} }\n` });
    expect(report.problems.filter(({ message }) => message.includes('`A`'))).toHaveLength(1);
    expect(report.internalErrors).toEqual([]);
  });
});

describe('of a template that tells nothing', () => {
  it('what is wrong with it is told all the same', async () => {
    const report = await lintTexts({ 'a.yaml': `${role()}  A: { Properties: {} }\n  B:\n    Type: AWS::S3::Bucket\n    Metadata: { keytrail: { ignore: [{ rule: gap, reason: r, why: x }] } }\nTransform: Mine\n` });
    expect(report.problems.map(({ message }) => message)).toEqual(['The type of `A` is not known: it is not read', 'The macro `Mine` may change this template']);
    expect(toldAll(report)).toEqual(['ignore-unused definite warning «why»']);
  });
});
