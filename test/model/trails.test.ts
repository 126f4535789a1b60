import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { behind, contains, matches } from '../../src/core/pattern.js';
import { comparable, isSettled, ONE, plainText, shown, widest, type Hole, type Text } from '../../src/core/text.js';
import type { Truth } from '../../src/core/truth.js';
import { common, covers, coversTrail, patternContains, patternsOverlap, scopeOf, wider, type Scope } from '../../src/model/trails.js';
import { ACCOUNT, arnOf, named } from './requests.js';

const one = (name: string): Hole => ({ name, holds: 'one' });
const any = (name: string): Hole => ({ name, holds: 'any' });
const REGION = one('AWS::Region');
const OWN = one('AWS::AccountId');
const PARTITION = one('AWS::Partition');
const STORE = 'eventdatastore/0a1b2c3d-0123-4567-89ab-0a1b2c3d4e5f';

describe('the scope of', () => {
  test.each<readonly [pattern: string, scope: Scope]>([
    // Every pattern of the reference, section 1.4.
    ['*', 'all'],
    ['**', 'all'],
    ['arn:*', 'all'],
    ['arn:aws:cloudtrail:*', 'all'],
    ['arn:aws:cloudtrail:*:*:*', 'all'],
    ['arn:aws:cloudtrail:*:*:trail/*', 'all'],
    ['arn:*:cloudtrail:*:*:trail/*', 'all'],
    ['arn:aws:cloudtrail:*:*:trail*', 'all'],
    ['arn:aws:cloudtrail:*:*:tr*', 'all'],
    ['arn:aws:cloudtrail:*:*:*/*', 'all'],
    ['arn:aws:cloud*:*:*:trail/*', 'all'],
    ['arn:aws:*:*:*:trail/*', 'all'],
    [`arn:aws:cloudtrail:*:${ACCOUNT}:trail/*`, 'account'],
    [`arn:aws:cloudtrail:*:${ACCOUNT}:*`, 'account'],
    [arnOf('trail/*'), 'region'],
    ['arn:aws:cloudtrail:us-east-1:*:trail/*', 'region'],
    ['arn:aws:cloudtrail:*:*:trail/aws-controltower*', 'some'],
    [`arn:aws:cloudtrail:us-*:${ACCOUNT}:trail/*`, 'some'],
    [arnOf('trail/${aws:PrincipalTag/team}'), 'some'],
    [named, 'one'],
    [arnOf('eventdatastore/*'), 'none'],
    ['arn:aws:s3:::bucket/*', 'none'],
    [`arn:aws:cloudtrail::${ACCOUNT}:trail/*`, 'none'],
    ['arn:aws:cloudtrail:us-east-1::trail/*', 'none'],
    [arnOf('trail/'), 'none'],
    [arnOf('Trail/*'), 'none'],
    ['trail/main', 'none'],
    // Short ARNs: what is missing is anything.
    ['arn', 'all'],
    ['arn:aws', 'all'],
    ['arn:aws:cloudtrail', 'all'],
    ['arn:aws:cloudtrail:us-east-1', 'region'],
    [`arn:aws:cloudtrail:*:${ACCOUNT}`, 'account'],
    [`arn:aws:cloudtrail:us-east-1:${ACCOUNT}`, 'region'],
    // Partitions.
    ['arn:aws-cn:cloudtrail:*:*:trail/*', 'all'],
    ['arn:aws-us-gov:cloudtrail:us-gov-west-1:*:trail/*', 'region'],
    ['arn:aws*:cloudtrail:*:*:trail/*', 'all'],
    ['arn:azure:cloudtrail:*:*:trail/*', 'none'],
    ['arn::cloudtrail:*:*:trail/*', 'none'],
    // Fields but the last are case-insensitive.
    ['ARN:AWS:CloudTrail:*:*:trail/*', 'all'],
    ['arn:aws:cloudtrail:*:*:TRAIL/*', 'none'],
    // A star stays within its field.
    ['arn:*trail*', 'none'],
    ['arn:aws:cloudtrail*', 'all'],
    ['arn:aws:cloudtrail-data:*:*:trail/*', 'none'],
    // Wildcards that leave nothing out: names have three characters at least, account ids twelve, Regions two dashes.
    ['arn:aws:cloudtrail:*:*:trail/???*', 'all'],
    ['arn:aws:cloudtrail:*:*:trail/*?', 'all'],
    ['arn:aws:cloudtrail:*:*:trail/????*', 'some'],
    ['arn:aws:cloudtrail:*:????????????:trail/*', 'all'],
    ['arn:aws:cloudtrail:*:?*:trail/*', 'all'],
    ['arn:aws:cloudtrail:*-*-*:*:trail/*', 'all'],
    ['arn:aws:cloudtrail:??-*:*:trail/*', 'all'],
    ['arn:aws:cloudtrail:*:1*:trail/*', 'some'],
    ['arn:aws:cloudtrail:*-1:*:trail/*', 'some'],
    [`arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/m?in`, 'some'],
    ['arn:aws:cloudtrail:*:*:trail/main', 'some'],
    ['arn:aws:cloudtrail:*:*:*main', 'some'],
    ['arn:aws:cloudtrail:*:*:?rail/*', 'all'],
    // Neither `/` nor `:` is in a name.
    [arnOf('trail/main/*'), 'none'],
    [arnOf('*/main/*'), 'none'],
    [arnOf('trail:main'), 'none'],
    [arnOf('trail/ma:in'), 'none'],
    // A name of a length that there is not.
    [arnOf('trail/ab'), 'none'],
    [arnOf('trail/??'), 'none'],
    [arnOf('trail/abc'), 'one'],
    // What a tool has yet to fill in.
    ['arn:aws:cloudtrail:REGION:ACCOUNT:trail/*', 'region'],
    ['arn:aws:cloudtrail:<region>:<account>:trail/<name>', 'one'],
  ])('%s is %s', (pattern, scope) => {
    expect(scopeOf([pattern], true)).toBe(scope);
  });

  test.each<readonly [pattern: string, scope: Scope]>([
    ['*', 'all'],
    ['arn:aws:cloudtrail:*:*:eventdatastore/*', 'all'],
    ['arn:aws:cloudtrail:*:*:e*', 'all'],
    ['arn:aws:cloudtrail:*:*:*/*', 'all'],
    [`arn:aws:cloudtrail:*:${ACCOUNT}:eventdatastore/*`, 'account'],
    [arnOf('eventdatastore/*'), 'region'],
    [arnOf('eventdatastore/0a*'), 'some'],
    [arnOf(STORE), 'one'],
    ['arn:aws:cloudtrail:*:*:trail/*', 'none'],
    [named, 'none'],
  ])('%s, asked of event data stores, is %s', (pattern, scope) => {
    expect(scopeOf([pattern], true, 'eventdatastore')).toBe(scope);
  });

  test.each<readonly [text: Text, scope: Scope]>([
    [['arn:', PARTITION, ':cloudtrail:', REGION, ':', OWN, ':trail/', one('Trail')], 'one'],
    [['arn:', PARTITION, ':cloudtrail:', REGION, ':', OWN, ':trail/main'], 'one'],
    [['arn:', PARTITION, ':cloudtrail:', REGION, ':', OWN, ':trail/*'], 'region'],
    [['arn:', PARTITION, ':cloudtrail:*:', OWN, ':trail/*'], 'account'],
    [['arn:', PARTITION, ':cloudtrail:*:*:trail/*'], 'all'],
    [['arn:aws:cloudtrail:*:', OWN, ':*'], 'account'],
    [['arn:aws:cloudtrail:*:*:trail/', one('Stack'), '-*'], 'some'],
    [['arn:aws:cloudtrail:', REGION, ':', OWN, ':', one('Resource')], 'one'],
    [['arn:aws:s3:::', one('Bucket')], 'none'],
    // What may hold anything is taken for the widest that it may be; that it is only possible is told besides.
    [[any('Arn')], 'all'],
    [['arn:aws:cloudtrail:*:*:trail/', any('Name')], 'all'],
    [['arn:aws:cloudtrail:us-east-1:', OWN, ':trail/', any('Name')], 'region'],
    [['arn:aws:cloudtrail:us-east-1:', OWN, ':trail/a', any('Name')], 'some'],
    [['arn:aws:s3:::', any('Bucket')], 'none'],
  ])('%j is %s', (text, scope) => {
    expect(scopeOf(text, true)).toBe(scope);
  });

  test('two is that of the wider', () => {
    expect(wider('some', 'account')).toBe('account');
    expect(wider('all', 'none')).toBe('all');
  });
});

describe('a pattern and a trail', () => {
  test.each<readonly [pattern: string, covered: boolean]>([
    [named, true],
    ['*', true],
    [arnOf('trail/*'), true],
    [arnOf('trail/ma?n'), true],
    [arnOf('*ain'), true],
    [arnOf('trail/MAIN'), false],
    [named.replace('us-east-1', 'US-EAST-1'), true],
    [named.replace('us-east-1', 'us-east-2'), false],
    [named.replace('us-east-1', ''), false],
    ['arn:aws:cloudtrail:us-*:1234*:trail/*', true],
    // A star stays within its field.
    ['arn:*trail/main', false],
    ['arn:aws:cloudtrail:*:trail/main', false],
    ['arn:aws:cloudtrail', true],
    ['main', false],
    ['', false],
  ])('%s covers it: %s', (pattern, covered) => {
    expect(coversTrail(pattern, named)).toBe(covered);
  });
});

const ALL_TRAILS = 'arn:aws:cloudtrail:*:*:trail/*';

describe('of two patterns', () => {
  test.each<readonly [outer: Text, inner: Text, truth: Truth]>([
    [['*'], ['*'], 'yes'],
    [['*'], [named], 'yes'],
    [[named], ['*'], 'no'],
    [[named], [named], 'yes'],
    [[arnOf('trail/*')], [named], 'yes'],
    [[named], [arnOf('trail/*')], 'no'],
    // All trails are all that matters of everything.
    [[ALL_TRAILS], ['*'], 'yes'],
    [[ALL_TRAILS], ['arn:aws:cloudtrail:*'], 'yes'],
    [[ALL_TRAILS], ['arn:aws:cloudtrail:*:*:t*'], 'yes'],
    [['arn:aws:cloudtrail:*:*:trail/???*'], ['*'], 'yes'],
    [['arn:aws:cloudtrail:*:*:trail/????*'], ['*'], 'no'],
    [['arn:aws:cloudtrail:*-*-*:????????????:trail*'], ['*'], 'yes'],
    [['arn:aws:cloudtrail:*:*:*main'], [arnOf('*/main')], 'yes'],
    [[arnOf('trail/*main')], [arnOf('*main')], 'yes'],
    [['arn:aws:s3:::*'], ['*'], 'no'],
    // An account lies in one partition.
    [['arn:aws-cn:cloudtrail:*:*:trail/*'], ['*'], 'yes'],
    [['arn:aws-cn:cloudtrail:*:*:trail/*'], [named], 'no'],
    [['arn:', PARTITION, ':cloudtrail:*:*:trail/*'], ['*'], 'yes'],
    [['arn:', PARTITION, ':cloudtrail:*:*:trail/*'], [named], 'yes'],
    // The same unknown value is the same; another one may be.
    [['arn:aws:cloudtrail:', REGION, ':', OWN, ':trail/*'], ['arn:aws:cloudtrail:', REGION, ':', OWN, ':trail/main'], 'yes'],
    [['arn:aws:cloudtrail:*:', OWN, ':trail/*'], [named], 'maybe'],
    [['arn:aws:cloudtrail:*:', OWN, ':trail/*'], ['*'], 'no'],
    [[named], ['arn:aws:cloudtrail:', REGION, ':', OWN, ':trail/main'], 'maybe'],
    [[arnOf('trail/main')], [arnOf('trail/'), one('Trail')], 'maybe'],
    [[arnOf('trail/'), one('Trail')], [arnOf('trail/'), one('Trail')], 'yes'],
    [[arnOf('trail/'), one('Trail')], [arnOf('trail/'), one('Other')], 'maybe'],
    [[arnOf('trail/'), one('Trail')], [arnOf('trail/*')], 'no'],
    // A part that may be anything makes nothing sure.
    [[any('Arn')], ['*'], 'maybe'],
    [[arnOf('trail/'), any('Name')], [named], 'maybe'],
    [['arn:aws:s3:::', any('Name')], [named], 'no'],
    [['*'], [any('Arn')], 'yes'],
    [['main'], [named], 'no'],
  ])('%j covers the trails of %j: %s', (outer, inner, truth) => {
    expect(covers(outer, inner, 'trail')).toBe(truth);
  });

  test('one that covers all trails covers no event data stores', () => {
    expect(covers([ALL_TRAILS], ['*'], 'eventdatastore')).toBe('no');
    expect(covers(['arn:aws:cloudtrail:*:*:eventdatastore/*'], ['*'], 'eventdatastore')).toBe('yes');
    expect(covers(['arn:aws:cloudtrail:*:*:*'], ['*'], 'eventdatastore')).toBe('yes');
  });

  test.each<readonly [outer: Text, inner: Text, contained: boolean]>([
    [['*'], [named], true],
    [[ALL_TRAILS], [named], true],
    // Not only trails.
    [[ALL_TRAILS], ['*'], false],
    [['arn:aws:cloudtrail:*'], [ALL_TRAILS], true],
    [[any('Arn')], [named], false],
    [['arn:aws:cloudtrail:*:', OWN, ':*'], ['arn:aws:cloudtrail:*:', OWN, ':trail/*'], true],
    [['arn:aws:cloudtrail:*:', OWN, ':*'], [named], false],
  ])('%j contains %j: %s', (outer, inner, contained) => {
    expect(patternContains(outer, inner)).toBe(contained);
  });

  test.each<readonly [a: Text, b: Text, overlap: boolean, shared: Text | undefined]>([
    [['*'], [named], true, [named]],
    [[named], ['*'], true, [named]],
    [[named], [arnOf('trail/m*')], true, [named]],
    [[named], [arnOf('trail/other')], false, undefined],
    [[named], ['arn:aws:s3:::x'], false, undefined],
    [['arn:aws:cloudtrail:us-east-1:*:trail/*'], [`arn:aws:cloudtrail:*:${ACCOUNT}:trail/*`], true, [arnOf('trail/*')]],
    [['arn:aws:cloudtrail:us-east-1:*:*'], [`arn:aws:cloudtrail:*:${ACCOUNT}:trail/m*`], true, [arnOf('trail/m*')]],
    [['arn:aws:cloudtrail:us-east-1:*:trail/m*'], [`arn:aws:cloudtrail:*:${ACCOUNT}:t*`], true, [arnOf('trail/m*')]],
    [['arn:aws:cloudtrail:', REGION, ':*:trail/*'], [named], true, [named]],
    // Names have no slashes.
    [[arnOf('*/m*')], [arnOf('trail/a*')], true, undefined],
    [[arnOf('*/m*')], [arnOf('trail/*n')], true, [arnOf('*/m*')]],
    // The caller may be called like a trail.
    [[arnOf('trail/${aws:username}')], [named], true, [named]],
    [[named], ['arn:aws:s3:::${aws:username}'], false, undefined],
  ])('%j and %j have trails in common: %s', (a, b, overlap, shared) => {
    expect(patternsOverlap(a, b)).toBe(overlap);
    expect(common(a, b, 'trail')).toEqual(shared);
  });
});

describe('a text', () => {
  const text: Text = ['arn:', PARTITION, ':x:', any('Name')];

  test('is shown as people write it, and plain where nothing is missing', () => {
    expect(shown(text)).toBe('arn:${AWS::Partition}:x:${Name}');
    expect(plainText(text)).toBeUndefined();
    expect(plainText(['a', 'b'])).toBe('ab');
    expect(plainText(['a'])).toBe('a');
    expect(plainText([])).toBe('');
    expect(plainText([any('Name')])).toBeUndefined();
  });

  test('is at its widest with anything for what may be anything', () => {
    expect(widest(text)).toBe(`arn:${ONE}:x:*`);
  });

  test('is settled where single values alone are missing', () => {
    expect(isSettled(text)).toBe(false);
    expect(isSettled(['arn:', PARTITION])).toBe(true);
    expect(isSettled(['a'])).toBe(true);
  });

  test('is compared with holes of one name alike, of others not', () => {
    const [a, b] = comparable(['a', OWN, REGION], [REGION, OWN, any('x')]);
    const [own, region] = [a?.[1], a?.[2]];
    expect(own).not.toBe(region);
    expect(b).toBe(`${region ?? ''}${own ?? ''}*`);
    // No text of a user's has these characters.
    expect(own).toMatch(/[\uE000-\uF8FF]/u);
  });
});

const globs = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 6 }).map((parts) => parts.join(''));
const letters = (most: number): fc.Arbitrary<string> => fc.array(fc.constantFrom('a', 'b'), { maxLength: most }).map((parts) => parts.join(''));

describe('globs', () => {
  test('what stands behind a beginning is what the whole matches', () => {
    fc.assert(fc.property(globs, letters(3), letters(4), (glob, start, rest) => behind(glob, start).some((one) => matches(one, rest)) === matches(glob, start + rest)), { numRuns: 5000 });
  });

  test('what stands behind is short for any glob', () => {
    expect(behind('*'.repeat(10_000), 'trail/').length).toBeLessThan(20);
    expect(behind('*?'.repeat(10_000), 'trail/').length).toBeLessThan(20);
    expect(behind('*t*r*a*i*l*/'.repeat(1_000), 'trail/').length).toBeLessThan(20);
  });

  test.each([
    ['?*', '*?', true],
    ['*?', '?*', true],
    ['*?*', '??*', true],
    ['??*', '*?*', false],
    ['a*?b', 'a?*b', true],
    ['???*', '*????', true],
    // Sound, not complete: the star must lie within a star.
    ['?*', '*a', false],
  ])('%s contains %s: %s', (outer, inner, expected) => {
    expect(contains(outer, inner)).toBe(expected);
  });

  test('containment holds for what is matched, wildcards in any order', () => {
    fc.assert(
      fc.property(globs, globs, letters(7), (outer, inner, text) => {
        if (contains(outer, inner) && matches(inner, text)) expect(matches(outer, text)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
