import { acceptingBy } from '../../check/ignores/configured.js';
import type { Level } from '../../check/finding.js';
import { levelsFor } from '../../check/levels.js';
import { problemFindings } from '../../check/problems.js';
import type { ListedRule } from '../../check/rule.js';
import { gap, type Problem } from '../../core/problem.js';
import { bySpan } from '../../core/source.js';
import type { LintOptions } from '../../lint.js';
import type { Skipped } from '../../read/files.js';
import type { Report } from '../../report/report.js';

/** The report, with a gap for each file that could not be read: what was not looked at must not seem to be in order. */
export function withSkipped(report: Report, skipped: readonly Skipped[], rules: readonly ListedRule[], options: LintOptions): Report {
  if (skipped.length === 0) return report;
  const gaps = skipped.map(gapOf);
  const accepted = acceptingBy(options.noIgnores === true ? [] : (options.ignores ?? []), { rules: new Set(rules.map(({ meta }) => meta.id)), today: options.today ?? '' });
  const findings = accepted(problemFindings(gaps, rules, levelsFor(options)));
  const isAccepted = (problem: Problem): boolean => accepted(problemFindings([problem], rules, () => gapLevel)).some(({ suppressions }) => suppressions.length > 0);
  return {
    ...report,
    findings: [...report.findings, ...findings].sort((a, b) => bySpan(a.primary.span, b.primary.span)),
    problems: [...report.problems, ...gaps.map((problem) => ({ ...problem, level: gapLevel, ...(isAccepted(problem) && { ignored: true as const }) }))].sort((a, b) => bySpan(a.span, b.span)),
  };
}

const gapLevel: Level = 'note';

const gapOf = ({ path, reason }: Skipped): Problem =>
  gap(`This was not read: ${reason}`, { source: { path, text: '', bom: false }, start: 0, end: 0 });
