import { fingerprint } from '../core/hash.js';
import type { Problem } from '../core/problem.js';
import { onOneLine } from '../core/source.js';
import type { Finding } from './finding.js';
import type { RuleOptions } from './levels.js';
import type { Rule } from './rule.js';
import type { Levels } from './run.js';

const NONE: RuleOptions['rules'] = new Map();

const adviceOf = ({ rule, level, advice }: Problem): string => {
  if (advice !== undefined) return advice;
  if (rule === 'gap') return 'Lint what it stands for as well.';
  return level === 'error' ? 'Mend it: what stands there is not checked.' : 'Remove one of them: the last one counts.';
};

/**
 * Problems as findings, so that a pull request shows them: parse errors always, gaps where their rule is on. `configured`
 * are the levels that the user chose, by rule; without one, what is no error is told as a warning.
 */
export function problemFindings(problems: readonly Problem[], rules: readonly Rule[], levels: Levels, configured: RuleOptions['rules'] = NONE): readonly Finding[] {
  return problems.flatMap((problem): readonly Finding[] => {
    const rule = rules.find(({ meta }) => meta.id === problem.rule);
    const ruleLevel = rule === undefined ? 'off' : levels(rule);
    if (ruleLevel === 'off') return [];
    const level = problem.rule === 'parse-error' && !configured.has(problem.rule) ? problem.level : ruleLevel;
    const advice = adviceOf(problem);
    const span = onOneLine(problem.span);
    return [
      {
        rule: problem.rule,
        level,
        certainty: 'definite',
        message: `${problem.message}. ${advice}`,
        advice,
        primary: { span, message: '' },
        related: [],
        flow: [],
        assumptions: [],
        subject: '',
        declared: undefined,
        events: [],
        fixes: [],
        fingerprint: fingerprint([problem.rule, span.source.path, problem.message]),
        suppressions: [],
      },
    ];
  });
}
