import { describe, expect, test } from 'vitest';
import type { LintOptions } from '../../../src/lint.js';
import { outcomeOf, trail, type MarkedFiles } from './outcome.js';

/** What it is, files with «marks» where findings stand, what is told, problems by their lines, options. */
type Row = readonly [name: string, files: MarkedFiles, told: readonly string[], problems: readonly string[], options?: Partial<LintOptions>];

const rows: readonly Row[] = [
  ['module input', { 'main.tf': `module "m" {
  source = "./m"
  x = ["kms.amazonaws.com"]
}
`, 'm/main.tf': `variable "x" {
  default = []
}
` + trail('«var.x»') }, ['kms-events-excluded definite error <- main.tf:3, main.tf:1'], []],
  ['module default kms overridden', { 'main.tf': `module "m" {
  source = "./m"
  x = []
}
`, 'm/main.tf': `variable "x" {
  default = ["kms.amazonaws.com"]
}
` + trail('var.x') }, [], []],
  ['module default kms used', { 'main.tf': `module "m" {
  source = "./m"
}
`, 'm/main.tf': `variable "x" {
  default = ["kms.amazonaws.com"]
}
` + trail('«var.x»') }, ['kms-events-excluded definite error <- m/main.tf:2, main.tf:1'], []],
  ['module alone', { 'main.tf': `# none
`, 'm/main.tf': `variable "x" {
  default = ["kms.amazonaws.com"]
}
` + trail('«var.x»') }, ['kms-events-excluded definite error <- m/main.tf:2'], []],
  ['module used twice', { 'main.tf': `module "a" {
  source = "./m"
}
module "b" {
  source = "./m"
}
`, 'm/main.tf': trail('[«"kms.amazonaws.com"»]') }, ['kms-events-excluded definite error <- main.tf:1, main.tf:4'], []],
  ['module used twice by folders', { 'main.tf': `module "a" {
  source = "./m"
}
`, 'm/main.tf': trail('[«"kms.amazonaws.com"»]'), 'env/main.tf': `module "b" {
  source = "../m"
}
` }, ['kms-events-excluded definite error <- main.tf:1, env/main.tf:1'], []],
  ['module ../', { 'main.tf': `# x
`, 'env/main.tf': `module "b" {
  source = "../m"
  x = ["kms.amazonaws.com"]
}
`, 'm/main.tf': `variable "x" {
  default = []
}
` + trail('«var.x»') }, ['kms-events-excluded definite error <- env/main.tf:3, env/main.tf:1'], []],
  ['module nested', { 'main.tf': `module "a" {
  source = "./a"
  x = ["kms.amazonaws.com"]
}
`, 'a/main.tf': `variable "x" {
  default = []
}
module "b" {
  source = "../b"
  x = var.x
}
`, 'b/main.tf': `variable "x" {
  default = []
}
` + trail('«var.x»') }, ['kms-events-excluded definite error <- a/main.tf:6, main.tf:3, a/main.tf:4, main.tf:1'], []],
  ['local through two modules', { 'main.tf': `locals {
  s = ["kms.amazonaws.com"]
}
module "a" {
  source = "./a"
  x = local.s
}
`, 'a/main.tf': `variable "x" {
  default = []
}
module "b" {
  source = "../b"
  x = var.x
}
`, 'b/main.tf': `variable "x" {
  default = []
}
` + trail('«var.x»') }, ['kms-events-excluded definite error <- a/main.tf:6, main.tf:6, main.tf:2, a/main.tf:4, main.tf:4'], []],
  ['module output', { 'main.tf': `module "m" {
  source = "./m"
}
` + trail('«module.m.s»'), 'm/main.tf': `output "s" {
  value = ["kms.amazonaws.com"]
}
` }, ['kms-events-excluded definite error <- m/main.tf:2'], []],
  ['module output counted', { 'main.tf': `module "m" {
  source = "./m"
 count = 1
}
` + trail('«module.m[0].s»'), 'm/main.tf': `output "s" {
  value = ["kms.amazonaws.com"]
}
` }, ['kms-events-excluded definite error <- m/main.tf:2'], []],
  ['module output splat', { 'main.tf': `module "m" {
  source = "./m"
 count = 2
}
` + trail('flatten(«module.m[*].s»)'), 'm/main.tf': `output "s" {
  value = ["kms.amazonaws.com"]
}
` }, ['kms-events-excluded definite error <- m/main.tf:2'], []],
  ['module for_each', { 'main.tf': `module "m" {
  source = "./m"
 for_each = { a = [], b = ["kms.amazonaws.com"] }
  x = each.value
}
`, 'm/main.tf': `variable "x" {
  default = []
}
` + trail('«var.x»') }, ['kms-events-excluded definite note <- main.tf:4, main.tf:3, main.tf:1'], []],
  ['module count 0', { 'main.tf': `module "m" {
  source = "./m"
 count = 0
}
`, 'm/main.tf': trail('["kms.amazonaws.com"]') }, [], []],
  ['module count var', { 'main.tf': `variable "k" {
 type=bool
 default=false
}
module "m" {
  source = "./m"
 count = var.k ? 1 : 0
}
`, 'm/main.tf': trail('[«"kms.amazonaws.com"»]') }, ['kms-events-excluded possible warning when var.k=true <- main.tf:5'], []],
  ['module count unknown', { 'main.tf': `variable "k" {
}
module "m" {
  source = "./m"
 count = var.k
}
`, 'm/main.tf': trail('[«"kms.amazonaws.com"»]') }, ['kms-events-excluded possible warning <- main.tf:3'], []],
  ['module missing folder', { 'main.tf': `module "m" {
  source = "./m"
}
` + trail('[«"kms.amazonaws.com"»]') }, ['kms-events-excluded definite error'], ['gap main.tf:2']],
  ['module out of repo', { 'main.tf': `module "m" {
  source = "../../m"
}
` + trail('«module.m.x»') }, ['kms-events-excluded possible warning'], ['gap main.tf:2']],
  ['module remote', { 'main.tf': `module "m" {
  source = "terraform-aws-modules/s3-bucket/aws"
}
` }, [], ['gap main.tf:2']],
  ['module remote kms', { 'main.tf': `module "m" {
  source = "cloudposse/cloudtrail/aws"
  event_selector = [{
    include_management_events = true
    exclude_management_event_sources = [«"kms.amazonaws.com"»]
  }]
}
` }, ['kms-events-excluded possible warning'], ['gap main.tf:2']],
  ['module remote kms list', { 'main.tf': `module "m" {
  source = "x/y/aws"
  cloudtrail_exclude_management_event_sources = [«"kms.amazonaws.com"»]
}
` }, ['kms-events-excluded possible warning'], ['gap main.tf:2']],
  ['module remote adv', { 'main.tf': `module "m" {
  source = "x/y/aws"
  advanced_event_selector = [{
    field_selector = [{ field = "eventCategory", equals = ["Management"] }, { field = "eventSource", not_equals = [«"kms.amazonaws.com"»] }]
  }]
}
` }, ['kms-events-excluded possible warning'], ['gap main.tf:2']],
  ['module remote clean', { 'main.tf': `module "m" {
  source = "x/y/aws"
  event_selector = [{ include_management_events = true }]
}
` }, [], ['gap main.tf:2']],
  ['module remote count 0', { 'main.tf': `module "m" {
  source = "x/y/aws"
 count = 0
  exclude_management_event_sources = ["kms.amazonaws.com"]
}
` }, [], ['gap main.tf:2']],
  ['module remote var', { 'main.tf': `variable "e" { }
module "m" {
  source = "x/y/aws"
  exclude_management_event_sources = var.e
}
` }, [], ['gap main.tf:3']],
  ['module installed', { 'main.tf': `module "m" {
  source = "x/y/aws"
  x = ["kms.amazonaws.com"]
}
`, '.terraform/modules/modules.json': '{"Modules":[{"Key":"","Dir":"."},{"Key":"m","Source":"x","Dir":".terraform/modules/m"}]}', '.terraform/modules/m/main.tf': `variable "x" {
  default = []
}
` + trail('«var.x»') }, ['kms-events-excluded definite error <- main.tf:3, main.tf:1'], []],
  ['module installed nested', { 'main.tf': `module "m" {
  source = "x/y/aws"
  x = ["kms.amazonaws.com"]
}
`, '.terraform/modules/modules.json': '{"Modules":[{"Key":"","Dir":"."},{"Key":"m","Source":"x","Dir":".terraform/modules/m"},{"Key":"m.n","Source":"z","Dir":".terraform/modules/m.n"}]}', '.terraform/modules/m/main.tf': `variable "x" {
  default = []
}
module "n" {
 source = "z/z/aws"
 x = var.x
}
`, '.terraform/modules/m.n/main.tf': `variable "x" {
  default = []
}
` + trail('«var.x»') }, ['kms-events-excluded definite error <- .terraform/modules/m/main.tf:6, main.tf:3, .terraform/modules/m/main.tf:4, main.tf:1'], []],
  ['module source var', { 'main.tf': `variable "s" {
 default = "./m"
}
module "m" {
  source = var.s
}
`, 'm/main.tf': trail('[«"kms.amazonaws.com"»]') }, ['kms-events-excluded definite error'], ['gap main.tf:5']],
  ['module no source', { 'main.tf': `module "m" {
 x = 1
}
` }, [], ['gap main.tf:1']],
  ['module self', { 'main.tf': `module "m" {
  source = "./"
}
` + trail('[«"kms.amazonaws.com"»]') }, ['kms-events-excluded definite error'], ['gap main.tf:2']],
  ['module cycle', { 'main.tf': `module "m" {
  source = "./a"
}
` + trail('[«"kms.amazonaws.com"»]'), 'a/main.tf': `module "b" {
  source = "../b"
}
` + trail('[«"kms.amazonaws.com"»]'), 'b/main.tf': `module "a" {
  source = "../a"
}
` }, ['kms-events-excluded definite error <- main.tf:1', 'kms-events-excluded definite error'], ['gap b/main.tf:2']],
];

describe('modules', () => {
  test.each(rows.map(([name, ...row]) => ({ name, row })))('$name', async ({ row: [files, told, problems, options] }) => {
    const outcome = await outcomeOf(files, options);
    expect(outcome.told).toEqual(told);
    expect(outcome.problems).toEqual(problems);
    expect(outcome.places).toEqual(outcome.marks);
  });
});
