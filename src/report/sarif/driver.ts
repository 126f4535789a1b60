import type { RuleMeta } from '../../check/rule.js';
import type { Level } from '../../check/finding.js';
import { docsUrl } from '../docs.js';
import { tagOf } from '../taxa.js';
import { NOTIFICATIONS } from './descriptors.js';
import type { ReportingDescriptor } from './log.js';
import { markdownText, message, messageText } from './message.js';
import type { Profile } from './profile.js';
import type { Descriptions } from './run.js';
import { pascalCase, relationshipsOf, supportedTaxonomies, taxonomiesOf } from './taxonomies.js';

/** GitHub's limit for descriptions; one character over it refuses the whole file. */
const DESCRIPTION_LIMIT = 1024;
/** GitHub shows as many. */
const TAG_LIMIT = 10;

export function descriptionsOf(rules: readonly RuleMeta[], { details }: Profile): Descriptions {
  const descriptions = { rules: rules.map((meta) => descriptorOf(meta, details)), notifications: NOTIFICATIONS };
  return details ? { ...descriptions, supportedTaxonomies: supportedTaxonomies(rules), taxonomies: taxonomiesOf(rules) } : descriptions;
}

/** Section 3.49. */
const descriptorOf = (meta: RuleMeta, withTaxa: boolean): ReportingDescriptor => ({
  id: meta.id,
  name: nameOf(meta.id),
  shortDescription: message(shortened(`${meta.summary}.`)),
  fullDescription: message(shortened(meta.description)),
  help: { text: messageText(helpText(meta)), markdown: markdownText(helpMarkdown(meta)) },
  helpUri: docsUrl(meta.id),
  defaultConfiguration: { level: meta.level },
  ...(withTaxa && meta.taxa.length > 0 && { relationships: relationshipsOf(meta.taxa) }),
  properties: propertiesOf(meta),
});

/** GHAzDO2012 wants one, and for SARIF1001 one that only repeats the id is none: an id of one word is named as its notification is. */
const nameOf = (id: string): string => (id.includes('-') ? pascalCase(id) : (NOTIFICATIONS.find((notification) => notification.id === id)?.name ?? `${pascalCase(id)}Rule`));

const remarks = (meta: RuleMeta): string =>
  [
    `Level: ${meta.level}.`,
    meta.strictOnly ? 'Off unless `--strict` or the config turns it on.' : '',
    meta.fixable ? 'The finding carries a fix that editors can apply.' : '',
  ]
    .filter((remark) => remark !== '')
    .join(' ');

const helpText = (meta: RuleMeta): string => `${meta.description}\n\n${remarks(meta)}\n\nExamples, fixes and limits: ${docsUrl(meta.id)}`;

const helpMarkdown = (meta: RuleMeta): string => `${meta.description}\n\n${remarks(meta)}\n\n[Examples, fixes and limits](${docsUrl(meta.id)})`;

/** A surrogate pair, which is one character, is not cut in two. */
const shortened = (text: string): string => (text.length > DESCRIPTION_LIMIT ? `${text.slice(0, DESCRIPTION_LIMIT - 1).replace(/[\uD800-\uDBFF]$/u, '')}…` : text);

/**
 * What GitHub sorts and filters by. A rule counts as a security rule there by its tag; what is wrong with the input
 * alone is none, and then has no `security-severity` either.
 */
function propertiesOf({ category, level, severity, taxa }: RuleMeta): Readonly<Record<string, unknown>> {
  const security = category !== 'input';
  // What could be cut off stands last.
  const tags = [...(security ? ['security'] : []), category, ...new Set(taxa.map(tagOf)), 'kms', 'cloudtrail', 'aws'];
  return {
    tags: tags.slice(0, TAG_LIMIT),
    // Definite findings are proven and possible ones say so.
    precision: 'high',
    'problem.severity': PROBLEM_SEVERITY[level],
    ...(security && { 'security-severity': severity.toFixed(1) }),
  };
}

const PROBLEM_SEVERITY: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'recommendation' };
