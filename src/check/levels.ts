import type { Level } from './finding.js';
import type { ListedRule } from './rule.js';
import type { Levels } from './run.js';

/** What the user says of rules. */
export interface RuleOptions {
  /** Levels that differ from the catalogue's, by rule id. */
  readonly rules: ReadonlyMap<string, 'off' | Level>;
  /** Turns on the rules that are off by default. */
  readonly strict: boolean;
}

/** The level of each rule for a run. */
export const levelsFor = ({ rules, strict }: RuleOptions): Levels => ({ meta }: ListedRule) => rules.get(meta.id) ?? (meta.strictOnly && !strict ? 'off' : meta.level);
