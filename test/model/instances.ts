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
  const partition = partitionOf(document) ?? 'aws';
  const found = patternsOf(document).map(instancesOf);
  const every = (own: readonly string[], more: (one: Instances) => readonly string[], most: number): readonly string[] => [...new Set([...own, ...found.flatMap(more)])].slice(0, own.length + most);
  const [inRegions, inAccounts, called] = [every(regions, (one) => one.regions.slice(0, 1), 2), every(accounts, (one) => one.accounts, 2), every(names, (one) => one.names.slice(0, 2), 4)];
  return inRegions.flatMap((region) => inAccounts.flatMap((account) => called.map((name) => ({ region, account, name, arn: `arn:${partition}:cloudtrail:${region}:${account}:trail/${name}` }))));
}

const partitions = ['aws', 'aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc'];
const isIn = (pattern: string, partition: string): boolean => matches((pattern.toLowerCase().split(':')[1] ?? '*'), partition);

/** The partition that the account of a document must lie in; undefined where its patterns speak of several. */
export function partitionOf(document: DocumentText): string | undefined {
  const real = patternsOf(document).filter((pattern) => partitions.some((partition) => isIn(pattern, partition)));
  return partitions.find((partition) => real.every((pattern) => isIn(pattern, partition)));
}

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

/** Account ids of twelve digits that a glob matches. */
function accountsOf(glob: string): readonly string[] {
  const missing = 12 - glob.replaceAll('*', '').length;
  const candidate = glob.replace('*', '7'.repeat(Math.max(missing, 0))).replaceAll('*', '').replaceAll('?', '7');
  return /^\d{12}$/u.test(candidate) && matches(glob, candidate) ? [candidate] : [];
}

/** Names that a glob matches: long and short ones. */
const filled = (glob: string): readonly string[] => [['z9z', '9'] as const, ['', 'z'] as const].map(([star, mark]) => glob.replace('*', star).replaceAll('*', '').replaceAll('?', mark));
