import { eventsText, lossFaults, loggingTaxa, type Rule } from '../src/rule.js';

/** `WriteOnly` and its advanced twin, or an exclusion that takes just the read events away. */
export const kmsReadsUnlogged: Rule = {
  meta: {
    id: 'kms-reads-unlogged',
    level: 'warning',
    severity: 5.5,
    category: 'visibility',
    summary: 'AWS KMS read events are not logged',
    description:
      'The 27 KMS read events (Decrypt, GenerateDataKey, Sign and others) are not logged: who decrypted what, and when, is lost. AWS documents this as a way to save cost, hence a warning.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: true,
    taxa: [...loggingTaxa, { taxonomy: 'aws-config', id: 'cloudtrail-security-trail-enabled' }],
  },
  check: (model) =>
    lossFaults(model, 'reads', (loss, culprit, spelling) => ({
      what: loss.events.length === 27 ? 'the 27 KMS read events' : eventsText(loss.events),
      advice: culprit.property === 'ReadWriteType' ? `Set \`${spelling('ReadWriteType')}\` to \`All\`, or log reads in a second sink` : 'Let a selector take read events of `kms.amazonaws.com` too',
    })),
};
