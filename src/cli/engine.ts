import type { Catalogue, ListedRule, Rule } from '../check/rule.js';
import type { InputFile, LintOptions } from '../lint.js';
import type { Report } from '../report/report.js';

/** What the commands work with. Loaded on demand: `--help` needs none of it. */
export interface Engine {
  /** The rules as reports tell of them: to load them takes several times as long. */
  readonly listed: () => Promise<readonly ListedRule[]>;
  readonly rules: () => Promise<readonly Rule[]>;
  readonly lint: (files: Iterable<InputFile>, rules: Catalogue, options: LintOptions) => Promise<Report>;
}

export const engine: Engine = {
  listed: async () => (await import('../data/rule-list.js')).ruleList as readonly ListedRule[],
  rules: async () => (await import('../../rules/index.js')).rules,
  lint: async (...input) => (await import('../lint.js')).lint(...input),
};
