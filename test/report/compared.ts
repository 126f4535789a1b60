import type { Report } from '../../src/report/report.js';
import { ALL_READS, ALL_WRITES, RULES, at, finding, place, problem, report, rule, sink, source } from './sample.js';

/** Reports with what is accepted, known, new and gone: what the profiles of SARIF and the states of other formats are about. */

const TEMPLATE = source(
  'stacks/audit.yaml',
  `Resources:
  Old:
    Type: AWS::CloudTrail::Trail
    Properties:
      EventSelectors:
        # keytrail-ignore kms-reads-unlogged -- another trail has them
        - ReadWriteType: WriteOnly
  New:
    Type: AWS::CloudTrail::Trail
    Properties:
      EventSelectors:
        - ExcludeManagementEventSources: [kms.amazonaws.com]
`,
);

const CONFIG = source('.keytrail.yaml', 'ignore:\n  - { rule: grant-one-trail, paths: [policies/**], reason: the pipeline needs it }\n');
const POLICY = source('policies/deploy.json', '{ "Action": "cloudtrail:PutEventSelectors" }\n');
const OUTSIDE = source('../elsewhere/trail.tf', 'resource "aws_cloudtrail" "t" {\n  enable_logging = false\n}\n');

/** As it was before the change. */
const BEFORE = source('stacks/audit.yaml', 'Resources:\n  Gone:\n    Type: AWS::CloudTrail::Trail\n    Properties: { IsLogging: false }\n');

const inSource = finding(place(at(TEMPLATE, 'WriteOnly'), 'only writes'), {
  rule: 'kms-reads-unlogged',
  level: 'warning',
  subject: 'Old',
  fingerprint: '1111111111111111',
  suppressions: [{ kind: 'inSource', justification: 'another trail has them', at: at(TEMPLATE, '# keytrail-ignore kms-reads-unlogged -- another trail has them') }],
});

const external = finding(place(at(POLICY, '"cloudtrail:PutEventSelectors"'), ''), {
  rule: 'grant-one-trail',
  level: 'note',
  subject: 'Statement[0]',
  fingerprint: '2222222222222222',
  suppressions: [{ kind: 'external', justification: 'the pipeline needs it', at: at(CONFIG, 'grant-one-trail') }],
});

const known = finding(place(at(OUTSIDE, 'false'), 'it does not record'), { rule: 'parse-error', level: 'warning', subject: 'aws_cloudtrail.t', fingerprint: '3333333333333333', state: 'unchanged' });

const added = finding(place(at(TEMPLATE, 'kms.amazonaws.com'), 'excluded'), {
  subject: 'New',
  fingerprint: '4444444444444444',
  state: 'new',
  events: ['Decrypt'],
  related: [place(at(TEMPLATE, 'Old'), 'this trail keeps some')],
  flow: [place(at(TEMPLATE, 'kms.amazonaws.com'), 'written here')],
  fixes: [{ description: 'Remove the exclusion', edits: [{ span: at(TEMPLATE, 'kms.amazonaws.com'), text: '' }] }],
});

const NONE = { logged: 0, lost: 0, depends: 0 };

/** What a change does. */
export const CHANGED: Report = report({
  findings: [known, external, inSource, added],
  problems: [problem('gap', 'warning', 'nobody reads this', at(TEMPLATE, 'Resources')), { ...problem('gap', 'note', 'accepted', at(TEMPLATE, 'Type')), ignored: true }],
  rules: [...RULES, rule('gap', { level: 'note', category: 'input' })],
  read: [TEMPLATE.path, POLICY.path],
  comparison: {
    kind: 'change',
    against: 'origin/main',
    gone: [
      { rule: 'kms-events-excluded', level: 'error', message: 'Trail `Gone` is not recording.', subject: 'Gone', path: BEFORE.path, span: at(BEFORE, 'false'), fingerprint: '5555555555555555' },
      { rule: 'grant-one-trail', level: 'note', message: 'Its place is not known.', subject: '', path: 'policies/lost.json', span: undefined },
    ],
    unread: ['infra/unread\u0007.yaml'],
    sinks: [
      {
        sink: 'New',
        span: at(TEMPLATE, 'kms.amazonaws.com'),
        before: undefined,
        after: sink('New', at(TEMPLATE, 'New'), { reads: { ...NONE, lost: 27 }, writes: { ...NONE, lost: 31 }, lost: ['Decrypt', 'Encrypt'] }),
        stops: [],
        doubts: [],
        starts: [],
      },
      {
        sink: 'Gone',
        span: at(BEFORE, 'Gone'),
        before: sink('Gone', at(BEFORE, 'Gone'), { reads: ALL_READS, writes: ALL_WRITES }),
        after: undefined,
        stops: ['Decrypt', 'Encrypt'],
        doubts: [],
        starts: [],
      },
    ],
  },
});

/** What a baseline knows: no places, no sinks. */
export const BASELINED: Report = report({
  findings: [known, added],
  comparison: { kind: 'baseline', against: 'keytrail-baseline.json', gone: [{ rule: 'grant-one-trail', level: 'note', message: 'It was here.', subject: 'Statement[0]', path: POLICY.path, span: undefined }], sinks: [], unread: [] },
});

export const COMPARED_FILES = { TEMPLATE, POLICY, CONFIG, OUTSIDE, BEFORE };
