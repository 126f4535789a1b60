import type { Source } from '../../core/source.js';

/**
 * What a text is written in, as far as edits differ by it. JSON is YAML here; a script is one of a shell, or what has commands
 * of one in it.
 */
export type Language = 'yaml' | 'hcl' | 'javascript' | 'python' | 'script';

/** Files in which resources are declared in Terraform's own language. */
const HCL = /\.(?:tf|tofu)$/iu;
const JAVASCRIPT = /\.(?:[cm]?[jt]s|[jt]sx)$/iu;
const PYTHON = /\.py$/iu;
const SCRIPT = /\.(?:sh|bash|zsh|ksh|mk|dockerfile|containerfile)$|(?:^|\/)(?:gnumakefile|(?:makefile|dockerfile|containerfile)(?:\.[\w.-]+)?)$/iu;

export function languageOf({ path, text }: Source): Language {
  if (HCL.test(path)) return 'hcl';
  if (JAVASCRIPT.test(path)) return 'javascript';
  if (PYTHON.test(path)) return 'python';
  // Programs that are run by their first line may be written in anything.
  return SCRIPT.test(path) || text.startsWith('#!') ? 'script' : 'yaml';
}

/** Whether a word without quotes is a name, or the name of something else, and not the text that it is. */
export const namesWithoutQuotes = (language: Language): boolean => language !== 'yaml';
