import { judged } from '../check/finding.js';
import type { Span } from '../core/source.js';
import type { ReportOptions } from './options.js';
import { errorBlock, findingBlock, problemBlock } from './pretty/blocks.js';
import { changeBlocks } from './pretty/change.js';
import { closing } from './pretty/closing.js';
import { painter } from './pretty/style.js';
import type { Report } from './report.js';

/** For people: each finding as a picture of the lines it is about, then what could not be read, then the sum. */
export function renderPretty(report: Report, options: ReportOptions): string {
  const paint = painter(options.color);
  const told = new Set(report.findings.map(({ rule, primary }) => toldAs(rule, primary.span)));
  const problems = report.problems.filter((problem) => problem.ignored !== true && !told.has(toldAs(problem.rule, problem.span)));
  const blocks = [
    ...judged(report.findings).map((finding) => findingBlock(finding, options, paint)),
    ...(options.quiet ? [] : changeBlocks(report, options, paint)),
    ...(options.quiet ? [] : problems.map((problem) => problemBlock(problem, options, paint))),
    // Even when quiet: a report that lacks something because of us must not look whole.
    ...report.internalErrors.map((error) => errorBlock(error, paint)),
    ...(options.quiet ? [] : [closing(report)]),
  ];
  return blocks.map((block) => `${block}\n`).join('\n');
}

/** A parse error is a finding as well: it is told once. */
const toldAs = (rule: string, { source, start }: Span): string => [rule, source.path, start].join('\u0000');
