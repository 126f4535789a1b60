import { grantFaults, type Rule } from '../src/rule.js';

/** An Allow with NotAction that does not list it, or PowerUserAccess. */
export const grantNotAction: Rule = {
  meta: {
    id: 'grant-not-action',
    level: 'error',
    severity: 7.5,
    category: 'power',
    summary: 'A grant by NotAction that takes PutEventSelectors in',
    description:
      'An Allow with NotAction grants every action of every service but those listed. PutEventSelectors is not listed, so it is granted, which is seldom what was meant.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: false,
    taxa: [{ taxonomy: 'mitre-attack-v19', id: 'T1685.002' }, { taxonomy: 'mitre-attack-v18', id: 'T1562.008' }, { taxonomy: 'cwe', id: 'CWE-732' }],
  },
  check: (model) => grantFaults(model, ['not-action']),
};
