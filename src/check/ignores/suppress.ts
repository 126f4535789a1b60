import { addTo, append } from '../../core/long.js';
import type { Ignore } from '../../core/ignore.js';
import { sameSpan, Spans, type Span } from '../../core/source.js';
import type { Ignored } from '../../core/unit.js';
import type { Finding, Suppression } from '../finding.js';
import { faultOf, type IgnoreFault } from './faults.js';

/** Words that hold for some findings. */
export interface Cover {
  readonly ignores: readonly Ignore[];
  readonly kind: Suppression['kind'];
  readonly covers: (told: Told) => boolean;
  /** Whether nothing that it could hide is out of sight, so that one that hides nothing is unused. */
  readonly sure: boolean;
  /** What stands for the place of the ignores themselves, where something is told of them: what they are about. */
  readonly over: Span | undefined;
}

/** What is asked of a finding. */
export type Told = Pick<Finding, 'primary' | 'declared'>;

const isIn = (span: Span | undefined, over: Span): boolean => span?.source === over.source && over.start <= span.start && span.start <= over.end;

/** Of a declaration by its name: what is told of it, and what is found in it. */
export const coverOf = (name: Span, { ignores, over }: Ignored): Cover => ({
  ignores,
  kind: 'inSource',
  covers: ({ declared, primary: { span } }) => (declared !== undefined && sameSpan(declared, name)) || (span.source === over.source && over.start <= span.start && span.end <= over.end),
  sure: true,
  over,
});

/** Of a stretch of a text: what begins in it, and what is told of what is declared in it. */
export const coverOver = (ignores: readonly Ignore[], over: Span | undefined, sure: boolean): Cover => ({
  ignores,
  kind: 'inSource',
  covers: ({ declared, primary: { span } }) => over !== undefined && (isIn(span, over) || isIn(declared, over)),
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
  const byRule = new Map<string, Map<Cover, Entry[]>>();
  for (const entry of entries) {
    if (entry.fault !== undefined) continue;
    const byCover = byRule.get(entry.rule) ?? new Map<Cover, Entry[]>();
    byRule.set(entry.rule, byCover);
    addTo(byCover, entry.cover, entry);
  }
  if (byRule.size === 0) return (findings) => findings;
  return (findings, used) => findings.map((finding) => hidden(finding, covering(byRule.get(finding.rule), finding), used));
}

/** The entries of which the words hold for a finding. A cover may have thousands of them, and is asked once. */
function covering(byCover: ReadonlyMap<Cover, readonly Entry[]> | undefined, finding: Finding): readonly Entry[] {
  const found: Entry[] = [];
  for (const [cover, entries] of byCover ?? []) if (cover.covers(finding)) append(found, entries);
  return found;
}

/** Words that are told of one finding. Whoever says the same more often says nothing more. */
const MOST_TOLD = 50;

/** Each place once, however many covers name it. */
export function hidden(finding: Finding, entries: readonly Entry[], used: Set<string>): Finding {
  for (const { ignore } of entries) used.add(keyOf(ignore));
  const known = new Spans(finding.suppressions.map(({ at }) => at));
  const added: Entry[] = [];
  for (const entry of entries) {
    if (added.length >= MOST_TOLD) break;
    if (known.add(entry.ignore.at)) added.push(entry);
  }
  if (added.length === 0) return finding;
  return { ...finding, suppressions: [...finding.suppressions, ...added.map(({ cover: { kind }, ignore: { reason, at } }): Suppression => ({ kind, justification: reason.trim(), at }))] };
}
