import type { Finding, Level } from '../../check/finding.js';
import type { RuleMeta } from '../../check/rule.js';
import { jsonText } from '../json-text.js';
import type { Report } from '../report.js';
import type { Log, Notification, Result, Run } from './log.js';
import { leftOutNotification } from './notifications.js';
import { LINKS, MOST_NOTIFICATIONS, MOST_RELATED, MOST_RESULTS, MOST_STATIONS } from './profile.js';

/**
 * GitHub takes 10 MB after gzip. The limit here is the text itself, in bytes of UTF-8: gzip makes none larger by more than a
 * few bytes in ten thousand, and what it makes of one differs between its versions, while the same report has to give the same log.
 */
const MOST_BYTES = 9_900_000;
/** Room for the notification of what is left out. */
const REMARK = 2000;

const GRAVITY: readonly Level[] = ['error', 'warning', 'note'];

/** By level, then by the severity of the rule; what is alike stays in its order, which is that of paths. */
export function mostSevere(findings: readonly Finding[], rules: readonly RuleMeta[]): readonly Finding[] {
  const severities = new Map(rules.map(({ id, severity }) => [id, severity]));
  const severityOf = ({ rule }: Finding): number => severities.get(rule) ?? 0;
  return [...findings].sort((a, b) => GRAVITY.indexOf(a.level) - GRAVITY.indexOf(b.level) || severityOf(b) - severityOf(a)).slice(0, MOST_RESULTS);
}

/** No more than somebody reads of what could not be read. */
export function mostNotable(report: Report): Report {
  const internalErrors = report.internalErrors.slice(0, MOST_NOTIFICATIONS);
  return { ...report, internalErrors, problems: report.problems.slice(0, MOST_NOTIFICATIONS - internalErrors.length) };
}

/** A text within the limits, and what it lacks for that. */
export interface Fitted {
  readonly text: string;
  /** Empty, or a sentence. */
  readonly remark: string;
}

/** The log of what is left of `open` as text: as it is, else without indentation, else without what alerts can be understood without, else without the results at the end. */
export function fitted(log: Log, open: Report, limit = MOST_BYTES): Fitted {
  const [run] = log.runs;
  if (run === undefined) return { text: jsonText(log), remark: '' };
  const textOf = (one: Run, remark: string, indentation: number): string => jsonText({ ...log, runs: [remark === '' ? one : remarked(one, remark)] }, indentation);
  const whole = remarkOf(run, open, false);
  for (const indentation of [2, 0]) {
    const text = textOf(run, whole, indentation);
    if (bytesOf(text) <= limit) return { text, remark: whole };
  }
  const bare = { ...run, results: run.results.map(withoutWays) };
  const room = limit - REMARK - bytesOf(textOf({ ...bare, results: [] }, '', 0));
  const short = { ...bare, results: within(bare.results, room) };
  const remark = remarkOf(short, open, true);
  return { text: textOf(short, remark, 0), remark };
}

/** As many as there is room for, the first ones first: one that is too large by itself keeps no other back. */
function within(results: readonly Result[], room: number): readonly Result[] {
  let left = room;
  return results.filter((result) => {
    // The line end of the text stands for the comma.
    const bytes = bytesOf(jsonText(result, 0));
    if (bytes > left) return false;
    left -= bytes;
    return true;
  });
}

/** The message links to the first related locations: the others are not seen on GitHub. */
function withoutWays({ codeFlows: _codeFlows, relatedLocations, ...result }: Result): Result {
  return { ...result, ...(relatedLocations !== undefined && { relatedLocations: relatedLocations.slice(0, LINKS) }) };
}

function remarkOf(run: Run, { findings, problems, internalErrors }: Report, bare: boolean): string {
  const results = findings.length - run.results.length;
  const notices = problems.length + internalErrors.length - notificationsOf(run).length;
  const isLong = findings.some(({ related, flow }) => related.length > MOST_RELATED || flow.length > MOST_STATIONS);
  const lacks = [
    results > 0 ? `${results} of ${findings.length} findings, the least severe ones first` : '',
    notices > 0 ? `${notices} notes on what could not be read or went wrong` : '',
    bare ? 'the ways of values and places that no message links to' : '',
    isLong && !bare ? 'places of findings that have very many' : '',
  ].filter((lack) => lack !== '');
  return lacks.length === 0 ? '' : `The SARIF lacks something, so that GitHub code scanning takes all of it: ${lacks.join('; ')}. With --sarif-profile full it has everything.`;
}

const notificationsOf = ({ invocations }: Run): readonly Notification[] => invocations.flatMap(({ toolExecutionNotifications }) => toolExecutionNotifications);

const remarked = (run: Run, remark: string): Run => ({
  ...run,
  invocations: run.invocations.map((invocation) => ({ ...invocation, toolExecutionNotifications: [...invocation.toolExecutionNotifications, leftOutNotification(remark)] })),
});

/** In UTF-8. */
function bytesOf(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // A surrogate pair is four bytes: two for each half.
    if (code >= 0x80) bytes += code >= 0x800 && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
