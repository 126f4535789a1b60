import type { Node } from '../../core/node.js';
import type { Origin } from '../../core/source.js';
import type { Truth } from '../../core/truth.js';
import { unknown } from '../../core/value.js';
import { argumentsIn, calleeName } from '../program/evaluation/externals.js';
import type { Resolver, ValueOf } from '../program/resolver.js';
import type { Table } from '../program/tables.js';
import type { External, Value } from '../program/values/values.js';
import { loudPackages } from '../program/written/written.js';
import { uniqueAddress } from '../provider/addresses.js';
import { attributesOf, type Dialect } from '../provider/dialect.js';
import { referenceTo, surrounding, usedAt } from '../provider/references.js';
import { unfoldDocuments } from '../terraform/documents.js';
import { modelled, watching } from '../terraform/modelled.js';
import { unfollowed } from './gaps.js';
import { cdktfSpelling, madeByCore, typeOfClass } from './names.js';
import { natives } from './natives.js';
import { withChanges } from './overrides.js';
import { anyExternal, idOf, numberOf, pathOf, placed, stackOf } from './scopes.js';
import { asRendered, asTemplates } from './templates.js';

/** The type of a resource or data source, whether it is modelled or not. */
function anyTypeOf(external: External): string | undefined {
  if (external.how.kind !== 'new') return undefined;
  if (madeByCore(external) !== 'TerraformResource') return typeOfClass(calleeName(external));
  const given = placed(external, 2);
  const type = given?.kind === 'object' ? given.cell.entries.get('terraformResourceType')?.value : undefined;
  return type?.kind === 'scalar' ? String(type.value) : undefined;
}

const dialect: Dialect = {
  typeOf: (external) => {
    const type = anyTypeOf(external);
    return type !== undefined && modelled.has(type) ? type : undefined;
  },
  givenTo: (external) => placed(external, 2),
  addressOf: (external, type, resolver) => uniqueAddress(external, pathOf(external, resolver), type, resolver),
  spelling: cdktfSpelling,
  changed: (body, external, wanted, type, resolver) => asTemplates(withChanges(body, external, wanted, type, resolver)),
};

const value: ValueOf = (external, place, resolver) => {
  const node = external.how.kind === 'member' ? memberOf(external.how, place, resolver) : undefined;
  return node === undefined ? undefined : asRendered(node);
};

function memberOf(how: External['how'] & { readonly kind: 'member' }, place: Origin, resolver: Resolver): Node | undefined {
  const holder = resolver.external(how.of);
  const type = holder === undefined ? undefined : anyTypeOf(holder);
  if (holder === undefined) return undefined;
  if (type === undefined) return ofCore(holder, how.name, place, resolver);
  const attribute = cdktfSpelling(how.name.replace(/Input$/u, ''));
  const [, source] = /^data\.aws_(.+)$/u.exec(type) ?? [];
  const around = source === undefined ? undefined : surrounding(source, attribute, place);
  return around ?? (modelled.has(type) && !UNFOLLOWED.has(attribute) ? referenceTo(holder, type, attribute, place, dialect, resolver) : undefined);
}

/** Members of constructs that are no attributes. */
const UNFOLLOWED: ReadonlySet<string> = new Set(['node', 'fqn', 'friendly_unique_id', 'cdktf_stack', 'lifecycle', 'provider']);

/** The value of a variable is its default, unless somebody gives another; that of a local value is what it is given. */
function ofCore(holder: External, name: string, place: Origin, resolver: Resolver): Node | undefined {
  const made = madeByCore(holder);
  const given = placed(holder, 2);
  if (made === 'TerraformVariable' && VARIABLE.test(name)) {
    const node = resolver.node(defaultOf(given), holder.at);
    return node.kind === 'absent' ? unknown('the variable has no default', place, 'open', [{ name: `var.${pathOf(holder, resolver)}`, holds: 'any' }]) : usedAt(asTemplates(node), place, 'parameter');
  }
  return made === 'TerraformLocal' && LOCAL.test(name) ? usedAt(asTemplates(resolver.node(given, holder.at)), place, 'reference') : undefined;
}

const VARIABLE = /^(?:value|(?:string|boolean|list|number)Value)$/u;
const LOCAL = /^(?:expression|as(?:String|List|Boolean|Number|StringMap|BooleanMap|NumberMap|AnyMap))$/u;

const defaultOf = (given: Value | undefined): Value | undefined => (given?.kind === 'object' ? given.cell.entries.get('default')?.value : given);

/** `count: 0` makes none; of several each is as the others are. */
function existence(external: External, resolver: Resolver): Truth {
  const number = resolver.node(resourceMember(external, 'count', resolver), external.at);
  if (number.kind === 'scalar') return number.value === 0 ? 'no' : 'yes';
  if (number.kind !== 'absent') return 'maybe';
  const each = resourceMember(external, 'forEach', resolver);
  if (each === undefined || each.kind === 'undefined') return 'yes';
  const iterator = resolver.external(each);
  const list = iterator === undefined || madeByCore(iterator)?.startsWith('TerraformIterator.from') !== true ? undefined : resolver.node(argumentsIn(iterator)[0]?.value, external.at);
  return list?.kind === 'list' && list.items.length > 0 ? 'yes' : 'maybe';
}

function resourceMember(external: External, name: string, resolver: Resolver): Value | undefined {
  const given = placed(external, 2);
  const settled = given === undefined ? undefined : resolver.settled(given);
  const counted = settled?.kind === 'object' ? settled.cell.entries.get(name)?.value : undefined;
  const of = counted === undefined ? undefined : resolver.external(counted);
  return of !== undefined && madeByCore(of) === 'TerraformCount.of' ? argumentsIn(of)[0]?.value : counted;
}

const isSink = (type: string): boolean => watching.has(type) || type.includes('cloudtrail');

/** CDK for Terraform, in the words of Terraform: a resource for each construct. CDK for Terraform documentation, "Resources" and "Constructs". */
export const cdktfTable: Table = {
  id: 'cdktf',
  vocabulary: 'terraform',
  deploys: (made) => made.some((external) => madeByCore(external) === 'App'),
  natives,
  value,
  mentions: /cloud-?trail|iam|polic|ssoadmin|organizations|budgets|rolesanywhere|studio|chatbot|metricfilter|eventrule|loggroup|terraformresource|module|override|provisioner|aspect/,
  packages: /cdkt[fn]|\.gen\b|imports\/(?:providers|modules)/,
  mayMake: (external) => {
    const type = dialect.typeOf(external);
    return (type !== undefined && !type.startsWith('data.')) || unfollowed(external) !== undefined;
  },
  resources: (external, _all, resolver) => {
    unfollowed(external)?.(external, resolver);
    const type = dialect.typeOf(external);
    if (type === undefined || type.startsWith('data.')) return [];
    const body = unfoldDocuments(type, attributesOf(external, type, modelled.get(type) ?? [], dialect, resolver), resolver.tell);
    return [{ type, address: dialect.addressOf(external, type, resolver), exists: existence(external, resolver), name: idOf(external), body }];
  },
  written: loudPackages(/cdkt[fn]|(?:^|\/)(?:\.gen|imports)\/(?:providers|modules)\//u),
  // Sinks of another provider configuration are of another Region or account.
  group: (external) => `${stackOf(external)} ${isSink(dialect.typeOf(external) ?? '') ? providerOf(external) : ''}`,
};

/** The provider configuration that a resource names, where that is not the one without an alias. */
function providerOf(external: External): string {
  const given = placed(external, 2);
  const provider = given?.kind === 'object' ? anyExternal(given.cell.entries.get('provider')?.value) : undefined;
  const configuration = provider === undefined ? undefined : placed(provider, 2);
  const isNamed = provider?.how.kind === 'new' && configuration?.kind === 'object' && configuration.cell.entries.has('alias');
  return isNamed ? String(numberOf(provider)) : '';
}
