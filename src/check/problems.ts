import { fingerprint } from '../core/hash.js';
import type { Problem } from '../core/problem.js';
import { onOneLine, type Span } from '../core/source.js';
import type { Finding, Level } from './finding.js';
import type { RuleOptions } from './levels.js';
import type { ListedRule } from './rule.js';
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
export function problemFindings(problems: readonly Problem[], rules: readonly ListedRule[], levels: Levels, configured: RuleOptions['rules'] = NONE): readonly Finding[] {
  return problems.flatMap((problem): readonly Finding[] => {
    const rule = rules.find(({ meta }) => meta.id === problem.rule);
    const ruleLevel = rule === undefined ? 'off' : levels(rule);
    if (ruleLevel === 'off') return [];
    const level = problem.rule === 'parse-error' && !configured.has(problem.rule) ? problem.level : ruleLevel;
    return [inputFinding({ rule: problem.rule, level, message: problem.message, advice: adviceOf(problem), span: problem.span })];
  });
}

/** Something told of the input itself. */
interface Told {
  readonly rule: string;
  readonly level: Level;
  /** Without a full stop. */
  readonly message: string;
  /** A sentence. */
  readonly advice: string;
  readonly span: Span;
  /** What tells it apart from what is said with the same words in the same file. */
  readonly apart?: readonly string[];
}

export function inputFinding({ rule, level, message, advice, span: { source, start, end }, apart = [] }: Told): Finding {
  return {
    rule,
    level,
    certainty: 'definite',
    message: `${message}. ${advice}`,
    advice,
    primary: { span: onOneLine({ source, start, end }), message: '' },
    related: [],
    flow: [],
    assumptions: [],
    subject: '',
    declared: undefined,
    events: [],
    fixes: [],
    fingerprint: fingerprint([rule, source.path, message, ...apart]),
    cause: fingerprint([message, ...apart]),
    holders: [],
    state: undefined,
    suppressions: [],
  };
}
