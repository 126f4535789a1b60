import type { Told } from './outcome.js';
import type { SourceLimit } from './programs.js';

/** `definite` or `possible`; what a finding holds under is worded as its input is, and differs. */
const certaintyOf = ({ certainty }: Told): string => certainty.split(' ')[0] ?? '';

const keyOf = ({ rule, about }: Told): string => `${rule} ${about}`;

/**
 * What source and output say differently, one line each. `limit` is what the program says its source cannot show: with
 * it, a definite finding of the output may be possible in the source; with `gap` it may be missing where a gap is told.
 * What is definite in the source must be in the output whatever the program says.
 */
export function disagreements(source: readonly Told[], output: readonly Told[], limit: SourceLimit | undefined): readonly string[] {
  const inSource = bestOf(source);
  const inOutput = bestOf(output);
  const hasGap = source.some(({ rule }) => rule === 'gap');
  const missing = [...inOutput].flatMap(([key, told]) => {
    const found = inSource.get(key);
    if (found === undefined) return limit?.kind === 'gap' && hasGap ? [] : [`${key} is ${certaintyOf(told)} in the output, and missing in the source`];
    if (certaintyOf(found) === certaintyOf(told)) return [];
    if (certaintyOf(found) === 'possible') return limit === undefined ? [`${key} is definite in the output, and possible in the source`] : [];
    return [`${key} is possible in the output, and definite in the source`];
  });
  const extra = [...inSource].flatMap(([key, told]) => {
    if (inOutput.has(key) || (certaintyOf(told) === 'possible' && limit !== undefined)) return [];
    return [`${key} is ${certaintyOf(told)} in the source, and missing in the output`];
  });
  return [...missing, ...extra];
}

/** By rule and construct; of several the surer one. Gaps are about reading, and each syntax has its own. */
function bestOf(told: readonly Told[]): ReadonlyMap<string, Told> {
  const best = new Map<string, Told>();
  for (const one of told) {
    if (one.rule === 'gap') continue;
    const known = best.get(keyOf(one));
    if (known === undefined || certaintyOf(known) === 'possible') best.set(keyOf(one), one);
  }
  return best;
}
