import { map, member, textValue, type Entry, type MapNode, type Node } from '../../src/core/node.js';
import { parseJson } from '../../src/read/text/json/json.js';
import { callNames, type Call, type CallName, type KmsUse } from '../../src/audit/audit.js';

/** A CloudTrail record as it stands in a log file. */
export type RawRecord = Readonly<Record<string, unknown>>;

export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';

/** What all makers of records take; nothing of it is needed. */
export interface Circumstances {
  /** Seconds since 2026-01-01T00:00:00Z, or a time as CloudTrail writes it. */
  readonly at?: number | string;
  /** Made up where it is not said, another one for each record; null for a record without. */
  readonly eventID?: string | null;
  readonly account?: string;
  readonly region?: string;
  /** The ARN of the caller. One of an assumed role makes a role session. */
  readonly principal?: string;
  readonly sourceIPAddress?: string;
  readonly userAgent?: string;
  /** `errorCode`: the call failed, and has no response. */
  readonly failure?: string;
  readonly failureMessage?: string;
  /** `null` for none; where it is not said, what CloudTrail answers to such a call. */
  readonly response?: RawRecord | null;
  /** CloudTrail left the parameters out. */
  readonly omitted?: boolean;
  /** Keys of parameters and response as in the API, `TrailName`, not as CloudTrail writes them, `trailName`. */
  readonly pascal?: boolean;
}

const START = Date.UTC(2026, 0, 1);

/** Milliseconds since 1970 of `at`. */
export const timeOf = (at: number | string = 0): number => (typeof at === 'number' ? START + at * 1000 : Date.parse(at));

/** As CloudTrail writes a time: whole seconds, UTC. */
export const isoTime = (time: number): string => new Date(time).toISOString().replace(/\.\d{3}Z$/u, 'Z');

export const trailArn = (name: string, account = ACCOUNT, region = REGION): string => `arn:aws:cloudtrail:${region}:${account}:trail/${name}`;
export const storeArn = (id: string, account = ACCOUNT, region = REGION): string => `arn:aws:cloudtrail:${region}:${account}:eventdatastore/${id}`;

let made = 0;
/** Looks like one of CloudTrail's, and is another one each time. */
const nextId = (): string => `${String(++made).padStart(8, '0')}-aaaa-4bbb-8ccc-${'0'.repeat(12)}`;

/** A record of any event. */
export function record(eventSource: string, eventName: string, requestParameters: RawRecord | null, responseElements: RawRecord | null, circumstances: Circumstances = {}): RawRecord {
  const { at, eventID = nextId(), account = ACCOUNT, region = REGION, sourceIPAddress = '198.51.100.7', userAgent = 'aws-cli/2.15.0', failure, failureMessage = 'it failed', omitted = false, pascal = false } = circumstances;
  const spelt = (parameters: RawRecord | null): unknown => (pascal ? capitalised(parameters) : parameters);
  const response = failure === undefined ? (circumstances.response === undefined ? responseElements : circumstances.response) : null;
  return {
    eventVersion: '1.10',
    userIdentity: identity(circumstances.principal ?? `arn:aws:iam::${account}:user/alice`, account),
    eventTime: isoTime(timeOf(at)),
    eventSource,
    eventName,
    awsRegion: region,
    sourceIPAddress,
    userAgent,
    ...(failure !== undefined && { errorCode: failure, errorMessage: failureMessage }),
    requestParameters: omitted ? { omitted: true, originalSize: 204800, reason: 'requestParameters too large' } : spelt(requestParameters),
    responseElements: spelt(response),
    requestID: nextId(),
    ...(eventID !== null && { eventID }),
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  };
}

function identity(principal: string, account: string): RawRecord {
  const [, role, session] = /:assumed-role\/(.+)\/([^/]+)$/u.exec(principal) ?? [];
  if (role === undefined) return { type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn: principal, accountId: account, userName: principal.split('/').at(-1) };
  const sessionIssuer = { type: 'Role', principalId: 'AROAEXAMPLE', arn: `arn:aws:iam::${account}:role/${role}`, accountId: account, userName: role };
  return { type: 'AssumedRole', principalId: `AROAEXAMPLE:${session ?? ''}`, arn: principal, accountId: account, sessionContext: { sessionIssuer, attributes: { creationDate: isoTime(START), mfaAuthenticated: 'false' } } };
}

/** Keys with their first letter in upper case, all the way down. */
function capitalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalised);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [capital(key), capitalised(inner)]));
}

const capital = (key: string): string => (key === 'omitted' ? key : key.charAt(0).toUpperCase() + key.slice(1));

const call = (name: CallName, request: RawRecord, response: RawRecord | null, circumstances: Circumstances): RawRecord => record('cloudtrail.amazonaws.com', name, request, response, circumstances);

/** The ARN of a trail that is given by ARN or name. */
const arnOf = (trail: string, { account, region }: Circumstances): string => (trail.startsWith('arn:') ? trail : trailArn(trail, account, region));
const storeArnOf = (store: string, { account, region }: Circumstances): string => (store.startsWith('arn:') ? store : storeArn(store, account, region));

/** Basic selectors for `kind`, in the spelling of records. */
export const basicSelectors = {
  all: [basic({})],
  noKms: [basic({ excludeManagementEventSources: ['kms.amazonaws.com'] })],
  readsOnly: [basic({ readWriteType: 'ReadOnly' })],
  writesOnly: [basic({ readWriteType: 'WriteOnly' })],
  noManagement: [basic({ includeManagementEvents: false, dataResources: [{ type: 'AWS::S3::Object', values: [] }] })],
} satisfies Record<string, readonly RawRecord[]>;

export function basic(settings: RawRecord): RawRecord {
  return { readWriteType: 'All', includeManagementEvents: true, dataResources: [], excludeManagementEventSources: [], ...settings };
}

/** An advanced selector for management events with further fields: `advanced({ eventSource: { notEquals: [...] } })`. */
export const advanced = (fields: Readonly<Record<string, RawRecord>> = {}, category = 'Management'): RawRecord => ({
  name: 'a selector',
  fieldSelectors: [{ field: 'eventCategory', equals: [category] }, ...Object.entries(fields).map(([field, operators]) => ({ field, ...operators }))],
});

export const advancedSelectors = {
  all: [advanced()],
  noKms: [advanced({ eventSource: { notEquals: ['kms.amazonaws.com'] } })],
  readsOnly: [advanced({ readOnly: { equals: ['true'] } })],
  writesOnly: [advanced({ readOnly: { equals: ['false'] } })],
  /** Data events only. */
  noManagement: [{ name: 'data', fieldSelectors: [{ field: 'eventCategory', equals: ['Data'] }, { field: 'resources.type', equals: ['AWS::S3::Object'] }] }],
} satisfies Record<string, readonly RawRecord[]>;

/** Basic selectors have `readWriteType`, advanced ones `fieldSelectors`. */
export const isAdvanced = (selectors: readonly RawRecord[]): boolean => selectors.some((selector) => 'fieldSelectors' in selector);
const keyed = (selectors: readonly RawRecord[]): RawRecord => (isAdvanced(selectors) ? { advancedEventSelectors: selectors } : { eventSelectors: selectors });

export const putEventSelectors = (trail: string, selectors: readonly RawRecord[], circumstances: Circumstances = {}): RawRecord =>
  call('PutEventSelectors', { trailName: trail, ...keyed(selectors) }, { trailARN: arnOf(trail, circumstances), ...keyed(selectors) }, circumstances);

export const stopLogging = (trail: string, circumstances: Circumstances = {}): RawRecord => call('StopLogging', { name: trail }, null, circumstances);
export const startLogging = (trail: string, circumstances: Circumstances = {}): RawRecord => call('StartLogging', { name: trail }, null, circumstances);
export const deleteTrail = (trail: string, circumstances: Circumstances = {}): RawRecord => call('DeleteTrail', { name: trail }, null, circumstances);

/** `settings` are those of the request, such as `isMultiRegionTrail`; the response tells all of them. */
export const createTrail = (trail: string, settings: RawRecord = {}, circumstances: Circumstances = {}): RawRecord =>
  call('CreateTrail', { name: trail, s3BucketName: 'logs', ...settings }, { name: trail, s3BucketName: 'logs', includeGlobalServiceEvents: true, isMultiRegionTrail: false, isOrganizationTrail: false, logFileValidationEnabled: false, ...settings, trailARN: arnOf(trail, circumstances) }, circumstances);

/** The response tells what the request does; say `response` for more. */
export const updateTrail = (trail: string, settings: RawRecord = {}, circumstances: Circumstances = {}): RawRecord =>
  call('UpdateTrail', { name: trail, ...settings }, { name: trail.split('/').at(-1), s3BucketName: 'logs', ...settings, trailARN: arnOf(trail, circumstances) }, circumstances);

/** `store` is the id. `settings` may hold `advancedEventSelectors`, `startIngestion`, `multiRegionEnabled`, `organizationEnabled`. */
export function createStore(store: string, settings: RawRecord = {}, circumstances: Circumstances = {}): RawRecord {
  const { startIngestion: _, ...told } = settings;
  const response = { advancedEventSelectors: advancedSelectors.all, multiRegionEnabled: true, organizationEnabled: false, status: 'CREATED', ...told, eventDataStoreArn: storeArnOf(store, circumstances), name: 'store' };
  return call('CreateEventDataStore', { name: 'store', ...settings }, response, circumstances);
}

export const updateStore = (store: string, settings: RawRecord = {}, circumstances: Circumstances = {}): RawRecord =>
  call('UpdateEventDataStore', { eventDataStore: store, ...settings }, { eventDataStoreArn: storeArnOf(store, circumstances), ...settings }, circumstances);

export const deleteStore = (store: string, circumstances: Circumstances = {}): RawRecord => call('DeleteEventDataStore', { eventDataStore: store }, null, circumstances);
/** The response tells the status: `ENABLED`, or say `response`. */
export const restoreStore = (store: string, circumstances: Circumstances = {}): RawRecord =>
  call('RestoreEventDataStore', { eventDataStore: store }, { eventDataStoreArn: storeArnOf(store, circumstances), status: 'ENABLED' }, circumstances);
export const stopIngestion = (store: string, circumstances: Circumstances = {}): RawRecord => call('StopEventDataStoreIngestion', { eventDataStore: store }, null, circumstances);
export const startIngestion = (store: string, circumstances: Circumstances = {}): RawRecord => call('StartEventDataStoreIngestion', { eventDataStore: store }, null, circumstances);

/** A KMS event in a log. `key` is an ARN or undefined for calls without one. */
export const kmsRecord = (eventName: string, key: string | undefined, circumstances: Circumstances & { readonly readOnly?: boolean } = {}): RawRecord => ({
  ...record('kms.amazonaws.com', eventName, key === undefined ? null : { keyId: key }, null, circumstances),
  readOnly: circumstances.readOnly ?? false,
  ...(key !== undefined && { resources: [{ accountId: circumstances.account ?? ACCOUNT, type: 'AWS::KMS::Key', ARN: key }] }),
});

/** The calls that records tell of, without a reader: for tests of what is made of calls. In the order given. */
export function callsOf(records: readonly RawRecord[], path = 'records.json'): readonly Call[] {
  const source = { path, text: JSON.stringify(records), bom: false };
  const [document] = parseJson(source).documents;
  return document?.kind === 'list' ? document.items.map(callOf) : [];
}

function callOf(node: Node): Call {
  const text = (key: string, of: Node = node): string | undefined => textValue(member(of, key));
  const name = callNames.find((one) => one === text('eventName'));
  if (name === undefined) throw new Error(`no call of CloudTrail: ${text('eventName') ?? ''}`);
  const request = member(node, 'requestParameters');
  const omitted = text('omitted', request) === 'true';
  const code = text('errorCode');
  const who = member(node, 'userIdentity');
  const issuer = member(member(who, 'sessionContext'), 'sessionIssuer');
  return {
    name,
    time: Date.parse(text('eventTime') ?? ''),
    eventId: text('eventID'),
    region: text('awsRegion') ?? '',
    account: text('recipientAccountId') ?? '',
    partition: 'aws',
    failure: code === undefined ? undefined : { code, message: text('errorMessage') ?? '' },
    request: omitted ? undefined : parameters(request),
    response: parameters(member(node, 'responseElements')),
    omitted,
    caller: {
      type: text('type', who) ?? '',
      principal: text('arn', who) ?? '',
      role: text('arn', issuer),
      session: issuer.kind === 'map' ? text('arn', who)?.split('/').at(-1) : undefined,
      account: text('accountId', who),
      accessKeyId: text('accessKeyId', who),
    },
    sourceIPAddress: text('sourceIPAddress') ?? '',
    userAgent: text('userAgent') ?? '',
    at: member(node, 'eventName').origin.span,
  };
}

/** Keys as in the API. */
function parameters(node: Node): MapNode | undefined {
  const spelt = asInTheApi(node);
  return spelt.kind === 'map' ? spelt : undefined;
}

function asInTheApi(node: Node): Node {
  if (node.kind === 'list') return { ...node, items: node.items.map(asInTheApi) };
  if (node.kind !== 'map') return node;
  return map(new Map([...node.entries].map(([key, { key: at, value }]): [string, Entry] => [apiKey(key), { key: at, value: asInTheApi(value) }])), node.origin, node.unseen);
}

/** `trailARN` is what records say; the API has `TrailARN`. */
const apiKey = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);

/** A KMS event as the reader of records tells it. */
export const kmsUse = (name: string, circumstances: Circumstances & { readonly keys?: readonly string[] } = {}): KmsUse => ({
  name,
  time: timeOf(circumstances.at),
  eventId: circumstances.eventID ?? nextId(),
  region: circumstances.region ?? REGION,
  account: circumstances.account ?? ACCOUNT,
  readOnly: undefined,
  failure: circumstances.failure,
  caller: { type: 'IAMUser', principal: circumstances.principal ?? `arn:aws:iam::${ACCOUNT}:user/alice`, role: undefined, session: undefined, account: circumstances.account ?? ACCOUNT, accessKeyId: undefined },
  sourceIPAddress: circumstances.sourceIPAddress ?? '198.51.100.7',
  keys: circumstances.keys ?? [],
  file: 'records.json',
});
