import { describe, expect, test } from 'vitest';
import type { LintOptions } from '../../../src/lint.js';
import { outcomeOf, trail, type MarkedFiles } from './outcome.js';

/** What it is, files with «marks» where findings stand, what is told, problems by their lines, options. */
type Row = readonly [name: string, files: MarkedFiles, told: readonly string[], problems: readonly string[], options?: Partial<LintOptions>];

const rows: readonly Row[] = [
  ['override', { 'main.tf': trail('[]'), 'override.tf': `resource "aws_cloudtrail" "t" {
  event_selector {
    exclude_management_event_sources = [«"kms.amazonaws.com"»]
  }
}
` }, ['kms-events-excluded definite error'], []],
  ['override _override clears', { 'main.tf': trail('["kms.amazonaws.com"]'), 'z_override.tf': `resource "aws_cloudtrail" "t" {
  event_selector {
    read_write_type = "All"
  }
}
` }, [], []],
  ['override locals', { 'main.tf': `locals {
  x = []
 y = 1
}
` + trail('«local.x»'), 'override.tf': `locals {
  x = ["kms.amazonaws.com"]
}
` }, ['kms-events-excluded definite error <- override.tf:2'], []],
  ['override variable', { 'main.tf': `variable "x" {
  default = []
 type=list(string)
}
` + trail('«var.x»'), 'override.tf': `variable "x" {
  default = ["kms.amazonaws.com"]
}
` }, ['kms-events-excluded definite error <- override.tf:2'], []],
  ['override output/module', { 'main.tf': `module "m" {
 source = "./m"
 x = []
}
`, 'override.tf': `module "m" {
 x = ["kms.amazonaws.com"]
}
`, 'm/main.tf': `variable "x" {}
` + trail('«var.x»') }, ['kms-events-excluded definite error <- override.tf:2, override.tf:1'], []],
  ['tofu over tf', { 'main.tf': trail('[]'), 'main.tofu': trail('[«"kms.amazonaws.com"»]') }, ['kms-events-excluded definite error'], []],
  ['tofu alone', { 'main.tf': `locals {
}
`, 'a.tofu': trail('[«"kms.amazonaws.com"»]') }, ['kms-events-excluded definite error'], []],
  ['what is declared twice', { 'main.tf': trail('[«"kms.amazonaws.com"»]') + trail('[]') }, ['kms-events-excluded definite error'], ['parse-error main.tf:9']],
  ['tf.json object', { 'm.tf.json': `{
  "resource": { "aws_cloudtrail": { "t": { "name": "x", "is_multi_region_trail": true, "event_selector": { "exclude_management_event_sources": [«"kms.amazonaws.com"»] } } } }
}
` }, ['kms-events-excluded definite error'], []],
  ['tf.json arrays', { 'm.tf.json': '{ "//": "x", "resource": [{ "aws_cloudtrail": [{ "t": [{ "name": "x", "is_multi_region_trail": true, "event_selector": [{ "exclude_management_event_sources": [«"kms.amazonaws.com"»] }] }] }] }] }' }, ['kms-events-excluded definite error'], []],
  ['tf.json root array', { 'm.tf.json': '[{ "resource": [{ "aws_cloudtrail": [{ "t": [{ "//": 1, "name": "x", "is_multi_region_trail": true, "event_selector": [{ "//": "c", "exclude_management_event_sources": [«"kms.amazonaws.com"»] }] }] }] }] }]' }, ['kms-events-excluded definite error'], []],
  ['tf.json interp', { 'm.tf.json': '{ "locals": {"x": ["kms.amazonaws.com"]}, "variable": { "v": { "default": true, "type": "bool" } }, "resource": { "aws_cloudtrail": { "t": { "name": "x", "is_multi_region_trail": "${var.v}", "event_selector": { "exclude_management_event_sources": "${«local.x»}" } } } } }' }, ['kms-events-excluded definite error <- m.tf.json:1'], []],
  ['tf.json dynamic', { 'm.tf.json': '{ "resource": { "aws_cloudtrail": { "t": { "name": "x", "is_multi_region_trail": true, "dynamic": { "event_selector": { "for_each": ["kms.amazonaws.com"], "iterator": "it", "content": { "exclude_management_event_sources": ["${«it.value»}"] } } } } } } }' }, ['kms-events-excluded definite error <- m.tf.json:1'], []],
  ['tf.json dynamic array', { 'm.tf.json': '{ "resource": { "aws_cloudtrail": { "t": { "name": "x", "is_multi_region_trail": true, "dynamic": [{ "event_selector": { "for_each": ["kms.amazonaws.com"], "content": [{ "exclude_management_event_sources": ["${«event_selector.value»}"] }] } }] } } } }' }, ['kms-events-excluded definite error <- m.tf.json:1'], []],
  ['tf.json dynamic nested', { 'm.tf.json': '{ "resource": { "aws_cloudtrail": { "t": { "name": "x", "is_multi_region_trail": true, "advanced_event_selector": { "dynamic": { "field_selector": { "for_each": {"eventCategory": "Management"}, "content": { "field": "${field_selector.key}", "equals": ["${field_selector.value}"] } } }, "field_selector": [{ "field": "eventSource", "not_equals": [«"kms.amazonaws.com"»] }] } } } } }' }, ['kms-events-excluded definite error'], []],
  ['tf.json count', { 'm.tf.json': `{
  "resource": { "aws_cloudtrail": { "t": { "count": "\${1 - 1}", "name": "x", "is_multi_region_trail": true, "event_selector": { "exclude_management_event_sources": ["kms.amazonaws.com"] } } } }
}
` }, [], []],
  ['tf.json module', { 'm.tf.json': '{ "module": { "a": { "source": "./m", "x": ["kms.amazonaws.com"] } } }', 'm/main.tf': `variable "x" {}
` + trail('«var.x»') }, ['kms-events-excluded definite error <- m.tf.json:1, m.tf.json:1'], []],
  ['tf.json resource is number', { 'm.tf.json': '{ "resource": { "aws_cloudtrail": { "t": 5 } } }' }, [], ['parse-error m.tf.json:1']],
  ['tf.json escaped name', { 'm.tf.json': `{ "resource": { "aws\\u005fcloud\\u0074rail": { "t": { "name": "x", "is_multi_region_trail": true, "event_selector": { "exclude_management_event_sources": [«"kms.amazonaws.com"»] } } } } }` }, ['kms-events-excluded definite error'], []],
  ['tf.json, of an alias', { 'm.tf.json': `{
  "resource": { "aws_cloudtrail": { "t": { "provider": "aws.west", "name": "x", "is_multi_region_trail": true, "event_selector": { "exclude_management_event_sources": [«"kms.amazonaws.com"»] } } } }
}
` }, ['kms-events-excluded definite error'], []],
];

describe('files of a module', () => {
  test.each(rows.map(([name, ...row]) => ({ name, row })))('$name', async ({ row: [files, told, problems, options] }) => {
    const outcome = await outcomeOf(files, options);
    expect(outcome.told).toEqual(told);
    expect(outcome.problems).toEqual(problems);
    expect(outcome.places).toEqual(outcome.marks);
  });
});
