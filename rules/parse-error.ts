import type { Rule } from '../src/rule.js';

/** Told by the engine for every problem that a reader or a lowering met: a rule sees only what could be read. */
export const parseErrorRule: Rule = {
  meta: {
    id: 'parse-error',
    level: 'error',
    severity: 5.0,
    category: 'input',
    summary: 'Text that cannot be read',
    description:
      'The text is broken, or something in it has the wrong type. keytrail goes on with what it could read; what stands in the broken part is not checked. Files that cannot hold a trail, an event data store or a grant are not told.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: false,
    taxa: [],
  },
  check: () => [],
};
