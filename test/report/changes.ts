import { kmsEvents } from '../../src/data/kms-events.js';
import type { Report, SinkChange } from '../../src/report/report.js';
import { FILES, FULL } from './full.js';
import { ALL_READS, ALL_WRITES, at, finding, place, sink, source } from './sample.js';

/** The report of full.ts, compared with a baseline or with what was there before a change: all that can happen to a sink. */

const { TEMPLATE, MODULE, POLICY } = FILES;
const OLD = source('templates/old trail.yaml', 'Resources:\n  Old:\n    Type: AWS::CloudTrail::Trail\n');

const EVENTS = kmsEvents.map(({ name }) => name).sort();
const READS = kmsEvents.filter(({ readOnly }) => readOnly).map(({ name }) => name).sort();

const [, reads, granted, excluded] = FULL.findings;
if (excluded === undefined || reads === undefined || granted === undefined) throw new Error('full.ts has changed');

const none = { logged: 0, lost: 27, depends: 0 };
const SINKS: readonly SinkChange[] = [
  { sink: 'Spare', span: at(TEMPLATE, 'Spare'), before: sink('Spare', at(TEMPLATE, 'Spare'), { reads: none, lost: READS }), after: sink('Spare', at(TEMPLATE, 'Spare')), stops: [], doubts: [], starts: READS },
  { sink: 'Org', span: at(TEMPLATE, '!Ref Excluded'), before: sink('Org', at(TEMPLATE, 'Org')), after: sink('Org', at(TEMPLATE, 'Org'), { reads: none, writes: { logged: 0, lost: 31, depends: 0 }, lost: EVENTS }), stops: EVENTS, doubts: [], starts: [] },
  { sink: 'module.trail.aws_cloudtrail.org[0]', span: at(MODULE, '"org"'), before: sink('module.trail.aws_cloudtrail.org[0]', at(MODULE, '"org"')), after: sink('module.trail.aws_cloudtrail.org[0]', at(MODULE, '"org"'), { reads: { logged: 0, lost: 0, depends: 27 }, depends: READS }), stops: [], doubts: READS, starts: [] },
  { sink: 'Old', span: at(OLD, 'Old'), before: sink('Old', at(OLD, 'Old'), { kind: 'event-data-store', writes: { logged: 2, lost: 29, depends: 0 }, reads: none }), after: undefined, stops: ['CreateKey', 'DisableKey'], doubts: [], starts: [] },
  { sink: 'New', span: at(TEMPLATE, 'Resources'), before: undefined, after: sink('New', at(TEMPLATE, 'Resources'), { reads: ALL_READS, writes: ALL_WRITES }), stops: [], doubts: [], starts: EVENTS },
];

const accepted = finding(place(at(POLICY, '"Resource"'), ''), {
  rule: 'grant-one-trail',
  level: 'note',
  message: 'This statement names one trail. Leave it.',
  subject: 'Statement[0]',
  fingerprint: '00000000000000cc',
  suppressions: [{ kind: 'inSource', justification: 'ops <needs> "it" & knows', at: at(POLICY, '"Action"') }],
});

/** One new finding, two known ones, one accepted one; two that are gone, and one that has another cause now. */
const compared: Report = {
  ...FULL,
  findings: [{ ...reads, state: 'unchanged' }, { ...granted, state: 'unchanged' }, accepted, { ...excluded, state: 'new' }],
  problems: FULL.problems.filter(({ rule }) => rule === 'gap'),
  internalErrors: [],
};

const gone = [
  { rule: 'sink-single-region', level: 'warning' as const, message: 'Trail `Old` sees one Region only. Make it see all.', subject: 'Old', path: OLD.path, span: at(OLD, 'Old') },
  { rule: 'kms-events-excluded', level: 'error' as const, message: 'Trail `Past` lost 27 events.', subject: 'Past', path: TEMPLATE.path, span: undefined },
  // It has another cause now.
  { rule: 'kms-events-excluded', level: 'error' as const, message: 'Trail `Org` lost 27 events.', subject: 'Org', path: TEMPLATE.path, span: undefined },
];

export const CHANGE: Report = { ...compared, comparison: { kind: 'change', against: 'origin/main', gone, sinks: SINKS, unread: [] } };

export const BASELINE: Report = { ...compared, comparison: { kind: 'baseline', against: '.keytrail-baseline.json', gone: gone.map((one) => ({ ...one, span: undefined })), sinks: [], unread: [] } };
