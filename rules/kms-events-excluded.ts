import { eventsText, lossFaults, loggingTaxa, type Culprit, type Rule } from '../src/rule.js';

/** A recording sink whose selectors filter the source `kms.amazonaws.com` out, in any operator form, with nothing that takes it back in. */
export const kmsEventsExcluded: Rule = {
  meta: {
    id: 'kms-events-excluded',
    level: 'error',
    severity: 8.5,
    category: 'visibility',
    summary: 'All AWS KMS events are excluded',
    description:
      'The event selectors of this trail or event data store filter AWS KMS out, so that none of the 58 KMS events is logged: no decryption, no key deletion, no change of a key policy. What happens meanwhile cannot be recovered from the sink later.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: true,
    taxa: [...loggingTaxa, { taxonomy: 'aws-config', id: 'cloudtrail-security-trail-enabled' }],
  },
  check: (model) =>
    lossFaults(model, 'excluded', (loss, culprit) => ({
      what: loss.total ? 'any of the 58 KMS events' : eventsText(loss.events),
      advice: adviceFor(culprit),
    })),
};

function adviceFor({ property, unknown }: Culprit): string {
  if (unknown !== '') return 'Make sure that it cannot exclude `kms.amazonaws.com`';
  if (property === 'ExcludeManagementEventSources') return 'Remove `kms.amazonaws.com` from the list';
  return property.startsWith('Not') ? 'Remove the value, or the field selector for `eventSource` if it is the only one' : 'Add `kms.amazonaws.com` to the field selector, or remove it';
}
