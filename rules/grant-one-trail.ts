import { grantFaults, type Rule } from '../src/rule.js';

/** Named, on one trail, without a condition: the least that IAM can grant. */
export const grantOneTrail: Rule = {
  meta: {
    id: 'grant-one-trail',
    level: 'note',
    severity: 3.0,
    category: 'power',
    summary: 'PutEventSelectors on one trail',
    description:
      'PutEventSelectors is granted on one trail, without a condition. That is the least that IAM can grant, and still enough to exclude AWS KMS from that trail.',
    strictOnly: true,
    moreWhenStrict: false,
    fixable: false,
    taxa: [{ taxonomy: 'mitre-attack-v19', id: 'T1685.002' }, { taxonomy: 'mitre-attack-v18', id: 'T1562.008' }, { taxonomy: 'cwe', id: 'CWE-732' }],
  },
  check: (model) => grantFaults(model, ['one-trail']),
};
