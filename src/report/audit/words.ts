import type { Attempt, AuditedSink, Call, Caller, Caveat, Scope } from '../../audit/audit.js';
import { positionAt } from '../../core/line-index.js';
import { kmsEvents } from '../../data/kms-events.js';
import { count, listed } from '../pretty/count.js';

/** What the reports for people and SARIF say in the same words. Texts of records stand in them as they are: each report makes them safe in its own way. */

const reads = kmsEvents.filter(({ readOnly }) => readOnly).map(({ name }) => name);
const writes = kmsEvents.filter(({ readOnly }) => !readOnly).map(({ name }) => name);

/** More names than these are told by number where there is little room. */
const FEW = 4;

const SECOND = 1000;
const UNITS = [['day', 86_400 * SECOND], ['h', 3600 * SECOND], ['min', 60 * SECOND], ['s', SECOND]] as const;

/** `2024-07-31T12:50:02Z`. CloudTrail says whole seconds; what is finer is kept. */
export const timeText = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

/** In the two largest units that matter: `3 days 4 h`, `2 h 14 min`, `45 s`. */
export function durationText(milliseconds: number): string {
  const first = UNITS.findIndex(([, size]) => milliseconds >= size);
  if (first < 0) return 'less than a second';
  let left = milliseconds;
  const parts = UNITS.slice(first, first + 2).map(([name, size]) => {
    const number = Math.floor(left / size);
    left -= number * size;
    return number === 0 ? '' : name === 'day' ? count(number, name) : `${number} ${name}`;
  });
  return parts.filter((part) => part !== '').join(' ');
}

/** `all 58 KMS events`, `the 27 KMS read events`, `Decrypt and Encrypt`, `12 of the 58 KMS events`. */
export const lostText = (events: readonly string[]): string => eventsText(events, FEW);

/** The same with every name that is not one of a whole kind. */
export const lostInFull = (events: readonly string[]): string => eventsText(events, Infinity);

function eventsText(events: readonly string[], most: number): string {
  const lost = new Set(events);
  const whole = (kind: readonly string[]): boolean => kind.every((name) => lost.has(name));
  if (whole(reads) && whole(writes)) return `all ${kmsEvents.length} KMS events`;
  const kinds = [...(whole(reads) ? [`the ${reads.length} KMS read events`] : []), ...(whole(writes) ? [`the ${writes.length} KMS write events`] : [])];
  const told = new Set([...(whole(reads) ? reads : []), ...(whole(writes) ? writes : [])]);
  const others = events.filter((name) => !told.has(name));
  return others.length <= most ? listed([...kinds, ...others]) : `${events.length} of the ${kmsEvents.length} KMS events`;
}

const SCOPES: Readonly<Record<Scope, string>> = {
  own: 'its own Region',
  'other-regions': 'other Regions',
  'member-accounts': 'member accounts of the organization',
};

/** `its own Region and other Regions`. */
export const scopesText = (scopes: readonly Scope[]): string => listed(scopes.map((scope) => SCOPES[scope]));

/** `` trail `arn:aws:cloudtrail:...` ``. */
export const sinkText = ({ kind, arn }: AuditedSink): string => `${kind === 'trail' ? 'trail' : 'event data store'} \`${arn}\``;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The parts of an ARN as far as it has them: made-up ARNs may lack some. */
export function arnParts(arn: string): { readonly region: string; readonly account: string; readonly resource: string } {
  const [, , , region = '', account = '', ...resource] = arn.split(':');
  return { region, account, resource: resource.join(':') };
}

/** Who called: `` `arn:...:assumed-role/Dev/alice` (AssumedRole, session `alice` of role `arn:...`) ``. */
export function callerText({ type, principal, role, session, accessKeyId }: Caller): string {
  const remarks = [
    ...(type === '' ? [] : [type]),
    ...(role === undefined ? [] : [`${session === undefined ? '' : `session \`${session}\` of `}role \`${role}\``]),
    ...(accessKeyId === undefined ? [] : [`access key \`${accessKeyId}\``]),
  ];
  return `${principal === '' ? 'somebody whom the record does not name' : `\`${principal}\``}${remarks.length === 0 ? '' : ` (${remarks.join(', ')})`}`;
}

/** From where: address, program, Region; empty where the record does not say. */
export function originText({ sourceIPAddress, userAgent, region }: Call): string {
  const parts = [...(sourceIPAddress === '' ? [] : [`\`${sourceIPAddress}\``]), ...(userAgent === '' ? [] : [`with \`${userAgent}\``]), ...(region === '' ? [] : [`in \`${region}\``])];
  return parts.join(' ');
}

/** `path:line:column` of the record. */
export function placeText({ at }: Call): string {
  const { line, column } = positionAt(at.source, at.start);
  return `${at.source.path}:${line}:${column}`;
}

/** A caveat as a sentence without its full stop. */
export function caveatText(caveat: Caveat): string {
  switch (caveat.kind) {
    case 'before-unknown':
      return 'What it logged before is not known: it may have lost these events earlier than this';
    case 'changes-unseen':
      return 'From then on it did not record the calls that change it: later ones, such as that which ended this, may be missing unless another sink logged them';
    case 'depends':
      return `It is not sure: ${caveat.reason}`;
    case 'covered-by':
      return `\`${caveat.arn}\` logged the same events all the time`;
    case 'events-seen': {
      const { count: number, first } = caveat;
      return `${count(number, 'KMS event')} of this time ${number === 1 ? 'was' : 'were'} recorded all the same, the first \`${first.name}\` at ${timeText(first.time)} in \`${first.file}\`: another sink logged ${number === 1 ? 'it' : 'them'}, or this is not what it seems`;
    }
  }
}

/** A sentence without its full stop: what was tried, and what would have been lost. */
export function attemptText({ sink, call, denied, events }: Attempt): string {
  const target = sink === undefined ? '' : ` on ${sinkText(sink)}`;
  const code = call.failure === undefined || call.failure.code === '' ? '' : ` (${call.failure.code})`;
  const loss = events.length === 0 ? '' : `: it would have taken ${lostText(events)}`;
  return `\`${call.name}\`${target} ${denied ? 'was denied' : 'failed'}${code}${loss}`;
}
