import { describe, expect, test } from 'vitest';
import { PUT_EVENT_SELECTORS } from '../../src/model/grant/action.js';
import { decides } from '../../src/model/grant/reach.js';
import { compare } from './compare.js';
import { CONTEXT, divergences } from './divergences.js';
import { anyDocument, statementsOf, stringsOf, type DocumentText, type StatementText } from './documents.js';
import { chanceOf, newSeed } from './random.js';
import { named, requests } from './requests.js';
import { lowered, simulated, simulatedStrictly } from './simulator.js';

/** `node scripts/compare-iam.mjs` does the same with a million. */
const DOCUMENTS = 20_000;
const seed = newSeed();

describe(`keytrail and the simulator (KEYTRAIL_SEED=${seed})`, { timeout: 180_000 }, () => {
  test(`judge ${DOCUMENTS} documents alike, but for what is listed`, () => {
    const { unexplained, divergences: met, verdicts, agreements } = compare(chanceOf(seed), DOCUMENTS);
    const [first] = unexplained;
    if (first !== undefined) expect.unreachable(`${unexplained.length} disagreements, the first of them: ${JSON.stringify(first, undefined, 2)}`);
    // A divergence that is gone must leave the list.
    for (const { name } of divergences) expect(met.get(name), name).toBeGreaterThan(0);
    // The documents are worth asking about.
    const asked = DOCUMENTS * requests.length;
    for (const [verdict, count] of Object.entries(verdicts)) expect(count / asked, verdict).toBeGreaterThan(0.1);
    expect(agreements / asked).toBeGreaterThan(0.9);
  });
});

const actionsOf = ({ Action, NotAction }: StatementText): readonly string[] => [...stringsOf(Action), ...stringsOf(NotAction)];
const hasAction = (action: RegExp) => (statement: StatementText): boolean => actionsOf(statement).some((one) => action.test(one));

/** What the simulator does not take for a legal statement, and what keytrail makes of it. */
const refusals: readonly (readonly [why: string, holds: (statement: StatementText) => boolean])[] = [
  ['`**` is as good as `*`, and IAM may take it', hasAction(/^\*{2,}$/u)],
  ['a wildcard in the service: `*:` is taken for every service, others grant nothing', hasAction(/^[^:]*[*?][^:]*:/u)],
  ['an action that has not two parts grants nothing', hasAction(/^(?:[^:]*[^:*][^:]*|(?:[^:]*:){2,}[^:]*|)$/u)],
  ['characters that are in no action grant nothing', hasAction(/^[^:]*(?: :|:.*[^\w *?,:-])|^:/u)],
  // An empty text within a list is no fault to it.
  ['an empty Resource covers nothing', ({ Resource, NotResource }) => (Resource ?? NotResource) === ''],
];

describe(`documents that IAM refuses (KEYTRAIL_SEED=${seed})`, { timeout: 180_000 }, () => {
  test('are those with what is no action or resource', async () => {
    const chance = chanceOf(seed + 1);
    const met = new Map<string, number>();
    const request = { action: PUT_EVENT_SELECTORS, trail: named };
    for (let count = 0; count < 3000; count++) {
      const document = anyDocument(chance);
      const found = refusals.filter(([, holds]) => statementsOf(document).some(holds));
      const verdict = await simulatedStrictly(document, request, CONTEXT);
      expect(verdict, JSON.stringify(document)).toBe(found.length > 0 ? 'refused' : simulated(document, request, CONTEXT));
      for (const [why] of found) met.set(why, (met.get(why) ?? 0) + 1);
    }
    for (const [why] of refusals) expect(met.get(why), why).toBeGreaterThan(0);
  });

  const allow = { Effect: 'Allow', Action: 'cloudtrail:*', Resource: '*' };
  // What grants nothing to IAM may be meant all the same, and repaired before it is deployed.
  test.each<readonly [what: string, document: unknown, verdict: ReturnType<typeof decides>]>([
    ['an Effect in another case', { Statement: { ...allow, Effect: 'allow' } }, 'implicitly-denied'],
    ['no Effect', { Statement: { Action: '*', Resource: '*' } }, 'implicitly-denied'],
    ['no Action', { Statement: { Effect: 'Allow', Resource: '*' } }, 'implicitly-denied'],
    ['no Resource', { Statement: { Effect: 'Allow', Action: '*' } }, 'implicitly-denied'],
    ['a Deny without Resource', { Statement: [allow, { Effect: 'Deny', Action: '*' }] }, 'allowed'],
    ['a Principal', { Statement: { ...allow, Principal: '*' } }, 'implicitly-denied'],
    ['a Resource that is a map', { Statement: { ...allow, Resource: { Ref: 'Trail' } } }, 'implicitly-denied'],
    ['Action and NotAction', { Statement: { ...allow, NotAction: 'cloudtrail:*' } }, 'allowed'],
    ['Resource and NotResource', { Statement: { ...allow, NotResource: '*' } }, 'allowed'],
    ['a Resource that is a number', { Statement: { ...allow, Resource: ['*', 5] } }, 'allowed'],
    ['a key that IAM does not know', { Statement: { ...allow, Comment: 'x' } }, 'allowed'],
    ['a Version that there is not', { Version: '2013-10-17', Statement: allow }, 'allowed'],
  ])('%s: %j', async (_what, document, verdict) => {
    const request = { action: PUT_EVENT_SELECTORS, trail: named };
    expect(await simulatedStrictly(document, request)).toBe('refused');
    expect(decides([lowered(document)], request)).toBe(verdict);
  });
});

test('a document of the seed is the same document again', () => {
  const documents = (): readonly DocumentText[] => Array.from({ length: 3 }, ((chance) => () => anyDocument(chance))(chanceOf(5)));
  expect(documents()).toEqual(documents());
});
