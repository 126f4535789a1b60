import { managedPolicies } from '../data/managed-policies.js';
import type { Node } from '../core/node.js';
import { shown, type Text } from '../core/text.js';
import type { PolicyText } from '../model/policy.js';
import { texts } from './policy.js';

/** What one resource may be called in another: its logical id, and the names it is given. */
export interface Called {
  readonly address: string;
  readonly names: readonly Text[];
}

/** The text that a node holds, as far as it is known. */
export const textsOf = (node: Node): readonly Text[] => texts(node, node.origin).items.map(({ text }) => text);

/** `!Ref Role`, `!GetAtt Policy.PolicyArn`, or a name that the resource is given, parameters in it and all. */
export function refersTo({ text }: PolicyText, { address, names }: Called): boolean {
  const [only] = text;
  if (text.length === 1 && typeof only === 'object' && [address, `${address}.Arn`, `${address}.PolicyArn`].includes(only.name)) return true;
  return names.some((name) => isSame(text, name));
}

/** A customer managed policy by its ARN: what stands last behind `:policy/` is its name. */
export function namesPolicy(text: PolicyText, called: Called): boolean {
  const [, path] = /:iam::(?!aws:).*?:policy\/(.+)$/u.exec(shown(text.text)) ?? [];
  const name = path?.slice(path.lastIndexOf('/') + 1);
  return refersTo(text, called) || (name !== undefined && called.names.some((one) => isNamed(one) && shown(one) === name));
}

/** Parts that are not known are the same where they bear the same name: in one world a parameter has one value. */
const isSame = (a: Text, b: Text): boolean => isNamed(a) && isNamed(b) && shown(a) === shown(b);

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
