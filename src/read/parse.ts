import type { Source } from '../core/source.js';
import { shortForm } from './cloudformation/tags.js';
import { parseJson } from './text/json/json.js';
import type { Parsed } from './text/text.js';
import type { parseYaml } from './text/yaml/yaml.js';
import { parseYamlFast } from './text/yaml-fast.js';

/** The full YAML reader is loaded when the first text needs it: few do. */
let full: typeof parseYaml | undefined;

/** Thrown where a text needs the full YAML reader, which takes a moment to load: `loadFullReader`, then read again. */
export class FullReaderNeeded extends Error {
  override readonly name = 'FullReaderNeeded';
}

export async function loadFullReader(): Promise<void> {
  full ??= (await import('./text/yaml/yaml.js')).parseYaml;
}

/** Does something that reads texts, again with the full reader loaded if it turns out to need that. What is done must have no effect before it throws. */
export async function withReaders<T>(work: () => T): Promise<T> {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FullReaderNeeded)) throw error;
    await loadFullReader();
    return work();
  }
}

/** Text to nodes. */
export const parse = async (source: Source): Promise<Parsed> => withReaders(() => parseNow(source));

/**
 * Text to nodes at once. What begins like JSON is read as JSON; only where that fails and the name does not claim JSON may it
 * be YAML in flow style. It throws `FullReaderNeeded` until that is loaded.
 */
export function parseNow(source: Source): Parsed {
  const first = source.text.trimStart().charAt(0);
  if (first !== '[' && first !== '{') return parseAsYaml(source);
  const json = parseJson(source);
  if (!isBroken(json) || source.path.endsWith('.json')) return json;
  const yaml = parseAsYaml(source);
  return isBroken(yaml) ? json : yaml;
}

/** A key that is written twice is told, but breaks nothing. */
const isBroken = ({ problems }: Parsed): boolean => problems.some(({ level }) => level === 'error');

function parseAsYaml(source: Source): Parsed {
  const fast = parseYamlFast(source, shortForm);
  if (fast !== undefined) return fast;
  if (full === undefined) throw new FullReaderNeeded();
  return full(source, shortForm);
}
