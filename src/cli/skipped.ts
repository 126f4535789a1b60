import type { Level } from '../check/finding.js';
import { gap } from '../core/problem.js';
import { bySpan, type Source } from '../core/source.js';
import type { LintOptions } from '../lint.js';
import type { Skipped } from '../read/files.js';
import type { Report } from '../report/report.js';

/** The report, with a gap for each file that could not be read: what was not looked at must not seem to be in order. */
export function withSkipped(report: Report, skipped: readonly Skipped[], options: LintOptions): Report {
  const level = gapLevel(options);
  if (level === 'off' || skipped.length === 0) return report;
  const problems = [...report.problems, ...skipped.map((one) => ({ ...problemOf(one), level }))];
  return { ...report, problems: problems.sort((a, b) => bySpan(a.span, b.span)) };
}

const gapLevel = ({ rules, strict }: LintOptions): 'off' | Level => rules.get('gap') ?? (strict ? 'warning' : 'note');

function problemOf({ path, reason }: Skipped): ReturnType<typeof gap> {
  const source: Source = { path, text: '', bom: false };
  return gap(`This was not read: ${reason}`, { source, start: 0, end: 0 });
}
