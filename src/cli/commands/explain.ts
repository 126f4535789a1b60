import type { RuleMeta } from '../../check/rule.js';
import type { RuleDoc } from '../../data/rule-docs.js';
import { docsUrl } from '../../report/docs.js';
import type { Explain } from '../args/invocation.js';
import { didYouMean } from '../args/nearest.js';
import type { Engine } from '../engine.js';
import { exit, type Io, UsageError } from '../io.js';
import { deliver } from '../output/deliver.js';
import { reflow } from '../output/reflow.js';

/** What a rule finds, why it matters, an example, the fix. */
export async function explain({ outputs, rule }: Explain, io: Io, engine: Engine): Promise<number> {
  const catalogue = (await engine.listed()).map(({ meta: one }) => one);
  const meta = catalogue.find(({ id }) => id === rule);
  if (meta === undefined) {
    throw new UsageError(`unknown rule '${rule}'${didYouMean(rule, catalogue.map(({ id }) => id)) || '; keytrail rules lists them'}`);
  }
  const { ruleDocs } = await import('../../data/rule-docs.js');
  await deliver(outputs, () => page(meta, ruleDocs.get(rule), Math.min(io.stdout.columns() ?? 80, 100)), io);
  return exit.ok;
}

function page(meta: RuleMeta, doc: RuleDoc | undefined, width: number): string {
  const strict = meta.strictOnly ? ', only with --strict' : '';
  const head = `${meta.id}: ${meta.level}, security severity ${meta.severity.toFixed(1)}${strict}${meta.fixable ? ', fixable' : ''}`;
  const parts = [head, reflow(meta.summary, width), ...(doc === undefined ? [reflow(meta.description, width)] : sections(doc, width)), docsUrl(meta.id)];
  return `${parts.join('\n\n')}\n`;
}

const sections = ({ finds, why, example, fix }: RuleDoc, width: number): readonly string[] => [
  reflow(finds, width),
  `Why it matters\n\n${reflow(why, width)}`,
  ...(example.trim() === '' ? [] : [`Example\n\n${example.trimEnd().replace(/^(?=.)/gmu, '    ')}`]),
  `What to do\n\n${reflow(fix, width)}`,
];
