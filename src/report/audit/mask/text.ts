import { maskedArn } from './arn.js';
import { type Known, knownValues, type Match } from './known.js';
import { type StandIns, standIns } from './stand-ins.js';

/** What replaces values. Whatever a value stands in, it has the same stand-in. Texts come last: what is learnt after one was looked through is not found in it. */
export interface Mask {
  readonly account: (id: string) => string;
  /** An ARN, a name or an id of a caller; services of AWS stay. */
  readonly principal: (principal: string) => string;
  readonly session: (name: string) => string;
  readonly accessKey: (id: string) => string;
  /** Addresses that are those of services stay. */
  readonly address: (address: string) => string;
  /** An ARN, or an id that stands for a `kind` of thing. */
  readonly arn: (arn: string, kind: string) => string;
  /** A text in which any of them may stand: those that were seen before, and what looks like one. */
  readonly text: (text: string) => string;
}

/** `cloudformation.amazonaws.com`, `AWS Internal`: userIdentity.invokedBy and sourceIPAddress of calls that AWS makes. */
const SERVICE = /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?|AWS Internal)$/u;

/** Shorter names are parts of any text. */
const SHORTEST = 3;

/** ARNs, accounts, ids of access keys and principals, organizations, addresses. IAM User Guide, "Unique identifiers". */
const PATTERN =
  /arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:[^:\s"'`<>]*:[^\s"'`<>|()[\]{}]+|(?<![A-Za-z0-9])A(?:KI|SI|BI|CC|RO|ID|IP|NP|NV|PK|GP|SC)A[A-Z0-9]{12,}(?![A-Za-z0-9])|(?<![0-9])[0-9]{12}(?![0-9])|(?<![A-Za-z0-9])o-[a-z0-9]{10,32}(?![A-Za-z0-9])|(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9])/gu;

export function maskOf(): Mask {
  const names = standIns();
  const known = knownValues();
  // Paths stand in many records.
  const texts = new Map<string, string>();
  const remember = (value: string, standIn: string): string => {
    if (value.length >= SHORTEST) known.add(value, standIn);
    return standIn;
  };
  const arnOf = (text: string): string | undefined => {
    const masked = maskedArn(text, names);
    for (const [name, standIn] of masked?.names ?? []) remember(name, standIn);
    return masked === undefined ? undefined : remember(text, masked.arn);
  };
  const named = (kind: string, value: string): string => (value === '' ? '' : remember(value, names.of(kind, value)));
  return {
    account: (id) => named('account', id),
    principal: (principal) => (SERVICE.test(principal) ? principal : (arnOf(principal) ?? named('principal', principal))),
    session: (name) => named('session', name),
    accessKey: (id) => named('access-key', id),
    address: (address) => (SERVICE.test(address) ? address : named('address', address)),
    arn: (arn, kind) => arnOf(arn) ?? named(kind, arn),
    text: (text) => {
      const done = texts.get(text) ?? textOf(text, names, known);
      texts.set(text, done);
      return done;
    },
  };
}

function textOf(text: string, names: StandIns, known: Known): string {
  let written = '';
  let word = known.find(text, 0);
  let shape = pattern(text, 0, names);
  for (let from = 0; from < text.length; ) {
    // What was found further on is still the next one.
    if (word !== undefined && word.start < from) word = known.find(text, from);
    if (shape !== undefined && shape.start < from) shape = pattern(text, from, names);
    const found = first(word, shape);
    written += text.slice(from, found?.start) + (found?.standIn ?? '');
    from = found?.end ?? text.length;
  }
  return written;
}

/** Of two that begin together the longer one: what is known may be a part of an ARN that is not. */
function first(one: Match | undefined, other: Match | undefined): Match | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  if (one.start !== other.start) return one.start < other.start ? one : other;
  return one.end >= other.end ? one : other;
}

function pattern(text: string, from: number, names: StandIns): Match | undefined {
  PATTERN.lastIndex = from;
  const found = PATTERN.exec(text);
  if (found === null) return undefined;
  // A sentence goes on behind an ARN.
  const value = found[0].replace(/[.,:;!?]+$/u, '');
  return { start: found.index, end: found.index + value.length, standIn: maskedArn(value, names)?.arn ?? names.of(kindOf(value), value) };
}

function kindOf(value: string): string {
  if (value.startsWith('arn:')) return 'resource';
  if (value.startsWith('A')) return /^A[KSB]IA/u.test(value) ? 'access-key' : 'principal';
  if (value.startsWith('o-')) return 'organization';
  return value.includes('.') ? 'address' : 'account';
}
