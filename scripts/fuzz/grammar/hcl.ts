import type { Random } from '../random.js';

/** Configurations of Terraform that mean something, put together at random from the words that matter. */

type Make = (random: Random) => string;

const quoted = (items: readonly string[]): Make => (random) => or(random, `"${random.pick(items)}"`);

/** Now and then an expression stands where a value is expected. */
function or(random: Random, made: string): string {
  if (!random.chance(8)) return made;
  return random.pick([`var.known ? ${made} : null`, 'var.known', 'local.kms', 'local.list[0]', 'each.value', 'count.index', `try(${made}, "x")`, 'lookup(var.map, "a", "kms.amazonaws.com")', 'join(".", ["kms", "amazonaws", "com"])', 'data.aws_region.current.name', `(${made})`, 'null', 'var.map["a"]', '"${local.kms}"', '"%{ if var.known }kms%{ else }s3%{ endif }.amazonaws.com"', `coalesce(${made})`, 'one(local.list[*])', 'module.m.out', 'upper("x")', '1 + 1', '!true', 'local.loop']);
}

const some = (random: Random, most: number, make: Make): string => or(random, random.chance(10) ? `[for x in [${make(random)}] : x if x != null]` : `[${Array.from({ length: random.below(most + 1) }, () => make(random)).join(', ')}]`);
const truth: Make = (random) => or(random, random.pick(['true', 'false', '"true"']));
const lines = (random: Random, all: readonly string[]): string => all.filter(() => !random.chance(4)).join('\n');

const sources = ['kms.amazonaws.com', 'rdsdata.amazonaws.com', 'kms', ''];
const operators = ['equals', 'not_equals', 'starts_with', 'not_starts_with', 'ends_with', 'not_ends_with'];
const values: Readonly<Record<string, readonly string[]>> = { eventCategory: ['Management', 'Data'], eventSource: sources, eventName: ['Decrypt', 'Key'], readOnly: ['true', 'false'], nothing: ['x'] };

const basic: Make = (random) => block(random, 'event_selector', [`read_write_type = ${quoted(['All', 'ReadOnly', 'WriteOnly'])(random)}`, `include_management_events = ${truth(random)}`, `exclude_management_event_sources = ${some(random, 2, quoted(sources))}`]);
const advanced: Make = (random) =>
  block(random, 'advanced_event_selector', Array.from({ length: 1 + random.below(3) }, () => {
    const field = random.pick(Object.keys(values));
    return block(random, 'field_selector', [`field = ${or(random, `"${field}"`)}`, `${random.pick(operators)} = ${some(random, 2, quoted(values[field] ?? []))}`]);
  }));

/** A block as it is, or made for each of something. */
function block(random: Random, type: string, body: readonly string[]): string {
  const inner = lines(random, body);
  return random.chance(6) ? `dynamic "${type}" {\nfor_each = ${random.pick(['[1]', '[]', 'var.map', 'local.list', 'var.known ? [1] : []', 'toset(["a", "b"])'])}\ncontent {\n${inner}\n}\n}` : `${type} {\n${inner}\n}`;
}

const repeated: Make = (random) => (random.chance(4) ? random.pick(['count = 2', 'count = var.known ? 1 : 0', 'for_each = var.map', 'for_each = toset(["kms.amazonaws.com"])', 'count = 0', 'depends_on = [aws_cloudtrail.a]', 'lifecycle {\nignore_changes = [event_selector]\n}']) : '');

const trail: Make = (random) => `resource "aws_cloudtrail" "${random.pick(['a', 'b'])}" {\n${repeated(random)}\n${lines(random, ['name = "t"', 's3_bucket_name = "logs"', `enable_logging = ${truth(random)}`, `is_multi_region_trail = ${truth(random)}`, ...Array.from({ length: random.below(3) }, () => (random.chance(2) ? basic(random) : advanced(random)))])}\n}`;
const store: Make = (random) => `resource "aws_cloudtrail_event_data_store" "s" {\n${repeated(random)}\n${lines(random, ['name = "s"', `suspend = ${truth(random)}`, advanced(random)])}\n}`;

const actions = ['cloudtrail:PutEventSelectors', 'cloudtrail:*', '*', 'kms:*', 'cloudtrail:Put*', 's3:*', 'ec2:Describe*', 'logs:PutLogEvents'];
const document: Make = (random) => `{\nVersion = "2012-10-17"\nStatement = [{\n${lines(random, [`Effect = ${quoted(['Allow', 'Deny'])(random)}`, `Action = ${some(random, 2, quoted(actions))}`, `Resource = ${quoted(['*', 'arn:aws:cloudtrail:*:*:trail/*'])(random)}`])}\n}]\n}`;
const policy: Make = (random) => `resource "aws_iam_policy" "p" {\n${repeated(random)}\nname = "p"\npolicy = ${random.pick([`jsonencode(${document(random)})`, 'data.aws_iam_policy_document.d.json', `<<-EOT\n{"Statement": [{"Effect": "Allow", "Action": "${random.pick(actions)}", "Resource": "${random.pick(['*', '${var.known}', '${local.kms}/*', '${aws_iam_user.u.arn}'])}"}]}\nEOT`])}\n}`;
const data: Make = (random) => `data "aws_iam_policy_document" "d" {\n${block(random, 'statement', [`effect = ${quoted(['Allow', 'Deny'])(random)}`, `actions = ${some(random, 2, quoted(actions))}`, `not_actions = ${some(random, 1, quoted(actions))}`, `resources = ${some(random, 1, quoted(['*']))}`])}\n}`;
const arns = ['arn:aws:iam::aws:policy/AdministratorAccess', 'arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:${var.known}:iam::aws:policy/job-function/${local.kms}'];
const principal: Make = (random) => `resource "aws_iam_user" "u" {\n${repeated(random)}\nname = ${quoted(['u', '${var.known}', 'u-${local.kms}'])(random)}\n}\nresource "aws_iam_user_policy_attachment" "u" {\n${repeated(random)}\nuser = ${random.pick(['aws_iam_user.u.name', 'aws_iam_user.u[0].id', '"u"'])}\npolicy_arn = ${random.chance(3) ? 'aws_iam_policy.p.arn' : quoted(arns)(random)}\n}`;
const module: Make = (random) => `module "m" {\n${repeated(random)}\nsource = ${quoted(['./m', '../x', 'hashicorp/x/aws', './'])(random)}\nsources = ${some(random, 2, quoted(sources))}\n}`;

export function hclOf(random: Random): string {
  const kinds = random.chance(3) ? [policy, data, principal] : [trail, trail, store, policy, data, principal, module];
  const parts = Array.from({ length: 1 + random.below(4) }, () => random.pick(kinds)(random));
  const known = `variable "known" {\n${random.pick(['', 'default = true', 'type = bool', 'default = "kms.amazonaws.com"'])}\n}`;
  return `${[known, 'variable "map" {\ndefault = { a = "kms.amazonaws.com" }\n}', 'locals {\nkms = "kms.amazonaws.com"\nlist = [local.kms, var.known]\nloop = local.loop\n}', ...parts].join('\n\n')}\n`;
}
