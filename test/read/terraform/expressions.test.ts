import { describe, expect, test } from 'vitest';
import type { LintOptions } from '../../../src/lint.js';
import { outcomeOf, role, trail, type MarkedFiles } from './outcome.js';

/** What it is, files with «marks» where findings stand, what is told, problems by their lines, options. */
type Row = readonly [name: string, files: MarkedFiles, told: readonly string[], problems: readonly string[], options?: Partial<LintOptions>];

const rows: readonly Row[] = [
  ['local', { 'main.tf': `locals {
  x = ["kms.amazonaws.com"]
}
` + trail('«local.x»') }, ['kms-events-excluded definite error <- main.tf:2'], []],
  ['local chain', { 'main.tf': `locals {
  y = local.x
  x = ["kms.amazonaws.com"]
}
` + trail('concat(«local.y», [])') }, ['kms-events-excluded definite error <- main.tf:2, main.tf:3'], []],
  ['local cycle', { 'main.tf': `locals {
  y = local.x
  x = local.y
}
` + trail('«local.x»') }, ['kms-events-excluded possible warning <- main.tf:3, main.tf:2'], ['gap main.tf:2']],
  ['local self in string', { 'main.tf': `locals {
  x = "\${local.x}a"
}
` + trail('[«local.x»]') }, ['kms-events-excluded possible warning <- main.tf:2'], ['gap main.tf:2']],
  ['for', { 'main.tf': trail('[for s in ["kms", "rdsdata"] : «"${s}.amazonaws.com"»]') }, ['kms-events-excluded definite error'], []],
  ['for identity', { 'main.tf': trail('[for s in ["kms.amazonaws.com", "rdsdata.amazonaws.com"] : «s»]') }, ['kms-events-excluded definite error <- main.tf:6'], []],
  ['for if', { 'main.tf': trail('[for s in ["kms.amazonaws.com", "rdsdata.amazonaws.com"] : s if s != "kms.amazonaws.com"]') }, [], []],
  ['for if unknown', { 'main.tf': `variable "k" {}
` + trail('«[for s in ["kms.amazonaws.com"] : s if s == var.k]»') }, ['kms-events-excluded possible warning'], []],
  ['for map', { 'main.tf': trail('[for k, v in { kms = true, rds = false } : «"${k}.amazonaws.com"» if v]') }, ['kms-events-excluded definite error'], []],
  ['for object values', { 'main.tf': trail('values({ for s in ["kms"] : s => «"${s}.amazonaws.com"» })') }, ['kms-events-excluded definite error'], []],
  ['for group', { 'main.tf': trail('{ for s in ["kms.amazonaws.com"] : "a" => «s»... }["a"]') }, ['kms-events-excluded definite error <- main.tf:6'], []],
  ['for in set', { 'main.tf': trail('[for k, v in toset(["kms.amazonaws.com"]) : «k»]') }, ['kms-events-excluded definite error <- main.tf:6'], []],
  ['splat', { 'main.tf': `locals {
  o = [{ s = "kms.amazonaws.com" }]
}
` + trail('«local.o[*].s»') }, ['kms-events-excluded definite error <- main.tf:2'], []],
  ['splat scalar', { 'main.tf': `locals {
  o = { s = "kms.amazonaws.com" }
}
` + trail('«local.o[*].s»') }, ['kms-events-excluded definite error <- main.tf:2'], []],
  ['legacy splat', { 'main.tf': `locals {
  o = [{ s = ["kms.amazonaws.com"] }]
}
` + trail('flatten(«local.o.*.s»)') }, ['kms-events-excluded definite error <- main.tf:2'], []],
  ['splat null', { 'main.tf': trail('null[*]') }, [], []],
  ['try first', { 'main.tf': `variable "o" {
 default={}
}
` + trail('try(var.o.sources, [«"kms.amazonaws.com"»])') }, ['kms-events-excluded definite error'], []],
  ['try none', { 'main.tf': `variable "o" {
 default={ sources = [] }
}
` + trail('try(var.o.sources, ["kms.amazonaws.com"])') }, [], []],
  ['try unknown', { 'main.tf': `variable "o" {}
` + trail('try(«var.o.sources», ["kms.amazonaws.com"])') }, ['kms-events-excluded possible warning'], []],
  ['can', { 'main.tf': `variable "o" {
 default={}
}
` + trail('can(var.o.sources) ? [] : [«"kms.amazonaws.com"»]') }, ['kms-events-excluded definite error'], []],
  ['template', { 'main.tf': `locals {
 s="kms"
}
` + trail('[«"${local.s}.amazonaws.com"»]') }, ['kms-events-excluded definite error'], []],
  ['template if', { 'main.tf': `variable "k" {
 type=bool
 default=true
}
` + trail('[«"%{ if var.k }kms%{ else }rdsdata%{ endif }.amazonaws.com"»]') }, ['kms-events-excluded definite error'], []],
  ['heredoc', { 'main.tf': role(`<<EOF
{ "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": «"cloudtrail:PutEventSelectors"», "Resource": "*" }] }
EOF`) }, ['grant-any-trail definite error'], []],
  ['heredoc indented', { 'main.tf': role(`<<-EOF
    { "Version": "2012-10-17",
      "Statement": [{ "Effect": "Allow", "Action": [«"cloudtrail:PutEventSelectors"»], "Resource": "*" }] }
    EOF`) }, ['grant-any-trail definite error'], []],
  ['jsonencode', { 'main.tf': role(`jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = [«"cloudtrail:PutEventSelectors"»], Resource = "*" }]
  })`) }, ['grant-any-trail definite error'], []],
  ['heredoc interpolated', { 'main.tf': `locals {
 a = "cloudtrail:PutEventSelectors"
}
` + role(`<<EOF
{ "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": «"\${local.a}"», "Resource": "*" }] }
EOF`) }, ['grant-any-trail definite error'], []],
  ['file()', { 'main.tf': role('file("policy.json")'), 'policy.json': `{ "Version": "2012-10-17",
 "Statement": [{ "Effect": "Allow", "Action": «"cloudtrail:PutEventSelectors"», "Resource": "*" }] }` }, ['grant-any-trail definite error <- main.tf:7'], []],
  ['file path.module', { 'main.tf': role('file("${path.module}/p/policy.json")'), 'p/policy.json': `{ "Version": "2012-10-17",
 "Statement": [{ "Effect": "Allow", "Action": «"cloudtrail:PutEventSelectors"», "Resource": "*" }] }` }, ['grant-any-trail definite error <- main.tf:7'], []],
  ['file missing', { 'main.tf': role('file("${path.module}/p/policy.json")') }, [], ['gap main.tf:7']],
  ['templatefile', { 'main.tf': role('templatefile("${path.module}/policy.json.tftpl", { action = "cloudtrail:PutEventSelectors", res = ["*"] })'), 'policy.json.tftpl': `{ "Version": "2012-10-17",
 "Statement": [{ "Effect": "Allow", "Action": «"\${action}"», "Resource": \${jsonencode(res)} }] }` }, ['grant-any-trail definite error <- main.tf:7'], []],
  ['templatefile literal', { 'main.tf': role('templatefile("${path.module}/policy.json.tftpl", { res = ["*"] })'), 'policy.json.tftpl': `{ "Version": "2012-10-17",
 "Statement": [{ "Effect": "Allow", "Action": «"cloudtrail:PutEventSelectors"», "Resource": [%{ for r in res }"\${r}"%{ endfor }] }] }` }, ['grant-any-trail definite error <- main.tf:7'], []],
  ['workspace', { 'main.tf': trail('terraform.workspace == "prod" ? [] : [«"kms.amazonaws.com"»]') }, ['kms-events-excluded definite error when terraform.workspace=another workspace'], []],
  ['workspace lookup', { 'main.tf': trail('lookup({ prod = [], dev = [«"kms.amazonaws.com"»] }, terraform.workspace, [])') }, ['kms-events-excluded definite error when terraform.workspace=dev'], []],
  ['index by var', { 'main.tf': `variable "e" {}
` + trail('{ prod = [], dev = [«"kms.amazonaws.com"»] }[var.e]') }, ['kms-events-excluded definite error when var.e=dev'], []],
  ['index by var local', { 'main.tf': `locals {
 m = { prod = [], dev = ["kms.amazonaws.com"] }
}
variable "e" {
 default = "prod"
}
` + trail('«local.m[var.e]»') }, ['kms-events-excluded possible warning when var.e=dev <- main.tf:2'], []],
  ['path.root', { 'main.tf': trail('path.root == "." ? [«"kms.amazonaws.com"»] : []') }, ['kms-events-excluded definite error'], []],
];

describe('expressions', () => {
  test.each(rows.map(([name, ...row]) => ({ name, row })))('$name', async ({ row: [files, told, problems, options] }) => {
    const outcome = await outcomeOf(files, options);
    expect(outcome.told).toEqual(told);
    expect(outcome.problems).toEqual(problems);
    expect(outcome.places).toEqual(outcome.marks);
  });
});
