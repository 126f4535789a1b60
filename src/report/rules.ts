import type { RuleMeta } from '../check/rule.js';
import { docsUrl } from './docs.js';
import { jsonText } from './json-text.js';

/** The output of `keytrail rules`: a line each, or all metadata as `{ version: 1, rules: [...] }`. */
export function renderRules(rules: readonly RuleMeta[], format: 'pretty' | 'json'): string {
  if (format === 'json') return jsonText({ version: 1, rules: rules.map(ruleEntry) });
  const widest = Math.max(0, ...rules.map(({ id }) => id.length));
  return rules.map((meta) => `${line(meta, widest)}\n`).join('');
}

/** A rule in `rules --format json`; members may be added under the same version. */
const ruleEntry = (meta: RuleMeta) => ({
  id: meta.id,
  level: meta.level,
  severity: meta.severity,
  category: meta.category,
  summary: meta.summary,
  description: meta.description,
  strictOnly: meta.strictOnly,
  moreWhenStrict: meta.moreWhenStrict,
  fixable: meta.fixable,
  taxa: meta.taxa.map(({ taxonomy, id }) => ({ taxonomy, id })),
  docs: docsUrl(meta.id),
});

function line({ id, level, severity, summary, strictOnly, fixable }: RuleMeta, widest: number): string {
  const remarks = [...(strictOnly ? ['strict only'] : []), ...(fixable ? ['fixable'] : [])];
  const behind = remarks.length > 0 ? ` (${remarks.join(', ')})` : '';
  return `${id.padEnd(widest)}  ${level.padEnd('warning'.length)}  ${severity.toFixed(1).padStart('10.0'.length)}  ${summary}${behind}`;
}
