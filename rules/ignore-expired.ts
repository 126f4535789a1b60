import type { Rule } from '../src/rule.js';

/** Told by the engine for every ignore of which the last day is over: a rule sees no comments. */
export const ignoreExpired: Rule = {
  meta: {
    id: 'ignore-expired',
    level: 'warning',
    severity: 3.0,
    category: 'input',
    summary: 'An ignore whose last day is over',
    description:
      'A comment, metadata or the config ignores a rule until a day that is over, or that is no day. It does not act any more: what it hid is told again.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: false,
    taxa: [],
  },
  check: () => [],
};
