import type { Attempt, Audit, AuditedSink, Call, Caller, Caveat, KmsUse, Unsettled, Window } from '../../audit/audit.js';
import type { Counted } from '../../audit/keys.js';
import { offsetInFile, positionAt } from '../../core/line-index.js';
import type { Problem } from '../../core/problem.js';
import { textOf, type Span } from '../../core/source.js';
import type { KeysTold } from './keys/told.js';
import { type Mask, maskOf } from './mask/text.js';

/**
 * The same with stand-ins for accounts, principals, access keys, addresses and ARNs, also where they stand in texts and paths, so
 * that it can be shown to others. Of the records themselves nothing is left but the names of calls.
 */
export function masked(audit: Audit): Audit {
  const mask = maskOf();
  // What is named by itself has to be known before texts are looked through.
  for (const window of audit.windows) introduceWindow(window, mask);
  for (const { sink: of, call } of audit.attempts) {
    if (of !== undefined) sink(of, mask);
    introduce(call, mask);
  }
  for (const { sink: of, until } of audit.unsettled) {
    sink(of, mask);
    if (until !== undefined) introduce(until, mask);
  }
  return {
    windows: audit.windows.map((window) => windowOf(window, mask)),
    attempts: audit.attempts.map((attempt) => attemptOf(attempt, mask)),
    unsettled: audit.unsettled.map((one) => unsettledOf(one, mask)),
    problems: audit.problems.map((problem) => problemOf(problem, mask)),
    records: audit.records,
  };
}

/** The same for what records tell of keys. */
export function maskedKeys({ report: { keys, keyless, gap, count }, problems }: KeysTold): KeysTold {
  const mask = maskOf();
  const all = [...keys, ...(keyless === undefined ? [] : [keyless])];
  for (const { key, names } of keys) for (const name of [key, ...names]) keyOf(name, mask);
  for (const { principals } of all) for (const { principal } of principals) mask.principal(principal);
  for (const use of [...all.flatMap((one) => [one.first, one.last, ...one.around.flatMap(({ last, next }) => [last, next])]), gap?.first, gap?.last]) if (use !== undefined) introduceUse(use, mask);
  for (const { window } of all.flatMap(({ around }) => around)) introduceWindow(window, mask);
  const report = {
    keys: keys.map((uses) => ({ ...countedOf(uses, mask), key: keyOf(uses.key, mask), names: uses.names.map((name) => keyOf(name, mask)) })),
    keyless: keyless === undefined ? undefined : countedOf(keyless, mask),
    gap: gap === undefined ? undefined : { ...gap, first: maybeUse(gap.first, mask), last: maybeUse(gap.last, mask) },
    count,
  };
  return { report, problems: problems.map((problem) => problemOf(problem, mask)) };
}

const countedOf = (counted: Counted, mask: Mask): Counted => ({
  ...counted,
  events: counted.events.map((event) => ({ ...event, name: mask.text(event.name) })),
  principals: counted.principals.map(({ principal, count }) => ({ principal: mask.principal(principal), count })),
  first: maybeUse(counted.first, mask),
  last: maybeUse(counted.last, mask),
  around: counted.around.map(({ window, last, meanwhile, next }) => ({ window: windowOf(window, mask), last: maybeUse(last, mask), meanwhile, next: maybeUse(next, mask) })),
});

const maybeUse = (use: KmsUse | undefined, mask: Mask): KmsUse | undefined => (use === undefined ? undefined : useOf(use, mask));

/** An ARN, an id, or an alias, which says what it is. */
const keyOf = (name: string, mask: Mask): string => (name.startsWith('alias/') ? `alias/${mask.arn(name.slice('alias/'.length), 'alias')}` : mask.arn(name, 'key'));

function introduce({ caller, account, sourceIPAddress }: Call, mask: Mask): void {
  mask.account(account);
  callerOf(caller, mask);
  mask.address(sourceIPAddress);
}

function introduceWindow({ sink: of, opened, closed, caveats }: Window, mask: Mask): void {
  sink(of, mask);
  for (const call of [opened, closed]) if (call !== undefined) introduce(call, mask);
  for (const caveat of caveats) if (caveat.kind === 'events-seen') introduceUse(caveat.first, mask);
}

function introduceUse({ caller, account, sourceIPAddress, keys }: KmsUse, mask: Mask): void {
  mask.account(account);
  callerOf(caller, mask);
  mask.address(sourceIPAddress);
  for (const key of keys) keyOf(key, mask);
}

const sink = ({ arn, kind }: AuditedSink, mask: Mask): AuditedSink => ({ arn: mask.arn(arn, kind === 'trail' ? kind : 'eventdatastore'), kind });

const windowOf = (window: Window, mask: Mask): Window => ({
  ...window,
  sink: sink(window.sink, mask),
  opened: callOf(window.opened, mask),
  closed: window.closed === undefined ? undefined : callOf(window.closed, mask),
  caveats: window.caveats.map((caveat) => caveatOf(caveat, mask)),
});

function caveatOf(caveat: Caveat, mask: Mask): Caveat {
  switch (caveat.kind) {
    case 'before-unknown':
    case 'changes-unseen':
      return caveat;
    case 'depends':
      return { kind: caveat.kind, reason: mask.text(caveat.reason) };
    case 'covered-by':
      return { kind: caveat.kind, arn: mask.arn(caveat.arn, 'sink') };
    case 'events-seen':
      return { kind: caveat.kind, count: caveat.count, first: useOf(caveat.first, mask) };
  }
}

const attemptOf = (attempt: Attempt, mask: Mask): Attempt => ({ ...attempt, sink: attempt.sink === undefined ? undefined : sink(attempt.sink, mask), call: callOf(attempt.call, mask) });

const unsettledOf = ({ sink: of, until }: Unsettled, mask: Mask): Unsettled => ({ sink: sink(of, mask), until: until === undefined ? undefined : callOf(until, mask) });

const callOf = (call: Call, mask: Mask): Call => ({
  ...call,
  eventId: eventOf(call.eventId, mask),
  region: mask.text(call.region),
  account: mask.account(call.account),
  failure: call.failure === undefined ? undefined : { code: mask.text(call.failure.code), message: mask.text(call.failure.message) },
  request: undefined,
  response: undefined,
  caller: callerOf(call.caller, mask),
  sourceIPAddress: mask.address(call.sourceIPAddress),
  userAgent: mask.text(call.userAgent),
  at: alone(call.at, mask),
});

const callerOf = ({ type, principal, role, session, account, accessKeyId }: Caller, mask: Mask): Caller => ({
  type: mask.text(type),
  principal: mask.principal(principal),
  role: role === undefined ? undefined : mask.arn(role, 'role'),
  session: session === undefined ? undefined : mask.session(session),
  account: account === undefined ? undefined : mask.account(account),
  accessKeyId: accessKeyId === undefined ? undefined : mask.accessKey(accessKeyId),
});

const useOf = (use: KmsUse, mask: Mask): KmsUse => ({
  ...use,
  name: mask.text(use.name),
  eventId: eventOf(use.eventId, mask),
  region: mask.text(use.region),
  account: mask.account(use.account),
  failure: use.failure === undefined ? undefined : mask.text(use.failure),
  caller: callerOf(use.caller, mask),
  sourceIPAddress: mask.address(use.sourceIPAddress),
  keys: use.keys.map((key) => keyOf(key, mask)),
  file: mask.text(use.file),
});

const problemOf = (problem: Problem, mask: Mask): Problem => ({
  ...problem,
  message: mask.text(problem.message),
  ...(problem.advice !== undefined && { advice: mask.text(problem.advice) }),
  span: alone({ ...problem.span, end: problem.span.start }, mask),
});

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** Evidence is found by it: twelve digits at its end are no account. */
const eventOf = (id: string | undefined, mask: Mask): string | undefined => (id === undefined || UUID.test(id) ? id : mask.text(id));

/** The same place in a text that holds nothing else: reports show what stands around. */
function alone(span: Span, mask: Mask): Span {
  const { line, column } = positionAt(span.source, span.start);
  const text = textOf(span);
  const excerpt = { at: 0, end: text.length, offset: offsetInFile(span.source, span.start), line: line - 1, column: column - 1 };
  return { source: { path: mask.text(span.source.path), text, bom: span.source.bom, excerpts: [excerpt] }, start: 0, end: text.length };
}
