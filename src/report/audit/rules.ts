import type { RuleMeta } from '../../check/rule.js';

/** What records tell, in the words of rules: they are no rules of the linter, so that they stand in no catalogue but that of their own reports. */

const taxa: RuleMeta['taxa'] = [
  { taxonomy: 'mitre-attack-v19', id: 'T1685.002' },
  { taxonomy: 'mitre-attack-v18', id: 'T1562.008' },
  { taxonomy: 'cwe', id: 'CWE-778' },
];

const common = { category: 'visibility', strictOnly: false, moreWhenStrict: false, fixable: false, taxa } as const;

export const blackoutRule: RuleMeta = {
  ...common,
  id: 'kms-blackout',
  level: 'error',
  severity: 8.5,
  summary: 'A time in which AWS KMS events were not logged',
  description:
    'CloudTrail records tell that a trail or event data store did not log AWS KMS events for a time: a call changed its selectors, stopped or deleted it, or took Regions or accounts away from it. What happened meanwhile is not in that sink, and cannot be had from it later. The Event history of each Region keeps management events for 90 days, whatever trails log.',
};

export const attemptRule: RuleMeta = {
  ...common,
  id: 'kms-blackout-attempt',
  level: 'note',
  severity: 3.5,
  summary: 'A call that would have changed what is logged, and failed',
  description:
    'CloudTrail records tell of a call that changes what a trail or event data store logs, and that was denied or failed for another reason. Nothing was lost by it. Somebody tried: the same caller may have other ways.',
};

export const auditRules: readonly RuleMeta[] = [blackoutRule, attemptRule];
