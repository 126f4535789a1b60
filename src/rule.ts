/** All that a rule may import. */
import { wherever } from './check/change/compare.js';
import type { Fault, HeldBy, Note, RuleMeta } from './check/rule.js';
import { fixLoss } from './check/edits.js';
import { addTo } from './core/long.js';
import { bySpan, onOneLine, textOf } from './core/source.js';
import { shown } from './core/text.js';
import { grantsOf, steps, type Grant, type GrantKind } from './model/grant/grant.js';
import { losses, type Loss, type LossKind } from './model/loss.js';
import type { Model } from './model/model.js';
import type { Culprit } from './model/selector/selects.js';
import type { Sink } from './model/sink.js';

export type { Fault, Note, Rule, RuleMeta } from './check/rule.js';
export type { Fix } from './check/finding.js';
export type { Model } from './model/model.js';
export type { Loss } from './model/loss.js';
export type { Culprit } from './model/selector/selects.js';
export type { Sink } from './model/sink.js';
export type { Truth } from './core/truth.js';
export { and, not, or, truth } from './core/truth.js';
export type { Blindness, Oversight } from './model/alarm/blind.js';
export { blindness, oversight } from './model/alarm/blind.js';
export { isRecording, logsSomething } from './model/coverage.js';
export { invalidParts } from './model/selector/validity.js';
export type { Removal } from './model/removal.js';
export { vanishing } from './model/removal.js';
export { idleConditions } from './model/grant/grant.js';
export { idleExclusions } from './model/idle.js';
export { fixExclusion, fixInvalid, fixMissing, replaceFalse } from './check/edits.js';

/** `Trail \`Audit\``, at the beginning of a sentence; `Trail set by \`Function\`` where code sets it. */
export const sinkName = (sink: Sink): string => `${sink.kind === 'trail' ? 'Trail' : 'Event data store'}${sink.declaredBy === 'code' ? ' set by' : ''} \`${sink.address}\``;

/** The same, within a sentence. */
export const sinkPhrase = (sink: Sink): string => sinkName(sink).replace(/^./u, (first) => first.toLowerCase());

/** How many of what may be without number are named of one finding. */
export const MOST_NAMED = 50;

/** Sinks one after the other, within a sentence. */
export const sinkPhrases = (sinks: readonly Sink[]): string => [...sinks.slice(0, MOST_NAMED).map(sinkPhrase), ...(sinks.length > MOST_NAMED ? [`${String(sinks.length - MOST_NAMED)} more`] : [])].join(' and ');

/** `all 58 KMS events`, `the 27 KMS read events`, `Decrypt and Encrypt`, `Decrypt, Encrypt and 12 more KMS events`. */
export function eventsText(events: readonly string[], shown = 3): string {
  const quoted = events.slice(0, events.length > shown + 1 ? shown : events.length).map((name) => `\`${name}\``);
  const more = events.length - quoted.length;
  if (more > 0) return `${quoted.join(', ')} and ${String(more)} more KMS events`;
  return quoted.length < 2 ? (quoted[0] ?? 'no event') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}`;
}

/** The subject of a fault of a sink. */
export const aboutSink = (sink: Sink): Pick<Fault, 'subject' | 'level'> => ({ subject: { address: sink.address, exists: sink.exists, sink }, level: undefined });

/** What a rule about a loss says of one. */
export interface LossWords {
  /** What is lost: `all 58 KMS events`. */
  readonly what: string;
  readonly advice: string;
}

/** The losses of one kind as faults: at the culprit, with the other culprits related. */
export function* lossFaults(model: Model, kind: LossKind, words: (loss: Loss, culprit: Culprit, spelling: Sink['spelling']) => LossWords): Iterable<Fault> {
  for (const sink of model.sinks) {
    for (const loss of losses(sink)) {
      const [culprit, ...rest] = [...loss.culprits].sort((a, b) => bySpan(a.origin.span, b.origin.span));
      if (loss.kind !== kind || culprit === undefined) continue;
      const { what, advice } = words(loss, culprit, sink.spelling);
      const more = loss.possibly.length === 0 ? '' : ` (nor, perhaps, ${eventsText(loss.possibly)})`;
      yield {
        truth: loss.truth,
        ...aboutSink(sink),
        fault: '',
        at: culprit.origin,
        label: labelOf(culprit),
        cause: [...[...loss.culprits, ...loss.others].map(labelOf), ...loss.possibly.map((event) => `perhaps ${event}`), ...(loss.partly ? ['partly'] : [])],
        related: [...rest.map(also), ...loss.others.map(alsoOther)],
        sentence: {
          definite: `${sinkName(sink)} does not log ${what}${more}${loss.partly ? ' for every caller' : ''}, because of \`${culprit.text}\``,
          possible: `${sinkName(sink)} may not log ${what}, depending on \`${culprit.text}\`${culprit.unknown === '' ? '' : ` (${culprit.unknown})`}`,
        },
        advice,
        events: loss.events,
        fixes: fixLoss(sink, loss),
      };
    }
  }
}

const labelOf = (culprit: Culprit): string => (culprit.unknown === '' ? culprit.text : `${culprit.text}: ${culprit.unknown}`);
const also = (culprit: Culprit): Note => ({ at: culprit.origin, message: `and ${labelOf(culprit)}` });
const alsoOther = (culprit: Culprit): Note => ({ at: culprit.origin, message: `${labelOf(culprit)} keeps some of them out as well` });

/** The catalogue's entries for tampering with cloud logging, shared by the visibility rules. */
export const loggingTaxa: RuleMeta['taxa'] = [
  { taxonomy: 'mitre-attack-v19', id: 'T1685.002' },
  { taxonomy: 'mitre-attack-v18', id: 'T1562.008' },
  { taxonomy: 'cwe', id: 'CWE-778' },
];

/** Grants of one kind as faults: one for each statement or attached managed policy, however many principals hold it. */
export function grantFaults(model: Model, kinds: readonly GrantKind[]): readonly Fault[] {
  const byStatement = new Map<Grant['statement'] | string, Grant[]>();
  for (const grant of grantsOf(model.permissions)) {
    addTo(byStatement, grant.managed === '' ? grant.statement : `${grant.address} ${grant.managed}`, grant);
  }
  const ordinals = new Map<string, number>();
  return [...byStatement.values()].flatMap((grants): readonly Fault[] => {
    const [worst, ...others] = [...grants].sort((a, b) => steps.indexOf(b.step) - steps.indexOf(a.step));
    if (worst === undefined || !kinds.includes(worst.kind)) return [];
    // What holds it, and on what, may differ from world to world: it is the same statement.
    const name = `${worst.address} ${worst.statement.sid} ${textOf(onOneLine(worst.at.span))} ${worst.managed}`;
    ordinals.set(name, (ordinals.get(name) ?? 0) + 1);
    return [grantFault(worst, others.filter(({ principal }) => principal !== worst.principal), `${name} ${String(ordinals.get(name))}`)];
  });
}

function grantFault(grant: Grant, others: readonly Grant[], fault: string): Fault {
  const what = grant.siblings.length > 0 ? grant.siblings.map((name) => `\`${name.slice('cloudtrail:'.length)}\``).join(', ') : '`PutEventSelectors`';
  const through = throughText(grant);
  const who = holderName(grant);
  const tail = tailText(grant, grant.because);
  return {
    truth: grant.truth,
    subject: { address: grant.address, exists: grant.principal.exists, sink: undefined },
    level: grant.step,
    fault,
    at: grant.at,
    label: `${through} on ${reachText(grant)}`,
    cause: [through, ...grant.siblings],
    holders: [grant, ...others].flatMap(holdersOf),
    related: others.filter(({ principal }) => principal.address !== grant.principal.address).map(({ principal }) => ({ at: principal.origin, message: `${holderPhrase(principal)} holds it as well` })),
    sentence: {
      definite: `${who} may call ${what}: ${tail}`,
      possible: `${who} may perhaps call ${what}: ${tail}${grant.unknown === '' ? '' : ` (${grant.unknown})`}`,
    },
    advice: 'Name the trails it is needed for, or leave it to one role for deployments',
    events: [],
    fixes: [],
  };
}

const throughText = ({ managed, statement, action }: Grant): string => (managed !== '' ? `\`${managed}\`` : statement.actions.negated ? '`NotAction`' : action === '' ? '`Action`' : `\`${action}\``);

const tailText = (grant: Grant, because: readonly string[]): string => [`${throughText(grant)} on ${reachText(grant)}`, ...because].join('; ');

function holdersOf(grant: Grant): readonly HeldBy[] {
  const how = (because: readonly string[]): string => [tailText(grant, because), ...grant.siblings, grant.unknown].join('\n');
  const known = whoHolds(grant.principal);
  return (known.length > 0 ? known : ['']).map((who) => ({ who, how: how(grant.because), anyhow: how(grant.because.slice(0, grant.general)) }));
}

const whoHolds = ({ kind, address, named }: Grant['principal']): readonly string[] =>
  kind === 'unattached' ? named.map((one) => `${one.kind} ${shown(one.name)}`) : [`${kind} ${wherever(address)}`];

const holderPhrase = ({ kind, address }: Grant['principal']): string => (kind === 'unattached' ? `whoever else is given policy \`${address}\`` : `${kind.replace('-', ' ')} \`${address}\``);

function holderName({ principal }: Grant): string {
  const names = { role: 'Role', user: 'User', group: 'Group', 'permission-set': 'Permission set', unattached: 'Whoever holds policy' } as const;
  const service = principal.kind === 'role' && ['service', 'compute', 'deployment'].includes(principal.trust.by) ? ' (of a service)' : '';
  // What comes from an account's details is addressed with its kind: names are unique only within one.
  const name = principal.address.replace(/^(?:Role|User|Group|Policy) /u, '');
  return `${names[principal.kind]} \`${name}\`${service}`;
}

function reachText({ scope, resource }: Grant): string {
  const as = resource === '' || resource === '*' ? '' : ` (\`${resource}\`)`;
  switch (scope) {
    case 'all':
      return `every trail${as}`;
    case 'account':
      return `every trail of the account${as}`;
    case 'region':
      return `every trail of one Region${as}`;
    case 'some':
      return `some trails${as}`;
    case 'one':
      return `one trail${as}`;
    case 'none':
      return 'no trail';
  }
}
