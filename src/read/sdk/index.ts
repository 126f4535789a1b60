import type { Node } from '../../core/node.js';
import type { Resource, Vocabulary } from '../../core/unit.js';
import { absent } from '../../core/value.js';
import { isLikely, operations, resourcesOfApiCall, vocabularyOf } from '../aws/calls.js';
import { callPlace } from '../program/project/enclosing.js';
import { argumentsIn } from '../program/evaluation/externals.js';
import type { Resolver } from '../program/resolver.js';
import type { Table } from '../program/tables.js';
import type { External } from '../program/values/values.js';
import { sdkCall, sdkWritten, speaksOf } from './calls.js';

/** Calls of CloudTrail through the AWS SDK for JavaScript, in the words of its API. */
export const sdkTable: Table = tableOf('sdk', 'aws-api');

/** Calls of IAM, Organizations and IAM Identity Center, as what they make. */
export const sdkPolicyTable: Table = tableOf('sdk-policies', 'cloudformation');

function tableOf(id: string, vocabulary: Vocabulary): Table {
  return {
    id,
    vocabulary,
    calls: true,
    mentions: new RegExp([...operations].filter((operation) => vocabularyOf(operation) === vocabulary).join('|').toLowerCase()),
    value: () => undefined,
    mayMake: (external) => {
      const call = sdkCall(external);
      return call !== undefined && vocabularyOf(call.operation) === vocabulary;
    },
    resources,
    group: (external) => `${id} ${String(numberOf(external))}`,
    written: sdkWritten,
  };
}

const numbers = new WeakMap<External, number>();
let last = 0;

/** Whatever other calls do before and after it, each does what it says once it is made: all stand by themselves. */
function numberOf(external: External): number {
  const number = numbers.get(external) ?? ++last;
  numbers.set(external, number);
  return number;
}

function resources(external: External, _all: readonly External[], resolver: Resolver): readonly Resource[] {
  const call = sdkCall(external);
  if (call === undefined) return [];
  const input = inputOf(external, resolver);
  const { source } = external.at.span;
  if (input.kind === 'absent' || (call.service === undefined && !isLikely(call.operation, input, (service) => speaksOf(source, service)))) return [];
  const { name, within } = callPlace(external.at);
  return resourcesOfApiCall({ operation: call.operation, input, at: name, name: `${call.operation} in ${within ?? source.path.slice(source.path.lastIndexOf('/') + 1)}` }, (problem) => resolver.tell(problem));
}

/** The first argument; version 2 takes a callback in its place as well. */
function inputOf(external: External, resolver: Resolver): Node {
  const args = argumentsIn(external);
  const [first] = args;
  if (first === undefined || resolver.settled(first.value).kind === 'function') return absent(external.at);
  const node = resolver.node(first.value, external.at);
  // A value that is no object is no input.
  return node.kind === 'map' || node.kind === 'unknown' ? node : absent(external.at);
}
