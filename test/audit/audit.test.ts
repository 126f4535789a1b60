import { expect, test } from 'vitest';
import type { Records } from '../../src/audit/audit.js';
import { audit, type AuditOptions } from '../../src/audit/index.js';
import { toldAttempt, toldUnsettled, toldWindow } from './history/told.js';
import { basicSelectors, callsOf, createTrail, kmsUse, putEventSelectors, record, startLogging, stopLogging, timeOf, trailArn } from './support.js';

const MEMBER = '444455556666';
const problem = { rule: 'gap' as const, level: 'warning' as const, message: 'm', span: { source: { path: 'p', text: '', bom: false }, start: 0, end: 0 } };
const records: Records = {
  calls: callsOf([
    createTrail('a', {}, { at: 0 }),
    startLogging('a', { at: 1 }),
    putEventSelectors('a', basicSelectors.noKms, { at: 10 }),
    putEventSelectors('a', basicSelectors.all, { at: 20 }),
    stopLogging('b', { at: 30, account: MEMBER }),
    startLogging('b', { at: 40, account: MEMBER }),
    stopLogging('a', { at: 45, failure: 'AccessDenied' }),
    stopLogging('a', { at: 50 }),
    record('cloudtrail.amazonaws.com', 'StopLogging', null, null, { at: 55, account: MEMBER, failure: 'AccessDenied' }),
  ]),
  problems: [problem],
  files: 3,
  recordsRead: 40,
  first: timeOf(-10),
  last: timeOf(60),
};

const first = 'a own definite 10-20 all PutEventSelectors-PutEventSelectors ()';
const second = 'b own definite 30-40 all StopLogging-StartLogging (before-unknown, changes-unseen)';
const third = 'a own definite 50- all StopLogging- (changes-unseen)';
const denied = 'a StopLogging denied all';
const nameless = 'no sink StopLogging denied none';

test.each<readonly [string, AuditOptions, readonly string[]]>([
  ['everything', {}, [first, second, third, denied, nameless, 'b StopLogging']],
  ['empty lists are no choice', { trails: [], accounts: [] }, [first, second, third, denied, nameless, 'b StopLogging']],
  ['since: what touches it', { since: timeOf(20) }, [first, second, third, denied, nameless, 'b StopLogging']],
  ['since: an open window goes on', { since: timeOf(1000) }, [third, 'b StopLogging']],
  ['until', { until: timeOf(10) }, [first, 'b StopLogging']],
  ['between', { since: timeOf(21), until: timeOf(45) }, [second, denied, 'b StopLogging']],
  ['a trail by name', { trails: ['a'] }, [first, third, denied]],
  ['a trail by ARN', { trails: [trailArn('b', MEMBER)] }, [second, 'b StopLogging']],
  ['the same name elsewhere', { trails: [trailArn('a', MEMBER)] }, []],
  ['several', { trails: ['a', 'b'] }, [first, second, third, denied, 'b StopLogging']],
  ['an account: with what names no sink', { accounts: [MEMBER] }, [second, nameless, 'b StopLogging']],
  ['all at once', { accounts: [MEMBER], trails: ['a'], since: timeOf(0) }, []],
  ['KMS events', { uses: [kmsUse('Decrypt', { at: 12 })], trails: ['a'], until: timeOf(30) }, [first.replace('()', '(events-seen 1 Decrypt@12)')]],
])('%s', (_name, options, expected) => {
  const { windows, attempts, unsettled, problems, records: counts } = audit(records, options);
  expect([...windows.map(toldWindow), ...attempts.map(toldAttempt), ...unsettled.map(toldUnsettled)]).toEqual(expected);
  expect(problems).toEqual([problem]);
  expect(counts).toEqual({ files: 3, recordsRead: 40, first: timeOf(-10), last: timeOf(60) });
});
