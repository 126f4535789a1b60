import { multitool } from './multitool.js';
import type { NamedLog } from './multitool.js';
import { tools } from './tools.js';
import { validateSarif } from './validate.js';

/** What Azure DevOps wants to know of the pipeline, which only one can tell: that there is an id, its parts, and how it begins. */
const OF_PIPELINES = ['GHAzDO1014', 'GHAzDO1019', 'GHAzDO1020'];
const isOfPipeline = (text: string): boolean => text.includes('"azuredevops/pipeline/build/');

/**
 * Every fault of any of the logs, by the schema and by Microsoft's validator, which starts once for all. Empty is good. A log
 * that bears any id of a pipeline has to bear all of them; one that bears none lacks just that.
 */
export function validateAll(logs: readonly NamedLog[]): readonly string[] {
  if (!tools().available) return [];
  const bySchema = logs.flatMap(({ name, text }) => validateSarif(JSON.parse(text)).map((fault) => `${name}: schema: ${fault}`));
  const result = multitool(logs);
  const elsewhere = new Set(logs.filter(({ text }) => !isOfPipeline(text)).map(({ name }) => name));
  const faults = result.available ? result.findings.filter(({ name, rule }) => !(elsewhere.has(name) && OF_PIPELINES.includes(rule))) : [];
  const byTool = faults.map(({ name, level, rule, about }) => `${name}: ${level} ${rule}: ${about.join(' | ')}`);
  return [...bySchema, ...byTool];
}
