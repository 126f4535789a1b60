import type { KmsUse, Window } from './audit.js';
import { isGap } from './keys/gap.js';
import { keyName, type KeyName } from './keys/names.js';
import { compare, earlier, later, Tally, type Counted } from './keys/tally.js';
import { lostIn, type Lost } from './keys/window.js';

export type { Around, Counted, EventCount, PrincipalCount } from './keys/tally.js';

/** KMS events of one key. */
export interface KeyUses extends Counted {
  /** Its ARN where a record says it, else its id; the same of an alias. */
  readonly key: string;
  /** What else it is called: its id, the name of an alias. */
  readonly names: readonly string[];
}

/** Records that name no key, of a kind that names it since December 2022: they may be about any. */
export interface Gap {
  readonly count: number;
  /** Names of the events, sorted. */
  readonly events: readonly string[];
  readonly first: KmsUse | undefined;
  readonly last: KmsUse | undefined;
}

/** What `keytrail audit keys` tells. */
export interface KeyReport {
  /** By `key`, then Region. */
  readonly keys: readonly KeyUses[];
  /** Those of no key, such as ListKeys; undefined where there are none, or where one key is asked for. */
  readonly keyless: Counted | undefined;
  /** Undefined where there are none. */
  readonly gap: Gap | undefined;
  /** Of all keys; one that names two keys (ReEncrypt) is one. */
  readonly count: number;
}

export interface KeyOptions {
  /** An ARN, an id, or an alias with or without `alias/`. Undefined: all. */
  readonly key?: string | undefined;
  readonly windows?: readonly Window[] | undefined;
}

/**
 * KMS events by key. An id is that of an ARN which ends in it; an alias stands for itself, for what it stood for at the time is not
 * known: records that name it alone are of its own. What CloudTrail leaves out of records is not made up. The same for any order of
 * `uses`, each of which counts.
 */
export async function usesByKey(uses: AsyncIterable<KmsUse> | Iterable<KmsUse>, { key, windows = [] }: KeyOptions = {}): Promise<KeyReport> {
  const ledger = new Ledger(windows.map(lostIn));
  for await (const use of uses) ledger.add(use);
  return ledger.report(key);
}

class Ledger {
  private readonly tallies = new Map<string, Tally>();
  private readonly keyless: Tally;
  private readonly gapEvents = new Set<string>();
  private gap: Omit<Gap, 'events'> = { count: 0, first: undefined, last: undefined };
  private count = 0;

  constructor(private readonly windows: readonly Lost[]) {
    this.keyless = new Tally(windows);
  }

  add(use: KmsUse): void {
    this.count++;
    const named = use.keys.map((text) => keyName(text, use));
    for (const name of named) for (const text of [name.id, name.arn ?? name.id]) this.tallyOf(name).names.add(text);
    for (const tally of new Set(named.map((name) => this.tallyOf(name)))) tally.add(use);
    if (named.length === 0) this.keyless.add(use);
    if (isGap(use)) {
      this.gapEvents.add(use.name);
      this.gap = { count: this.gap.count + 1, first: earlier(this.gap.first, use), last: later(this.gap.last, use) };
    }
  }

  report(wanted: string | undefined): KeyReport {
    // An id may be that of keys in several Regions.
    const keys = [...this.tallies].sort(([a], [b]) => compare(a, b)).map(([, tally]) => keyUses(tally)).filter((one) => wanted === undefined || isCalled(one, wanted));
    const keyless = this.keyless.counted();
    return {
      keys: keys.sort((a, b) => compare(a.key, b.key)),
      keyless: keyless.count === 0 || wanted !== undefined ? undefined : keyless,
      gap: this.gap.count === 0 ? undefined : { ...this.gap, events: [...this.gapEvents].sort(compare) },
      count: this.count,
    };
  }

  private tallyOf({ identity }: KeyName): Tally {
    const known = this.tallies.get(identity) ?? new Tally(this.windows);
    this.tallies.set(identity, known);
    return known;
  }
}

function keyUses(tally: Tally): KeyUses {
  const names = [...tally.names].sort((a, b) => rank(a) - rank(b) || compare(a, b));
  const [key = '', ...rest] = names;
  return { ...tally.counted(), key, names: rest };
}

/** ARNs first. */
const rank = (name: string): number => (name.startsWith('arn:') ? 0 : 1);

const isCalled = ({ key, names }: KeyUses, wanted: string): boolean => [key, ...names].some((name) => name === wanted || name === `alias/${wanted}`);
