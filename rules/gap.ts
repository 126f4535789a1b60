import type { Rule } from '../src/rule.js';

/** Told by the engine for every gap that a reader met; findings only with `--strict`, else in the tail of the report. */
export const gapRule: Rule = {
  meta: {
    id: 'gap',
    level: 'warning',
    severity: 3.0,
    category: 'input',
    summary: 'Something that could matter was not followed',
    description:
      'Something that could declare a trail, an event data store or a grant was not read: a nested stack, a macro, a function that is not evaluated. What could not be read is told, never taken for fine.',
    strictOnly: true,
    moreWhenStrict: false,
    fixable: false,
    taxa: [],
  },
  check: () => [],
};
