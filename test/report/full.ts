import type { Report } from '../../src/report/report.js';
import { at, finding, place, problem, report, sink, source } from './sample.js';

/** One report with everything that a reporter can meet; the snapshots show it in each format. */

const TEMPLATE = source(
  'templates/org trail.yaml',
  `Parameters:
  Env:
    Type: String
    Default: prod
  Excluded:
    Type: CommaDelimitedList
    Default: kms.amazonaws.com
Resources:
  Org:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsLogging: true
      S3BucketName: logs
      EventSelectors:
        - ReadWriteType: All
          ExcludeManagementEventSources: !Ref Excluded
  Spare:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsLogging: true
`,
);

const VARIABLES = source('modules/trail/variables.tf', 'variable "mode" {\n\tdefault = "WriteOnly" # 書き込みのみ\n}\n');

const MODULE = source(
  'modules/trail/main.tf',
  `resource "aws_cloudtrail" "org" {
  event_selector {
\t/* 鍵 */ read_write_type = var.mode
  }
}
`,
);

const BROKEN = source('broken.json', '{ "Resources": { "Trail": }\n');
const POLICY = source('policies/ops #1.json', '{ "Action": "cloudtrail:PutEventSelectors", "Resource": "arn:aws:cloudtrail:eu-west-1:1:trail/org" }\n', true);

const excluded = finding(place(at(TEMPLATE, '!Ref Excluded'), 'excludes every KMS event'), {
  message: "Trail 'Org' loses all 58 KMS events because its only selector excludes kms.amazonaws.com. Remove kms.amazonaws.com from `Excluded`.",
  advice: 'Remove kms.amazonaws.com from `Excluded`.',
  related: [place(at(TEMPLATE, 'kms.amazonaws.com'), 'the default of `Excluded`'), place(at(TEMPLATE, 'Spare'), 'this trail logs KMS, but not for this Region')],
  flow: [place(at(TEMPLATE, 'kms.amazonaws.com'), 'written here'), place(at(TEMPLATE, '!Ref Excluded'), 'used here')],
  assumptions: [{ input: 'Excluded', label: 'kms.amazonaws.com', default: true }],
  events: ['Decrypt', 'Encrypt'],
  fixes: [
    {
      description: 'Remove the exclusion',
      edits: [{ span: { source: TEMPLATE, start: TEMPLATE.text.indexOf('          Exclude'), end: TEMPLATE.text.indexOf('  Spare') }, text: '' }],
    },
  ],
});

const reads = finding(place(at(MODULE, 'var.mode'), 'only writes are logged'), {
  rule: 'kms-reads-unlogged',
  level: 'note',
  certainty: 'possible',
  message: 'aws_cloudtrail.org[0] may lose 27 KMS events if `${var.mode}` is WriteOnly. Set read_write_type to All.',
  advice: 'Set read_write_type to All.',
  related: [place(at(VARIABLES, '"WriteOnly"'), 'the default')],
  flow: [place(at(VARIABLES, '"WriteOnly"'), 'written here'), place(at(MODULE, 'var.mode'), 'used here')],
  assumptions: [
    { input: 'mode', label: 'WriteOnly', default: true },
    { input: 'env', label: 'dev', default: false },
  ],
  subject: 'module.trail.aws_cloudtrail.org[0]',
  fingerprint: 'fedcba9876543210',
});

const unparsed = finding(place(at(BROKEN, '}'), 'a value is missing here'), {
  rule: 'parse-error',
  message: 'This is not JSON: a value is missing. Write it.',
  advice: 'Write it.',
  subject: '',
  fingerprint: '00000000000000aa',
});

const granted = finding(place(at(POLICY, '"cloudtrail:PutEventSelectors"'), ''), {
  rule: 'grant-one-trail',
  level: 'note',
  message: 'This statement lets someone change the selectors of one trail. Add a condition.',
  advice: 'Add a condition.',
  subject: 'Statement[0]',
  fingerprint: '00000000000000bb',
});

function failure(): Error {
  const error = new TypeError('cannot read lowered selector');
  error.stack = `TypeError: cannot read lowered selector
    at lowerTrail (file:///home/me/node modules/keytrail/dist/cli.cjs:10:20)
    at async /home/me/keytrail/dist/cli.cjs:3:4
    at Array.map (<anonymous>)`;
  return error;
}

export const FULL: Report = report({
  findings: [unparsed, reads, granted, excluded],
  problems: [
    problem('parse-error', 'error', 'a value is missing', at(BROKEN, '}')),
    problem('gap', 'note', 'module "remote" comes from git::https://example.com/x and was not read', at(MODULE, 'resource "aws_cloudtrail" "org" {\n  event_selector {')),
  ],
  coverage: [
    sink('Org', at(TEMPLATE, 'Org'), {
      reads: { logged: 0, lost: 27, depends: 0 },
      writes: { logged: 0, lost: 31, depends: 0 },
      lost: ['CreateKey', 'Decrypt'],
      culprits: [place(at(TEMPLATE, '!Ref Excluded'), 'excludes every KMS event')],
    }),
    sink('Spare', at(TEMPLATE, 'Spare')),
    sink('module.trail.aws_cloudtrail.org[0]', at(MODULE, '"org"'), {
      reads: { logged: 0, lost: 0, depends: 27 },
      depends: ['Decrypt', 'Encrypt'],
      culprits: [place(at(MODULE, 'var.mode'), 'only writes are logged')],
    }),
  ],
  internalErrors: [{ where: 'rule kms-events-filtered', file: TEMPLATE.path, error: failure() }],
  files: { seen: 7, recognised: 5 },
  read: [BROKEN, MODULE, VARIABLES, POLICY, TEMPLATE].map(({ path }) => path).sort(),
  undeclaredParameters: [],
  undeclaredVariables: [],
});

export const FILES = { TEMPLATE, VARIABLES, MODULE, BROKEN, POLICY };
