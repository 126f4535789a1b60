import { aboutSink, fixExclusion, idleExclusions, sinkPhrase, type Fault, type Rule } from '../src/rule.js';

/** KMS is excluded by one selector and taken all the same by another: what the author meant is not what happens. */
export const exclusionWithoutEffect: Rule = {
  meta: {
    id: 'exclusion-without-effect',
    level: 'warning',
    severity: 3.0,
    category: 'visibility',
    summary: 'An exclusion of AWS KMS that has no effect',
    description:
      'One selector excludes AWS KMS, another takes its events all the same: selectors are OR-ed, and the list of excluded sources is an attribute of its own selector. AWS documents both, but shows no trail with mixed lists. Either the exclusion or the other selector is not what was meant.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: true,
    taxa: [],
  },
  *check(model): Iterable<Fault> {
    for (const sink of model.sinks) {
      for (const [index, { at, values, readmitting }] of idleExclusions(sink).entries()) {
        yield {
          truth: 'yes',
          ...aboutSink(sink),
          fault: String(index),
          at,
          label: 'has no effect',
          related: readmitting.map((origin) => ({ at: origin, message: 'this selector takes the events all the same' })),
          sentence: {
            definite: `This exclusion of KMS has no effect: another selector takes the events (${sinkPhrase(sink)})`,
            possible: `This exclusion of KMS may have no effect: another selector takes the events (${sinkPhrase(sink)})`,
          },
          advice: 'Remove the exclusion',
          events: [],
          fixes: fixExclusion(sink, values),
        };
      }
    }
  },
};
