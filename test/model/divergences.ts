import { matches } from '../../src/core/pattern.js';
import { statementsOf, stringsOf, type DocumentText, type StatementText, type Strings } from './documents.js';

/**
 * Where the simulator is known to judge otherwise than keytrail. Each entry says which patterns it concerns and what the
 * simulator has to be asked in their stead; once all of them are replaced, the two must agree on every request. An entry
 * that concerns too much, or too little, shows as a disagreement.
 */
export interface Divergence {
  readonly name: string;
  /** Why keytrail judges as it does. */
  readonly reason: string;
  readonly replace: (pattern: string, place: Place, document: DocumentText) => readonly string[] | undefined;
}

type Place = 'action' | 'resource' | 'not-resource';

/** Matches none of the requests. */
const NO_ACTION = 'none:None';
const NO_RESOURCE = 'arn:none:none:none:none:none';

const FIELDS_OF_AN_ARN = 6;

const inActions = (replace: (pattern: string) => readonly string[] | undefined): Divergence['replace'] => (pattern, place) => (place === 'action' ? replace(pattern) : undefined);
const inResources = (replace: (pattern: string, document: DocumentText) => readonly string[] | undefined): Divergence['replace'] => (pattern, place, document) =>
  place === 'action' ? undefined : replace(pattern, document);

const VARIABLES = '2012-10-17';
/** Everything behind the account of an ARN. */
const RESOURCE = /^(?:[^:]*:){5}(?<resource>.*)$/u;

const isStars = (pattern: string): boolean => /^\*+$/u.test(pattern);

/** What a pattern with a wildcard before its first `/` or `:` comes to for resources of the form `type/id`: the types that it lets in. */
function typesOf(resource: string): readonly string[] {
  const [type = '', id, ...more] = resource.split('/');
  if (id === undefined || more.length > 0 || resource.includes(':')) return [];
  return ['trail', 'eventdatastore'].filter((name) => matches(type, name)).map((name) => `${name}/${id}`);
}

export const divergences: readonly Divergence[] = [
  {
    name: 'wildcard in the resource type',
    reason: 'the simulator takes `*/main` literally up to its first `/` or `:`, as the documentation of ARNs has it; IAM may match it as it matches `trail*`, so a grant is assumed',
    replace: inResources((pattern) => {
      const resource = RESOURCE.exec(pattern)?.groups?.['resource'] ?? '';
      if (!/^arn:/iu.test(pattern) || !/^[^/:]*[*?][^/:]*[/:]/u.test(resource)) return undefined;
      const fields = pattern.slice(0, pattern.length - resource.length);
      return typesOf(resource).map((found) => fields + found);
    }),
  },
  {
    name: 'every service',
    reason: '`*:Put*` is taken for every service, as IAM seems to take `*:*`; the simulator compares the prefix literally (and refuses it when asked to validate)',
    replace: inActions((pattern) => (/^\*:[^:]*$/u.test(pattern) ? [`cloudtrail${pattern.slice(1)}`] : undefined)),
  },
  {
    name: 'an action that has not two parts',
    reason: 'IAM refuses it, so that it grants nothing; the simulator fails on one part and ignores the third (it refuses both when asked to validate)',
    replace: inActions((pattern) => (isStars(pattern) || pattern.split(':').length === 2 ? undefined : [NO_ACTION])),
  },
  {
    name: 'a regular expression as an action',
    reason: 'IAM knows `*` and `?` alone; the simulator makes an expression of the pattern without escaping it (it refuses it when asked to validate)',
    replace: inActions((pattern) => (/^cloudtrail:.*[.[\]]/iu.test(pattern) ? [NO_ACTION] : undefined)),
  },
  {
    name: 'a resource that is no ARN',
    reason: 'IAM refuses it; the simulator does not look at the first field and adds fields that are missing, so that `foo` is everything to it',
    replace: inResources((pattern) => (isStars(pattern) || /^arn(?::|$)/iu.test(pattern) ? undefined : [NO_RESOURCE])),
  },
  {
    name: 'a short ARN under NotResource',
    reason: 'fields that are missing stand for anything under NotResource as under Resource; the simulator counts a short ARN that does not match as undecided, and lets the statement go',
    replace: (pattern, place) => {
      const missing = FIELDS_OF_AN_ARN - pattern.split(':').length;
      return place === 'not-resource' && missing > 0 && /^arn(?::|$)/iu.test(pattern) ? [pattern + ':*'.repeat(missing)] : undefined;
    },
  },
  {
    name: 'variables without the version that has them',
    reason: '`${aws:username}` is literal text unless the Version is 2012-10-17; the simulator ignores the Version',
    replace: inResources((pattern, { Version }) => (Version !== VARIABLES && pattern.includes('${') ? [pattern.replaceAll('${', '{{')] : undefined)),
  },
];

const replaced = (value: Strings | undefined, place: Place, document: DocumentText, which: readonly Divergence[]): readonly string[] =>
  stringsOf(value).flatMap((pattern) => which.map(({ replace }) => replace(pattern, place, document)).find((found) => found !== undefined) ?? [pattern]);

/** The document as the simulator has to be asked about it. */
export function corrected(document: DocumentText, which: readonly Divergence[] = divergences): DocumentText {
  return { ...document, Statement: statementsOf(document).map((statement) => correctedStatement(statement, document, which)) };
}

function correctedStatement(statement: StatementText, document: DocumentText, which: readonly Divergence[]): StatementText {
  const { Action, NotAction, Resource, NotResource } = statement;
  return {
    ...statement,
    ...(Action !== undefined && { Action: replaced(Action, 'action', document, which) }),
    ...(NotAction !== undefined && { NotAction: replaced(NotAction, 'action', document, which) }),
    ...(Resource !== undefined && { Resource: replaced(Resource, 'resource', document, which) }),
    ...(NotResource !== undefined && { NotResource: replaced(NotResource, 'not-resource', document, which) }),
  };
}

/** Those that concern some pattern of the document. */
export function concerning(document: DocumentText): readonly Divergence[] {
  const patterns = statementsOf(document).flatMap(({ Action, NotAction, Resource, NotResource }) => [
    ...[...stringsOf(Action), ...stringsOf(NotAction)].map((pattern) => [pattern, 'action'] as const),
    ...stringsOf(Resource).map((pattern) => [pattern, 'resource'] as const),
    ...stringsOf(NotResource).map((pattern) => [pattern, 'not-resource'] as const),
  ]);
  return divergences.filter(({ replace }) => patterns.some(([pattern, place]) => replace(pattern, place, document) !== undefined));
}

/** What variables stand for in the requests of the comparison. */
export const CONTEXT: Readonly<Record<string, string>> = { 'aws:username': 'main' };

/**
 * The document with its variables replaced, as IAM does it for a request of that context: `decides` is asked about documents
 * without variables. `${*}` stands for the very character, which is in no name.
 */
export function requested(document: DocumentText): DocumentText {
  if (document.Version !== VARIABLES) return document;
  const settle = (value: Strings): Strings => stringsOf(value).map((pattern) => pattern.replaceAll(/\$\{(?<name>[^}]*)\}/gu, (_all, name: string) => CONTEXT[name] ?? '\u0001'));
  return {
    ...document,
    Statement: statementsOf(document).map((statement) => ({
      ...statement,
      ...(statement.Resource !== undefined && { Resource: settle(statement.Resource) }),
      ...(statement.NotResource !== undefined && { NotResource: settle(statement.NotResource) }),
    })),
  };
}
