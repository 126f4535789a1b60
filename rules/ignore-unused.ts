import type { Rule } from '../src/rule.js';

/** Told by the engine for every ignore of a rule that hides nothing: a rule sees no comments. */
export const ignoreUnused: Rule = {
  meta: {
    id: 'ignore-unused',
    level: 'warning',
    severity: 3.0,
    category: 'input',
    summary: 'An ignore that hides nothing',
    description:
      'A comment, metadata or the config ignores a rule that finds nothing there, or a rule that does not exist. What it was meant for is mended, has moved or was misspelt; left behind, it would hide the next finding there.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: false,
    taxa: [],
  },
  check: () => [],
};
