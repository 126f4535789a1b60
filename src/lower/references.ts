import { managedPolicies } from '../data/managed-policies.js';
import type { Node } from '../core/node.js';
import { shown, type Text } from '../core/text.js';
import type { PolicyText } from '../model/grant/policy.js';
import { texts } from './policy.js';

/** What one resource may be called in another: its logical id, and the names it is given. */
export interface Called {
  readonly address: string;
  readonly names: readonly Text[];
}

/** The text that a node holds, as far as it is known. */
export const textsOf = (node: Node): readonly Text[] => texts(node, node.origin).items.map(({ text }) => text);

/** What may be called by others, to be looked up: a plan has thousands of resources, each of which calls some. */
export class Directory<C extends Called> {
  private readonly byReference = new Map<string, C[]>();
  private readonly byName = new Map<string, C[]>();

  constructor(all: readonly C[]) {
    for (const called of all) {
      for (const suffix of ['', '.Arn', '.PolicyArn']) enter(this.byReference, called.address + suffix, called);
      for (const name of called.names) if (isNamed(name)) enter(this.byName, shown(name), called);
    }
  }

  /**
   * By `!Ref Role`, `!GetAtt Policy.PolicyArn`, or a name that the resource is given. Parts of names that are not known are
   * the same where they bear the same name: in one world a parameter has one value.
   */
  all({ text }: PolicyText): readonly C[] {
    const [only] = text;
    const referred = text.length === 1 && typeof only === 'object' ? this.byReference.get(only.name) : undefined;
    return referred ?? (isNamed(text) ? this.byName.get(shown(text)) : undefined) ?? [];
  }

  /** Customer managed policies by their ARN as well: what stands last behind `:policy/` is the name. */
  policies(text: PolicyText): readonly C[] {
    const found = this.all(text);
    if (found.length > 0) return found;
    const [, path] = /:iam::(?!aws:).*?:policy\/(.+)$/u.exec(shown(text.text)) ?? [];
    return path === undefined ? [] : (this.byName.get(path.slice(path.lastIndexOf('/') + 1)) ?? []);
  }
}

function enter<C>(index: Map<string, C[]>, key: string, called: C): void {
  const found = index.get(key);
  if (found === undefined) index.set(key, [called]);
  else if (!found.includes(called)) found.push(called);
}

const isNamed = (text: Text): boolean => text.every((part) => typeof part === 'string' || part.name !== '?');

/** The name of a policy of AWS, which is what stands behind `:iam::aws:policy/` in its ARN, of whatever partition. */
export function managedName(text: PolicyText): PolicyText | undefined {
  const [, name] = /:iam::aws:policy\/([\w+=,.@/-]+)$/u.exec(shown(text.text)) ?? [];
  return name === undefined ? undefined : { ...text, text: [name], unknown: '' };
}

/** SAM takes the bare name of a policy of AWS as well, without its path. */
export function bareManagedName(text: PolicyText): PolicyText | undefined {
  const [name, ...more] = text.text;
  if (typeof name !== 'string' || more.length > 0 || !/^[\w+=,.@/-]+$/u.test(name)) return managedName(text);
  return { ...text, text: [managedPolicies.find((policy) => policy.name.endsWith(`/${name}`))?.name ?? name] };
}
