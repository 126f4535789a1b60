import { isAmong, type Paths } from '../../core/globs.js';
import type { Ignore } from '../../core/ignore.js';
import type { Finding } from '../finding.js';
import { entriesOf, suppressor, type Catalogue, type Cover } from './suppress.js';

/** An ignore in a config: for files, by the patterns of `Paths`. */
export interface ConfiguredIgnore extends Ignore {
  /** Without patterns it is for all files. */
  readonly paths: Paths;
  /** Whether every file that it may be for is linted, so that one that hides nothing is unused. */
  readonly complete: boolean;
}

export const isFor = ({ paths }: ConfiguredIgnore, path: string): boolean => paths.globs.length === 0 || isAmong(paths, path);

export const coverOfConfig = (ignore: ConfiguredIgnore, sure: boolean): Cover => ({
  ignores: [ignore],
  kind: 'external',
  covers: ({ primary }) => isFor(ignore, primary.span.source.path),
  within: ignore.paths,
  sure,
  over: undefined,
});

/** Gives findings with what the config says of them. */
export function acceptingBy(ignores: readonly ConfiguredIgnore[], catalogue: Catalogue): (findings: readonly Finding[]) => readonly Finding[] {
  const accept = suppressor(entriesOf(ignores.map((ignore) => coverOfConfig(ignore, false)), catalogue));
  const used = new Set<string>();
  return (findings) => accept(findings, used);
}
