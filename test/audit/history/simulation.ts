import { kmsEvents } from '../../../src/data/kms-events.js';
import { parseJson } from '../../../src/read/text/json/json.js';
import { apiSink } from '../../../src/lower/aws-api.js';
import { Settings } from '../../../src/lower/settings.js';
import { selectedBy } from '../../../src/model/coverage.js';
import { literal } from '../../../src/core/source.js';
import type { Scope } from '../../../src/audit/audit.js';
import type { RawRecord } from '../support.js';

/** What a call tells of how far a sink reaches: `asked` in the request, `answered` in the response. */
export interface Told {
  readonly asked: boolean | undefined;
  readonly answered: boolean | undefined;
}

/** A call on one sink, in words of its own. */
export type Act =
  | { readonly does: 'start' | 'stop' | 'delete' }
  | { readonly does: 'create'; readonly selectors: readonly RawRecord[] | undefined; readonly takes: boolean; readonly regions: Told; readonly accounts: Told }
  | { readonly does: 'select'; readonly selectors: readonly RawRecord[] | 'omitted' }
  | { readonly does: 'update'; readonly omitted: boolean; readonly selectors: readonly RawRecord[] | undefined; readonly regions: Told; readonly accounts: Told }
  | { readonly does: 'restore'; readonly takes: boolean | undefined };

export interface Acted {
  readonly sink: string;
  readonly store: boolean;
  readonly second: number;
  readonly failed: boolean;
  readonly act: Act;
}

export type Fate = 'logged' | 'lost' | 'depends' | 'unknown' | 'not-begun';

/** How far it reaches: `said` undefined before anything tells; `ever` whether it logged that far, undefined for perhaps. */
interface Far {
  readonly said: boolean | 'omitted' | undefined;
  readonly ever: boolean | undefined;
}

/** One way things may have gone. */
interface World {
  readonly there: boolean | undefined;
  readonly never: boolean;
  readonly on: boolean | undefined;
  /** JSON of the selectors; `omitted`; undefined before anything tells. */
  readonly selectors: string | undefined;
  readonly foreign: boolean;
  readonly regions: Far;
  readonly accounts: Far;
}

const start: World = { there: undefined, never: false, on: undefined, selectors: undefined, foreign: false, regions: { said: undefined, ever: undefined }, accounts: { said: undefined, ever: undefined } };

export const scopes = ['own', 'other-regions', 'member-accounts'] as const satisfies readonly Scope[];

/** The fate of each event in each scope at `second`, by replaying everything up to it. */
export function fatesAt(acts: readonly Acted[], second: number): ReadonlyMap<Scope, readonly Fate[]> {
  const past = acts.filter((one) => !one.failed && one.second <= second);
  // Before it is made, what was made at hand is no riddle.
  if (past.length === 0) return same(acts.some((one) => !one.failed) && madeFirst(acts) ? 'not-begun' : 'unknown');
  let worlds: readonly World[] = [start];
  for (let now = 0; now <= second; now++) {
    const some = past.filter((one) => one.second === now);
    if (some.length > 0) worlds = different(['strict', 'but-first', 'loose'].map((how) => worlds.flatMap((world) => endings(world, some, how, true))).find((ends) => ends.length > 0) ?? []);
  }
  return new Map(scopes.map((scope) => [scope, kmsEvents.map((_, index) => agreed(worlds.map((world) => fate(world, scope, index))))]));
}

const same = (fate: Fate): ReadonlyMap<Scope, readonly Fate[]> => new Map(scopes.map((scope) => [scope, kmsEvents.map(() => fate)]));

/** Whether the first second of a sink makes it, in every order that may have been. */
function madeFirst(acts: readonly Acted[]): boolean {
  const done = acts.filter((one) => !one.failed);
  const first = Math.min(...done.map(({ second }) => second));
  return done.some(({ second, act }) => second === first && act.does === 'create');
}

const different = (worlds: readonly World[]): readonly World[] => [...new Map(worlds.map((world) => [JSON.stringify(Object.entries(world)), world])).values()];

/** Every order of the acts of a second that could have succeeded. */
function endings(world: World, acts: readonly Acted[], how: string, first: boolean): readonly World[] {
  if (acts.length === 0) return [world];
  return acts.flatMap((acted, index) => {
    const makes = acted.act.does === 'create' || acted.act.does === 'restore';
    const possible = makes ? world.there !== true : world.there !== false;
    if (!possible && how !== 'loose' && !(how === 'but-first' && first)) return [];
    return endings(next(world, acted), acts.filter((_, other) => other !== index), how, false);
  });
}

function next(world: World, acted: Acted): World {
  const done = act(world, acted);
  const mark = (far: Far): Far => (far.said === true ? { said: true, ever: true } : far);
  return done.never || done.foreign ? done : { ...done, regions: mark(done.regions), accounts: mark(done.accounts) };
}

function act(world: World, { act: one, store }: Acted): World {
  if (one.does === 'delete') return { ...world, there: false, on: false };
  if (one.does === 'create') {
    const nothingBefore = world.there === undefined || world.never;
    const takes = store && one.takes;
    const far = (before: Far, { asked, answered }: Told, usual: boolean): Far => ({ said: answered ?? asked ?? usual, ever: before.ever === true });
    const selectors = JSON.stringify(one.selectors ?? []);
    return { there: true, never: !takes && nothingBefore, on: takes, selectors, foreign: isForeign(selectors), regions: far(world.regions, one.regions, store), accounts: far(world.accounts, one.accounts, false) };
  }
  if (one.does === 'restore') return { ...world, there: true, on: one.takes ?? (world.never ? false : undefined), never: world.never && one.takes !== true };
  // Something came back unseen.
  const back = world.there === false ? { ...world, on: undefined, ...(!store && { selectors: undefined, regions: { ...world.regions, said: undefined }, accounts: { ...world.accounts, said: undefined } }) } : world;
  // ... unless it had never logged: then nobody knows it to have begun, but it is not known not to have either.
  const alive = { ...back, there: true, never: world.there === false ? false : world.never };
  switch (one.does) {
    case 'start':
      return { ...alive, on: true, never: false };
    case 'stop':
      return { ...alive, on: false };
    case 'select':
      return selected(alive, one.selectors === 'omitted' ? 'omitted' : JSON.stringify(one.selectors));
    case 'update': {
      const updated = store && (one.selectors !== undefined || one.omitted) ? selected(alive, one.selectors === undefined ? 'omitted' : JSON.stringify(one.selectors)) : alive;
      return { ...updated, regions: further(updated.regions, one.regions, one.omitted), accounts: further(updated.accounts, one.accounts, one.omitted) };
    }
  }
}

const selected = (world: World, selectors: string): World => ({ ...world, selectors, foreign: isForeign(selectors) && (world.foreign || world.selectors === undefined) });

function further(far: Far, { asked, answered }: Told, omitted: boolean): Far {
  const said = answered ?? (omitted ? undefined : asked);
  if (said === undefined) return omitted ? { ...far, said: 'omitted' } : far;
  const wasSoBefore = !omitted && asked === undefined;
  return { said, ever: !said && wasSoBefore && far.said === undefined && far.ever === undefined ? false : far.ever };
}

const isForeign = (selectors: string): boolean => selectors.includes('ConfigurationItem');

function fate(world: World, scope: Scope, index: number): Fate {
  if (world.foreign || world.never) return 'not-begun';
  const own = ownFate(world, index);
  if (scope === 'own') return own;
  const { said, ever } = scope === 'other-regions' ? world.regions : world.accounts;
  if (said === true) return own;
  if (said === undefined) return 'unknown';
  if (said === 'omitted') return ever === false ? 'unknown' : own === 'lost' ? 'lost' : 'depends';
  return ever === true ? 'lost' : ever === false ? 'not-begun' : 'depends';
}

function ownFate({ there, on, selectors }: World, index: number): Fate {
  if (there === false || on === false) return 'lost';
  if (selectors === undefined) return 'unknown';
  if (selectors === 'omitted') return 'depends';
  const taken = taking(selectors)[index] ?? 'depends';
  return taken === 'logged' && on === undefined ? 'unknown' : taken;
}

const taken = new Map<string, readonly Fate[]>();

/** The coverage algebra, for selectors in the spelling of records. */
function taking(selectors: string): readonly Fate[] {
  const known = taken.get(selectors);
  if (known !== undefined) return known;
  const key = selectors.includes('fieldSelectors') ? 'AdvancedEventSelectors' : 'EventSelectors';
  const text = `{"${key}":${selectors.replaceAll(/"([a-z])(\w*)":/gu, (_all, first: string, rest: string) => `"${first.toUpperCase()}${rest}":`)}}`;
  const [body] = parseJson({ path: 'p', text, bom: false }).documents;
  if (body === undefined) throw new Error(text);
  const [sink] = apiSink({ type: 'Trail', address: 't', exists: 'yes', name: literal(body.origin.span), body }, new Settings());
  if (sink === undefined) throw new Error(text);
  const fates = selectedBy(sink).map(({ always, ever }): Fate => (always === 'yes' ? 'logged' : ever === 'no' ? 'lost' : 'depends'));
  taken.set(selectors, fates);
  return fates;
}

function agreed(fates: readonly Fate[]): Fate {
  const [first = 'unknown'] = fates;
  if (fates.every((one) => one === first)) return first;
  return fates.includes('lost') || fates.includes('depends') ? 'depends' : 'unknown';
}
