import type { Source } from '../core/source.js';
import { shortForm } from './cloudformation/tags.js';
import { parseJson } from './text/json.js';
import type { Parsed } from './text/text.js';
import { parseYamlFast } from './text/yaml-fast.js';

/**
 * Text to nodes. What begins like JSON is read as JSON; only where that fails and the name does not claim JSON may it be
 * YAML in flow style. The full YAML reader is loaded when the first text needs it: few do.
 */
export async function parse(source: Source): Promise<Parsed> {
  if (!/^\s*[[{]/u.test(source.text)) return parseAsYaml(source);
  const json = parseJson(source);
  if (!isBroken(json) || source.path.endsWith('.json')) return json;
  const yaml = await parseAsYaml(source);
  return isBroken(yaml) ? json : yaml;
}

/** A key that is written twice is told, but breaks nothing. */
const isBroken = ({ problems }: Parsed): boolean => problems.some(({ level }) => level === 'error');

const parseAsYaml = async (source: Source): Promise<Parsed> =>
  parseYamlFast(source, shortForm) ?? (await import('./text/yaml.js')).parseYaml(source, shortForm);
