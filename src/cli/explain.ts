import type { RuleMeta } from '../check/rule.js';
import { docsUrl } from '../report/docs.js';
import { deliver } from './deliver.js';
import type { Engine } from './engine.js';
import type { Explain } from './invocation.js';
import { exit, type Io, UsageError } from './io.js';
import { didYouMean } from './nearest.js';

/** What a rule finds and why it matters. */
export async function explain({ outputs, rule }: Explain, io: Io, engine: Engine): Promise<number> {
  const catalogue = (await engine.rules()).map(({ meta: one }) => one);
  const meta = catalogue.find(({ id }) => id === rule);
  if (meta === undefined) throw new UsageError(`unknown rule '${rule}'${didYouMean(rule, catalogue.map(({ id }) => id)) || '; keytrail rules lists them'}`);
  deliver(outputs, () => page(meta, io.stdout.columns()), io);
  return exit.ok;
}

function page(meta: RuleMeta, columns = 80): string {
  const facts = [`${meta.level}, security severity ${meta.severity.toFixed(1)}`, ...(meta.strictOnly ? ['only with --strict'] : []), ...(meta.fixable ? ['fixable'] : [])];
  const width = Math.min(columns, 100);
  return [`${meta.id}: ${facts.join(', ')}`, wrap(meta.summary, width), wrap(meta.description, width), docsUrl(meta.id)].join('\n\n') + '\n';
}

/** Breaks lines between words. */
function wrap(text: string, width: number): string {
  return text.split(/\s+/u).reduce((sofar, word) => {
    const line = sofar.slice(sofar.lastIndexOf('\n') + 1);
    return line === '' ? sofar + word : sofar + (line.length + 1 + word.length > width ? '\n' : ' ') + word;
  }, '');
}
