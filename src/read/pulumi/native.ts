import type { Node } from '../../core/node.js';
import { through } from '../../core/source.js';
import { unknown } from '../../core/value.js';
import { inTemplate } from '../cdk/spelling.js';
import { unfoldDocuments } from '../cloudformation/documents.js';
import { modelled } from '../cloudformation/modelled.js';
import { calleeName } from '../program/evaluation/externals.js';
import type { ValueOf } from '../program/resolver.js';
import type { Table } from '../program/tables.js';
import type { External } from '../program/values/values.js';
import { loudPackages } from '../program/written/written.js';
import { uniqueAddress } from '../provider/addresses.js';
import { attributesOf, type Dialect } from '../provider/dialect.js';
import { nativeName } from './names.js';
import { argumentAt, nameIn, nameOf, providerGroup } from './resources.js';

/** `iam.Role` is `AWS::IAM::Role`. */
const types: ReadonlyMap<string, string> = new Map(
  [...modelled.keys()].flatMap((type): (readonly [string, string])[] => {
    const [, service, rest] = /^AWS::(?!Serverless)(\w+)::(\w+)$/u.exec(type) ?? [];
    return service === undefined || rest === undefined ? [] : [[`${service.toLowerCase()}.${rest}`, type]];
  }),
);

const typeOf = (external: External): string | undefined => (external.how.kind === 'new' ? types.get(nativeName(calleeName(external)) ?? '') : undefined);

const dialect: Dialect = {
  typeOf,
  givenTo: (external) => argumentAt(external, 1),
  addressOf: (external, type, resolver) => uniqueAddress(external, nameIn(external, resolver), type, resolver),
  spelling: (name) => name,
  changed: inTemplate,
};

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** What a resource is called where others refer to it: the name that it is given, or what is known once it is made. */
const value: ValueOf = (external, place, resolver) => {
  const { how } = external;
  const isMember = how.kind === 'member';
  const holder = isMember ? resolver.external(how.of) : external;
  const type = holder === undefined ? undefined : typeOf(holder);
  if (holder === undefined || type === undefined) return undefined;
  const address = dialect.addressOf(holder, type, resolver);
  const attribute = isMember ? how.name : 'id';
  const later = (name: string): Node => unknown(`\`${attribute}\` of \`${address}\` is known only when it is made`, place, 'open', [{ name, holds: 'one' }]);
  if (/Arn$|^arn$/u.test(attribute)) return later(`${address}.Arn`);
  if (!/^(?:role|user|group)Name$|^id$/u.test(attribute)) return undefined;
  const name = /^AWS::IAM::(?:Role|User|Group)$/u.test(type) ? `${lowerFirst(type.slice('AWS::IAM::'.length))}Name` : undefined;
  const given = name === undefined ? undefined : entriesOf(attributesOf(holder, '', [name], dialect, resolver))[0];
  return given === undefined || given.kind === 'absent' ? later(address) : { ...given, origin: through(place.span, 'reference', given.origin) };
};

const entriesOf = (node: Node): readonly Node[] => (node.kind === 'map' ? [...node.entries.values()].map((entry) => entry.value) : []);

/** Pulumi with `@pulumi/aws-native`, which is made from the resources of CloudFormation. Pulumi Registry, "AWS Cloud Control". */
export const pulumiNativeTable: Table = {
  id: 'pulumi-native',
  vocabulary: 'cloudformation',
  value,
  mayMake: (external) => typeOf(external) !== undefined,
  resources: (external, _all, resolver) => {
    const type = typeOf(external);
    if (type === undefined) return [];
    const given = attributesOf(external, '', (modelled.get(type) ?? []).map(lowerFirst), dialect, resolver);
    return [{ type, address: dialect.addressOf(external, type, resolver), exists: 'yes', name: nameOf(external), body: unfoldDocuments(given, resolver.tell) }];
  },
  written: loudPackages(/^@pulumi\//u),
  group: (external) => providerGroup(external, /^AWS::(?:CloudTrail|Logs|Events)::/u.test(typeOf(external) ?? '') ? 'cloudtrail' : undefined),
};
