import { idleConditions, type Fault, type Rule } from '../src/rule.js';

/** A Condition on a grant of PutEventSelectors that everyone passes, or nobody. */
export const conditionWithoutEffect: Rule = {
  meta: {
    id: 'condition-without-effect',
    level: 'warning',
    severity: 4.0,
    category: 'power',
    summary: 'A condition on PutEventSelectors that does nothing',
    description:
      'The condition is always true for this call, so that it narrows nothing, or never true, so that the statement grants nothing. A missing key passes negated operators, IfExists and ForAllValues; CloudTrail has no condition keys of its own.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: false,
    taxa: [{ taxonomy: 'cwe', id: 'CWE-732' }],
  },
  *check(model): Iterable<Fault> {
    const seen = new Set<unknown>();
    const ordinals = new Map<string, number>();
    for (const { condition, principal, truth } of idleConditions(model.permissions)) {
      // A policy that several principals hold is told once.
      if (seen.has(condition.test)) continue;
      seen.add(condition.test);
      const { operator, key } = condition.test;
      // Counted by itself: what is written above it and speaks of others must not change it.
      const name = `${principal.address} ${operator} ${key}`;
      const ordinal = ordinals.get(name) ?? 0;
      ordinals.set(name, ordinal + 1);
      const effect = condition.grade === 'dead' ? 'is never true, so that nothing is granted' : 'does not narrow it';
      yield {
        truth,
        subject: { address: principal.address, exists: principal.exists, sink: undefined },
        level: condition.grade === 'dead' ? 'note' : undefined,
        fault: `${operator} ${key} ${String(ordinal)}`,
        at: condition.test.origin,
        label: condition.because,
        related: [],
        sentence: {
          definite: `The condition \`${operator}\` on \`${key}\` of this grant of PutEventSelectors ${effect}: ${condition.because}`,
          possible: `The condition \`${operator}\` on \`${key}\` of what may be a grant of PutEventSelectors ${effect}: ${condition.because}`,
        },
        advice: condition.grade === 'dead' ? 'Remove the statement, or write the condition that was meant' : 'Write a condition on a key that every caller has, such as `aws:PrincipalArn`',
        events: [],
        fixes: [],
      };
    }
  },
};
