import { extensionOf } from '../../core/extension.js';
import type { Source } from '../../core/source.js';

/**
 * What a text is written in, as far as edits differ by it. JSON is YAML here; a script is one of a shell, or what has commands
 * of one in it.
 */
export type Language = 'yaml' | 'hcl' | 'javascript' | 'python' | 'script';

const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ...(['.tf', '.tofu'] as const).map((extension) => [extension, 'hcl'] as const),
  ...(['.ts', '.cts', '.mts', '.tsx', '.js', '.cjs', '.mjs', '.jsx'] as const).map((extension) => [extension, 'javascript'] as const),
  ['.py', 'python'],
  ...(['.sh', '.bash', '.zsh', '.ksh', '.mk', '.dockerfile', '.containerfile'] as const).map((extension) => [extension, 'script'] as const),
]);

export function languageOf({ path, text }: Source): Language {
  const language = LANGUAGES.get(extensionOf(path));
  if (language !== undefined) return language;
  // Programs that are run by their first line may be written in anything.
  return (path.toLowerCase().includes('file') && /(?:^|\/)(?:gnumakefile|(?:makefile|dockerfile|containerfile)(?:\.[\w.-]+)?)$/iu.test(path)) || text.startsWith('#!') ? 'script' : 'yaml';
}

/** Whether a word without quotes is a name, or the name of something else, and not the text that it is. */
export const namesWithoutQuotes = (language: Language): boolean => language !== 'yaml';
