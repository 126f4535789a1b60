import { type Entry, list, map, type MapNode, type Node } from '../../core/node.js';
import type { Problem } from '../../core/problem.js';
import { embeddedJson } from '../../read/embedded.js';
import type { Caller } from '../audit.js';
import { fieldsOf, type Fields, isJson } from './unwrap.js';

/** The text of a member; empty where there is none or it is null. */
export function textOf(fields: Fields, name: string): string {
  const node = fields.get(name);
  return node?.kind === 'scalar' && node.value !== null ? node.text : '';
}

/** The same, where an empty one is none. */
export const textIn = (fields: Fields, name: string): string | undefined => textOf(fields, name) || undefined;

export const truthIn = (fields: Fields, name: string): boolean | undefined => {
  const text = textOf(fields, name).toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
};

/** `2024-07-31T12:50:02Z` in records; `2024-07-31 12:50:02.000` in what CloudTrail Lake and DuckDB answer. UTC where nothing else is said. */
const TIME = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))? ?(?:Z|UTC|([+-])(\d\d):?(\d\d)?)?$/u;

/** Milliseconds since 1970; undefined where the text is no time. */
export function timeOf(text: string): number | undefined {
  const parts = TIME.exec(text.trim());
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // The 31st of February would be a day in March.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return undefined;
  const fraction = Math.floor(Number(`0.${parts[7] ?? '0'}`) * 1000);
  const away = (parts[8] === '-' ? -1 : 1) * (Number(parts[9] ?? 0) * 60 + Number(parts[10] ?? 0)) * 60_000;
  return date.getTime() + fraction - away;
}

/** A member that is a map, or the text of one, as rows of a table have it. */
export interface Part {
  readonly node: MapNode | undefined;
  /** It is there, and cannot be read. */
  readonly unread: boolean;
  readonly problems: readonly Problem[];
}

export function partOf(fields: Fields, name: string): Part {
  const node = fields.get(name);
  if (node?.kind === 'map') return { node, unread: false, problems: [] };
  if (node === undefined || node.kind === 'absent' || (node.kind === 'scalar' && (node.value === null || /^\s*(?:null|\[\s*\])?\s*$/u.test(node.text)))) return NONE;
  if (node.kind === 'scalar' && isJson(node)) {
    const { node: inner, problems } = embeddedJson(node);
    const isBroken = problems.some(({ level }) => level === 'error');
    return { node: inner.kind === 'map' && !isBroken ? inner : undefined, unread: inner.kind !== 'map' || isBroken, problems };
  }
  return { node: undefined, unread: true, problems: [] };
}

const NONE: Part = { node: undefined, unread: false, problems: [] };

/** User Guide, "CloudTrail userIdentity element". */
export function callerOf(node: MapNode | undefined): Caller {
  const identity = fieldsOf(node);
  const issuer = fieldsOf(fieldsOf(identity.get('sessioncontext')).get('sessionissuer'));
  const arn = textIn(identity, 'arn');
  const role = textIn(issuer, 'arn');
  return {
    type: textOf(identity, 'type'),
    principal: arn ?? textIn(identity, 'invokedby') ?? textIn(identity, 'username') ?? textOf(identity, 'principalid'),
    role,
    session: arn !== undefined && (role !== undefined || arn.includes(':assumed-role/')) ? arn.slice(arn.lastIndexOf('/') + 1) : undefined,
    account: textIn(identity, 'accountid'),
    accessKeyId: textIn(identity, 'accesskeyid'),
  };
}

/** In what account an event was recorded, else who caused it. */
export const accountOf = (fields: Fields, caller: Caller): string => textIn(fields, 'recipientaccountid') ?? caller.account ?? '';

/** Parameters with keys as in the API: records write them with a small first letter. What is null was not said. */
export function asInApi(node: MapNode): MapNode {
  const entries = new Map<string, Entry>();
  for (const [key, { key: origin, value }] of node.entries) {
    if (value.kind === 'scalar' && value.value === null) continue;
    entries.set(key.charAt(0).toUpperCase() + key.slice(1), { key: origin, value: inApi(value) });
  }
  return map(entries, node.origin, node.unseen);
}

function inApi(node: Node): Node {
  if (node.kind === 'map') return asInApi(node);
  return node.kind === 'list' ? list(node.items.map(inApi), node.origin, node.unseen) : node;
}

const ARN = /^arn:([a-z-]+):/u;

/** By an ARN; else by the Region. General Reference, "Amazon Resource Names"; Regions of a partition share their first letters. */
export function partitionOf(arns: readonly (string | undefined)[], region: string): string {
  for (const arn of arns) {
    const partition = arn === undefined ? undefined : ARN.exec(arn)?.[1];
    if (partition !== undefined) return partition;
  }
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  const secret = /^[a-z]{2}-iso([a-z]?)-/u.exec(region)?.[1];
  return secret === undefined ? 'aws' : secret === '' ? 'aws-iso' : `aws-iso-${secret}`;
}
