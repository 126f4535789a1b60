import { eventsText, lossFaults, loggingTaxa, type Rule } from '../src/rule.js';

/** Filters on `eventName`, `eventType`, `userIdentity.arn` or console sessions that keep some KMS events, or some callers, out. */
export const kmsEventsFiltered: Rule = {
  meta: {
    id: 'kms-events-filtered',
    level: 'warning',
    severity: 6.0,
    category: 'visibility',
    summary: 'Some AWS KMS events are filtered out',
    description:
      'A filter on the name or type of an event, on its caller or on console sessions keeps some AWS KMS events out. The finding names exactly which. `eventType` not equal to `AwsServiceEvent` drops `DeleteKey`, the very destruction of a key.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: true,
    taxa: loggingTaxa,
  },
  check: (model) =>
    lossFaults(model, 'filtered', (loss) => ({
      what: loss.total ? 'any of the 58 KMS events' : eventsText(loss.events),
      advice: 'Drop the filter, or add a selector that takes these events of `kms.amazonaws.com`',
    })),
};
