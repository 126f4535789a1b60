import { member, textValue, type Node } from '../../../core/node.js';
import { literal, type Span } from '../../../core/source.js';
import type { Hole, Text } from '../../../core/text.js';
import { unknown } from '../../../core/value.js';
import { asDocument } from '../functions/documents.js';
import type { Expression } from '../../text/hcl/syntax.js';
import { policyDocument } from '../policy-document.js';
import { attribute, type ResourceDeclaration } from '../module.js';
import { bodyOf } from './bodies.js';
import type { Evaluator } from './evaluate.js';
import { instancesOf, type Key } from './instances.js';
import { noScope, type Scope } from './run.js';
import { into, ofInstances, type Step } from './traversal.js';

/** What another resource or data source of the module is referred to for: `aws_iam_role.x.arn`, `data.aws_iam_policy_document.x[0].json`. */
export function resourceValue(key: string, steps: readonly Step[], scope: Scope, evaluator: Evaluator, at: Span): Node {
  const { instance } = evaluator;
  const declaration = instance.module.resources.get(key);
  if (declaration === undefined) return evaluator.undeclared(`\`${key}\``, at);
  const { form, items } = instancesOf(declaration.body, noScope, evaluator);
  if (form === 'unknown' && items.length === 1 && items[0] !== undefined) return attributeOf(declaration, items[0], afterIndex(steps), scope, evaluator, at);
  return ofInstances(form, items.map((item) => ({ ...item, value: item })), steps, scope, evaluator, at, (item, rest) => attributeOf(declaration, item, rest, scope, evaluator, at));
}

/** Where it is not known how many there are, each stands for all of them. */
const afterIndex = (steps: readonly Step[]): readonly Step[] => (steps[0]?.kind === 'index' ? steps.slice(1) : steps[0]?.kind === 'splat' ? [...steps[0].each, ...steps.slice(1)] : steps);

function attributeOf(declaration: ResourceDeclaration, item: Key, steps: readonly Step[], scope: Scope, evaluator: Evaluator, at: Span): Node {
  const address = `${evaluator.instance.prefix}${declaration.mode === 'data' ? 'data.' : ''}${declaration.type}.${declaration.name}${item.suffix}`;
  const [first, ...rest] = steps;
  if (first?.kind !== 'attribute') return unknown(`what \`${address}\` is as a whole is known only when it is made`, literal(at), 'open', [{ name: address, holds: 'any' }]);
  return into(valueOf(declaration, address, first.name, item, evaluator, at), rest, scope, evaluator);
}

/** Evaluated once, however often it is referred to. */
const writtenAs = (key: string, expression: Expression, scope: Scope, evaluator: Evaluator, at: Span): Node => evaluator.instance.written(key, at, () => evaluator.evaluate(expression, scope));

const one = (name: string): Hole => ({ name, holds: 'one' });

function valueOf(declaration: ResourceDeclaration, address: string, name: string, item: Key, evaluator: Evaluator, at: Span): Node {
  const later = (text: Text): Node => unknown(`\`${address}.${name}\` is known only when it is made`, literal(at), 'open', text);
  if (declaration.mode === 'data') return dataValue(declaration, address, name, item, evaluator, at);
  const written = attribute(declaration.body, name);
  if (written !== undefined) return writtenAs(`${address}.${name}`, written, item.scope, evaluator, at);
  if (name === 'arn') return later(arnOf(declaration, address, item, evaluator));
  if (declaration.body.blocks.some(({ type, labels }) => type === name || (type === 'dynamic' && labels[0]?.text === name))) return member(bodyOf(declaration.body, [name], item.scope, evaluator), name);
  return later([nameText(declaration, address, name, item, evaluator) ?? one(name === 'name' || name === 'id' ? address : `${address}.${name}`)].flat());
}

/** The id of these is their name. */
const namedById: ReadonlySet<string> = new Set(['aws_iam_role', 'aws_iam_user', 'aws_iam_group', 'aws_cloudwatch_log_group']);
/** The id of these is their ARN. */
const idIsArn: ReadonlySet<string> = new Set(['aws_iam_policy', 'aws_ssoadmin_permission_set']);

function nameText({ type, body }: ResourceDeclaration, address: string, name: string, { scope }: Key, evaluator: Evaluator): Text | undefined {
  if (name === 'id' && idIsArn.has(type)) return [one(`${address}.Arn`)];
  const written = name === 'id' && namedById.has(type) ? attribute(body, 'name') : undefined;
  const value = written === undefined ? undefined : writtenAs(`${address}.name`, written, scope, evaluator, evaluator.at(written.span));
  const text = value === undefined ? undefined : textValue(value);
  return text === undefined ? (value?.kind === 'unknown' ? value.text : undefined) : [text];
}

function arnOf({ type, body }: ResourceDeclaration, address: string, { scope }: Key, evaluator: Evaluator): Text {
  const named = attribute(body, 'name');
  if (type !== 'aws_cloudtrail' || named === undefined) return [one(`${address}.Arn`)];
  const name = writtenAs(`${address}.name`, named, scope, evaluator, evaluator.at(named.span));
  const text: Text = name.kind === 'unknown' ? name.text : [textValue(name) ?? ''];
  return ['arn:', one('AWS::Partition'), ':cloudtrail:', one('AWS::Region'), ':', one('AWS::AccountId'), ':trail/', ...text];
}

/** What data sources say of the place where all is applied. Terraform Registry, `hashicorp/aws`, data sources. */
const surroundings: ReadonlyMap<string, string> = new Map([
  ['aws_caller_identity.account_id', 'AWS::AccountId'],
  ['aws_region.name', 'AWS::Region'],
  ['aws_region.id', 'AWS::Region'],
  ['aws_region.region', 'AWS::Region'],
  ['aws_partition.partition', 'AWS::Partition'],
  ['aws_partition.id', 'AWS::Partition'],
]);

function dataValue({ type, body }: ResourceDeclaration, address: string, name: string, { scope }: Key, evaluator: Evaluator, at: Span): Node {
  if (type === 'aws_iam_policy_document' && (name === 'json' || name === 'minified_json')) {
    const names = ['version', 'statement', 'source_policy_documents', 'override_policy_documents', 'source_json', 'override_json'];
    return evaluator.instance.written(`${address}.json`, at, () => asDocument(policyDocument(bodyOf(body, names, scope, evaluator), (problem) => { evaluator.tell(problem); }), 'json'));
  }
  if (type === 'aws_iam_policy' && name === 'arn') {
    // A policy of AWS that is looked up by its ARN or its name.
    const written = attribute(body, 'arn');
    if (written !== undefined) return writtenAs(`${address}.${name}`, written, scope, evaluator, at);
    const named = attribute(body, 'name');
    const text = named === undefined ? undefined : evaluator.evaluate(named, scope);
    const plain = text === undefined ? undefined : textValue(text);
    if (plain !== undefined) return unknown(`\`${address}.arn\` is looked up by its name`, literal(at), 'open', ['arn:', one('AWS::Partition'), ':iam::', one(`${address}.owner`), `:policy/${plain}`]);
  }
  const around = surroundings.get(`${type}.${name}`);
  if (around !== undefined) return unknown(`\`${address}.${name}\` is known only when the configuration is applied`, literal(at), 'open', [one(around)]);
  const written = attribute(body, name);
  if (written !== undefined) return writtenAs(`${address}.${name}`, written, scope, evaluator, at);
  return unknown(`\`${address}.${name}\` is looked up when the configuration is applied`, literal(at), 'open', [{ name: `${address}.${name}`, holds: 'any' }]);
}
