import type { Origin } from '../../core/source.js';
import type { Text } from '../../core/text.js';
import type { Truth } from '../../core/truth.js';
import type { Many, Setting } from '../../core/value.js';

/** A string of a policy as far as it is known, with the place to point at. */
export interface PolicyText {
  readonly text: Text;
  readonly origin: Origin;
  /** Why parts of it are not known; empty where all are. */
  readonly unknown: string;
}

/** `Action` or `NotAction`, `Resource` or `NotResource`; the origin of the values is the key. */
export interface Selection {
  readonly negated: boolean;
  readonly values: Many<PolicyText>;
}

/** One line of a `Condition` block: an operator, a key and the values it is compared with. */
export interface ConditionTest {
  /** As written: `ForAllValues:StringLikeIfExists`. */
  readonly operator: string;
  /** As written: condition keys are case-insensitive. */
  readonly key: string;
  readonly values: Many<PolicyText>;
  /** The key. */
  readonly origin: Origin;
}

/** IAM User Guide, "Grammar of the IAM JSON policy language". */
export interface Statement {
  /** Empty where it has none. */
  readonly sid: string;
  readonly effect: Setting<'Allow' | 'Deny'>;
  readonly actions: Selection;
  readonly resources: Selection;
  readonly conditions: Many<ConditionTest>;
  readonly exists: Truth;
  readonly origin: Origin;
}

export interface PolicyDocument {
  /** The resource or file that declares it: unique in the unit. */
  readonly address: string;
  /** Variables such as `${aws:username}` are literal text unless the version is 2012-10-17. */
  readonly hasVariables: boolean;
  readonly statements: Many<Statement>;
  readonly origin: Origin;
}

/** A managed policy attached by its ARN or name; `name` is what stands behind `:policy/`, its path included. */
export interface Attachment {
  readonly name: PolicyText;
  readonly exists: Truth;
}

/** Who may take a role on, as its trust policy says. */
export interface Trust {
  /**
   * `open`: everyone, a foreign account, or an identity provider without a condition on who. `compute`: EC2, Lambda, ECS.
   * `deployment`: CloudFormation and nobody else.
   */
  readonly by: 'people' | 'service' | 'deployment' | 'compute' | 'open' | 'unknown';
  readonly origin: Origin;
}

/** What caps a principal's permissions from outside. */
export type Boundary =
  | { readonly kind: 'none' }
  /** Its document is in view. */
  | { readonly kind: 'document'; readonly document: PolicyDocument; readonly origin: Origin }
  /** An AWS managed policy, by name. */
  | { readonly kind: 'managed'; readonly name: PolicyText }
  /** Not in view: nothing can be said. */
  | { readonly kind: 'elsewhere'; readonly origin: Origin };

export type PrincipalKind = 'role' | 'user' | 'group' | 'permission-set' | 'unattached';

/** Somebody whom a policy is given to, as far as the name is known. */
export interface NamedHolder {
  readonly kind: PrincipalKind;
  readonly name: Text;
}

/** A holder of policies. A document that nobody in view holds has an `unattached` holder of its own. */
export interface Principal {
  readonly kind: PrincipalKind;
  readonly address: string;
  /** Those whom an `unattached` holder stands for, where something names them; empty for any other. */
  readonly named: readonly NamedHolder[];
  readonly exists: Truth;
  readonly documents: readonly PolicyDocument[];
  /** Of the groups that a user is in: what they allow is told of the group, what they deny holds for the user too. */
  readonly inherited: readonly PolicyDocument[];
  readonly attachments: readonly Attachment[];
  readonly boundary: Boundary;
  readonly trust: Trust;
  readonly origin: Origin;
}

/** Everything about permissions in one unit. */
export interface Permissions {
  readonly principals: readonly Principal[];
  /** Service control policies in view. Their Allows grant nothing. */
  readonly controls: readonly PolicyDocument[];
}
