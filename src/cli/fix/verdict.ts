import { greatest } from '../../core/long.js';
import { judged, unsuppressed, type Finding, type Level } from '../../check/finding.js';
import type { Report, SinkCoverage } from '../../report/report.js';

const gravity: readonly Level[] = ['note', 'warning', 'error'];
const graveness = ({ level }: Finding): number => gravity.indexOf(level);

/**
 * What speaks against fixes that were made between two runs, in words that fit behind a colon; undefined where nothing does. `fixed` are
 * the findings that they were made for. What comes to light behind a fault that is gone may be as grave as that, but no graver.
 */
export function faultOf(before: Report, after: Report, fixed: readonly Finding[]): string | undefined {
  if (after.internalErrors.length > before.internalErrors.length) return 'keytrail fails on what it makes';
  const read = new Set(after.read);
  if (errors(after) > errors(before) || before.read.some((path) => !read.has(path))) return 'what it makes cannot be read';
  const was = unsuppressed(before.findings);
  const left = unsuppressed(after.findings);
  const more = growthBy(aboutOf, was, left);
  if (stays(fixed, growthBy(keyOf, was, left), more)) return 'what it is for is still there';
  const gravest = greatest(fixed.map(graveness));
  // What an ignore is for may be gone as well: that it is unused is about the ignore, not about a sink.
  const worse = left.find((finding) => finding.subject !== '' && graveness(finding) > gravest && (more.get(aboutOf(finding)) ?? 0) > 0);
  if (worse !== undefined) return `it brings ${worse.rule}, which is graver`;
  return losesEvents(before.coverage, after.coverage) ? 'a trail or event data store logs less with it' : undefined;
}

/** Of several findings of a rule about one sink, those behind one that is gone may be counted anew: then there is one less all the same. */
function stays(fixed: readonly Finding[], growth: ReadonlyMap<string, number>, more: ReadonlyMap<string, number>): boolean {
  const gone = countsBy(keyOf, fixed);
  const less = countsBy(aboutOf, fixed);
  return fixed.some((finding) => (growth.get(keyOf(finding)) ?? 0) > -(gone.get(keyOf(finding)) ?? 0) && (more.get(aboutOf(finding)) ?? 0) > -(less.get(aboutOf(finding)) ?? 0));
}

/** As a baseline knows findings: whatever lines they stand in. */
const keyOf = ({ rule, primary, subject, cause }: Finding): string => [rule, primary.span.source.path, subject, cause].join('\u0000');

/** What is left of a finding may have another cause. */
const aboutOf = ({ rule, primary, subject }: Finding): string => [rule, primary.span.source.path, subject].join('\u0000');

type KeyOf = (finding: Finding) => string;

function countsBy(key: KeyOf, findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(key(finding), (counts.get(key(finding)) ?? 0) + 1);
  return counts;
}

/** How many findings of each kind there are more than before; less than none where some are gone. */
function growthBy(key: KeyOf, before: readonly Finding[], after: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map(countsBy(key, after));
  for (const [kind, count] of countsBy(key, before)) counts.set(kind, (counts.get(kind) ?? 0) - count);
  return counts;
}

const errors = ({ problems }: Report): number => problems.filter(({ level }) => level === 'error').length;

/** Whether a sink is gone, surely logs fewer events, or surely loses more of them. */
function losesEvents(before: readonly SinkCoverage[], after: readonly SinkCoverage[]): boolean {
  const now = sums(after);
  return [...sums(before)].some(([key, { sinks, logged, lost }]) => {
    const then = now.get(key);
    return then === undefined || then.sinks < sinks || then.logged < logged || then.lost > lost;
  });
}

interface Sum {
  readonly sinks: number;
  readonly logged: number;
  readonly lost: number;
}

/** Several sinks may bear one name. */
function sums(coverage: readonly SinkCoverage[]): ReadonlyMap<string, Sum> {
  const found = new Map<string, Sum>();
  for (const { sink, span, reads, writes } of coverage) {
    const key = `${span.source.path}\u0000${sink}`;
    const { sinks, logged, lost } = found.get(key) ?? { sinks: 0, logged: 0, lost: 0 };
    found.set(key, { sinks: sinks + 1, logged: logged + reads.logged + writes.logged, lost: lost + reads.lost + writes.lost });
  }
  return found;
}

/** How many findings are gone that were shown. */
export const goneBetween = (before: Report, after: Report): number =>
  [...growthBy(aboutOf, judged(before.findings), judged(after.findings)).values()].reduce((sum, growth) => sum + Math.max(0, -growth), 0);
