import { list, scalar, textValue, type Node } from '../../../core/node.js';
import type { Origin } from '../../../core/source.js';
import type { Hole, Text } from '../../../core/text.js';
import { unknown } from '../../../core/value.js';
import type { Resolver } from '../../program/resolver.js';
import type { External, Value } from '../../program/values/values.js';
import { importedAs, madeBy } from '../names.js';
import { pseudoNode, urlSuffix } from './parameters.js';
import { argumentOf, memberOf } from '../props.js';
import { pathOf, stackIn } from '../scopes.js';

const one = (name: string): Hole => ({ name, holds: 'one' });

/** A text of which parts are known only when a stack is deployed. */
export const laterText = (text: Text, place: Origin): Node => unknown('it is known only when the stack is deployed', place, 'open', text);

/** `!Ref` to a resource. */
export const reference = (address: string, place: Origin): Node => laterText([one(address)], place);

/** `!GetAtt` of a resource. The ARNs of trails have a shape that is known. */
export function attribute(external: External, name: string, place: Origin, resolver: Resolver): Node {
  const address = pathOf(external, resolver);
  const isTrail = /^aws-cloudtrail\.(?:Cfn)?Trail$/u.test(madeBy(external) ?? '');
  if (name === 'Arn' && isTrail) return laterText(['arn:', one('AWS::Partition'), ':cloudtrail:', one('AWS::Region'), ':', one('AWS::AccountId'), ':trail/', one(address)], place);
  return laterText([isOpen(external) ? { name: `${address}.${name}`, holds: 'any' } : one(`${address}.${name}`)], place);
}

/** What a custom resource or a nested stack hands out may be anything. */
const isOpen = (external: External): boolean => /\.(?:AwsCustomResource|CustomResource|CfnCustomResource|CfnResource|CfnStack|NestedStack|CfnJson)$/u.test(madeBy(external) ?? '');

/** A member of a construct as a value: what a template would refer to. Undefined for anything else. */
export function memberValue(external: External, place: Origin, resolver: Resolver): Node | undefined {
  const { how } = external;
  if (how.kind !== 'member') return undefined;
  const environment = environmentOf(how.of, how.name, place, resolver);
  if (environment !== undefined) return environment;
  const construct = resolver.external(how.of);
  if (construct === undefined) return undefined;
  const imported = importedMember(construct, how.name, place, resolver);
  if (imported !== undefined) return imported;
  if (construct.how.kind !== 'new' || madeBy(construct) === undefined) return undefined;
  if (how.name === 'ref' || how.name === 'logicalId') return reference(pathOf(construct, resolver), place);
  const [, given] = /^attr([A-Z]\w*)$/u.exec(how.name) ?? [];
  if (given !== undefined) return attribute(construct, given, place, resolver);
  if (how.name.endsWith("Arn")) return attribute(construct, 'Arn', place, resolver);
  return /(?:Name|Id)$/u.test(how.name) ? reference(pathOf(construct, resolver), place) : undefined;
}

/** What was imported by its name or ARN: `LogGroup.fromLogGroupName(this, 'Logs', 'audit').logGroupName`. */
function importedMember(construct: External, name: string, place: Origin, resolver: Resolver): Node | undefined {
  const [, kind] = /\.from\w*?(Arn|Name|Id)$/u.exec(madeBy(construct) ?? '') ?? [];
  if (construct.how.kind !== 'call' || kind === undefined || !name.endsWith(kind)) return undefined;
  const given = resolver.node(argumentOf(construct, 2, resolver), place);
  return given.kind === 'absent' ? undefined : given;
}

const environment: ReadonlyMap<string, string> = new Map([
  ['region', 'AWS::Region'],
  ['account', 'AWS::AccountId'],
  ['partition', 'AWS::Partition'],
  ['accountId', 'AWS::AccountId'],
  ['stackId', 'AWS::StackId'],
  ['stackName', 'AWS::StackName'],
]);

/** `this.region` of a stack, `Stack.of(this).account`, `new ScopedAws(this).partition`: as `env` says where the program does. */
function environmentOf(of: Value, name: string, place: Origin, resolver: Resolver): Node | undefined {
  const pseudo = environment.get(name);
  if (pseudo === undefined && name !== 'urlSuffix') return undefined;
  const external = resolver.external(of);
  const isEnvironment = external?.how.kind === 'member' && external.how.name === 'env';
  const isScoped = external !== undefined && madeBy(external) === 'core.ScopedAws';
  const stack = stackIn(of, resolver);
  const isStack = stack !== undefined && (external === stack || external?.how.kind === 'call' || (external?.how.kind === 'member' && external.how.name === 'stack') || madeBy(external ?? stack) === 'core.NestedStack');
  const isStackOf = external !== undefined && madeBy(external) === 'core.Stack.of';
  if (!isEnvironment && !isScoped && !isStack && !isStackOf) return undefined;
  if (pseudo === undefined) return urlSuffix(place, resolver);
  const given = stack === undefined ? undefined : resolver.settled(memberOf(memberOf(argumentOf(stack, 2, resolver), 'env', resolver), name, resolver) ?? { kind: 'undefined', origin: place });
  const node = given === undefined ? undefined : resolver.node(given, place);
  return node !== undefined && textValue(node) !== undefined && !isNumber(node) ? { ...node, origin: place } : pseudoNode(pseudo, place);
}

const isNumber = (node: Node): boolean => node.kind === 'scalar' && typeof node.value !== 'string';

/** What stands between the parts of an ARN behind the account. AWS CDK API Reference, `ArnFormat`. */
const formats: ReadonlyMap<string, { readonly before: string; readonly between: string | undefined }> = new Map([
  ['core.ArnFormat.NO_RESOURCE_NAME', { before: '', between: undefined }],
  ['core.ArnFormat.COLON_RESOURCE_NAME', { before: '', between: ':' }],
  ['core.ArnFormat.SLASH_RESOURCE_NAME', { before: '', between: '/' }],
  ['core.ArnFormat.SLASH_RESOURCE_SLASH_RESOURCE_NAME', { before: '/', between: '/' }],
]);

/** `stack.formatArn({...})`, `Arn.format({...}, stack)`. */
export function formattedArn(components: Value | undefined, place: Origin, resolver: Resolver): Node {
  const part = (name: string, pseudo?: string): Text => {
    const node = resolver.node(memberOf(components, name, resolver), place);
    if (node.kind === 'scalar') return [node.text];
    return node.kind === 'unknown' ? node.text : pseudo === undefined ? [''] : [one(pseudo)];
  };
  if (components === undefined || resolver.settled(components).kind !== 'object') return laterText([{ name: '?', holds: 'any' }], place);
  const { before, between } = formats.get(importedAs(memberOf(components, 'arnFormat', resolver)) ?? '') ?? { before: '', between: textValue(resolver.node(memberOf(components, 'sep', resolver), place)) ?? '/' };
  const hasName = between !== undefined && memberOf(components, 'resourceName', resolver) !== undefined;
  const text: Text = ['arn:', ...part('partition', 'AWS::Partition'), ':', ...part('service'), ':', ...part('region', 'AWS::Region'), ':', ...part('account', 'AWS::AccountId'), `:${before}`, ...part('resource'), ...(hasName ? [between, ...part('resourceName')] : [])];
  return textNode(text, place);
}

/** A scalar where nothing is left open. */
export function textNode(text: Text, place: Origin): Node {
  return text.every((part) => typeof part === 'string') ? scalar(text.join(''), place) : laterText(text.filter((part) => part !== ''), place);
}

/** The text that a node holds, as far as it is known. */
export const textIn = (node: Node): Text => (node.kind === 'scalar' ? [node.text] : node.kind === 'unknown' ? node.text : [{ name: '?', holds: 'any' }]);

/** A text cut where `separator` stands, as `Fn.split` does it. */
export function split(node: Node, separator: string, place: Origin): Node {
  if (node.kind !== 'scalar' || separator === '') return unknown('a part of it is not known here', place);
  return list(node.text.split(separator).map((text) => scalar(text, node.origin)), place);
}
