import type { Rule, RuleMeta } from '../check/rule.js';
import type { InputFile, LintOptions } from '../lint.js';
import type { Report } from '../report/report.js';

/** What the commands work with. Loaded on demand: `--help` needs none of it. */
export interface Engine {
  /** Every rule there is. */
  readonly catalogue: () => Promise<readonly RuleMeta[]>;
  readonly lint: (files: Iterable<InputFile>, options: LintOptions) => Promise<Report>;
}

const loadRules = async (): Promise<readonly Rule[]> => (await import('../../rules/index.js')).rules;

export const engine: Engine = {
  catalogue: async () => (await loadRules()).map(({ meta }) => meta),
  lint: async (files, options) => {
    const [rules, { lint }] = await Promise.all([loadRules(), import('../lint.js')]);
    return lint(files, rules, options);
  },
};
