import { Among, type Paths } from '../../core/globs.js';
import { addTo } from '../../core/long.js';
import type { Ignore } from '../../core/ignore.js';
import { Spans, type Span } from '../../core/source.js';
import type { Said } from '../../core/unit.js';
import type { Finding, Suppression } from '../finding.js';
import { faultOf, type IgnoreFault } from './faults.js';
import { Places } from './places.js';

/** Words that hold for some findings. */
export interface Cover {
  readonly ignores: readonly Ignore[];
  readonly kind: Suppression['kind'];
  readonly covers: (told: Told) => boolean;
  /** What it covers begins in one of these stretches, or its declaration does; or it covers all that is in files. */
  readonly within: readonly Span[] | Paths;
  /** Whether nothing that it could hide is out of sight, so that one that hides nothing is unused. */
  readonly sure: boolean;
  /** What stands for the place of the ignores themselves, where something is told of them: what they are about. */
  readonly over: Span | undefined;
}

/** What is asked of a finding. */
export type Told = Pick<Finding, 'primary' | 'declared'>;

const isIn = (span: Span | undefined, over: Span): boolean => span?.source === over.source && over.start <= span.start && span.start <= over.end;

/** Of declarations by their names: what is told of them, and what is found in them. The last of them stands for the place of the ignores. */
export function coverOf(ignores: readonly Ignore[], declarations: readonly Omit<Said, 'ignores'>[]): Cover {
  const names = new Spans(declarations.map(({ name }) => name));
  const bodies = new Places(declarations.map(({ over }) => [over, over] as const));
  return {
    ignores,
    kind: 'inSource',
    covers: ({ declared, primary: { span } }) => (declared !== undefined && names.has(declared)) || bodies.at(span.source, span.start).some(({ end }) => span.end <= end),
    within: declarations.flatMap(({ name, over }) => [name, over]),
    sure: true,
    over: declarations.at(-1)?.over,
  };
}

/** Of a stretch of a text: what begins in it, and what is told of what is declared in it. */
export const coverOver = (ignores: readonly Ignore[], over: Span | undefined, sure: boolean): Cover => ({
  ignores,
  kind: 'inSource',
  covers: ({ declared, primary: { span } }) => over !== undefined && (isIn(span, over) || isIn(declared, over)),
  within: over === undefined ? [] : [over],
  sure,
  over,
});

/** What a run knows of rules and days. */
export interface Catalogue {
  /** The ids of all rules. */
  readonly rules: ReadonlySet<string>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** An ignore of a rule of ours, whether it acts or not. */
export interface Entry {
  readonly ignore: Ignore;
  readonly cover: Cover;
  /** The id of the rule as it is meant; one that does not exist where `fault` says so. */
  readonly rule: string;
  /** Why it does not act. */
  readonly fault: IgnoreFault | undefined;
}

/** The ignores that are meant for keytrail. Those of other tools stand in the same places and are left alone. */
export const entriesOf = (covers: readonly Cover[], catalogue: Catalogue): readonly Entry[] =>
  covers.flatMap((cover) =>
    cover.ignores.flatMap((ignore) => {
      const rule = named(ignore, catalogue.rules);
      return rule === undefined ? [] : [{ ignore, cover, rule, fault: faultOf(ignore, rule, catalogue) }];
    }),
  );

/**
 * The rule of ours that an ignore names, as it is or behind our name: `keytrail/`, `keytrail-`, and `keytrail::` as plugins of
 * the CDK are named. The CDK puts `Annotation::` before what has no plugin.
 */
function named({ rule, own, loose, wrong }: Ignore, rules: ReadonlySet<string>): string | undefined {
  const plain = own ? rule : rule.replace(/^Annotation::/u, '');
  if (rules.has(plain)) return plain;
  const ours = /^keytrail(?:::|\/|-)(.*)$/isu.exec(plain)?.[1];
  if (loose === true && (wrong !== undefined || ours === undefined)) return undefined;
  return ours ?? (own ? plain : undefined);
}

/** An ignore is the same wherever it is met. */
export function keyOf(ignore: Ignore): string {
  const known = keys.get(ignore);
  if (known !== undefined) return known;
  const { rule, at: { source, start, end } } = ignore;
  const key = [source.path, start, end, rule].join('\u0000');
  keys.set(ignore, key);
  return key;
}

/** One may hide thousands of findings. */
const keys = new WeakMap<Ignore, string>();

/** Findings with what hides them; what hid something is added to `used`. */
export const suppress = (findings: readonly Finding[], entries: readonly Entry[], used: Set<string>): readonly Finding[] => suppressor(entries)(findings, used);

/** The same for entries that hide findings a few at a time: they are put in order once. */
export function suppressor(entries: readonly Entry[]): (findings: readonly Finding[], used: Set<string>) => readonly Finding[] {
  const hiding = hidingBy(entries);
  return (findings, used) => findings.map((finding) => hiding(finding, finding, used));
}

/** Hides a finding by what there is for a place: that of the finding, or another one. What is `apart` hides nothing. */
export type Hiding = (finding: Finding, told: Told, used: Set<string>, apart?: Ignore) => Finding;

/** A file may hold tens of thousands of ignores and of findings: those are found by their places, and what many findings have in common is gone through once. */
export function hidingBy(entries: readonly Entry[]): Hiding {
  const byRule = new Map<string, Map<Cover, Entry[]>>();
  for (const entry of entries) {
    if (entry.fault !== undefined) continue;
    const byCover = byRule.get(entry.rule) ?? new Map<Cover, Entry[]>();
    byRule.set(entry.rule, byCover);
    addTo(byCover, entry.cover, entry);
  }
  const ofRules = new Map([...byRule].map(([rule, byCover]) => [rule, coveringIn(byCover)]));
  const passed = new WeakMap<Set<string>, Map<Group, Ignore | undefined>>();
  return (finding, told, used, apart) => {
    const groups = ofRules.get(finding.rule)?.(told) ?? [];
    if (groups.length === 0) return finding;
    const done = passed.get(used) ?? new Map<Group, Ignore | undefined>();
    passed.set(used, done);
    for (const group of groups) use(group, used, done, apart);
    return hidden(finding, groups, apart);
  };
}

/** Entries that hide the same findings. */
interface Group {
  readonly entries: readonly Entry[];
  /** Those of them that may be told of a finding: each place once. */
  readonly telling: readonly Entry[];
}

const groupOf = (entries: readonly Entry[]): Group => {
  const known = new Spans();
  return { entries, telling: entries.filter(({ ignore }) => known.add(ignore.at)).slice(0, 3 * MOST_TOLD) };
};

/** The groups whose words hold for a place: those for stretches, then those for its file, which are one group. */
function coveringIn(byCover: ReadonlyMap<Cover, readonly Entry[]>): (told: Told) => readonly Group[] {
  const placed: (readonly [Span, number])[] = [];
  const filed: (readonly [Paths, number])[] = [];
  const covers = [...byCover.keys()];
  const entriesBy = [...byCover.values()];
  for (const [index, { within }] of covers.entries()) {
    if ('globs' in within) filed.push([within, index]);
    else for (const span of within) placed.push([span, index]);
  }
  const places = new Places(placed);
  const files = new Among(filed);
  const groups = new Map<Cover, Group>();
  const known = (cover: Cover): Group => {
    const group = groups.get(cover) ?? groupOf(byCover.get(cover) ?? []);
    groups.set(cover, group);
    return group;
  };
  const byPath = new Map<string, Group>();
  const bySame = new Map<string, Group>();
  const ofPath = (path: string): Group => {
    const found = byPath.get(path);
    if (found !== undefined) return found;
    const own = files.of(path);
    const group = bySame.get(own.join()) ?? groupOf(own.flatMap((index) => entriesBy[index] ?? []));
    bySame.set(own.join(), group);
    byPath.set(path, group);
    return group;
  };
  return (told) => {
    const { primary: { span }, declared } = told;
    const near = new Set([...places.at(span.source, span.start), ...(declared === undefined ? [] : places.at(declared.source, declared.start))]);
    const here = [...near].sort((a, b) => a - b).flatMap((index) => {
      const cover = covers[index];
      return cover?.covers(told) === true ? [known(cover)] : [];
    });
    return filed.length === 0 ? here : [...here, ofPath(span.source.path)].filter((group) => group.entries.length > 0);
  };
}

/** Notes that a group hid something. `done` has the groups for which that is so, with what was apart then. */
function use(group: Group, used: Set<string>, done: Map<Group, Ignore | undefined>, apart: Ignore | undefined): void {
  if (done.has(group)) {
    const before = done.get(group);
    if (before === undefined || (apart !== undefined && keyOf(before) === keyOf(apart))) return;
    // What was apart before is not now: that is all that is missing.
    if (group.entries.some(({ ignore }) => keyOf(ignore) === keyOf(before))) used.add(keyOf(before));
    done.set(group, undefined);
    return;
  }
  for (const { ignore } of group.entries) if (apart === undefined || keyOf(ignore) !== keyOf(apart)) used.add(keyOf(ignore));
  done.set(group, apart);
}

/** Words that are told of one finding. Whoever says the same more often says nothing more. */
const MOST_TOLD = 50;

/** Each place once, however many covers name it. */
function hidden(finding: Finding, groups: readonly Group[], apart: Ignore | undefined): Finding {
  const known = new Spans(finding.suppressions.map(({ at }) => at));
  const added: Entry[] = [];
  for (const { telling } of groups) {
    for (const entry of telling) {
      if (added.length >= MOST_TOLD) break;
      if ((apart === undefined || keyOf(entry.ignore) !== keyOf(apart)) && known.add(entry.ignore.at)) added.push(entry);
    }
  }
  if (added.length === 0) return finding;
  return { ...finding, suppressions: [...finding.suppressions, ...added.map(({ cover: { kind }, ignore: { reason, at } }): Suppression => ({ kind, justification: reason.trim(), at }))] };
}
