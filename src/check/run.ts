import { describe, type Range } from '../core/box.js';
import { fingerprint } from '../core/hash.js';
import { bySpan, onOneLine, Spans, stations, type Origin, type Span } from '../core/source.js';
import { and, type Truth } from '../core/truth.js';
import { PARAMETER_FILE, type Assumption, type World } from '../core/worlds.js';
import { coveringSink } from '../model/cover.js';
import type { Model } from '../model/model.js';
import { wherever } from './change/compare.js';
import { inEveryWorld } from './edits.js';
import type { Certainty, Finding, Level, Place } from './finding.js';
import type { Fault, HeldBy, ListedRule, Rule } from './rule.js';

/** The level of each rule for this run: the catalogue's, unless the user said otherwise. */
export type Levels = (rule: ListedRule) => Level | 'off';

export interface RuleFailure {
  readonly rule: string;
  readonly error: Error;
}

export interface Checked {
  readonly findings: readonly Finding[];
  /** Rules that threw: our bugs. They cost only their own findings. */
  readonly failures: readonly RuleFailure[];
}

/** A fault in one world. */
interface Seen {
  readonly world: number;
  readonly truth: Exclude<Truth, 'no'>;
  readonly fault: Fault;
}

/** Runs rules over every world of a unit and tells each fault once. */
export function check(worlds: readonly World<Model>[], rules: readonly Rule[], levels: Levels, strict: boolean, coveredBy: readonly string[] = []): Checked {
  const findings: Finding[] = [];
  const failures: RuleFailure[] = [];
  for (const rule of rules) {
    const level = levels(rule);
    if (level === 'off') continue;
    try {
      for (const seen of faultsOf(rule, worlds, strict)) findings.push(merge(rule, level, seen, worlds, coveredBy));
    } catch (error) {
      failures.push({ rule: rule.meta.id, error: error instanceof Error ? error : new Error(String(error)) });
    }
  }
  return { findings: findings.sort(byPlace), failures };
}

const byPlace = (a: Finding, b: Finding): number => bySpan(a.primary.span, b.primary.span) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);

/** The faults of one rule, those that are the same fault in several worlds together. */
function faultsOf(rule: Rule, worlds: readonly World<Model>[], strict: boolean): Iterable<readonly Seen[]> {
  const groups = new Map<string, Seen[]>();
  worlds.forEach(({ value: model }, world) => {
    for (const fault of rule.check(model, strict)) {
      const truth = and(fault.truth, fault.subject.exists);
      if (truth === 'no') continue;
      const key = `${fault.subject.address}\u0000${fault.fault}`;
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push({ world, truth, fault });
    }
  });
  return groups.values();
}

function merge(rule: Rule, ruleLevel: Level, seen: readonly Seen[], worlds: readonly World<Model>[], coveredBy: readonly string[]): Finding {
  const { told, ranges, certainty } = weigh(seen, worlds);
  const [first] = told;
  if (first === undefined) throw new Error('a fault without a world');
  const { fault } = first;
  // A rule that was given a level has that, whatever the grant.
  const level = ruleLevel === rule.meta.level ? strongest(told, ruleLevel) : ruleLevel;
  const covering = rule.meta.category === 'visibility' ? (coverOf(told, worlds) ?? elsewhere(told, coveredBy)) : undefined;
  const related = relatedOf(told, seen);
  const assumptions = ranges.map(({ input, labels, includesDefault }) => ({ input, label: labels.join(' or '), default: includesDefault === true }));
  return {
    rule: rule.meta.id,
    level: covering !== undefined ? 'note' : certainty === 'possible' ? lower(level) : level,
    certainty,
    ...messageOf(fault, certainty, ranges, covering),
    primary: { span: onOneLine(fault.at.span), message: fault.label },
    related,
    flow: flowOf(fault),
    assumptions,
    subject: fault.subject.address,
    declared: undefined,
    events: fault.events,
    // What AWS returned or another tool wrote is no place to change anything.
    fixes: told.some((one) => stations(one.fault.at).some(({ span }) => span.source.excerpts !== undefined)) || told.some(({ fault: { subject } }) => subject.sink?.declaredBy === 'snapshot') ? [] : inEveryWorld(told.map((one) => one.fault.fixes)),
    fingerprint: fingerprint([rule.meta.id, fault.at.span.source.path, wherever(fault.subject.address), fault.fault, fault.label]),
    cause: causeOf(told, fault.holders === undefined ? ranges : []),
    holders: holdersOf(seen, worlds),
    state: undefined,
    suppressions: [],
  };
}

/** Over what is so in each world that is told and the choices that lead there, whatever the order in which they are written. */
function causeOf(told: readonly Seen[], ranges: readonly Range[]): string {
  const faults = told.map(({ fault }) => JSON.stringify([...new Set(fault.cause ?? [fault.fault, fault.label])].sort().concat(fault.events)));
  return fingerprint([...new Set(faults)].sort().concat('when', choiceTexts(ranges)));
}

/**
 * Whoever holds a grant in any world, with how, and the choices under which that is so. What is so of each of them whoever it is
 * stands beside: where nobody in particular is left, it is a part of what was there.
 */
function holdersOf(seen: readonly Seen[], worlds: readonly World<Model>[]): readonly string[] {
  const held = new Map<string, { readonly by: HeldBy; readonly within: Set<number> }>();
  for (const { world, fault } of seen) {
    for (const by of fault.holders ?? []) {
      const key = JSON.stringify([by.who, by.how, by.anyhow]);
      const known = held.get(key);
      if (known === undefined) held.set(key, { by, within: new Set([world]) });
      else known.within.add(world);
    }
  }
  // Most of them are held in the same worlds.
  const choices = new Map<string, readonly string[]>();
  const choicesOf = (within: ReadonlySet<number>): readonly string[] => {
    const key = [...within].join();
    const known = choices.get(key) ?? choiceTexts(describe(...partition(worlds, within)));
    choices.set(key, known);
    return known;
  };
  const told = [...held.values()].flatMap(({ by: { who, how, anyhow }, within }) => {
    const hashed = (text: string): string => fingerprint([text, 'when', ...choicesOf(within)]);
    return [...(who === '' ? [] : [`${who} ${hashed(how)}`]), `whoever ${hashed(anyhow)}`];
  });
  return [...new Set(told)].sort();
}

const choiceTexts = (ranges: readonly Range[]): readonly string[] => ranges.map(({ input, labels }) => JSON.stringify([input, ...[...labels].sort()])).sort();

interface Weighed {
  /** The worlds that the finding speaks of. */
  readonly told: readonly Seen[];
  readonly ranges: readonly Range[];
  readonly certainty: Certainty;
}

/** Speaks of the worlds in which the fault is sure; where that is not definite, of those in which it is possible as well. */
function weigh(seen: readonly Seen[], worlds: readonly World<Model>[]): Weighed {
  const among = (told: readonly Seen[]): Weighed => {
    const ranges = describe(...partition(worlds, new Set(told.map(({ world }) => world))));
    return { told, ranges, certainty: certaintyOf(told, ranges) };
  };
  const sure = among(seen.filter(({ truth }) => truth === 'yes'));
  return sure.told.length > 0 && sure.certainty === 'definite' ? sure : among(seen);
}

function partition(worlds: readonly World<Model>[], inside: ReadonlySet<number>): [(readonly Assumption[])[], (readonly Assumption[])[]] {
  const of = (wanted: boolean): (readonly Assumption[])[] => worlds.filter((_, index) => inside.has(index) === wanted).map(({ assumptions }) => assumptions);
  return [of(true), of(false)];
}

/**
 * Definite: it surely holds, under the defaults where there are any. What holds only under a value that nobody has chosen
 * yet, or that the input merely allows, is possible.
 */
function certaintyOf(told: readonly Seen[], ranges: readonly Range[]): Certainty {
  if (told.some(({ truth }) => truth !== 'yes')) return 'possible';
  if (ranges.some(({ includesDefault }) => includesDefault === false)) return 'possible';
  const merelyAllowed = told.every(({ fault }) => stations(fault.at).some(({ via }) => via === 'allowed-value'));
  return merelyAllowed && ranges.length > 0 ? 'possible' : 'definite';
}

const gravity: readonly Level[] = ['note', 'warning', 'error'];

/** The gravest of the worlds in which it is told. */
const strongest = (told: readonly Seen[], ruleLevel: Level): Level =>
  told.map(({ fault }) => fault.level ?? ruleLevel).reduce((a, b) => (gravity.indexOf(a) >= gravity.indexOf(b) ? a : b));

const lower = (level: Level): Level => (level === 'error' ? 'warning' : 'note');

/** The sink that makes up for the loss in every world in which it is told. */
function coverOf(told: readonly Seen[], worlds: readonly World<Model>[]): string | undefined {
  const covers = told.map(({ world, fault }) => {
    const model = worlds[world]?.value;
    const { sink } = fault.subject;
    return model === undefined || sink === undefined ? undefined : coveringSink(sink, model)?.address;
  });
  return covers.every((cover) => cover !== undefined) ? covers[0] : undefined;
}

/** A sink that the user names, which keeps what any sink here loses. */
const elsewhere = (told: readonly Seen[], [first]: readonly string[]): string | undefined => (told.every(({ fault }) => fault.subject.sink !== undefined) ? first : undefined);

function messageOf(fault: Fault, certainty: Certainty, ranges: readonly Range[], covering: string | undefined): Pick<Finding, 'message' | 'advice'> {
  const condition = conditionOf(ranges);
  const unchosen = ranges.some(({ includesDefault }) => includesDefault === false) ? ' (not by default)' : '';
  const saved = covering === undefined ? '' : `; \`${covering}\` logs them all`;
  const advice = `${fault.advice}.`;
  return { message: `${fault.sentence[certainty]}${condition}${unchosen}${saved}. ${advice}`, advice };
}

/** " with `prod.json` when `Env` is `dev` and `Logging` is `false`": the files of parameters, then the inputs, under which it holds. */
function conditionOf(ranges: readonly Range[]): string {
  const values = ({ labels }: Range): string => labels.map((label) => (label === 'another value' ? label : `\`${label}\``)).join(' or ');
  const files = ranges.filter(({ input }) => input === PARAMETER_FILE).map((range) => ` with ${values(range)}`);
  const when = ranges.filter(({ input }) => input !== PARAMETER_FILE).map((range) => `\`${range.input}\` is ${values(range)}`);
  return files.join('') + (when.length === 0 ? '' : ` when ${when.join(' and ')}`);
}

/** Where the culprit's value came from, then what the rule relates, then the culprits of other worlds. */
function relatedOf(told: readonly Seen[], seen: readonly Seen[]): readonly Place[] {
  const places: Place[] = [];
  const primary = told[0]?.fault.at.span;
  // A fault may have as many culprits as its file has selectors.
  const added = new Spans(primary === undefined ? [] : [onOneLine(primary)]);
  const add = (span: Span, message: string): void => {
    const at = onOneLine(span);
    if (added.add(at)) places.push({ span: at, message });
  };
  for (const { fault } of [...told, ...seen]) {
    add(fault.at.span, fault.label);
    for (const station of sources(fault.at)) add(station.span, sourceText(station));
    for (const note of fault.related) add(note.at.span, note.message);
  }
  return places;
}

const sources = (origin: Origin): readonly Origin[] => stations(origin).slice(1);

const sourceText = ({ via, from }: Origin): string =>
  via === 'plan' ? 'Terraform has it here' : from !== undefined && from.via !== 'plan' ? 'its value passes through here' : via === 'allowed-value' ? 'its value is allowed here' : 'its value is written here';

/** From where the value was written to where it is used. */
function flowOf(fault: Fault): readonly Place[] {
  const from = sources(fault.at);
  if (from.length === 0) return [];
  const way = from.map((station) => ({ span: onOneLine(station.span), message: sourceText(station) })).reverse();
  return [...way, { span: onOneLine(fault.at.span), message: fault.label }];
}
