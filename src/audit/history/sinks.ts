import { member, textValue } from '../../core/node.js';
import type { SinkKind } from '../../model/sink.js';
import type { AuditedSink, Call, CallName } from '../audit.js';

export const kindOf = (name: CallName): SinkKind => (name.includes('EventDataStore') ? 'event-data-store' : 'trail');

/** The account and the Region that an ARN names. AWS General Reference, "Amazon Resource Names". */
export function placeOf(arn: string): { readonly region: string; readonly account: string } {
  const [, , , region = '', account = ''] = arn.split(':');
  return { region, account };
}

/** The name of a trail, the id of an event data store. */
export const nameIn = (arn: string): string => arn.slice(arn.indexOf('/') + 1);

const isArn = (text: string | undefined): text is string => text?.startsWith('arn:') === true;

/** The sink that a request names: by ARN, name or id; undefined where it names none. API Reference, `StopLogging.Name`, `PutEventSelectors.TrailName`, `UpdateEventDataStore.EventDataStore`. */
function requested(call: Call): string | undefined {
  const key = call.name === 'PutEventSelectors' ? 'TrailName' : kindOf(call.name) === 'trail' ? 'Name' : 'EventDataStore';
  return call.request === undefined ? undefined : textValue(member(call.request, key));
}

/** The ARN, where the record has it. */
function stated(call: Call): string | undefined {
  const arn = call.response === undefined ? undefined : textValue(member(call.response, kindOf(call.name) === 'trail' ? 'TrailARN' : 'EventDataStoreArn'));
  if (isArn(arn)) return arn;
  const named = requested(call);
  return isArn(named) ? named : undefined;
}

/** Whether a call tells that its trail is one of the organization. */
const tellsOrganization = ({ request, response }: Call): boolean => [request, response].some((body) => body !== undefined && textValue(member(body, 'IsOrganizationTrail')) === 'true');

/**
 * Which sink a call is about. A trail's name is unique in its account and Region, and the calls must run in its home Region
 * (API Reference, `InvalidHomeRegionException`), so that name, account and Region make up its ARN.
 */
export class Sinks {
  /** ARNs that records have, by kind and name or id. */
  private readonly known = new Map<string, Set<string>>();
  private readonly organization = new Set<string>();
  private readonly made = new Map<string, AuditedSink>();

  constructor(calls: readonly Call[]) {
    for (const call of calls) {
      const arn = stated(call);
      if (arn === undefined) continue;
      const key = `${kindOf(call.name)} ${nameIn(arn)}`;
      const arns = this.known.get(key);
      if (arns === undefined) this.known.set(key, new Set([arn]));
      else arns.add(arn);
      if (tellsOrganization(call)) this.organization.add(arn);
    }
  }

  of(call: Call): AuditedSink | undefined {
    const arn = stated(call) ?? this.arnFor(call);
    if (arn === undefined) return undefined;
    const sink = this.made.get(arn) ?? { arn, kind: kindOf(call.name) };
    this.made.set(arn, sink);
    return sink;
  }

  private arnFor(call: Call): string | undefined {
    // The id of a new event data store is in the response alone. Where that is left out, the name has to do.
    const named = requested(call) ?? (call.failure === undefined && call.name === 'CreateEventDataStore' ? nameRequested(call) : undefined);
    if (named === undefined || named === '') return undefined;
    const kind = kindOf(call.name);
    const own = `arn:${call.partition}:cloudtrail:${call.region}:${call.account}:${kind === 'trail' ? 'trail' : 'eventdatastore'}/${named}`;
    const known = [...(this.known.get(`${kind} ${named}`) ?? [])];
    if (known.includes(own)) return own;
    return only(kind === 'trail' ? this.otherTrails(call, known) : known) ?? own;
  }

  /**
   * Trails of that name which may be meant although they are not at home there: one of the organization, which a delegated
   * administrator or a member called by name; for a call that failed also one at home in another Region of the account, called
   * from where only its shadow is.
   */
  private otherTrails(call: Call, known: readonly string[]): readonly string[] {
    const failed = call.failure !== undefined;
    return known.filter((arn) => {
      const { region, account } = placeOf(arn);
      return account === call.account ? failed : this.organization.has(arn) && (failed || region === call.region);
    });
  }
}

const nameRequested = ({ request }: Call): string | undefined => (request === undefined ? undefined : textValue(member(request, 'Name')));

const only = (arns: readonly string[]): string | undefined => (arns.length === 1 ? arns[0] : undefined);
