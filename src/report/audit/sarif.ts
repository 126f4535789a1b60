import type { Attempt, Audit, Call } from '../../audit/audit.js';
import type { Finding, Place } from '../../check/finding.js';
import { fingerprint } from '../../core/hash.js';
import type { ReportOptions } from '../options.js';
import type { Report } from '../report.js';
import { renderSarif } from '../sarif.js';
import { ATTEMPT, type Blackout, blackoutsOf, blackoutText } from './blackouts.js';
import { onScreen } from './on-screen.js';
import { attemptRule, auditRules, blackoutRule } from './rules.js';
import { attemptText, callerText, capital, placeText, timeText } from './words.js';

/** SARIF 2.1.0 by the writer of the linter: each blackout is a result at the record that opened it, each attempt one at its record. */
export const renderAuditSarif = (audit: Audit, options: ReportOptions): string => onScreen(renderSarif(reportOf(audit), options));

function reportOf(audit: Audit): Report {
  return {
    findings: [...blackoutsOf(audit).map(blackoutFinding), ...audit.attempts.map(attemptFinding)],
    problems: audit.problems,
    coverage: [],
    internalErrors: [],
    rules: auditRules,
    files: { seen: audit.records.files, recognised: audit.records.files },
    read: [],
    undeclaredParameters: [],
    undeclaredVariables: [],
    comparison: undefined,
  };
}

function blackoutFinding(blackout: Blackout): Finding {
  const { sink, level, certainty, scopes, events, opened, closed } = blackout;
  const advice = ADVICE[closed === undefined ? 'open' : 'closed'];
  return {
    ...common(opened, sink.arn, events),
    rule: blackoutRule.id,
    level,
    certainty,
    message: `${capital(blackoutText(blackout))}: \`${opened.name}\` by ${callerText(opened.caller)}. ${advice}`,
    advice,
    related: closed === undefined ? [] : [place(closed, `closed at ${timeText(closed.time)} by ${callerText(closed.caller)}`)],
    fingerprint: fingerprint([blackoutRule.id, sink.arn, ...scopes, ...identity(opened), ...events]),
    cause: fingerprint([...identity(opened), ...events]),
    holders: [],
  };
}

const ADVICE = {
  open: 'Let it log them again, and take what happened meanwhile out of the Event history of each Region, which keeps 90 days.',
  closed: 'Take what happened meanwhile out of the Event history of each Region, which keeps 90 days.',
} as const;

function attemptFinding(attempt: Attempt): Finding {
  const { sink, call, events } = attempt;
  const advice = 'Ask whether the caller was meant to do that.';
  return {
    ...common(call, sink?.arn ?? '', events),
    rule: attemptRule.id,
    level: ATTEMPT,
    certainty: 'definite',
    message: `${capital(attemptText(attempt))}, by ${callerText(call.caller)} at ${timeText(call.time)}. ${advice}`,
    advice,
    related: [],
    fingerprint: fingerprint([attemptRule.id, sink?.arn ?? '', ...identity(call)]),
    cause: fingerprint(identity(call)),
    holders: [],
  };
}

const common = (call: Call, subject: string, events: readonly string[]): Pick<Finding, 'primary' | 'flow' | 'assumptions' | 'subject' | 'declared' | 'events' | 'fixes' | 'state' | 'suppressions'> => ({
  primary: place(call, `\`${call.name}\` at ${timeText(call.time)}`),
  flow: [],
  assumptions: [],
  subject,
  declared: undefined,
  events,
  fixes: [],
  state: undefined,
  suppressions: [],
});

const place = ({ at }: Call, message: string): Place => ({ span: at, message });

/** A record is known by its event wherever the file lies; one without an id by where it stands. */
const identity = (call: Call): readonly string[] => (call.eventId === undefined ? [call.name, String(call.time), placeText(call)] : [call.eventId]);
