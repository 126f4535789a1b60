import type { Ignore } from '../core/ignore.js';
import { parseError, type Problem } from '../core/problem.js';
import { sameSpan, type Span } from '../core/source.js';
import type { Ignored } from '../core/unit.js';
import type { Finding, Suppression } from './finding.js';

/** Words that hold for some findings. */
export interface Cover {
  readonly ignores: readonly Ignore[];
  readonly covers: (finding: Finding) => boolean;
}

/** Of a declaration by its name: what is told of it, and what is found in it. */
export const coverOf = (name: Span, { ignores, over }: Ignored): Cover => ({
  ignores,
  covers: ({ declared, primary: { span } }) => (declared !== undefined && sameSpan(declared, name)) || (span.source === over.source && over.start <= span.start && span.end <= over.end),
});

export interface Suppressed {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/**
 * Findings with what hides them, and the ignores that hide nothing because they are not as they must be: without a reason, or
 * limited in a way that cannot be followed. Ignores of other tools stand in the same places and are left alone.
 */
export function suppress(findings: readonly Finding[], covers: readonly Cover[], rules: ReadonlySet<string>): Suppressed {
  const ours = covers.flatMap(({ ignores, covers: holds }) => ignores.flatMap((ignore) => named(ignore, rules).map((name) => ({ ignore, name, covers: holds }))));
  const acting = ours.filter(({ ignore, name }) => faultOf(ignore, name, rules) === undefined);
  return {
    findings: acting.length === 0 ? findings : findings.map((finding) => withSuppressions(finding, acting.filter(({ name, covers: holds }) => name === finding.rule && holds(finding)).map(({ ignore }) => ignore))),
    problems: [...new Map(ours.map((one) => [one.ignore, one])).values()].flatMap(({ ignore, name }) => faultOf(ignore, name, rules) ?? []),
  };
}

/** Each place once, however many covers name it. */
function withSuppressions(finding: Finding, ignores: readonly Ignore[]): Finding {
  const added = ignores.filter(({ at }, index) => ignores.findIndex((other) => sameSpan(other.at, at)) === index && !finding.suppressions.some((one) => sameSpan(one.at, at)));
  if (added.length === 0) return finding;
  return { ...finding, suppressions: [...finding.suppressions, ...added.map(({ reason, at }): Suppression => ({ kind: 'inSource', justification: reason.trim(), at }))] };
}

/**
 * The rule of ours that an ignore names, as it is or behind our name: `keytrail/`, `keytrail-`, and `keytrail::` as plugins of
 * the CDK are named. The CDK puts `Annotation::` before what has no plugin.
 */
function named({ rule }: Ignore, rules: ReadonlySet<string>): readonly string[] {
  const plain = rule.replace(/^Annotation::/u, '');
  if (rules.has(plain)) return [plain];
  const ours = /^keytrail(?:::|\/|-)(.*)$/isu.exec(plain)?.[1];
  return ours === undefined ? [] : [ours];
}

function faultOf({ reason, limited, at }: Ignore, name: string, rules: ReadonlySet<string>): Problem | undefined {
  const told = (message: string, advice: string): Problem => parseError(message, at, 'warning', advice);
  if (!rules.has(name)) return told(`There is no rule \`${name}\`: nothing is ignored`, '`keytrail rules` lists them.');
  if (limited) return told(`The ignore of \`${name}\` is limited by \`applies_to\`, which says nothing about what this rule finds: it does not act`, 'Leave `applies_to` out.');
  if (reason.trim() === '') return told(`The ignore of \`${name}\` gives no reason: it does not act`, 'Say why.');
  return undefined;
}
