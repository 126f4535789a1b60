import type { Source } from '../../core/source.js';
import { operations, operationsOf, type Service } from '../aws/calls.js';
import { argumentsIn, calleeName, importedName, methodCall, type Name } from '../program/evaluation/externals.js';
import type { External, Value } from '../program/values/values.js';
import type { Written } from '../program/written/written.js';

/** A call of an operation that is looked for, through whatever client. */
export interface SdkCall {
  readonly operation: string;
  /** The service that is called for sure; undefined where the client is not known. */
  readonly service: Service | undefined;
}

const methods: ReadonlyMap<string, string> = new Map([...operations].map((name) => [name.charAt(0).toLowerCase() + name.slice(1), name]));

/** Whatever calls one of them spells it. */
export const sdkWritten: Written = { use: () => undefined, never: new Set([...methods.keys(), ...[...operations].map((name) => `${name}Command`)]), members: new Set(), accepts: () => false };

/** The call that an external is, if it is one of those looked for. AWS SDK for JavaScript, Developer Guides of versions 2 and 3. */
export function sdkCall(external: External): SdkCall | undefined {
  if (external.how.kind === 'new') return command(external);
  return external.how.kind === 'call' ? method(external) : undefined;
}

/** `new PutEventSelectorsCommand({...})`, whether or not it is sent in view. */
function command(external: External): SdkCall | undefined {
  const name = calleeName(external);
  const [, written] = /(?:^|\.)(\w+)Command$/u.exec(name?.name ?? writtenClass(external)) ?? [];
  return written !== undefined && operations.has(written) ? called(written, name === undefined ? 'unknown' : serviceOfModule(name.module)) : undefined;
}

/** Of a class that comes from somewhere not in view, only the name is known. */
function writtenClass({ at: { span } }: External): string {
  const text = span.source.text.slice(span.start, Math.min(span.end, span.start + 200));
  return /^new\s+((?:\w+\.)*\w+)\s*[(<]/u.exec(text)?.[1] ?? '';
}

/** `client.putEventSelectors({...})`: of the aggregated client of version 3, or of version 2. */
function method(external: External): SdkCall | undefined {
  const member = methodCall(external);
  if (member !== undefined) {
    const operation = methods.get(member.name);
    return operation === undefined ? undefined : called(operation, serviceOfClient(member.receiver, 0));
  }
  // A client that a package exports.
  const name = calleeName(external);
  const operation = methods.get(name?.name.split('.').at(-1) ?? '');
  return name === undefined || operation === undefined ? undefined : called(operation, serviceOfModule(name.module));
}

/** `other`: known to be none of those looked for. */
type Found = Service | 'unknown' | 'other';

function called(operation: string, found: Found): SdkCall | undefined {
  if (found === 'unknown') return { operation, service: undefined };
  return found !== 'other' && operationsOf.get(found)?.includes(operation) === true ? { operation, service: found } : undefined;
}

const services: ReadonlyMap<string, Service> = new Map<string, Service>([
  ['cloudtrail', 'cloudtrail'],
  ['iam', 'iam'],
  ['organizations', 'organizations'],
  ['ssoadmin', 'sso-admin'],
]);

const known = (name: string): Found => services.get(name.toLowerCase().replaceAll('-', '')) ?? 'other';

/** `@aws-sdk/client-cloudtrail`, `aws-sdk/clients/cloudtrail`. */
function serviceOfModule(module: string): Found {
  const [, name] = /^(?:@aws-sdk\/client-|aws-sdk\/clients\/)([\w-]+)/u.exec(module) ?? [];
  return name === undefined ? 'unknown' : known(name);
}

/** Wrappers in wrappers: more than anybody makes. */
const MOST_WRAPPERS = 4;

/** The service of a client. One that is wrapped by a package, such as for tracing, is what it was. */
function serviceOfClient(client: Value, depth: number): Found {
  if (client.kind === 'instance' && client.cell.base !== undefined) return serviceOfClient({ kind: 'external', external: client.cell.base, origin: client.origin }, depth);
  if (client.kind !== 'external' || depth > MOST_WRAPPERS) return 'unknown';
  const { external } = client;
  if (external.how.kind === 'new') return serviceOfClass(importedName(external.how.callee));
  const [first] = external.how.kind === 'call' ? argumentsIn(external) : [];
  return first === undefined || first.rest ? 'unknown' : serviceOfClient(first.value, depth + 1);
}

function serviceOfClass(name: Name | undefined): Found {
  if (name === undefined) return 'unknown';
  return name.module === 'aws-sdk' ? known(name.name.replace(/^default\./u, '')) : serviceOfModule(name.module);
}

const words: ReadonlyMap<Service, RegExp> = new Map([
  ['cloudtrail', /cloud_?trail/iu],
  ['iam', /\biam|iamclient/iu],
  ['organizations', /organizations/iu],
  ['sso-admin', /sso-?admin/iu],
]);

/** Whether the text of a program speaks of a service. */
export const speaksOf = ({ text }: Source, service: Service): boolean => words.get(service)?.test(text) === true;
