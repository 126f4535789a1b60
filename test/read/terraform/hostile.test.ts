import { expect, test } from 'vitest';
import { outcomeOf, role, trail, type MarkedFiles } from './outcome.js';

const times = (count: number, make: (index: number) => string): string => Array.from({ length: count }, (_, index) => make(index)).join('');
const call = (name: string, folder: string, more = ''): string => `module "${name}" {\n  source = "${folder}"\n  ${more}\n}\n`;
const KMS = '["kms.amazonaws.com"]';
/** Modules in a row, each of which calls the next in `calls` ways; the last has a trail. */
const row = (length: number, calls: (next: string) => string): MarkedFiles => ({
  'main.tf': calls('./m0'),
  ...Object.fromEntries(Array.from({ length }, (_, index) => [`m${String(index)}/main.tf`, index === length - 1 ? trail(KMS) : calls(`../m${String(index + 1)}`)])),
});
const doubled = (length: number, first: string, next: (before: string) => string): string => `locals {\n  a0 = ${first}\n${times(length, (index) => `  a${String(index + 1)} = ${next(`local.a${String(index)}`)}\n`)}}\n`;

const POSSIBLE = 'kms-events-excluded possible warning';
const DEFINITE = 'kms-events-excluded definite error';

/** What could take for ever, and what is told of it: the beginnings of findings, the rules of problems. */
const cases: readonly (readonly [name: string, files: MarkedFiles, told: readonly string[], problems: readonly string[]])[] = [
  ['a module that calls itself', { 'main.tf': call('m', './') + trail(KMS) }, [DEFINITE], ['gap main.tf:2']],
  ['modules that call each other twice', { 'main.tf': call('a', './a'), 'a/main.tf': call('b', '../b') + call('c', '../b'), 'b/main.tf': call('b', '../a') + call('c', '../a') + trail(KMS) }, [DEFINITE], ['gap b/main.tf:2', 'gap b/main.tf:6']],
  ['every module calls every other', Object.fromEntries([['main.tf', call('a', './m0')], ...Array.from({ length: 12 }, (_, at) => [`m${String(at)}/main.tf`, times(12, (index) => call(`x${String(index)}`, `../m${String(index)}`)) + (at === 11 ? trail(KMS) : '')])]), [DEFINITE], ['gap']],
  ['modules that double', row(20, (next) => call('a', next) + call('b', next)), [DEFINITE], ['gap']],
  ['modules that multiply', row(10, (next) => call('a', next, 'count = 10')), [DEFINITE], ['gap']],
  ['forty modules in one another', row(40, (next) => call('a', next)), [DEFINITE], ['gap m22/main.tf:2']],
  ['a million instances', { 'main.tf': trail(KMS, 'count = 1000000') }, [DEFINITE], ['gap main.tf:2']],
  ['a loop over a million', { 'main.tf': trail('[for i in range(1000000) : "kms.amazonaws.com"]') }, [POSSIBLE], []],
  ['loops in loops', { 'main.tf': trail('flatten([for i in range(1000) : [for j in range(1000) : "rds${i}"]])') }, [POSSIBLE], []],
  ['templates in templates', { 'main.tf': trail(`[${'"${'.repeat(60)}"kms.amazonaws.com"${'}"'.repeat(60)}]`) }, [DEFINITE], []],
  ['parentheses in parentheses', { 'main.tf': trail(`[${'('.repeat(5000)}"x"${')'.repeat(5000)}]`) }, [], ['parse-error']],
  ['lists in lists', { 'main.tf': trail(`${'['.repeat(5000)}"x"${']'.repeat(5000)}`) }, [], ['parse-error']],
  ['conditions in conditions', { 'main.tf': trail(`${'true ? '.repeat(3000)}[]${' : []'.repeat(3000)}`) }, [], ['parse-error']],
  ['a long way', { 'main.tf': trail(`var.x${'.a'.repeat(20_000)}`) }, [], ['parse-error']],
  ['a long sum', { 'main.tf': trail(`[${'1 + '.repeat(20_000)}1]`) }, [], ['parse-error']],
  ['blocks in blocks', { 'main.tf': `${'a {\n'.repeat(3000)}${'}\n'.repeat(3000)}${trail(KMS)}` }, [DEFINITE], ['parse-error']],
  ['ten thousand blocks', { 'main.tf': times(10_000, (index) => `resource "aws_sqs_queue" "q${String(index)}" {\n  name = "x"\n}\n`) + trail(KMS) }, [DEFINITE], []],
  ['a line of a megabyte', { 'main.tf': `locals { x = "${'a'.repeat(1_000_000)}" }\n${trail(KMS)}` }, [DEFINITE], []],
  ['lists that double', { 'main.tf': doubled(40, KMS, (before) => `concat(${before}, ${before})`) + trail('local.a40') }, [POSSIBLE], []],
  ['strings that double', { 'main.tf': doubled(60, '"kms.amazonaws.com"', (before) => `"\${${before}}\${${before}}"`) + trail('[local.a60]') }, [POSSIBLE], []],
  ['objects that double', { 'main.tf': doubled(60, '"x"', (before) => `{ x = ${before}, y = ${before} }`) + trail('[local.a60]') }, [POSSIBLE], ['gap']],
  ['a policy that doubles', { 'main.tf': doubled(60, '"x"', (before) => `[${before}, ${before}]`) + role('jsonencode(local.a60)') }, [], ['gap']],
  ['three thousand local values in one another', { 'main.tf': doubled(3000, KMS, (before) => before) + trail('local.a3000') }, [POSSIBLE], []],
  ['a local value that is itself', { 'main.tf': `locals {\n  x = local.x\n}\n${trail('local.x')}` }, [POSSIBLE], ['gap main.tf:2']],
  ['resources that refer to each other twice', { 'main.tf': `${['ab', 'ba'].map(([own = '', other = '']) => `resource "aws_iam_role" "${own}" {\n  name = "\${aws_iam_role.${other}.name}\${aws_iam_role.${other}.name}"\n}\n`).join('')}${trail('[aws_iam_role.a.name]')}` }, [POSSIBLE], ['gap']],
  ['a trail that counts itself', { 'main.tf': trail(KMS, 'count = length(aws_cloudtrail.t)') }, [POSSIBLE], []],
  ['a module that is given what it hands out', { 'main.tf': call('m', './m', 'x = module.m.y') + trail('module.m.y'), 'm/main.tf': 'variable "x" {}\noutput "y" {\n  value = var.x\n}\n' }, [POSSIBLE], ['gap main.tf:3']],
  ['policy documents that double', { 'main.tf': `data "aws_iam_policy_document" "d0" {\n  statement {\n    actions   = ["s3:GetObject"]\n    resources = ["*"]\n  }\n}\n${times(40, (index) => `data "aws_iam_policy_document" "d${String(index + 1)}" {\n  source_policy_documents = [${`data.aws_iam_policy_document.d${String(index)}.json, `.repeat(2)}]\n}\n`)}${role('data.aws_iam_policy_document.d40.json')}` }, [], ['gap']],
  ['forty conditions', { 'main.tf': times(40, (index) => `variable "v${String(index)}" {\n  type = bool\n}\n`) + trail(`concat(${Array.from({ length: 40 }, (_, index) => `var.v${String(index)} ? ${KMS} : []`).join(', ')})`) }, [POSSIBLE], ['gap main.tf:1']],
  ['a pattern that backtracks', { 'main.tf': trail(`regexall("(a+)+$", "${'a'.repeat(40)}!")`) }, [POSSIBLE], []],
  ['a way out of the repository', { 'main.tf': call('m', '../../../../etc') + trail('[file("../../../../etc/passwd")]') }, [POSSIBLE], ['gap main.tf:2']],
  ['names of prototypes', { 'main.tf': `locals {\n  __proto__   = ${KMS}\n  constructor = []\n}\n${trail('local.__proto__', '', '__proto__')}${trail('local.constructor', '', 'constructor')}` }, ['kms-events-excluded definite note'], []],
  ['a key that every object of JavaScript has', { 'main.tf': `locals {\n  x = {}\n}\n${trail('local.x.toString')}` }, [], ['gap main.tf:9']],
  ['names of prototypes in JSON', { 'main.tf.json': '{ "__proto__": { "x": 1 }, "constructor": [], "variable": { "__proto__": { "default": ["kms.amazonaws.com"] } }, "resource": { "aws_cloudtrail": { "__proto__": { "is_multi_region_trail": true, "event_selector": { "exclude_management_event_sources": "${var.__proto__}" } } } } }' }, [DEFINITE], []],
];

test.each(cases)('%s', { timeout: 20_000 }, async (_name, files, told, problems) => {
  const outcome = await outcomeOf(files);
  const found = (list: readonly string[], wanted: string): boolean => list.some((one) => one.startsWith(wanted));
  expect(told.filter((wanted) => !found(outcome.told, wanted))).toEqual([]);
  if (told.length === 0) expect(outcome.told.filter((one) => one.startsWith('kms-events-excluded'))).toEqual([]);
  expect(problems.filter((wanted) => !found(outcome.problems, wanted))).toEqual([]);
  if (problems.length === 0) expect(outcome.problems).toEqual([]);
});
