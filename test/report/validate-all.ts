import { multitool } from './multitool.js';
import type { NamedLog } from './multitool.js';
import { tools } from './tools.js';
import { validateSarif } from './validate.js';

/** Every fault of any of the logs, by the schema and by Microsoft's validator, which starts once for all. Empty is good. */
export function validateAll(logs: readonly NamedLog[]): readonly string[] {
  if (!tools().available) return [];
  const bySchema = logs.flatMap(({ name, text }) => validateSarif(JSON.parse(text)).map((fault) => `${name}: schema: ${fault}`));
  const result = multitool(logs);
  const byTool = result.available ? result.findings.map(({ name, level, rule, about }) => `${name}: ${level} ${rule}: ${about.join(' | ')}`) : [];
  return [...bySchema, ...byTool];
}
