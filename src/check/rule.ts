import type { Truth } from '../core/truth.js';
import type { Origin } from '../core/source.js';
import type { Model } from '../model/model.js';
import type { Sink } from '../model/sink.js';
import type { Certainty, Fix, Level } from './finding.js';

export type Category = 'visibility' | 'power' | 'input';

export interface RuleMeta {
  /** Kebab-case and for ever: file name, doc page, example folder, test and SARIF `ruleId`. */
  readonly id: string;
  readonly level: Level;
  /** SARIF `security-severity`, 0.1 to 10.0: GitHub shows above 9.0 as critical, from 7.0 high, from 4.0 medium. */
  readonly severity: number;
  readonly category: Category;
  /** One line, no full stop. */
  readonly summary: string;
  /** What it finds and why it matters, in a few sentences. */
  readonly description: string;
  /** Off unless `--strict` or the config turns it on. */
  readonly strictOnly: boolean;
  /** Whether it tells more with `--strict`. */
  readonly moreWhenStrict: boolean;
  readonly fixable: boolean;
  readonly taxa: readonly TaxonRef[];
}

/** An entry of a catalogue elsewhere: `report/taxa.ts` holds the catalogues. */
export interface TaxonRef {
  readonly taxonomy: 'mitre-attack-v18' | 'mitre-attack-v19' | 'aws-config' | 'cis-aws' | 'cwe';
  readonly id: string;
}

/** A related place: `message` says why it is shown. */
export interface Note {
  readonly at: Origin;
  readonly message: string;
}

/** What a fault is about: a sink, or a statement of a policy. */
export interface Subject {
  /** Unique in its unit. */
  readonly address: string;
  readonly exists: Truth;
  /** The sink, for a fault of visibility: another one may make up for it. */
  readonly sink: Sink | undefined;
}

/** One of those who hold a grant. */
export interface HeldBy {
  /** `role auditor`; empty where nobody in particular is known. */
  readonly who: string;
  /** What it is on, and what stands beside it. */
  readonly how: string;
  /** The same as far as it is so whoever holds it. */
  readonly anyhow: string;
}

/** What a rule says of one world; the engine merges it over worlds and turns its truth into certainty. */
export interface Fault {
  readonly truth: Truth;
  readonly subject: Subject;
  /** The level, where the rule has several; else undefined, and the rule's own holds. */
  readonly level: Level | undefined;
  /** Tells apart faults of one rule in one subject; empty where there can be only one. */
  readonly fault: string;
  /** The culprit. Where it came from is told from its origin by the engine. */
  readonly at: Origin;
  /** A short label for the caret. */
  readonly label: string;
  /** What it comes from, in any order, where `fault` and `label` do not say all of it or say where it stands: a baseline knows it again by this. */
  readonly cause?: readonly string[];
  /** Who holds a grant, each with how: one holder less is no other fault, one more is. */
  readonly holders?: readonly HeldBy[];
  readonly related: readonly Note[];
  /** One sentence without its full stop, for each certainty. */
  readonly sentence: Readonly<Record<Certainty, string>>;
  /** What to do: one sentence without its full stop. */
  readonly advice: string;
  readonly events: readonly string[];
  readonly fixes: readonly Fix[];
}

/** A rule as far as it can be told without running it. */
export interface ListedRule {
  readonly meta: RuleMeta;
}

export interface Rule extends ListedRule {
  /** `strict`: what is a matter of care, and no fault, is told as well. */
  readonly check: (model: Model, strict: boolean) => Iterable<Fault>;
}

/** The rules of a run, which are loaded when there is something to judge. */
export interface Catalogue {
  readonly listed: readonly ListedRule[];
  readonly rules: () => Promise<readonly Rule[]>;
}
