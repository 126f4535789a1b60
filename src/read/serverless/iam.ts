import { keyOrigin, list, map, member, scalar, textValue, type Entry, type Node } from '../../core/node.js';
import { gap } from '../../core/problem.js';
import { literal, onOneLine, type Origin } from '../../core/source.js';
import { unknown, type Unknown } from '../../core/value.js';
import { at, functionsOf, isTruthy, logicalName, type ServiceFunction } from './functions.js';
import type { Variables } from './variables/evaluate.js';

const ROLE = 'IamRoleLambdaExecution';

/** What a service says of a role. */
interface RoleParts {
  /** The key that says most of it: what to point at when something is missing. */
  readonly key: Origin;
  readonly statements: readonly Node[];
  readonly managed: readonly Node[];
  readonly boundary: Node;
}

/**
 * The roles that Serverless makes for the functions of a service, by logical id: one for all, and one for each function that
 * has statements of its own. Serverless Framework, "IAM Permissions For Functions".
 */
export function rolesOf(variables: Variables): ReadonlyMap<string, Entry> {
  const { root } = variables.service;
  const provider = at(root, ['provider'], variables);
  const functions = functionsOf(variables);
  const role = at(provider, ['iam', 'role'], variables);
  if (functions?.length === 0 || isExisting(role) || (provider.kind === 'map' && provider.entries.has('role'))) return new Map();
  const common = commonParts(provider, role, variables);
  const eachItsOwn = textValue(at(role, ['mode'], variables)) === 'perFunction';
  const roles = new Map<string, Entry>();
  const isDefaultUsed = functions === undefined || functions.some((one) => !hasRole(one) && !eachItsOwn && !isDedicated(one, variables));
  if (isDefaultUsed) roles.set(ROLE, roleOf(common, variables));
  const sharing = { common, told: isDefaultUsed, eachItsOwn };
  for (const one of functions ?? []) {
    if (hasRole(one) || !(eachItsOwn || isDedicated(one, variables))) continue;
    const parts = ownParts(one, sharing, variables);
    roles.set(logicalName(one.name) + ROLE, roleOf(parts.role, variables));
    sharing.told ||= parts.tells;
  }
  return roles;
}

/** A role that is there already is named by its ARN, or by a function that yields it. */
const isExisting = (role: Node): boolean =>
  role.kind === 'scalar' || role.kind === 'unknown' || (role.kind === 'map' && [...role.entries.keys()].some((name) => name.includes('::') || name === 'Ref'));

const hasRole = ({ value }: ServiceFunction): boolean => value.kind === 'map' && value.entries.has('role');

/** Statements of its own: built in since version 4, by the plugin serverless-iam-roles-per-function before. */
function isDedicated({ value }: ServiceFunction, variables: Variables): boolean {
  const managed = at(value, ['iam', 'role', 'managedPolicies'], variables);
  return member(value, 'iamRoleStatements').kind !== 'absent' || at(value, ['iam', 'role', 'statements'], variables).kind !== 'absent' || (managed.kind !== 'absent' && !(managed.kind === 'list' && managed.items.length === 0));
}

function commonParts(provider: Node, role: Node, variables: Variables): RoleParts {
  const [statements, statementsKey] = firstOf([[role, ['statements']], [provider, ['iamRoleStatements']]], variables);
  const [managed, managedKey] = firstOf([[role, ['managedPolicies']], [provider, ['iamManagedPolicies']]], variables);
  const [boundary] = firstOf([[role, ['permissionsBoundary']], [role, ['permissionBoundary']], [provider, ['rolePermissionsBoundary']]], variables);
  const key = statements.kind !== 'absent' ? statementsKey : managed.kind !== 'absent' ? managedKey : keyOrigin(variables.service.root, 'provider');
  return { key, statements: itemsOf(statements, variables), managed: itemsOf(managed, variables), boundary };
}

interface Sharing {
  readonly common: RoleParts;
  /** Whether a role tells of everything that the functions share. */
  told: boolean;
  readonly eachItsOwn: boolean;
}

/** The role of one function. What functions share is told of the first role that holds it; of the others only what it takes away from them. */
function ownParts({ value }: ServiceFunction, { common, told, eachItsOwn }: Sharing, variables: Variables): { readonly role: RoleParts; readonly tells: boolean } {
  const [statements, key] = firstOf([[value, ['iam', 'role', 'statements']], [value, ['iamRoleStatements']]], variables);
  const [managed, managedKey] = firstOf([[value, ['iam', 'role', 'managedPolicies']]], variables);
  const [boundary] = firstOf([[value, ['iam', 'role', 'permissionsBoundary']], [value, ['iamPermissionsBoundary']]], variables);
  const [inherits] = firstOf([[value, ['iam', 'inheritStatements']], [value, ['iamRoleStatementsInherit']], [variables.service.root, ['custom', 'serverless-iam-roles-per-function', 'defaultInherit']]], variables);
  const isInheriting = inherits.kind === 'absent' ? eachItsOwn : isTruthy(inherits);
  const own = itemsOf(statements, variables);
  const shared = isInheriting === false ? [] : isInheriting === undefined ? common.statements.map((one) => perhaps(one)) : common.statements;
  const sharedManaged = eachItsOwn ? common.managed : [];
  const isTold = told && boundary.kind === 'absent';
  return {
    role: {
      key: statements.kind !== 'absent' ? key : managed.kind !== 'absent' ? managedKey : common.key,
      statements: [...(isTold ? shared.filter((one) => !isAllow(one)) : shared), ...own],
      managed: [...(isTold ? [] : sharedManaged), ...itemsOf(managed, variables)],
      boundary: boundary.kind === 'absent' ? common.boundary : boundary,
    },
    tells: isInheriting === true && boundary.kind === 'absent' && own.every(isAllow) && (eachItsOwn || common.managed.length === 0),
  };
}

const isAllow = (statement: Node): boolean => textValue(member(statement, 'Effect')) === 'Allow';

const perhaps = ({ origin }: Node): Unknown => unknown('it is not known whether the function inherits the statement', origin);

type Way = readonly [Node, readonly string[]];

/** The first of several spellings that is there, with its key. */
function firstOf(ways: readonly Way[], variables: Variables): readonly [Node, Origin] {
  for (const [node, way] of ways) {
    const found = at(node, way, variables);
    if (found.kind !== 'absent') return [found, keyOrigin(at(node, way.slice(0, -1), variables), way.at(-1) ?? '')];
  }
  const none: Node = { kind: 'absent', origin: literal(variables.service.root.origin.span) };
  return [none, none.origin];
}

/** The items of a list with all that is in them. What is not known may be any number of them, which is told. */
function itemsOf(node: Node, variables: Variables): readonly Node[] {
  const expanded = variables.expand(node);
  const items = expanded.kind === 'list' ? [...expanded.items, ...expanded.unseen] : expanded.kind === 'absent' ? [] : [expanded];
  for (const item of items) if (item.kind === 'unknown') variables.tell(gap(`What this grants is not known: ${item.reason}`, onOneLine(item.origin.span)));
  return items;
}

/** As Serverless writes it; what it adds for logs, queues and streams has nothing to do with CloudTrail. */
function roleOf({ key, statements, managed, boundary }: RoleParts, variables: Variables): Entry {
  const text = (value: string): Node => scalar(value, key);
  const mapOf = (entries: Readonly<Record<string, Node>>): Node => map(new Map(Object.entries(entries).map(([name, value]): [string, Entry] => [name, { key, value }])), key);
  const document = (items: readonly Node[]): Node => mapOf({ Version: text('2012-10-17'), Statement: list(known(items), key, items.filter((item) => item.kind === 'unknown')) });
  const trust = mapOf({ Effect: text('Allow'), Principal: mapOf({ Service: text('lambda.amazonaws.com') }), Action: text('sts:AssumeRole') });
  const properties = mapOf({
    AssumeRolePolicyDocument: document([trust]),
    Policies: list([mapOf({ PolicyName: text('lambda'), PolicyDocument: document(statements) })], key),
    ManagedPolicyArns: list(managed, key),
    ...(boundary.kind !== 'absent' && { PermissionsBoundary: variables.expand(boundary) }),
  });
  return { key, value: mapOf({ Type: text('AWS::IAM::Role'), Properties: properties }) };
}

const known = (items: readonly Node[]): readonly Node[] => items.filter(({ kind }) => kind !== 'unknown');
