import { addTo } from '../core/long.js';
import { member } from '../core/node.js';
import { contains } from '../core/pattern.js';
import { widest, type Text } from '../core/text.js';
import type { Resource } from '../core/unit.js';
import type { Model } from '../model/model.js';
import type { PolicyDocument, Principal } from '../model/grant/policy.js';
import { textsOf } from './references.js';

/** Where resources are given names. */
const names = ['RoleName', 'UserName', 'GroupName', 'ManagedPolicyName', 'PolicyName', 'Name', 'name', 'role_name', 'user_name', 'group_name', 'managed_policy_name', 'policy_name'];

/**
 * The model without what the user trusts: principals, and policies, whose name or logical id surely matches one of `globs`. What
 * a trusted policy denies stays: it takes something away from others.
 */
export function withoutTrusted(model: Model, resources: readonly Resource[], globs: readonly string[]): Model {
  if (globs.length === 0) return model;
  const known = matchers.get(globs) ?? matching(globs);
  matchers.set(globs, known);
  const isTrusted = (name: Text): boolean => known(widest(name));
  const trusted = new Set(resources.filter((resource) => namesOf(resource).some(isTrusted)).map(({ address }) => address));
  const principals = model.permissions.principals.filter(({ address }) => !trusted.has(address));
  return { ...model, permissions: { ...model.permissions, principals: principals.map((principal) => withoutPolicies(principal, trusted, isTrusted)) } };
}

/** A config is asked of every template. */
const matchers = new WeakMap<readonly string[], (name: string) => boolean>();

/** Whether a name surely matches one of globs: of thousands, those are looked up whose beginning it has. */
function matching(globs: readonly string[]): (name: string) => boolean {
  const byStart = new Map<string, string[]>();
  for (const glob of globs) addTo(byStart, startOf(glob), glob);
  const lengths = [...new Set([...byStart.keys()].map(({ length }) => length))];
  return (name) => lengths.some((length) => length <= name.length && byStart.get(name.slice(0, length))?.some((glob) => contains(glob, name)) === true);
}

/** What stands before the first wildcard. */
const startOf = (glob: string): string => /^[^*?]*/u.exec(glob)?.[0] ?? '';

/** What comes from an account's details is addressed with its kind, and has its name beside. */
const namesOf = ({ address, body }: Resource): readonly Text[] => [[address], ...names.flatMap((name) => textsOf(member(body, name)))];

function withoutPolicies(principal: Principal, trusted: ReadonlySet<string>, isTrusted: (name: Text) => boolean): Principal {
  return {
    ...principal,
    documents: principal.documents.map((document) => (trusted.has(document.address) ? onlyDenies(document) : document)),
    // The name of a policy of AWS has its path in front of it.
    attachments: principal.attachments.filter(({ name }) => !isTrusted(name.text) && !isTrusted(withoutPath(name.text))),
  };
}

const onlyDenies = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  statements: { ...document.statements, items: document.statements.items.filter(({ effect }) => effect.kind === 'known' && effect.value === 'Deny') },
});

function withoutPath(name: Text): Text {
  const [only] = name;
  return name.length === 1 && typeof only === 'string' ? [only.slice(only.lastIndexOf('/') + 1)] : name;
}
