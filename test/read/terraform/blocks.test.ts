import { describe, expect, test } from 'vitest';
import type { LintOptions } from '../../../src/lint.js';
import { outcomeOf, trail, type MarkedFiles } from './outcome.js';

/** What it is, files with «marks» where findings stand, what is told, problems by their lines, options. */
type Row = readonly [name: string, files: MarkedFiles, told: readonly string[], problems: readonly string[], options?: Partial<LintOptions>];

const rows: readonly Row[] = [
  ['count 0', { 'main.tf': trail('["kms.amazonaws.com"]', 'count = 0') }, [], []],
  ['count 1', { 'main.tf': trail('[«"kms.amazonaws.com"»]', 'count = 1') }, ['kms-events-excluded definite error'], []],
  ['count 2', { 'main.tf': trail('[«"kms.amazonaws.com"»]', 'count = 2') }, ['kms-events-excluded definite error'], []],
  ['count true', { 'main.tf': trail('[«"kms.amazonaws.com"»]', 'count = true') }, ['kms-events-excluded definite error'], []],
  ['count false', { 'main.tf': trail('["kms.amazonaws.com"]', 'count = false') }, [], []],
  ['count "1"', { 'main.tf': trail('[«"kms.amazonaws.com"»]', 'count = "1"') }, ['kms-events-excluded definite error'], []],
  ['count null', { 'main.tf': trail('[«"kms.amazonaws.com"»]', 'count = null') }, ['kms-events-excluded possible warning'], ['gap main.tf:2']],
  ['count var.nothere', { 'main.tf': trail('[«"kms.amazonaws.com"»]', 'count = var.nothere') }, ['kms-events-excluded possible warning'], ['gap main.tf:2']],
  ['count -1', { 'main.tf': trail('[«"kms.amazonaws.com"»]', 'count = -1') }, ['kms-events-excluded possible warning'], ['gap main.tf:2']],
  ['count 1.5', { 'main.tf': trail('[«"kms.amazonaws.com"»]', 'count = 1.5') }, ['kms-events-excluded possible warning'], ['gap main.tf:2']],
  ['count length([])', { 'main.tf': trail('["kms.amazonaws.com"]', 'count = length([])') }, [], []],
  ['count var no default', { 'main.tf': `variable "n" {}
` + trail('[«"kms.amazonaws.com"»]', 'count = var.n') }, ['kms-events-excluded possible warning'], []],
  ['count.index', { 'main.tf': trail('count.index == 1 ? [«"kms.amazonaws.com"»] : []', 'count = 2') }, ['kms-events-excluded definite note'], []],
  ['for_each set', { 'main.tf': trail('each.key == "b" ? [«"kms.amazonaws.com"»] : []', 'for_each = toset(["a","b"])') }, ['kms-events-excluded definite note'], []],
  ['for_each map', { 'main.tf': trail('«each.value»', 'for_each = { a = [], b = ["kms.amazonaws.com"] }') }, ['kms-events-excluded definite note <- main.tf:2'], []],
  ['for_each empty', { 'main.tf': trail('each.value', 'for_each = {}') }, [], []],
  ['for_each unknown', { 'main.tf': `variable "m" {}
` + trail('[«"kms.amazonaws.com"»]', 'for_each = var.m') }, ['kms-events-excluded possible warning'], []],
  ['for_each unknown value', { 'main.tf': `variable "m" {}
` + trail('«each.value»', 'for_each = var.m') }, ['kms-events-excluded possible warning <- main.tf:3'], []],
  ['dynamic default', { 'main.tf': `variable "s" {
  type = list(any)
  default = [{ exclude_management_event_sources = ["kms.amazonaws.com"] }]
}
resource "aws_cloudtrail" "t" {
  name = "x"
  is_multi_region_trail = true
  dynamic "event_selector" {
    for_each = var.s
    content {
      exclude_management_event_sources = «event_selector.value.exclude_management_event_sources»
      include_management_events = lookup(event_selector.value, "include_management_events", true)
    }
  }
}
` }, ['kms-events-excluded definite error <- main.tf:9, main.tf:3'], []],
  ['dynamic empty default', { 'main.tf': `variable "s" {
  type = list(any)
  default = []
}
resource "aws_cloudtrail" "t" {
  name = "x"
  is_multi_region_trail = true
  dynamic "event_selector" {
    for_each = var.s
    content {
      exclude_management_event_sources = event_selector.value.exclude_management_event_sources
      include_management_events = lookup(event_selector.value, "include_management_events", true)
    }
  }
}
` }, [], []],
  ['dynamic tfvars clean', { 'main.tf': `variable "s" {
  type = list(any)
  default = [{ exclude_management_event_sources = ["kms.amazonaws.com"] }]
}
resource "aws_cloudtrail" "t" {
  name = "x"
  is_multi_region_trail = true
  dynamic "event_selector" {
    for_each = var.s
    content {
      exclude_management_event_sources = event_selector.value.exclude_management_event_sources
      include_management_events = lookup(event_selector.value, "include_management_events", true)
    }
  }
}
`, 'terraform.tfvars': `s = []
` }, [], []],
  ['dynamic tfvars', { 'main.tf': `variable "s" {
  type = list(any)
  default = []
}
resource "aws_cloudtrail" "t" {
  name = "x"
  is_multi_region_trail = true
  dynamic "event_selector" {
    for_each = var.s
    content {
      exclude_management_event_sources = «event_selector.value.exclude_management_event_sources»
      include_management_events = lookup(event_selector.value, "include_management_events", true)
    }
  }
}
`, 'terraform.tfvars': `s = [{ exclude_management_event_sources = ["kms.amazonaws.com"] }]
` }, ['kms-events-excluded definite error <- main.tf:9, terraform.tfvars:1'], []],
  ['dynamic unknown', { 'main.tf': `variable "s" {}
resource "aws_cloudtrail" "t" {
  name = "x"
  is_multi_region_trail = true
  dynamic "event_selector" {
    for_each = «var.s»
    content {
      exclude_management_event_sources = event_selector.value.exclude_management_event_sources
      include_management_events = lookup(event_selector.value, "include_management_events", true)
    }
  }
}
` }, ['kms-events-excluded possible warning'], []],
  ['dynamic iterator', { 'main.tf': `variable "s" {
  type = list(any)
  default = [["kms.amazonaws.com"]]
}
resource "aws_cloudtrail" "t" {
  name = "x"
  is_multi_region_trail = true
  dynamic "event_selector" {
    for_each = var.s
    iterator = it
    content {
      exclude_management_event_sources = «it.value»
      include_management_events = true
    }
  }
}
` }, ['kms-events-excluded definite error <- main.tf:9, main.tf:3'], []],
  ['dynamic nested', { 'main.tf': `resource "aws_cloudtrail" "t" {
  name = "x"
  is_multi_region_trail = true
  dynamic "advanced_event_selector" {
    for_each = [{ name = "m", fields = [{ field = "eventCategory", equals = ["Management"] }, { field = "eventSource", not_equals = ["kms.amazonaws.com"] }] }]
    content {
      name = advanced_event_selector.value.name
      dynamic "field_selector" {
        for_each = advanced_event_selector.value.fields
        content {
          field = field_selector.value.field
          equals = lookup(field_selector.value, "equals", null)
          not_equals = try(«field_selector.value.not_equals», null)
        }
      }
    }
  }
}
` }, ['kms-events-excluded definite error <- main.tf:9, main.tf:5'], []],
  ['dynamic each conditional', { 'main.tf': `variable "e" {
 type=bool
 default=false
}
resource "aws_cloudtrail" "t" {
  name = "x"
  is_multi_region_trail = true
  dynamic "event_selector" {
    for_each = var.e ? [1] : []
    content {
      exclude_management_event_sources = [«"kms.amazonaws.com"»]
      include_management_events = true
    }
  }
}
` }, ['kms-events-excluded possible warning when var.e=true'], []],
];

describe('count, for_each and dynamic blocks', () => {
  test.each(rows.map(([name, ...row]) => ({ name, row })))('$name', async ({ row: [files, told, problems, options] }) => {
    const outcome = await outcomeOf(files, options);
    expect(outcome.told).toEqual(told);
    expect(outcome.problems).toEqual(problems);
    expect(outcome.places).toEqual(outcome.marks);
  });
});
