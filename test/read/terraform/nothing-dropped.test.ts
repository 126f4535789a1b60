import { expect, test } from 'vitest';
import { modelled } from '../../../src/read/terraform/modelled.js';
import { outcomeOf, role, trail, type MarkedFiles } from './outcome.js';

const KMS = '["kms.amazonaws.com"]';
const stack = (template: string): string => `resource "aws_cloudformation_stack" "s" {\n  name = "s"\n  ${template}\n}\n`;

/** What may hold a trail or a grant that is not seen, and the line at which that is told. */
const unseen: readonly (readonly [name: string, files: MarkedFiles, problem: string])[] = [
  ['a module elsewhere', { 'main.tf': 'module "m" {\n  source = "company/trail/aws"\n}\n' }, 'gap main.tf:2'],
  ['a module by its URL', { 'main.tf': 'module "m" {\n  source = "git::https://example.com/trail.git?ref=v1"\n}\n' }, 'gap main.tf:2'],
  ['a module that is not there', { 'main.tf': 'module "m" {\n  source = "./none"\n}\n' }, 'gap main.tf:2'],
  ['a module whose source is an expression', { 'main.tf': 'variable "s" {}\nmodule "m" {\n  source = var.s\n}\n' }, 'gap main.tf:3'],
  ['a module without a source', { 'main.tf': '\nmodule "m" {\n}\n' }, 'gap main.tf:2'],
  ['a function of a provider', { 'main.tf': trail('provider::company::sources()') }, 'gap main.tf:6'],
  ['a function that there is not', { 'main.tf': trail('sources()') }, 'gap main.tf:6'],
  ['a variable that is not declared', { 'main.tf': trail('var.none') }, 'gap main.tf:6'],
  ['a local value that is not declared', { 'main.tf': trail('local.none') }, 'gap main.tf:6'],
  ['a resource that is not declared', { 'main.tf': trail('aws_ssm_parameter.none.value') }, 'gap main.tf:6'],
  ['a data source that is not declared', { 'main.tf': trail('data.aws_ssm_parameter.none.value') }, 'gap main.tf:6'],
  ['a module that is not called', { 'main.tf': trail('module.none.sources') }, 'gap main.tf:6'],
  ['an output that there is not', { 'main.tf': `${trail('module.m.none')}module "m" {\n  source = "./m"\n}\n`, 'm/main.tf': 'locals {}\n' }, 'gap main.tf:6'],
  ['an attribute that there is not', { 'main.tf': `${trail('local.x.none')}locals {\n  x = { a = [] }\n}\n` }, 'gap main.tf:6'],
  ['an item that there is not', { 'main.tf': trail('[[]][1]') }, 'gap main.tf:6'],
  ['an undeclared variable behind `try`', { 'main.tf': trail('try(var.none, [])') }, 'gap main.tf:6'],
  ['an undeclared variable in what is counted', { 'main.tf': trail(KMS, 'count = var.none') }, 'gap main.tf:2'],
  ['a count that is no number', { 'main.tf': trail(KMS, 'count = "many"') }, 'gap main.tf:2'],
  ['for_each over what is no collection', { 'main.tf': trail(KMS, 'for_each = "many"') }, 'gap main.tf:2'],
  ['a policy that is not known', { 'main.tf': `${role('var.policy')}variable "policy" {}\n` }, 'gap main.tf:7'],
  ['a policy that cannot be read', { 'main.tf': role('"{ broken"') }, 'parse-error main.tf:7'],
  ['a policy in a file that is not there', { 'main.tf': role('file("none.json")') }, 'gap main.tf:7'],
  ['a statement that is not known', { 'main.tf': `${role('jsonencode({ Statement = var.statements })')}variable "statements" {}\n` }, 'gap main.tf:7'],
  ['a template of CloudFormation', { 'main.tf': stack('template_body = "{}"') }, 'gap main.tf:1'],
  ['a template of CloudFormation elsewhere', { 'main.tf': stack('template_url = "https://example.com/t.yaml"') }, 'gap main.tf:1'],
  ['a state machine that calls CloudTrail', { 'main.tf': 'resource "aws_sfn_state_machine" "s" {\n  definition = jsonencode({ Resource = "arn:aws:states:::aws-sdk:cloudtrail:putEventSelectors" })\n}\n' }, 'gap main.tf:1'],
  ['a command', { 'main.tf': 'resource "null_resource" "s" {\n  provisioner "local-exec" {\n    command = "aws cloudtrail put-event-selectors --trail-name x"\n  }\n}\n' }, 'gap main.tf:2'],
  ['a resource that is declared twice', { 'main.tf': trail(KMS) + trail('[]') }, 'parse-error main.tf:9'],
  ['a local value that is declared twice', { 'main.tf': `locals {\n  x = []\n}\nlocals {\n  x = ${KMS}\n}\n${trail('local.x')}` }, 'parse-error main.tf:5'],
  ['a resource in JSON that is no object', { 'main.tf.json': '{ "resource": {\n"aws_cloudtrail": { "t": 5 } } }' }, 'parse-error main.tf.json:2'],
  ['a file that is broken', { 'main.tf': `${trail(KMS)}resource "aws_cloudtrail" {{\n` }, 'parse-error main.tf:9'],
  ['a file of variables that is broken', { 'main.tf': trail('var.x'), 'terraform.tfvars': '\nx = = 1\n' }, 'parse-error terraform.tfvars:2'],
];

test.each(unseen)('%s is told where it stands', async (_name, files, problem) => {
  expect((await outcomeOf(files)).problems).toContain(problem);
});

test.each(unseen)('%s does not hide what stands beside it', async (_name, files) => {
  const outcome = await outcomeOf({ ...files, 'other.tf': 'resource "aws_cloudtrail" "other" {\n  name           = "o"\n  enable_logging = false\n}\n' });
  expect(outcome.told.some((one) => one.startsWith('sink-not-recording definite'))).toBe(true);
});

/** What is looked up and guessed at with a second way out is no fault. */
test.each([
  ['try', 'try(local.x.none, [])'],
  ['can', 'can(local.x.none) ? [] : []'],
  ['lookup', 'lookup(local.x, "none", [])'],
  ['a branch that is not taken', 'false ? local.x.none : []'],
])('%s says nothing', async (_name, expression) => {
  expect((await outcomeOf({ 'main.tf': `${trail(expression)}locals {\n  x = { a = [] }\n}\n` })).problems).toEqual([]);
});

/** Resources with nothing in them: none of them is an exception. */
test.each([...modelled.keys()].filter((type) => !type.startsWith('data.')))('%s, empty', async (type) => {
  const outcome = await outcomeOf({ 'main.tf': `resource "${type}" "x" {\n}\nresource "aws_cloudtrail" "other" {\n  name           = "o"\n  enable_logging = false\n}\n` });
  expect(outcome.told.some((one) => one.startsWith('sink-not-recording definite'))).toBe(true);
});
