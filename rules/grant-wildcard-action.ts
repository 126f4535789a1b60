import { grantFaults, type Rule } from '../src/rule.js';

/** `cloudtrail:Put*`, `*Selectors`, `*Event*` and their like. */
export const grantWildcardAction: Rule = {
  meta: {
    id: 'grant-wildcard-action',
    level: 'error',
    severity: 7.0,
    category: 'power',
    summary: 'A wildcard that takes PutEventSelectors in',
    description:
      'A wildcard in the name of an action takes PutEventSelectors in. Whoever holds it can exclude AWS KMS from the trails that the statement covers.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: false,
    taxa: [{ taxonomy: 'mitre-attack-v19', id: 'T1685.002' }, { taxonomy: 'mitre-attack-v18', id: 'T1562.008' }, { taxonomy: 'cwe', id: 'CWE-732' }],
  },
  check: (model) => grantFaults(model, ['wildcard-action']),
};
