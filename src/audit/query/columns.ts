/** A column of the result. */
export interface Column {
  /** In small letters, as Athena has it whatever is asked for. */
  readonly name: string;
  /** The member of the record. User Guide, "CloudTrail record contents for management, data, and network activity events". */
  readonly member: string;
  /** `object`: as JSON text. */
  readonly holds: 'text' | 'object';
}

const text = (member: string): Column => ({ name: member.toLowerCase(), member, holds: 'text' });
const object = (member: string): Column => ({ name: member.toLowerCase(), member, holds: 'object' });

/** What the reader of records needs of a call, in the order of the result. */
export const columns: readonly Column[] = [
  text('eventID'),
  text('eventTime'),
  text('eventSource'),
  text('eventName'),
  text('awsRegion'),
  text('recipientAccountId'),
  text('errorCode'),
  text('errorMessage'),
  text('sourceIPAddress'),
  text('userAgent'),
  object('userIdentity'),
  object('requestParameters'),
  object('responseElements'),
  text('requestID'),
  text('sharedEventID'),
];
