import type { Audit, Call } from '../../audit/audit.js';
import type { Blackout } from './blackouts.js';
import { arnParts, timeText } from './words.js';

/** What of a blackout can still be had: commands to copy, and what to know of them. */
export interface Lookups {
  readonly commands: readonly string[];
  /** Sentences without their full stop. */
  readonly remarks: readonly string[];
}

/** Records are others' words, and a command is copied into a shell: nothing but the name of a Region may stand there. */
const REGION = /^[a-z]{2,8}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/u;

const PLACEHOLDER = 'REGION';

/**
 * Event history keeps management events of each Region for 90 days, whatever trails log; `LookupEvents` takes one attribute and
 * one Region a call. User Guide, "Working with CloudTrail Event history".
 */
export function lookupsOf(blackout: Blackout, regions: readonly string[]): Lookups {
  const { sink, scopes, opened } = blackout;
  const home = [arnParts(sink.arn).region, opened.region].find((region) => REGION.test(region));
  const elsewhere = scopes.some((scope) => scope !== 'own');
  const others = elsewhere ? regions.filter((region) => region !== home) : [];
  const isOnlyElsewhere = scopes.every((scope) => scope === 'other-regions');
  const asked = [...(home === undefined || isOnlyElsewhere ? [] : [home]), ...others];
  const commands = (asked.length === 0 ? [PLACEHOLDER] : asked).map((region) => command(region, blackout));
  const remarks = [
    'Event history keeps the management events of an account and Region for 90 days, whatever trails log',
    ...(elsewhere ? [`Each Region has to be asked: ${others.length === 0 ? 'the records name no other one' : 'these are those that the records name'}`] : []),
    ...(scopes.includes('member-accounts') ? ['A member account is asked in that account'] : []),
  ];
  return { commands, remarks };
}

const command = (region: string, { from, to }: Blackout): string =>
  [
    `aws cloudtrail lookup-events --region ${region}`,
    '--lookup-attributes AttributeKey=EventSource,AttributeValue=kms.amazonaws.com',
    `--start-time ${timeText(from)}`,
    ...(to === undefined ? [] : [`--end-time ${timeText(to)}`]),
  ].join(' ');

/** The Regions in which calls were made, sorted. */
export function regionsOf({ windows, attempts, unsettled }: Audit): readonly string[] {
  const calls: readonly (Call | undefined)[] = [...windows.flatMap(({ opened, closed }) => [opened, closed]), ...attempts.map(({ call }) => call), ...unsettled.map(({ until }) => until)];
  return [...new Set(calls.flatMap((call) => (call === undefined ? [] : [call.region])))].filter((region) => REGION.test(region)).sort();
}
