import { aboutSink, fixInvalid, invalidParts, sinkPhrase, type Fault, type Rule } from '../src/rule.js';

/** What AWS refuses when it is deployed, or takes and ignores. */
export const selectorInvalid: Rule = {
  meta: {
    id: 'selector-invalid',
    level: 'warning',
    severity: 5.0,
    category: 'visibility',
    summary: 'An event selector that AWS refuses, or that does nothing',
    description:
      'The value is not one that CloudTrail takes here: wrong case, an unknown source or field, an operator that does not go with the field, both kinds of selectors at once, more than five. The deployment fails, or the selector does not do what it says.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: true,
    taxa: [{ taxonomy: 'cwe', id: 'CWE-778' }],
  },
  *check(model): Iterable<Fault> {
    for (const sink of model.sinks) {
      const times = new Map<string, number>();
      for (const part of invalidParts(sink)) {
        const { at, says, advice } = part;
        // The same fault may occur several times; positions would not outlive a move of lines.
        const ordinal = times.get(says) ?? 0;
        times.set(says, ordinal + 1);
        yield {
          truth: 'yes',
          ...aboutSink(sink),
          fault: `${says} ${String(ordinal)}`,
          at,
          label: 'not valid here',
          related: [],
          sentence: { definite: `${says} (${sinkPhrase(sink)})`, possible: `${says} (${sinkPhrase(sink)})` },
          advice,
          events: [],
          fixes: fixInvalid(sink, part),
        };
      }
    }
  },
};
