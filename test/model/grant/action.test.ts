import { describe, expect, test } from 'vitest';
import type { Text } from '../../../src/core/text.js';
import type { Truth } from '../../../src/core/truth.js';
import { actionMatches, actionMayMatch, breadthOf, PUT_EVENT_SELECTORS, sabotage, type Breadth } from '../../../src/model/grant/action.js';
import { allowing } from '../documents.js';
import { named } from '../requests.js';
import { simulated } from '../simulator.js';

const all = [PUT_EVENT_SELECTORS, ...sabotage];
const [stopLogging = '', deleteTrail = '', updateTrail = '', updateStore = '', stopIngestion = '', deleteStore = ''] = sabotage;

/** Which of the seven actions a pattern takes in. Section 1.3 of the reference, and what looks like a pattern without being one. */
const patterns: readonly (readonly [pattern: string, actions: readonly string[]])[] = [
  ['*', all],
  ['**', all],
  ['cloudtrail:*', all],
  ['cloudtrail:**', all],
  ['cloudtrail:?*', all],
  ['cloudtrail:*?', all],
  ['CloudTrail:*', all],
  ['cloudtrail:PutEventSelectors', [PUT_EVENT_SELECTORS]],
  ['cloudtrail:putEventSelectors', [PUT_EVENT_SELECTORS]],
  ['CLOUDTRAIL:PUTEVENTSELECTORS', [PUT_EVENT_SELECTORS]],
  ['cloudtrail:Put*', [PUT_EVENT_SELECTORS]],
  ['cloudtrail:P*', [PUT_EVENT_SELECTORS]],
  ['cloudtrail:*Selectors', [PUT_EVENT_SELECTORS]],
  ['cloudtrail:*selectors', [PUT_EVENT_SELECTORS]],
  ['cloudtrail:Put?ventSelectors', [PUT_EVENT_SELECTORS]],
  ['cloudtrail:*Event*', [PUT_EVENT_SELECTORS, updateStore, stopIngestion, deleteStore]],
  ['cloudtrail:Update*', [updateTrail, updateStore]],
  ['cloudtrail:Stop*', [stopLogging, stopIngestion]],
  ['cloudtrail:S*', [stopLogging, stopIngestion]],
  ['cloudtrail:Delete*', [deleteTrail, deleteStore]],
  ['cloudtrail:*Trail', [deleteTrail, updateTrail]],
  ['cloudtrail:*Logging', [stopLogging]],
  ['cloudtrail:???????????', [stopLogging, deleteTrail, updateTrail]],
  ['cloudtrail:PutEventSelector', []],
  ['cloudtrail:PutEventSelectors?', []],
  ['cloudtrail:PutInsightSelectors', []],
  ['cloudtrail:Get*', []],
  ['cloudtrail:', []],
  ['cloudtrail: *', []],
  [' cloudtrail:*', []],
  ['cloudtrail:Put* ', []],
  // A prefix is the whole prefix.
  ['cloudtrail-data:*', []],
  ['cloudtrai:*', []],
  ['s3:*', []],
];

/** Where IAM refuses the pattern, or its live behaviour is not known: see test/model/divergences.ts. */
const beyondTheSimulator: typeof patterns = [
  ['*:*', all],
  ['*:Put*', [PUT_EVENT_SELECTORS]],
  ['*:PutEventSelectors', [PUT_EVENT_SELECTORS]],
  ['cloud*:PutEventSelectors', []],
  ['?loudtrail:*', []],
  ['**:*', []],
  ['', []],
  ['cloudtrail', []],
  ['PutEventSelectors', []],
  [':PutEventSelectors', []],
  ['cloudtrail:*:*', []],
  ['cloudtrail:Put.*', []],
  ['cloudtrail:[A-Z]*', []],
];

describe('an action pattern', () => {
  test.each([...patterns, ...beyondTheSimulator])('%s takes in %j', (pattern, actions) => {
    expect(all.filter((action) => actionMatches(pattern, action))).toEqual(actions);
    for (const action of all) expect(actionMayMatch([pattern], action)).toBe(actions.includes(action) ? 'yes' : 'no');
  });

  test.each(patterns)('%s does so in the simulator', (pattern, actions) => {
    expect(all.filter((action) => simulated(allowing('*', pattern), { action, trail: named }) === 'allowed')).toEqual(actions);
  });
});

describe('a pattern that reaches PutEventSelectors reaches', () => {
  test.each<readonly [pattern: string, breadth: Breadth]>([
    ['*', 'everything'],
    ['***', 'everything'],
    ['*:*', 'everything'],
    ['*:**', 'everything'],
    ['cloudtrail:*', 'service'],
    ['cloudtrail:**', 'service'],
    ['cloudtrail:?*', 'service'],
    ['cloudtrail:??*', 'service'],
    ['cloudtrail:*?', 'service'],
    ['CloudTrail:*', 'service'],
    ['cloudtrail:Put*', 'wildcard'],
    ['cloudtrail:*s', 'wildcard'],
    ['cloudtrail:Put?ventSelectors', 'wildcard'],
    ['cloudtrail:?????????????????', 'wildcard'],
    ['*:Put*', 'wildcard'],
    ['*:PutEventSelectors', 'wildcard'],
    ['cloudtrail:PutEventSelectors', 'named'],
    ['cloudtrail:puteventselectors', 'named'],
  ])('%s: %s', (pattern, breadth) => {
    expect(actionMatches(pattern, PUT_EVENT_SELECTORS)).toBe(true);
    expect(breadthOf(pattern)).toBe(breadth);
  });
});

describe('an action of which parts are not known', () => {
  const any = { name: 'Action', holds: 'any' } as const;
  const one = { name: 'AWS::AccountId', holds: 'one' } as const;

  test.each<readonly [text: Text, truth: Truth]>([
    [[any], 'maybe'],
    [['cloudtrail:', any], 'maybe'],
    [['cloudtrail:Put', any, 'Selectors'], 'maybe'],
    [['CLOUDTRAIL:put', any], 'maybe'],
    [[any, ':PutEventSelectors'], 'maybe'],
    // It may hold the colon.
    [['cloud', any, 'Selectors'], 'maybe'],
    [['cloudtrail:Get', any], 'no'],
    [['s3:', any], 'no'],
    [['cloudtrail:', any, 'Selector'], 'no'],
    // A single value, such as an account id, is no part of an action.
    [['cloudtrail:', one], 'no'],
    [['cloudtrail:Put*', one], 'no'],
    // What is known in parts is known.
    [['cloudtrail:', 'PutEvent', 'Selectors'], 'yes'],
    [['cloudtrail:', 'Get*'], 'no'],
  ])('%j: %s', (text, truth) => {
    expect(actionMayMatch(text, PUT_EVENT_SELECTORS)).toBe(truth);
  });
});
