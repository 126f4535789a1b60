import { grantFaults, type Rule } from '../src/rule.js';

/** StopLogging, DeleteTrail, UpdateTrail and their like, without PutEventSelectors. */
export const grantTrailSabotage: Rule = {
  meta: {
    id: 'grant-trail-sabotage',
    level: 'warning',
    severity: 6.0,
    category: 'power',
    summary: 'A grant to stop, delete or redirect trails',
    description:
      'The statement allows calls that stop, delete or redirect a trail or an event data store. They are louder than PutEventSelectors, and as final for what is not logged meanwhile.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: false,
    taxa: [{ taxonomy: 'mitre-attack-v19', id: 'T1685.002' }, { taxonomy: 'mitre-attack-v18', id: 'T1562.008' }, { taxonomy: 'cwe', id: 'CWE-732' }],
  },
  check: (model) => grantFaults(model, ['trail-sabotage']),
};
