import type { Node } from '../../../core/node.js';
import type { Unknown } from '../../../core/value.js';
import { addressText, HOLE } from './texts.js';
import type { Variables } from './evaluate.js';

/** What a source of a variable has to say. `missing`: it has no value, and the next source is asked. */
export type Outcome =
  | { readonly kind: 'found'; readonly node: Node }
  | Missing;

export interface Missing {
  readonly kind: 'missing';
  readonly reason: string;
  /** Another choice of inputs could have had a value. */
  readonly turns: boolean;
  /** Inputs that are not given in this world: what the next source yields depends on them. */
  readonly asked: readonly string[];
}

export const found = (node: Node): Outcome => ({ kind: 'found', node });
export const missing = (reason: string, turns: boolean, asked: readonly string[] = []): Missing => ({ kind: 'missing', reason, turns, asked });

/** One step of an address, with where it stands in the whole. */
interface Step {
  readonly name: string;
  readonly start: number;
}

/** `custom.list.0` and `custom.list[0]`. */
function stepsOf(address: string): readonly Step[] {
  const steps: Step[] = [];
  for (const { 0: name, index } of address.matchAll(/[^.[\]]+/gu)) steps.push({ name, start: index });
  return steps;
}

/** What `address` names within `start`, not expanded. `written` is how it is shown. */
export function lookUp(start: Node, address: Node, written: string, variables: Variables): Outcome {
  const text = addressText(address);
  const turns = variables.provenance.of(address).length > 0;
  let at = variables.value(start);
  for (const step of stepsOf(text)) {
    if (at.kind === 'unknown') return found(at);
    if (at.kind === 'map') noteTurns(address, text, step, [...at.entries.keys()], variables);
    if (step.name.includes(HOLE) && !variables.provenance.isOther(address)) return found(openKey(address, written));
    const next = memberOf(at, step.name);
    if (next === undefined) return missing(`there is no \`${written}\``, turns);
    at = variables.value(next);
  }
  const isNull = at.kind === 'absent' || (at.kind === 'scalar' && at.value === null);
  return isNull ? missing(`\`${written}\` has no value`, turns) : found(at);
}

function memberOf(node: Node, name: string): Node | undefined {
  if (node.kind === 'map') return node.entries.get(name)?.value ?? node.unseen[0];
  return node.kind === 'list' && /^\d{1,9}$/u.test(name) ? (node.items[Number(name)] ?? node.unseen[0]) : undefined;
}

const openKey = (address: Node, written: string): Unknown => ({
  kind: 'unknown',
  reason: address.kind === 'unknown' ? address.reason : `what \`${written}\` names is not known`,
  nature: 'open',
  text: [{ name: written, holds: 'any' }],
  origin: address.origin,
});

/** The keys of which an input selects one are worth a world each. */
function noteTurns(address: Node, text: string, { name, start }: Step, keys: readonly string[], variables: Variables): void {
  for (const { input, before, after } of variables.provenance.of(address)) {
    const from = before.length;
    const to = text.length - after.length;
    if (from < start || to > start + name.length) continue;
    variables.turns({ input, before: name.slice(0, from - start), after: name.slice(to - start) }, keys);
  }
}
