import type { External } from '../program/values/values.js';
import { madeBy } from './names.js';

/** What there is in a program at all: much of what is looked at matters only beside something else. */
interface Presence {
  /** Something that may be a trail. */
  readonly trails: boolean;
  /** A state of a state machine that may call CloudTrail, or a definition in a text. */
  readonly states: boolean;
  /** A target of a schedule that may be any operation. */
  readonly targets: boolean;
}

const known = new WeakMap<readonly External[], Presence>();

export function presenceIn(all: readonly External[]): Presence {
  const before = known.get(all);
  if (before !== undefined) return before;
  const names = new Set(all.map(madeBy));
  const has = (pattern: RegExp): boolean => [...names].some((name) => name !== undefined && pattern.test(name));
  const found: Presence = {
    trails: has(/^aws-cloudtrail\.(?:Cfn)?Trail$|^core\.CfnResource$|\.CfnInclude$/u),
    states: has(/^aws-stepfunctions-tasks\.CallAwsService|^aws-stepfunctions\.CustomState$|^aws-stepfunctions\.DefinitionBody\.fromString$/u),
    targets: has(/\.Universal$/u),
  };
  known.set(all, found);
  return found;
}
