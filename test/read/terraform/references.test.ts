import { describe, expect, test } from 'vitest';
import type { LintOptions } from '../../../src/lint.js';
import { outcomeOf, role, trail, type MarkedFiles } from './outcome.js';

/** What it is, files with «marks» where findings stand, what is told, problems by their lines, options. */
type Row = readonly [name: string, files: MarkedFiles, told: readonly string[], problems: readonly string[], options?: Partial<LintOptions>];

const rows: readonly Row[] = [
  ['module unknown output', { 'main.tf': `module "m" {
  source = "./m"
}
` + trail('module.m.nope'), 'm/main.tf': `
output "s" {
 value=1
}
` }, [], ['gap main.tf:9']],
  ['module unknown', { 'main.tf': trail('module.nope.x') }, [], ['gap main.tf:6']],
  ['unknown local', { 'main.tf': trail('local.nope') }, [], ['gap main.tf:6']],
  ['unknown resource', { 'main.tf': trail('aws_foo.nope.x') }, [], ['gap main.tf:6']],
  ['unknown data', { 'main.tf': trail('data.aws_foo.nope.x') }, [], ['gap main.tf:6']],
  ['data lookup', { 'main.tf': `data "aws_ssm_parameter" "p" {
 name = "x"
}
` + trail('[«data.aws_ssm_parameter.p.value»]') }, ['kms-events-excluded possible warning'], []],
  ['remote state', { 'main.tf': `data "terraform_remote_state" "p" {
 backend = "s3"
}
` + trail('«data.terraform_remote_state.p.outputs.x»') }, ['kms-events-excluded possible warning'], []],
  ['a trail of an alias covers nothing', { 'main.tf': trail('[«"kms.amazonaws.com"»]', '', 'a') + trail('[]', 'provider = aws.west') }, ['kms-events-excluded definite error'], []],
  ['another trail of the same provider covers', { 'main.tf': trail('[«"kms.amazonaws.com"»]', '', 'a') + trail('[]') }, ['kms-events-excluded definite note'], []],
  ['provider handed to module', { 'main.tf': trail('[«"kms.amazonaws.com"»]', '', 'a') + `module "m" {
 source="./m"
 providers = { aws = aws.west }
}
`, 'm/main.tf': trail('[]') }, ['kms-events-excluded definite error'], []],
  ['provider handed to module both', { 'main.tf': `module "a" {
 source="./k"
 providers = { aws = aws.west }
}
module "m" {
 source="./m"
 providers = { aws = aws.west }
}
`, 'm/main.tf': trail('[]'), 'k/main.tf': trail('[«"kms.amazonaws.com"»]') }, ['kms-events-excluded definite note <- main.tf:1'], []],
  ['unknown function', { 'main.tf': trail('«nosuch("a")»') }, ['kms-events-excluded possible warning'], ['gap main.tf:6']],
  ['provider function', { 'main.tf': trail('«provider::x::y("a")»') }, ['kms-events-excluded possible warning'], ['gap main.tf:6']],
  ['a stack of CloudFormation', { 'main.tf': `resource "aws_cloudformation_stack" "s" {
 name = "x"
 template_body = <<EOF
Resources:
  T:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsLogging: true
      IsMultiRegionTrail: true
      EventSelectors: [{ ExcludeManagementEventSources: [«kms.amazonaws.com»] }]
EOF
}
` }, ['kms-events-excluded definite error'], []],
  ['a state machine', { 'main.tf': `resource "aws_sfn_state_machine" "s" {
 name = "x"
 definition = jsonencode({ StartAt = "a", States = { a = { Type = "Task", Resource = "arn:aws:states:::aws-sdk:cloudtrail:putEventSelectors", Parameters = { TrailName = "x", EventSelectors = [{ ExcludeManagementEventSources = ["kms.amazonaws.com"] }] }, End = true } } })
}
` }, [], ['gap main.tf:1']],
  ['a command of a provisioner', { 'main.tf': `resource "null_resource" "s" {
 provisioner "local-exec" {
 command = "aws cloudtrail put-event-selectors --trail-name x --event-selectors file://x"
 }
}
` }, [], ['gap main.tf:2']],
  ['policy document', { 'main.tf': `data "aws_iam_policy_document" "d" {
  statement {
    actions   = [«"cloudtrail:PutEventSelectors"»]
    resources = ["*"]
  }
}
` + role('data.aws_iam_policy_document.d.json') }, ['grant-any-trail definite error'], []],
  ['policy document source', { 'main.tf': `data "aws_iam_policy_document" "d" {
  statement {
    actions   = [«"cloudtrail:PutEventSelectors"»]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "e" {
  source_policy_documents = [data.aws_iam_policy_document.d.json]
}
` + role('data.aws_iam_policy_document.e.json') }, ['grant-any-trail definite error'], []],
  ['policy document override by sid', { 'main.tf': `data "aws_iam_policy_document" "d" {
  statement {
    sid = "a"
    actions   = ["cloudtrail:PutEventSelectors"]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "e" {
  source_policy_documents = [data.aws_iam_policy_document.d.json]
  override_policy_documents = [jsonencode({Statement=[{Sid="a",Effect="Allow",Action="s3:*",Resource="*"}]})]
}
` + role('data.aws_iam_policy_document.e.json') }, [], []],
  ['policy document dynamic', { 'main.tf': `data "aws_iam_policy_document" "d" {
  dynamic "statement" {
    for_each = { a = "cloudtrail:PutEventSelectors" }
    content {
      actions   = [«statement.value»]
      resources = ["*"]
    }
  }
}
` + role('data.aws_iam_policy_document.d.json') }, ['grant-any-trail definite error <- main.tf:3'], []],
  ['a Deny in another policy of the role', { 'main.tf': role('jsonencode({ Statement = [{ Effect = "Allow", Action = "cloudtrail:PutEventSelectors", Resource = "*" }] })') + `resource "aws_iam_role_policy" "q" {
  role   = aws_iam_role.r.id
  policy = jsonencode({ Statement = [{ Effect = "Deny", Action = "cloudtrail:*", Resource = "*" }] })
}
` }, [], []],
  ['attachment', { 'main.tf': `data "aws_iam_policy_document" "d" {
  statement {
    actions   = [«"cloudtrail:PutEventSelectors"»]
    resources = ["*"]
  }
}
resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "states.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}
resource "aws_iam_policy" "p" {
  policy = data.aws_iam_policy_document.d.json
}
resource "aws_iam_role_policy_attachment" "a" {
  role = aws_iam_role.r.name
  policy_arn = aws_iam_policy.p.arn
}
` }, ['grant-any-trail definite error'], []],
  ['attachment for_each', { 'main.tf': `resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "states.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}
resource "aws_iam_role_policy_attachment" "a" {
  for_each = toset(["arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess"])
  role = aws_iam_role.r.name
  policy_arn = «each.value»
}
` }, ['grant-cloudtrail-admin definite error <- main.tf:6'], []],
  ['the place where it is applied, in an ARN', { 'main.tf': `data "aws_caller_identity" "c" {}
data "aws_region" "r" {}
data "aws_partition" "p" {}
` + role('jsonencode({ Statement = [{ Effect = "Allow", Action = «"cloudtrail:PutEventSelectors"», Resource = "arn:${data.aws_partition.p.partition}:cloudtrail:${data.aws_region.r.name}:${data.aws_caller_identity.c.account_id}:trail/main" }] })') }, ['grant-one-trail definite note'], [], { strict: true }],
  ['policy unknown', { 'main.tf': `variable "p" {}
` + role('var.p') }, [], ['gap main.tf:8']],
  ['policy unknown statement', { 'main.tf': `variable "p" {}
` + role('jsonencode({ Statement = concat([{ Effect = "Allow", Action = «"cloudtrail:PutEventSelectors"», Resource = "*" }], var.p) })') }, ['grant-any-trail definite error'], ['gap main.tf:8']],
  ['YAML, through jsonencode', { 'main.tf': role('jsonencode(yamldecode(file("p.yaml")))'), 'p.yaml': `Statement:
  - Effect: Allow
    Action: «cloudtrail:PutEventSelectors»
    Resource: "*"
` }, ['grant-any-trail definite error <- main.tf:7'], []],
];

describe('what resources refer to', () => {
  test.each(rows.map(([name, ...row]) => ({ name, row })))('$name', async ({ row: [files, told, problems, options] }) => {
    const outcome = await outcomeOf(files, options);
    expect(outcome.told).toEqual(told);
    expect(outcome.problems).toEqual(problems);
    expect(outcome.places).toEqual(outcome.marks);
  });
});
