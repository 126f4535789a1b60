import { describe, expect, test } from 'vitest';
import type { LintOptions } from '../../../src/lint.js';
import { outcomeOf, trail, type MarkedFiles } from './outcome.js';

/** What it is, files with «marks» where findings stand, what is told, problems by their lines, options. */
type Row = readonly [name: string, files: MarkedFiles, told: readonly string[], problems: readonly string[], options?: Partial<LintOptions>];

const rows: readonly Row[] = [
  ['var default', { 'main.tf': `variable "x" {
  type = list(string)
  default = ["kms.amazonaws.com"]
}
` + trail('«var.x»') }, ['kms-events-excluded definite error <- main.tf:3'], []],
  ['var tfvars', { 'main.tf': `variable "x" {
  type = list(string)
  default = []
}
` + trail('«var.x»'), 'terraform.tfvars': `x = ["kms.amazonaws.com"]
` }, ['kms-events-excluded definite error <- terraform.tfvars:1'], []],
  ['var tfvars default overridden', { 'main.tf': `variable "x" {
  type = list(string)
  default = ["kms.amazonaws.com"]
}
` + trail('var.x'), 'terraform.tfvars': `x = []
` }, [], []],
  ['auto.tfvars order', { 'main.tf': `variable "x" {
  type = list(string)
  default = []
}
` + trail('«var.x»'), 'b.auto.tfvars': `x = ["kms.amazonaws.com"]
`, 'a.auto.tfvars': `x = []
`, 'terraform.tfvars': `x=[]
` }, ['kms-events-excluded definite error <- b.auto.tfvars:1'], []],
  ['tfvars.json', { 'main.tf': `variable "x" {
  type = list(string)
  default = []
}
` + trail('«var.x»'), 'terraform.tfvars.json': '{"x": ["kms.amazonaws.com"]}' }, ['kms-events-excluded definite error <- terraform.tfvars.json:1'], []],
  ['tfvars.json with template-like text', { 'main.tf': `variable "x" {
  type = list(string)
  default = []
}
` + trail('«var.x»'), 'terraform.tfvars.json': '{"x": ["${kms}"]}' }, ['selector-invalid definite warning <- terraform.tfvars.json:1'], []],
  ['--var', { 'main.tf': `variable "x" {
  type = list(string)
  default = []
}
` + trail('«var.x»') }, ['kms-events-excluded definite error <- main.tf:1'], [], { terraform: { variables: [{ kind: 'text', name: 'x', text: '["kms.amazonaws.com"]' }] } }],
  ['TF_VAR', { 'main.tf': `variable "x" {
  type = list(string)
  default = []
}
` + trail('«var.x»') }, ['kms-events-excluded definite error <- main.tf:1'], [], { terraform: { environment: new Map([['TF_VAR_x', '["kms.amazonaws.com"]']]) } }],
  ['TF_VAR under tfvars', { 'main.tf': `variable "x" {
  type = list(string)
  default = []
}
` + trail('var.x'), 'terraform.tfvars': `x = []
` }, [], [], { terraform: { environment: new Map([['TF_VAR_x', '["kms.amazonaws.com"]']]) } }],
  ['--var-file', { 'main.tf': `variable "x" {
  type = list(string)
  default = []
}
` + trail('«var.x»') }, ['kms-events-excluded definite error <- prod.tfvars:1'], [], { terraform: { variables: [{ kind: 'file', path: 'prod.tfvars', bytes: new TextEncoder().encode(`x = ["kms.amazonaws.com"]
`), standing: false }] } }],
  ['--var-file json', { 'main.tf': `variable "x" {
  type = list(string)
  default = []
}
` + trail('«var.x»') }, ['kms-events-excluded definite error <- prod.tfvars.json:1'], [], { terraform: { variables: [{ kind: 'file', path: 'prod.tfvars.json', bytes: new TextEncoder().encode('{"x": ["kms.amazonaws.com"]}'), standing: false }] } }],
  ['undeclared in tfvars', { 'main.tf': trail('[«"kms.amazonaws.com"»]'), 'terraform.tfvars': `nothere = 1
` }, ['kms-events-excluded definite error'], []],
  ['no default', { 'main.tf': `variable "x" { type = list(string) }
` + trail('«var.x»') }, ['kms-events-excluded possible warning'], []],
  ['undeclared var', { 'main.tf': trail('var.y') }, [], ['gap main.tf:6']],
  ['other.tfvars ignored', { 'main.tf': `variable "x" {
  type = list(string)
  default = []
}
` + trail('var.x'), 'prod.tfvars': `x = ["kms.amazonaws.com"]
` }, [], []],
  ['bool string conversion', { 'main.tf': `variable "b" {
 type = bool
 default = "false"
}
resource "aws_cloudtrail" "t" {
 name="x"
 is_multi_region_trail=true
 enable_logging = «var.b»
}
` }, ['sink-not-recording definite error <- main.tf:3'], []],
  ['bool no type', { 'main.tf': `variable "b" {
 default = "false"
}
resource "aws_cloudtrail" "t" {
 name="x"
 is_multi_region_trail=true
 enable_logging = «var.b»
}
` }, ['sink-not-recording definite error <- main.tf:2'], []],
  ['optional default', { 'main.tf': `variable "o" {
  type = object({
    sources = optional(list(string), ["kms.amazonaws.com"])
    multi = optional(bool, true)
  })
  default = {}
}
` + trail('«var.o.sources»') }, ['kms-events-excluded definite error <- main.tf:3'], []],
  ['optional default overridden', { 'main.tf': `variable "o" {
  type = object({
    sources = optional(list(string), ["kms.amazonaws.com"])
    multi = optional(bool, true)
  })
  default = {}
}
` + trail('var.o.sources'), 'terraform.tfvars': `o = { sources = [] }
` }, [], []],
  ['optional null', { 'main.tf': `variable "o" {
  type = object({
    sources = optional(list(string), ["kms.amazonaws.com"])
    multi = optional(bool, true)
  })
  default = {}
}
` + trail('«var.o.sources»'), 'terraform.tfvars': `o = { sources = null }
` }, ['kms-events-excluded definite error <- main.tf:3'], []],
  ['nullable false', { 'main.tf': `variable "x" {
  default = ["kms.amazonaws.com"]
 nullable = false
}
` + trail('«var.x»'), 'terraform.tfvars': `x = null
` }, ['kms-events-excluded definite error <- main.tf:2'], []],
  ['nullable', { 'main.tf': `variable "x" {
  default = ["kms.amazonaws.com"]
}
` + trail('var.x'), 'terraform.tfvars': `x = null
` }, [], []],
  ['list(object) optional', { 'main.tf': `variable "s" {
  type = list(object({ sources = optional(list(string), ["kms.amazonaws.com"]) }))
  default = [{}]
}
resource "aws_cloudtrail" "t" {
  name = "x"
  is_multi_region_trail = true
  dynamic "event_selector" {
    for_each = var.s
    content { exclude_management_event_sources = «event_selector.value.sources» }
  }
}
` }, ['kms-events-excluded definite error <- main.tf:9, main.tf:2'], []],
  ['labels of what is sensitive are hidden', { 'main.tf': `variable "m" {
  sensitive = true
  default = "a"
}
` + trail('var.m == "secret" ? [«"kms.amazonaws.com"»] : []') }, ['kms-events-excluded possible warning when var.m=hidden value 2'], []],
  ['a literal that a variable is compared with is a world of its own', { 'main.tf': `variable "m" {
  default = "a"
}
` + trail('var.m == "dev" ? [«"kms.amazonaws.com"»] : []') }, ['kms-events-excluded possible warning when var.m=dev'], []],
  ['contains() in a validation: the values that are allowed', { 'main.tf': `variable "m" {
  type=string
 validation {
 condition = contains(["a","b"], var.m)
 error_message="x"
}
}
` + trail('var.m == "b" ? [«"kms.amazonaws.com"»] : []') }, ['kms-events-excluded definite error when var.m=b'], []],
  ['what a validation excludes is no world', { 'main.tf': `variable "m" {
  type=string
 validation {
 condition = contains(["a","b"], var.m)
 error_message="x"
}
}
` + trail('var.m == "c" ? ["kms.amazonaws.com"] : []') }, [], []],
  ['validation kms itself', { 'main.tf': `variable "m" {
  type=string
 validation {
 condition = contains(["","kms.amazonaws.com"], var.m)
 error_message="x"
}
}
` + trail('compact([«var.m»])') }, ['kms-events-excluded possible warning when var.m=kms.amazonaws.com <- main.tf:4'], []],
  ['bool toggle', { 'main.tf': `variable "k" {
  type=bool
  default=false
}
` + trail('var.k ? [«"kms.amazonaws.com"»] : []') }, ['kms-events-excluded possible warning when var.k=true'], []],
  ['bool toggle no default', { 'main.tf': `variable "k" {
  type=bool
}
` + trail('var.k ? [«"kms.amazonaws.com"»] : []') }, ['kms-events-excluded definite error when var.k=true'], []],
  ['conditions that hang on the same variable agree', { 'main.tf': `variable "k" {
  type=bool
}
` + trail('var.k ? ["kms.amazonaws.com"] : []', 'count = var.k ? 0 : 1') }, [], []],
];

describe('variables', () => {
  test.each(rows.map(([name, ...row]) => ({ name, row })))('$name', async ({ row: [files, told, problems, options] }) => {
    const outcome = await outcomeOf(files, options);
    expect(outcome.told).toEqual(told);
    expect(outcome.problems).toEqual(problems);
    expect(outcome.places).toEqual(outcome.marks);
  });
});
