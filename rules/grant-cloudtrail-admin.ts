import { grantFaults, type Rule } from '../src/rule.js';

/** `cloudtrail:*` over all trails, or AWSCloudTrail_FullAccess. */
export const grantCloudtrailAdmin: Rule = {
  meta: {
    id: 'grant-cloudtrail-admin',
    level: 'error',
    severity: 8.0,
    category: 'power',
    summary: 'A grant of all of CloudTrail',
    description:
      'Every action of CloudTrail is allowed on every trail. PutEventSelectors is among them: IAM cannot allow the call and forbid that it excludes AWS KMS, so whoever holds this can make KMS events vanish from any trail.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: false,
    taxa: [{ taxonomy: 'mitre-attack-v19', id: 'T1685.002' }, { taxonomy: 'mitre-attack-v18', id: 'T1562.008' }, { taxonomy: 'cwe', id: 'CWE-732' }],
  },
  check: (model) => grantFaults(model, ['cloudtrail-admin']),
};
