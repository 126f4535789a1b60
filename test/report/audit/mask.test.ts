import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Audit } from '../../../src/audit/audit.js';
import { gap } from '../../../src/core/problem.js';
import { type AuditFormat, masked, renderAudit } from '../../../src/report/audit/index.js';
import { maskOf } from '../../../src/report/audit/mask/text.js';
import { ALICE, at, audit, call, FULL, OPTIONS, source, trail, use, window } from './sample.js';

const FORMATS: readonly AuditFormat[] = ['pretty', 'json', 'sarif', 'markdown'];
const texts = (of: Audit): readonly string[] => FORMATS.map((format) => renderAudit(format, of, OPTIONS));

/** All that must not be seen of `FULL`. */
const SECRETS = ['111122223333', '444455556666', 'o-exampleorgid', 'alice', 'bob', 'Operators', 'IOSFODNN7EXAMPLE', '198.51.100.7', '203.0.113.9', 'trail/main', 'trail/edge', 'bcf6cEXAMPLE', '1234abcd-12ab'];

test('nothing of what is masked is left in any format', () => {
  for (const secret of SECRETS) expect(texts(FULL).join(''), secret).toContain(secret === '1234abcd-12ab' ? '' : secret);
  for (const text of texts(masked(FULL))) for (const secret of SECRETS) expect(text, secret).not.toContain(secret);
});

test('everything at once, masked', async () => {
  await expect(renderAudit('pretty', masked(FULL), OPTIONS)).toMatchFileSnapshot('snapshots/masked.txt');
  expect(texts(masked(FULL))).toEqual(texts(masked(FULL)));
});

test('all else is as it was', () => {
  const plain = (of: Audit): unknown => [of.windows.map(({ from, to, scope, certainty, events, opened }) => [from, to, scope, certainty, events, opened.name, opened.eventId]), of.attempts.map(({ denied, events }) => [denied, events]), of.records];
  expect(plain(masked(FULL))).toEqual(plain(FULL));
  const places = (of: Audit): readonly string[] => [...renderAudit('json', of, OPTIONS).matchAll(/"(?:line|column)": \d+/gu)].map(([place]) => place);
  expect(places(masked(FULL))).toEqual(places(FULL));
});

describe('the same value has the same stand-in', () => {
  const mask = maskOf();
  mask.principal('arn:aws:sts::111122223333:assumed-role/Dev/alice');
  mask.principal('bob');
  mask.address('2001:db8::1');

  test.each([
    ['a role of a session', mask.arn('arn:aws:iam::111122223333:role/team/Dev', 'role'), 'arn:aws:iam::account-1:role/role-1'],
    ['a session', mask.principal('arn:aws:sts::111122223333:assumed-role/Dev/alice'), 'arn:aws:sts::account-1:assumed-role/role-1/session-1'],
    ['its name', mask.session('alice'), 'session-1'],
    ['a role of that name elsewhere', mask.arn('arn:aws:iam::444455556666:role/Dev', 'role'), 'arn:aws:iam::account-2:role/role-2'],
    ['the root user', mask.principal('arn:aws:iam::111122223333:root'), 'arn:aws:iam::account-1:root'],
    ['a trail', mask.arn('arn:aws:cloudtrail:eu-west-1:111122223333:trail/main', 'trail'), 'arn:aws:cloudtrail:eu-west-1:account-1:trail/trail-1'],
    ['a key by its ARN', mask.arn('arn:aws-cn:kms:cn-north-1:111122223333:key/abcd', 'key'), 'arn:aws-cn:kms:cn-north-1:account-1:key/key-1'],
    ['a key by its id', mask.arn('abcd', 'key'), 'key-1'],
    ['what has a name of the user in front', mask.arn('arn:aws:s3:::secret-bucket/secret', 'resource'), 'arn:aws:s3:::resource-1'],
    ['a service', mask.principal('cloudformation.amazonaws.com'), 'cloudformation.amazonaws.com'],
    ['AWS itself', mask.address('AWS Internal'), 'AWS Internal'],
    ['in a sentence', mask.text('User: arn:aws:sts::111122223333:assumed-role/Dev/alice is not arn:aws:iam::111122223333:role/team/Dev.'), 'User: arn:aws:sts::account-1:assumed-role/role-1/session-1 is not arn:aws:iam::account-1:role/role-1.'],
    ['names in a text', mask.text('alice, bob (Dev) at 2001:db8::1'), 'session-1, principal-1 (role-2) at address-1'],
    ['a path', mask.text('AWSLogs/o-abcdefghij/111122223333/CloudTrail/111122223333_CloudTrail_x.json.gz'), 'AWSLogs/organization-1/account-1/CloudTrail/account-1_CloudTrail_x.json.gz'],
    ['keys and addresses of nobody', mask.text('AKIAIOSFODNN7EXAMPLE from 192.0.2.1, AROAIOSFODNN7EXAMPLE'), 'access-key-1 from address-2, principal-2'],
    ['what looks like none', mask.text('20240731T1255Z 1234567890123 aws-cli/2.17.20'), '20240731T1255Z 1234567890123 aws-cli/2.17.20'],
  ])('%s', (_name, shown, expected) => {
    expect(shown).toBe(expected);
  });
});

test('the text of a record is not shown around', () => {
  const secret = source('a.json', '{"secret":"x"} "PutEventSelectors" {"secret":"x"}');
  const of = audit({ windows: [window({ opened: call('PutEventSelectors', '2024-07-31T12:50:02Z', { at: at(secret, '"PutEventSelectors"') }) })], problems: [gap('broken', at(secret, '"secret"'))] });
  for (const text of texts(masked(of))) expect(text).not.toContain('secret');
});

test('whatever they are, they are gone', () => {
  const word = fc.string({ minLength: 6, maxLength: 12 }).map((text) => `zq${text}`);
  const digits = fc.integer({ min: 1e11, max: 1e12 - 1 }).map(String);
  fc.assert(
    fc.property(digits, word, word, fc.ipV4(), fc.ipV6(), (account, name, session, address, other) => {
      const principal = `arn:aws:sts::${account}:assumed-role/${name}/${session}`;
      const opened = call('StopLogging', '2024-07-31T12:50:02Z', {
        account,
        caller: { ...ALICE, principal, role: `arn:aws:iam::${account}:role/${name}`, session, account },
        sourceIPAddress: address,
        userAgent: `agent of ${session} ${account} at ${other}`,
        at: at(source(`${account}/x_${account}_y/${session}.json`, '"StopLogging"'), '"StopLogging"'),
        failure: { code: 'AccessDenied', message: `User: ${principal} (${account}) at ${address}` },
      });
      const of = audit({
        windows: [window({ sink: trail(name, 'us-east-1', account), opened, caveats: [{ kind: 'depends', reason: `userIdentity.arn NotEquals ${principal}` }, { kind: 'events-seen', count: 1, first: use({ sourceIPAddress: other, account, file: `${session}/${account}` }) }] })],
        attempts: [{ sink: trail(name, 'us-east-1', account), call: opened, denied: true, events: [] }],
        problems: [gap(`${principal} ${address} ${account}`, opened.at)],
      });
      // A short IPv6 address is a part of any time.
      const secrets = [account, name, session, address, ...(other.length > 6 ? [other] : [])];
      const json = renderAudit('json', masked(of), OPTIONS);
      for (const secret of secrets) expect(json.includes(JSON.stringify(secret).slice(1, -1)), secret).toBe(false);
    }),
    { numRuns: 300 },
  );
});
