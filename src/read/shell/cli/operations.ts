/**
 * How the value of an option is given: `structures`, a list of them as JSON or in the shorthand syntax; `document`, a string that
 * holds JSON; `flag`, by the option alone; `list`, any number of words.
 */
export type Kind = 'string' | 'flag' | 'structures' | 'document' | 'list';

/** One operation of the AWS CLI. */
export interface Operation {
  readonly service: string;
  /** As it is named in the CLI. */
  readonly command: string;
  /** As it is named in the API. */
  readonly name: string;
  /** By their names without `--`. */
  readonly options: ReadonlyMap<string, Kind>;
}

const strings = (...names: readonly string[]): readonly (readonly [string, Kind])[] => names.map((name) => [name, 'string']);
const flags = (...names: readonly string[]): readonly (readonly [string, Kind])[] => names.flatMap((name) => [[name, 'flag'] as const, [`no-${name}`, 'flag'] as const]);
const structures = (...names: readonly string[]): readonly (readonly [string, Kind])[] => names.map((name) => [name, 'structures']);

const stores = [...structures('advanced-event-selectors'), ...flags('multi-region-enabled', 'organization-enabled', 'termination-protection-enabled'), ...strings('name', 'retention-period', 'kms-key-id', 'billing-mode')];
const policyOf = (holder: string): readonly (readonly [string, Kind])[] => [...strings(`${holder}-name`, 'policy-name'), ['policy-document', 'document']];

/** By service and by the name of the command. CLI Command Reference, `cloudtrail`, `iam`, `organizations`, `sso-admin`. */
const commands: readonly (readonly [service: string, command: string, options: readonly (readonly [string, Kind])[]])[] = [
  ['cloudtrail', 'put-event-selectors', [...strings('trail-name'), ...structures('event-selectors', 'advanced-event-selectors')]],
  ['cloudtrail', 'create-event-data-store', [...stores, ...flags('start-ingestion'), ['tags-list', 'list']]],
  ['cloudtrail', 'update-event-data-store', [...stores, ...strings('event-data-store')]],
  ['cloudtrail', 'stop-logging', strings('name')],
  ['cloudtrail', 'stop-event-data-store-ingestion', strings('event-data-store')],
  ['cloudtrail', 'delete-trail', strings('name')],
  ['cloudtrail', 'delete-event-data-store', strings('event-data-store')],
  [
    'cloudtrail',
    'update-trail',
    [
      ...strings('name', 's3-bucket-name', 's3-key-prefix', 'sns-topic-name', 'cloud-watch-logs-log-group-arn', 'cloud-watch-logs-role-arn', 'kms-key-id'),
      ...flags('include-global-service-events', 'is-multi-region-trail', 'enable-log-file-validation', 'is-organization-trail'),
    ],
  ],
  ['iam', 'put-role-policy', policyOf('role')],
  ['iam', 'put-user-policy', policyOf('user')],
  ['iam', 'put-group-policy', policyOf('group')],
  ['iam', 'create-policy', [...strings('policy-name', 'path', 'description'), ['policy-document', 'document'], ['tags', 'list']]],
  ['iam', 'create-policy-version', [...strings('policy-arn'), ['policy-document', 'document'], ...flags('set-as-default')]],
  ['iam', 'attach-role-policy', strings('role-name', 'policy-arn')],
  ['iam', 'attach-user-policy', strings('user-name', 'policy-arn')],
  ['iam', 'attach-group-policy', strings('group-name', 'policy-arn')],
  ['organizations', 'create-policy', [...strings('description', 'name', 'type'), ['content', 'document'], ['tags', 'list']]],
  ['organizations', 'update-policy', [...strings('policy-id', 'name', 'description'), ['content', 'document']]],
  ['sso-admin', 'put-inline-policy-to-permission-set', [...strings('instance-arn', 'permission-set-arn'), ['inline-policy', 'document']]],
  ['sso-admin', 'attach-managed-policy-to-permission-set', strings('instance-arn', 'permission-set-arn', 'managed-policy-arn')],
];

/** Options of every operation. */
const common: readonly (readonly [string, Kind])[] = [...strings('cli-input-json', 'cli-input-yaml'), ['generate-cli-skeleton', 'list']];

/** `put-event-selectors` is `PutEventSelectors`, `trail-name` is `TrailName`. */
export const memberOf = (option: string): string => option.replaceAll(/(?:^|-)(.)/gu, (_, letter: string) => letter.toUpperCase());

const operations: ReadonlyMap<string, Operation> = new Map(
  commands.map(([service, command, options]) => [`${service} ${command}`, { service, command, name: memberOf(command), options: new Map([...options, ...common]) }]),
);

export const services: ReadonlySet<string> = new Set(commands.map(([service]) => service));

/** The operation of a service that a command of the CLI calls, if it is one of those looked for. */
export const operationOf = (service: string, command: string): Operation | undefined => operations.get(`${service} ${command}`);

/** An option by its name, or by the beginning of its name where that can be no other. */
export function optionOf({ options }: Operation, name: string): string | undefined {
  if (options.has(name)) return name;
  const meant = name === '' ? [] : [...options.keys()].filter((option) => option.startsWith(name));
  return meant.length === 1 ? meant[0] : undefined;
}
