import { describe, expect, test } from 'vitest';
import { literal } from '../../../src/core/source.js';
import type { Hole, Text } from '../../../src/core/text.js';
import type { Truth } from '../../../src/core/truth.js';
import { known, unknown, type Unknown } from '../../../src/core/value.js';
import { PUT_EVENT_SELECTORS, sabotage } from '../../../src/model/grant/action.js';
import type { PolicyText, Selection, Statement } from '../../../src/model/grant/policy.js';
import { actionReach, denialsOf, resourceReach, type ActionReach } from '../../../src/model/grant/reach.js';
import type { Scope } from '../../../src/model/trails.js';
import { ACCOUNT, arnOf, beside, named } from '../requests.js';

const origin = literal({ source: { path: 'p.json', text: '', bom: false }, start: 0, end: 0 });
const hole = (name: string, holds: Hole['holds'] = 'any'): Hole => ({ name, holds });
const LIST: Unknown = unknown('the list is not known', origin);

/** A text, its parts, or a list of which nothing is known. */
type Item = string | Text | Unknown;
const isText = (item: Item): item is string | Text => typeof item === 'string' || !('kind' in item);

function selection(items: readonly Item[], negated: boolean): Selection {
  const texts = items.filter(isText).map((item): PolicyText => ({ text: typeof item === 'string' ? [item] : item, origin, unknown: typeof item === 'string' ? '' : 'a part is not known' }));
  return { negated, values: { items: texts, unseen: items.filter((item): item is Unknown => !isText(item)), origin } };
}

const statement = (effect: Statement['effect'], resources: Selection, actions = selection(['*'], false), more: Partial<Statement> = {}): Statement => ({
  sid: '',
  effect,
  actions,
  resources,
  conditions: { items: [], unseen: [], origin },
  exists: 'yes',
  origin,
  ...more,
});

const ALLOW = known('Allow' as const, origin);
const DENY = known('Deny' as const, origin);
const on = (...items: readonly Item[]): Selection => selection(items, false);
const but = (...items: readonly Item[]): Selection => selection(items, true);
const deny = (resources: Selection, more: Partial<Statement> = {}): Statement => statement(DENY, resources, on('*'), more);

/** What is left, in words: `account yes`, or `none`. */
function left(resources: Selection, denials: readonly Statement[]): string {
  const document = { address: 'p', hasVariables: true, statements: { items: denials, unseen: [], origin }, origin };
  const reach = resourceReach(statement(ALLOW, resources), denialsOf([document], PUT_EVENT_SELECTORS), true, 'trail');
  return reach === undefined ? 'none' : `${reach.scope} ${reach.truth}${reach.reduced ? ' reduced' : ''}${reach.unknown === '' ? '' : `: ${reach.unknown}`}`;
}

const TRAILS = 'arn:aws:cloudtrail:*:*:trail/*';
const MINE = `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*`;
const OWN: Text = ['arn:aws:cloudtrail:us-east-1:', hole('AWS::AccountId', 'one'), ':trail/main'];

describe('of the resources of an Allow', () => {
  test.each<readonly [what: string, resources: Selection, denials: readonly Statement[], left: string]>([
    ['a list', on(named, MINE), [], 'account yes'],
    ['nothing of another service', on('arn:aws:s3:::x'), [], 'none'],
    ['nothing of an empty list', on(), [], 'none'],
    ['a list that is not known', on(LIST), [], 'some maybe: the list is not known'],
    ['what is sure before what is possible', on(LIST, MINE), [], 'account yes'],
    ['what is possible before one trail that is sure', on(LIST, named), [], 'some maybe: the list is not known'],
    ['a pattern that is not known', on([hole('Arn')]), [], 'all maybe: a part is not known'],
    ['a single value that is not known', on(OWN), [], 'one yes: a part is not known'],
    ['everything but something', but(named), [], 'all yes'],
    ['everything but everything', but('*'), [], 'none'],
    ['everything but all trails', but(TRAILS), [], 'none'],
    ['everything but nothing', but(), [], 'all yes'],
    ['everything but what is not known', but(LIST), [], 'all maybe: the list is not known'],
    ['everything but one that is not known', but([hole('Arn')]), [], 'all maybe: a part is not known'],
  ])('%s', (_what, resources, denials, expected) => {
    expect(left(resources, denials)).toBe(expected);
  });
});

describe('Denies leave', () => {
  test.each<readonly [what: string, resources: Selection, denials: readonly Statement[], left: string]>([
    ['nothing of what they list', on(named), [deny(on(named))], 'none'],
    ['nothing of what is within', on(named, beside), [deny(on(arnOf('trail/*')))], 'none'],
    ['nothing of everything where all trails are denied', on('*'), [deny(on(TRAILS))], 'none'],
    ['the rest of a list', on(named, beside), [deny(on(named))], 'one yes'],
    ['what is elsewhere', on(named), [deny(on('arn:aws:s3:::x')), deny(on(beside))], 'one yes'],
    ['a pattern of which they take a part', on(MINE), [deny(on(named))], 'account yes'],
    ['exactly what NotResource lists', on('*'), [deny(but(named))], 'one yes reduced'],
    ['what NotResource takes in', on(named), [deny(but(MINE))], 'one yes'],
    ['nothing of what NotResource does not list', on(named), [deny(but(beside))], 'none'],
    ['nothing where NotResource lists nothing', on('*'), [deny(but())], 'none'],
    ['what both of two NotResources list', on('*'), [deny(but(named, beside)), deny(but(beside))], 'one yes reduced'],
    ['nothing of what is listed and denied, in either order', on('*'), [deny(on(named)), deny(but(named))], 'none'],
    ['nothing of what is excepted and left', but(named), [deny(but(named))], 'none'],
    ['the part in which a pattern and a NotResource meet', on('arn:aws:cloudtrail:us-east-1:*:trail/*'), [deny(but(MINE))], 'region yes reduced'],
    ['everything where they are of another action', on('*'), [statement(DENY, on('*'), on('s3:*'))], 'all yes'],
    ['everything where they have conditions', on('*'), [deny(on('*'), { conditions: { items: [{ operator: 'Bool', key: 'aws:x', values: { items: [], unseen: [], origin }, origin }], unseen: [], origin } })], 'all yes'],
  ])('%s', (_what, resources, denials, expected) => {
    expect(left(resources, denials)).toBe(expected);
  });

  // What is not known of a Deny never makes a grant sure, and never takes it away.
  test.each<readonly [what: string, resources: Selection, denials: readonly Statement[], left: string]>([
    ['their existence is open', on(named), [deny(on('*'), { exists: 'maybe' })], 'one maybe: a Deny may take it away'],
    ['their Effect is not known', on(named), [statement(unknown('no default', origin), on('*'))], 'one maybe: a Deny may take it away'],
    ['their action is not known', on(named), [statement(DENY, on('*'), on([hole('Action')]))], 'one maybe: a Deny may take it away'],
    ['there may be a condition', on(named), [deny(on('*'), { conditions: { items: [], unseen: [LIST], origin } })], 'one maybe: a Deny may take it away'],
    ['their resources are not known', on(named), [deny(on(LIST))], 'one maybe: the list is not known'],
    ['a resource is not known', on('*'), [deny(on([hole('Arn')]))], 'all maybe: a part is not known'],
    ['the account of a resource is not known', on(named), [deny(on(OWN))], 'one maybe: a part is not known'],
    ['it is the same account, whichever', on(OWN), [deny(on(OWN))], 'none'],
    ['whatever the account, it is one', on('*'), [deny(on(OWN))], 'all yes'],
    ['a part is not known, but it is elsewhere', on(named), [deny(on(['arn:aws:s3:::', hole('Bucket')]))], 'one yes'],
    ['NotResource is not known', on('*'), [deny(but(LIST))], 'all maybe: the list is not known'],
    ['one of NotResource is not known', on('*'), [deny(but([hole('Arn')]))], 'all maybe reduced: a part is not known'],
    ['one of NotResource is not known, another is', on(named), [deny(but([hole('Arn')], named))], 'one yes'],
    ['a Deny with NotResource may not be', on('*'), [deny(but(named), { exists: 'maybe' })], 'all maybe: a Deny may take it away'],
    ['they may not be, and take nothing', on(named), [deny(on(beside), { exists: 'maybe' })], 'one yes'],
  ])('a grant that is possible where %s', (_what, resources, denials, expected) => {
    expect(left(resources, denials)).toBe(expected);
  });
});

describe('actions reach', () => {
  const reach = (actions: Selection, action = PUT_EVENT_SELECTORS): readonly [Truth, ActionReach['breadth'], string] | undefined => {
    const found = actionReach(statement(ALLOW, on('*'), actions), action);
    return found === undefined ? undefined : [found.truth, found.breadth, found.unknown];
  };

  test.each<readonly [what: string, actions: Selection, reached: ReturnType<typeof reach>]>([
    ['the broadest of a list', on('cloudtrail:PutEventSelectors', 'cloudtrail:*', 'cloudtrail:Put*'), ['yes', 'service', '']],
    ['none', on('s3:*', 'cloudtrail:Get*'), undefined],
    ['an empty list', on(), undefined],
    ['what is sure before what is possible', on([hole('Action')], 'cloudtrail:Put*'), ['yes', 'wildcard', '']],
    ['one that is not known', on('s3:*', [hole('Action')]), ['maybe', 'named', 'a part is not known']],
    ['a list that is not known', on('s3:*', LIST), ['maybe', 'named', 'the list is not known']],
    ['all but others', but('iam:*'), ['yes', 'not-action', '']],
    ['all but it', but('iam:*', 'cloudtrail:Put*'), undefined],
    ['all but all', but('*'), undefined],
    ['all but none', but(), ['yes', 'not-action', '']],
    ['all but one that is not known', but('iam:*', [hole('Action')]), ['maybe', 'not-action', 'a part is not known']],
    ['all but a list that is not known', but(LIST), ['maybe', 'not-action', 'the list is not known']],
    ['all but it, whatever else', but('cloudtrail:*', LIST), undefined],
  ])('%s', (_what, actions, reached) => {
    expect(reach(actions)).toEqual(reached);
  });

  test.each(sabotage)('%s as well', (action) => {
    expect(reach(on(action), action)).toEqual(['yes', 'named', '']);
    expect(reach(on(PUT_EVENT_SELECTORS), action)).toBeUndefined();
    expect(reach(but(PUT_EVENT_SELECTORS), action)).toEqual(['yes', 'not-action', '']);
  });
});

test('what is left of event data stores is asked of them', () => {
  const scopeOf = (resources: Selection, denied: Selection): Scope | undefined =>
    resourceReach(statement(ALLOW, resources), [{ statement: deny(denied), truth: 'yes' }], true, 'eventdatastore')?.scope;
  expect(scopeOf(on('*'), on(TRAILS))).toBe('all');
  expect(scopeOf(on('*'), on('arn:aws:cloudtrail:*:*:eventdatastore/*'))).toBeUndefined();
  expect(scopeOf(on(named), on())).toBeUndefined();
  expect(scopeOf(but(TRAILS), on())).toBe('all');
});
