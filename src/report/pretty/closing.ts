import { unsuppressed } from '../../check/finding.js';
import { LEVELS } from './style.js';
import { count, listed } from './count.js';
import type { Report, SinkCoverage } from '../report.js';

export const EVENTS = 58;

/** The last lines: what was found, in how much, and what keeps that from being the whole truth. */
export const closing = (report: Report): string => [verdict(report), ...doubts(report)].join('\n');

function verdict(report: Report): string {
  const { files, coverage, findings } = report;
  const open = unsuppressed(findings);
  const ignored = findings.length - open.length;
  const remark = ignored === 0 ? '' : ` (${ignored} ignored)`;
  if (open.length > 0) return `${found(open)}${remark} in ${inWhat(report)}.`;
  if (files.seen === 0) return 'Nothing to check: no files.';
  if (files.recognised === 0) return `Nothing to check: ${nothingRead(files.seen)}.`;
  if (coverage.length === 0) return ignored > 0 ? `No findings${remark} in ${inWhat(report)}.` : `Nothing to check: no CloudTrail trail or event data store in ${count(files.recognised, 'file')}.${noGrant(report)}`;
  const whole = report.problems.every(({ level }) => level === 'warning') && report.internalErrors.length === 0;
  return `No findings${remark}${whole ? '' : ' in what was read'}: ${keeps(coverage)}.`;
}

/** Said only where it was looked for. */
const noGrant = ({ rules }: Report): string =>
  rules.some(({ category }) => category === 'power') ? ' No grant of the power to change one was found either.' : '';

const nothingRead = (seen: number): string => (seen === 1 ? 'the file is none that keytrail reads' : `none of ${seen} files is one that keytrail reads`);

function found(findings: Report['findings']): string {
  const counts = LEVELS.map((level) => [level, findings.filter((finding) => finding.level === level).length] as const);
  const possible = findings.filter(({ certainty }) => certainty === 'possible').length;
  const told = listed(counts.filter(([, number]) => number > 0).map(([level, number]) => count(number, level)));
  return possible === 0 ? told : `${told} (${possible} possible)`;
}

const inWhat = ({ files, coverage }: Report): string =>
  coverage.length === 0 ? `${count(files.recognised, 'file')} read` : `${count(files.recognised, 'file')} read; ${keeps(coverage)}`;

/** What the sinks keep; a sink that may lose events is never counted as one that logs them. */
export function keeps(coverage: readonly SinkCoverage[]): string {
  const all = coverage.filter(({ lost, depends }) => lost.length === 0 && depends.length === 0).length;
  const losing = coverage.filter(({ lost }) => lost.length > 0).length;
  const unsure = coverage.length - all - losing;
  if (all === coverage.length) return `${sinks(all, 'logs', 'log')} all ${EVENTS} KMS events`;
  const parts = [
    ...(all > 0 ? [`${sinks(all, 'logs', 'log')} all ${EVENTS} KMS events`] : []),
    ...(losing > 0 ? [`${sinks(losing, 'loses', 'lose')} KMS events`] : []),
    ...(unsure > 0 ? [`${sinks(unsure, 'may lose', 'may lose')} KMS events`] : []),
  ];
  return listed(parts);
}

const sinks = (number: number, one: string, many: string): string => `${count(number, 'sink')} ${number === 1 ? one : many}`;

/** Each of these means that something else could be wrong. */
export function doubts({ problems, internalErrors, findings }: Report): readonly string[] {
  const broken = problems.filter(({ rule, level }) => rule === 'parse-error' && level === 'error').length;
  const gaps = problems.filter(({ rule }) => rule === 'gap').length;
  const unread = [...(broken > 0 ? [count(broken, 'parse error')] : []), ...(gaps > 0 ? [count(gaps, 'gap')] : [])];
  return [
    ...(unread.length > 0 ? [`Not everything was read: ${listed(unread)}${findings.length === 0 ? ', so that something may have been missed' : ''}.`] : []),
    ...(internalErrors.length > 0 ? [`keytrail itself failed ${count(internalErrors.length, 'time')}: this report is incomplete.`] : []),
  ];
}
