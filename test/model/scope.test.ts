import { describe, expect, test } from 'vitest';
import { PUT_EVENT_SELECTORS } from '../../src/model/grant/action.js';
import { denialsOf, resourceReach, type ResourceReach } from '../../src/model/grant/reach.js';
import { scopeOf, scopes, type Scope } from '../../src/model/trails.js';
import { corrected } from './divergences.js';
import { allowing, anyResource, statementsOf, stringsOf, type DocumentText, type StatementText, type Strings } from './documents.js';
import { instancesOf, partitionOf, trailsFor } from './instances.js';
import { chanceOf, listOf, newSeed, onceIn, pick, type Chance } from './random.js';
import { ACCOUNT, accounts, arnOf, grid, named, names, OTHER_ACCOUNT, regions, type Trail } from './requests.js';
import { lowered, simulated } from './simulator.js';

const seed = newSeed();

/** Whether the simulator lets the document's holder change a trail. */
function isAllowed(document: DocumentText): (trail: Trail) => boolean {
  const asked = corrected(document);
  return ({ arn }) => simulated(asked, { action: PUT_EVENT_SELECTORS, trail: arn }) === 'allowed';
}

/** The trails of `among` that the simulator lets the document's holder change. */
const allowedOf = (document: DocumentText, among: readonly Trail[]): readonly Trail[] => among.filter(isAllowed(document));

/** The widest class that some trails out of `among` can be called. */
function classOf(allowed: ReadonlySet<Trail>, among: readonly Trail[]): Scope {
  const whole = (key: (trail: Trail) => string): boolean => {
    const lacking = new Set(among.filter((trail) => !allowed.has(trail)).map(key));
    return [...allowed].some((trail) => !lacking.has(key(trail)));
  };
  if (allowed.size === among.length) return 'all';
  if (whole(({ account }) => account)) return 'account';
  if (whole(({ account, region }) => `${account}:${region}`)) return 'region';
  return allowed.size > 1 ? 'some' : allowed.size === 1 ? 'one' : 'none';
}

const rank = (scope: Scope): number => scopes.indexOf(scope);

/** Variables are looked at in variables.test.ts. */
const plainResource = (chance: Chance): string => {
  for (;;) {
    const pattern = anyResource(chance);
    if (!pattern.includes('${')) return pattern;
  }
};

/** It names a Region or an account that there is not: it may wait for a tool to fill it in, so that a scope is told all the same. */
const isImaginary = (pattern: string): boolean => {
  const { regions, accounts } = instancesOf(pattern);
  return regions.length === 0 || accounts.length === 0;
};

/** Where the class of a single pattern is another one than the trails it covers could be called, by convention. */
const conventions: readonly (readonly [why: string, holds: (pattern: string, told: Scope, seen: Scope) => boolean])[] = [
  ['some Regions or accounts are `some` trails, however many there are of them', (pattern, told, seen) => told === 'some' && (seen === 'region' || seen === 'account') && /[*?]/u.test(pattern.split(':').slice(3, 5).join(''))],
  ['what has a wildcard is `some`, even if it comes to one trail', (pattern, told, seen) => told === 'some' && seen === 'one' && /[*?]/u.test(pattern.split(':').slice(3).join(':'))],
  ['a Region or an account that there is not may be a placeholder', (pattern, told, seen) => told !== 'none' && seen === 'none' && isImaginary(pattern)],
];

describe(`scopes and the simulator (seed ${seed})`, { timeout: 120_000 }, () => {
  test('a single pattern is of the class of the trails that it covers', () => {
    const chance = chanceOf(seed);
    const met = new Map<string, number>();
    const classes = new Set<Scope>();
    for (let count = 0; count < 2500; count++) {
      const pattern = plainResource(chance);
      const trails = trailsFor(allowing(pattern));
      const seen = classOf(new Set(allowedOf(allowing(pattern), trails)), trails);
      const told = scopeOf([pattern], true);
      classes.add(told);
      const [why] = told === seen ? ['the same'] : (conventions.find(([, holds]) => holds(pattern, told, seen)) ?? []);
      if (why === undefined) expect.unreachable(`${pattern} is called ${told}, and covers ${seen}`);
      met.set(why, (met.get(why) ?? 0) + 1);
    }
    expect([...classes].sort()).toEqual([...scopes].sort());
    for (const [why] of conventions) expect(met.get(why), why).toBeGreaterThan(0);
  });

  test('a list of patterns is of the class of its widest', () => {
    const chance = chanceOf(seed + 1);
    for (let count = 0; count < 500; count++) {
      const patterns = listOf(chance, 1, 4, () => plainResource(chance));
      const widest = patterns.map((pattern) => scopeOf([pattern], true)).reduce((a, b) => (rank(a) >= rank(b) ? a : b));
      expect(reachOf(allowing(patterns))?.scope ?? 'none').toBe(widest);
    }
  });
});

/** What is left of the first statement of a document, by keytrail. */
function reachOf(document: DocumentText): ResourceReach | undefined {
  const policy = lowered(document);
  const [allow] = policy.statements.items;
  return allow === undefined ? undefined : resourceReach(allow, denialsOf([policy], PUT_EVENT_SELECTORS), policy.hasVariables, 'trail');
}

/** An Allow and some Denies of the action. Once in four times what is listed is what is not meant. */
function withDenials(chance: Chance, pattern: () => string): DocumentText {
  const own = listOf(chance, 1, 2, pattern);
  const near = (): string => (onceIn(chance, 8) ? (own[0] ?? '*') : pattern());
  const resources = (patterns: Strings): Pick<StatementText, 'Resource' | 'NotResource'> => (onceIn(chance, 4) ? { NotResource: patterns } : { Resource: patterns });
  const denials = listOf(chance, 1, 2, (): StatementText => ({ Effect: 'Deny', Action: PUT_EVENT_SELECTORS, ...resources(listOf(chance, 1, 3, near)) }));
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: PUT_EVENT_SELECTORS, ...resources(own) }, ...denials] };
}

/** Patterns that can be told apart, and what they have in common, by the trails of `plainGrid` alone. */
function plainPattern(chance: Chance): string {
  const region = pick(chance, [[4, '*'], [3, 'us-east-1'], [1, 'eu-west-1'], [1, 'us-*']]);
  const account = pick(chance, [[4, '*'], [3, ACCOUNT], [1, OTHER_ACCOUNT], [1, '1234*']]);
  const name = pick(chance, [[4, 'trail/*'], [3, '*'], [1, 'tr*'], [1, '*/*'], [2, 'trail/main'], [1, 'trail/m*'], [1, '*/m*'], [1, 'trail/a*'], [1, 'trail/audit-log'], [1, 'eventdatastore/*']]);
  return onceIn(chance, 6) ? '*' : `arn:aws:cloudtrail:${region}:${account}:${name}`;
}

/** For each of those patterns trails within and without. */
const plainGrid: readonly Trail[] = [...regions, 'ap-south-1'].flatMap((region) =>
  [...accounts, '123400000000', '999999999999'].flatMap((account) => [...names, 'other'].map((name) => ({ region, account, name, arn: arnOf(`trail/${name}`, region, account) }))),
);

/** Trails that are judged together, as far as Denies touch them. */
interface Parts {
  readonly parts: readonly ReadonlySet<Trail>[];
  /** Some Deny takes a part of a part, which is judged as a whole all the same. */
  readonly cut: boolean;
}

/** The trails of `plainGrid` that the simulator takes a pattern to cover, by pattern: there are few, and each is asked for many times. */
const coverages = new Map<string, ReadonlySet<Trail>>();

function covered(pattern: string): ReadonlySet<Trail> {
  const known = coverages.get(pattern) ?? new Set(allowedOf(allowing(pattern), plainGrid));
  coverages.set(pattern, known);
  return known;
}

/**
 * keytrail's way with Denies, done once more with sets of trails in the stead of patterns: what a Deny with NotResource lists
 * parts what is allowed; a pattern of another Deny takes a part away, or leaves it as it is.
 */
function partsOf(document: DocumentText): Parts {
  const [allow, ...denials] = statementsOf(document);
  let parts: readonly ReadonlySet<Trail>[] = allow?.Resource === undefined ? [new Set(plainGrid)] : stringsOf(allow.Resource).map(covered);
  for (const { NotResource } of denials) {
    if (NotResource !== undefined) parts = parts.flatMap((part) => stringsOf(NotResource).map(covered).map((listed) => new Set([...part].filter((trail) => listed.has(trail)))));
  }
  const taken = [...stringsOf(allow?.NotResource), ...denials.flatMap(({ Resource }) => stringsOf(Resource))].map(covered);
  const rest = parts.filter((part) => ![...taken].some((one) => [...part].every((trail) => one.has(trail))));
  return { parts: rest, cut: rest.some((part) => taken.some((one) => [...part].some((trail) => one.has(trail)))) };
}

const widestOf = (parts: readonly ReadonlySet<Trail>[]): Scope => parts.map((part) => classOf(part, plainGrid)).reduce<Scope>((a, b) => (rank(a) >= rank(b) ? a : b), 'none');

/** What is wrong with what is told of a document; `undefined` if nothing is. */
function faultOf(told: Scope, allowed: ReadonlySet<Trail>, { parts, cut }: Parts): string | undefined {
  if (told === 'none') return allowed.size > 0 ? 'a grant is lost' : undefined;
  // All but one trail of an account are an account's trails still: what is cut is told as the whole that it was.
  const seen = cut ? widestOf(parts) : classOf(allowed, plainGrid);
  if (seen === 'none') return 'a grant is made up';
  // What has wildcards is `some` even if it comes to one trail.
  return rank(told) > Math.max(rank(seen), rank('some')) ? `it is told wider than ${seen}` : undefined;
}

describe(`Denies and the simulator (seed ${seed})`, { timeout: 120_000 }, () => {
  test('no grant is lost, whatever the patterns', () => {
    const chance = chanceOf(seed + 2);
    let granted = 0;
    for (let count = 0; count < 1500; count++) {
      const document = withDenials(chance, () => plainResource(chance));
      if (partitionOf(document) === undefined) continue;
      if (!trailsFor(document).some(isAllowed(document))) continue;
      granted++;
      if (reachOf(document)?.truth !== 'yes') expect.unreachable(`lost is ${JSON.stringify(document)}`);
    }
    expect(granted).toBeGreaterThan(200);
  });

  test('none is made up, none is told wider than it is', () => {
    const chance = chanceOf(seed + 3);
    const met = { gone: 0, whole: 0, cut: 0 };
    for (let count = 0; count < 1000; count++) {
      const document = withDenials(chance, () => plainPattern(chance));
      const allowed = new Set(allowedOf(document, plainGrid));
      const parts = partsOf(document);
      const told = reachOf(document)?.scope ?? 'none';
      const fault = faultOf(told, allowed, parts);
      if (fault !== undefined) expect.unreachable(`${fault}: ${told} is told of ${JSON.stringify(document)}`);
      met[allowed.size === 0 ? 'gone' : parts.cut ? 'cut' : 'whole']++;
    }
    expect(Math.min(...Object.values(met)), JSON.stringify(met)).toBeGreaterThan(50);
  });

  // Grants that stand although a Deny leaves less of them, or nothing: no pattern of it covers the pattern as a whole.
  test.each<readonly [name: string, allowed: string, denied: Strings, told: Scope, left: Scope]>([
    ['all but one trail', '*', named, 'all', 'account'],
    ['all but one account', '*', `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*`, 'all', 'account'],
    ['all but one Region', `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*`, arnOf('*'), 'account', 'region'],
    ['half of the names', arnOf('trail/*'), arnOf('trail/*-*'), 'region', 'some'],
    ['several that take everything together', 'arn:aws:cloudtrail:*:*:trail/main', regions.map((region) => `arn:aws:cloudtrail:${region}:*:trail/main`), 'some', 'none'],
    ['wildcards that fit for their number alone', arnOf('trail/*mai'), arnOf('trail/?*'), 'some', 'none'],
  ])('stands whole: %s', (_name, Resource, denied, told, left) => {
    const document: DocumentText = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource }, { Effect: 'Deny', Action: '*', Resource: denied }] };
    const trails = grid;
    expect(reachOf(document)).toMatchObject({ scope: told, truth: 'yes' });
    expect(classOf(new Set(allowedOf(document, trails)), trails)).toBe(left);
  });

  test('a Deny in the only partition that is named holds for the account that the policy is for', () => {
    const document: DocumentText = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }, { Effect: 'Deny', Action: '*', Resource: 'arn:aws-cn:cloudtrail:*:*:trail/*' }] };
    expect(reachOf(document)).toBeUndefined();
    // To the simulator it is void in the other partition. It is taken for granted that nobody writes that.
    expect(allowedOf(document, grid)).toHaveLength(grid.length);
  });
});
