import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/index.js';
import { lint } from '../../../src/lint.js';
import { lowerings } from '../../../src/lower/index.js';
import { libraryOf, noFiles } from '../../../src/read/library.js';
import type { FolderOptions } from '../../../src/read/reader.js';
import { terraformFolders } from '../../../src/read/terraform/folders.js';
import { givenVariables } from '../../../src/read/terraform/inputs/given.js';
import { render } from '../../../src/report/index.js';
import { plain, told } from '../../helpers/lint.js';
import { changeOf, planOf } from '../../helpers/plans.js';

type Texts = Readonly<Record<string, string>>;

interface Looked {
  readonly settled: boolean;
  /** What evaluating it tells: faults of every world, sinks, and problems. */
  readonly told: number;
}

const optionsFor = (texts: Texts): FolderOptions => ({ library: libraryOf(noFiles, [], Object.entries(texts).map(([path, text]) => ({ path, text, bom: false }))), notGranting: [], variables: [], environment: new Map() });

function look(files: string | Texts, options: FolderOptions = optionsFor(typeof files === 'string' ? { 'main.tf': files } : files)): Looked {
  const settled = terraformFolders.settled('', options) !== undefined;
  const units = terraformFolders.read('', [], options);
  const faults = units.flatMap(({ vocabulary, worlds, problems }) => [
    ...problems,
    ...worlds.flatMap(({ value }) => {
      const { model, problems: lowered } = lowerings[vocabulary](value);
      return [...lowered, ...model.sinks, ...model.removals, ...rules.flatMap((rule) => [...rule.check(model, true)])];
    }),
  ]);
  return { settled, told: faults.length };
}

const role = 'resource "aws_iam_role" "r" {\n  name = "r"\n  assume_role_policy = "{}"\n}\n';
const policy = (expression: string, more = ''): string => `${more}resource "aws_iam_policy" "p" {\n  name = "p"\n  policy = ${expression}\n}\n`;
const heredoc = (statement: string, more = ''): string => policy(`<<-EOT\n    { "Version": "2012-10-17", "Statement": ${statement} }\n  EOT`, more);
const encoded = (statement: string, more = ''): string => policy(`jsonencode({ Version = "2012-10-17", Statement = ${statement} })`, more);
const data = (statement: string, more = ''): string => policy('data.aws_iam_policy_document.d.json', `${more}data "aws_iam_policy_document" "d" {\n${statement}\n}\n`);
const allow = (action: string, resource = '"*"'): string => `[{ "Effect": "Allow", "Action": ${action}, "Resource": ${resource} }]`;
const allows = (action: string, resource = '"*"'): string => `[{ Effect = "Allow", Action = ${action}, Resource = ${resource} }]`;
const block = (lines: string): string => `  statement {\n    ${lines}\n    resources = ["*"]\n  }`;
const attached = (arn: string, more = ''): string => `${more}${role}resource "aws_iam_role_policy_attachment" "a" {\n  role = aws_iam_role.r.name\n  policy_arn = ${arn}\n}\n`;
const user = (attributes: string, more = ''): string => `${more}resource "aws_iam_user" "u" {\n  ${attributes}\n}\n`;
const variable = (name: string, body = ''): string => `variable "${name}" {\n  ${body}\n}\n`;
const bucket = 'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n';
const region = 'data "aws_region" "r" {}\n';

type Rows = readonly (readonly [string, string | Texts])[];

describe('a configuration that need not be evaluated', () => {
  const harmless: Rows = [
    ['has a policy in a heredoc', heredoc(allow('["s3:*", "ec2:Describe*"]'))],
    ['has a policy in a string', policy('"{\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"s3:Get*\\",\\"Resource\\":\\"*\\"}]}"')],
    ['encodes a policy', encoded(allows('["s3:*", "logs:PutLogEvents"]'))],
    ['reads CloudTrail', encoded(allows('["cloudtrail:Describe*", "cloudtrail:LookupEvents"]'))],
    ['has one statement without a list', encoded('{ Effect = "Allow", Action = "s3:Get*", Resource = "*" }')],
    ['has a document of its own', data(block('actions = ["s3:*"]'))],
    ['has a document that takes others in', data(`  source_policy_documents = [data.aws_iam_policy_document.o.json]\n${block('actions = ["s3:*"]')}`, `data "aws_iam_policy_document" "o" {\n${block('actions = ["ec2:*"]')}\n}\n`)],
    ['has a document with conditions', data(block('actions = ["sts:AssumeRole"]\n    principals {\n      type = "AWS"\n      identifiers = ["*"]\n    }\n    condition {\n      test = "StringEquals"\n      variable = "aws:x"\n      values = [var.v]\n    }'), variable('v'))],
    ['puts into strings what is made later', heredoc(allow('"s3:*"', '"${aws_s3_bucket.b.arn}/*"'), bucket)],
    ['puts into strings what is written and has no quote', heredoc(allow('"s3:*"', '"arn:aws:s3:::${var.v}/${local.l}/${aws_s3_bucket.b.bucket}"'), `${bucket}${variable('v', 'default = "a b"')}locals {\n  l = "x-\${var.v}"\n}\n`)],
    ['puts a name before the end of a key', heredoc('[{ "Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": { "StringEquals": { "${var.v}:sub": "a", "${var.v}:aud": "b" } } }]', variable('v'))],
    ['says where with variables and functions of none', encoded(allows('"s3:*"', '[var.v, "${aws_s3_bucket.b.arn}/*", data.aws_region.r.name]'), `${bucket}${region}${variable('v')}`)],
    ['denies whatever it likes', encoded('[{ Effect = "Deny", NotAction = "iam:*", Resource = "*" }, { Effect = "Deny", Action = var.v, Resource = "*" }]', variable('v'))],
    ['has actions in a local value', encoded(allows('local.l'), 'locals {\n  l = ["s3:Get*", "s3:Put*"]\n}\n')],
    ['chooses between such', encoded('var.v ? [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] : []', variable('v', 'type = bool'))],
    ['has no policy at all', policy('var.v ? "{}" : null', variable('v', 'type = bool'))],
    ['attaches policies of AWS', attached('"arn:aws:iam::aws:policy/ReadOnlyAccess"')],
    ['attaches policies of AWS in whatever partition', attached('"arn:${data.aws_partition.p.partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"', 'data "aws_partition" "p" {}\n')],
    ['attaches a policy of its own', `${encoded(allows('"s3:*"'))}${attached('aws_iam_policy.p.arn')}`],
    ['attaches a policy that is given to it', attached('var.v', variable('v'))],
    ['has inline policies', 'resource "aws_iam_role" "r" {\n  assume_role_policy = "{}"\n  inline_policy {\n    name = "p"\n    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })\n  }\n}\n'],
    ['has no inline policies', 'resource "aws_iam_role" "r" {\n  assume_role_policy = "{}"\n  inline_policy = []\n}\n'],
    ['has permission sets', 'resource "aws_ssoadmin_permission_set" "s" {\n  name = "s"\n}\nresource "aws_ssoadmin_permission_set_inline_policy" "s" {\n  permission_set_arn = aws_ssoadmin_permission_set.s.arn\n  inline_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })\n}\n'],
    ['may be there', user('count = var.v ? 1 : 0\n  name = "u-${count.index}"', variable('v', 'type = bool'))],
    ['is there several times', user('for_each = toset(["a", "b"])\n  name = "u-${each.key}-${each.value}"')],
    ['names what has a default', user('name = "${var.v}-${var.n}"', `${variable('v', 'default = "v"')}${variable('n', 'type = number\n  default = 1')}`)],
    ['names what is compared', user('name = var.v\n  count = var.v == "prod" ? 1 : 0', variable('v', 'default = "dev"'))],
    ['has a value that is null', user('name = var.v', variable('v', 'default = null'))],
    ['watches without a trail', 'resource "aws_cloudwatch_event_rule" "r" {\n  event_pattern = jsonencode({ source = ["aws.kms"] })\n}\nresource "aws_cloudwatch_log_group" "g" {\n  name = "g"\n}\nresource "aws_cloudwatch_log_metric_filter" "f" {\n  pattern = "{ $.eventSource = kms.amazonaws.com }"\n  log_group_name = aws_cloudwatch_log_group.g.name\n}\n'],
    ['has a key and a function with code', `${role}resource "aws_kms_key" "k" {\n  policy = "{"\n}\nresource "aws_lambda_function" "f" {\n  filename = file("missing.zip")\n  role = aws_iam_role.r.arn\n}\n`],
    ['moves, imports and removes', `${role}moved {\n  from = aws_iam_role.o\n  to = aws_iam_role.r\n}\nimport {\n  to = aws_iam_role.r\n  id = "r"\n}\nremoved {\n  from = aws_cloudtrail.t\n}\n`],
    ['has a dynamic block that is not looked at', `resource "aws_iam_role" "r" {\n  assume_role_policy = "{}"\n  dynamic "timeouts" {\n    for_each = var.missing\n    content {}\n  }\n}\n`],
    ['calls a module without anything of the kind', { 'main.tf': `${role}module "m" {\n  source = "./m"\n}\n`, 'm/main.tf': bucket }],
    ['is overridden by such', { 'main.tf': encoded('var.missing'), 'a_override.tf': encoded(allows('"s3:*"')) }],
    ['is written in JSON', { 'main.tf.json': JSON.stringify({ resource: { aws_iam_policy: { p: { policy: '${data.aws_iam_policy_document.d.json}' } }, aws_iam_role: { r: { assume_role_policy: '{}', name: '${var.v}-r' } } }, data: { aws_iam_policy_document: { d: { statement: [{ actions: ['s3:*'], resources: ['*'] }] } } }, variable: { v: { type: 'string' } } }) }],
    ['has values for what is not looked at', { 'main.tf': `${role}${variable('v')}`, 'terraform.tfvars': 'v = var.missing\n' }],
    ['has nothing that is modelled', bucket],
  ];

  it.each(harmless)('%s', (_, files) => {
    expect(look(files)).toEqual({ settled: true, told: 0 });
  });

  const toldOf: Rows = [
    ['all', encoded(allows('"*"'))],
    ['all in a heredoc', heredoc(allow('"*"'))],
    ['all in a document', data(block('actions = ["*"]'))],
    ['all of a service by another prefix', encoded(allows('"*:Put*"'))],
    ['CloudTrail in capitals', encoded(allows('"CLOUDTRAIL:putEventSelectors"'))],
    ['a wildcard in CloudTrail', heredoc(allow('["s3:*", "cloudtrail:*"]'))],
    ['what begins like reading', encoded(allows('"cloudtrail:?et*"').replace('?et', '*'))],
    ['an action that an escape hides', heredoc(allow('"cloud\\u0074rail:*"'))],
    ['an action of a variable', encoded(allows('"${var.v}:*"'), variable('v', 'default = "cloudtrail"'))],
    ['actions of a variable that is not known', encoded(allows('var.v'), variable('v'))],
    ['actions of a local value', encoded(allows('local.l'), 'locals {\n  l = ["s3:*", "*"]\n}\n')],
    ['actions of a choice', encoded(allows('var.v ? "s3:*" : "*"'), variable('v', 'type = bool'))],
    ['all but some', encoded('[{ Effect = "Allow", NotAction = "iam:*", Resource = "*" }]')],
    ['all but some in a heredoc', heredoc('[{ "Effect": "Allow", "NotAction": "iam:*", "Resource": "*" }]')],
    ['all but some in a document', data(block('not_actions = ["iam:*"]'))],
    ['an effect that is a variable', encoded('[{ Effect = var.v, Action = "*", Resource = "*" }]', variable('v'))],
    ['a statement that is a variable', encoded('[var.v]', variable('v'))],
    ['statements that are a variable', encoded('var.v', variable('v'))],
    ['a statement put into a text', heredoc('["${var.v}"]', variable('v'))],
    ['a document that is a variable', policy('var.v', variable('v'))],
    ['a document that is taken in', data(`  source_policy_documents = [var.v]\n${block('actions = ["s3:*"]')}`, variable('v'))],
    ['a key that is put in', heredoc('[{ "Effect": "Allow", "${var.v}": "iam:*", "Resource": "*" }]', variable('v', 'default = "NotAction"'))],
    ['what ends the string that it is put into', heredoc(allow('"s3:*"', '"${var.v}"'), variable('v', 'default = "x\\"}, {\\"Effect\\": \\"Allow\\", \\"Action\\": \\"*\\", \\"Resource\\": \\"*"'))],
    ['what is put beside strings', heredoc(allow('"s3:*"', '${var.v}'), variable('v'))],
    ['keys that come to the same', heredoc('[{ "Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": { "StringEquals": { "${var.v}:sub": "a", "x:sub": "b" } } }]', variable('v', 'default = "x"'))],
    ['a key that does not hold in local values', `locals {\n  l = { Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "\${each.key}" }] }\n}\nresource "aws_iam_policy" "p" {\n  for_each = toset(["a"])\n  policy = jsonencode(local.l)\n}\n`],
    ['keys that come to the same beside the statements', policy(`<<-EOT\n    { "Id": { "\${var.v}": "a", "x": "b" }, "Statement": [] }\n  EOT`, variable('v', 'default = "x"'))],
    ['what is no JSON', heredoc('[')],
    ['what is declared nowhere', user('name = var.missing')],
    ['what refers to itself', user('name = local.l', 'locals {\n  l = "${local.l}"\n}\n')],
    ['one of several', `${user('count = 2\n  name = "u"')}resource "aws_iam_user_policy_attachment" "a" {\n  user = aws_iam_user.u.name\n  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"\n}\n`],
    ['a count that is no number', user('count = "a"\n  name = "u"')],
    ['a function of a provider', user('name = provider::own::name("u")')],
    ['administrators', attached('"arn:aws:iam::aws:policy/AdministratorAccess"')],
    ['administrators by a default', attached('var.v', variable('v', 'default = "arn:aws:iam::aws:policy/AdministratorAccess"'))],
    ['administrators by parts', attached('"arn:aws:iam::aws:policy/${var.v}Access"', variable('v', 'default = "PowerUser"'))],
    ['administrators by an escape', attached('"arn:aws:iam::aws:policy/\\u0041dministratorAccess"')],
    ['administrators in a file of variables', { 'main.tf': attached('var.v', variable('v')), 'terraform.tfvars': 'v = "arn:aws:iam::aws:policy/AdministratorAccess"\n' }],
    ['administrators in an override', { 'main.tf': attached('"arn:aws:iam::aws:policy/ReadOnlyAccess"'), 'override.tf': 'resource "aws_iam_role_policy_attachment" "a" {\n  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"\n}\n' }],
    ['a dynamic block', `${variable('v')}resource "aws_iam_role" "r" {\n  assume_role_policy = "{}"\n  dynamic "inline_policy" {\n    for_each = [1]\n    content {\n      policy = var.v\n    }\n  }\n}\n`],
    ['inline policies as a value', 'resource "aws_iam_role" "r" {\n  assume_role_policy = "{}"\n  inline_policy = [{ name = "p", policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] }) }]\n}\n'],
    ['a trail', 'resource "aws_cloudtrail" "t" {\n  name = "t"\n  s3_bucket_name = "b"\n}\n'],
    ['a stack', 'resource "aws_cloudformation_stack" "s" {\n  name = "s"\n  template_url = "https://example.com/t"\n}\n'],
    ['a call from a provisioner', 'resource "null_resource" "n" {\n  provisioner "local-exec" {\n    command = "aws cloudtrail put-event-selectors"\n  }\n}\n'],
    ['a state machine that calls', 'resource "aws_sfn_state_machine" "s" {\n  definition = "arn:aws:states:::aws-sdk:cloudtrail:putEventSelectors"\n}\n'],
    ['a module that is elsewhere', `${role}module "m" {\n  source = "example/m/aws"\n}\n`],
    ['a module with a policy', { 'main.tf': `${role}module "m" {\n  source = "./m"\n  v = "*"\n}\n`, 'm/main.tf': encoded(allows('var.v'), variable('v')) }],
    ['a module that calls itself', { 'main.tf': `${role}module "m" {\n  source = "./m"\n}\n`, 'm/main.tf': 'module "m" {\n  source = "./"\n}\n' }],
    ['a fault in a file', `${role}resource "a" {\n`],
    ['what is declared twice', `${role}${role}`],
    ['a fault in a file of variables', { 'main.tf': role, 'terraform.tfvars': 'block {\n}\n' }],
    ['what fails in a file of variables', { 'main.tf': user('name = var.v', variable('v')), 'a.auto.tfvars': 'v = var.missing\n' }],
    ['too many worlds', user(`name = "u${Array.from({ length: 12 }, (_, index) => `-\${var.v${String(index)} ? "a" : "b"}`).join('')}"`, Array.from({ length: 12 }, (_, index) => variable(`v${String(index)}`)).join(''))],
    ['too many instances', user('count = 1001\n  name = "u"')],
    ['too many instances together', Array.from({ length: 12 }, (_, index) => `resource "aws_iam_user" "u${String(index)}" {\n  count = 90\n  name = "u"\n}\n`).join('')],
  ];

  it.each(toldOf)('is evaluated for %s', (_, files) => {
    const { settled, told: count } = look(files);
    expect([settled, count > 0]).toEqual([false, true]);
  });

  // Of these evaluation alone can say that they come to nothing.
  const silent: Rows = [
    ['a function that reads a file', { 'main.tf': policy('file("p.json")'), 'p.json': '{}' }],
    ['functions', user('name = lower("U")')],
    ['a key that does not hold in the text of local values', `locals {\n  l = "{ \\"Statement\\": [{ \\"Effect\\": \\"Allow\\", \\"Action\\": \\"s3:*\\", \\"Resource\\": \\"\${each.key}\\" }] }"\n}\nresource "aws_iam_policy" "p" {\n  for_each = toset(["a"])\n  policy = local.l\n}\n`],
    ['null put into a text', user('name = "u-${var.v}"', variable('v', 'default = null'))],
    ['a list put into a text', user('name = "u-${var.v}"', variable('v', 'default = ["a"]'))],
    ['a step into a variable', user('name = var.v.name', variable('v', 'default = { name = "u" }'))],
    ['a loop', user('for_each = { for one in ["a"] : one => one }\n  name = each.key')],
    ['one of several by its number', `${user('count = 1\n  name = "u"')}resource "aws_iam_user_policy_attachment" "a" {\n  user = aws_iam_user.u[0].name\n  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"\n}\n`],
    ['a variable with rules', user('name = var.v', variable('v', 'validation {\n    condition = contains(["a"], var.v)\n    error_message = "x"\n  }'))],
    ['the workspace', user('name = terraform.workspace')],
    ['a variable that is given a value', { 'main.tf': user('name = var.v', variable('v')), 'terraform.tfvars': 'v = "u"\n' }],
    ['another kind of document', 'resource "aws_organizations_policy" "p" {\n  content = "{}"\n}\n'],
  ];

  it.each(silent)('is evaluated because of %s, and tells nothing', (_, files) => {
    expect(look(files)).toEqual({ settled: false, told: 0 });
  });

  const written = async (files: string | Texts, prefilter: boolean): Promise<string> => {
    const texts = typeof files === 'string' ? { 'main.tf': files } : files;
    const given = Object.entries(texts).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(`${text}${path.endsWith('.json') ? '' : '# keytrail-ignore grant-full-admin -- known\n'}`), explicit: false }));
    const report = await lint(given, rules, { ...plain, strict: true, today: '2026-11-21', prefilter });
    return (['json', 'sarif', 'pretty'] as const).map((format) => render(format, report, { color: false, links: false, version: '0', width: 80, quiet: false, sarifProfile: 'full' })).join('\n') + report.read.join('\n');
  };

  it.each([...harmless, ...toldOf, ...silent])('is told the same in full where it %s', async (_, files) => {
    expect(await written(files, true)).toBe(await written(files, false));
  });

  it('has its unused ignores told', async () => {
    expect(await written(encoded(allows('"s3:*"')), true)).toContain('ignore-unused');
  });

  it('is evaluated where values are given from outside', async () => {
    const options = optionsFor({ 'main.tf': attached('var.v', variable('v')) });
    const text = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const { all } = await givenVariables([{ kind: 'text', name: 'v', text }]);
    expect(look('', options)).toEqual({ settled: true, told: 0 });
    for (const given of [{ ...options, variables: all }, { ...options, environment: new Map([['TF_VAR_v', text]]) }]) {
      const { settled, told: count } = look('', given);
      expect([settled, count > 0]).toEqual([false, true]);
    }
  });

  it.each<readonly [string, (depth: number) => string]>([
    ['locals in locals', (depth) => user('name = local.l0', `locals {\n${Array.from({ length: depth }, (_, index) => `  l${String(index)} = [local.l${String(index + 1)}, local.l${String(index + 1)}]\n`).join('')}  l${String(depth)} = "x"\n}\n`)],
    ['parentheses', (depth) => user(`name = ${'('.repeat(depth)}"u"${')'.repeat(depth)}`)],
    ['lists in a policy', (depth) => encoded(allows(`${'['.repeat(depth)}"s3:*"${']'.repeat(depth)}`))],
    ['documents in documents', (depth) => data('  source_policy_documents = [data.aws_iam_policy_document.d0.json]', Array.from({ length: depth }, (_, index) => `data "aws_iam_policy_document" "d${String(index)}" {\n  source_policy_documents = [data.aws_iam_policy_document.d${String(index + 1)}.json, data.aws_iam_policy_document.d${String(index + 1)}.json]\n}\n`).join('') + `data "aws_iam_policy_document" "d${String(depth)}" {}\n`)],
  ])('bounds %s', (_, made) => {
    expect(look(made(3))).toEqual({ settled: true, told: 0 });
    expect(terraformFolders.settled('', optionsFor({ 'main.tf': made(400) }))).toBeUndefined();
  });

  it('does not keep from a plan beside it what it declares', async () => {
    const arn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const plan = planOf(changeOf('aws_iam_user_policy_attachment.a', { actions: '["create"]', after: JSON.stringify({ user: 'u', policy_arn: arn }), unknown: '{}' }));
    const main = `${variable('v')}resource "aws_iam_user_policy_attachment" "a" {\n  user = "u"\n  policy_arn = var.v\n}\n`;
    expect(look(main)).toEqual({ settled: true, told: 0 });
    const files = Object.entries({ 'main.tf': main, 'plan.json': plan }).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text), explicit: false }));
    for (const prefilter of [true, false]) {
      const { findings } = await lint(files, rules, { ...plain, strict: true, today: '2026-11-21', prefilter });
      expect(findings.map((finding) => [told(finding), finding.primary.span.source.path])).toEqual([['grant-full-admin definite error «var.v»', 'main.tf']]);
    }
  });
});
