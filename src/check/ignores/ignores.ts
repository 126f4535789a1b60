import { ignoreRules } from '../../core/ignore.js';
import { onOneLine } from '../../core/source.js';
import type { Finding } from '../finding.js';
import { unusedFault, type IgnoreFault } from './faults.js';
import { inputFinding } from '../problems.js';
import type { ListedRule } from '../rule.js';
import type { Levels } from '../run.js';
import { hidingBy, keyOf, type Entry, type Told } from './suppress.js';

/** What is told of ignores in a run. */
export interface Telling {
  readonly rules: readonly ListedRule[];
  readonly levels: Levels;
  readonly strict: boolean;
  /** Whether all of the run is known: else none is told to be unused. */
  readonly tellsUnused: boolean;
}

/** Something told of an ignore. */
interface About {
  readonly entry: Entry;
  readonly fault: IgnoreFault;
}

const isAboutIgnores = ({ rule }: Entry): boolean => ignoreRules.some((one) => one === rule);

/**
 * What is wrong with ignores: those that do not act, and those that hide nothing. Ignores of these findings act on them, from
 * those of the other two rules to those of `ignore-unused`; what is told of the last in turn is hidden by nothing new, so that it ends.
 */
export function tellIgnores(entries: readonly Entry[], used: Set<string>, telling: Telling): readonly Finding[] {
  const faulty = once(entries.flatMap((entry): readonly About[] => (entry.fault === undefined ? [] : [{ entry, fault: entry.fault }])));
  if (!telling.tellsUnused) return faulty.flatMap((about) => findingOf(about, telling) ?? []);
  const acting = entries.filter(({ fault }) => fault === undefined);
  const unsure = new Set(acting.filter(({ cover }) => !cover.sure).map(({ ignore }) => keyOf(ignore)));
  const told: Finding[] = [];
  const tell = (abouts: readonly About[], among: readonly Entry[] = acting): void => {
    const hide = hidingBy(among.filter(isAboutIgnores));
    for (const one of abouts) {
      const finding = findingOf(one, telling);
      if (finding !== undefined) told.push(hide(finding, placeOf(one), used, one.entry.ignore));
    }
  };
  const unused = (of: readonly Entry[]): readonly About[] => once(of.filter((entry) => isUnused(entry, unsure, used, telling)).map((entry) => ({ entry, fault: unusedFault(entry.rule) })));
  tell(faulty);
  tell(unused(acting.filter((entry) => !isAboutIgnores(entry))));
  const above = acting.filter(isAboutIgnores);
  tell(unused(above.filter(({ rule }) => rule !== 'ignore-unused')));
  const last = unused(above.filter(({ rule }) => rule === 'ignore-unused'));
  tell(last, acting.filter(({ ignore }) => used.has(keyOf(ignore))));
  return told;
}

/** One ignore may stand in several covers: it is unused where none of them hides anything, and each of them could tell. */
function isUnused({ ignore, rule }: Entry, unsure: ReadonlySet<string>, used: ReadonlySet<string>, { rules, levels, strict }: Telling): boolean {
  const key = keyOf(ignore);
  const known = rules.find(({ meta }) => meta.id === rule);
  // Tools that accept for a whole stack write so at every resource, and mean those that need it.
  if (!ignore.own || used.has(key) || known === undefined || levels(known) === 'off' || (known.meta.moreWhenStrict && !strict)) return false;
  return !unsure.has(key);
}

/** An ignore is about another one where that stands, or for what that is about: comments are stacked above one line. */
const placeOf = ({ entry: { ignore, cover: { over } } }: About): Told => ({ primary: { span: onOneLine(ignore.at), message: '' }, declared: over === undefined ? undefined : { ...over, end: over.start } });

const once = (abouts: readonly About[]): readonly About[] => [...new Map(abouts.map((about) => [keyOf(about.entry.ignore), about])).values()];

function findingOf({ entry: { ignore, rule: ignored }, fault: { rule, message, advice } }: About, { rules, levels }: Telling): Finding | undefined {
  const known = rules.find(({ meta }) => meta.id === rule);
  const level = known === undefined ? 'off' : levels(known);
  return level === 'off' ? undefined : inputFinding({ rule, level, message, advice, span: ignore.at, apart: [ignored, ignore.reason, ignore.until] });
}
