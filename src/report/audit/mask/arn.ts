import type { StandIns } from './stand-ins.js';

const ARN = /^arn:(aws[a-z-]*):([a-z0-9-]*):([a-z0-9-]*):([^:]*):([^]+)$/u;

/** Kinds of resources that AWS names; what else stands there may be a name of the user's. Service Authorization Reference. */
const KINDS: ReadonlySet<string> = new Set([
  'alias', 'assumed-role', 'channel', 'dashboard', 'eventdatastore', 'federated-user', 'function', 'group', 'instance', 'instance-profile', 'key', 'log-group', 'mfa', 'oidc-provider', 'policy', 'role',
  'saml-provider', 'stack', 'trail', 'user',
]);

/** They are spoken of without their account; the ids of most are those of no other in any. */
const UNIQUE: ReadonlySet<string> = new Set(['alias', 'eventdatastore', 'key']);

/** An ARN with its stand-in, which is one as well (service, Region and kind stay), and the names in it with theirs. */
export interface MaskedArn {
  readonly arn: string;
  readonly names: readonly (readonly [name: string, standIn: string])[];
}

/** Undefined for what is no ARN. */
export function maskedArn(text: string, standIns: StandIns): MaskedArn | undefined {
  const [, partition, service = '', region = '', account = '', resource = ''] = ARN.exec(text) ?? [];
  if (partition === undefined) return undefined;
  // `aws` owns what AWS makes for everybody.
  const owner = account === '' || account === 'aws' ? account : standIns.of('account', account);
  const { shown, names } = maskedResource(resource, account, standIns);
  return { arn: `arn:${partition}:${service}:${region}:${owner}:${shown}`, names };
}

interface MaskedResource {
  readonly shown: string;
  readonly names: MaskedArn['names'];
}

function maskedResource(resource: string, account: string, standIns: StandIns): MaskedResource {
  if (resource === 'root') return { shown: resource, names: [] };
  const [, kind = '', separator = '', rest = ''] = /^([a-z-]+)([/:])([^]+)$/u.exec(resource) ?? [];
  const named = (what: string, name: string): readonly [string, string] => [name, standIns.of(what, UNIQUE.has(what) ? name : JSON.stringify([account, name]))];
  if (!KINDS.has(kind)) {
    const own = named('resource', resource);
    return { shown: own[1], names: [own] };
  }
  if (kind === 'assumed-role') {
    const [first = '', ...others] = rest.split('/');
    const role = named('role', first);
    const session: readonly [string, string] | undefined = others.length === 0 ? undefined : [others.join('/'), standIns.of('session', others.join('/'))];
    return { shown: [kind, role[1], ...(session === undefined ? [] : [session[1]])].join('/'), names: session === undefined ? [role] : [role, session] };
  }
  // Roles and users have paths in front of their names, which a session of theirs does not show.
  const own = named(kind, kind === 'role' || kind === 'user' ? rest.slice(rest.lastIndexOf('/') + 1) : rest);
  return { shown: `${kind}${separator}${own[1]}`, names: [own] };
}
