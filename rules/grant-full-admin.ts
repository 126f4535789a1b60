import { grantFaults, type Rule } from '../src/rule.js';

/** `*` over `*`, or AdministratorAccess. */
export const grantFullAdmin: Rule = {
  meta: {
    id: 'grant-full-admin',
    level: 'error',
    severity: 7.5,
    category: 'power',
    summary: 'A grant of everything',
    description:
      'Every action on every resource is allowed, PutEventSelectors among them. The rule has an id of its own, so that it can be switched off where another tool watches for administrators.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: false,
    taxa: [{ taxonomy: 'mitre-attack-v19', id: 'T1685.002' }, { taxonomy: 'mitre-attack-v18', id: 'T1562.008' }, { taxonomy: 'cwe', id: 'CWE-732' }],
  },
  check: (model) => grantFaults(model, ['full-admin']),
};
