import type { MapNode } from '../core/node.js';
import type { Problem } from '../core/problem.js';
import type { Span } from '../core/source.js';
import type { SinkKind } from '../model/sink.js';

/** Calls of CloudTrail's API that change what a sink logs. API Reference, "Actions". */
export const callNames = [
  'CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging', 'PutEventSelectors',
  'CreateEventDataStore', 'UpdateEventDataStore', 'DeleteEventDataStore', 'RestoreEventDataStore', 'StartEventDataStoreIngestion', 'StopEventDataStoreIngestion',
] as const;
export type CallName = (typeof callNames)[number];

/** Who called, as `userIdentity` says. User Guide, "CloudTrail userIdentity element". */
export interface Caller {
  /** `userIdentity.type`; empty where the record does not say. */
  readonly type: string;
  /** The ARN; else the service (`invokedBy`), the user name or the principal id; empty where nothing is said. */
  readonly principal: string;
  /** For a role session: the ARN of the role (`sessionContext.sessionIssuer.arn`). */
  readonly role: string | undefined;
  /** The name of the role session, behind the last `/` of the ARN. */
  readonly session: string | undefined;
  readonly account: string | undefined;
  readonly accessKeyId: string | undefined;
}

/** One record of a call in `callNames`. */
export interface Call {
  readonly name: CallName;
  /** Milliseconds since 1970, UTC; CloudTrail says whole seconds. */
  readonly time: number;
  /** Undefined where the record has none; then it can be told from a duplicate only by all it says. */
  readonly eventId: string | undefined;
  /** `awsRegion`, in which it was called: the home Region of the sink. */
  readonly region: string;
  /** `recipientAccountId`, else that of the caller. */
  readonly account: string;
  /** `aws`, `aws-cn`, `aws-us-gov`: by an ARN of the record, else by the Region. */
  readonly partition: string;
  /** Any `errorCode`: the call changed nothing. */
  readonly failure: { readonly code: string; readonly message: string } | undefined;
  /** Keys as in the API (`TrailName`), whatever case the record has. Undefined where the record has none. */
  readonly request: MapNode | undefined;
  readonly response: MapNode | undefined;
  /** CloudTrail left the parameters out (`"omitted": true`): what the call set is not known. */
  readonly omitted: boolean;
  readonly caller: Caller;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
  /** The value of `eventName` in the record, in its file; for a gzip file in what it holds. */
  readonly at: Span;
}

/** A KMS event as a record tells it: that it was logged by some sink. */
export interface KmsUse {
  readonly name: string;
  readonly time: number;
  readonly eventId: string | undefined;
  readonly region: string;
  readonly account: string;
  readonly readOnly: boolean | undefined;
  readonly failure: string | undefined;
  readonly caller: Caller;
  readonly sourceIPAddress: string;
  /** ARNs or ids of keys: `resources[].ARN` of type `AWS::KMS::Key`, `responseElements.keyId`, `requestParameters.keyId`. Empty for calls such as ListKeys. */
  readonly keys: readonly string[];
  readonly file: string;
}

/** What records came to. */
export interface Records {
  /** By time, then eventID, each once; the same for any order of the files. */
  readonly calls: readonly Call[];
  /** What could not be read, with its place. */
  readonly problems: readonly Problem[];
  readonly files: number;
  /** Records of any kind, as far as they were counted: those of files without a call of ours are not taken apart. */
  readonly recordsRead: number;
  /** Times of the first and last record that was looked at; undefined where there was none. */
  readonly first: number | undefined;
  readonly last: number | undefined;
}

/** A trail or event data store that calls speak of. */
export interface AuditedSink {
  /** Made up of Region, account and name where no record has it: such calls must run in the home Region. */
  readonly arn: string;
  readonly kind: SinkKind;
}

/** Where events are lost: what the sink saw in its own account and Region, what it saw in other Regions, what it saw in member accounts. */
export type Scope = 'own' | 'other-regions' | 'member-accounts';

/** A time in which KMS events were not logged by a sink that is known to have begun. */
export interface Window {
  readonly sink: AuditedSink;
  readonly scope: Scope;
  /** `possible`: only for some callers, or because what the call set is not known. */
  readonly certainty: 'definite' | 'possible';
  /** Milliseconds since 1970. */
  readonly from: number;
  /** Undefined while it is open when the records end. */
  readonly to: number | undefined;
  /** Names of the events that were lost, sorted; all 58 or some. */
  readonly events: readonly string[];
  readonly opened: Call;
  readonly closed: Call | undefined;
  readonly caveats: readonly Caveat[];
}

export type Caveat =
  /** What the sink logged before is not known: it may have lost the events earlier. */
  | { readonly kind: 'before-unknown' }
  /** The sink itself did not record the calls that changed it (write-only or no management events): later ones may be missing unless another sink has them. */
  | { readonly kind: 'changes-unseen' }
  /** Lost for some callers only, or what was set is not known; in words. */
  | { readonly kind: 'depends'; readonly reason: string }
  /** Another sink that is known to have logged the same events all the time. */
  | { readonly kind: 'covered-by'; readonly arn: string }
  /** KMS events of the account (and Region) were recorded meanwhile: another sink logged them, or the window is not what it seems. */
  | { readonly kind: 'events-seen'; readonly count: number; readonly first: KmsUse };

/** A call that would have changed a sink, and failed. */
export interface Attempt {
  /** Undefined where the call names no sink. */
  readonly sink: AuditedSink | undefined;
  readonly call: Call;
  /** Whether CloudTrail or IAM denied it (`AccessDenied...`), or it failed for another reason. */
  readonly denied: boolean;
  /** What would have been lost of what was logged; empty where nothing or where that is not known. */
  readonly events: readonly string[];
}

/** A sink of which the records do not tell what it logged at first. */
export interface Unsettled {
  readonly sink: AuditedSink;
  /** The first call that settles it; undefined where none does. */
  readonly until: Call | undefined;
}

/** What `keytrail audit` tells. */
export interface Audit {
  /** By `from`, then sink, then scope. */
  readonly windows: readonly Window[];
  /** By time. */
  readonly attempts: readonly Attempt[];
  readonly unsettled: readonly Unsettled[];
  readonly problems: readonly Problem[];
  readonly records: Pick<Records, 'files' | 'recordsRead' | 'first' | 'last'>;
}
