import { behind, matches } from '../../src/core/pattern.js';
import { statementsOf, stringsOf, type DocumentText } from './documents.js';
import { accounts, names, regions, type Trail } from './requests.js';

/** What there may be, as far as it can be made up by filling in the wildcards of patterns. */
interface Instances {
  readonly regions: readonly string[];
  readonly accounts: readonly string[];
  readonly names: readonly string[];
}

export const patternsOf = (document: DocumentText): readonly string[] => [...new Set(statementsOf(document).flatMap(({ Resource, NotResource }) => [...stringsOf(Resource), ...stringsOf(NotResource)]))];

/**
 * Trails to try a document on: three Regions, two accounts and some names, and beside them such as its own patterns were made
 * for, so that two patterns that differ are told apart. In every account and Region there are trails of every name.
 */
export function trailsFor(document: DocumentText): readonly Trail[] {
  const partition = partitionOf(patternsOf(document));
  const found = patternsOf(document).map(instancesOf);
  const every = (own: readonly string[], more: (one: Instances) => readonly string[], most: number): readonly string[] => [...new Set([...own, ...found.flatMap(more)])].slice(0, own.length + most);
  const [inRegions, inAccounts, called] = [every(regions, (one) => one.regions.slice(0, 1), 2), every(accounts, (one) => one.accounts, 2), every(names, (one) => one.names.slice(0, 2), 4)];
  return inRegions.flatMap((region) => inAccounts.flatMap((account) => called.map((name) => ({ region, account, name, arn: `arn:${partition}:cloudtrail:${region}:${account}:trail/${name}` }))));
}

/** The partition that patterns speak of: an account lies in one. */
const partitionOf = (patterns: readonly string[]): string => (patterns.some((pattern) => onlyIn(pattern, 'aws-cn')) ? 'aws-cn' : 'aws');

const onlyIn = (pattern: string, partition: string): boolean => {
  const [, named = '*'] = pattern.toLowerCase().split(':');
  return matches(named, partition) && ['aws', 'aws-cn'].every((other) => other === partition || !matches(named, other));
};

/** Documents that speak of two partitions are for no account; those that may speak of a third, such as `aws?*f`, are of none that is tried here. */
export const speaksOfTwoPartitions = (document: DocumentText): boolean =>
  ['aws', 'aws-cn'].every((partition) => patternsOf(document).some((pattern) => onlyIn(pattern, partition))) || patternsOf(document).some(mayBeElsewhere);

const mayBeElsewhere = (pattern: string): boolean => {
  const [, named = '*'] = pattern.toLowerCase().split(':');
  return /[*?]/u.test(named) && !['aws', 'aws-cn'].some((partition) => matches(named, partition));
};

/** Regions and accounts that a pattern may mean. Without any of them it is misspelt, or waits for a tool to fill it in. */
export function instancesOf(pattern: string): Instances {
  const [, , , region = '*', account = '*', ...rest] = pattern.split(':');
  const resource = rest.length === 0 ? '*' : rest.join(':');
  return {
    regions: ['ap-southeast-2', 'us-gov-west-1', 'ap-south-1', 'us-east-2', 'eu-west-2', ...regions].filter((one) => matches(region.toLowerCase(), one)),
    accounts: accountsOf(account),
    names: behind(resource, 'trail/').flatMap(filled).filter((name) => /^[\w.-]{3,128}$/u.test(name)),
  };
}

/** Whether a wildcard in the Region or the account has room for one value alone. keytrail does not count digits or know all Regions. */
export function isContrived(pattern: string): boolean {
  const [, , , region = '*', account = '*'] = pattern.split(':');
  return (/[*?]/u.test(region) && instancesOf(pattern).regions.length === 1) || (account.includes('*') && account.replaceAll('*', '').length >= 12);
}

/** Account ids of twelve digits that a glob matches. */
function accountsOf(glob: string): readonly string[] {
  const missing = 12 - glob.replaceAll('*', '').length;
  const candidate = glob.replace('*', '7'.repeat(Math.max(missing, 0))).replaceAll('*', '').replaceAll('?', '7');
  return /^\d{12}$/u.test(candidate) && matches(glob, candidate) ? [candidate] : [];
}

/** Names that a glob matches: long and short ones. */
const filled = (glob: string): readonly string[] => [['z9z', '9'] as const, ['', 'z'] as const].map(([star, mark]) => glob.replace('*', star).replaceAll('*', '').replaceAll('?', mark));
