import type { Rule } from '../src/rule.js';

/** Told by the engine for every ignore that does not say why: a rule sees no comments. */
export const ignoreWithoutReason: Rule = {
  meta: {
    id: 'ignore-without-reason',
    level: 'warning',
    severity: 3.0,
    category: 'input',
    summary: 'An ignore that gives no reason',
    description:
      'A comment or metadata ignores a rule without saying why it is accepted. It does not act: whoever reads it later could not tell whether it still holds.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: false,
    taxa: [],
  },
  check: () => [],
};
