import { lossFaults, loggingTaxa, type Rule } from '../src/rule.js';

/** No selector takes management events at all, so that KMS vanishes without being named. */
export const managementEventsUnlogged: Rule = {
  meta: {
    id: 'management-events-unlogged',
    level: 'error',
    severity: 8.0,
    category: 'visibility',
    summary: 'No management events are logged, and so no AWS KMS events',
    description:
      'No event selector of this trail or event data store takes management events. Every AWS KMS event is a management event, so none is logged, although KMS is named nowhere.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: true,
    taxa: [...loggingTaxa, { taxonomy: 'aws-config', id: 'multi-region-cloudtrail-enabled' }, { taxonomy: 'cis-aws', id: '3.1' }],
  },
  check: (model) =>
    lossFaults(model, 'unmanaged', (_loss, culprit, spelling) => ({
      what: 'any of the 58 KMS events',
      advice: culprit.property === 'IncludeManagementEvents'
        ? 'Include management events, or add a selector that does'
        : `Add a selector with \`eventCategory\` \`${spelling('Equals')}\` \`Management\``,
    })),
};
