import { describe, expect, test } from 'vitest';
import { closing } from '../../src/report/pretty/closing.js';
import type { Report } from '../../src/report/report.js';
import { at, finding, place, problem, report, sink, source } from './sample.js';

const FILE = source('x.yaml', 'Org: x\n');
const NAME = at(FILE, 'Org');
const full = sink('A', NAME);
const losing = sink('B', NAME, { lost: ['Decrypt'] });
const unsure = sink('C', NAME, { depends: ['Decrypt'] });
const gap = problem('gap', 'note', 'not read', NAME);
const found = (level: 'error' | 'warning' | 'note', certainty: 'definite' | 'possible' = 'definite') => finding(place(NAME, ''), { level, certainty });

const CASES: readonly (readonly [string, Partial<Report>, string])[] = [
  ['no files', { files: { seen: 0, recognised: 0 } }, 'Nothing to check: no files.'],
  ['a file of others', { files: { seen: 1, recognised: 0 } }, 'Nothing to check: the file is none that keytrail reads.'],
  ['files of others', { files: { seen: 3, recognised: 0 } }, 'Nothing to check: none of 3 files is one that keytrail reads.'],
  [
    'no sink',
    { files: { seen: 9, recognised: 3 } },
    'Nothing to check: no CloudTrail trail or event data store in 3 files. No grant of the power to change one was found either.',
  ],
  ['no sink, and no rule for grants', { files: { seen: 9, recognised: 3 }, rules: [] }, 'Nothing to check: no CloudTrail trail or event data store in 3 files.'],
  ['all logged', { coverage: [full, full] }, 'No findings: 2 sinks log all 58 KMS events.'],
  ['one logged', { coverage: [full] }, 'No findings: 1 sink logs all 58 KMS events.'],
  // A finding may be off, ignored or lowered; the loss is there all the same.
  ['a loss without a finding', { coverage: [full, losing] }, 'No findings: 1 sink logs all 58 KMS events and 1 sink loses KMS events.'],
  ['a doubt without a finding', { coverage: [unsure, unsure] }, 'No findings: 2 sinks may lose KMS events.'],
  [
    'something unread',
    { coverage: [full], problems: [gap, gap, problem('parse-error', 'error', 'broken', NAME)] },
    'No findings in what was read: 1 sink logs all 58 KMS events.\nNot everything was read: 1 parse error and 2 gaps, so that something may have been missed.',
  ],
  [
    'something failed',
    { coverage: [full], internalErrors: [{ where: 'rule x', file: 'y', error: new Error('z') }] },
    'No findings in what was read: 1 sink logs all 58 KMS events.\nkeytrail itself failed 1 time: this report is incomplete.',
  ],
  ['findings', { findings: [found('error'), found('note', 'possible'), found('error')], coverage: [losing] }, '2 errors and 1 note (1 possible) in 1 file read; 1 sink loses KMS events.'],
  ['findings without a sink', { findings: [found('warning')], files: { seen: 2, recognised: 2 } }, '1 warning in 2 files read.'],
  ['findings of what is gone', { findings: [found('error'), found('error')], files: { seen: 0, recognised: 0 }, comparison: { kind: 'change', against: 'HEAD', gone: [], unread: [], sinks: [] } }, 'New: 2 errors.'],
  ['a finding that is the parse error', { findings: [found('error')], problems: [gap] }, '1 error in 1 file read.\nNot everything was read: 1 gap.'],
];

describe('the closing line', () => {
  test.each(CASES)('%s', (_name, changes, text) => {
    expect(closing(report(changes))).toBe(text);
  });
});
