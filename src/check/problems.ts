import { fingerprint } from '../core/hash.js';
import type { Problem } from '../core/problem.js';
import { onOneLine } from '../core/source.js';
import type { Finding } from './finding.js';
import type { Rule } from './rule.js';
import type { Levels } from './run.js';

const advice = {
  'parse-error': 'Mend it: what stands there is not checked.',
  gap: 'Lint what it stands for as well.',
} as const;

/** Problems as findings, so that a pull request shows them: parse errors always, gaps where their rule is on. */
export function problemFindings(problems: readonly Problem[], rules: readonly Rule[], levels: Levels): readonly Finding[] {
  return problems.flatMap((problem): readonly Finding[] => {
    const rule = rules.find(({ meta }) => meta.id === problem.rule);
    const level = rule === undefined ? 'off' : levels(rule);
    if (level === 'off') return [];
    const span = onOneLine(problem.span);
    return [
      {
        rule: problem.rule,
        level,
        certainty: 'definite',
        message: `${problem.message}. ${advice[problem.rule]}`,
        advice: advice[problem.rule],
        primary: { span, message: '' },
        related: [],
        flow: [],
        assumptions: [],
        subject: '',
        events: [],
        fixes: [],
        fingerprint: fingerprint([problem.rule, span.source.path, problem.message]),
      },
    ];
  });
}
