import { grantFaults, type Rule } from '../src/rule.js';

/** PutEventSelectors by name, on every trail, an account, a Region or a name pattern. */
export const grantAnyTrail: Rule = {
  meta: {
    id: 'grant-any-trail',
    level: 'error',
    severity: 7.0,
    category: 'power',
    summary: 'PutEventSelectors on more than one trail',
    description:
      'PutEventSelectors is granted by name, but on trails that nobody named. Whoever holds it can exclude AWS KMS from each of them.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: false,
    taxa: [{ taxonomy: 'mitre-attack-v19', id: 'T1685.002' }, { taxonomy: 'mitre-attack-v18', id: 'T1562.008' }, { taxonomy: 'cwe', id: 'CWE-732' }],
  },
  check: (model) => grantFaults(model, ['any-trail']),
};
