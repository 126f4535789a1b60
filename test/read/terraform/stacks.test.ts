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
