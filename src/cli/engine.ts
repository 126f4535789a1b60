import type { Rule } from '../check/rule.js';
import type { InputFile, LintOptions } from '../lint.js';
import type { Report } from '../report/report.js';

/** What the commands work with. Loaded on demand: `--help` needs none of it. */
export interface Engine {
  readonly rules: () => Promise<readonly Rule[]>;
  readonly lint: (files: Iterable<InputFile>, rules: readonly Rule[], options: LintOptions) => Promise<Report>;
}

export const engine: Engine = {
  rules: async () => (await import('../../rules/index.js')).rules,
  lint: async (...input) => (await import('../lint.js')).lint(...input),
};
