import { expect, test } from 'vitest';
import { lintTexts, told } from '../../helpers/lint.js';

const template = 'Parameters: { Kind: { Type: String } }\nResources:\n  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties: { IsLogging: true, IsMultiRegionTrail: true, EventSelectors: [{ ReadWriteType: !Ref Kind }] }\n';
const stack = (body: string, kind = '"ReadOnly"'): string => `variable "kind" { default = "WriteOnly" }\nresource "aws_cloudformation_stack" "s" {\n  template_body = ${body}\n  parameters = { Kind = ${kind} }\n}\n`;

test.each<readonly [string, Readonly<Record<string, string>>, readonly string[], readonly string[]]>([
  ['a file', { 'main.tf': stack('file("${path.module}/t.yaml")'), 't.yaml': template }, ['t.yaml kms-writes-unlogged definite error «!Ref Kind»'], []],
  ['a heredoc', { 'main.tf': stack(`<<-EOT\n${template}  EOT`, 'var.kind') }, ['main.tf kms-reads-unlogged definite warning «!Ref Kind»'], []],
  ['jsonencode', { 'main.tf': stack('jsonencode({ Resources = { T = { Type = "AWS::CloudTrail::Trail", Properties = { IsLogging = false, IsMultiRegionTrail = true } } } })', '"x"').replace(/ {2}parameters.*\n/u, '') }, ['main.tf sink-not-recording definite error «false»'], []],
  ['a broken template', { 'main.tf': stack('file("t.yaml")'), 't.yaml': `${template}  X: [\n` }, ['t.yaml kms-writes-unlogged definite error «!Ref Kind»', 't.yaml parse-error definite error «[»'], ['The type of `X` is not known: it is not read', 'Expected `]`, indented more than the key it belongs to']],
  ['a template elsewhere', { 'main.tf': 'resource "aws_cloudformation_stack" "s" {\n  template_url = "https://example.com/t.yaml"\n}\n' }, [], ['The template of `aws_cloudformation_stack.s` is not read: it lies elsewhere']],
  ['a template that is not known', { 'main.tf': stack('data.http.t.response_body').replace('variable', 'data "http" "t" {}\nvariable') }, [], ['The template of `aws_cloudformation_stack.s` is not read: `data.http.t.response_body` is looked up when the configuration is applied']],
])('a stack of CloudFormation: %s', async (_name, files, findings, problems) => {
  const report = await lintTexts(files);
  expect(report.findings.map((finding) => `${finding.primary.span.source.path} ${told(finding)}`)).toEqual(findings);
  expect(report.problems.map(({ message }) => message)).toEqual(problems);
});

test('the way from the root module to a literal in a module of a module', async () => {
  const report = await lintTexts({
    'main.tf': 'module "a" {\n  source = "./a"\n}\n',
    'a/main.tf': 'module "b" {\n  source = "../b"\n}\n',
    'b/main.tf': 'resource "aws_cloudtrail" "t" {\n  is_multi_region_trail = true\n  enable_logging = false\n}\n',
  });
  expect(report.findings.map(({ flow }) => flow.map(({ span }) => `${span.source.path} ${span.source.text.slice(span.start, span.end)}`))).toEqual([['main.tf "a"', 'a/main.tf "b"', 'b/main.tf false']]);
});
