import type { TaxonRef } from '../check/rule.js';
import { TAXONOMIES, type Taxonomy } from './taxonomies.js';

/** A catalogue that other tools and teams sort findings by: SARIF 2.1.0 section 3.19.3, "standard taxonomy". */
export interface Catalogue extends Taxonomy {
  /** The version in which the entries below were looked up; AWS Config rules have none. */
  readonly version: string | undefined;
  readonly organization: string;
  readonly informationUri: string;
  readonly description: string;
  /** The titles of the entries that rules refer to. */
  readonly titles: Readonly<Record<string, string>>;
  readonly page: (id: string) => string | undefined;
  /** GitHub ignores taxa and shows tags: the entry as a tag. */
  readonly tag: (id: string) => string;
}

const attackPage = (id: string): string => `https://attack.mitre.org/techniques/${id.replace('.', '/')}/`;
const attackTag = (id: string): string => `external/mitre-attack/${id}`;
const ATTACK_DESCRIPTION = 'MITRE ATT&CK, a knowledge base of what adversaries do.';

export const CATALOGUES: Readonly<Record<TaxonRef['taxonomy'], Catalogue>> = {
  'mitre-attack-v18': {
    ...TAXONOMIES['mitre-attack-v18'],
    version: '18.1',
    organization: 'MITRE',
    informationUri: 'https://attack.mitre.org/versions/v18/',
    description: ATTACK_DESCRIPTION,
    titles: { 'T1562.008': 'Disable or Modify Cloud Logs' },
    page: (id) => attackPage(id).replace('/techniques/', '/versions/v18/techniques/'),
    tag: attackTag,
  },
  'mitre-attack-v19': {
    ...TAXONOMIES['mitre-attack-v19'],
    version: '19.1',
    organization: 'MITRE',
    informationUri: 'https://attack.mitre.org/',
    description: ATTACK_DESCRIPTION,
    titles: { 'T1685.002': 'Disable or Modify Cloud Log' },
    page: attackPage,
    tag: attackTag,
  },
  'aws-config': {
    ...TAXONOMIES['aws-config'],
    version: undefined,
    organization: 'Amazon Web Services',
    informationUri: 'https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html',
    description: 'Rules that AWS Config evaluates on deployed resources.',
    titles: {
      'multi-region-cloudtrail-enabled': 'Multi-Region CloudTrail enabled',
      'cloudtrail-security-trail-enabled': 'CloudTrail security trail enabled',
    },
    page: (id) => `https://docs.aws.amazon.com/config/latest/developerguide/${id}.html`,
    tag: (id) => `external/aws-config/${id}`,
  },
  'cis-aws': {
    ...TAXONOMIES['cis-aws'],
    // The numbers hold from 1.4 to 5.0 and differ from 6.0 on.
    version: '5.0.0',
    organization: 'Center for Internet Security',
    informationUri: 'https://www.cisecurity.org/benchmark/amazon_web_services',
    description: 'Prescriptive guidance for the security options of AWS accounts.',
    titles: {
      '3.1': 'Ensure CloudTrail is enabled in all regions',
      '4.5': 'Ensure CloudTrail configuration changes are monitored',
      '4.7': 'Ensure disabling or scheduled deletion of customer created CMKs is monitored',
    },
    page: () => undefined,
    tag: (id) => `external/cis-aws/${id}`,
  },
  cwe: {
    ...TAXONOMIES.cwe,
    version: '4.20',
    organization: 'MITRE',
    informationUri: 'https://cwe.mitre.org/',
    description: 'Common Weakness Enumeration.',
    titles: {
      '223': 'Omission of Security-relevant Information',
      '269': 'Improper Privilege Management',
      '732': 'Incorrect Permission Assignment for Critical Resource',
      '778': 'Insufficient Logging',
    },
    page: (id) => `https://cwe.mitre.org/data/definitions/${TAXONOMIES.cwe.canonical(id)}.html`,
    tag: (id) => `external/cwe/cwe-${TAXONOMIES.cwe.canonical(id)}`,
  },
};

export const tagOf = (ref: TaxonRef): string => CATALOGUES[ref.taxonomy].tag(ref.id);
