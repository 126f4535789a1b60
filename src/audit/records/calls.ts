import { type MapNode, textValue } from '../../core/node.js';
import { gap, parseError, type Problem } from '../../core/problem.js';
import type { Span } from '../../core/source.js';
import { type Call, callNames, type CallName } from '../audit.js';
import { accountOf, asInApi, callerOf, type Part, partitionOf, partOf, textIn, textOf, timeOf, truthIn } from './record.js';
import { fieldsOf, type Record } from './unwrap.js';

/** A call with what tells copies of it apart from other calls. */
export interface Told {
  readonly call: Call;
  /** The same in the copies that several accounts get; undefined where there are none. */
  readonly sharedEventId: string | undefined;
  readonly requestId: string | undefined;
}

export interface Found {
  readonly told: Told | undefined;
  readonly problems: readonly Problem[];
}

const names: ReadonlySet<string> = new Set(callNames);
const isCallName = (name: string): name is CallName => names.has(name);

/** What a call says is in records of CloudTrail itself, in whatever partition. */
const SOURCE = /^cloudtrail\.amazonaws\.com(?:\.cn)?$/u;
const OURS: Found = { told: undefined, problems: [] };

/** The call of which a record tells. User Guide, "CloudTrail record contents for management, data, and network activity events". */
export function callOf({ fields, problems: before, isBroken }: Record): Found {
  if (isBroken) return { told: undefined, problems: before };
  const name = textOf(fields, 'eventname');
  if (!isCallName(name) || !SOURCE.test(textOf(fields, 'eventsource')) || isInsight(textOf(fields, 'eventtype'), textOf(fields, 'eventcategory'))) return OURS;
  const at = fields.get('eventname')?.origin.span;
  if (at === undefined) return OURS;
  const identity = partOf(fields, 'useridentity');
  const request = partOf(fields, 'requestparameters');
  const response = partOf(fields, 'responseelements');
  const problems = [...before, ...identity.problems, ...request.problems, ...response.problems];
  const time = timeOf(textOf(fields, 'eventtime'));
  if (time === undefined) return { told: undefined, problems: [...problems, withoutTime(name, textIn(fields, 'eventtime'), at)] };
  const eventId = textIn(fields, 'eventid');
  if (eventId === undefined) problems.push(gap(`this record of ${name} has no eventID: a copy of it is told by all it says, and another call that says the same is taken for one`, at));
  const caller = callerOf(identity.node);
  const asked = known(request);
  const answered = known(response);
  const region = textOf(fields, 'awsregion');
  const code = textIn(fields, 'errorcode');
  const call: Call = {
    name,
    time,
    eventId,
    region,
    account: accountOf(fields, caller),
    partition: partitionOf([...arnsIn(answered), ...arnsIn(asked), caller.role, caller.principal], region),
    failure: code === undefined ? undefined : { code, message: textOf(fields, 'errormessage') },
    request: asked,
    response: answered,
    omitted: isOmitted(request) || (isOmitted(response) && asked === undefined),
    caller,
    sourceIPAddress: textOf(fields, 'sourceipaddress'),
    userAgent: textOf(fields, 'useragent'),
    at,
  };
  return { told: { call, sharedEventId: textIn(fields, 'sharedeventid'), requestId: textIn(fields, 'requestid') }, problems };
}

const withoutTime = (name: string, written: string | undefined, at: Span): Problem =>
  parseError(`this record of ${name} has ${written === undefined ? 'no eventTime' : 'an eventTime that is no time'}, so that it cannot be put in order: it is left out`, at);

/** Insights tell of unusual rates of calls, not of calls. User Guide, "CloudTrail Insights event structure". */
const isInsight = (type: string, category: string): boolean => type === 'AwsCloudTrailInsight' || category === 'Insight';

/** Parameters that are too long are left out: `{"omitted": true, "reason": "..."}`. */
const isOmitted = (part: Part): boolean => part.unread || truthIn(fieldsOf(part.node), 'omitted') === true;

const known = (part: Part): MapNode | undefined => (part.node === undefined || isOmitted(part) ? undefined : asInApi(part.node));

const arnsIn = (node: MapNode | undefined): readonly (string | undefined)[] =>
  ['TrailARN', 'EventDataStoreArn', 'TrailName', 'Name', 'EventDataStore'].map((key) => {
    const value = node?.entries.get(key)?.value;
    return value === undefined ? undefined : textValue(value);
  });
