import type { Source } from '../core/source.js';
import { shortForm } from './cloudformation/tags.js';
import { parseJson } from './text/json.js';
import type { Parsed } from './text/text.js';

/**
 * Text to nodes. What begins like JSON is read as JSON; only where that fails and the name does not claim JSON may it be
 * YAML in flow style. The YAML reader is loaded when the first text needs it.
 */
export async function parse(source: Source): Promise<Parsed> {
  if (!/^\s*[[{]/u.test(source.text)) return parseAsYaml(source);
  const json = parseJson(source);
  if (json.problems.length === 0 || source.path.endsWith('.json')) return json;
  const yaml = await parseAsYaml(source);
  return yaml.problems.length === 0 ? yaml : json;
}

const parseAsYaml = async (source: Source): Promise<Parsed> => (await import('./text/yaml.js')).parseYaml(source, shortForm);
