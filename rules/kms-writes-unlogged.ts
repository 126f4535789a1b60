import { eventsText, lossFaults, loggingTaxa, type Rule } from '../src/rule.js';

/** `ReadOnly` and its advanced twin, or an exclusion that takes just the write events away. */
export const kmsWritesUnlogged: Rule = {
  meta: {
    id: 'kms-writes-unlogged',
    level: 'error',
    severity: 7.5,
    category: 'visibility',
    summary: 'AWS KMS write events are not logged',
    description:
      'The 31 KMS write events (ScheduleKeyDeletion, DisableKey, PutKeyPolicy and others) are not logged. A trail that takes read events only does not see PutEventSelectors and StopLogging either, so that it cannot tell who blinds it further.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: true,
    taxa: [...loggingTaxa, { taxonomy: 'aws-config', id: 'cloudtrail-security-trail-enabled' }, { taxonomy: 'cis-aws', id: '3.1' }],
  },
  check: (model) =>
    lossFaults(model, 'writes', (loss, culprit, spelling) => ({
      what: loss.events.length === 31 ? 'the 31 KMS write events' : eventsText(loss.events),
      advice: culprit.property === 'ReadWriteType' ? `Set \`${spelling('ReadWriteType')}\` to \`All\`` : 'Let a selector take write events of `kms.amazonaws.com` too',
    })),
};
