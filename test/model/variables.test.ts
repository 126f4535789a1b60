import { describe, expect, test } from 'vitest';
import { PUT_EVENT_SELECTORS } from '../../src/model/grant/action.js';
import { decides, denialsOf, resourceReach } from '../../src/model/grant/reach.js';
import type { Scope } from '../../src/model/trails.js';
import { requested } from './divergences.js';
import { allowing, type DocumentText, type StatementText, type Strings } from './documents.js';
import { arnOf, beside, named } from './requests.js';
import { lowered, simulated, simulatedStrictly, type RequestContext, type Verdict } from './simulator.js';

const NEW = '2012-10-17';
const OLD = '2008-10-17';
/** Three ways to write a document; only the first has variables. */
const versions = [{ Version: NEW }, { Version: OLD }, {}] as const;

const scopeIn = (document: DocumentText): Scope => {
  const policy = lowered(document);
  const [allow] = policy.statements.items;
  return (allow === undefined ? undefined : resourceReach(allow, denialsOf([policy], PUT_EVENT_SELECTORS), policy.hasVariables, 'trail')?.scope) ?? 'none';
};

const of = (Resource: Strings, version: (typeof versions)[number]): DocumentText => {
  const { Version: _mine, ...rest } = allowing(Resource);
  return { ...version, ...rest };
};

const ana: RequestContext = { 'aws:username': 'main', 'aws:PrincipalTag/team': 'audit' };

describe('a variable', () => {
  // As literal text it names no trail either: there are no such names. It is told as what it looks like all the same, for the old
  // version, or none, is more likely to be a slip than the variable.
  test.each<readonly [resource: string, scope: Scope, literally: Scope, named: Verdict, beside: Verdict]>([
    // Whoever is called, or tagged, like a trail may change it: some trails.
    [arnOf('trail/${aws:username}'), 'some', 'one', 'allowed', 'implicitly-denied'],
    [arnOf('trail/${AWS:UserName}'), 'some', 'one', 'allowed', 'implicitly-denied'],
    [arnOf('trail/${aws:PrincipalTag/team}-log'), 'some', 'one', 'implicitly-denied', 'allowed'],
    [arnOf("trail/${aws:PrincipalTag/purpose, 'main'}"), 'some', 'one', 'allowed', 'implicitly-denied'],
    [arnOf('trail/${aws:PrincipalTag/team}*'), 'some', 'some', 'implicitly-denied', 'allowed'],
    // What stands for one character stands for no trail.
    [arnOf('trail/${*}'), 'none', 'some', 'implicitly-denied', 'implicitly-denied'],
    [arnOf('trail/${?}ain'), 'none', 'some', 'implicitly-denied', 'implicitly-denied'],
    [arnOf('trail/main${$}'), 'none', 'one', 'implicitly-denied', 'implicitly-denied'],
    [arnOf('trail/*${*}*'), 'none', 'some', 'implicitly-denied', 'implicitly-denied'],
  ])('%s is %s where there are variables, and %s where it is literal text', async (resource, scope, literally, onNamed, onBeside) => {
    expect(scopeIn(of(resource, { Version: NEW }))).toBe(scope);
    for (const version of [{ Version: OLD }, {}] as const) expect(scopeIn(of(resource, version))).toBe(literally);
    const verdicts = await Promise.all([named, beside].map((trail) => simulatedStrictly(of(resource, { Version: NEW }), { action: PUT_EVENT_SELECTORS, trail }, ana)));
    expect(verdicts).toEqual([onNamed, onBeside]);
  });

  test('is replaced by the simulator in documents of any version', () => {
    for (const version of versions) expect(simulated(of(arnOf('trail/${aws:username}'), version), { action: PUT_EVENT_SELECTORS, trail: named }, ana)).toBe('allowed');
  });

  test('that has no value matches nothing', () => {
    const request = { action: PUT_EVENT_SELECTORS, trail: named };
    expect(simulated(allowing(arnOf('trail/${aws:username}')), request)).toBe('implicitly-denied');
    expect(simulated(allowing(['*', arnOf('trail/${aws:username}')]), request)).toBe('allowed');
  });

  test('is asked of `decides` with its value', () => {
    const request = { action: PUT_EVENT_SELECTORS, trail: named };
    const document = allowing(arnOf('trail/${aws:username}'));
    expect(decides([lowered(requested(document))], request)).toBe('allowed');
    expect(decides([lowered(document)], request)).toBe('implicitly-denied');
  });

  test('in an action is nothing', () => {
    // IAM User Guide, Access Analyzer: "Variable unsupported in element".
    expect(decides([lowered(allowing('*', 'cloudtrail:${aws:username}'))], { action: PUT_EVENT_SELECTORS, trail: named })).toBe('implicitly-denied');
  });
});

describe('a variable and a Deny', () => {
  const both = (allowed: string, denied: Pick<StatementText, 'Resource' | 'NotResource'>): Scope =>
    scopeIn({ Version: NEW, Statement: [{ Effect: 'Allow', Action: PUT_EVENT_SELECTORS, Resource: allowed }, { Effect: 'Deny', Action: PUT_EVENT_SELECTORS, ...denied }] });

  test.each<readonly [allowed: string, denied: string, left: Scope]>([
    // It has the same value in one request.
    [arnOf('trail/${aws:username}'), arnOf('trail/${aws:username}'), 'none'],
    [arnOf('trail/${aws:PrincipalTag/team}'), arnOf('trail/*'), 'none'],
    [arnOf('trail/${aws:PrincipalTag/team}'), 'arn:aws:cloudtrail:*:*:trail/*', 'none'],
    [arnOf('trail/${aws:PrincipalTag/team}'), named, 'some'],
    [arnOf('trail/${aws:PrincipalTag/team}'), arnOf('trail/${aws:username}'), 'some'],
    [arnOf('trail/*'), arnOf('trail/${aws:username}'), 'region'],
    [named, arnOf('trail/${aws:username}'), 'one'],
  ])('%s less %s: %s', (allowed, denied, left) => {
    expect(both(allowed, { Resource: denied })).toBe(left);
  });

  test.each<readonly [allowed: string, spared: string, left: Scope]>([
    [arnOf('trail/${aws:username}'), named, 'one'],
    [arnOf('trail/${aws:username}'), arnOf('trail/${aws:username}'), 'some'],
    [arnOf('trail/${aws:username}'), 'arn:aws:cloudtrail:eu-west-1:*:trail/*', 'none'],
    [named, arnOf('trail/${aws:username}'), 'some'],
    ['*', arnOf('trail/${aws:username}'), 'some'],
  ])('%s, all but %s denied: %s', (allowed, spared, left) => {
    expect(both(allowed, { NotResource: spared })).toBe(left);
  });
});
