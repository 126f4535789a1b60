import type { FailOn } from '../args/invocation.js';
import { judged } from '../../check/finding.js';
import { exit } from '../io.js';
import type { Run } from './run.js';

export const weight: Readonly<Record<FailOn, number>> = { note: 1, warning: 2, error: 3, never: Infinity };

/** The exit status of a run. A possible finding bears its lowered level already. */
export function statusOf({ report, namedRead, failed }: Run, failOn: FailOn): number {
  if (failed) return exit.failure;
  if (judged(report.findings).some(({ level }) => weight[level] >= weight[failOn])) return exit.findings;
  // A hook that lints nothing should not look green; one that was handed a file without a sink in it should.
  return report.files.recognised === 0 && !namedRead ? exit.nothing : exit.ok;
}
